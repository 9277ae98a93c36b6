"""What rooms without Qt say, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

_MOST = 4000
"""Texts that are remembered; the oldest are forgotten first."""


class SaidTexts(QObject):
    """What was said of other rooms, by what stands on screen: so it can be said in another language.

    A child of the application, so that there is one as long as it lives.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sources: dict[str, str] = {}

    def remember(self, shown: str, english: str) -> None:
        """Notes that a text on screen stands for an English one.

        What comes as it went is English, or was said in another language already and is not noted.
        """
        if shown == english and not english.isascii():
            return
        self._sources.pop(shown, None)
        self._sources[shown] = english
        if len(self._sources) > _MOST:
            del self._sources[next(iter(self._sources))]

    def source(self, shown: str) -> str | None:
        """The English text that a text on screen stands for; None if it was not said here."""
        return self._sources.get(shown)


def said_texts() -> SaidTexts | None:
    """The memory of the application, if it has one."""
    application = QCoreApplication.instance()
    found = None if application is None else application.findChild(SaidTexts)
    return found if isinstance(found, SaidTexts) else None


def said(english: str) -> str:
    """An error, a problem or a note of another room, in the present language; data in it stays as it is."""
    if not english:
        return english
    shown = QCoreApplication.translate("Sentences", english)
    memory = said_texts()
    if memory is not None:
        memory.remember(shown, english)
    return shown
