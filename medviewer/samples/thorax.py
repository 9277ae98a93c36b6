"""A thorax CT phantom: volume, label map and the facts of what is in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.core.geometry import Vector
from medviewer.core.segmentation import COLOR_BLIND_SAFE, Code, Segment, Segmentation
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.samples.anatomy import make_anatomy
from medviewer.samples.lesions import NODULE_HU, Nodule, Opacity
from medviewer.samples.rendering import render
from medviewer.samples.sampling_grid import Lattice, SamplingGrid
from medviewer.samples.spec import ThoraxSpec, random_spec

__all__ = ["Sample", "ThoraxFacts", "ThoraxSpec", "random_spec", "thorax_ct"]

SEGMENTS = (
    Segment(1, "Left lung", COLOR_BLIND_SAFE[0], Code("44029006", "SCT", "Left lung")),
    Segment(2, "Right lung", COLOR_BLIND_SAFE[1], Code("3341006", "SCT", "Right lung")),
    Segment(3, "Heart", COLOR_BLIND_SAFE[5], Code("80891009", "SCT", "Heart")),
    Segment(4, "Aorta", COLOR_BLIND_SAFE[3], Code("15825003", "SCT", "Aorta")),
    Segment(5, "Bone", COLOR_BLIND_SAFE[4], Code("272673000", "SCT", "Bone")),
    Segment(6, "Airways", COLOR_BLIND_SAFE[2], Code("44567001", "SCT", "Trachea")),
    Segment(7, "Nodules", COLOR_BLIND_SAFE[6], Code("27925004", "SCT", "Nodule")),
    Segment(8, "Rest of the body", (150, 150, 150), Code("85756007", "SCT", "Body tissue structure")),
)


@dataclass(frozen=True)
class ThoraxFacts:
    """What is truly in a phantom.

    ``hu`` gives the mean value of each tissue; ``carina_lps`` is in world LPS mm;
    ``steps_lps`` are the true world steps along i, j, k (not orthogonal with gantry tilt).
    """

    nodules: tuple[Nodule, ...]
    opacity: Opacity | None
    hu: dict[str, float]
    carina_lps: Vector
    steps_lps: tuple[Vector, Vector, Vector]


@dataclass(frozen=True, eq=False)
class Sample:
    """A phantom: its volume (HU, int16), label map, facts, and both lungs with nothing cut out of them.

    ``lungs`` (uint8, 1 left, 2 right) holds vessels, nodules, small bronchi and opacities too, but
    no pleural fluid. ``opacity`` is the share 0..1 of each voxel that the opacity fills. With gantry
    tilt ``volume.geometry`` is nominal: the slices' true places are those that `write_ct_series`
    gives them when told the same tilt.
    """

    volume: Volume
    labels: Segmentation
    facts: ThoraxFacts
    lungs: npt.NDArray[np.uint8]
    opacity: npt.NDArray[np.float32] | None = None


def thorax_ct(spec: ThoraxSpec, progress: Callable[[float], None] | None = None) -> Sample:
    """Makes the phantom that ``spec`` describes; the same spec gives the same voxels.

    ``progress`` is called with the fraction done, 0..1; what it raises goes through.

    Returns
    -------
    Sample
        Volume int16 HU [k, j, i] in LPS order: the left lung is at larger x.
    """
    rng = np.random.default_rng(spec.seed)
    grid = SamplingGrid.of(spec)
    lattice = Lattice.over(grid)
    anatomy = make_anatomy(spec, lattice, rng)
    values = _tissue_values(spec)
    rendered = render(spec, lattice, anatomy, values, rng, progress)
    study = StudyInfo("Phantom^Thorax", "PHANTOM", study_description="Made-up thorax phantom")
    info = SeriesInfo("phantom", "CT", "Thorax phantom", "1", body_part="CHEST", study=study)
    volume = Volume(
        rendered.voxels,
        grid.nominal,
        "HU",
        info,
        padding=_padding(spec),
        windows=(WindowLevel(1500.0, -600.0, name="Lung"), WindowLevel(400.0, 40.0, name="Soft tissue")),
    )
    steps = tuple((float(s[0]), float(s[1]), float(s[2])) for s in grid.steps_lps)
    carina = anatomy.frame.to_world([(1.0, 10.0, -4.0)])[0]
    facts = ThoraxFacts(
        anatomy.nodules,
        anatomy.opacity,
        values,
        (float(carina[0]), float(carina[1]), float(carina[2])),
        (steps[0], steps[1], steps[2]),
    )
    labels = Segmentation(rendered.labels, grid.nominal, SEGMENTS, "Thorax phantom")
    return Sample(volume, labels, facts, rendered.lungs, rendered.opacity)


def _padding(spec: ThoraxSpec) -> tuple[float, float] | None:
    """Values that no tissue has, outside the round scan field."""
    if spec.outside_hu is None or spec.outside_hu >= -1024.0:
        return None
    return (spec.outside_hu, spec.outside_hu)


def _tissue_values(spec: ThoraxSpec) -> dict[str, float]:
    """Mean HU of each tissue, plain or enhanced."""
    enhanced = spec.contrast
    return {
        "air": -1000.0,
        "skin": 20.0,
        "fat": -105.0,
        "muscle": 55.0,
        "bone": 230.0,
        "cortex": 620.0,
        "disc": 80.0,
        "cartilage": 95.0,
        "canal": 25.0,
        "heart": 105.0 if enhanced else 42.0,
        "blood": 260.0 if enhanced else 42.0,
        "liver": 105.0 if enhanced else 58.0,
        "spleen": 115.0 if enhanced else 48.0,
        "kidney": 170.0 if enhanced else 32.0,
        "gut": 25.0,
        "fluid": 8.0,
        "oesophagus": 38.0,
        "lung": spec.lung_hu,
        "nodule": NODULE_HU,
        "table": -150.0,
    }
