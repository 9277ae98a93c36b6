"""Saying everything on screen in another language, without building it anew.

What was written in the old language is looked up in its catalog, places (%1) included, and written in the
new one. Data is no text of the program: it has no entry and stays, and a widget that shows data only is
left alone even if it reads like a word of the program (`mark_as_data`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

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
    QTableWidget,
    QTabWidget,
    QTextEdit,
    QWidget,
)

from medviewer.ui.language.catalog import Catalog, fill, match_template, templates

_DATA = "showsData"
_PLACES = re.compile(r"%[\dn]")
_NUMBER = re.compile(r"[-+]?[\d.,]+")
_ENDING = re.compile(r"  (?:\([^()]+\)|[▾▸])$")
"""The key of a command behind its tooltip, the arrow of a menu behind its name."""
_ENOUGH = 8
"""Letters; one of Chinese counts for four."""
Read = Callable[[], str]
Write = Callable[[str], object]


def mark_as_data(widget: QWidget) -> QWidget:
    """Tells that a widget and all in it show data, which is never translated."""
    widget.setProperty(_DATA, True)
    return widget


class Retranslation:
    """From the texts of one catalog to those of another."""

    def __init__(self, before: Catalog, now: Catalog) -> None:
        sources = {*before.texts, *now.texts}
        shown = self._shown = {source: before.of(source) for source in sources}
        self._now = now
        self._exact = {text: source for source, text in shown.items()}
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
        source = self._exact.get(shown)
        if source is not None:
            return self._now.of(source)
        ending = _ENDING.search(shown)
        if ending is not None and shown[: ending.start()] in self._exact:
            return self.text(shown[: ending.start()]) + ending[0]
        found = match_template(shown, self._patterns)
        if found is None or not (says_enough(self._shown[found[0]]) or self._are_words(found[1].values())):
            return shown
        places = {place: self._of_program(value) for place, value in found[1].items()}
        return fill(self._now.of(found[0]), places)

    def _are_words(self, values: Iterable[str]) -> bool:
        """Whether all that stands in places are numbers and words of the program."""
        return all(_NUMBER.fullmatch(value) or value in self._exact for value in values)

    def _of_program(self, value: str) -> str:
        """What stands in a place: a word of the program in the new language, data as it is."""
        source = self._exact.get(value)
        return value if source is None else self._now.of(source)

    def _say_widget(self, widget: QWidget) -> None:
        self._say(widget)
        for read, write in (*_common(widget), *_own(widget)):
            shown = read()
            said = self.text(shown)
            if said != shown:
                write(said)

    def _say(self, target: QObject) -> None:
        if not isinstance(target, QAction):
            return
        for read, write in (
            (target.text, target.setText),
            (target.toolTip, target.setToolTip),
            (target.statusTip, target.setStatusTip),
        ):
            shown = read()
            said = self.text(shown)
            if said != shown:
                write(said)


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
    yield widget.accessibleName, widget.setAccessibleName
    yield widget.accessibleDescription, widget.setAccessibleDescription
    yield widget.windowTitle, widget.setWindowTitle


def _own(widget: QWidget) -> Iterator[tuple[Read, Write]]:
    """The texts that a kind of widget has beside those of every widget."""
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text, widget.setText
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
