"""From probabilities of a network's outputs to findings of the pack's labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from medviewer.core.classification import Finding
from medviewer.core.errors import ModelError
from medviewer.core.geometry import Vector
from medviewer.engine.outputs import calibration
from medviewer.engine.outputs.stated_finding import stated_finding
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Stage

FloatArray = npt.NDArray[np.float64]

BACKGROUND = "background"


def output_names(manifest: PackManifest, stage: Stage) -> tuple[str, ...]:
    """The label of each of a classifier's outputs; `BACKGROUND` for label 0.

    Raises
    ------
    ModelError
        If an output has a number that no label has.
    """
    names = {label.number: label.name for label in manifest.info.labels} | {0: BACKGROUND}
    numbers = stage.output.labels or tuple(label.number for label in manifest.info.labels)
    unknown = [number for number in numbers if number not in names]
    if unknown:
        raise ModelError(f"{manifest.info.name} has no label of the number {unknown[0]}.")
    return tuple(names[number] for number in numbers)


def class_probabilities(manifest: PackManifest, stage: Stage, logits: npt.ArrayLike) -> FloatArray:
    """Calibrated probabilities (..., outputs) of raw outputs.

    Raises
    ------
    ModelError
        If the network has not as many outputs as the pack says.
    """
    names = output_names(manifest, stage)
    values = np.asarray(logits, dtype=np.float64)
    if values.shape[-1] != len(names):
        raise ModelError(
            f"The network {stage.name} gives {values.shape[-1]} numbers, and its pack names {len(names)}."
        )
    kind = "scores" if stage.output.kind == "scores" else "sigmoid_scores"
    return calibration.apply(values, kind, names, manifest.calibration)  # type: ignore[arg-type]


def class_findings(
    manifest: PackManifest,
    stage: Stage,
    probabilities: FloatArray,
    params: Mapping[str, str],
    of_slices: FloatArray | None = None,
    places: tuple[Vector, ...] = (),
) -> tuple[Finding, ...]:
    """The findings of all labels but the background, in the order of the outputs.

    Parameters
    ----------
    probabilities
        [outputs].
    of_slices, places
        [slices, outputs] and where the slices are; see `Finding.per_slice`.
    """
    findings = []
    for n, name in enumerate(output_names(manifest, stage)):
        if name == BACKGROUND:
            continue
        row = () if of_slices is None else tuple(float(value) for value in of_slices[:, n])
        finding = stated_finding(
            manifest, name, float(probabilities[n]), params, stage.output.threshold, per_slice=row
        )
        findings.append(replace(finding, slice_places=places) if places and row else finding)
    return tuple(findings)
