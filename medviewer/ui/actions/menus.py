"""The menus that are made at the moment: recent studies, models, and the one of a right click."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from medviewer.ui.actions.action_set import ActionSet
from medviewer.ui.model_list import ModelList
from medviewer.ui.recent_studies import RecentStudies

_CONTEXT = (
    "@View/Series", "@View/Plane", "@View/Slab", "|", "view.maximise", "layout.detach", "view.reset", "|",
    "view.flip", "view.mirror", "view.turn_left", "view.turn_right", "|",
    "window.auto", "window.file_1", "window.invert", "@Window", "|", "view.crosshair", "view.labels",
    "view.information", "|", "file.save_view_picture",
)  # fmt: skip

_ON_MARK = (
    "mark.jump", "mark.rename", "mark.figures", "|", "mark.copy", "mark.delete", "mark.hide", "|",
    "@Measure/Lesion", "@Measure/Colour",
)  # fmt: skip


class RecentMenu(QObject):
    """The paths opened lately; one that is gone turns grey as soon as that is known."""

    def __init__(self, menu: QMenu, recent: RecentStudies, open_path: Callable[[str], None]) -> None:
        super().__init__(menu)
        self._menu = menu
        self._recent = recent
        self._open_path = open_path
        self._actions: dict[str, QAction] = {}
        menu.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Lists the paths, then looks which are gone."""
        self._menu.clear()
        self._actions = {}
        for path in self._recent.paths:
            action = self._menu.addAction(path.replace("&", "&&"))
            action.setToolTip(path)
            action.triggered.connect(lambda _checked=False, path=path: self._open_path(path))
            self._actions[path] = action
        if not self._actions:
            self._menu.addAction(self.tr("Nothing yet")).setEnabled(False)
            return
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Forget these")).triggered.connect(self._recent.clear)
        self._recent.find_missing(self._grey)

    def _grey(self, missing: set[str]) -> None:
        for path in missing & set(self._actions):
            self._actions[path].setEnabled(False)
            self._actions[path].setToolTip(self.tr("This path is not there now"))


class ModelsMenu(QObject):
    """A command for each model that was found, above the fixed ones."""

    def __init__(self, menu: QMenu, models: ModelList, run: Callable[[str], None]) -> None:
        super().__init__(menu)
        self._menu = menu
        self._models = models
        self._run = run
        self._made: list[QAction] = []
        models.changed.connect(self.fill)

    def fill(self) -> None:
        """Lists the models that are known now."""
        if [action.objectName() for action in self._made] == list(self._models.usable):
            return
        for action in self._made:
            self._menu.removeAction(action)
            action.deleteLater()
        self._made = []
        first = self._menu.actions()[0]
        for number, (model_id, record) in enumerate(self._models.usable.items(), start=1):
            if record.info is None:
                continue
            action = QAction(self.tr("Run %1").replace("%1", record.info.name), self._menu)
            action.setObjectName(model_id)
            action.setToolTip(record.info.intended_use)
            if number < 10:
                action.setShortcut(f"Ctrl+Alt+{number}")
            action.triggered.connect(lambda _checked=False, model_id=model_id: self._run(model_id))
            self._menu.insertAction(first, action)
            self._made.append(action)


def context_menu(
    actions: ActionSet, menus: Mapping[str, QMenu], parent: QWidget, on_mark: bool = False
) -> QMenu:
    """The menu of a right click into a view, or on measurements that are selected."""
    menu = QMenu(parent)
    for name in _ON_MARK if on_mark else _CONTEXT:
        if name == "|":
            menu.addSeparator()
        elif name.startswith("@"):
            menu.addAction(menus[name[1:]].menuAction())  # it stays the child of its own menu
        else:
            menu.addAction(actions[name])
    return menu
