"""The one table of all commands: menus, tool bar, shortcuts and the help on keys are made from it."""

from __future__ import annotations

from collections.abc import Iterable

from medviewer.ui.action_row import ActionRow
from medviewer.ui.window_presets import WindowPreset

R = ActionRow

_FILE = (
    R("file.open_folder", "Open folder…", "Ctrl+O", "Open a study: a folder of images",
      "mdi6.folder-open-outline", "File", "file.open_folder"),
    R("file.open_files", "Open files…", "Ctrl+Shift+O", "Open one or more image files",
      "mdi6.file-image-outline", "File", "file.open_files"),
    R("file.open_sample", "Open sample study", "Ctrl+Shift+E",
      "Open a simulated chest CT that comes with the program", "mdi6.flask-outline", "File",
      "file.open_sample"),
    R("file.open_labels", "Open segmentation…", "Ctrl+Shift+L",
      "Lay a saved segmentation over the image on screen", "mdi6.layers-plus", "File", "file.open_labels",
      needs="volume"),
    R("file.save_segmentation", "Save segmentation…", "Ctrl+S",
      "Save the segmentation as NIfTI, NRRD or DICOM SEG", "mdi6.content-save-outline", "File",
      "file.save_segmentation", needs="labels", separator=True),
    R("file.save_findings", "Save findings…", "Ctrl+Shift+S", "Save the findings of a model as JSON",
      "mdi6.file-document-outline", "File", "file.save_findings", needs="findings"),
    R("file.save_view_picture", "Save picture of the view…", "Ctrl+P",
      "Save the view in use as a PNG picture", "mdi6.camera-outline", "File", "file.save_view_picture",
      needs="image", separator=True),
    R("file.save_window_picture", "Save picture of the window…", "Ctrl+Shift+P",
      "Save the whole window as a PNG picture", "mdi6.monitor-screenshot", "File",
      "file.save_window_picture"),
    R("file.close_study", "Close study", "Ctrl+W", "Close everything that is open",
      "mdi6.close-box-outline", "File", "file.close_study", needs="image", separator=True),
    R("file.quit", "Quit", "Ctrl+Q", "Close the program", "mdi6.exit-to-app", "File", "file.quit"),
)  # fmt: skip

_VIEW = (
    R("view.layout_mpr", "Axial with the other planes", "F2",
      "Axial large; sagittal, coronal and 3D beside it", "mdi6.view-split-vertical", "View/Layout",
      "view.layout", "mpr", "volume", "layout"),
    R("view.layout_1x1", "One view", "F3", "One axial view", "mdi6.square-outline", "View/Layout",
      "view.layout", "1x1", "volume", "layout"),
    R("view.layout_2x2", "Two by two", "F4", "Axial, sagittal, coronal and 3D in equal parts",
      "mdi6.view-grid-outline", "View/Layout", "view.layout", "2x2", "volume", "layout"),
    R("view.layout_1x3", "Three side by side", "F5", "The three planes side by side",
      "mdi6.view-column-outline", "View/Layout", "view.layout", "1x3", "volume", "layout"),
    R("view.layout_3x1", "Three on top of each other", "F6", "The three planes on top of each other",
      "mdi6.view-sequential-outline", "View/Layout", "view.layout", "3x1", "volume", "layout"),
    R("view.maximise", "Maximise view", "Return",
      "Fill the window with the view in use, and back (double click)", "mdi6.arrow-expand-all", "View",
      "view.maximise", needs="volume"),
    R("view.reset", "Reset view", "Backspace",
      "Show the whole picture again, not turned, with the file's own window", "mdi6.backup-restore",
      "View", "view.reset", needs="image"),
    R("view.flip", "Flip up and down", "V", "Exchange up and down in the view in use",
      "mdi6.flip-vertical", "View/Turn", "view.flip", needs="image"),
    R("view.mirror", "Mirror left and right", "H", "Exchange left and right in the view in use",
      "mdi6.flip-horizontal", "View/Turn", "view.mirror", needs="image"),
    R("view.turn_left", "Turn left", "L", "Turn the view in use by 90 degrees to the left",
      "mdi6.rotate-left", "View/Turn", "view.turn", "3", "image"),
    R("view.turn_right", "Turn right", "R", "Turn the view in use by 90 degrees to the right",
      "mdi6.rotate-right", "View/Turn", "view.turn", "1", "image"),
    R("view.align", "Align to the patient", "P",
      "Cut along the patient's axes instead of the volume's own", "mdi6.axis-arrow", "View", "view.align",
      needs="volume", checkable=True, separator=True),
    R("view.nearest", "As voxels", "Shift+1", "Show voxels as they are, without interpolation",
      "mdi6.checkerboard", "View/Interpolation", "view.interpolation", "nearest", "image",
      "interpolation"),
    R("view.linear", "Linear", "Shift+2", "Interpolate between voxels linearly", "mdi6.chart-line",
      "View/Interpolation", "view.interpolation", "linear", "image", "interpolation"),
    R("view.cubic", "Cubic", "Shift+3", "Interpolate between voxels smoothly", "mdi6.chart-bell-curve",
      "View/Interpolation", "view.interpolation", "cubic", "image", "interpolation"),
    R("view.crosshair", "Show crosshair", "Shift+X", "Show or hide the crosshair in all views",
      "mdi6.axis", "View", "view.crosshair", checkable=True),
    R("view.information", "Information in the corners", "I",
      "Text in the corners: off, minimal, anonymous, full", "mdi6.information-outline", "View",
      "view.information"),
    R("view.labels", "Show results", "Shift+R", "Show or hide everything that lies over the image",
      "mdi6.layers-outline", "View", "view.results", needs="result"),
    R("view.left_panel", "Series panel", "F9", "Fold or unfold the panel on the left", "mdi6.dock-left",
      "View", "view.left_panel", separator=True),
    R("view.right_panel", "Results panel", "F10", "Fold or unfold the panel on the right",
      "mdi6.dock-right", "View", "view.right_panel"),
    R("view.full_screen", "Full screen", "F11", "Use the whole screen, and back", "mdi6.fullscreen",
      "View", "view.full_screen"),
    R("view.escape", "Back to the crosshair", "Esc",
      "Leave full screen or a maximised view, then take the crosshair tool", "mdi6.keyboard-esc", "View",
      "view.escape"),
)  # fmt: skip

_IMAGE = (
    R("image.previous", "Previous image", "Up", "One image back", "mdi6.chevron-up", "Image", "image.step",
      "-1", "image"),
    R("image.next", "Next image", "Down", "One image on", "mdi6.chevron-down", "Image", "image.step", "1",
      "image"),
    R("image.back_ten", "Ten images back", "Shift+Up", "Ten images back", "mdi6.chevron-double-up",
      "Image", "image.step", "-10", "image"),
    R("image.on_ten", "Ten images on", "Shift+Down", "Ten images on", "mdi6.chevron-double-down", "Image",
      "image.step", "10", "image"),
    R("image.first", "First image", "Home", "Go to the first image", "mdi6.page-first", "Image",
      "image.first", needs="image"),
    R("image.last", "Last image", "End", "Go to the last image", "mdi6.page-last", "Image", "image.last",
      needs="image"),
    R("image.previous_series", "Previous series", "PgUp", "Show the series above in the list",
      "mdi6.page-previous-outline", "Image", "image.series", "-1", separator=True),
    R("image.next_series", "Next series", "PgDown", "Show the series below in the list",
      "mdi6.page-next-outline", "Image", "image.series", "1"),
)  # fmt: skip

_WINDOW = (
    R("window.auto", "Automatic", "0", "From the darkest to the brightest 0.1 % of the image",
      "mdi6.auto-fix", "Window", "window.auto", needs="image"),
    R("window.file_1", "As the file says", "1", "The first window that the file itself asks for",
      "mdi6.file-check-outline", "Window", "window.of_file", "1", "image"),
    R("window.file_2", "The file's second", "2", "The second window that the file itself asks for",
      "mdi6.file-check-outline", "Window", "window.of_file", "2", "image"),
    R("window.invert", "Invert", "N", "Exchange black and white", "mdi6.invert-colors", "Window",
      "window.invert", needs="image", checkable=True, separator=True),
)  # fmt: skip

_TOOL = (
    R("tool.window", "Window", "W", "Left drag: width across, level up and down", "mdi6.contrast-circle",
      "Tools", "tool.pick", "window", "", "tool"),
    R("tool.pan", "Pan", "T", "Left drag moves the picture (any time: middle drag)", "mdi6.pan", "Tools",
      "tool.pick", "pan", "", "tool"),
    R("tool.zoom", "Zoom", "Z", "Left drag zooms (any time: right drag)", "mdi6.magnify", "Tools",
      "tool.pick", "zoom", "", "tool"),
    R("tool.scroll", "Scroll", "S", "Left drag goes through the images (any time: wheel)",
      "mdi6.unfold-more-horizontal", "Tools", "tool.pick", "scroll", "", "tool"),
    R("tool.crosshair", "Crosshair", "X",
      "Left drag moves the crosshair in all views (any time: Shift and move)", "mdi6.crosshairs-gps",
      "Tools", "tool.pick", "crosshair", "", "tool"),
)  # fmt: skip

_MODEL = (
    R("model.run", "Run model", "Ctrl+R", "Run the chosen model on the image on screen",
      "mdi6.play-circle-outline", "Models", "model.run_chosen", needs="image"),
    R("model.cancel", "Cancel", "Ctrl+.", "Stop the model or the reading that is running",
      "mdi6.stop-circle-outline", "Models", "model.cancel", needs="job"),
)  # fmt: skip

_HELP = (
    R("help.shortcuts", "Keys and mouse", "?", "All keys and what the mouse does", "mdi6.keyboard-outline",
      "Help", "help.shortcuts"),
    R("help.log", "Open log folder", "Ctrl+Shift+G", "Open the folder with the program's logs",
      "mdi6.text-box-outline", "Help", "help.log_folder"),
    R("help.about", "About", "F1", "What this program is, its version and licences",
      "mdi6.information-outline", "Help", "help.about"),
)  # fmt: skip

TOOL_BAR: tuple[str, ...] = (
    "file.open_folder", "file.save_segmentation", "|",
    "tool.window", "tool.pan", "tool.zoom", "tool.scroll", "tool.crosshair", "|",
    "@presets", "window.invert", "|",
    "@layouts", "view.reset", "view.crosshair", "view.labels", "view.information", "|",
    "@models", "@space", "view.left_panel", "view.right_panel",
)  # fmt: skip
"""Commands in the tool bar; ``|`` is a line, ``@`` a menu button or a gap."""


def preset_rows(presets: Iterable[WindowPreset]) -> tuple[ActionRow, ...]:
    """A command for each window preset."""
    rows = []
    for number, preset in enumerate(presets):
        numbers = f"{preset.width:g} / {preset.level:g}"
        rows.append(
            ActionRow(
                f"window.{preset.id}", f"{preset.name}  {numbers}", preset.key,
                f"{preset.name}: width {preset.width:g}, level {preset.level:g}",
                "", "Window", "window.preset", preset.id, "image", separator=number == 0,
            )
        )  # fmt: skip
    return tuple(rows)


def all_rows(presets: Iterable[WindowPreset]) -> tuple[ActionRow, ...]:
    """The whole table."""
    return (*_FILE, *_VIEW, *_IMAGE, *_TOOL, *_WINDOW, *preset_rows(presets), *_MODEL, *_HELP)
