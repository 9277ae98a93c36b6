"""``dataset.json``: channels, labels and regions."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping, Sequence
from typing import Any

from medviewer.api.contract import ChannelRole
from medviewer.api.model_info import Label
from medviewer.core.segmentation import COLOR_BLIND_SAFE, Color
from medviewer.packs.stage import Output

_GOLDEN_TURN = 0.61803398875
_MODALITIES = {
    "ct": ("CT",),
    "cta": ("CT",),
    "cbct": ("CT",),
    "pet": ("PT",),
    "pt": ("PT",),
    "mri": ("MR",),
    "mr": ("MR",),
}
_MR_WORDS = ("t1", "t2", "flair", "dwi", "adc", "swi", "dce", "mprage", "pd", "mri", "mr")
_MOST_LABEL = 65535


def read_channels(dataset: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the channels in order. Raises `ValueError` if they are not numbered from 0."""
    names = dataset.get("channel_names", dataset.get("modality"))
    if not isinstance(names, Mapping) or not names:
        raise ValueError("dataset.json names no channels")
    if sorted(names, key=str) != sorted(str(n) for n in range(len(names))):
        raise ValueError("the channels of dataset.json are not numbered from 0")
    return tuple(str(names[str(n)]) for n in range(len(names)))


def modalities_of(channel: str) -> tuple[str, ...]:
    """DICOM modalities that a channel's name tells; empty where it tells none."""
    name = channel.casefold().strip()
    if name in _MODALITIES:
        return _MODALITIES[name]
    return ("MR",) if name.startswith(_MR_WORDS) else ()


def roles(channels: Sequence[str]) -> tuple[ChannelRole, ...]:
    """Roles of several channels; of a single one none are needed."""
    if len(channels) == 1:
        return ()
    names = [name if channels.count(name) == 1 else f"{name} {n + 1}" for n, name in enumerate(channels)]
    return tuple(
        ChannelRole(name, modalities_of(channel), (channel,))
        for name, channel in zip(names, channels, strict=True)
    )


def read_labels(dataset: Mapping[str, Any]) -> tuple[Output, tuple[Label, ...]]:
    """What the network's channels are, and the labels of the pack.

    Raises
    ------
    ValueError
        With what is wrong, in plain words.
    """
    given = dataset.get("labels")
    if not isinstance(given, Mapping) or given.get("background") != 0:
        raise ValueError("dataset.json names no labels with background as 0")
    named = {str(name): _numbers(value) for name, value in given.items() if name != "ignore"}
    if any(len(numbers) > 1 for numbers in named.values()):
        return _regions(named, dataset.get("regions_class_order"))
    ordered = sorted(named.items(), key=lambda item: item[1])
    numbers = tuple(value[0] for _, value in ordered)
    if numbers != tuple(range(len(numbers))):
        raise ValueError("the labels of dataset.json are not numbered 0, 1, 2, ...")
    return Output("softmax", numbers), _labels(
        {number: name for (name, _), number in zip(ordered, numbers, strict=True)}
    )


def _regions(named: Mapping[str, tuple[int, ...]], order: Any) -> tuple[Output, tuple[Label, ...]]:
    """Regions that may overlap, written over each other in order."""
    regions = {name: numbers for name, numbers in named.items() if set(numbers) != {0}}
    if not isinstance(order, Sequence) or len(order) != len(regions):
        raise ValueError("regions_class_order of dataset.json does not have one number for each region")
    written = tuple(int(number) for number in order)
    if not all(1 <= number <= _MOST_LABEL for number in written):
        raise ValueError("regions_class_order of dataset.json has a number below 1")
    names: dict[int, str] = {}
    listed = list(regions.items())
    for n, (name, numbers) in enumerate(listed):
        over = [other for other, inner in listed[n + 1 :] if set(inner) < set(numbers)]
        names[written[n]] = f"{name} without {' and '.join(over)}" if over else name
    return Output("regions", written, threshold=0.5), _labels(names)


def _numbers(value: Any) -> tuple[int, ...]:
    numbers = value if isinstance(value, list) else [value]
    if not numbers or not all(isinstance(n, int) and 0 <= n <= _MOST_LABEL for n in numbers):
        raise ValueError("a label of dataset.json is no whole number")
    return tuple(sorted(set(numbers)))


def _labels(names: Mapping[int, str]) -> tuple[Label, ...]:
    return tuple(
        Label(number, names[number], label_colour(n))
        for n, number in enumerate(sorted(number for number in names if number))
    )


def label_colour(position: int) -> Color:
    """The colour of the n-th label: those that the colour-blind can tell apart, then ever new hues."""
    if position < len(COLOR_BLIND_SAFE):
        return COLOR_BLIND_SAFE[position]
    turn = (position * _GOLDEN_TURN) % 1.0
    lightness = (0.45, 0.6, 0.75)[position % 3]
    red, green, blue = colorsys.hls_to_rgb(turn, lightness, 0.7)
    return (round(red * 255), round(green * 255), round(blue * 255))
