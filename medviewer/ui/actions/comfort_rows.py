"""The commands that make the window comfortable, as data."""

from __future__ import annotations

from medviewer.ui.actions.action_row import ActionRow

R = ActionRow

COMFORT = (
    R("comfort.help", "Help", "F1", "The help on the panel under the mouse or in use",
      "mdi6.help-circle-outline",
      "Help", "comfort.help"),
    R("comfort.palette", "Search commands", "Ctrl+K",
      "Find commands, series, models, settings and help by some letters", "mdi6.magnify-expand", "Help",
      "comfort.palette"),
    R("comfort.keys", "Keys and mouse", "?", "All keys and what the mouse does; change a key",
      "mdi6.keyboard-outline", "Help", "comfort.keys"),
    R("comfort.tour", "Tour of the window", "Ctrl+Shift+F1", "Six short notes on what is where",
      "mdi6.map-marker-path", "Help", "comfort.tour"),
    R("comfort.doctor", "Doctor", "Ctrl+Shift+D",
      "What is slow or missing on this machine, and what to do", "mdi6.stethoscope", "Help",
      "comfort.doctor", separator=True),
    R("comfort.bundle", "Save support bundle…", "Ctrl+Alt+B",
      "One file for whoever helps: facts, versions, settings and logs, nothing of a patient",
      "mdi6.lifebuoy", "Help", "comfort.bundle"),
    R("comfort.console", "Python console", "Ctrl+Shift+Y",
      "Show or hide the console for researchers (switched on in the settings)",
      "mdi6.language-python", "Help",
      "comfort.console"),
)  # fmt: skip
