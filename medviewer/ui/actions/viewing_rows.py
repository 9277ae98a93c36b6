"""Commands that change how images are looked at, as data."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from medviewer.core.palette import PALETTES
from medviewer.ui.actions.action_row import ActionRow

R = ActionRow

VIEWING = (
    R("viewing.straighten", "Straighten", "Ctrl+Backspace", "Make oblique planes straight again",
      "mdi6.axis-arrow-lock", "View", "viewing.straighten", needs="volume"),
    R("viewing.slab_off", "Single slices", "Alt+0", "Show one slice in the view in use", "mdi6.layers-minus",
      "View/Slab", "viewing.slab", "off", "volume", "slab"),
    R("viewing.slab_max", "MIP", "Alt+M", "Show the greatest value over a thickness (MIP)",
      "mdi6.layers-plus", "View/Slab", "viewing.slab", "max", "volume", "slab"),
    R("viewing.slab_min", "MinIP", "Alt+N", "Show the least value over a thickness (MinIP)",
      "mdi6.layers-plus", "View/Slab", "viewing.slab", "min", "volume", "slab"),
    R("viewing.slab_mean", "Mean", "Alt+E", "Show the mean value over a thickness", "mdi6.layers-plus",
      "View/Slab", "viewing.slab", "mean", "volume", "slab"),
    R("viewing.thicker", "Thicker", "Ctrl+Up", "Make the slab of the view in use thicker",
      "mdi6.arrow-expand-vertical", "View/Slab", "viewing.thicken", "1", "volume", separator=True),
    R("viewing.thinner", "Thinner", "Ctrl+Down", "Make the slab of the view in use thinner",
      "mdi6.arrow-collapse-vertical", "View/Slab", "viewing.thicken", "-1", "volume"),
    R("tool.curve", "Path", "U",
      "Click points along a path, which is shown straightened; Ctrl+click removes a point",
      "mdi6.vector-curve", "Tools", "tool.pick", "curve", "", "tool"),
    R("viewing.remove_path", "Remove path", "Shift+U", "Remove the path and its straightened picture",
      "mdi6.vector-polyline-remove", "Tools", "viewing.remove_path", needs="volume"),
    R("viewing.lens", "Magnifying glass", "G",
      "A round part of the slice in more detail under the mouse; hold the key, or press it to keep the glass",
      "mdi6.magnify-scan", "View", "viewing.lens", needs="image", checkable=True, separator=True),
    R("viewing.lens_stronger", "Stronger glass", "Shift+G", "Twice, three times, four times as large",
      "mdi6.magnify-plus-outline", "View", "viewing.lens_stronger", needs="image"),
    R("viewing.zoom_in", "Zoom in", "+", "Make the picture of the view in use larger (Ctrl + wheel)",
      "mdi6.magnify-plus", "View/Zoom", "viewing.zoom", "1", "image"),
    R("viewing.zoom_out", "Zoom out", "-", "Make the picture of the view in use smaller (Ctrl + wheel)",
      "mdi6.magnify-minus", "View/Zoom", "viewing.zoom", "-1", "image"),
    R("viewing.true_size", "True size", "Ctrl+1",
      "A millimetre of the patient is a millimetre on this screen", "mdi6.ruler-square", "View/Zoom",
      "viewing.true_size", needs="image"),
    R("viewing.measure_screen", "Measure this screen", "Ctrl+Shift+1",
      "Make true size exact with a bank card held to the screen", "mdi6.monitor-screenshot", "View/Zoom",
      "viewing.measure_screen"),
    R("viewing.references", "Reference lines", "Shift+L",
      "In grids: show where the slice in use lies in the other views", "mdi6.format-line-spacing", "View",
      "viewing.references", needs="image", checkable=True, separator=True),
    R("viewing.marks_3d", "Measurements in 3D", "Ctrl+Shift+I", "Draw the measurements over the 3D picture",
      "mdi6.ruler-square", "View", "viewing.marks_3d", needs="volume", checkable=True),
    R("viewing.link", "Link views", "Shift+S",
      "In grids: zoom, move and window views of one frame of reference together", "mdi6.link-variant",
      "View", "viewing.link", needs="image", checkable=True),
    R("viewing.link_here", "Link at these slices", "J",
      "Let the series in the grid scroll together from what they show now", "mdi6.link-plus", "View",
      "viewing.link_here", needs="image"),
    R("viewing.unlink", "Unlink", "Shift+J", "Let them scroll by themselves again", "mdi6.link-off", "View",
      "viewing.unlink", needs="image"),
    *(
        R(f"viewing.palette_{palette.id}", palette.name, f"Ctrl+F{number}",
          f"Paint the image in the colours of the map “{palette.name}”", "mdi6.palette-outline",
          "Window/Colour map", "viewing.palette", palette.id, "image", "palette", separator=False)
        for number, palette in enumerate(PALETTES, start=2)
    ),
)  # fmt: skip

STEP_NAMES = (QT_TRANSLATE_NOOP("Undo", "Slab"), QT_TRANSLATE_NOOP("Undo", "Colour map"))
"""What steps of undo are called, so that translators find it."""
