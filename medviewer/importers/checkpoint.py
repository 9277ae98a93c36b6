"""Checkpoints of torch, read as data: only numbers, texts and tensors, nothing that can run."""

from __future__ import annotations

import io
import pickle
import pickletools
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.dtypes import Float32DType, Float64DType

from medviewer.core.errors import PluginError
from medviewer.engine.backends.weights import refuse_what_repeats
from medviewer.importers.refused import ImportRefused

_STRINGS = ("UNICODE", "BINUNICODE", "SHORT_BINUNICODE", "BINUNICODE8", "STRING", "SHORT_BINSTRING")
_HARMLESS = re.compile(
    r"collections (OrderedDict|Counter)|torch\._utils _rebuild_\w+|torch(\.storage)? \w+Storage|"
    r"torch (Size|device|Tensor|[a-z]+\d+)|torch\._tensor _rebuild_from_type_v2|"
    r"torch\.nn\.parameter Parameter|torch\.serialization _get_layout|"
    r"numpy(\._core|\.core)\.multiarray scalar|numpy dtype|_codecs encode"
)


def load_checkpoint(path: Path) -> dict[str, Any]:
    """What a ``.pth`` or ``.pt`` file of training holds, on the CPU.

    Read with torch's restricted unpickler. Besides its own list (tensors, ordered dictionaries) it is
    allowed exactly numpy's scalar, under both names of its module, ``numpy.dtype`` and the 32 and 64 bit
    float types: nnU-Net logs such numbers.

    Raises
    ------
    ImportRefused
        If it wants to run anything else, which is named; if it is no checkpoint; if it is packed so that
        it could grow when unpacked. Nothing has been run then.
    """
    is_zip = zipfile.is_zipfile(path)
    if is_zip:
        _refuse_growing_archives(path)
    try:
        with torch.serialization.safe_globals(_allowed()), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # torch warns of old pickle protocols, which are only old
            loaded = torch.load(path, map_location="cpu", weights_only=True, mmap=is_zip)
    except pickle.UnpicklingError as error:
        raise ImportRefused(path.name, _reasons(path)) from error
    except (
        RuntimeError,
        OSError,
        ValueError,
        EOFError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
    ) as error:
        raise ImportRefused(path.name, ["it is damaged, or no checkpoint of torch"]) from error
    if not isinstance(loaded, dict):
        raise ImportRefused(path.name, [f"it holds a {type(loaded).__name__} and not named weights"])
    _refuse_repeated(loaded, path.name)
    return loaded


def _refuse_repeated(loaded: dict[Any, Any], name: str) -> None:
    """Looks into tables in tables, each once: a pickle may make one that holds itself."""
    seen: set[int] = set()
    left = [loaded]
    while left:
        table = left.pop()
        if id(table) in seen:
            continue
        seen.add(id(table))
        try:
            refuse_what_repeats({str(key): value for key, value in table.items()}, name)
        except PluginError as error:
            raise ImportRefused(name, [str(error)]) from error
        left += [value for value in table.values() if isinstance(value, dict)]


def _allowed() -> list[Any]:
    scalar: Any = np._core.multiarray.scalar  # type: ignore[attr-defined]
    both_names = [(scalar, f"numpy.{core}.multiarray.scalar") for core in ("_core", "core")]
    return [*both_names, np.dtype, Float32DType, Float64DType]


def _refuse_growing_archives(path: Path) -> None:
    """Torch stores its members as they are; one that is compressed or overlaps others is no work of torch."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise ImportRefused(path.name, ["it is damaged, or no checkpoint of torch"]) from error
    packed = any(member.compress_type != zipfile.ZIP_STORED for member in members)
    if packed or sum(member.file_size for member in members) > path.stat().st_size:
        raise ImportRefused(
            path.name, ["it is packed so that it would grow when opened; torch does not do so"]
        )


def _reasons(path: Path) -> list[str]:
    """What the file wanted to be run, one thing a line."""
    wanted = sorted({name for name in _globals_of(path) if not _HARMLESS.fullmatch(name)})
    if not wanted:
        return ["it holds more than numbers, texts and tensors"]
    return [f"it wanted to run {name.replace(' ', '.')}, which weights do not need" for name in wanted]


def _globals_of(path: Path) -> Iterator[str]:
    """Every ``"module name"`` that the pickles of a file look up; they are taken apart, not run."""
    for stream in _streams(path):
        try:
            while stream.read(1):  # the old format is several pickles, one after the other
                stream.seek(-1, io.SEEK_CUR)
                yield from _globals_in(stream)
        except (ValueError, IndexError):
            continue  # what follows the pickles is no pickle


def _globals_in(stream: io.BytesIO) -> Iterator[str]:
    strings = ["?", "?"]
    memo: dict[int, str] = {}
    for opcode, argument, _ in pickletools.genops(stream):
        if opcode.name in _STRINGS:
            strings.append(str(argument))
        elif opcode.name in ("MEMOIZE", "PUT", "BINPUT", "LONG_BINPUT"):
            memo[len(memo) if argument is None else argument] = strings[-1]
        elif opcode.name in ("GET", "BINGET", "LONG_BINGET") and argument is not None:
            strings.append(memo.get(argument, "?"))
        elif opcode.name in ("GLOBAL", "INST"):
            yield str(argument)
        elif opcode.name == "STACK_GLOBAL":
            yield " ".join(strings[-2:])


def _streams(path: Path) -> Iterator[io.BytesIO]:
    """The pickles inside a file: those of torch's archive, or the file itself."""
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".pkl"):
                    yield io.BytesIO(archive.read(name))
    except (zipfile.BadZipFile, OSError):
        yield io.BytesIO(path.read_bytes())
