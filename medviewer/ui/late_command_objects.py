"""Command objects that nobody can call before the window has been painted, and what they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medviewer.ui.actions.image_commands import ImageCommands
from medviewer.ui.actions.layout_commands import LayoutCommands
from medviewer.ui.actions.mark_commands import MarkCommands
from medviewer.ui.actions.mark_file_commands import MarkFileCommands
from medviewer.ui.actions.own_window_commands import OwnWindowCommands
from medviewer.ui.actions.review_commands import ReviewCommands
from medviewer.ui.actions.text_commands import TextCommands
from medviewer.ui.actions.time_commands import TimeCommands
from medviewer.ui.actions.undo_commands import UndoCommands
from medviewer.ui.actions.verify_commands import VerifyCommands
from medviewer.ui.actions.view_commands import ToolCommands, ViewCommands
from medviewer.ui.actions.viewing_commands import ViewingCommands
from medviewer.ui.actions.volume_commands import VolumeCommands
from medviewer.ui.compare.compare_desk import CompareDesk
from medviewer.ui.keys.key_desk import KeyDesk
from medviewer.ui.recist.recist_desk import RecistDesk
from medviewer.ui.report.report_desk import ReportDesk
from medviewer.ui.safety.safety_desk import SafetyDesk
from medviewer.ui.study_objects import StudyObjects

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.models.compare_view import CompareView
    from medviewer.ui.window_parts import WindowParts


def late_command_objects(window: MainWindow, parts: WindowParts) -> dict[str, object]:
    """Command objects by the name that rows call them; the window stands and they may look at all of it."""
    session, scene, panels = parts.session, parts.session.scene, window.panels
    return {
        "compare": CompareDesk(window, parts.studies, parts.in_background),
        "edit": UndoCommands(window, scene.undo),
        "safety": SafetyDesk(window, parts),
        "objects": StudyObjects(window, session, parts.studies, window.flow, window.questions),
        "view": ViewCommands(window, scene, window.tools, panels.left, panels.right),
        "layout": LayoutCommands(window, parts),
        "image": ImageCommands(window, scene, window.tools, window.flow),
        "time": TimeCommands(window, scene, window.player),
        "tool": ToolCommands(window, window.tools),
        "mark": MarkCommands(window, scene, window.tools),
        "mark_files": MarkFileCommands(window, parts.studies),
        "keys": KeyDesk(window, parts),
        "recist": RecistDesk(window, parts.studies),
        "review": ReviewCommands(
            window, scene, parts.in_background, panels.layers, panels.segments, window.grid,
            window.views_column, lambda: _new_comparison(window, parts),
        ),
        "text": TextCommands(session, parts.studies, window),
        "own_window": OwnWindowCommands(window, scene, parts.config_folder, parts.choices),
        "volume": VolumeCommands(window, parts),
        "verify": VerifyCommands(window, session.queue, window.questions),
        "viewing": ViewingCommands(window, scene, window.tools, parts.settings, parts.in_background),
        "report": ReportDesk(window, parts),
    }  # fmt: skip


def _new_comparison(window: MainWindow, parts: WindowParts) -> CompareView:
    from medviewer.ui.models.compare_view import CompareView  # made when it is first wanted

    return CompareView(parts.session.scene, window.tools, parts.make_slice_renderer, parts.in_background)
