"""What ``metadata.json`` of a bundle says of its images and classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from medviewer.api.contract import ChannelRole
from medviewer.api.model_info import Label, TaskType
from medviewer.importers.label_file import named
from medviewer.importers.options import NOT_STATED

_MODALITIES = {
    "CT": "CT",
    "MR": "MR",
    "MRI": "MR",
    "PET": "PT",
    "PT": "PT",
    "US": "US",
    "XRAY": "DX",
    "X-RAY": "DX",
}
_CONTRASTS = ("flair", "t1c", "t1ce", "t1gd", "t1", "t2w", "t2", "adc", "dwi", "pd")
_TASKS: Mapping[str, TaskType] = {
    "segmentation": "segmentation",
    "classes": "classification",
    "classification": "classification",
    "probabilities": "classification",
    "boxes": "detection",
    "detection": "detection",
}


@dataclass(frozen=True)
class Metadata:
    """``image`` and ``pred`` are the tables of the first input and the first output."""

    document: Mapping[str, Any]

    @property
    def key(self) -> str:
        """Name of the image in the bundle's dictionaries."""
        return next(iter(self._formats("inputs")), "image")

    @property
    def output_key(self) -> str:
        return next(iter(self._formats("outputs")), "pred")

    @property
    def image(self) -> Mapping[str, Any]:
        return self._first("inputs")

    @property
    def pred(self) -> Mapping[str, Any]:
        return self._first("outputs")

    @property
    def task(self) -> TaskType | None:
        """Of the output's format or type; None if they say nothing that is known."""
        for what in ("format", "type"):
            told = str(self.pred.get(what, "")).lower()
            if told in _TASKS:
                return _TASKS[told]
        return None

    @property
    def modalities(self) -> tuple[str, ...]:
        """DICOM's words for the modality; empty if it is none of the usual ones."""
        told = str(self.image.get("modality", "")).upper().strip()
        return (_MODALITIES[told],) if told in _MODALITIES else ()

    @property
    def roles(self) -> tuple[ChannelRole, ...]:
        """One a channel where there are several."""
        names = _channels(self.image)
        count = self.image.get("num_channels", 1)
        if not isinstance(count, int) or count < 2 or len(names) != count:
            return ()
        unique = [name if names.index(name) == n else f"{name} {n}" for n, name in enumerate(names)]
        return tuple(ChannelRole(name, self.modalities, _keywords(name)) for name in unique)

    def labels(self, count: int, has_background: bool) -> tuple[Label, ...]:
        """A label for each of the output's ``count`` channels, but the background."""
        names = _channels(self.pred)
        if len(names) != count:
            names = [f"class {n + (0 if has_background else 1)}" for n in range(count)]
        return named(names if has_background else ["background", *names])

    def text(self, name: str, default: str = "") -> str:
        value = self.document.get(name, default)
        if isinstance(value, list):
            value = ", ".join(str(item) for item in value)
        return str(value).strip() or default

    @property
    def references(self) -> tuple[str, ...]:
        told = self.document.get("references", [])
        return (
            tuple(str(item).strip() for item in told if str(item).strip()) if isinstance(told, list) else ()
        )

    @property
    def licence(self) -> str:
        return self.text("license") or self.text("licence") or NOT_STATED

    def _formats(self, which: str) -> Mapping[str, Any]:
        formats = self.document.get("network_data_format")
        told = formats.get(which) if isinstance(formats, dict) else None
        return told if isinstance(told, dict) else {}

    def _first(self, which: str) -> Mapping[str, Any]:
        first: Any = next(iter(self._formats(which).values()), {})
        return first if isinstance(first, dict) else {}


def _channels(table: Mapping[str, Any]) -> list[str]:
    told = table.get("channel_def")
    if not isinstance(told, dict) or not all(str(key).isdigit() for key in told):
        return []
    return [str(told[key]) for key in sorted(told, key=lambda key: int(key))]


def _keywords(name: str) -> tuple[str, ...]:
    folded = name.lower()
    return tuple(word for word in _CONTRASTS if word in folded)[:1] or (folded,)
