"""The thorax phantom: what it says of itself is what is in its voxels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import ndimage

from medviewer.samples.sampling_grid import SamplingGrid
from medviewer.samples.thorax import Sample, ThoraxSpec, random_spec, thorax_ct

LEFT_LUNG, RIGHT_LUNG, HEART, AORTA, BONE, AIRWAY, NODULE, BODY = range(1, 9)


@pytest.fixture(scope="module")
def a_thorax() -> Sample:
    return thorax_ct(replace(ThoraxSpec.fast(5), shape_kji=(140, 134, 150), spacing_ijk=(2.6, 2.6, 2.4)))


@pytest.fixture(scope="module")
def a_fine_chest_with_nodules() -> Sample:
    spec = ThoraxSpec(
        shape_kji=(150, 190, 240), spacing_ijk=(1.4, 1.4, 1.6), seed=3, nodules=4, noise_hu=4.0, edge_mm=1.4
    )
    return thorax_ct(spec)


def middle_x(sample: Sample, label: int) -> float:
    i = np.argwhere(sample.labels.labels == label)[:, 2]
    return float(sample.labels.geometry.index_to_lps((i.mean(), 0, 0))[0])


def test_left_lung_is_at_larger_x(a_thorax: Sample) -> None:
    assert middle_x(a_thorax, LEFT_LUNG) > 40.0
    assert middle_x(a_thorax, RIGHT_LUNG) < -40.0


def test_heart_reaches_further_to_the_left_and_makes_the_left_lung_smaller(a_thorax: Sample) -> None:
    assert middle_x(a_thorax, HEART) > 5.0
    volumes = a_thorax.labels.volumes_ml()
    assert volumes[LEFT_LUNG] < volumes[RIGHT_LUNG]
    assert 1500.0 < volumes[LEFT_LUNG] < 3500.0


def test_aorta_descends_left_of_the_spine(a_thorax: Sample) -> None:
    assert middle_x(a_thorax, AORTA) > middle_x(a_thorax, BONE)


def test_right_dome_is_higher_than_the_left_in_a_textbook_body() -> None:
    sample = thorax_ct(replace(ThoraxSpec.fast(5), deformation=0.0, nodules=0))
    grid = sample.labels.geometry
    domes = {}
    for side, number in ((66.0, LEFT_LUNG), (-66.0, RIGHT_LUNG)):
        i, j, _ = np.round(grid.lps_to_index((side, 2.0, 0.0))).astype(int)
        lowest = int(np.argmax(sample.lungs[:, j, i] == number))
        domes[number] = grid.index_to_lps((i, j, lowest))[2]
    assert domes[RIGHT_LUNG] > domes[LEFT_LUNG] + 8.0


def test_lungs_are_air_and_carry_the_value_that_was_asked_for(a_thorax: Sample) -> None:
    inside = ndimage.binary_erosion(a_thorax.lungs > 0, iterations=2)
    median = float(np.median(a_thorax.volume.voxels[inside]))
    assert median == pytest.approx(a_thorax.facts.hu["lung"], abs=25.0)


def test_aorta_shows_contrast_only_when_given() -> None:
    spec = replace(ThoraxSpec.fast(2), shape_kji=(70, 104, 132), nodules=0)
    values = []
    for contrast in (False, True):
        sample = thorax_ct(replace(spec, contrast=contrast))
        inside = ndimage.binary_erosion(sample.labels.labels == AORTA)
        values.append(float(sample.volume.voxels[inside].mean()))
    assert values[0] == pytest.approx(42.0, abs=10.0)
    assert values[1] == pytest.approx(260.0, abs=10.0)


def test_nodules_have_the_diameter_and_the_place_that_the_facts_say(
    a_fine_chest_with_nodules: Sample,
) -> None:
    sample = a_fine_chest_with_nodules
    assert len(sample.facts.nodules) == 4
    parts, count = ndimage.label(sample.labels.labels == NODULE)
    assert count == 4
    for nodule in sample.facts.nodules:
        index = sample.labels.geometry.nearest_index(nodule.centre_lps)
        assert index is not None
        part = parts == parts[index[::-1]]
        volume_mm3 = part.sum() * sample.labels.geometry.voxel_volume_ml * 1000.0
        diameter = (6.0 * volume_mm3 / np.pi) ** (1.0 / 3.0)
        assert diameter == pytest.approx(nodule.diameter_mm, abs=0.7)
        centre = sample.labels.geometry.index_to_lps(np.argwhere(part).mean(axis=0)[::-1])
        assert np.linalg.norm(centre - nodule.centre_lps) < 0.7
        core = ndimage.binary_erosion(part)
        assert sample.volume.voxels[core].mean() == pytest.approx(nodule.hu, abs=12.0)
        side = sample.lungs[index[::-1]]
        assert side == (1 if nodule.side == "left" else 2)


def test_same_seed_gives_the_same_voxels_and_another_seed_others() -> None:
    spec = replace(ThoraxSpec.fast(7), shape_kji=(20, 60, 80))
    first, again, other = (thorax_ct(s) for s in (spec, spec, replace(spec, seed=8)))
    assert np.array_equal(first.volume.voxels, again.volume.voxels)
    assert np.array_equal(first.labels.labels, again.labels.labels)
    assert not np.array_equal(first.labels.labels, other.labels.labels)


def test_an_organ_keeps_its_place_when_the_matrix_changes() -> None:
    coarse = thorax_ct(replace(ThoraxSpec.fast(4), nodules=0))
    fine = thorax_ct(
        ThoraxSpec(
            shape_kji=(112, 200, 255),
            spacing_ijk=(1.55, 1.55, 3.0),
            seed=4,
            nodules=0,
            vessels=0.1,
            edge_mm=3.0,
        )
    )
    assert coarse.labels.volumes_ml()[LEFT_LUNG] == pytest.approx(
        fine.labels.volumes_ml()[LEFT_LUNG], rel=0.02
    )
    for label in (LEFT_LUNG, HEART):
        assert middle_x(coarse, label) == pytest.approx(middle_x(fine, label), abs=0.7)


def test_noise_is_strongest_in_the_middle_and_as_strong_as_asked() -> None:
    spec = replace(ThoraxSpec.fast(1), shape_kji=(60, 104, 132), centre_lps=(0.0, 8.0, -190.0), nodules=0)
    quiet, noisy = (thorax_ct(replace(spec, noise_hu=n)).volume.voxels.astype(float) for n in (0.0, 30.0))
    noise = noisy - quiet
    middle, corner = noise[:, 45:60, 55:75].std(), noise[:, :6, :6].std()
    assert middle == pytest.approx(30.0, rel=0.15)
    assert corner < 0.6 * middle


def test_pleural_fluid_takes_its_room_from_one_lung() -> None:
    spec = replace(ThoraxSpec.fast(9), nodules=0)
    dry, wet = (thorax_ct(replace(spec, effusion=e)).labels.volumes_ml() for e in (0.0, 0.8))
    lost = sorted((dry[LEFT_LUNG] - wet[LEFT_LUNG], dry[RIGHT_LUNG] - wet[RIGHT_LUNG]))
    assert lost[0] == pytest.approx(0.0, abs=1.0)
    assert lost[1] > 150.0


@pytest.mark.parametrize(
    ("kind", "low", "high"), [("consolidation", -30.0, 70.0), ("ground glass", -620.0, -420.0)]
)
def test_an_opacity_fills_its_place_and_stays_lung(kind: str, low: float, high: float) -> None:
    sample = thorax_ct(replace(ThoraxSpec.fast(6), opacity=True, opacity_kind=kind, nodules=0))  # type: ignore[arg-type]
    assert sample.opacity is not None
    assert sample.facts.opacity is not None
    full = sample.opacity > 0.98
    assert full.sum() > 100
    assert low < np.median(sample.volume.voxels[full]) < high
    assert (sample.lungs[full] > 0).all()


def test_outside_the_round_field_is_padding() -> None:
    sample = thorax_ct(replace(ThoraxSpec.fast(6), shape_kji=(8, 100, 100), outside_hu=-2000.0))
    assert sample.volume.padding == (-2000.0, -2000.0)
    assert (sample.volume.voxels[:, 0, 0] == -2000).all()
    assert sample.labels.labels[:, 0, 0].max() == 0


def test_a_tilted_nodule_is_where_the_facts_say_on_the_sheared_grid() -> None:
    spec = ThoraxSpec(
        shape_kji=(110, 150, 190), spacing_ijk=(1.8, 1.8, 2.0), seed=3, gantry_tilt_deg=18.0, nodules=3
    )
    sample, grid = thorax_ct(spec), SamplingGrid.of(spec)
    parts, count = ndimage.label(sample.labels.labels == NODULE)
    assert count == len(sample.facts.nodules) == 3
    for nodule in sample.facts.nodules:
        k, j, i = np.round(grid.to_index([nodule.centre_lps])[0]).astype(int)[::-1]
        centre_kji = np.argwhere(parts == parts[k, j, i]).mean(axis=0)
        assert np.linalg.norm(grid.to_lps([centre_kji[::-1]])[0] - nodule.centre_lps) < 0.9


def test_random_phantoms_differ_and_are_all_sound() -> None:
    rng = np.random.default_rng(0)
    specs = [random_spec(rng) for _ in range(4)]
    assert len(set(specs)) == 4
    for spec in specs:
        sample = thorax_ct(spec)
        assert sample.volume.voxels.shape == spec.shape_kji
        assert sample.lungs.max() == 2
        assert np.isin(sample.labels.labels[sample.lungs == 1], (1, 7)).all()
