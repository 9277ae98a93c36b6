"""Networks in files of ``torch.export`` (``.pt2``), read so that nothing in them can run as code.

``torch.export.load`` by itself trusts its file: tensors marked ``use_pickle``, opaque objects and sample
inputs are unpickled without limits, symbolic sizes are evaluated as Python (sympy's ``sympify``), a node
may name any function that hangs below ``torch`` (``aten.from_file`` makes and changes files), names become
part of generated source, and guards are executed (torch 2.13, `torch.export.pt2_archive`,
`torch._export.serde`, `torch.fx.graph`). So a file is looked through first and refused with what it wanted;
and torch is given not the file but a copy of what was looked at.
"""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch

from medviewer.core.errors import PluginError
from medviewer.engine.backends.weights import refuse_what_is_not_finite

_TARGET = re.compile(
    r"torch\.ops\.aten\.(?!(from_file|save)\b)\w+\.\w+|_operator\.(getitem|add|sub|mul|floordiv|neg|[elg][qet])"
)
_EXPRESSION = re.compile(
    r"(?:\b(?:[su]\d{1,4}|-?\d{1,9}|Symbol|Integer|Mul|Add|FloorDiv|Mod|PythonMod|CeilDiv|Max|Min)\b"
    r"|'[su]\d{1,4}'|(?:positive|integer|nonnegative)=True|[-+(), ]|\*(?!\*)|//(?!/))++"
)
"""Possessive: what fails must not be tried in every other way, which takes forever."""
_NAME = re.compile(r"[\w.+#:-]*")
_TREE_TYPES = (None, "builtins.tuple", "builtins.list", "builtins.dict")
_TEXT = re.compile(r"models/model\.json|data/(weights|constants)/model_\w+_config\.json")
_BYTES = re.compile(
    r"data/weights/weight_\d+|data/constants/tensor_\d+|data/sample_inputs/model\.pt|extra/[\w.-]+"
    r"|archive_format|archive_version|byteorder|version|\.data/\w+|\.format_version|\.storage_alignment"
)
_UNREAD = ("metadata", "guards_code")
"""What describes a graph for people, or checks it by running code: left out of the copy."""
_DAMAGED = (
    OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, LookupError, RuntimeError, OverflowError,
)  # fmt: skip
_LONGEST_TABLE_BYTES = 64 << 20
_LONGEST_EXPRESSION = 2000
_LONGEST_WORDS, _MOST_TOLD = 160, 8


def load_exported_program(path: Path) -> torch.nn.Module:
    """The network of a ``.pt2`` file, float32, on the processor, for inference.

    Raises
    ------
    PluginError
        If it cannot be read, or holds anything but a graph of torch's own operations and plain tensors.
    """
    copy, wanted = _looked_through(path)
    if wanted:
        raise PluginError(f"The network {path.name} is not safe to load: it holds {_told(wanted)}.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            network: torch.nn.Module = torch.export.load(copy).module(check_guards=False)
    except Exception as error:
        raise PluginError(f"The network {path.name} cannot be read ({type(error).__name__}).") from error
    refuse_what_is_not_finite(network.state_dict(), path.name)
    return network.requires_grad_(False)


def what_it_would_run(path: Path) -> tuple[str, ...]:
    """What a ``.pt2`` file holds beyond operations of torch and plain tensors, in plain words.

    Raises
    ------
    PluginError
        If it is no such file.
    """
    return _looked_through(path)[1]


def _looked_through(path: Path) -> tuple[io.BytesIO, tuple[str, ...]]:
    copy, wanted = io.BytesIO(), list[str]()
    try:
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w") as plain:
            if sum(member.file_size for member in archive.infolist()) > path.stat().st_size:
                return copy, ("more than it is long: torch packs nothing",)
            for name in dict.fromkeys(archive.namelist()):
                inner = name.partition("/")[2]
                is_table = _TEXT.fullmatch(inner)
                if is_table and archive.getinfo(name).file_size > _LONGEST_TABLE_BYTES:
                    return copy, (f"the table {inner}, which is larger than any",)
                content = archive.read(name)
                if is_table:
                    table = _without(json.loads(content), _UNREAD)
                    wanted += _found_in(table)
                    content = json.dumps(table).encode()
                elif not _BYTES.fullmatch(inner):
                    wanted.append(f"the file {inner or name}, which is no part of a plain network")
                elif inner == "data/sample_inputs/model.pt" and not _is_plain(content):
                    wanted.append("sample inputs that are no plain tensors")
                plain.writestr(f"network/{inner}", content)
    except _DAMAGED as error:
        raise PluginError(f"The network {path.name} cannot be read as a torch.export file.") from error
    copy.seek(0)
    return copy, tuple(dict.fromkeys(wanted))


def _told(wanted: tuple[str, ...]) -> str:
    """A few of them, none long: they are the words of whoever made the file."""
    return "; ".join(text[:_LONGEST_WORDS] for text in wanted[:_MOST_TOLD])


def _without(table: Any, names: tuple[str, ...]) -> Any:
    """The table with what has these names emptied."""
    if isinstance(table, list):
        return [_without(entry, names) for entry in table]
    if not isinstance(table, dict):
        return table
    return {
        key: type(value)() if key in names and isinstance(value, dict | list) else _without(value, names)
        for key, value in table.items()
    }


def _found_in(table: Any) -> Iterator[str]:
    """Looks through everything in a table, whatever its key is."""
    if isinstance(table, list):
        for entry in table:
            yield from _found_in(entry)
    elif isinstance(table, dict):
        for key, value in table.items():
            if not _NAME.fullmatch(key):
                yield f"the name {key}"
            if isinstance(value, str):
                yield from _found_in_text(key, value)
            elif key == "use_pickle" and value is not False:
                yield "pickled tensors"
            else:
                yield from _found_in(value)
    elif isinstance(table, str) and not _NAME.fullmatch(table):
        yield f"the name {table}"


def _found_in_text(key: str, value: str) -> Iterator[str]:
    if key in ("in_spec", "out_spec"):
        yield from _found_in_tree(json.loads(value) if value else [])
    elif key == "target":
        if not _TARGET.fullmatch(value):
            yield f"a call of {value}"
    elif key == "expr_str":
        if len(value) > _LONGEST_EXPRESSION or not _EXPRESSION.fullmatch(value):
            yield f"the expression {value}"
    elif key == "path_name":
        if not re.fullmatch(r"(weight|tensor)_\d+", value):
            yield f"the object {value}"
    elif key == "use_pickle":
        yield "pickled tensors"
    elif key != "as_string" and not _NAME.fullmatch(value):
        yield f"the name {value}"


def _found_in_tree(tree: Any) -> Iterator[str]:
    """The structure of inputs and outputs: only tuples, lists and dictionaries."""
    if isinstance(tree, list):
        for entry in tree:
            yield from _found_in_tree(entry)
    elif isinstance(tree, dict):
        if "type" in tree and tree["type"] not in _TREE_TYPES:
            yield f"a value of the type {tree['type']}"
        for value in tree.values():
            yield from _found_in_tree(value)


def _is_plain(content: bytes) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.load(io.BytesIO(content), weights_only=True)
    except Exception:  # noqa: BLE001 - torch's unpickler raises anything; whatever it is, it is not plain
        return False
    return True
