"""What of a sitting's work is in a file already, so that a crash loses none of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from medviewer.core.mark import KeyImage, Mark
from medviewer.core.mark_json import key_images_to_json, marks_to_json
from medviewer.session.plain_values import from_plain

_DIGEST_BYTES = 8
Digests = dict[str, str]


@dataclass(frozen=True)
class Lost:
    """How much would be lost with a journal: what is in no file, or is in one as it is no more.

    Parameters
    ----------
    deleted
        Marks, key images and texts that a file still holds, and the reader had taken away.
    """

    marks: int = 0
    key_images: int = 0
    results: int = 0
    texts: int = 0
    deleted: int = 0

    def __bool__(self) -> bool:
        return any((self.marks, self.key_images, self.results, self.texts, self.deleted))


@dataclass
class SavedDigests:
    """Digests of the marks, key images and texts that a file holds, by id or name of their place.

    Whether a mark is shown is no matter: nobody misses that.
    """

    marks: Digests = field(default_factory=dict)
    keys: Digests = field(default_factory=dict)
    texts: Digests = field(default_factory=dict)

    @classmethod
    def of(cls, marks: Iterable[Mark], keys: Iterable[KeyImage], texts: Mapping[str, str]) -> SavedDigests:
        """The digests of what was saved."""
        return cls(
            {one.id: _of_mark(one) for one in marks},
            {one.id: _of_key(one) for one in keys},
            {name: _digest(text) for name, text in texts.items() if text},
        )

    @classmethod
    def from_line(cls, said: Mapping[str, Any]) -> SavedDigests:
        """What `line` gave; ValueError, TypeError or KeyError if it is none."""
        return cls(*(from_plain(Digests, said[name]) for name in ("marks", "keys", "texts")))

    def line(self) -> dict[str, Any]:
        """Itself as a line of a journal."""
        return {"k": "saved", "marks": self.marks, "keys": self.keys, "texts": self.texts}

    def __bool__(self) -> bool:
        return bool(self.marks or self.keys or self.texts)

    def has_mark(self, mark: Mark) -> bool:
        """Whether a file holds the mark as it is."""
        return mark.id in self.marks and self.marks[mark.id] == _of_mark(mark)

    def has_key(self, key: KeyImage) -> bool:
        """Whether a file holds the key image as it is."""
        return key.id in self.keys and self.keys[key.id] == _of_key(key)

    def has_text(self, name: str, text: str) -> bool:
        """Whether a file holds the text as it is."""
        return name in self.texts and self.texts[name] == _digest(text)

    def lost(
        self, marks: Mapping[str, Mark], keys: Mapping[str, KeyImage], texts: Mapping[str, str], results: int
    ) -> Lost:
        """What would be lost of some work, of which ``results`` are not saved."""
        written = {name: text for name, text in texts.items() if text}
        return Lost(
            marks=sum(not self.has_mark(one) for one in marks.values()),
            key_images=sum(not self.has_key(one) for one in keys.values()),
            results=results,
            texts=sum(not self.has_text(name, text) for name, text in written.items()),
            deleted=sum(
                len(saved.keys() - now.keys())
                for saved, now in ((self.marks, marks), (self.keys, keys), (self.texts, written))
            ),
        )


def _of_mark(mark: Mark) -> str:
    (told,) = marks_to_json((replace(mark, visible=True),))
    return _digest(told)


def _of_key(key: KeyImage) -> str:
    (told,) = key_images_to_json((key,))
    return _digest(told)


def _digest(told: object) -> str:
    text = json.dumps(told, sort_keys=True).encode()
    return hashlib.blake2b(text, digest_size=_DIGEST_BYTES).hexdigest()
