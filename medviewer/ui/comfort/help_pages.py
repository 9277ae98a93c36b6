"""The pages of the offline help, as files beside the program."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

HELP_FOLDER = Path(__file__).parents[3] / "resources" / "help"
_USUAL = "en"


@dataclass(frozen=True)
class HelpPages:
    """Markdown files ``NN-name.md`` of one language, in the order of their numbers; the title comes first.

    A page that is not translated is there in English.
    """

    folder: Path
    language: str = _USUAL

    @classmethod
    def of_program(cls, language: str) -> HelpPages:
        """The pages that come with the program."""
        return cls(HELP_FOLDER, language)

    @cached_property
    def files(self) -> dict[str, Path]:
        """The file of each page by its name."""
        known = {file.stem: file for file in sorted((self.folder / _USUAL).glob("[0-9]*-*.md"))}
        own = self.folder / self.language
        found = {
            stem: own / file.name if (own / file.name).is_file() else file for stem, file in known.items()
        }
        return {stem.partition("-")[2]: file for stem, file in found.items()}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of each page by its name."""
        return {name: self.text(name).partition("\n")[0].lstrip("# ").strip() for name in self.files}

    def text(self, name: str) -> str:
        """A page as Markdown; "" if there is none."""
        file = self.files.get(name)
        return "" if file is None else file.read_text("utf-8")

    def with_words(self, words: list[str]) -> tuple[str, ...]:
        """The pages that hold all words, those with a word in the title first."""
        found = [name for name in self.files if all(word in self.text(name).lower() for word in words)]
        return tuple(
            sorted(found, key=lambda name: not all(word in self.titles[name].lower() for word in words))
        )
