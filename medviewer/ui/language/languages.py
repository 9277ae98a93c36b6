"""Which language the window speaks, and changing it while it is open.

Fields for numbers follow the locale of the language; English and Chinese write numbers alike (1,234.5). Dates
are written year-month-day in every language: a date of birth must not be read with day and month exchanged.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator, Signal

from medviewer.ui.language.catalog import ACTIONS, SENTENCES, Catalog, read_catalog
from medviewer.ui.language.retranslate import Retranslation
from medviewer.ui.parts.said import SaidTexts, said_texts

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
"""Each in its own words."""


class _Words(QTranslator):
    """Answers Qt from a catalog, whatever the context."""

    def __init__(self, catalog: Catalog, parent: QObject) -> None:
        super().__init__(parent)
        self._catalog = catalog

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, number: int = -1
    ) -> str | None:
        exact = self._catalog.texts.get(source)
        if exact is None and context in (SENTENCES, ACTIONS):
            return self._catalog.sentence(source)
        return exact

    def isEmpty(self) -> bool:
        return not self._catalog.texts


class Languages(QObject):
    """The present language. ``changed`` follows once everything on screen has been said anew."""

    changed = Signal(str)

    def __init__(self, read: Callable[[str], Catalog] = read_catalog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._words: _Words | None = None
        self.catalog = Catalog()
        application = QCoreApplication.instance()
        if application is not None and said_texts() is None:
            SaidTexts(application)

    def speak(self, language: str) -> None:
        """Changes the language of all windows; "system" takes that of the computer where there is one."""
        wanted = _of_system() if language == "system" else language
        if wanted == self.catalog.language:
            return
        before, self.catalog = self.catalog, self._read(wanted)
        self._install()
        QLocale.setDefault(QLocale(self.catalog.language))
        Retranslation(before, self.catalog, said_texts()).apply()
        self.changed.emit(self.catalog.language)

    def _install(self) -> None:
        if self._words is not None:
            QCoreApplication.removeTranslator(self._words)
            self._words.deleteLater()
        self._words = None
        if self.catalog.texts:
            self._words = _Words(self.catalog, self)
            QCoreApplication.installTranslator(self._words)


def _of_system() -> str:
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"
