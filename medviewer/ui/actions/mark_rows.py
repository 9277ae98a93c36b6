"""The commands of the Measure menu, as data."""

from __future__ import annotations

from medviewer.ui.actions.action_row import ActionRow

R = ActionRow

MARK = (
    R("tool.length", "Length", "D", "From end to end: drag, or click twice (Shift: level, upright or at 45°)",
      "mdi6.ruler", "Measure", "tool.pick", "length", "image", "tool"),
    R("tool.bidirectional", "Two diameters", "Shift+D",
      "The long axis, then the short one at a right angle to it (RECIST)", "mdi6.arrow-expand", "Measure",
      "tool.pick", "bidirectional", "image", "tool"),
    R("tool.angle", "Angle", "A", "Click the end of one leg, the corner, the end of the other leg",
      "mdi6.angle-acute", "Measure", "tool.pick", "angle", "image", "tool"),
    R("tool.cobb", "Cobb angle", "Shift+C", "Click both ends of one line, then of the other",
      "mdi6.vector-line", "Measure", "tool.pick", "cobb", "image", "tool"),
    R("tool.ellipse", "Ellipse", "O", "Drag from corner to corner: area and values inside (Shift: circle)",
      "mdi6.ellipse-outline", "Measure", "tool.pick", "ellipse", "image", "tool", separator=True),
    R("tool.rectangle", "Rectangle", "Shift+O",
      "Drag from corner to corner: area and values inside (Shift: square)", "mdi6.rectangle-outline",
      "Measure", "tool.pick", "rectangle", "image", "tool"),
    R("tool.polygon", "Polygon", "Y", "Click the corners; double click or Enter closes it",
      "mdi6.vector-polygon", "Measure", "tool.pick", "polygon", "image", "tool"),
    R("tool.freehand", "Freehand", "Shift+Y", "Draw round a region; it closes when released", "mdi6.lasso",
      "Measure", "tool.pick", "freehand", "image", "tool"),
    R("tool.ball", "Ball", "Shift+B", "Drag from the centre to the surface: volume and values inside",
      "mdi6.sphere", "Measure", "tool.pick", "ball", "volume", "tool"),
    R("tool.point", "Point", "Shift+Q", "Click: the value of the voxel", "mdi6.crosshairs", "Measure",
      "tool.pick", "point", "image", "tool", separator=True),
    R("tool.arrow", "Arrow with text", "B", "Press at the tip, release where the words are to stand",
      "mdi6.arrow-bottom-left", "Measure", "tool.pick", "arrow", "image", "tool"),
    R("tool.text", "Text", "Shift+T", "Click where the words are to stand", "mdi6.format-text", "Measure",
      "tool.pick", "text", "image", "tool"),
    R("tool.calibrate", "Calibrate by a known length", "Shift+K",
      "Draw along something of known length and say how long it is", "mdi6.ruler-square-compass",
      "Measure", "tool.pick", "calibrate", "flat", "tool", separator=True),
    R("mark.delete", "Delete what is selected", "Del", "Delete the selected measurements",
      "mdi6.delete-outline", "Measure", "mark.delete", needs="image", separator=True),
    R("mark.copy", "Copy measurements", "Ctrl+C", "Remember the selected measurements", "mdi6.content-copy",
      "Measure", "mark.copy", needs="image"),
    R("mark.paste", "Paste on this slice", "Ctrl+V", "Put copies of them on the slice of the view in use",
      "mdi6.content-paste", "Measure", "mark.paste", needs="image"),
    R("mark.select_all", "Select all of this series", "Ctrl+A", "Select all measurements of the series",
      "mdi6.select-all", "Measure", "mark.select_all", needs="image"),
    R("mark.next", "Next measurement", "M", "Go to the next measurement in the list",
      "mdi6.skip-next-outline", "Measure", "mark.step", "1", "image", separator=True),
    R("mark.previous", "Previous measurement", "Shift+M", "Go to the measurement before in the list",
      "mdi6.skip-previous-outline", "Measure", "mark.step", "-1", "image"),
    R("mark.show", "Show or hide all measurements", "Shift+H", "Hide all measurements, and show them again",
      "mdi6.eye-outline", "Measure", "mark.show", needs="image"),
)  # fmt: skip
