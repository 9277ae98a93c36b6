"""Honest probabilities: from a classifier's raw outputs, with the calibration that its pack carries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import ModelError
from medviewer.packs.pack_manifest import Calibration

ScoreKind = Literal["scores", "sigmoid_scores"]
_WORST = 50.0  # e^-50 is no probability that anyone can tell from 0


def apply(
    logits: npt.ArrayLike,
    kind: ScoreKind,
    names: Sequence[str],
    calibration: Sequence[Calibration] = (),
) -> npt.NDArray[np.float64]:
    """Probabilities 0..1 of raw outputs.

    Parameters
    ----------
    logits
        (..., outputs), before softmax or sigmoid.
    kind
        ``"scores"``: the outputs exclude each other (softmax); ``"sigmoid_scores"``: each stands alone.
    names
        The label of each output; what a calibration says of one label is found by it.
    calibration
        Temperature scaling (Guo et al. 2017, "On Calibration of Modern Neural Networks") divides the
        logits. Platt scaling (Platt 1999) is sigmoid(a * logit + b), the logit of a softmax output being
        its log odds. A label's own calibration is used instead of one for all labels.

    Raises
    ------
    ModelError
        If an output is not finite.
    """
    values = np.asarray(logits, dtype=np.float64)
    if not np.isfinite(values).all():
        raise ModelError("The network gave numbers that are not finite, so there are no probabilities.")
    log_odds = np.empty_like(values)
    for n, name in enumerate(names):
        one = calibration_of(calibration, name)
        heat = one.a if one is not None and one.method == "temperature" else 1.0
        own = _log_odds(values / heat, n) if kind == "scores" else values[..., n] / heat
        log_odds[..., n] = one.a * own + one.b if one is not None and one.method == "platt" else own
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(log_odds, -_WORST, _WORST))))


def calibration_of(calibration: Sequence[Calibration], name: str) -> Calibration | None:
    """What is known of one label: its own calibration, else that of all labels, else None."""
    return _of(calibration, name) or _of(calibration, "")


def calibration_words(one: Calibration | None) -> str:
    """How a probability was calibrated, e.g. ``"calibrated, ECE 0.03 on 400 cases"``; "" if it was not."""
    if one is None:
        return ""
    error = "" if one.error is None else f", ECE {one.error:.2g}"
    cases = f" on {one.cases} cases" if one.cases and error else ""
    return f"calibrated{error}{cases}"


def _of(calibration: Sequence[Calibration], name: str) -> Calibration | None:
    return next((one for one in calibration if one.label == name), None)


def _log_odds(logits: npt.NDArray[np.float64], n: int) -> npt.NDArray[np.float64]:
    """log(p / (1 - p)) of one softmax output, without losing what is near 0 or 1."""
    if logits.shape[-1] == 1:
        return np.asarray(logits[..., 0])
    others = np.delete(logits, n, axis=-1)
    greatest = others.max(axis=-1)
    sum_of_others = np.log(np.exp(others - greatest[..., None]).sum(axis=-1)) + greatest
    return np.asarray(logits[..., n] - sum_of_others)
