"""The commands of the 3D menu, as data."""

from __future__ import annotations

from medviewer.render.volume_presets import VOLUME_PRESETS
from medviewer.ui.actions.action_row import ActionRow

R = ActionRow

_SIDES = (
    ("front", "From the front"), ("back", "From behind"), ("left", "From the left"),
    ("right", "From the right"), ("head", "From the head"), ("feet", "From the feet"),
)  # fmt: skip

VOLUME = (
    R("volume.preset_auto", "Automatic", "", "Colours and opacity of the 3D picture by what was measured", "",
      "3D/Preset", "volume.preset", "auto", "volume", "volume_preset"),
    *(
        R(f"volume.preset_{name}", preset.title, "", f"Show the volume in 3D as {preset.title}", "",
          "3D/Preset", "volume.preset", name, "volume", "volume_preset")
        for name, preset in VOLUME_PRESETS.items()
    ),
    *(
        R(f"volume.from_{side}", title, "", f"See the patient in 3D: {title}", "", "3D/Look",
          "volume.look_from", side, "volume")
        for side, title in _SIDES
    ),
    R("volume.spin", "Turn round", "", "Let the 3D picture turn by itself, and stop it",
      "mdi6.rotate-3d-variant", "3D", "volume.spin", needs="volume"),
    R("volume.shading", "Light and shade", "", "Shade by how surfaces face the eye, or show plain colours",
      "mdi6.lightbulb-on-outline", "3D", "volume.shading", needs="volume"),
    R("volume.table", "Hide the table", "", "Leave out the table under the patient in 3D, or show it (CT)",
      "mdi6.bed-outline", "3D", "volume.table", needs="volume"),
    R("volume.crop", "Crop box", "", "Show a box around the volume; drag the dots on its faces", "mdi6.crop",
      "3D", "volume.crop", needs="volume", separator=True),
    R("volume.crop_edges", "Crop by numbers…", "", "Type where the crop box begins and ends", "", "3D",
      "volume.crop_edges", needs="volume"),
    R("volume.crop_reset", "Whole volume", "", "Take the crop box away", "", "3D", "volume.crop_reset",
      needs="volume"),
    R("volume.cut_inside", "Only inside the segments", "", "Show in 3D only what is in the visible segments",
      "", "3D/Cut by segments", "volume.cut", "inside", "labels"),
    R("volume.cut_outside", "Only outside the segments", "",
      "Show in 3D only what lies outside the visible segments", "", "3D/Cut by segments", "volume.cut",
      "outside", "labels"),
    R("volume.cut_nothing", "Show all", "", "Show the whole body again", "", "3D/Cut by segments",
      "volume.cut", "nothing", "labels"),
    R("volume.glass", "Glowing in glass", "", "Segments glow in a body of glass", "", "3D/Segments",
      "volume.segments", "glass", "labels"),
    R("volume.surfaces", "Surfaces in glass", "", "Segments are surfaces in a body of glass", "",
      "3D/Segments", "volume.segments", "surfaces", "labels"),
    R("volume.surfaces_alone", "Surfaces alone", "", "Segments are surfaces, without the body", "",
      "3D/Segments", "volume.segments", "surfaces_alone", "labels"),
    R("volume.save_picture", "Save 3D picture…", "", "Save the 3D picture as PNG, as large as its view",
      "mdi6.image-outline", "3D", "volume.save_picture", "1", "volume", separator=True),
    R("volume.save_large", "Save large 3D picture…", "",
      "Save the 3D picture as a PNG file with four times the width and height of its view", "", "3D",
      "volume.save_picture", "4", "volume"),
    R("volume.save_movie", "Save a turn as a film…", "",
      "Save one turn of the 3D picture around the patient as MP4 or GIF", "mdi6.filmstrip", "3D",
      "volume.save_movie", needs="volume"),
    R("volume.export_surfaces", "Export surfaces…", "",
      "Save the surfaces of the visible segments as STL, OBJ or PLY, in LPS millimetres",
      "mdi6.export-variant", "3D", "volume.export_surfaces", needs="labels"),
)  # fmt: skip
