"""Saying everything on screen in another language, without building it anew.

What was written in the old language is looked up in its catalog, places (%1) included, and written in the
new one. Data is no text of the program: it has no entry and stays. A widget that shows data only is left
alone even if it reads like a word of the program (`mark_as_data`), and so is what stands in a place, but for
the few texts whose places hold words of the program (`HOLDS_WORDS`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QTableWidget,
    QTabWidget,
    QTextEdit,
    QWidget,
)

from medviewer.ui.language.catalog import HOLDS_WORDS, Catalog, fill, matches, templates
from medviewer.ui.parts.said import SaidTexts

_DATA = "showsData"
_NAMED_BY_DATA = "namedByData"
_TIP = re.compile(r'(<p style="white-space: pre-wrap">)(.*)(</p>)', re.DOTALL)
"""A tooltip of plain text, as `plain_tip` makes it."""
_BETWEEN = ("  ·  ", "\n")
"""What lies between texts that stand together."""
_PLACES = re.compile(r"%[\dn]")
_NUMBER = re.compile(r"[-+\d.,:/ ]*\d[-+\d.,:/ ]*")
"""A number, two with a slash between them, a date."""
_ENDING = re.compile(r"  (?:\([^()]+\)|[▾▸])$")
"""The key of a command behind its tooltip, the arrow of a menu behind its name."""
_ENOUGH = 8
"""Letters; one of Chinese counts for four."""
Shown = TypeVar("Shown", bound=QWidget)
Read = Callable[[], str]
Write = Callable[[str], object]


def mark_as_data(widget: Shown, is_data: bool = True) -> Shown:
    """Tells that a widget and all in it show data, which is never translated; or that they do so no more."""
    widget.setProperty(_DATA, is_data)
    return widget


def mark_name_as_data(widget: Shown) -> Shown:
    """Tells that the accessible name of a widget is data; what stands in it may be words of the program."""
    widget.setProperty(_NAMED_BY_DATA, True)
    return widget


class Retranslation:
    """From the texts of one catalog to those of another."""

    def __init__(self, before: Catalog, now: Catalog, memory: SaidTexts | None = None) -> None:
        sources = {*before.texts, *now.texts}
        shown = self._shown = {source: before.of(source) for source in sources}
        self._now = now
        self._is_english = not before.texts
        self._memory = memory
        capitals_last = sorted(shown.items(), key=lambda one: (one[0][:1].isupper(), one[0]))
        self._exact = {text: source for source, text in capitals_last}
        self._patterns: dict[str, list[tuple[str, re.Pattern[str]]]] = templates(shown)

    def apply(self) -> None:
        """Goes through all windows; one that has ``retranslate()`` is asked to do it itself as well."""
        for window in QApplication.topLevelWidgets():
            for widget in (window, *window.findChildren(QWidget)):
                if not _shows_data(widget):
                    self._say_widget(widget)
            for action in window.findChildren(QAction):
                self._say(action)
        for window in QApplication.topLevelWidgets():
            for child in (window, *window.findChildren(QObject)):
                retranslate = getattr(child, "retranslate", None)
                if callable(retranslate):
                    retranslate()
            window.update()

    def text(self, shown: str) -> str:
        """What a text on screen is in the new language; data stays as it is."""
        if not shown:
            return shown
        said_before = self._of_other_rooms(shown)
        if said_before is not None:
            return said_before
        source = self._exact.get(shown)
        if source is not None:
            return self._now.of(source)
        ending = _ENDING.search(shown)
        if ending is not None:
            said = self.text(shown[: ending.start()])
            if said != shown[: ending.start()]:
                return said + ending[0]
        return self._with_places(shown) or self._in_parts(shown)

    def _in_parts(self, shown: str) -> str:
        """Texts that stand together, each for itself."""
        tip = _TIP.fullmatch(shown)
        if tip is not None:
            return f"{tip[1]}{html.escape(self.text(html.unescape(tip[2])))}{tip[3]}"
        for between in _BETWEEN:
            if between in shown:
                return between.join(self.text(part) for part in shown.split(between))
        return shown

    def _of_other_rooms(self, shown: str) -> str | None:
        """A sentence of a room without Qt, made anew from its English; None if it is none."""
        english = None if self._memory is None else self._memory.source(shown)
        if english is None or self._memory is None:
            return None
        text = self._now.sentence(english)
        if text == shown:
            return None
        self._memory.remember(text, english)
        return text

    def _with_places(self, shown: str) -> str | None:
        for source, places in matches(shown, self._patterns):
            if source in HOLDS_WORDS:
                said = {place: self.text(value) for place, value in places.items()}
                if says_enough(self._shown[source]) or self._are_words(places, said):
                    return fill(self._now.of(source), said)
            elif says_enough(self._shown[source]) or all(map(_NUMBER.fullmatch, places.values())):
                return fill(self._now.of(source), places)
        return None

    def _are_words(self, places: Mapping[str, str], said: Mapping[str, str]) -> bool:
        """Whether all that stands in places are numbers and words of the program."""
        numbers = [place for place, value in places.items() if _NUMBER.fullmatch(value)]
        words = [place for place, value in places.items() if value in self._exact or said[place] != value]
        return (bool(numbers) and {*numbers, *words} == set(places)) or set(words) == set(places) == {"1"}

    def _say_widget(self, widget: QWidget) -> None:
        self._say(widget)
        for place, (read, write) in enumerate((*_common(widget), *_own(widget))):
            self._exchange(widget, place, read, write)

    def _exchange(self, target: QObject, place: int, read: Read, write: Write) -> None:
        """Says one text anew; what was English comes back letter by letter, though others are said alike."""
        shown, note = read(), f"said{place}"
        if not shown:
            return
        known = target.property(note)
        if known and known[0] == shown and not self._now.texts:
            write(known[1])
            return
        said = self.text(shown)
        if said != shown:
            write(said)
            if self._is_english:
                target.setProperty(note, [said, shown])

    def _say(self, target: QObject) -> None:
        if not isinstance(target, QAction):
            return
        texts = (
            (target.text, target.setText),
            (target.toolTip, target.setToolTip),
            (target.statusTip, target.setStatusTip),
        )
        for place, (read, write) in enumerate(texts):
            self._exchange(target, place, read, write)


def says_enough(template: str) -> bool:
    """Whether a text with places says so much itself that hardly anything else reads like it."""
    said = _PLACES.sub("", template)
    return sum(4 if ord(letter) > 0x2E7F else 1 for letter in said if letter.isalpha()) >= _ENOUGH


def _shows_data(widget: QWidget | None) -> bool:
    while widget is not None:
        if widget.property(_DATA):
            return True
        widget = widget.parentWidget()
    return False


def _common(widget: QWidget) -> Iterator[tuple[Read, Write]]:
    yield widget.toolTip, widget.setToolTip
    yield widget.statusTip, widget.setStatusTip
    if not widget.property(_NAMED_BY_DATA):
        yield widget.accessibleName, widget.setAccessibleName
    yield widget.accessibleDescription, widget.setAccessibleDescription
    yield widget.windowTitle, widget.setWindowTitle


def _own(widget: QWidget) -> Iterator[tuple[Read, Write]]:
    """The texts that a kind of widget has beside those of every widget."""
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text, widget.setText
    elif isinstance(widget, QProgressBar):
        yield widget.format, widget.setFormat
    elif isinstance(widget, QLineEdit | QTextEdit):
        yield widget.placeholderText, widget.setPlaceholderText
    elif isinstance(widget, QMenu | QGroupBox):
        yield widget.title, widget.setTitle
    elif isinstance(widget, QComboBox):
        for at in range(widget.count()):
            yield partial(widget.itemText, at), partial(widget.setItemText, at)
    elif isinstance(widget, QTabWidget):
        for at in range(widget.count()):
            yield partial(widget.tabText, at), partial(widget.setTabText, at)
    elif isinstance(widget, QTableWidget):
        for at in range(widget.columnCount()):
            item = widget.horizontalHeaderItem(at)
            if item is not None:
                yield item.text, item.setText
    elif isinstance(widget, QHeaderView):
        widget.viewport().update()
