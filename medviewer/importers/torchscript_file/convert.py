"""TorchScript -> packs. Legacy: it is a program, in a language of its own, and torch gives it up."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from medviewer.api.model import Report
from medviewer.engine.backends.torchscript_file import load_torchscript
from medviewer.importers.graph_manifest import graph_manifest
from medviewer.importers.options import yes
from medviewer.importers.refused import ImportRefused
from medviewer.importers.source_format import model_file
from medviewer.importers.torch_graph import found_shape
from medviewer.packs.pack_manifest import PackManifest

LEGACY = (
    "TorchScript is deprecated by torch and holds a program instead of a table of weights; ask the authors "
    "for ONNX, .pt2 or the weights with their network's name."
)
_FILE = "network.ts"


def convert_torchscript(source: Path, into: Path, options: Mapping[str, str], report: Report) -> PackManifest:
    """Takes a TorchScript file over as it is; the pack says that it is legacy.

    Raises
    ------
    ImportRefused
        If a user has not said that TorchScript is taken, or it cannot be loaded safely.
    """
    path = model_file(source, (".ts", ".pt", ".pth"))
    name = take_script(path, into, options)
    report(0.5, "Describing the network")
    shape = found_shape(load_torchscript(path), path.name, options)
    return graph_manifest(path, into, options, ("torchscript", name, shape), LEGACY)


def take_script(path: Path, into: Path, options: Mapping[str, str]) -> str:
    """Copies the file after it was looked through and loaded; gives its name in the pack."""
    if not yes(options, "allow_legacy"):
        raise ImportRefused(
            path.name,
            [
                "it is TorchScript, which is a program and no plain weights; it would only run in the "
                "sandbox of models. Convert it with the option allow_legacy=yes if you trust who made it. "
                + LEGACY
            ],
        )
    load_torchscript(path)
    shutil.copyfile(path, into / _FILE)
    return _FILE
