"""What a model says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from medviewer.api.contract import InputContract
from medviewer.core.segmentation import Code, Color

TaskType = Literal["segmentation", "classification", "detection", "image"]


@dataclass(frozen=True)
class Label:
    """One class of a model's output. ``number`` is its value in a label map (segmentation), from 1."""

    number: int
    name: str
    color: Color = (86, 180, 233)
    code: Code | None = None


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
