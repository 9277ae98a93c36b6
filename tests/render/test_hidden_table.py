"""The table under the patient is told from the body, and hidden in 3D; nothing of the body is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import SimpleITK

from medviewer.core.geometry import Geometry
from medviewer.core.reorient import reorient
from medviewer.core.volume import Volume
from medviewer.engine.grid.ct_table import shown_without_table
from medviewer.render.nearest_labels import resampled_nearest
from medviewer.render.volume_renderer import VolumeRenderer
from medviewer.scene.views.slice_plan import Camera, CutPlan, VolumePlan

GRID = Geometry((12, 100, 140), (-210.0, -150.0, 0.0), (3.0, 3.0, 5.0))


def _in_mm() -> tuple[np.ndarray, np.ndarray]:
    x = (np.arange(140) * 3.0 - 210.0)[None, None, :]
    y = (np.arange(100) * 3.0 - 150.0)[None, :, None]
    return x, y


def _ellipse(x0: float, y0: float, a: float, b: float) -> np.ndarray:
    x, y = _in_mm()
    return np.broadcast_to(((x - x0) / a) ** 2 + ((y - y0) / b) ** 2 <= 1.0, GRID.shape_kji)


def _table(top: float) -> np.ndarray:
    """The shell of a table top, its upper side at y = top, as wide as the picture."""
    x, y = _in_mm()
    outer = (y >= top) & (y <= top + 36.0) & (np.abs(x) <= 190)
    inner = (y >= top + 4.0) & (y <= top + 32.0) & (np.abs(x) <= 184)
    return np.broadcast_to(outer & ~inner, GRID.shape_kji)


BODY = _ellipse(0.0, -20.0, 140.0, 90.0)
ARM = _ellipse(180.0, -10.0, 24.0, 24.0)
LUNG = _ellipse(50.0, -30.0, 40.0, 50.0)


def a_patient(table_top: float | None, lung: np.ndarray = LUNG) -> Volume:
    voxels = np.full(GRID.shape_kji, -1000, np.int16)
    voxels[BODY | ARM] = 40
    voxels[lung] = -850
    if table_top is not None:
        voxels[_table(table_top) & ~BODY] = 150
    return Volume(voxels, GRID, unit="HU")


def shown_of(image: Volume) -> np.ndarray | None:
    """What is shown of an image without its table, on its own grid."""
    found = shown_without_table(image, report=lambda *_: None)
    return None if found is None else resampled_nearest(found.labels, found.geometry, image.geometry) == 1


@pytest.mark.parametrize("top", [90.0, 69.0])
def test_the_table_goes_whether_or_not_the_back_touches_it_and_arms_and_lungs_stay(top: float) -> None:
    shown = shown_of(a_patient(top))
    assert shown is not None
    assert shown[BODY | ARM | LUNG].all()
    assert shown[:, :40].all()  # the air above is no table
    apart = _table(top) & ~_ellipse(0.0, -20.0, 150.0, 100.0)
    assert shown[apart].mean() < 0.02


def test_without_a_table_nothing_is_hidden() -> None:
    assert shown_of(a_patient(None)) is None
    assert shown_of(Volume(np.full(GRID.shape_kji, -1000, np.int16), GRID, unit="HU")) is None


def test_vessels_of_a_lung_that_the_edge_cuts_are_no_table() -> None:
    image = a_patient(None, _ellipse(140.0, -20.0, 110.0, 60.0))
    for row in range(35, 50, 4):
        image.voxels[2:9, row, 100:112] = 40
    assert shown_of(image) is None


def test_a_skull_of_plastic_is_not_taken_for_a_shell() -> None:
    image = a_patient(None)
    hollow = _ellipse(0.0, -20.0, 134.0, 84.0)
    image.voxels[hollow] = -1000
    image.voxels[_table(90.0)] = 150
    shown = shown_of(image)
    assert shown is not None
    assert shown[BODY].all()


def test_a_picture_without_the_table_shows_it_nowhere() -> None:
    image = a_patient(90.0)
    plan = VolumePlan(image, Camera(0, 60), (120, 90), "ct-mip")
    found = shown_without_table(image, report=lambda *_: None)
    bare = Volume(np.where(_table(90.0), np.int16(-1000), image.voxels), GRID, unit="HU")
    for preset in ("ct-mip", "ct-skin", "ct-soft"):
        one = replace(plan, preset=preset)
        with_table = VolumeRenderer().render(one).astype(int)
        hidden = VolumeRenderer().render(replace(one, table=CutPlan(found, (1,)))).astype(int)
        without = VolumeRenderer().render(replace(one, image=bare)).astype(int)
        changed = np.abs(hidden - without).max(axis=2) > 24
        assert changed.mean() < 0.01, preset
        assert (np.abs(with_table - without).max(axis=2) > 24).mean() > 5 * changed.mean()


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("ct/ts_body_ct_3mm.nii.gz", "ct/ts_body_ct_3mm_labels.nii.gz"),
        ("dicom/ct-abdomen-j2k", "dicom/ct-abdomen-j2k-labels.nii.gz"),
    ],
)
def test_nothing_that_is_labelled_in_real_patients_is_hidden(data_dir: Path, name: str, labels: str) -> None:
    image, truth = _read(data_dir / name, np.int16), _read(data_dir / labels, np.uint8)
    shown = shown_of(image)
    assert shown is not None
    numbers = resampled_nearest(truth.voxels, truth.geometry, image.geometry)
    assert numbers.any()
    assert shown[numbers > 0].all()
    assert (image.voxels[~shown] > -300).sum() > 1000


def _read(path: Path, dtype: type) -> Volume:
    names = [str(path)] if path.is_file() else SimpleITK.ImageSeriesReader.GetGDCMSeriesFileNames(str(path))
    image = SimpleITK.ReadImage(names[0] if len(names) == 1 else names)
    axes = np.array(image.GetDirection()).reshape(3, 3).T
    voxels = SimpleITK.GetArrayFromImage(image).astype(dtype)
    grid = Geometry(voxels.shape, image.GetOrigin(), image.GetSpacing(), tuple(tuple(a) for a in axes))
    return Volume(*reorient(voxels, grid, "LPS"), unit="HU")
