"""What a model says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from medviewer.api.contract import InputContract
from medviewer.core.segmentation import Code, Color

TaskType = Literal["segmentation", "classification", "detection", "image", "sequence", "anomaly", "landmarks"]
ParameterKind = Literal["number", "whole", "flag", "choice", "text"]


@dataclass(frozen=True)
class Label:
    """One class of a model's output. ``number`` is its value in a label map (segmentation), from 1."""

    number: int
    name: str
    color: Color = (86, 180, 233)
    code: Code | None = None


@dataclass(frozen=True)
class Parameter:
    """One setting that a user may change before a run; a row of the form.

    Parameters
    ----------
    name, title, help
        Its key in ``params``, what the form calls it, and one sentence.
    kind
        ``params`` holds its value as text: ``"0.5"``, ``"3"``, ``"true"``, one of ``choices``, anything.
    default
        As in ``params``.
    low, high, unit
        Bounds of a number, both included.
    """

    name: str
    title: str
    kind: ParameterKind
    default: str
    help: str = ""
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    unit: str = ""


@dataclass(frozen=True)
class OperatingPoint:
    """A threshold of one label's probability with what it is good for and what was measured there."""

    label: str
    name: str
    threshold: float
    sensitivity: float | None = None
    specificity: float | None = None


@dataclass(frozen=True)
class ModelInfo:
    """What a model is, what it accepts, what it gives and what it is meant for."""

    id: str
    version: str
    name: str
    task: TaskType
    contract: InputContract
    labels: tuple[Label, ...]
    licence: str
    intended_use: str
    weights: str = ""
    """File name of the weights inside the plugin's folder; its SHA-256 goes into the provenance.

    A model that was given other weights in ``params`` sets it to their whole path, and ``labels`` to theirs.
    """
    card: str = field(default="card.md")
    """File name of the model card inside the plugin's folder."""
    parameters: tuple[Parameter, ...] = ()
    operating_points: tuple[OperatingPoint, ...] = ()
    picture: str = ""
    """File name of a picture for the model browser, a PNG inside the folder."""
