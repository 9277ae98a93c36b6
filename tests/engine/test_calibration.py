"""Probabilities are what a pack's calibration makes of raw outputs, and each says how good that is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from medviewer.api import InputContract, ModelError, ModelInfo, OperatingPoint
from medviewer.engine.outputs.calibration import apply
from medviewer.engine.outputs.stated_finding import stated_finding
from medviewer.packs.pack_manifest import Calibration, PackManifest

NAMES = ("Clear", "Opacity", "Nodule")


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def test_without_calibration_softmax_and_sigmoid_are_what_they_are() -> None:
    logits = np.random.default_rng(0).normal(0, 3, (5, 3))
    assert np.allclose(apply(logits, "scores", NAMES), softmax(logits))
    assert np.allclose(apply(logits, "sigmoid_scores", NAMES), 1 / (1 + np.exp(-logits)))


def test_temperature_divides_the_logits_and_keeps_the_sum() -> None:
    logits = np.array([4.0, 1.0, -2.0])
    calibrated = apply(logits, "scores", NAMES, (Calibration("temperature", 2.5),))
    assert np.allclose(calibrated, softmax(logits / 2.5))
    assert calibrated.sum() == pytest.approx(1.0)


def test_platt_scaling_of_one_label_goes_before_the_common_temperature() -> None:
    logits = np.array([0.3, 2.0, -1.0])
    both = (Calibration("temperature", 2.0), Calibration("platt", 0.5, -1.0, "Opacity"))
    calibrated = apply(logits, "sigmoid_scores", NAMES, both)
    assert calibrated[1] == pytest.approx(1 / (1 + np.exp(-(0.5 * 2.0 - 1.0))))
    assert calibrated[0] == pytest.approx(1 / (1 + np.exp(-0.15)))


def test_platt_scaling_of_a_softmax_output_takes_its_log_odds() -> None:
    logits = np.array([0.3, 2.0, -1.0])
    p = softmax(logits)[1]
    calibrated = apply(logits, "scores", NAMES, (Calibration("platt", 0.7, 0.2, "Opacity"),))
    assert calibrated[1] == pytest.approx(1 / (1 + np.exp(-(0.7 * np.log(p / (1 - p)) + 0.2))))


def test_very_sure_outputs_stay_finite_and_ordered() -> None:
    found = apply([[900.0, -900.0], [-900.0, 900.0]], "scores", ("a", "b"))
    assert np.isfinite(found).all()
    assert found[0, 0] > 0.999 > 0.001 > found[0, 1]


def test_outputs_that_are_not_finite_are_refused() -> None:
    with pytest.raises(ModelError, match="not finite"):
        apply([np.nan, 0.0], "scores", ("a", "b"))


@pytest.fixture
def a_manifest() -> PackManifest:
    points = (
        OperatingPoint("Opacity", "screening", 0.31, 0.95, 0.80),
        OperatingPoint("Opacity", "confirmation", 0.72, 0.70, 0.97),
    )
    info = ModelInfo(
        "m", "1", "M", "classification", InputContract(), (), "MIT", "Testing.", operating_points=points
    )
    return PackManifest(
        info, Path("m"), (), calibration=(Calibration("platt", 1.0, 0.0, "Opacity", 0.03, 400),)
    )


def test_a_finding_says_its_calibration_and_its_first_operating_point(a_manifest: PackManifest) -> None:
    finding = stated_finding(a_manifest, "Opacity", 0.4)
    assert finding.calibration == "calibrated, ECE 0.03 on 400 cases"
    assert (finding.operating_point, finding.threshold) == ("screening", 0.31)
    assert (finding.sensitivity, finding.specificity) == (0.95, 0.80)
    assert finding.is_positive


def test_the_reader_chooses_the_operating_point(a_manifest: PackManifest) -> None:
    finding = stated_finding(a_manifest, "Opacity", 0.4, {"operating_point": "confirmation"})
    assert finding.threshold == 0.72
    assert not finding.is_positive


def test_a_label_without_calibration_or_operating_point_says_nothing_of_them(
    a_manifest: PackManifest,
) -> None:
    finding = stated_finding(a_manifest, "Clear", 0.4, threshold=0.6)
    assert (finding.calibration, finding.operating_point, finding.threshold) == ("", "", 0.6)
    assert finding.sensitivity is None
