"""PackManifest: all that a ``pack.toml`` says."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from medviewer.api.model_info import ModelInfo
from medviewer.packs.stage import Stage

FORMAT_VERSION = 1
PACK_NAME = "pack.toml"
PACK_SUFFIX = ".mvpack"

CalibrationMethod = Literal["temperature", "platt"]


@dataclass(frozen=True)
class CleanUp:
    """What is done to the label map at last, per label or (``label`` 0) to each of them.

    ``largest``: only the largest n connected components (26-neighbourhood) stay; ``smallest_ml``: smaller
    components go; ``fill_holes``: enclosed holes (6-neighbourhood, 3D) are filled.
    """

    label: int = 0
    largest: int = 0
    smallest_ml: float = 0.0
    fill_holes: bool = False


@dataclass(frozen=True)
class Calibration:
    """How probabilities are made honest, per label.

    ``temperature``: logits over ``a`` (Guo et al. 2017); ``platt``: sigmoid(``a`` * logit + ``b``).
    ``error`` is the expected calibration error that was measured with it on ``cases`` cases.
    """

    method: CalibrationMethod
    a: float = 1.0
    b: float = 0.0
    label: str = ""
    error: float | None = None
    cases: int = 0


@dataclass(frozen=True)
class Golden:
    """A small case with its known answer, files inside the pack.

    ``inputs`` are NIfTI files, one a channel; ``expected`` is a NIfTI file for a segmentation, an image or
    an anomaly map, JSON (as `medviewer run` writes it) for all else. ``agreement`` is the least Dice a
    label (or, for numbers, 1 - the largest difference) at which it counts as the same.
    """

    inputs: tuple[str, ...]
    expected: str
    agreement: float = 0.999


@dataclass(frozen=True)
class PackManifest:
    """What a pack says; ``folder`` is where it lies unpacked.

    ``info`` is what the rest of the program sees of any model. ``made_from`` says in plain words what
    it was converted from, ``legacy`` why it should be replaced ("" if it need not be).
    """

    info: ModelInfo
    folder: Path
    stages: tuple[Stage, ...]
    clean_up: tuple[CleanUp, ...] = ()
    calibration: tuple[Calibration, ...] = ()
    golden: Golden | None = None
    made_from: str = ""
    legacy: str = ""
    author: str = ""
    references: tuple[str, ...] = field(default=())
