"""The lung model on phantoms, on real people, and on what is no chest."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, permutations, product
from pathlib import Path

import numpy as np
import pytest
import torch
from evaluate import a_model, silent
from lung_ct_cases import file_volume, lobes, series_volume
from lung_ct_model import LungModel
from lung_ct_reference import dice, lungs_by_air
from lung_ct_tiles import tile_starts

from medviewer.api import Cancelled, Geometry, Volume, reorient
from medviewer.api.testing import check_model
from medviewer.samples.spec import ThoraxSpec
from medviewer.samples.thorax import Sample, thorax_ct

FOLDER = Path(__file__).resolve().parent
ALL_ORIENTATIONS = [
    "".join(letters) for order in permutations(["LR", "PA", "SI"]) for letters in product(*order)
]


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Two threads that wait for each other on a busy machine are slower than one."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def the_model() -> LungModel:
    return a_model(FOLDER / "weights.safetensors")


@pytest.fixture(scope="module")
def a_thorax() -> Sample:
    return thorax_ct(ThoraxSpec(shape_kji=(48, 72, 96), spacing_ijk=(4.0, 4.0, 4.0), seed=7, edge_mm=3.0))


@pytest.fixture(scope="module")
def its_labels(the_model: LungModel, a_thorax: Sample) -> np.ndarray:
    return the_model.predict(a_thorax.volume, {}, silent).labels


@pytest.fixture(scope="module")
def a_chest(data_dir: Path) -> Volume:
    return series_volume(data_dir, "ct-chest-lidc0314-5mm")


@pytest.fixture(scope="module")
def chest_labels(the_model: LungModel, a_chest: Volume) -> np.ndarray:
    return the_model.predict(a_chest, {}, silent).labels


@pytest.fixture(scope="module")
def chest_reference(a_chest: Volume) -> np.ndarray:
    return lungs_by_air(a_chest.voxels, a_chest.geometry.spacing_ijk[::-1])


class LeftHalfNetwork(torch.nn.Module):
    """Calls dark voxels lung: left where i is in the left half of the tile, right elsewhere."""

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        dark = (image < 0).float() * 20 - 10
        left = torch.linspace(-1, 1, image.shape[-1]).expand_as(image)
        return torch.cat([torch.zeros_like(image), dark + 5 * left, dark - 5 * left], dim=1)


def ml(labels: np.ndarray, volume: Volume) -> float:
    return float(np.count_nonzero(labels) * volume.geometry.voxel_volume_ml)


def turned(volume: Volume, orientation: str) -> Volume:
    voxels, geometry = reorient(volume.voxels, volume.geometry, orientation)
    return Volume(np.ascontiguousarray(voxels), geometry, "HU")


def test_the_plugin_keeps_the_contract_of_the_api() -> None:
    check_model(FOLDER)


def test_both_lungs_of_a_phantom_are_found(its_labels: np.ndarray, a_thorax: Sample) -> None:
    truth = a_thorax.labels.labels
    assert dice(its_labels == 1, truth == 1) >= 0.93
    assert dice(its_labels == 2, truth == 2) >= 0.93


@pytest.mark.real_data
def test_a_real_chest_agrees_with_its_air(chest_labels: np.ndarray, chest_reference: np.ndarray) -> None:
    assert dice(chest_labels > 0, chest_reference) >= 0.95


@pytest.mark.real_data
def test_left_and_right_of_a_real_chest_are_where_the_patient_has_them(
    chest_labels: np.ndarray, chest_reference: np.ndarray
) -> None:
    spine_i, beside = 245, 60
    left, right = (..., slice(spine_i + beside, None)), (..., slice(0, spine_i - beside))
    assert np.mean(chest_labels[left][chest_reference[left]] == 1) >= 0.97
    assert np.mean(chest_labels[right][chest_reference[right]] == 2) >= 0.97


@pytest.mark.real_data
def test_lungs_cut_off_by_a_narrow_field_of_view_are_found(the_model: LungModel, data_dir: Path) -> None:
    volume = file_volume(data_dir, "ts_aorta_dissection_1p5mm.nii.gz")
    reference = lungs_by_air(volume.voxels, volume.geometry.spacing_ijk[::-1], is_cut=True)
    labels = the_model.predict(volume, {}, silent).labels
    assert dice(labels > 0, reference) >= 0.93
    spine_i, beside = 60, 25
    left, right = (..., slice(spine_i + beside, None)), (..., slice(0, spine_i - beside))
    assert np.mean(labels[left][reference[left]] == 1) >= 0.9
    assert np.mean(labels[right][reference[right]] == 2) >= 0.9


@pytest.mark.real_data
def test_lung_bases_in_an_abdomen_are_found_and_bowel_gas_is_not(
    the_model: LungModel, data_dir: Path
) -> None:
    volume = file_volume(data_dir, "ts_body_ct_3mm.nii.gz")
    truth = lobes(file_volume(data_dir, "ts_body_ct_3mm_labels.nii.gz").voxels)
    labels = the_model.predict(volume, {}, silent).labels
    assert dice(labels > 0, truth > 0) >= 0.85
    assert ml((labels > 0) & (truth == 0), volume) <= 20.0
    assert (
        np.count_nonzero((labels == 1) & (truth == 2)) + np.count_nonzero((labels == 2) & (truth == 1)) == 0
    )


@pytest.mark.real_data
def test_an_abdomen_without_lung_stays_empty(the_model: LungModel, data_dir: Path) -> None:
    volume = series_volume(data_dir, "ct-abdomen-j2k")
    assert ml(the_model.predict(volume, {}, silent).labels, volume) <= 5.0


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["ct_head_pitch_oblique.nii.gz", "ct_brain_atlas_1mm.nii.gz"])
def test_a_head_has_no_lung(the_model: LungModel, data_dir: Path, name: str) -> None:
    volume = file_volume(data_dir, name)
    assert ml(the_model.predict(volume, {}, silent).labels, volume) <= 5.0


def test_air_alone_gives_an_empty_segmentation(the_model: LungModel) -> None:
    voxels = np.full((40, 60, 60), -1000, dtype=np.int16)
    volume = Volume(voxels, Geometry(voxels.shape, spacing_ijk=(2.0, 2.0, 2.0)), "HU")
    assert not the_model.predict(volume, {}, silent).labels.any()
    assert the_model.last_run is not None
    assert the_model.last_run.tiles == 0


def test_padding_and_values_that_are_no_numbers_count_as_air(the_model: LungModel, a_thorax: Sample) -> None:
    voxels = a_thorax.volume.voxels.astype(np.float32)
    plain = replace(a_thorax.volume, voxels=np.maximum(voxels, -1000))
    voxels[:, :3] = -3024.0
    voxels[:, :, :3] = np.nan
    plain.voxels[:, :3] = plain.voxels[:, :, :3] = -1000.0
    padded = replace(a_thorax.volume, voxels=voxels)
    expected = the_model.predict(plain, {}, silent).labels
    assert np.array_equal(the_model.predict(padded, {}, silent).labels, expected)


def test_stored_values_without_their_intercept_are_understood(
    the_model: LungModel, a_thorax: Sample, its_labels: np.ndarray
) -> None:
    stored = (np.maximum(a_thorax.volume.voxels, -1024) + 1024).astype(np.uint16)
    found = the_model.predict(replace(a_thorax.volume, voxels=stored), {}, silent)
    assert dice(found.labels > 0, its_labels > 0) > 0.999


@pytest.mark.parametrize("orientation", ["RAS", "LPI", "ASR", "ILP", "PSL", "SRA", "RIP"])
def test_the_answer_does_not_depend_on_the_order_of_the_axes(
    the_model: LungModel, a_thorax: Sample, its_labels: np.ndarray, orientation: str
) -> None:
    found = the_model.predict(turned(a_thorax.volume, orientation), {}, silent)
    back, _ = reorient(found.labels, found.geometry, "LPS")
    assert np.array_equal(back, its_labels)


@pytest.mark.parametrize("orientation", ALL_ORIENTATIONS)
def test_left_is_left_in_all_48_orders_of_the_axes(the_model: LungModel, orientation: str) -> None:
    voxels = np.full((20, 24, 32), 40, dtype=np.int16)
    voxels[4:, 5:18, 4:12] = voxels[4:, 5:18, 20:28] = -850
    upright = Volume(voxels, Geometry(voxels.shape, spacing_ijk=(3.0, 3.0, 3.0)), "HU")
    model = LungModel(the_model.info, FOLDER)
    model.network = LeftHalfNetwork()
    found = model.predict(turned(upright, orientation), {}, silent)
    back, _ = reorient(found.labels, found.geometry, "LPS")
    assert np.array_equal(np.unique(back[5:15, 6:17, 5:11]), [2])
    assert np.array_equal(np.unique(back[5:15, 6:17, 21:27]), [1])
    assert not back[:, :, 14:18].any()


def test_the_volume_is_not_changed_and_the_grid_is_kept(the_model: LungModel, a_thorax: Sample) -> None:
    volume = turned(a_thorax.volume, "RAS")
    before = volume.voxels.copy()
    volume.voxels.flags.writeable = False
    found = the_model.predict(volume, {}, silent)
    assert np.array_equal(volume.voxels, before)
    assert found.geometry.matches(volume.geometry)
    assert found.labels.dtype == np.uint8
    assert [s.number for s in found.segments] == [1, 2]


@pytest.mark.parametrize("stop_at", [0, 1, 2, 3])
def test_a_cancel_is_felt_at_every_slab_and_tile(
    the_model: LungModel, a_thorax: Sample, stop_at: int
) -> None:
    calls = 0

    def stop(fraction: float, message: str = "") -> None:
        nonlocal calls
        calls += 1
        if calls > stop_at:
            raise Cancelled

    with pytest.raises(Cancelled):
        the_model.predict(a_thorax.volume, {}, stop)
    assert calls == stop_at + 1


def test_progress_grows_to_the_end(the_model: LungModel, a_thorax: Sample) -> None:
    seen: list[float] = []
    the_model.predict(a_thorax.volume, {}, lambda fraction, message="": seen.append(fraction))
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1.0)
    assert the_model.last_run is not None
    assert len(seen) > the_model.last_run.tiles


@pytest.mark.parametrize(("length", "tile"), [(20, 32), (64, 64), (65, 64), (100, 64), (400, 96)])
def test_tiles_cover_every_voxel_and_overlap(length: int, tile: int) -> None:
    starts = tile_starts(length, tile)
    covered = np.zeros(max(length, tile), dtype=bool)
    for start in starts:
        covered[start : start + tile] = True
    assert covered.all()
    assert starts[-1] + tile <= max(length, tile)
    assert all(b - a <= 0.5 * tile + 1 for a, b in pairwise(starts))


_PEAK = """
import resource, sys
sys.path.insert(0, sys.argv[1])
import numpy as np, torch
from evaluate import a_model, silent
from pathlib import Path
from medviewer.api import Geometry, Volume
torch.set_num_threads(2)
model = a_model(Path(sys.argv[1]) / "weights.safetensors")
voxels = np.full((160, 512, 512), -1000, np.int16)
voxels[:, 150:370, 60:450] = 40
voxels[:, 180:340, 100:220] = voxels[:, 180:340, 290:410] = -850
volume = Volume(voxels, Geometry(voxels.shape, spacing_ijk=(0.75, 0.75, 1.8)), "HU")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
model.predict(volume, {}, silent)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read from Linux's own count")
def test_memory_stays_small_beside_the_volume() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _PEAK, str(FOLDER)], capture_output=True, text=True, timeout=120, check=True
    )
    full_resolution_logits_mb = 3 * 4 * 160 * 512 * 512 / 2**20
    assert float(run.stdout) < full_resolution_logits_mb
