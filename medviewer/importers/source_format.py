"""Which format a foreign model has, told by what is in it and not by its name."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from medviewer.importers.mac_files import is_mac_file
from medviewer.importers.nnunet.model_folder import models_below
from medviewer.importers.refused import ImportRefused
from medviewer.importers.totalsegmentator.tasks import is_totalsegmentator
from medviewer.packs.pack_manifest import PACK_NAME

SourceFormat = Literal[
    "pack", "nnunet", "totalsegmentator", "monai_bundle", "onnx", "torch_export", "torchscript", "brainchop",
    "state_dict", "archive",
]  # fmt: skip

NAMES = {
    "pack": "model pack",
    "nnunet": "nnU-Net model folder",
    "totalsegmentator": "TotalSegmentator weights",
    "monai_bundle": "MONAI bundle",
    "onnx": "ONNX model",
    "torch_export": "torch.export program",
    "torchscript": "TorchScript model",
    "brainchop": "brainchop MeshNet",
    "state_dict": "plain weights of torch",
    "archive": "archive",
}
"""For people."""

_MOST_LEVELS = 4
_CODE = (".py", ".ipynb", ".sh", ".exe", ".dll", ".so")
_WEIGHTS = (".pt", ".pth", ".ckpt", ".bin", ".safetensors")


def source_format(source: Path) -> SourceFormat:
    """The format of a file or folder; ``"archive"`` for a ZIP that must be unpacked to know more.

    Raises
    ------
    ImportRefused
        If it is none that is known; the reason says what was looked for.
    """
    if source.is_dir():
        return _of_folder(source)
    if not source.is_file():
        raise ImportRefused(source.name, ["there is no such file or folder."])
    if zipfile.is_zipfile(source):
        return _of_zip(source)
    return _of_file(source)


def model_folder(folder: Path) -> Path:
    """The folder itself, or the one that it consists of (archives often hold one folder of all)."""
    for _ in range(_MOST_LEVELS):
        entries = [path for path in folder.iterdir() if not is_mac_file(path.name) and path.name[0] != "."]
        if len(entries) != 1 or not entries[0].is_dir():
            break
        if any(folder.glob("fold_*")) or "__" in entries[0].name:
            break  # nnU-Net's own names of folders say something
        folder = entries[0]
    return folder


def _of_folder(folder: Path) -> SourceFormat:
    if (folder / PACK_NAME).is_file():
        return "pack"
    if (folder / "plugin.toml").is_file():
        raise ImportRefused(
            folder.name,
            ["it is a Python plugin, which is code; an administrator puts it into the folder of plugins."],
        )
    if _is_layer_model(folder / "model.json"):
        return "brainchop"
    if (folder / "configs" / "metadata.json").is_file() or any((folder / "configs").glob("inference.*")):
        return "monai_bundle"
    if models_below(folder):
        return "totalsegmentator" if is_totalsegmentator(folder) else "nnunet"
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and not is_mac_file(path.name)]
    single = [path for path in files if path.suffix.lower() in (".onnx", ".pt2", ".ts", *_WEIGHTS)]
    if len(single) == 1:
        found = source_format(single[0])
        if found != "archive":
            return found
    raise ImportRefused(folder.name, [_nothing_known(folder)])


def model_file(source: Path, suffixes: Sequence[str]) -> Path:
    """The source itself, or the one file in it that has one of the suffixes."""
    if source.is_file():
        return source
    found = [
        path
        for path in sorted(source.iterdir())
        if path.suffix.lower() in suffixes and not is_mac_file(path.name)
    ]
    if len(found) != 1:
        raise ImportRefused(source.name, [f"it must hold exactly one file {' or '.join(suffixes)}."])
    return found[0]


def _of_zip(source: Path) -> SourceFormat:
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ImportRefused(source.name, ["it is a damaged archive; ask for it again."]) from error
    below = {name.partition("/")[2] for name in names} | set(names)
    if PACK_NAME in below:
        return "pack"
    if any(name in below for name in ("archive_format", "serialized_exported_program.json")):
        return "torch_export"
    if any(name.startswith("code/") for name in below) and "constants.pkl" in below:
        is_bundle = any(name.startswith("extra/") and name.endswith("metadata.json") for name in below)
        return "monai_bundle" if is_bundle else "torchscript"
    if "data.pkl" in below:
        return "state_dict"
    return "archive"


def _of_file(source: Path) -> SourceFormat:
    if source.suffix.lower() in _CODE:
        raise ImportRefused(
            source.name, ["it is code, and code is never run from a file that is dropped here."]
        )
    with source.open("rb") as file:
        head = file.read(64)
    if source.suffix.lower() == ".onnx" or _is_onnx(head):
        return "onnx"
    if source.suffix.lower() in _WEIGHTS or head[8:9] == b"{":
        return "state_dict"
    raise ImportRefused(source.name, [_nothing_known(source)])


def _is_onnx(head: bytes) -> bool:
    """A ModelProto begins with its IR version (field 1, 3 to 15) and then a field of known type."""
    return len(head) > 4 and head[0] == 0x08 and 3 <= head[1] <= 15 and head[2] in (0x12, 0x3A, 0x42)


def _is_layer_model(path: Path) -> bool:
    if not path.is_file() or path.stat().st_size > 16 << 20:
        return False
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(told, dict) and ("modelTopology" in told or told.get("format") == "layers-model")


def _nothing_known(source: Path) -> str:
    what = "folder" if source.is_dir() else "file"
    return (
        f"this {what} is no model that is known: no model pack, nnU-Net or TotalSegmentator folder, MONAI "
        "bundle, ONNX, .pt2, TorchScript or brainchop model, and no plain weights with a manifest beside "
        "them."
    )
