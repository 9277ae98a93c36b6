"""The place where a pack waits between its tests and the user's word; cleaned whatever happens."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from medviewer.core.errors import PluginError
from medviewer.packs.store import STAGING_NAME

_NAME = re.compile(r"(?P<machine>[0-9a-f]{8})-(?P<process>\d{1,10})-[0-9a-f]{12}(?P<ready>-ready)?")
_READY = "-ready"
_WAITS_S = 24 * 3600.0


@contextlib.contextmanager
def new_staging(store: Path) -> Iterator[Path]:
    """A new empty folder in the store's staging place; it is gone afterwards unless `keep` renamed it."""
    clear_stale(store)
    folder = store / STAGING_NAME / f"{_machine()}-{os.getpid()}-{secrets.token_hex(6)}"
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise PluginError(f"Models cannot be kept in {store} ({error.strerror}); choose another.") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _remove_if_empty(folder.parent)


def keep(folder: Path) -> Path:
    """Marks a staging folder as ready, so that it stays until it is accepted, discarded or a day old."""
    return folder.rename(folder.with_name(folder.name + _READY))


def is_ready(folder: Path, store: Path) -> bool:
    """Whether this is a folder of the store's staging place whose pack passed its tests."""
    found = _NAME.fullmatch(folder.name)
    return found is not None and bool(found["ready"]) and folder.parent == store / STAGING_NAME


def discard(folder: Path, store: Path) -> None:
    """Removes a staging folder; harmless if it is gone, and for any other folder."""
    if _NAME.fullmatch(folder.name) and folder.parent == store / STAGING_NAME:
        shutil.rmtree(folder, ignore_errors=True)
        _remove_if_empty(folder.parent)


def clear_stale(store: Path) -> None:
    """Removes what processes that are gone left unfinished, and what waited for more than a day."""
    place = store / STAGING_NAME
    try:
        folders = [folder for folder in place.iterdir() if _NAME.fullmatch(folder.name)]
    except OSError:
        return
    for folder in folders:
        if _is_stale(folder):
            shutil.rmtree(folder, ignore_errors=True)
    _remove_if_empty(place)


def _is_stale(folder: Path) -> bool:
    found = _NAME.fullmatch(folder.name)
    if found is None:
        return False
    try:
        age_s = time.time() - folder.stat().st_mtime
    except OSError:
        return False
    if found["ready"] or found["machine"] != _machine():
        return age_s > _WAITS_S
    return not psutil.pid_exists(int(found["process"]))


def _remove_if_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


def _machine() -> str:
    """The store may lie on a network, where process numbers of others mean nothing."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]
