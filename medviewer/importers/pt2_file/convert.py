"""torch.export programs (``.pt2``) -> packs."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

from medviewer.api.model import Report
from medviewer.engine.backends.exported_program import load_exported_program
from medviewer.importers.graph_manifest import graph_manifest
from medviewer.importers.source_format import model_file
from medviewer.importers.torch_graph import found_shape
from medviewer.packs.pack_manifest import PackManifest

_FILE = "network.pt2"


def convert_pt2(source: Path, into: Path, options: Mapping[str, str], report: Report) -> PackManifest:
    """Takes a ``.pt2`` file over after everything in it was looked through.

    Raises
    ------
    PluginError
        If it holds anything but a graph of torch's own operations and plain tensors; see
        `medviewer.engine.backends.exported_program`.
    """
    path = model_file(source, (".pt2",))
    network = load_exported_program(path)
    report(0.5, "Describing the network")
    shutil.copyfile(path, into / _FILE)
    shape = found_shape(network, path.name, options, _stated(path))
    return graph_manifest(path, into, options, ("torch_export", _FILE, shape))


def _stated(path: Path) -> tuple[int, ...]:
    """Sizes of the one input as the file has them, 0 where they are open; empty if it says them otherwise."""
    try:
        with zipfile.ZipFile(path) as archive:
            name = next(name for name in archive.namelist() if name.endswith("models/model.json"))
            graph = json.loads(archive.read(name))["graph_module"]
        inputs = [
            spec["user_input"]["arg"] for spec in graph["signature"]["input_specs"] if "user_input" in spec
        ]
        sizes = graph["graph"]["tensor_values"][inputs[0]["as_tensor"]["name"]]["sizes"]
        return tuple(int(size.get("as_int", 0)) for size in sizes)
    except (LookupError, TypeError, ValueError, StopIteration, AttributeError):
        return ()
