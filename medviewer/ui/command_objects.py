"""The command objects that the window needs before it is painted; others are in `late_command_objects`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medviewer.ui.access_desk import AccessDesk

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.window_parts import WindowParts


def command_objects(window: MainWindow, parts: WindowParts) -> dict[str, object]:
    """Command objects by the name that rows call them ("view" in ``"view.reset"``).

    They are made before the actions. A wing that can wait belongs to `late_command_objects`.
    """
    return {
        "file": window.file,
        "library": window.library,
        "window": window.window_commands,
        "model": window.model,
        "desk": window.desk,
        "help": window.help,
        "comfort": window.comfort,
        "access": AccessDesk(window),
    }
