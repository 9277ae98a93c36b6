"""A heat map is trusted when it is the network's, and not when it is the image's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from medviewer.api import Geometry
from medviewer.api.explainable import ExplainableInput
from medviewer.core.heat_map import HeatMapMethod
from medviewer.explain.explain import as_heat
from medviewer.explain.faithfulness import Faithfulness
from medviewer.explain.heat_map import heat_map
from medviewer.explain.options import Options
from medviewer.explain.random_weights import rank_correlation, with_random_weights
from medviewer.explain.subject import Subject, reference_of
from medviewer.explain.trust import trust_in, verdict

LABELS = ("Blob", "")
SPACING_IJK = (0.7, 0.9, 2.5)


def silent(fraction: float, message: str = "") -> None:
    return None


def seen_by(subject: Subject) -> ExplainableInput:
    """The subject on an oblique grid."""
    angle = np.radians(25.0)
    axes = ((np.cos(angle), np.sin(angle), 0.0), (-np.sin(angle), np.cos(angle), 0.0), (0.0, 0.0, 1.0))
    shape = subject.space if len(subject.space) == 3 else (1, *subject.space)
    grid = Geometry(shape, (12.0, -40.0, 7.0), SPACING_IJK, axes)
    return ExplainableInput(subject.network, subject.image, grid, LABELS)


@pytest.mark.parametrize("method", ["occlusion", "integrated_gradients", "kernel_shap"])
def test_a_map_of_what_the_network_looks_at_is_trusted_and_peaks_there(
    a_subject: tuple[Subject, tuple[int, ...]], method: HeatMapMethod
) -> None:
    subject, seen = a_subject
    found = heat_map(seen_by(subject), "Blob", method, Options(batch=16), silent)
    grid = seen_by(subject).geometry
    index_ijk = (*seen[::-1], 0)[:3]
    assert np.linalg.norm(np.array(found.peak_lps) - grid.index_to_lps(index_ijk)) < 9.0
    assert found.values.geometry.matches(grid)
    trust = found.trust
    assert trust is not None
    assert trust.is_trusted, trust.sentence
    assert trust.deletion < trust.random_deletion
    assert trust.insertion > trust.random_insertion
    assert trust.similarity_to_random_weights is not None
    assert trust.similarity_to_random_weights < 0.5
    assert "trusted" in trust.sentence
    assert trust.deletion_curve[0] == pytest.approx(trust.insertion_curve[-1], abs=1e-3)


def test_the_image_itself_as_a_map_is_not_trusted(a_subject: tuple[Subject, tuple[int, ...]]) -> None:
    subject, _ = a_subject

    def edges(one: Subject) -> np.ndarray:
        """What an edge detector shows: the same whatever the network."""
        return as_heat(one.image[0, 0] - one.image.mean())

    trust = trust_in(subject, edges(subject), edges, reference_of(subject.image, "blur"))
    assert trust.similarity_to_random_weights == pytest.approx(1.0)
    assert not trust.is_trusted
    assert "shows the image and not the model" in trust.sentence


def test_a_map_of_another_place_is_not_trusted(a_subject: tuple[Subject, tuple[int, ...]]) -> None:
    subject, seen = a_subject
    elsewhere = np.zeros(subject.space, np.float32)
    elsewhere[tuple(slice(0, 4) for _ in seen)] = 1.0
    trust = trust_in(
        subject, elsewhere, lambda one: elsewhere[::-1].copy(), reference_of(subject.image, "blur")
    )
    assert not trust.is_trusted
    assert "at random" in trust.sentence


def test_a_statement_that_does_not_rest_on_the_image_is_said_to_be_so(
    a_subject: tuple[Subject, tuple[int, ...]],
) -> None:
    subject, _ = a_subject
    other = replace(subject, image=torch.zeros_like(subject.image))
    trust = trust_in(other, np.ones(subject.space, np.float32), lambda one: np.ones(1), other.image)
    assert not trust.is_trusted
    assert "no map can say" in trust.sentence


def test_a_network_whose_weights_cannot_be_changed_is_not_trusted(
    a_subject: tuple[Subject, tuple[int, ...]],
) -> None:
    subject, _ = a_subject
    module = subject.module
    assert module is not None
    seen = seen_by(replace(subject, network=lambda images: module(images)))
    trust = heat_map(seen, "Blob", "occlusion", Options(batch=16), silent).trust
    assert trust is not None
    assert trust.similarity_to_random_weights is None
    assert not trust.is_trusted
    assert "weights" in trust.sentence


def test_random_weights_are_others_of_the_same_size_and_scale() -> None:
    torch.manual_seed(0)
    network = torch.nn.Sequential(torch.nn.Conv2d(3, 16, 3), torch.nn.BatchNorm2d(16), torch.nn.Linear(9, 4))
    network[1].running_var.uniform_(0.5, 2.0)
    other = with_random_weights(network, 5)
    for name, before in network.state_dict().items():
        after = other.state_dict()[name]
        assert after.shape == before.shape
        if before.ndim > 1:
            assert not torch.allclose(after, before)
            assert float(after.std() / before.std()) == pytest.approx(1.0, abs=0.35)
    assert float(other[1].running_var.min()) >= 0.5
    assert torch.equal(with_random_weights(network, 5)[0].weight, other[0].weight)


def test_rank_correlation_is_spearmans() -> None:
    from scipy.stats import spearmanr

    random = np.random.default_rng(0)
    one = np.round(random.random((30, 40)), 1).astype(np.float32)
    other = (one + random.normal(0, 0.3, one.shape)).astype(np.float32)
    expected = spearmanr(one.ravel(), other.ravel()).statistic
    assert rank_correlation(one, other) == pytest.approx(expected, abs=1e-6)
    assert rank_correlation(one, np.zeros_like(one)) == 0.0


def test_slices_that_speak_most_are_explained(a_subject: tuple[Subject, tuple[int, ...]]) -> None:
    subject, seen = a_subject
    if len(seen) == 3:
        pytest.skip("slices are pictures")
    empty = torch.zeros(1, 1, *subject.space)
    volume = torch.stack([empty, 0.8 * subject.image, subject.image, empty], dim=2)
    grid = Geometry((4, *subject.space), (0.0, 0.0, 0.0), SPACING_IJK)
    slices = ExplainableInput(subject.network, volume, grid, LABELS, per_slice=True)
    found = heat_map(slices, "Blob", "occlusion", Options(slices=2, batch=16), silent)
    heat = found.values.voxels
    assert heat[2].max() == 1.0
    assert 0.0 < heat[1].max() <= 1.0
    assert not heat[0].any()
    assert not heat[3].any()
    assert np.linalg.norm(np.array(found.peak_lps) - grid.index_to_lps((*seen[::-1], 2))) < 5.0
    assert "2 of 4 slices" in found.note


def test_a_map_that_is_worse_than_chance_in_one_test_is_not_trusted() -> None:
    low, high, mid = (np.array([0.1, value, 0.4]) for value in (0.1, 0.6, 0.3))
    good = Faithfulness(low[::-1], high, mid[::-1], mid)
    assert verdict(good, 0.0)[0]
    shown_badly = Faithfulness(low[::-1], np.array([0.1, 0.25, 0.4]), high[::-1], mid)
    assert shown_badly.gain > 0.1
    trusted, why = verdict(shown_badly, 0.0)
    assert not trusted
    assert "showing the hottest parts raises the probability less" in why
