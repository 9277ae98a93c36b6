"""Which of TotalSegmentator's data sets belong to which task, and what is done around its networks.

After TotalSegmentator 2.5 (``python_api.py``, ``nnunet.py``, ``map_to_binary.py``, ``libs.py``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from medviewer.importers.nnunet.model_folder import ModelFolder, models_below
from medviewer.importers.totalsegmentator.classes import BODY, TOTAL, TOTAL_MR
from medviewer.packs.pack_manifest import CleanUp

_DATASET = re.compile(r"Dataset(\d{3})_(\w+)")
_BODY_CLEAN_UP = (CleanUp(label=1, largest=1), CleanUp(label=2, smallest_ml=50.0))


@dataclass(frozen=True)
class Task:
    """One task.

    Parameters
    ----------
    name, title
        As TotalSegmentator calls it, and for people.
    datasets
        Numbers of the data sets whose networks make it up, in the order in which they are merged.
    words
        One of these is in the names of the data sets: numbers alone mean nothing elsewhere.
    spacing_mm
        What images are resampled to, all axes alike.
    step
        Of the tiles.
    classes
        All classes, from number 1.
    modality
        DICOM Modality.
    """

    name: str
    title: str
    datasets: tuple[int, ...]
    words: tuple[str, ...]
    spacing_mm: float
    step: float
    classes: tuple[str, ...]
    modality: str
    clean_up: tuple[CleanUp, ...] = ()


_CT, _MR = ("TotalSegmentator",), ("TotalSegMRI",)
TASKS = (
    Task("total", "117 structures in CT", (291, 292, 293, 294, 295), _CT, 1.5, 0.8, TOTAL, "CT"),
    Task("total-3mm", "117 structures in CT at 3 mm", (297,), _CT, 3.0, 0.5, TOTAL, "CT"),
    Task("total-6mm", "117 structures in CT at 6 mm", (298,), _CT, 6.0, 0.5, TOTAL, "CT"),
    Task("body", "trunk and limbs in CT", (299,), ("body",), 1.5, 0.5, BODY, "CT", _BODY_CLEAN_UP),
    Task(
        "body-6mm", "trunk and limbs in CT at 6 mm", (300,), ("body",), 6.0, 0.5, BODY, "CT", _BODY_CLEAN_UP
    ),
    Task("total-mr", "50 structures in MR", (850, 851), _MR, 1.5, 0.5, TOTAL_MR, "MR"),
    Task("total-mr-3mm", "50 structures in MR at 3 mm", (852,), _MR, 3.0, 0.5, TOTAL_MR, "MR"),
    Task("total-mr-6mm", "50 structures in MR at 6 mm", (853,), _MR, 6.0, 0.5, TOTAL_MR, "MR"),
)

CROPPED = {
    (150, "icb"): "the brain",
    (258, "lung_vessels"): "the lungs",
    (260, "hip_implant"): "the hips",
    (315, "thoraxCT"): "the lungs",
    (503, "cardiac_motion"): "the heart",
}
"""Number and word of a data set -> what TotalSegmentator finds with another network and crops to first."""


def dataset_number(model: ModelFolder) -> int | None:
    """The number of the data set a model was trained on, by the name of its folder."""
    found = _DATASET.fullmatch(model.dataset)
    return int(found[1]) if found else None


def task_of(model: ModelFolder) -> Task | None:
    """The task that a model belongs to; None if it is none of TotalSegmentator's that are known here."""
    number = dataset_number(model)
    for task in TASKS:
        if number in task.datasets and any(word in model.dataset for word in task.words):
            return task
    return None


def cropped_to(model: ModelFolder) -> str:
    """What TotalSegmentator crops to before it runs a model; "" if it does not, or the model is not its."""
    number = dataset_number(model)
    found = (organ for (n, word), organ in CROPPED.items() if n == number and word in model.dataset)
    return next(found, "")


def tasks_in(models: Sequence[ModelFolder]) -> tuple[Task, ...]:
    """The tasks that some models belong to."""
    return tuple(task for task in TASKS if any(task_of(model) is task for model in models))


def is_totalsegmentator(source: Path) -> bool:
    """Whether a folder holds networks that TotalSegmentator is known to run."""
    models = models_below(source) if source.is_dir() else ()
    return bool(tasks_in(models)) or any(cropped_to(model) for model in models)
