"""Rigid registration of two volumes, with SimpleITK."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import SimpleITK

from medviewer.core.errors import GeometryError
from medviewer.core.geometry import FloatArray
from medviewer.core.registration import Registration
from medviewer.core.volume import Volume

Report = Callable[[float, str], None]

_SPACING_MM = 2.0
_MOST_VOXELS = 4_000_000
_CT_RANGE = (-1000.0, 1000.0)
"""Metal and air outside carry no anatomy; without them the bins of the histogram are finer."""
_LEVELS = ((4, 4.0), (2, 2.0), (1, 0.0))
_ITERATIONS = 120
_SAMPLED = 0.15
_SEED = 20
_LEAST_OVERLAP = 0.1


def register_rigid(fixed: Volume, moving: Volume, *, report: Report) -> Registration:
    """Finds the rotation and shift that lay a volume over another one, also of another modality.

    Mattes' mutual information over three resolutions, started from whichever of the scanner's own
    coordinates, the centres of the volumes and their centres of mass fits best. The same volumes always
    give the same result.

    Parameters
    ----------
    fixed, moving
        Volumes in LPS mm; the matrix of the result maps points of ``fixed`` to points of ``moving``.
    report
        ``report(fraction, message)``; whatever it raises ends the work.

    Raises
    ------
    GeometryError
        If one of them is a single slice or holds one value only, or if they do not overlap.

    References
    ----------
    Mattes et al., PET-CT image registration in the chest using free-form deformations, IEEE TMI 2003.
    """
    for volume in (fixed, moving):
        if min(volume.geometry.shape_kji) < 4:
            raise GeometryError("A single slice cannot be registered: choose two volumes.")
    report(0.0, "Preparing the volumes")
    still, moved = _prepared(fixed), _prepared(moving)
    start = _best_start(still, moved)
    before = _likeness(still, moved, SimpleITK.Euler3DTransform())
    transform = _optimised(still, moved, start, report)
    after = _likeness(still, moved, transform)
    matrix = _matrix(transform)
    overlap = _overlap(fixed, moving, matrix)
    if overlap < _LEAST_OVERLAP:
        raise GeometryError("The two volumes show no common part: they cannot be registered.")
    rows = tuple(tuple(float(v) for v in row) for row in matrix)
    return Registration(rows, before, after, overlap)


def _prepared(volume: Volume) -> Any:
    """As a float image of cubic voxels of 2 mm, larger where there would be too many."""
    image = SimpleITK.GetImageFromArray(volume.voxels)
    grid = volume.geometry
    image.SetSpacing(grid.spacing_ijk)
    image.SetOrigin(grid.origin_lps)
    image.SetDirection(np.array(grid.axes_lps).T.ravel().tolist())
    extents = np.array(grid.shape_ijk) * np.array(grid.spacing_ijk)
    spacing = max(_SPACING_MM, float(np.prod(extents) / _MOST_VOXELS) ** (1.0 / 3.0))
    size = [max(4, round(float(extent) / spacing)) for extent in extents]
    finer = np.array(grid.spacing_ijk) < 0.75 * spacing
    cast = SimpleITK.Cast(image, SimpleITK.sitkFloat32)
    if volume.padding is not None:
        cast = SimpleITK.Clamp(cast, lowerBound=min(_lowest_real(volume), 1e30))
    if volume.unit == "HU":
        cast = SimpleITK.Clamp(cast, lowerBound=_CT_RANGE[0], upperBound=_CT_RANGE[1])
    if finer.any():
        sigma = np.where(finer, 0.4 * spacing, 0.0)
        cast = SimpleITK.DiscreteGaussian(cast, (sigma**2).tolist(), 16, 0.02, True)
    steps = [float(extent) / count for extent, count in zip(extents, size, strict=True)]
    origin = grid.index_to_lps((np.array(steps) / np.array(grid.spacing_ijk) - 1.0) / 2.0)
    result = SimpleITK.Resample(
        cast,
        size,
        SimpleITK.Transform(),
        SimpleITK.sitkLinear,
        origin.tolist(),
        steps,
        image.GetDirection(),
        0.0,
    )
    low, high = SimpleITK.GetArrayViewFromImage(result).min(), SimpleITK.GetArrayViewFromImage(result).max()
    if not np.isfinite([low, high]).all() or low == high:
        raise GeometryError("A volume of one value only cannot be registered.")
    return result


def _lowest_real(volume: Volume) -> float:
    """The lowest value that is not padding."""
    low, high = volume.padding or (0.0, 0.0)
    real = volume.voxels[(volume.voxels < low) | (volume.voxels > high)]
    return float(real.min()) if real.size else low


def _method(sampled: float) -> Any:
    method = SimpleITK.ImageRegistrationMethod()
    method.SetMetricAsMattesMutualInformation(32)
    method.SetMetricSamplingStrategy(method.RANDOM)
    method.SetMetricSamplingPercentage(sampled, _SEED)
    method.SetInterpolator(SimpleITK.sitkLinear)
    return method


def _best_start(fixed: Any, moving: Any) -> Any:
    """The start that fits best of three."""
    starts = [_centred_at(fixed, SimpleITK.Euler3DTransform())]
    for way in (
        SimpleITK.CenteredTransformInitializerFilter.GEOMETRY,
        SimpleITK.CenteredTransformInitializerFilter.MOMENTS,
    ):
        shifted = SimpleITK.CenteredTransformInitializer(fixed, moving, SimpleITK.Euler3DTransform(), way)
        starts.append(SimpleITK.Euler3DTransform(shifted))
    return max(starts, key=lambda start: _likeness(fixed, moving, start))


def _centred_at(fixed: Any, transform: Any) -> Any:
    middle = [(n - 1) / 2.0 for n in fixed.GetSize()]
    transform.SetCenter(fixed.TransformContinuousIndexToPhysicalPoint(middle))
    return transform


def _likeness(fixed: Any, moving: Any, transform: Any) -> float:
    """Mutual information of two images under a transform; 0 where they do not overlap."""
    method = _method(0.05)
    method.SetInitialTransform(transform)
    try:
        return -float(method.MetricEvaluate(fixed, moving))
    except RuntimeError:
        return 0.0  # ITK: "all samples map outside moving image buffer"


def _optimised(fixed: Any, moving: Any, start: Any, report: Report) -> Any:
    method = _method(_SAMPLED)
    method.SetInitialTransform(start, inPlace=False)
    method.SetOptimizerAsRegularStepGradientDescent(
        learningRate=2.0, minStep=1e-3, numberOfIterations=_ITERATIONS, relaxationFactor=0.6
    )
    method.SetOptimizerScalesFromPhysicalShift()
    method.SetShrinkFactorsPerLevel([factor for factor, _ in _LEVELS])
    method.SetSmoothingSigmasPerLevel([sigma for _, sigma in _LEVELS])
    method.SmoothingSigmasAreSpecifiedInPhysicalUnitsOn()
    told = _Told(method, report)
    method.AddCommand(SimpleITK.sitkIterationEvent, told)
    try:
        transform = method.Execute(fixed, moving)
    except RuntimeError as error:
        told.raise_if_stopped()
        raise GeometryError("The two volumes show no common part: they cannot be registered.") from error
    told.raise_if_stopped()
    return transform


class _Told:
    """Tells how far the work is, and ends it when whoever is told raises: ITK lets nothing pass through."""

    def __init__(self, method: Any, report: Report) -> None:
        self._method = method
        self._report = report
        self._stopped: BaseException | None = None

    def __call__(self) -> None:
        if self._stopped is not None:
            self._method.StopRegistration()  # it stops one resolution only
            return
        level, iteration = self._method.GetCurrentLevel(), self._method.GetOptimizerIteration()
        fraction = (level + min(iteration / _ITERATIONS, 1.0)) / len(_LEVELS)
        try:
            self._report(0.05 + 0.9 * fraction, "Registering")
        except BaseException as stop:  # noqa: BLE001 - raised again as soon as ITK has returned
            self._stopped = stop
            self._method.StopRegistration()

    def raise_if_stopped(self) -> None:
        if self._stopped is not None:
            raise self._stopped


def _matrix(transform: Any) -> FloatArray:
    """The 4x4 matrix of a transform that maps points of the fixed image to the moving one."""
    origin = np.array(transform.TransformPoint((0.0, 0.0, 0.0)))
    axes = [np.array(transform.TransformPoint(tuple(row))) - origin for row in np.eye(3).tolist()]
    matrix = np.eye(4)
    matrix[:3, :3] = np.array(axes).T
    matrix[:3, 3] = origin
    return matrix


def _overlap(fixed: Volume, moving: Volume, matrix: FloatArray) -> float:
    """Part of the fixed volume that the moving one covers, from 20 points along each axis."""
    steps = [np.linspace(0.0, n - 1.0, 20) for n in fixed.geometry.shape_ijk]
    index = np.stack(np.meshgrid(*steps, indexing="ij"), axis=-1).reshape(-1, 3)
    points = fixed.geometry.index_to_lps(index) @ matrix[:3, :3].T + matrix[:3, 3]
    there = moving.geometry.lps_to_index(points)
    inside = (there >= -0.5) & (there <= np.array(moving.geometry.shape_ijk) - 0.5)
    return float(inside.all(axis=1).mean())
