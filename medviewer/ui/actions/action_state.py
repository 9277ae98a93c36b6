"""Keeps the commands in line with what is there: enabled or not, checked or not."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from medviewer.jobs.job import Job
from medviewer.jobs.queue import JobQueue
from medviewer.scene.images.time_axis import own_axis
from medviewer.scene.layers.layers import LabelLayer, StatementsLayer
from medviewer.scene.scene import Scene
from medviewer.ui.actions.action_row import Need
from medviewer.ui.actions.action_set import ActionSet
from medviewer.ui.actions.model_commands import running_jobs
from medviewer.ui.actions.tool_state import ToolState


class ActionState(QObject):
    """Listens to the scene, the tools and the jobs; refreshes once when idle."""

    def __init__(
        self, actions: ActionSet, scene: Scene, tools: ToolState, queue: JobQueue, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._scene = scene
        self._tools = tools
        self._queue = queue
        self._before: tuple[object, ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        scene.changed.connect(self._later)
        scene.undo.changed.connect(self._later)
        tools.changed.connect(self._later)
        queue.added.connect(self._listen)
        self.refresh()

    def _later(self, *_: object) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _listen(self, job: Job) -> None:
        job.finished.connect(self._later)
        self._later()

    def refresh(self) -> None:
        """Sets every action to the present state, if it is another one than before."""
        scene, active = self._scene, self._scene.active
        state = (
            frozenset(self._there()),
            self._tools.tool,
            scene.layout,
            scene.interpolation,
            scene.aligned,
            scene.crosshair_visible,
            active is not None and active.inverted,
            active is not None and active.shows_acquired,
        )
        if state == self._before:
            return
        self._before = state
        actions = self._actions
        actions.enable_for(self._there())
        actions.check_in_group("tool", self._tools.tool)
        actions.check_in_group("layout", scene.layout)
        actions.check_in_group("interpolation", scene.interpolation)
        actions.check("view.align", scene.aligned == "patient")
        actions.check("view.crosshair", scene.crosshair_visible)
        actions.check("window.invert", active is not None and active.inverted)
        actions.check("view.acquired", active is not None and active.shows_acquired)

    def _there(self) -> set[Need]:
        there: set[Need] = set()
        active = self._scene.active
        if running_jobs(self._queue.jobs):
            there.add("job")
        if self._scene.undo.undo_name:
            there.add("undo")
        if self._scene.undo.redo_name:
            there.add("redo")
        if self._scene.marks.selected:
            there.add("mark")
        if active is None:
            return there
        there.add("image")
        there.add("flat" if active.is_flat else "volume")
        if self._scene.viewport_in_use.has_own_image:
            there.add("own view")
        if own_axis(self._scene) is not None:
            there.add("time")
        if active.acquired is not None:
            there.add("acquired")
        for result in self._scene.results_of(active.id):
            there.add("result")
            if isinstance(result, LabelLayer):
                there.add("labels")
            elif isinstance(result, StatementsLayer):
                there.add("findings")
        return there
