"""The commands of the Image and Window menus and the tools, as data."""

from __future__ import annotations

from medviewer.ui.actions.action_row import ActionRow

R = ActionRow

IMAGE = (
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
    R("time.cine", "Cine", "C",
      "Play time points or frames, else the images of the view in use; again to stop",
      "mdi6.filmstrip", "Image", "time.cine", needs="image", separator=True),
    R("time.play", "Play or pause", "Space", "Play, and stay at the picture on screen",
      "mdi6.play-pause", "Image", "time.play_or_pause", needs="image"),
    R("time.earlier", "Earlier", ",", "One time point or frame back (Ctrl + wheel)",
      "mdi6.skip-previous-outline", "Image", "time.step", "-1", "time"),
    R("time.later", "Later", ".", "One time point or frame on (Ctrl + wheel)", "mdi6.skip-next-outline",
      "Image", "time.step", "1", "time"),
)  # fmt: skip

TOOL = (
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

WINDOW = (
    R("window.auto", "Automatic", "0", "From the darkest to the brightest 0.1 % of the image",
      "mdi6.auto-fix", "Window", "window.auto", needs="image"),
    R("window.file_1", "As the file says", "1", "The first lookup table or window of the file itself",
      "mdi6.file-check-outline", "Window", "window.of_file", "1", "image"),
    R("window.file_2", "The file's second", "2", "The second lookup table or window of the file itself",
      "mdi6.file-check-outline", "Window", "window.of_file", "2", "image"),
    R("window.invert", "Invert", "N", "Exchange black and white", "mdi6.invert-colors", "Window",
      "window.invert", needs="image", checkable=True, separator=True),
    R("window.keep", "Keep for series like this", "Ctrl+0",
      "Open series of this kind with the window on screen from now on", "mdi6.pin-outline", "Window",
      "own_window.keep", needs="image"),
    R("window.forget", "Forget the window kept for these", "Ctrl+Shift+0",
      "Open series of this kind with the window of their files again", "mdi6.pin-off-outline", "Window",
      "own_window.forget", needs="image"),
)  # fmt: skip
