"""What a bundle's inferer and postprocessing mean: tiles, what the channels are, clean-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from medviewer.importers.monai_bundle.expressions import Part
from medviewer.packs.pack_manifest import CleanUp
from medviewer.packs.stage import ResampleBack, Tiles

_NOTHING_TO_DO = frozenset(
    ("Compose", "EnsureTyped", "ToTensord", "CastToTyped", "ToDeviced", "SelectItemsd", "DeleteItemsd",
     "SaveImaged", "Identityd")
)  # fmt: skip


@dataclass
class Postprocessing:
    """``activation`` of the channels, how one wins, what is cleaned up; ``reasons``: what cannot be said."""

    activation: Literal["softmax", "sigmoid", ""] = ""
    is_argmax: bool = False
    threshold: float | None = None
    resample: ResampleBack = "logits"
    clean_up: list[CleanUp] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def read_inferer(part: Part | None, multiple_of: int) -> tuple[Tiles, list[str]]:
    """The tiles, and what cannot be said of them."""
    if part is None or part.name == "SimpleInferer":
        return Tiles(multiple_of=multiple_of, blending="constant"), []
    if part.name not in ("SlidingWindowInferer", "SlidingWindowInfererAdapt"):
        return Tiles(), [f"its inferer {part.target!r:.80} is not known."]
    told = part.arguments
    size, overlap = told.get("roi_size"), told.get("overlap", 0.25)
    mode, padding = told.get("mode", "constant"), told.get("padding_mode", "constant")
    reasons = []
    if not isinstance(size, list | tuple) or not all(isinstance(n, int) and n > 0 for n in size):
        reasons.append("the size of its sliding window is not known.")
        size = ()
    if isinstance(overlap, list | tuple) and len(set(overlap)) == 1:
        overlap = overlap[0]
    if not isinstance(overlap, int | float) or not 0 <= overlap < 1:
        reasons.append("its sliding window has another overlap for each axis.")
        overlap = 0.25
    if mode not in ("constant", "gaussian") or padding != "constant":
        reasons.append(
            f"its sliding window blends by {mode!r:.20} and pads by {padding!r:.20}, which is not known."
        )
        mode = "constant"
    tiles = Tiles(
        size=tuple(size),
        step=1 - overlap,
        blending="gaussian" if mode == "gaussian" else "constant",
        sigma_scale=float(told.get("sigma_scale", 0.125)),
        fill=float(told.get("cval", 0.0)),
    )
    return tiles, reasons


def read_postprocessing(parts: Sequence[Part], key: str) -> Postprocessing:
    """What the transforms do to the network's output."""
    done = Postprocessing()
    for part in parts:
        keys = part.arguments.get("keys", key)
        if key not in ([keys] if isinstance(keys, str) else keys):
            continue
        reader = _READERS.get(part.name)
        if reader is not None:
            reader(part.arguments, done)
        elif part.name not in _NOTHING_TO_DO:
            done.reasons.append(f"its postprocessing has a step {part.name}, which is not known.")
    return done


def _activation(told: Mapping[str, Any], done: Postprocessing) -> None:
    if told.get("other") is not None or (told.get("softmax") and told.get("sigmoid")):
        done.reasons.append("its activation is neither softmax nor sigmoid.")
    done.activation = (
        "sigmoid" if _one(told.get("sigmoid")) else "softmax" if _one(told.get("softmax")) else ""
    )


def _discrete(told: Mapping[str, Any], done: Postprocessing) -> None:
    done.is_argmax = done.is_argmax or bool(_one(told.get("argmax")))
    threshold = _one(told.get("threshold"))
    if threshold is True or told.get("threshold_values"):  # as it was told before MONAI 0.7
        threshold = told.get("logit_thresh", 0.5)
    if threshold is not None and threshold is not False:
        done.threshold = float(threshold)


def _invert(told: Mapping[str, Any], done: Postprocessing) -> None:
    """Labels go back by the nearest voxel, everything before them as numbers."""
    nearest = bool(_one(told.get("nearest_interp", True)))
    is_label = done.is_argmax or done.threshold is not None
    if nearest or is_label:
        done.resample = "labels"
    elif done.activation:
        done.resample = "probabilities"


def _largest(told: Mapping[str, Any], done: Postprocessing) -> None:
    labels = told.get("applied_labels")
    numbers = [labels] if isinstance(labels, int) else list(labels or (0,))
    count = int(told.get("num_components", 1))
    if len(numbers) > 1 and told.get("independent", True) is False:
        done.reasons.append("it keeps the largest component of several labels together, which is not known.")
    done.clean_up += [CleanUp(label=int(number), largest=count) for number in numbers]


def _holes(told: Mapping[str, Any], done: Postprocessing) -> None:
    labels = told.get("applied_labels")
    numbers = [labels] if isinstance(labels, int) else list(labels or (0,))
    done.clean_up += [CleanUp(label=int(number), fill_holes=True) for number in numbers]


def _one(value: Any) -> Any:
    """The value, also where it is given as a list for one key."""
    return value[0] if isinstance(value, list | tuple) and value else value


_READERS = {
    "Activationsd": _activation,
    "AsDiscreted": _discrete,
    "Invertd": _invert,
    "KeepLargestConnectedComponentd": _largest,
    "FillHolesd": _holes,
}
