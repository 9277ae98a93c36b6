"""A session as one file: everything that was on screen and was made there, as JSON and arrays in a ZIP."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from medviewer.core.errors import MedviewerError, ReadError
from medviewer.core.free_memory import free_memory_bytes
from medviewer.core.mark_json import (
    key_images_from_json,
    key_images_to_json,
    marks_from_json,
    marks_to_json,
)
from medviewer.core.strict_json import strict_json
from medviewer.core.work import Work, WorkImage, WorkResult
from medviewer.io.atomic import atomic_write
from medviewer.session.noun_file import FOREIGN, read_noun_from, require_plain_packing, write_noun_into
from medviewer.session.plain_values import from_plain, to_plain

SESSION_SUFFIX = ".medviewer"
_KIND = "medviewer session"
_VERSION = 1
_TEXT = "session.json"
_MOST_TEXT = 256 << 20
_MOST_MEMBERS = 20_000
_USUAL_MEMORY = 4 << 30

Report = Callable[..., object]


def write_session(work: Work, path: str, report: Report) -> str:
    """Writes a session whole or not at all: it is read back before it takes the place of an old one.

    Raises
    ------
    WriteError
        With one sentence; an old file is untouched.
    """
    target = Path(path)

    def write(temporary: Path) -> None:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
            file.writestr(_TEXT, json.dumps(_told(work)))
            for n, one in enumerate(work.results):
                report(n / len(work.results), "")
                write_noun_into(file, one.result, f"results/{n}/")

    def verify(temporary: Path) -> None:
        if _told(_read(temporary)) != _told(work):
            raise ReadError("The session that was written is not the one that was meant.")

    return str(atomic_write(target, write, verify))


def read_session(path: str, report: Report) -> Work:
    """The work that a session holds. Nothing in it is believed: sizes, types and numbers are checked.

    Raises
    ------
    ReadError
        With one sentence.
    """
    report(0.0, "")
    return _read(Path(path))


def _told(work: Work) -> dict[str, Any]:
    return {
        "kind": _KIND,
        "version": _VERSION,
        "patient": work.patient,
        "paths": to_plain(work.paths),
        "images": to_plain(work.images),
        "marks": marks_to_json(work.marks),
        "key_images": key_images_to_json(work.key_images),
        "results": [
            {"id": one.id, "series_id": one.series_id, "looks": to_plain(one.looks)} for one in work.results
        ],
        "texts": to_plain(work.texts),
        "scene": to_plain(work.scene),
        "views": to_plain(work.views),
        "when": work.when,
    }


def _read(path: Path) -> Work:
    name = path.name
    try:
        with zipfile.ZipFile(path) as file:
            _check_size(file)
            told = strict_json(file.read(_TEXT))
            if not isinstance(told, dict) or told.get("kind") != _KIND:
                raise ReadError(f"{name} is no session of this program.")
            if not isinstance(told.get("version"), int) or told["version"] > _VERSION:
                raise ReadError(f"{name} was written by a later version of this program.")
            work = _work(told)
            results = (
                replace(one, result=read_noun_from(file, f"results/{n}/"))
                for n, one in enumerate(work.results)
            )
            return replace(work, results=tuple(results))
    except MedviewerError as error:
        raise ReadError(f"The session {name} cannot be opened. {error}") from error
    except FileNotFoundError as error:
        raise ReadError(f"The session {name} is not there any more.") from error
    except FOREIGN as error:
        raise ReadError(f"The session {name} cannot be opened: the file is damaged or no session.") from error


def _work(told: dict[str, Any]) -> Work:
    return Work(
        patient=from_plain(str, told["patient"]),
        paths=from_plain(tuple[str, ...], told["paths"]),
        images=from_plain(tuple[WorkImage, ...], told["images"]),
        marks=marks_from_json(told["marks"]),
        key_images=key_images_from_json(told["key_images"]),
        results=tuple(
            WorkResult(
                from_plain(str, one["id"]), from_plain(str, one["series_id"]), None,
                from_plain(dict[str, Any], one["looks"]),
            )
            for one in told["results"]
        ),
        texts=from_plain(dict[str, str], told["texts"]),
        scene=from_plain(dict[str, Any], told["scene"]),
        views=from_plain(dict[str, dict[str, Any]], told["views"]),
        when=from_plain(str, told["when"]),
    )  # fmt: skip


def _check_size(file: zipfile.ZipFile) -> None:
    """A file that unpacks to more than this computer can hold is not begun with."""
    require_plain_packing(file)
    members = file.infolist()
    if len(members) > _MOST_MEMBERS or file.getinfo(_TEXT).file_size > _MOST_TEXT:
        raise ReadError("It holds more than a session can.")
    room = free_memory_bytes() or _USUAL_MEMORY
    if sum(member.file_size for member in members) > room // 2:
        raise ReadError("It unpacks to more than fits into the memory of this computer.")
