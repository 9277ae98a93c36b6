"""Offers to restore what was not saved when the program ended; it never does anything by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QObject, Qt

from medviewer.core.work import Work
from medviewer.jobs.in_background import InBackground
from medviewer.scene.scene import Scene
from medviewer.session.journal_keeper import JournalKeeper
from medviewer.ui.message_bar import MessageBar
from medviewer.ui.safety.restorer import Restorer

if TYPE_CHECKING:
    from medviewer.session.journal_search import FoundJournal

_PATIENCE_S = 30.0


class JournalOffers(QObject):
    """One line above the views for each journal that was left, with three answers."""

    def __init__(
        self,
        folder: Path,
        scene: Scene,
        keeper: JournalKeeper,
        restorer: Restorer,
        messages: MessageBar,
        in_background: InBackground,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._scene = scene
        self._keeper = keeper
        self._restorer = restorer
        self._messages = messages
        self._in_background = in_background
        self.found: list[FoundJournal] = []

    def look(self) -> None:
        """Looks for journals on a worker thread, then offers each."""
        folder = self._folder

        def find() -> list[FoundJournal]:
            from medviewer.session.journal_search import find_journals  # not before the window is painted

            return list(find_journals(folder))

        self._in_background(find, self._offer_all)

    def release(self) -> None:
        """Leaves what was not answered for the next start."""
        for one in self.found:
            one.release()
        self.found.clear()

    # --- parts ---

    def _offer_all(self, found: list[FoundJournal]) -> None:
        self.found += found
        for one in reversed(found):
            self._offer(one)

    def _offer(self, one: FoundJournal) -> None:
        self._messages.ask_among(
            self._text(one),
            (
                (self.tr("Restore"), lambda: self._restore(one)),
                (self.tr("Not now"), lambda: None),
                (self.tr("Discard…"), lambda: self._ask_again(one)),
            ),
        )

    def _text(self, one: FoundJournal) -> str:
        content, lost = one.content, one.content.lost
        parts = (
            (self.tr("marks: %1"), lost.marks),
            (self.tr("key images: %1"), lost.key_images),
            (self.tr("results: %1"), lost.results),
            (self.tr("texts: %1"), lost.texts),
            (self.tr("deleted: %1"), lost.deleted),
        )
        told = ", ".join(text.replace("%1", str(count)) for text, count in parts if count)
        paths = [str(path) for path in content.head.get("paths", [])]
        where = paths[0].replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] if paths else ""
        text = self.tr("Work was not saved when the program ended on %1: %2  (%3).")
        damaged = self.tr(" Part of it is damaged.") if content.damaged > 1 else ""
        when = _local(content.when)
        return (
            text.replace("%1", when).replace("%2", told or self.tr("unreadable")).replace("%3", where)
            + damaged
        )

    def _ask_again(self, one: FoundJournal) -> None:
        self._messages.ask_among(
            self.tr("Discard the work of %1 for good? Nothing can bring it back.").replace(
                "%1", _local(one.content.when)
            ),
            (
                (self.tr("Discard for good"), lambda: self._discard(one)),
                (self.tr("Keep"), lambda: self._offer(one)),
            ),
        )

    def _discard(self, one: FoundJournal) -> None:
        if one in self.found:
            self.found.remove(one)
            self._in_background(one.discard, lambda _: None)

    def _restore(self, one: FoundJournal) -> None:
        def begin(work: Work) -> None:
            self._restorer.restore(
                work, lambda is_whole: self._restored(one, work, is_whole), keeps_both=True
            )

        def give_up() -> None:
            self._messages.show_message(
                self.tr("This work could not be read; it is kept, and offered again at the next start."),
                "error",
            )

        self._in_background(one.work, begin, give_up)

    def _restored(self, one: FoundJournal, work: Work, is_whole: bool) -> None:
        """The old journal goes once the new one holds all of it; what could not be put back keeps it."""
        self._count_as_saved(one, work)
        journal = self._keeper.journal
        is_all = is_whole and len(work.results) == len(one.content.results) and one.content.damaged <= 1
        if not is_all or (journal is None and not work.is_empty):
            return

        def is_safe() -> bool:
            return journal is None or journal.wait_until_safe(_PATIENCE_S)

        self._in_background(is_safe, lambda safe: self._discard(one) if safe else None)

    def _count_as_saved(self, one: FoundJournal, work: Work) -> None:
        """What a file holds as it was is asked about no more than before the program ended."""
        from medviewer.session.mark_files import count_as_saved  # not needed for the first picture

        saved, texts = one.content.saved, self._scene.texts
        marks = [mark for mark in work.marks if saved.has_mark(mark)]
        count_as_saved(self._scene, marks, [key for key in work.key_images if saved.has_key(key)])
        held = {name: text for name, text in work.texts.items() if saved.has_text(name, text)}
        texts.saved_items = {**texts.saved_items, **held}


def _local(when: str) -> str:
    """A moment by the reader's clock, written like every other date on screen."""
    moment = QDateTime.fromString(when, Qt.DateFormat.ISODateWithMs)
    return moment.toLocalTime().toString("yyyy-MM-dd HH:mm") if moment.isValid() else "?"
