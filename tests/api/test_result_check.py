"""A result that does not fit is refused with one sentence."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from medviewer.api.contract import InputContract
from medviewer.api.model_info import Label, ModelInfo
from medviewer.api.result_check import check_result
from medviewer.core.anomaly import AnomalyMap
from medviewer.core.classification import Classification, Finding
from medviewer.core.detections import Box, Detections
from medviewer.core.errors import ModelError
from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.volume import Volume

LABELS = (Label(1, "left"), Label(2, "right"))


def info_for(task):
    return ModelInfo("m", "1", "Model", task, InputContract(), LABELS, "x", "y")


@pytest.fixture
def a_volume():
    voxels = np.zeros((4, 5, 6), np.int16)
    return Volume(voxels, Geometry((4, 5, 6), (1.0, 2.0, 3.0), (0.5, 0.5, 2.0)))


def segmentation(volume, labels=None, geometry=None, numbers=(1, 2)):
    labels = np.zeros(volume.voxels.shape, np.uint8) if labels is None else labels
    segments = tuple(Segment(number, f"part {number}") for number in numbers)
    return Segmentation(labels, geometry or volume.geometry, segments)


def classification(**fields):
    return Classification((Finding(**{"label": "left", "probability": 0.5, **fields}),))


def heat_map(volume, values):
    return Volume(
        np.asarray(values, np.float32).reshape(1, 2, 2), Geometry((1, 2, 2), volume.geometry.origin_lps)
    )


def test_empty_segmentation_is_an_answer(a_volume):
    check_result(segmentation(a_volume), a_volume, info_for("segmentation"))


def test_segmentation_with_named_values_is_accepted(a_volume):
    labels = np.zeros((4, 5, 6), np.uint16)
    labels[0], labels[1] = 1, 2
    check_result(segmentation(a_volume, labels), a_volume, info_for("segmentation"))


def test_segmentation_of_another_place_or_shape_is_refused(a_volume):
    elsewhere = dataclasses.replace(a_volume.geometry, origin_lps=(1.0, 2.0, 3.02))
    with pytest.raises(ModelError, match="lies elsewhere"):
        check_result(segmentation(a_volume, geometry=elsewhere), a_volume, info_for("segmentation"))
    small = np.zeros((4, 5, 5), np.uint8)
    with pytest.raises(ModelError, match="shape"):
        check_result(segmentation(a_volume, small, Geometry((4, 5, 5))), a_volume, info_for("segmentation"))


def test_segmentation_within_a_hundredth_of_a_millimetre_is_accepted(a_volume):
    near = dataclasses.replace(a_volume.geometry, origin_lps=(1.0, 2.0, 3.009))
    check_result(segmentation(a_volume, geometry=near), a_volume, info_for("segmentation"))


def test_segmentation_with_wrong_labels_is_refused(a_volume):
    unnamed = np.full((4, 5, 6), 2, np.uint8)
    with pytest.raises(ModelError, match="label values 2 without a segment"):
        check_result(segmentation(a_volume, unnamed, numbers=(1,)), a_volume, info_for("segmentation"))
    with pytest.raises(ModelError, match="segments 3 that its manifest does not name"):
        check_result(segmentation(a_volume, numbers=(1, 3)), a_volume, info_for("segmentation"))
    with pytest.raises(ModelError, match="two segments with the same number"):
        check_result(segmentation(a_volume, numbers=(1, 1)), a_volume, info_for("segmentation"))
    floating = np.zeros((4, 5, 6), np.float32)
    with pytest.raises(ModelError, match="type float32"):
        check_result(segmentation(a_volume, floating), a_volume, info_for("segmentation"))


def test_result_of_another_kind_is_refused(a_volume):
    with pytest.raises(ModelError, match="a Classification where a Segmentation belongs"):
        check_result(classification(), a_volume, info_for("segmentation"))
    with pytest.raises(ModelError, match="a NoneType where"):
        check_result(None, a_volume, info_for("classification"))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"probability": 1.2}, "a probability or threshold of 1.2"),
        ({"probability": float("nan")}, "nan"),
        ({"threshold": -0.1}, "-0.1"),
        ({"label": "heart"}, "findings that its manifest does not name: heart"),
    ],
)
def test_impossible_finding_is_refused(a_volume, fields, reason):
    with pytest.raises(ModelError, match=reason):
        check_result(classification(**fields), a_volume, info_for("classification"))


def test_classification_without_findings_or_with_two_of_a_name_is_refused(a_volume):
    with pytest.raises(ModelError, match="no finding at all"):
        check_result(Classification(()), a_volume, info_for("classification"))
    twice = Classification((Finding("left", 0.1), Finding("left", 0.2)))
    with pytest.raises(ModelError, match="two findings with the same name"):
        check_result(twice, a_volume, info_for("classification"))


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([0, 0, np.nan, 1], "NaN"),
        ([0, 0, np.inf, 1], "NaN or infinite"),
        ([0, 0, 0.5, 1.5], "values from 0 to 1.5"),
        ([0.3, 0.3, 0.3, 0.3], "the same value everywhere"),
    ],
)
def test_impossible_heat_map_is_refused(a_volume, values, reason):
    finding = classification(evidence=heat_map(a_volume, values))
    with pytest.raises(ModelError, match=reason):
        check_result(finding, a_volume, info_for("classification"))


def test_heat_map_on_a_grid_of_its_own_is_accepted_also_if_it_shows_nothing(a_volume):
    for values in ([0, 0.2, 0.4, 1], [0, 0, 0, 0]):
        finding = classification(evidence=heat_map(a_volume, values))
        check_result(finding, a_volume, info_for("classification"))


def test_heat_map_outside_the_picture_is_refused(a_volume):
    far = Volume(np.array([[[0.0, 1.0]]], np.float32), Geometry((1, 1, 2), (500.0, 0.0, 0.0)))
    with pytest.raises(ModelError, match="outside the picture"):
        check_result(classification(evidence=far), a_volume, info_for("classification"))


def test_boxes_are_checked(a_volume):
    good = Box("left", 0.9, (2.0, 3.0, 5.0), (1.0, 1.0, 1.0))
    check_result(Detections((good,)), a_volume, info_for("detection"))
    for fields, reason in (
        ({"score": 2.0}, "impossible"),
        ({"size_lps": (0.0, 1.0, 1.0)}, "impossible"),
        ({"centre_lps": (float("nan"), 0.0, 0.0)}, "impossible"),
        ({"centre_lps": (200.0, 0.0, 0.0)}, "outside the picture"),
        ({"label": "heart"}, "does not name"),
    ):
        with pytest.raises(ModelError, match=reason):
            check_result(Detections((dataclasses.replace(good, **fields),)), a_volume, info_for("detection"))


def test_image_must_be_of_numbers_and_in_place(a_volume):
    check_result(a_volume, a_volume, info_for("image"))
    broken = dataclasses.replace(a_volume, voxels=np.full((4, 5, 6), np.nan, np.float32))
    with pytest.raises(ModelError, match="NaN"):
        check_result(broken, a_volume, info_for("image"))


@pytest.mark.parametrize("fields", [{"per_slice": (0.1, float("nan"))}, {"per_slice": (1.5,)},
                                    {"slice_places": ((0.0, float("inf"), 0.0),)}])  # fmt: skip
def test_a_finding_with_impossible_slices_is_refused(a_volume, fields):
    with pytest.raises(ModelError, match="left"):
        check_result(classification(**fields), a_volume, info_for("classification"))


@pytest.mark.parametrize("name", ["full_scale", "score", "threshold"])
@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_an_anomaly_map_with_impossible_numbers_is_refused(a_volume, name, number):
    error = dataclasses.replace(a_volume, voxels=np.zeros(a_volume.voxels.shape, np.float32))
    good = AnomalyMap(error, 0.5, 1.0)
    check_result(good, a_volume, info_for("anomaly"))
    with pytest.raises(ModelError, match="anomaly map"):
        check_result(dataclasses.replace(good, **{name: number}), a_volume, info_for("anomaly"))
