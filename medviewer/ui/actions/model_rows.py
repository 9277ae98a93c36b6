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

REVIEW = (
    R("review.next", "Next finding", "F", "Go to the next segment, box, landmark or finding",
      "mdi6.arrow-right-circle-outline", "Review", "review.next", needs="result"),
    R("review.previous", "Previous finding", "Shift+F", "Go to the segment, box, landmark or finding before",
      "mdi6.arrow-left-circle-outline", "Review", "review.previous", needs="result"),
    R("review.next_heat", "Next heat map", "Alt+J", "Show the next heat map of this image, and no other",
      "mdi6.fire", "Review", "review.next_heat", needs="result"),
    R("review.previous_heat", "Previous heat map", "Alt+Shift+J",
      "Show the heat map of this image before, and no other", "mdi6.fire", "Review", "review.previous_heat",
      needs="result"),
    R("review.accept", "Accept result", "Ctrl+Return", "Mark the result in hand as reviewed and accepted",
      "mdi6.check-circle-outline", "Review", "review.accept", needs="result", separator=True),
    R("review.edit_later", "Edit result later", "Ctrl+E",
      "Mark the result in hand as useful but not yet right", "mdi6.pencil-circle-outline", "Review",
      "review.edit_later", needs="result"),
    R("review.reject", "Reject result…", "Ctrl+J", "Say why the result in hand is rejected, and hide it",
      "mdi6.close-circle-outline", "Review", "review.reject", needs="result"),
    R("review.compare", "Compare two results", "Ctrl+D",
      "Two segmentations side by side with Dice and volumes, and the views again", "mdi6.compare", "Review",
      "review.compare", needs="labels", separator=True),
)  # fmt: skip

HELP = (
    R("help.log", "Open log folder", "Ctrl+Shift+G", "Open the folder with the program's logs",
      "mdi6.text-box-outline", "Help", "help.log_folder"),
    R("help.verify", "Verify this installation", "Ctrl+Shift+V",
      "Build, read, draw and measure phantoms on this machine: pass or fail, with numbers",
      "mdi6.check-decagram-outline", "Help", "verify.run"),
    R("help.about", "About", "Shift+F1", "What this program is, its version and licences",
      "mdi6.information-outline", "Help", "help.about"),
)  # fmt: skip
