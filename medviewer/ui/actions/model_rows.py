"""The commands of the Models and Help menus, as data."""

from __future__ import annotations

from medviewer.ui.actions.action_row import ActionRow

R = ActionRow

MODEL = (
    R("model.run", "Run model", "Ctrl+R", "Run the chosen model on the image on screen",
      "mdi6.play-circle-outline", "Models", "model.run_chosen", needs="image"),
    R("model.browse", "All models…", "Ctrl+M", "Cards, contracts, settings and tests of every model",
      "mdi6.view-grid-outline", "Models", "desk.browse"),
    R("model.install", "Install model…", "Ctrl+Shift+M", "Test a model from a file or folder, then decide",
      "mdi6.package-variant-closed-plus", "Models", "desk.install"),
    R("model.cancel", "Cancel", "Ctrl+.", "Stop the model or the reading that is running",
      "mdi6.stop-circle-outline", "Models", "model.cancel", needs="job"),
)  # fmt: skip

HELP = (
    R("help.shortcuts", "Keys and mouse", "?", "All keys and what the mouse does", "mdi6.keyboard-outline",
      "Help", "help.shortcuts"),
    R("help.log", "Open log folder", "Ctrl+Shift+G", "Open the folder with the program's logs",
      "mdi6.text-box-outline", "Help", "help.log_folder"),
    R("help.verify", "Verify this installation", "Ctrl+Shift+V",
      "Build, read, draw and measure phantoms on this machine: pass or fail, with numbers",
      "mdi6.check-decagram-outline", "Help", "verify.run"),
    R("help.about", "About", "F1", "What this program is, its version and licences",
      "mdi6.information-outline", "Help", "help.about"),
)  # fmt: skip
