"""The one table of all settings; the page, the palette and the file are made from it."""

from __future__ import annotations

from medviewer.ui.comfort.setting import Setting

S = Setting

_ON_OFF_TEXT = (
    ("off", "Off"), ("minimal", "Minimal"), ("anonymous", "Without the patient's name"), ("full", "Full"),
)  # fmt: skip
LANGUAGES = (("en", "English"), ("zh_CN", "简体中文"))

SECTIONS: dict[str, str] = {
    "mouse": "Mouse",
    "view": "Views",
    "look": "Look and language",
    "files": "Files",
    "library": "Library",
    "measure": "Measuring",
    "report": "Report",
    "advanced": "Advanced",
}
"""Titles of the sections in the order of the page."""

SETTINGS: tuple[Setting, ...] = (
    S("mouse.window_gain", "Speed of window and level",
      "How far dragging changes the window: below 1 the hand is calmer, above 1 it is quicker.",
      "number", 1.0, bounds=(0.1, 4.0)),
    S("mouse.level_direction", "Dragging up", "Which way the level goes when the mouse is dragged up.",
      "choice", "brighter", (("brighter", "makes brighter"), ("darker", "makes darker"))),
    S("mouse.width_direction", "Dragging right", "Which way the width goes when the mouse is dragged right.",
      "choice", "wider", (("wider", "widens the window"), ("narrower", "narrows the window"))),
    S("view.layout", "Layout of volumes", "How the views are arranged when the program starts.", "choice",
      "mpr", (("mpr", "Axial with the other planes"), ("1x1", "One view"), ("2x2", "Two by two"),
              ("1x3", "Three side by side"), ("3x1", "Three on top of each other"))),
    S("view.information", "Information in the corners", "How much text stands in the corners of the views.",
      "choice", "full", _ON_OFF_TEXT),
    S("view.crosshair", "Crosshair", "Show the crosshair in all views.", "flag", True),
    S("view.interpolation", "Interpolation", "What is drawn between voxels.", "choice", "linear",
      (("nearest", "Voxels as they are"), ("linear", "Linear"), ("cubic", "Cubic, smooth"))),
    S("view.neurological", "Neurological display",
      "The patient's left is on the left of axial and coronal slices, and each such view says so. "
      "Otherwise, as radiologists read, it is on the right.", "flag", False),
    S("view.cine_speed", "Cine speed", "Pictures a second where the file does not ask for a speed.", "count",
      10, bounds=(1, 60), unit="/ s"),
    S("view.drawing", "Drawing without a graphics card",
      "Slices and 3D are drawn by the processor, the same on every machine, also over remote desktop: "
      "there is nothing to choose.", "note", ""),
    S("look.font_scale", "Size of text", "Text of the whole window.", "count", 100, bounds=(75, 200),
      unit="%"),
    S("look.language", "Language", "Language of the window. Data of patients is never translated.", "choice",
      "en", LANGUAGES),
    S("look.palette", "Colours",
      "The safe palette keeps planes, warnings and errors apart for people who see red and green alike.",
      "choice", "usual", (("usual", "Usual"), ("safe", "Safe for the colour-blind"))),
    S("files.startup_folder", "Folder to begin in", "Where “Open folder” and “Open files” begin.", "folder",
      ""),
    S("files.recent_count", "Recent studies", "How many paths “Open recent” remembers; 0 remembers none.",
      "count", 12, bounds=(0, 50)),
    S("library.adds_opened", "Add what is opened", "Every study that is opened is put into the library.",
      "flag", True),
    S("library.watches", "Watch indexed folders", "Look again and again for new studies in indexed folders.",
      "flag", False),
    S("measure.length_unit", "Unit of lengths", "What lengths are written in.", "choice", "mm",
      (("mm", "Millimetres"), ("cm", "Centimetres")), shown=False),
    S("report.language", "Language of reports", "Language of the headings of a report.", "choice", "window",
      (("window", "As the window"), *LANGUAGES)),
    S("report.paper", "Paper", "What reports are laid out for.", "choice", "A4",
      (("A4", "A4"), ("Letter", "Letter"))),
    S("report.reader", "Who read last", "", "words", (), bounds=(0, 1), shown=False),
    S("advanced.console", "Python console",
      "A panel under the views that runs what you type, with the open study at hand. For researchers.",
      "flag", False),
    S("advanced.tour_seen", "The tour was seen", "", "flag", False, shown=False),
    S("view.screens", "Screens that were measured", "", "words", (), bounds=(0, 32), shown=False),
    S("advanced.palette_used", "Commands used lately", "", "words", (), bounds=(0, 30), shown=False),
)  # fmt: skip
