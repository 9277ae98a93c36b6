"""The commands of the View menu, as data."""

from __future__ import annotations

from medviewer.ui.actions.action_row import ActionRow

R = ActionRow

VIEW = (
    R("view.maximise", "Maximise view", "Return",
      "Fill the window with the view in use, and back (double click)", "mdi6.arrow-expand-all", "View",
      "view.maximise", needs="image"),
    R("view.reset", "Reset view", "Backspace",
      "Show the whole picture again, not turned, with the window that it opened with", "mdi6.backup-restore",
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
    R("view.acquired", "Acquired slices", "Shift+A",
      "Show the slices as acquired instead of the volume resampled from them",
      "mdi6.layers-search-outline", "View", "time.acquired", needs="acquired", checkable=True),
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
