"""The library: every study that was indexed, to be searched, opened and put in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from medviewer.library.study import FoundStudies, KeptSeries, StudyRow
from medviewer.library.study_query import Column
from medviewer.ui.dropped_paths import dropped_paths, may_hold_paths
from medviewer.ui.library.bar import LibraryBar
from medviewer.ui.library.link import LibraryLink
from medviewer.ui.library.presence import LibraryPresence
from medviewer.ui.library.side import LibrarySide
from medviewer.ui.library.table import LibraryModel, LibraryTable
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import BACKGROUND, BORDER, MUTED, PANEL, RAISED, TEXT

_STYLE = f"""
#library {{ background: {BACKGROUND}; }}
QTreeView {{ border: 1px solid {BORDER}; border-radius: 4px; outline: 0; }}
QTreeView::item {{ padding: 6px 4px; border: 0; }}
QTreeView::item:hover {{ background: {RAISED}; }}
QTreeView::item:selected {{ background: #24445c; color: {TEXT}; }}
QHeaderView::section {{ background: {PANEL}; color: {MUTED}; border: 0;
    border-bottom: 1px solid {BORDER}; padding: 6px 8px; }}
"""
_ALL = 100_000


class LibraryWindow(QWidget):
    """A window of its own. It asks, others do: ``opened`` carries study ids and a series id or "";
    the other wishes are for whoever may ask the user.
    """

    opened = Signal(object, str)
    thumbnail_wanted = Signal(object)
    folder_wanted = Signal(str)
    index_folder_wanted = Signal()
    copy_folder_wanted = Signal()
    files_wanted = Signal()
    dropped = Signal(list)
    copy_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, link: LibraryLink, presence: LibraryPresence, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("library")
        self.setWindowTitle(self.tr("Library"))
        self.setStyleSheet(_STYLE)
        self.setAcceptDrops(True)
        self.resize(1240, 760)
        self._link = link
        self._presence = presence
        self._order: tuple[Column, bool] = ("date", True)
        self._asked = 0
        self._shown_study = 0
        self.model = LibraryModel(self)
        self.table = LibraryTable(self.model)
        self.bar = LibraryBar()
        self.side = LibrarySide()
        self.status = PlainLabel(role="muted")
        self.activity = PlainLabel(role="muted")
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setToolTip(self.tr("Stop; what was found until now stays in the library"))
        self.stop.hide()
        self._empty = PlainLabel(role="muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Asks the index again; an answer that was overtaken by a newer question is dropped."""
        self._asked += 1
        number = self._asked
        order, descending = self._order
        query = replace(self.bar.query(), order=order, descending=descending)
        if self.bar.only_gone:
            query = replace(query, limit=_ALL)
        self._link.find(query, lambda answer: self._show(number, *answer))

    def add_menu(self, menu: QMenu) -> None:
        """The menu behind the button for more."""
        self._more.setMenu(menu)

    # --- building ---

    def _build(self) -> None:
        add = QPushButton(self.tr("Add"))
        add.setToolTip(self.tr("Index a folder where it lies, or copy it into the library"))
        menu = QMenu(add)
        menu.addAction(self.tr("Index a folder in place…")).triggered.connect(self.index_folder_wanted)
        menu.addAction(self.tr("Copy a folder into the library…")).triggered.connect(self.copy_folder_wanted)
        menu.addAction(self.tr("Files, archives or a DICOMDIR…")).triggered.connect(self.files_wanted)
        add.setMenu(menu)
        self._more = QPushButton(self.tr("More"))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.bar, 1)
        top.addWidget(add)
        top.addWidget(self._more)
        table = QWidget()
        self._pages = QStackedLayout(table)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._empty)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(table, 1)
        middle.addWidget(self.side)
        bottom = QHBoxLayout()
        bottom.addWidget(self.status, 1)
        bottom.addWidget(self.activity)
        bottom.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(middle, 1)
        column.addLayout(bottom)

    def _connect(self) -> None:
        self.bar.changed.connect(self.refresh)
        self.bar.left.connect(self.table.setFocus)
        self.table.selected.connect(self._show_chosen)
        self.table.ordered.connect(self._set_order)
        self.table.opened.connect(self._open)
        self.table.removed.connect(self._remove)
        self.side.open_wanted.connect(self._open)
        self.side.series_opened.connect(self._open)
        self.side.folder_wanted.connect(self._show_in_folder)
        self.side.copy_wanted.connect(lambda: self.copy_wanted.emit(self.table.chosen))
        self.side.remove_wanted.connect(self._remove)
        self._presence.found.connect(self._set_present)
        self._link.changed.connect(self._refresh_if_shown)
        self._link.working.connect(self._show_activity)
        self.stop.clicked.connect(self._link.stop)
        for key, does in (("Esc", self._escape), ("Ctrl+F", self._search), ("Ctrl+W", self.close)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(does)

    # --- answers ---

    def _show(self, number: int, found: FoundStudies, modalities: Sequence[str]) -> None:
        if number != self._asked:
            return
        self.bar.set_modalities(modalities)
        studies = found.studies
        if self.bar.only_gone:
            studies = tuple(study for study in studies if self.model.is_gone(study))
        self.table.show_studies(studies)
        self._presence.look(found.studies)
        self._pages.setCurrentIndex(0 if studies else 1)
        self._empty.setText(self._nothing())
        self.status.setText(self._counts(found, len(studies)))

    def _counts(self, found: FoundStudies, shown: int) -> str:
        if self.bar.only_gone:
            return self.tr("Gone: %1").replace("%1", f"{shown:,}")
        parts = [
            self.tr("Studies %1").replace("%1", f"{found.total:,}"),
            self.tr("Series %1").replace("%1", f"{found.series:,}"),
            self.tr("Images %1").replace("%1", f"{found.images:,}"),
        ]
        if found.total > shown:
            parts.append(self.tr("the first %1 are listed; search for fewer").replace("%1", f"{shown:,}"))
        return "  ·  ".join(parts)

    def _nothing(self) -> str:
        if self.bar.is_empty:
            return self.tr(
                "The library is empty. Add a folder, or drop folders, files and archives here.\n"
                "What you open is added too."
            )
        return self.tr("No study fits the search.")

    def _show_chosen(self) -> None:
        chosen = self.table.chosen
        study_id = chosen[0].id if len(chosen) == 1 else 0
        if study_id and study_id == self._shown_study and self.side.cards:
            return
        self._shown_study = study_id
        self.side.show_study(chosen, {study.id for study in chosen if self.model.is_gone(study)})
        if study_id:
            self._link.series(study_id, lambda answer: self._show_series(study_id, *answer))

    def _show_series(self, study_id: int, series: Sequence[KeptSeries], thumbnails: dict[int, Any]) -> None:
        if study_id != self._shown_study:
            return
        self.side.show_series(series)
        is_gone = any(study.id == study_id and self.model.is_gone(study) for study in self.model.studies)
        for kept in series:
            if kept.id in thumbnails:
                self.side.set_thumbnail(kept.id, thumbnails[kept.id])
            elif kept.id in self.side.cards and kept.entry.is_image and not is_gone:
                self.thumbnail_wanted.emit(kept)

    def _show_activity(self, works: bool, text: str) -> None:
        self.activity.setText(text)
        self.stop.setVisible(works)

    def _set_present(self, found: dict[int, bool]) -> None:
        before = {study.id for study in self.table.chosen if self.model.is_gone(study)}
        self.model.set_present(found)
        chosen = self.table.chosen
        if before != {study.id for study in chosen if self.model.is_gone(study)}:
            self._shown_study = -1
            self._show_chosen()
        if self.bar.only_gone:
            self.refresh()

    # --- wishes ---

    def _open(self, series_id: str = "") -> None:
        chosen = [study for study in self.table.chosen if not self.model.is_gone(study)]
        if chosen:
            self.opened.emit([study.id for study in chosen], series_id)

    def _remove(self) -> None:
        chosen: list[StudyRow] = self.table.chosen
        if chosen:
            self.remove_wanted.emit(chosen)

    def _show_in_folder(self) -> None:
        if self.table.chosen:
            self.folder_wanted.emit(self.table.chosen[0].folder)

    def _set_order(self, column: Column, descending: bool) -> None:
        self._order = (column, descending)
        self.refresh()

    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self._shown_study = -1 if not self.side.cards else self._shown_study
            self.refresh()

    def _escape(self) -> None:
        if self.bar.words.text():
            self.bar.words.clear()
            self.bar.words.setFocus()
        else:
            self.close()

    def _search(self) -> None:
        self.bar.words.setFocus()
        self.bar.words.selectAll()

    # --- Qt ---

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.bar.words.setFocus()
        self.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if may_hold_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped.emit(dropped_paths(event.mimeData()))
