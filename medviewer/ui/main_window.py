"""The window: puts the parts side by side and connects them; holds no state of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from medviewer.jobs.job import Job, JobState
from medviewer.scene.layers.layers import ResultLayer
from medviewer.scene.steps import close_result
from medviewer.ui.actions.action_set import ActionSet
from medviewer.ui.actions.action_state import ActionState
from medviewer.ui.actions.actions import all_rows
from medviewer.ui.actions.file_commands import FileCommands
from medviewer.ui.actions.file_looks_menu import FileLooksMenu
from medviewer.ui.actions.help_commands import HelpCommands
from medviewer.ui.actions.library_commands import LibraryCommands
from medviewer.ui.actions.menus import ModelsMenu, RecentMenu, context_menu
from medviewer.ui.actions.model_commands import ModelCommands
from medviewer.ui.actions.tool_bar import ToolBar
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.actions.window_commands import WindowCommands
from medviewer.ui.comfort.comfort_desk import ComfortDesk
from medviewer.ui.dropped_paths import dropped_paths, may_hold_paths
from medviewer.ui.job_indicator import JobIndicator
from medviewer.ui.message_bar import MessageBar
from medviewer.ui.models.model_desk import ModelDesk
from medviewer.ui.models.model_fits import ModelFits
from medviewer.ui.panels.panels import Panels
from medviewer.ui.parts.icons import icon
from medviewer.ui.patient_banner import PatientBanner
from medviewer.ui.questions import Questions
from medviewer.ui.result_saving import ResultSaving
from medviewer.ui.status_line import StatusLine
from medviewer.ui.study_flow import StudyFlow
from medviewer.ui.unsaved_guard import UnsavedGuard
from medviewer.ui.views.cine_player import CinePlayer
from medviewer.ui.views.time_bar import TimeBar
from medviewer.ui.views.view_grid import ViewGrid
from medviewer.ui.window_parts import WindowParts
from medviewer.ui.wings import Wings

if TYPE_CHECKING:
    from medviewer.ui.safety.safety_desk import SafetyDesk
    from medviewer.ui.study_objects import StudyObjects


class MainWindow(QMainWindow):
    """Menu, banner, messages, tool bar, panels, views and status.

    ``first_painted`` comes once, then ``ready``: what could wait is there, studies may be opened.
    """

    first_painted = Signal()
    ready = Signal()

    def __init__(self, parts: WindowParts, questions: Questions | None = None) -> None:
        super().__init__()
        self._parts = parts
        session, scene = parts.session, parts.session.scene
        self.session = session
        self.tools = ToolState(self)
        self.questions = questions or Questions(self)
        self.saving = ResultSaving(session, parts.studies, self.questions, self)
        self.guard = UnsavedGuard(self.questions, scene)
        self.flow = StudyFlow(session, parts.studies, parts.recent, self.guard, self)
        self.banner = PatientBanner()
        self.fits = ModelFits(session, parts.models, parts.studies, parts.in_background)
        self.panels = Panels(
            session, parts.studies, parts.models, self.fits, parts.history, parts.in_background
        )
        self.grid = ViewGrid(scene, self.tools, parts.make_slice_renderer, parts.make_volume_renderer)
        self.messages = MessageBar(self.grid)
        self.player = CinePlayer(scene, self.tools, self)
        self.time_bar = TimeBar(self.player, scene)
        self.status = StatusLine(scene, self.tools)
        self._was_painted = False
        self._may_close = False
        self._build()
        self._make_commands()
        self._connect()
        self.wings.attach()

    # --- building ---

    def _build(self) -> None:
        self.setWindowTitle("medviewer")
        self.resize(1440, 900)
        self.setAcceptDrops(True)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.panels.left)
        views = self.views_column = QVBoxLayout()
        views.setSpacing(0)
        views.addWidget(self.grid, 1)
        views.addWidget(self.time_bar)
        middle.addLayout(views, 1)
        middle.addWidget(self.panels.right)
        centre = QWidget()
        column = self._column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        self.messages.setParent(centre)  # in no layout: no picture moves when a message comes
        column.addLayout(middle, 1)
        self.setCentralWidget(centre)
        self.setStatusBar(self.status)

    def _make_commands(self) -> None:
        parts, session, scene = self._parts, self.session, self.session.scene
        self.file = FileCommands(
            self, self.flow, self.saving, self.questions, self.grid, scene, parts.sample_folder
        )
        self.help = HelpCommands(self, parts.log_folder)
        self._make_model_commands()
        self.window_commands = WindowCommands(self, scene, parts.presets)
        self.library = LibraryCommands(self, self.flow, parts.library, self.questions, parts.sample_folder)
        self.comfort = ComfortDesk(self, parts)
        self.wings = Wings(self, parts)
        self.help.rows = parts.keys.with_keys(all_rows(parts.presets))
        self.actions_by_id = ActionSet(self.help.rows, self.wings, self)
        self.menus = self.actions_by_id.fill_menu_bar(self.menuBar())
        recent = self.menus["File"].addMenu(self.tr("Open recent"))
        self.menus["File"].insertMenu(self.actions_by_id["file.open_sample"], recent)
        self._recent_menu = RecentMenu(recent, parts.recent, lambda path: self.flow.open_paths([path]))
        FileLooksMenu(self.menus["Window"], self.actions_by_id["window.invert"], scene)
        self._models_menu = ModelsMenu(self.menus["Models"], parts.models, self.model.run)
        self._indicator = JobIndicator(session.queue)
        self._indicator.said.connect(self.grid.show_activity)
        self.menuBar().setCornerWidget(self._indicator)
        self.tool_bar = ToolBar(self.actions_by_id, self.menus, self)
        self.addToolBar(self.tool_bar)
        self._state = ActionState(self.actions_by_id, scene, self.tools, session.queue, self)

    def _make_model_commands(self) -> None:
        parts, session = self._parts, self.session
        models = (parts.models, self.fits, parts.model_settings)
        self.model = ModelCommands(self, session, *models, parts.in_background)
        self.desk = ModelDesk(self, session, *models, parts.model_store, self.questions, parts.in_background)
        panels = self.panels
        panels.models.run_wanted.connect(self.model.run)
        panels.models.opened.connect(self.desk.show_model)
        panels.models.browser_wanted.connect(self.desk.browse)
        panels.models.install_wanted.connect(self.desk.install)
        self.desk.run_wanted.connect(self.model.run_on)
        self.model.asked.connect(self.messages.ask)
        session.runs.noted.connect(lambda text: self.say(text, "warning"))

    def _connect(self) -> None:
        scene = self.session.scene
        panels = self.panels
        panels.series.chosen.connect(self.flow.choose)
        panels.series.thumbnail_wanted.connect(
            lambda entry: self.flow.fetch_thumbnail(
                entry, lambda pixels: panels.series.set_thumbnail(entry.series_id, pixels)
            )
        )
        panels.marks.menu_wanted.connect(lambda at: self.show_menu(at, on_mark=True))
        panels.layers.save_wanted.connect(self.saving.save_by_id)
        panels.layers.close_wanted.connect(self.close_layer)
        panels.jobs.log_wanted.connect(self.help.show_job_log)
        panels.history.save_wanted.connect(self.saving.save_kept)
        self.grid.hovered.connect(self._show_position)
        self.grid.menu_wanted.connect(self._show_context_menu)
        self.grid.badge_clicked.connect(self._follow_badge)
        self.grid.folder_wanted.connect(self.file.open_folder)
        self.grid.sample_wanted.connect(self.file.open_sample)
        self.grid.library_wanted.connect(self.library.show)
        self.flow.trouble.connect(self.messages.show_message)
        self.saving.saved.connect(lambda path: self.say(self.tr("Saved %1").replace("%1", path), "note"))
        for source in (self.file, self.model, self.desk, self.window_commands, self.library):
            source.said.connect(self.say)
        self.session.refused.connect(self.messages.show_message)
        self.session.queue.added.connect(self._watch)
        scene.active_changed.connect(self.show_patient)
        self.tools.changed.connect(self.show_patient)

    def put_below_views(self, panel: QWidget) -> None:
        """Lays a panel under the views."""
        self.views_column.addWidget(panel)

    def add_on_top(self, widget: QWidget) -> None:
        """Puts a line over everything, the banner too."""
        self._column.insertWidget(0, widget)

    @property
    def safety(self) -> SafetyDesk:
        """What keeps the reader's work."""
        return cast("SafetyDesk", self.wings["safety"])

    @property
    def objects(self) -> StudyObjects:
        """What reads objects of a study."""
        return cast("StudyObjects", self.wings["objects"])

    def finish(self) -> None:
        """What may wait until the window has been painted."""
        self.wings.complete()
        self.grid.make_usual_views()
        self.actions_by_id.add_icons()
        self.setWindowIcon(icon("mdi6.radiology-box-outline"))
        self.status.start_clock()
        self.library.start_watching()
        self.ready.emit()

    # --- what happens ---

    def say(self, text: str, severity: str) -> None:
        """A note goes to the status line, anything worse to the message bar."""
        if severity == "note":
            self.status.showMessage(text, 8000)
        else:
            self.messages.show_message(text, severity)

    def close_layer(self, layer_id: str) -> None:
        """Closes a layer: a result can be brought back by undo, an image asks if results would be lost."""
        scene = self.session.scene
        layer = scene.layer(layer_id)
        if isinstance(layer, ResultLayer):
            close_result(scene, layer)
            self.say(self.tr("Closed %1; undo brings it back").replace("%1", layer.name), "note")
        else:
            self.guard.ask(scene.results_of(layer_id), lambda: scene.remove_layer(layer_id))

    def _watch(self, job: Job) -> None:
        job.finished.connect(self._tell_failure)

    def _tell_failure(self, job: Job) -> None:
        if job.state is JobState.FAILED and job.kind != "thumbnail":
            self.messages.show_message(
                job.error, "error", self.tr("Show log"), lambda: self.help.show_log(job.host)
            )

    def show_patient(self, *_: object) -> None:
        """Says in the banner whose images are on screen, as the tools and the words of today ask for."""
        layer = self.session.scene.active
        info = None if layer is None else layer.image.info
        is_anonymous = self.tools.information == "anonymous"
        self.banner.show_series(info, is_anonymous)
        self.panels.series.set_anonymous(is_anonymous)

    def _show_position(self, point_lps: object) -> None:
        self.status.show_position(point_lps, self.grid.slice_view_in_use)

    def _follow_badge(self, leads_to: str) -> None:
        if leads_to == "acquired":
            self.actions_by_id["view.acquired"].trigger()
        elif leads_to == "presentation":
            self.objects.presentation.toggle()
        else:
            self.panels.show_report()

    def _show_context_menu(self, at: QPoint) -> None:
        view = self.grid.slice_view_in_use
        self.show_menu(at, view is not None and view.marks.take_at(view.mapFromGlobal(at)))

    def show_menu(self, at: QPoint, on_mark: bool) -> None:
        """Opens the menu of a view, or of the measurements that are selected."""
        menu = context_menu(self.actions_by_id, self.menus, self, on_mark)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    # --- Qt ---

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if may_hold_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.desk.take_dropped(dropped_paths(event.mimeData()), self.flow.open_dropped)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.guard.ask_about_all(self._close_now)

    def _close_now(self) -> None:
        self._may_close = True
        self.library.close()
        if self.wings.is_whole:
            self.safety.close()
        QTimer.singleShot(0, self.close)
