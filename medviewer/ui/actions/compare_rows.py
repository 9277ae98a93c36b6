"""The commands of the Compare menu, as data."""

from __future__ import annotations

from medviewer.ui.actions.action_row import ActionRow

R = ActionRow

COMPARE = (
    R("compare.prior", "Compare with the prior study", "Shift+P",
      "Show the same series of an earlier study of this patient beside the one on screen", "mdi6.compare",
      "Compare", "compare.show_prior", needs="image"),
    R("compare.open_prior", "Open another study beside…", "Ctrl+Alt+J",
      "Open a folder without closing what is open", "mdi6.folder-plus-outline", "Compare",
      "compare.open_beside"),
    R("compare.blend", "Lay another series over this one", "Ctrl+Shift+F",
      "Fusion in colours, e.g. PET over CT; again to take it off", "mdi6.layers-triple-outline", "Compare",
      "compare.lay_over", "blend", "image", separator=True),
    R("compare.swipe", "Swipe", "", "The other series to the right of an edge", "mdi6.arrow-split-vertical",
      "Compare", "compare.lay_over", "swipe", "image"),
    R("compare.checkerboard", "Checkerboard", "", "Both series by squares", "mdi6.checkerboard", "Compare",
      "compare.lay_over", "checkerboard", "image"),
    R("compare.difference", "Difference", "", "The values of the other series minus those of this one",
      "mdi6.plus-minus-variant", "Compare", "compare.lay_over", "difference", "image"),
    R("compare.register", "Register the two series", "", "Find how one lies in the other, in the background",
      "mdi6.vector-combine", "Compare", "compare.register", needs="image", separator=True),
    R("compare.turn_left", "Turn the other series anticlockwise", "Alt+,",
      "By half a degree in the view in use, about the crosshair", "mdi6.rotate-left", "Compare",
      "compare.turn", "left", "image", separator=True),
    R("compare.turn_right", "Turn the other series clockwise", "Alt+.",
      "By half a degree in the view in use, about the crosshair", "mdi6.rotate-right", "Compare",
      "compare.turn", "right", "image"),
    R("compare.reset_link", "Back to the computed registration", "",
      "Take back everything that was moved by hand", "mdi6.backup-restore", "Compare", "compare.reset_link",
      needs="image"),
    R("compare.changes", "Changes since the prior", "", "Measurements and volumes of both studies",
      "mdi6.table-arrow-right", "Compare", "compare.show_changes", needs="image"),
)  # fmt: skip
