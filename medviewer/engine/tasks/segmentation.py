"""Segmentation: label maps of one or several stages on the volume's grid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.engine.engine_run import EngineRun
from medviewer.engine.labels.clean_up import clean_up
from medviewer.engine.labels.segment_stage import prepare, segment_stage
from medviewer.engine.labels.uncertainty import UncertaintyCollector
from medviewer.engine.part_report import PartReport

_CLEAN_UP_SHARE = 0.05


def run(engine_run: EngineRun) -> Segmentation:
    """The segmentation of a pack.

    Stages run in order; one that is another's ``previous`` only helps it. Stages that are shown share one
    label map, so that nothing but the map itself grows with their number.

    Raises
    ------
    ModelError
        If a network gives what its pack does not say, or needs more memory than is free.
    """
    info = engine_run.manifest.info
    most = max((label.number for label in info.labels), default=0)
    dtype = np.uint8 if most <= 255 else np.uint16
    labels = np.zeros(engine_run.volume.geometry.shape_kji, dtype)
    collector = UncertaintyCollector.of(engine_run)
    used = _run_stages(engine_run, labels, collector)
    report = PartReport(engine_run.report, 1.0 - _CLEAN_UP_SHARE, 1.0)
    clean_up(labels, engine_run.manifest.clean_up, engine_run.volume.geometry.voxel_volume_ml, report)
    result = Segmentation(
        labels,
        engine_run.volume.geometry,
        tuple(Segment(label.number, label.name, label.color, label.code) for label in info.labels),
        info.name,
        Provenance(parameters=used),
    )
    return result if collector is None else replace(result, uncertainty=collector.uncertainty(result))


def _run_stages(
    engine_run: EngineRun, labels: npt.NDArray[Any], collector: UncertaintyCollector | None
) -> tuple[tuple[str, str], ...]:
    stages = engine_run.manifest.stages
    helpers = {stage.previous for stage in stages if stage.previous}
    found: dict[str, npt.NDArray[Any]] = {}
    is_empty = True
    tiles = 0
    used: dict[str, str] = {}
    for n, stage in enumerate(stages):
        first, last = (share * (1 - _CLEAN_UP_SHARE) / len(stages) for share in (n, n + 1))
        part = engine_run.with_report(PartReport(engine_run.report, first, last))
        part.report(0.0, f"Preparing {stage.name}" if len(stages) > 1 else "Preparing the image")
        prepared = prepare(part, stage, found.get(stage.previous))
        if stage.name in helpers:
            found[stage.name] = np.zeros_like(labels)
            tiles += segment_stage(part, prepared, found[stage.name], True)
        else:
            tiles += segment_stage(part, prepared, labels, is_empty, collector)
            is_empty = False
        used |= prepared.used
    return tuple(sorted((used | {"tiles": str(tiles)}).items()))
