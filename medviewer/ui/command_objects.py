"""The objects whose methods the action table names; each wing of the window adds its own in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medviewer.ui.actions.image_commands import ImageCommands
from medviewer.ui.actions.layout_commands import LayoutCommands
from medviewer.ui.actions.mark_commands import MarkCommands
from medviewer.ui.actions.mark_file_commands import MarkFileCommands
from medviewer.ui.actions.time_commands import TimeCommands
from medviewer.ui.actions.undo_commands import UndoCommands
from medviewer.ui.actions.view_commands import ToolCommands, ViewCommands
from medviewer.ui.actions.viewing_commands import ViewingCommands
from medviewer.ui.actions.volume_commands import VolumeCommands
from medviewer.ui.compare.compare_desk import CompareDesk
from medviewer.ui.keys.key_desk import KeyDesk
from medviewer.ui.recist.recist_desk import RecistDesk
from medviewer.ui.report.report_desk import ReportDesk

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.window_parts import WindowParts


def command_objects(window: MainWindow, parts: WindowParts) -> dict[str, object]:
    """Command objects by the name that rows call them ("view" in ``"view.reset"``).

    They are made before the actions. One that wants them, the tool bar or the menus has a method
    ``attach(window)``, which is called once all is built.
    """
    scene = parts.session.scene
    return {
        "compare": CompareDesk(window, parts.studies, parts.in_background),
        "file": window.file,
        "library": window.library,
        "edit": UndoCommands(window, scene.undo),
        "safety": window.safety,
        "view": ViewCommands(window, scene, window.tools, window.panels.left, window.panels.right),
        "layout": LayoutCommands(window, parts),
        "image": ImageCommands(window, scene, window.tools, window.flow),
        "window": window.window_commands,
        "time": TimeCommands(window, scene, window.player),
        "tool": ToolCommands(window, window.tools),
        "mark": MarkCommands(window, scene, window.tools),
        "mark_files": MarkFileCommands(window, parts.studies),
        "keys": KeyDesk(window, parts),
        "recist": RecistDesk(window, parts.studies),
        "model": window.model,
        "desk": window.desk,
        "review": window.review,
        "help": window.help,
        "text": window.text,
        "volume": VolumeCommands(window, parts),
        "verify": window.verify,
        "viewing": ViewingCommands(window, scene, window.tools, parts.settings, parts.in_background),
        "comfort": window.comfort,
        "report": ReportDesk(window, parts),
    }
