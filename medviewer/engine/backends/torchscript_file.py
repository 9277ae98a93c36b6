"""Networks in TorchScript files, which torch 2.13 still runs and no longer makes.

TorchScript is a language of its own, but not one without files: ``torch.from_file`` and ``torch.save`` make
and change any file that the user may write, when the network runs and, in ``__setstate__``, already when it
is loaded; names below ``ops`` and ``torch.classes`` are whatever this process has registered. So the code
of a file is looked through first, and torch is given not the file but a copy of what was looked at.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from medviewer.core.errors import PluginError
from medviewer.engine.backends.weights import refuse_what_is_not_finite

_MEMBER = re.compile(
    r"(code/[\w/.<>-]+\.(py|debug_pkl)|(data|constants)/\d+|(data|constants|attributes)\.pkl"
    r"|version|byteorder|\.data/\w+|\.format_version|\.storage_alignment)"
)
_UNREAD = re.compile(r"(extra|traced_inputs)(/[\w./-]+|\.pkl)")
"""What others put beside the network, and what it was traced with: left out of the copy."""
_FILES = re.compile(rb"\b(from_file|save)\b")
_CLASSES = re.compile(rb"torch\s*\.\s*classes\b")
_OF_OTHERS = re.compile(rb"\bops\s*\.\s*(?!(aten|prim|torchvision)\b)\w+(?=\s*\.)")
_HIDDEN = re.compile(rb"\bgetattr\s*\([^()]*\\")
_LONGEST_CODE_BYTES = 64 << 20
_DAMAGED = (
    OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, LookupError, RuntimeError, OverflowError,
)  # fmt: skip


def load_torchscript(path: Path) -> torch.nn.Module:
    """The network of a TorchScript file, float32, on the processor, for inference.

    Its interpreter is not made to withstand hostile files: it belongs into a process without a network.

    Raises
    ------
    PluginError
        If it cannot be read, would touch files or foreign code, or a number in it is not finite.
    """
    load: Callable[..., Any] = torch.jit.load
    try:
        copy, wanted = _looked_through(path)
        if wanted:
            raise PluginError(f"The network {path.name} is not safe to load: it holds {wanted}.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it is deprecated is told by the pack, not at each load
            network: torch.nn.Module = load(copy, map_location="cpu")
    except _DAMAGED as error:
        raise PluginError(f"The network {path.name} cannot be read as TorchScript.") from error
    refuse_what_is_not_finite(network.state_dict(), path.name)
    return network.float().eval()


def _looked_through(path: Path) -> tuple[io.BytesIO, str]:
    """A copy of what torch needs, and the first thing that no network needs, ``""`` if there is none."""
    copy = io.BytesIO()
    seen: set[str] = set()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w") as plain:
        members = archive.infolist()
        if sum(member.file_size for member in members) > path.stat().st_size + _LONGEST_CODE_BYTES:
            return copy, "far more than it is long, and torch packs nothing but code"
        for member in members:
            name = member.filename.partition("/")[2]
            if _UNREAD.fullmatch(name):
                continue
            if not _MEMBER.fullmatch(name) or name.lower() in seen:  # torch finds members in any case
                return copy, f"the file {name[:80] or member.filename[:80]}, which is no part of a network"
            seen.add(name.lower())
            content = archive.read(member)
            wanted = _found_in(name, content)
            if wanted:
                return copy, wanted
            plain.writestr(f"network/{name}", content)
    copy.seek(0)
    return copy, ""


def _found_in(name: str, content: bytes) -> str:
    if _CLASSES.search(content) and not name.startswith(("data/", "constants/")):
        return "objects of torch.classes, which are code of this program's libraries"
    if not name.endswith(".py"):
        return ""
    if len(content) > _LONGEST_CODE_BYTES:
        return f"the code {name[:80]}, which is longer than any network's"
    if found := _FILES.search(content):
        return f"a call of {found[0].decode()}, which touches files"
    if found := _OF_OTHERS.search(content):
        return f"a call of {found[0].decode()[:80]}, which is none of torch's own operations"
    return "a name that is hidden by backslashes" if _HIDDEN.search(content) else ""
