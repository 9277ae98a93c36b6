"""Importing what installed packs need before one of them is run."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from medviewer.api.model import Report
from medviewer.core.errors import MedviewerError
from medviewer.inference.read_model import read_model
from medviewer.packs.pack_manifest import PackManifest


def warm_packs(folders: Iterable[Path], report: Report) -> None:
    """Imports the code that these packs run by. Their weights are not read: there may be many of them."""
    for folder in folders:
        report(0.0)
        with contextlib.suppress(MedviewerError):
            manifest = read_model(folder)
            if isinstance(manifest, PackManifest):
                _import_for(manifest)


def _import_for(manifest: PackManifest) -> None:
    import torch

    from medviewer.engine.backends.openvino_library import openvino
    from medviewer.engine.networks.table import build_network
    from medviewer.engine.pack_model import PackModel
    from medviewer.engine.tasks import import_task

    PackModel(manifest)
    import_task(manifest.info.task)
    with contextlib.suppress(ImportError):
        openvino()
    for stage in manifest.stages:
        if stage.architecture:
            with torch.device("meta"):  # takes no memory and no time; what is wanted is the import
                build_network(stage.architecture, stage.arguments)
