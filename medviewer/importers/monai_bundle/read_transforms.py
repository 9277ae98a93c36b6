"""What a bundle's preprocessing means: the grid and the normalisation of the network's input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from medviewer.importers.monai_bundle.expressions import Part
from medviewer.packs.stage import Normalise, Resampling, Space

_NOTHING_TO_DO = frozenset(
    ("LoadImaged", "EnsureChannelFirstd", "AddChanneld", "AsChannelFirstd", "EnsureTyped", "ToTensord",
     "CastToTyped", "ToDeviced", "SelectItemsd", "DeleteItemsd", "Identityd")
)  # fmt: skip
"""Reading, and in which types and places numbers lie: ours to do."""

_RESAMPLINGS: Mapping[Any, Resampling] = {
    "bilinear": "linear", "linear": "linear", 1: "linear", "nearest": "nearest", 0: "nearest",
}  # fmt: skip
_PERCENT = 100.0


@dataclass
class Preprocessing:
    """The steps as our nouns say them; ``reasons`` is what cannot be said.

    ``seen`` holds the names of the steps so far, because their order matters.
    """

    space: Space
    steps: list[Normalise] = field(default_factory=list)
    multiple_of: int = 1
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    is_per_channel: bool = True


def read_preprocessing(parts: Sequence[Part], key: str, is_flat: bool, axes: str) -> Preprocessing:
    """What the transforms do to the image.

    Parameters
    ----------
    parts
        The transforms of ``preprocessing`` in order.
    key
        Name of the image in the bundle's dictionaries, e.g. ``"image"``.
    is_flat
        Whether the network reads two-dimensional pictures.
    axes
        What a user said of the axes; ``""`` for what the bundle says.
    """
    done = Preprocessing(Space(axes=axes, resampling="linear"))
    for part in parts:
        keys = part.arguments.get("keys", key)
        if key not in ([keys] if isinstance(keys, str) else keys):
            continue  # of a label or a mask, which there is none of here
        reader = _READERS.get(part.name)
        if reader is not None:
            reader(part.arguments, done)
        elif part.name not in _NOTHING_TO_DO:
            done.reasons.append(f"its preprocessing has a step {part.name}, which is not known.")
        done.seen.append(part.name)
    if not done.space.axes and not is_flat:
        done.reasons.append(
            "its preprocessing does not say how the image lies (no Orientationd); give the "
            "option axes, e.g. RAS."
        )
    return done


def _orientation(told: Mapping[str, Any], done: Preprocessing) -> None:
    axes = str(told.get("axcodes", ""))
    if told.get("as_closest_canonical"):
        axes = "RAS"
    if len(axes) != 3 or "Spacingd" in done.seen:
        done.reasons.append(f"its orientation {axes!r:.20} comes after the resampling or is none.")
        return
    done.space = replace(done.space, axes=axes)


def _spacing(told: Mapping[str, Any], done: Preprocessing) -> None:
    pixdim = told.get("pixdim", ())
    values = [pixdim] * 3 if isinstance(pixdim, int | float) else list(pixdim)
    mode = told.get("mode", "bilinear")
    mode = mode[0] if isinstance(mode, list | tuple) and mode else mode
    if not values or not all(value is None or isinstance(value, int | float) for value in values):
        done.reasons.append("its spacing is no list of numbers.")
    elif mode not in _RESAMPLINGS:
        done.reasons.append(f"it resamples the image by {mode!r:.20}, which is not known.")
    elif done.steps:
        done.reasons.append(
            "it resamples the image after changing its values; only the other order is known."
        )
    else:
        spacing = tuple(float(value) if value is not None and value > 0 else 0.0 for value in values[:3])
        done.space = replace(done.space, spacing_mm=spacing, resampling=_RESAMPLINGS[mode])


def _range(told: Mapping[str, Any], done: Preprocessing) -> None:
    low, high = told["a_min"], told["a_max"]
    to_low, to_high = told.get("b_min"), told.get("b_max")
    if to_low is None or to_high is None:
        to_low, to_high = 0.0, 1.0
    step = Normalise(
        "range", low=low, high=high, to_low=to_low, to_high=to_high, clip=bool(told.get("clip", False))
    )
    done.steps.append(step)


def _minmax(told: Mapping[str, Any], done: Preprocessing) -> None:
    if told.get("factor") is not None and told.get("minv", 0.0) is None:
        done.steps.append(Normalise("linear", scale=1.0 + told["factor"]))
        return
    done.steps.append(Normalise("minmax", to_low=told.get("minv", 0.0), to_high=told.get("maxv", 1.0)))
    done.is_per_channel &= bool(told.get("channel_wise", False))


def _percentiles(told: Mapping[str, Any], done: Preprocessing) -> None:
    if told.get("relative"):
        done.reasons.append("its ScaleIntensityRangePercentilesd is relative, which is not known.")
        return
    step = Normalise(
        "percentile", low=told["lower"], high=told["upper"], to_low=told["b_min"], to_high=told["b_max"],
        clip=bool(told.get("clip", False)),
    )  # fmt: skip
    done.steps.append(step)
    done.is_per_channel &= bool(told.get("channel_wise", False))


def _zscore(told: Mapping[str, Any], done: Preprocessing) -> None:
    mean, std = told.get("subtrahend"), told.get("divisor")
    if any(isinstance(value, list | tuple) for value in (mean, std)):
        done.reasons.append("its NormalizeIntensityd has numbers for each channel, which is not known.")
        return
    done.steps.append(Normalise("zscore", mean=mean, std=std, nonzero=bool(told.get("nonzero", False))))
    done.is_per_channel &= bool(told.get("channel_wise", False)) or (mean is not None and std is not None)


def _threshold(told: Mapping[str, Any], done: Preprocessing) -> None:
    threshold = told["threshold"]
    if told.get("cval", 0.0) != threshold:
        done.reasons.append("its ThresholdIntensityd is more than a bound of the values, which is not known.")
        return
    is_least = told.get("above", True)
    done.steps.append(Normalise("clip", low=threshold) if is_least else Normalise("clip", high=threshold))


def _foreground(told: Mapping[str, Any], done: Preprocessing) -> None:
    if set(told) - {"keys", "source_key", "margin", "allow_smaller", "k_divisible", "mode", "start_coord_key",
                    "end_coord_key", "allow_missing_keys", "channel_indices", "select_fn"}:  # fmt: skip
        done.reasons.append("its CropForegroundd has settings that are not known.")
    elif done.steps or told.get("margin", 0) not in (0, None) or told.get("k_divisible", 1) != 1:
        done.notes.append("It was made to look at the foreground only; here it looks at all of the image")
    else:
        done.space = replace(done.space, crop="nonzero")


def _divisible(told: Mapping[str, Any], done: Preprocessing) -> None:
    k = told.get("k", 1)
    if not isinstance(k, int) or k < 1:
        done.reasons.append("its DivisiblePadd has another number for each axis, which is not known.")
        return
    done.multiple_of = k


def _resize(told: Mapping[str, Any], done: Preprocessing) -> None:
    size = told.get("spatial_size", ())
    if not isinstance(size, list | tuple) or len(size) != 2 or not told.get("anti_aliasing", False):
        done.reasons.append("it resizes the image; only pictures, with anti_aliasing, are known.")
        return
    done.space = replace(done.space, resize=(int(size[0]), int(size[1])))


_READERS = {
    "Orientationd": _orientation,
    "Spacingd": _spacing,
    "ScaleIntensityRanged": _range,
    "ScaleIntensityd": _minmax,
    "ScaleIntensityRangePercentilesd": _percentiles,
    "NormalizeIntensityd": _zscore,
    "ThresholdIntensityd": _threshold,
    "CropForegroundd": _foreground,
    "DivisiblePadd": _divisible,
    "Resized": _resize,
}
