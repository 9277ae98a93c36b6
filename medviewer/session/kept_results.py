"""Results whose series was closed before they came: kept on disk until it is opened again."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from psygnal import Signal

from medviewer.core.errors import ReadError, WriteError
from medviewer.core.provenance import Provenance
from medviewer.io.atomic import atomic_write
from medviewer.jobs.in_background import InBackground

_SUFFIX = ".result"
_ABOUT = "about.json"


@dataclass(frozen=True)
class KeptResult:
    """A result that waits. ``name`` is the model's, times are ISO 8601 with offset."""

    path: Path
    fingerprint: str
    model_id: str = ""
    name: str = ""
    task: str = ""
    ended: str = ""


class KeptResults:
    """A folder of results, by the fingerprint of the image that each was made from.

    File names say nothing of the patient: they begin with digests of the series' id and of the image.
    Only the user may read them. Files are read and written on worker threads.

    Parameters
    ----------
    folder
        Where they lie; made at the first result.
    """

    changed = Signal()
    trouble = Signal(str)

    def __init__(self, folder: Path, in_background: InBackground) -> None:
        self._folder = folder
        self._in_background = in_background
        self.waiting: tuple[KeptResult, ...] = ()
        self._look()

    def keep(self, result: Any, done: Callable[[], None] = lambda: None) -> None:
        """Writes a result; ``done`` is called once it is safe."""
        origin = result.provenance
        if origin is None or not origin.input_fingerprint:
            self.trouble.emit("A result that does not say which image it was made from cannot be kept.")
            return
        target = self._folder / f"{_prefix(origin.input_series_id)}-{uuid4().hex}{_SUFFIX}"

        def write() -> str:
            try:
                _write(target, result, origin)
            except (WriteError, OSError) as error:
                return str(error) if isinstance(error, WriteError) else _NO_ROOM
            return ""

        def tell(error: str) -> None:
            if error:
                self.trouble.emit(error)
            else:
                self._look()
                done()

        self._in_background(write, tell, lambda: tell(_NO_ROOM))

    def of_series(self, series_id: str) -> tuple[KeptResult, ...]:
        """What waits for a series; whether for this very image, its fingerprint tells."""
        prefix = _prefix(series_id)
        return tuple(one for one in self.waiting if one.path.name.startswith(prefix))

    def read(self, kept: KeptResult, done: Callable[[Any], None]) -> None:
        """Hands on the result itself; a damaged one is told and left alone."""

        def load() -> Any:
            from medviewer.session.noun_file import read_noun  # not needed for the first picture

            try:
                return read_noun(kept.path)
            except ReadError as error:
                return error

        def hand_on(found: Any) -> None:
            if isinstance(found, ReadError):
                self.trouble.emit(str(found))
            else:
                done(found)

        self._in_background(load, hand_on)

    def discard(self, kept: KeptResult) -> None:
        """Deletes a result that was saved, or that nobody wants."""

        def delete() -> None:
            with suppress(OSError):
                kept.path.unlink(missing_ok=True)

        self.waiting = tuple(one for one in self.waiting if one.path != kept.path)
        self.changed.emit()
        self._in_background(delete, lambda _: None)

    def _look(self) -> None:
        self._in_background(lambda: _found(self._folder), self._take)

    def _take(self, found: tuple[KeptResult, ...]) -> None:
        if found != self.waiting:
            self.waiting = found
            self.changed.emit()


_NO_ROOM = (
    "A result could not be kept for later: its folder cannot be written; open its series and run again."
)


def _write(target: Path, result: Any, origin: Provenance) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    about = KeptResult(
        Path(target.name), origin.input_fingerprint, origin.model_id, origin.model_name or origin.model_id,
        type(result).__name__, origin.ended,
    )  # fmt: skip

    from medviewer.session.noun_file import write_noun  # not needed for the first picture

    def write(temporary: Path) -> None:
        temporary.touch()
        temporary.chmod(0o600)
        write_noun(temporary, result)
        with zipfile.ZipFile(temporary, "a") as file:
            file.writestr(_ABOUT, json.dumps(asdict(about) | {"path": target.name}))

    atomic_write(target, write, _read_back)


def _read_back(temporary: Path) -> None:
    from medviewer.session.noun_file import read_noun

    read_noun(temporary)


def _found(folder: Path) -> tuple[KeptResult, ...]:
    """All results that are there, the newest first; what is none of ours is passed over."""
    kept = []
    from medviewer.core.strict_json import strict_json  # not needed for the first picture

    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == _SUFFIX)
    except OSError:
        return ()
    for path in paths:
        with (
            suppress(OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile),
            zipfile.ZipFile(path) as file,
        ):
            about = strict_json(file.read(_ABOUT))
            texts = {name: str(about[name]) for name in ("fingerprint", "model_id", "name", "task", "ended")}
            kept.append(KeptResult(path, **texts))
    return tuple(sorted(kept, key=lambda one: one.ended, reverse=True))


def _prefix(series_id: str) -> str:
    return hashlib.sha256(series_id.encode()).hexdigest()[:16]
