"""Catalog: what the program says in another language, read from a Qt Linguist file (.ts)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

TRANSLATIONS = Path(__file__).parents[3] / "resources" / "translations"
ACTIONS = "Actions"
"""The context of commands; some are made for each row of a table, as sentences are."""
SENTENCES = "Sentences"
"""The context of what rooms without Qt say: errors and problems, with ``%1`` for what varies."""

HOLDS_WORDS = frozenset({
    "Undo: %1", "Redo: %1", "Taken back: %1", "Done again: %1", "%1 belongs to “%2”.", "Joined: %1.",
    "Move the other series by 1 mm to %1", "Does not fit: %1", "Fits after resampling from %1",
    "reckoned from %1", "Snippets for %1", "%1 1 slice", "%1 %2 slices", "Pixel %1, %2", "%1 MB used, %2",
    "Work was not saved when the program ended on %1: %2  (%3).",
    "%1: width %2, level %3", "%1  %2", "Paint the image in the colours of the map “%1”",
    "Show the volume in 3D as %1", "See the patient in 3D: %1", "Read the text of the study on screen as %1",
    "Highest in slice %1 (%2); click to go to a slice",
})  # fmt: skip
"""Texts with places for words of the program; the places of all others hold data."""
_PLACE = re.compile(r"%(\d|n)")
_GAPS = (("\n", r"\n"), ("; ", "; "), (" ", r"(?<=\.) (?=[A-Z])"), (", ", ", "), (": ", ": "))
"""What lies between the parts of a text that says several things, and how it is found."""
_LONG = 8
"""Fragments of sentences that are shorter may be data that reads alike."""
_FEW = 4
"""Letters; a text with places that has fewer fits nearly anything."""


@dataclass(frozen=True)
class Catalog:
    """Texts of one language by their English source; English itself has none.

    A source has one translation wherever it stands, so contexts are for translators only.

    Parameters
    ----------
    language
        ``"en"``, ``"zh_CN"`` ...
    texts
        Translation by source.
    """

    language: str = "en"
    texts: Mapping[str, str] = field(default_factory=dict)

    def of(self, source: str) -> str:
        """The text for a source, the source itself where there is none."""
        return self.texts.get(source, source)

    def sentence(self, english: str) -> str:
        """What a room without Qt says, in this language: sentences made from sources with places (%1).

        What stands in a place is looked up as well where it may be a part of a sentence; a text of several
        lines, sentences or parts is taken apart where it is no source as a whole.
        """
        if not english or not self.texts:
            return english
        whole = None if "\n" in english else self._whole(english)
        return self._in_parts(english) if whole is None else whole

    def _whole(self, english: str) -> str | None:
        exact = self.texts.get(english)
        if exact is not None:
            return exact
        if english.endswith(".") and english[:-1] in self.texts:
            return self.texts[english[:-1]] + self.texts.get(".", ".")
        found = next(matches(english, self._templates), None)
        if found is None:
            return None
        source, values = found
        holds_words = source in HOLDS_WORDS
        places = {
            place: self.sentence(value) if holds_words or _is_fragment(value) else value
            for place, value in values.items()
        }
        return fill(self.texts[source], places)

    def _in_parts(self, english: str) -> str:
        for gap, pattern in _GAPS:
            parts = re.split(pattern, english)
            if len(parts) > 1:
                bare = [part.removeprefix("- ") for part in parts]
                marks = ["- " if part != one else "" for part, one in zip(parts, bare, strict=True)]
                said = [self.sentence(one) for one in bare]
                if said != bare:
                    joint = self.texts.get(gap, gap)
                    return joint.join(mark + one for mark, one in zip(marks, said, strict=True))
        return english

    @cached_property
    def _templates(self) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
        return templates({source: source for source in self.texts if _is_sentence(source)})


def templates(rendered: Mapping[str, str]) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """Patterns of texts with places, by their first letters; each with the source that it stands for.

    The longest come first: of two that fit, the one that says more is meant.
    """
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for source, text in sorted(rendered.items(), key=lambda one: -len(one[1])):
        parts = _PLACE.split(text)
        if len(parts) > 1:
            found.setdefault(parts[0][:1], []).append((source, _pattern(parts)))
    return found


def matches(
    text: str, patterns: Mapping[str, list[tuple[str, re.Pattern[str]]]]
) -> Iterator[tuple[str, dict[str, str]]]:
    """The sources that a finished text may have been made from, and what stands in their places."""
    for source, pattern in (*patterns.get(text[:1], ()), *patterns.get("", ())):
        match = pattern.fullmatch(text)
        if match is not None:
            yield source, {name[1:]: value for name, value in match.groupdict().items()}


def fill(text: str, places: Mapping[str, str]) -> str:
    """A text with its places filled."""
    return _PLACE.sub(lambda match: places.get(match[1], match[0]), text)


def read_catalog(language: str, folder: Path = TRANSLATIONS) -> Catalog:
    """The catalog of a language; English, and a language without a file, say everything in English."""
    path = folder / f"medviewer_{language}.ts"
    if language == "en" or not path.is_file():
        return Catalog()
    from xml.etree import ElementTree  # English needs none

    texts = {}
    for message in ElementTree.parse(path).getroot().iter("message"):  # noqa: S314  shipped with the program
        source, translation = message.findtext("source") or "", message.find("translation")
        if translation is not None and translation.text and translation.get("type") is None:
            texts[source] = translation.text
    return Catalog(language, texts)


def _is_sentence(source: str) -> bool:
    """Whether a source says enough itself to be found in what another room says."""
    if source in HOLDS_WORDS:
        return True
    letters = sum(letter.isalpha() for letter in _PLACE.sub("", source))
    return letters >= (_FEW if _PLACE.match(source) is None else _FEW + 1)


def _is_fragment(value: str) -> bool:
    """Whether what stands in a place may be a part of a sentence that the program itself says."""
    return " " in value and (len(value) >= _LONG + 4 or (len(value) >= _LONG and value.islower()))


def _pattern(parts: list[str]) -> re.Pattern[str]:
    """Pieces and numbers of places in turn, as a pattern; a place that comes again must hold the same."""
    seen: set[str] = set()
    pieces = []
    for at, part in enumerate(parts):
        if at % 2 == 0:
            pieces.append(re.escape(part))
        elif part in seen:
            pieces.append(f"(?P=p{part})")
        else:
            seen.add(part)
            pieces.append(f"(?P<p{part}>.*?)")
    return re.compile("".join(pieces), re.DOTALL)
