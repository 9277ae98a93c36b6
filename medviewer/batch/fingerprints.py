"""What tells whether the same data met the same model before."""

from __future__ import annotations

import hashlib
from pathlib import Path

from medviewer.core.errors import PluginError, ReadError
from medviewer.core.series import SeriesEntry
from medviewer.io.progress import ReadReport
from medviewer.io.source_file import open_source
from medviewer.packs.hashes import folder_sha256
from medviewer.packs.install_record import RECORD_NAME

_NOT_THE_MODEL = frozenset({"__pycache__", RECORD_NAME, ".pytest_cache"})
_CHUNK = 1 << 20


def source_fingerprint(entry: SeriesEntry, *, report: ReadReport) -> str:
    """SHA-256 over what the files of a series hold, whatever they are called and in which order they lie.

    Raises
    ------
    ReadError
        If a file cannot be read.
    """
    digests = []
    for n, name in enumerate(sorted(set(entry.files))):
        report(n / len(entry.files), "Comparing with what is done")
        digests.append(_file_digest(name))
    # The id of a series in a file of its own is made from the file's name, which may change.
    own_id = entry.series_id if entry.kind == "dicom" else ""
    whole = hashlib.sha256("\n".join([own_id, repr(entry.frames), *sorted(digests)]).encode())
    return whole.hexdigest()


def model_fingerprint(folder: Path) -> str:
    """SHA-256 over all files of a model's folder: weights, manifest and, of a plugin, its code.

    Raises
    ------
    PluginError
        If a file cannot be read.
    """
    try:
        return folder_sha256(folder, _NOT_THE_MODEL)
    except OSError as error:
        raise PluginError(f"The model in {folder} cannot be read ({error.strerror}).") from error


def _file_digest(name: str) -> str:
    digest = hashlib.sha256()
    try:
        with open_source(name) as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise ReadError(f"{name} cannot be read ({error.strerror}).") from error
    return digest.hexdigest()
