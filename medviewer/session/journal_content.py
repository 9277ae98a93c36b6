"""What the lines of a journal say: each change as one line, all lines together as the work of a sitting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from medviewer.core.errors import ReadError
from medviewer.core.mark import KeyImage, Mark
from medviewer.core.mark_json import (
    key_image_from_json,
    key_images_to_json,
    mark_from_json,
    marks_to_json,
)
from medviewer.core.work import Work, WorkImage, WorkResult
from medviewer.session.journal_saved import Lost, SavedDigests
from medviewer.session.plain_values import from_plain, to_plain

VERSION = 1
_Item = TypeVar("_Item", Mark, KeyImage)
Said = dict[str, Any]
_HEAD: Mapping[str, Any] = {"patient": str, "paths": tuple[str, ...], "opened": str}


@dataclass
class JournalContent:
    """What a journal holds so far. Each verb takes the present state and gives the lines that lead to it.

    Used on one thread only: by the writer of a journal, or by whoever reads one.

    Parameters
    ----------
    head
        Whose work it is: ``patient``, ``paths`` and ``opened``.
    results
        Name of the file, series and looks of each result, by its id.
    saved
        What a session or another file holds of it.
    damaged
        How many lines could not be read.
    """

    head: Said = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    keys: dict[str, KeyImage] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    images: list[Any] = field(default_factory=list)
    scene: Said = field(default_factory=dict)
    views: Said = field(default_factory=dict)
    results: dict[str, Said] = field(default_factory=dict)
    saved: SavedDigests = field(default_factory=SavedDigests)
    when: str = ""
    damaged: int = 0

    # --- writing ---

    def all_lines(self) -> list[Said]:
        """Everything, as if it were said for the first time."""
        return [
            {"k": "head", "version": VERSION, **self.head},
            {"k": "marks", "all": marks_to_json(self.marks.values())},
            {"k": "keys", "all": key_images_to_json(self.keys.values())},
            {"k": "texts", "all": self.texts},
            {"k": "images", "all": self.images},
            {"k": "scene", "all": self.scene},
            {"k": "views", "all": self.views},
            *({"k": "result", **one} for one in self.results.values()),
            *([self.saved.line()] if self.saved else []),
            {"k": "when", "when": self.when},
        ]

    def take_marks(self, items: Iterable[Mark], when: str) -> list[Said]:
        """The marks that are new or another, and the ids of those that are gone."""
        now = {one.id: one for one in items}
        changed = [one for name, one in now.items() if self.marks.get(name) is not one]
        gone = [name for name in self.marks if name not in now]
        said: Said = {"k": "marks", "set": marks_to_json(changed), "gone": gone, "when": when}
        if _order_after(self.marks, now) != list(now):
            said["order"] = list(now)
        is_news = bool(changed or gone or "order" in said)
        self.marks, self.when = now, when
        return [said] if is_news else []

    def take_keys(self, items: Iterable[KeyImage], when: str) -> list[Said]:
        """The key images, whole: there are few."""
        self.keys, self.when = {one.id: one for one in items}, when
        return [{"k": "keys", "all": key_images_to_json(self.keys.values()), "when": when}]

    def take_texts(self, texts: Mapping[str, str], when: str) -> list[Said]:
        """Texts that are others than before."""
        self.texts, self.when = dict(texts), when
        return [{"k": "texts", "all": self.texts, "when": when}]

    def take_looks(self, images: list[Any], scene: Said, views: Said) -> list[Said]:
        """How everything is shown, where that is another way than before."""
        said: list[Said] = []
        for name, now in (("images", images), ("scene", scene), ("views", views)):
            if getattr(self, name) != now:
                setattr(self, name, now)
                said.append({"k": name, "all": now})
        return said

    def take_result(self, result_id: str, about: Said, when: str) -> list[Said]:
        """A result whose file is complete, or whose looks have changed."""
        self.results[result_id], self.when = {"id": result_id, **about}, when
        return [{"k": "result", "id": result_id, **about, "when": when}]

    def drop_result(self, result_id: str, when: str) -> list[Said]:
        """A result that is gone."""
        self.when = when
        return (
            [{"k": "no result", "id": result_id, "when": when}] if self.results.pop(result_id, None) else []
        )

    def take_saved(self, saved: SavedDigests) -> list[Said]:
        """What is in a file now."""
        self.saved = saved
        return [saved.line()]

    # --- reading ---

    @property
    def lost(self) -> Lost:
        """What would be lost with it."""
        results = sum(one.get("looks", {}).get("saved") is not True for one in self.results.values())
        return self.saved.lost(self.marks, self.keys, self.texts, results)

    def follow(self, said: Said | None) -> None:
        """Does what a line says; one that cannot be understood is counted and passed over."""
        try:
            if said is None:
                raise ValueError("damaged")
            self._follow(said)
        except (ReadError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            self.damaged += 1

    def work(self, results: Mapping[str, Any]) -> Work:
        """All of it as one value; ``results`` are the results that could be read, by their ids."""
        return Work(
            patient=str(self.head.get("patient", "")),
            paths=from_plain(tuple[str, ...], self.head.get("paths", [])),
            images=tuple(from_plain(WorkImage, one) for one in self.images),
            marks=tuple(self.marks.values()),
            key_images=tuple(self.keys.values()),
            results=tuple(
                WorkResult(name, str(one["series_id"]), results[name], one.get("looks", {}))
                for name, one in self.results.items()
                if name in results
            ),
            texts=self.texts,
            scene=self.scene,
            views=self.views,
            when=self.when,
        )

    def _follow(self, said: Said) -> None:
        match said["k"]:
            case "head":
                if said["version"] > VERSION:
                    raise ValueError("a later version")
                told = {name: hint for name, hint in _HEAD.items() if name in said}
                self.head = {name: to_plain(from_plain(hint, said[name])) for name, hint in told.items()}
            case "marks":
                self._follow_marks(said)
            case "keys":
                found = self._readable(key_image_from_json, said["all"])
                self.keys = {one.id: one for one in found}
            case "texts":
                self.texts = from_plain(dict[str, str], said["all"])
            case "images":
                self.images = [to_plain(from_plain(WorkImage, one)) for one in said["all"]]
            case "scene" | "views" as name:
                setattr(self, name, from_plain(dict[str, Any], said["all"]))
            case "result":
                self.results[str(said["id"])] = {
                    "id": str(said["id"]), "series_id": str(said["series_id"]), "file": str(said["file"]),
                    "looks": from_plain(dict[str, Any], said["looks"]),
                }  # fmt: skip
            case "no result":
                self.results.pop(str(said["id"]), None)
            case "saved":
                self.saved = SavedDigests.from_line(said)
        self.when = str(said.get("when", self.when))

    def _follow_marks(self, said: Said) -> None:
        if "all" in said:
            self.marks = {one.id: one for one in self._readable(mark_from_json, said["all"])}
            return
        changed = self._readable(mark_from_json, said["set"])
        for name in said["gone"]:
            self.marks.pop(name, None)
        self.marks.update({one.id: one for one in changed})
        if "order" in said:
            known = self.marks
            self.marks = {name: known[name] for name in said["order"] if name in known}
            self.marks.update({name: one for name, one in known.items() if name not in self.marks})

    def _readable(self, read: Callable[[object], _Item], told: list[object]) -> list[_Item]:
        """All that can be read: one mark that cannot is counted, and takes no others with it."""
        found = []
        for one in told:
            try:
                found.append(read(one))
            except ReadError:
                self.damaged += 1
        return found


def _order_after(before: Mapping[str, Mark], now: Mapping[str, Mark]) -> list[str]:
    """In which order the marks come if those that are gone are taken out and new ones put at the end."""
    stayed = [name for name in before if name in now]
    return [*stayed, *(name for name in now if name not in before)]
