"""A made-up patient for the golden case of a converted pack: the same numbers on every machine.

Whole numbers, so that they survive any file; nothing in it is symmetric, so that a model that is run mirrored
or turned answers otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume

_CT = {"outside": -1000.0, "shell": 700.0, "body": 40.0, "low": -800.0, "high": 150.0, "noise": 15.0}
_MR = {"outside": 0.0, "shell": 250.0, "body": 600.0, "low": 120.0, "high": 900.0, "noise": 25.0}
# Centre and half axes (parts of the half size) along k, j, i: two "lungs" or ventricles, organs, a lesion.
_LOW = (((0.05, -0.1, -0.42), (0.6, 0.45, 0.26)), ((0.1, -0.05, 0.4), (0.5, 0.5, 0.3)))
_HIGH = (
    ((-0.55, 0.15, -0.2), (0.3, 0.4, 0.45)),
    ((0.45, 0.5, 0.05), (0.4, 0.14, 0.12)),
    ((0.2, 0.05, 0.45), (0.1, 0.12, 0.1)),
)


def phantom(
    shape_kji: tuple[int, int, int],
    spacing_ijk: tuple[float, float, float],
    modality: str,
    value_range: tuple[float, float] | None = None,
    channel: int = 0,
    variant: int = 0,
) -> Volume:
    """An ellipsoid body with a shell, dark and bright organs, a gradient and noise; int16.

    Parameters
    ----------
    modality
        ``"CT"``: in HU; anything else: in arbitrary units from 0.
    value_range
        What the values are brought to if they would not lie in it.
    channel
        Another contrast and other noise for each.
    variant
        0, or another made-up patient: 1 has what is dark and bright exchanged and other noise, 2 is stored
        upside down, too, and has twice the contrast.
    """
    tissue = _CT if modality == "CT" else _MR
    values = _values(shape_kji, tissue, channel, variant)
    if value_range is not None and not _lies_in(values, value_range):
        low, high = value_range
        values = low + (values - values.min()) / max(float(np.ptp(values)), 1e-6) * (high - low)
    geometry = Geometry(shape_kji, (-40.0, -50.0, 20.0), spacing_ijk)
    info = SeriesInfo("made-up", modality=modality)
    unit = "HU" if modality == "CT" else ""
    return Volume(np.round(np.clip(values, -32768, 32767)).astype(np.int16), geometry, unit=unit, info=info)


def _values(
    shape_kji: Sequence[int], tissue: dict[str, float], channel: int, variant: int
) -> npt.NDArray[np.float32]:
    lines = [np.linspace(-1, 1, n, dtype=np.float32) if n > 1 else np.zeros(1, np.float32) for n in shape_kji]
    k, j, i = np.meshgrid(*lines, indexing="ij", sparse=True)
    values = np.full(tuple(shape_kji), tissue["outside"], np.float32)
    body = _inside(k, j, i, (0.02, 0.03, -0.02), (0.92, 0.82, 0.88))
    values[body] = tissue["shell"]
    inner = _inside(k, j, i, (0.02, 0.03, -0.02), (0.86, 0.76, 0.82))
    values[inner] = tissue["body"]
    swap = (channel + variant) % 2 == 1  # what is dark in one contrast is bright in the next
    for parts, value in ((_LOW, "high" if swap else "low"), (_HIGH, "low" if swap else "high")):
        for centre, half in parts:
            values[_inside(k, j, i, centre, half) & inner] = tissue[value]
    texture = np.sin(7 * k + 3 * j) * np.cos(5 * i - 2 * k) + 0.5 * i
    noise = np.random.default_rng(7 + channel + 100 * variant).normal(0, tissue["noise"], values.shape)
    values += np.where(body, 2 * tissue["noise"] * texture + noise, 0.2 * noise * (tissue["outside"] != 0))
    if variant == 2:
        values[body] = tissue["body"] + 2 * (values[body] - tissue["body"])
        values = values[::-1]
    lowest = tissue["outside"]
    return np.maximum(values, lowest).astype(np.float32)


def _inside(
    k: npt.NDArray[np.float32],
    j: npt.NDArray[np.float32],
    i: npt.NDArray[np.float32],
    centre: Sequence[float],
    half: Sequence[float],
) -> npt.NDArray[np.bool_]:
    distance = (
        ((k - centre[0]) / half[0]) ** 2 + ((j - centre[1]) / half[1]) ** 2 + ((i - centre[2]) / half[2]) ** 2
    )
    inside: npt.NDArray[np.bool_] = np.asarray(distance <= 1.0)
    return inside


def _lies_in(values: npt.NDArray[np.float32], value_range: tuple[float, float]) -> bool:
    low, high = np.percentile(values, (1, 99))
    return bool(value_range[0] <= low + 1 and high <= value_range[1] + 1 and high > low)
