"""EngineRun: all that a task needs to answer for one image."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from medviewer.api.model import Report
from medviewer.core.errors import ModelError
from medviewer.core.volume import Volume
from medviewer.engine.backends.backend import Backend
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Stage

_YES = frozenset({"true", "1", "yes", "on"})
_NO = frozenset({"false", "0", "no", "off", ""})


@dataclass(frozen=True, eq=False)
class EngineRun:
    """A pack with its networks, the images, and what the user asked for.

    Parameters
    ----------
    manifest
        The pack.
    backends
        Name of a stage -> its networks, one a fold.
    volumes
        One a channel; the first one's grid is the result's.
    params
        As a user gave them, as text.
    report
        Called at every tile; raises `Cancelled`.
    """

    manifest: PackManifest
    backends: Mapping[str, tuple[Backend, ...]]
    volumes: tuple[Volume, ...]
    params: Mapping[str, str]
    report: Report

    @property
    def volume(self) -> Volume:
        """The image that the result belongs to."""
        return self.volumes[0]

    def backends_of(self, stage: Stage) -> tuple[Backend, ...]:
        """The networks of a stage that are to be used: ``folds`` of the params is how many at most."""
        backends = self.backends[stage.name]
        wanted = self.params.get("folds", "all")
        if wanted in ("", "all"):
            return backends
        most = max(len(folds) for folds in self.backends.values())
        return backends[: int(self.number("folds", most, 1, most))]

    def mirror_axes(self, stage: Stage) -> tuple[int, ...]:
        """The tensor axes that tiles are mirrored along: those that the pack names, unless ``tta`` is no.

        They are part of how nnU-Net predicts, so a pack made from it that is run without them is faster
        and no longer equal to it.
        """
        axes = stage.tiles.mirror_axes
        return axes if self.flag("tta", bool(axes)) else ()

    def sums_device(self, device: str) -> str:
        """Where sums of tiles may lie that come from this device: ``sums`` = cpu keeps them off a card."""
        return "cpu" if self.params.get("sums", "") == "cpu" else device

    def flag(self, name: str, default: bool) -> bool:
        """A yes or no of the params.

        Raises
        ------
        ModelError
            If it is neither.
        """
        text = self.params.get(name, "").strip().lower() or str(default).lower()
        if text in _YES or text in _NO:
            return text in _YES
        raise ModelError(f"{self.manifest.info.name} was given {name} = {text!r}; give true or false.")

    def number(self, name: str, default: float, low: float, high: float) -> float:
        """A number of the params.

        Raises
        ------
        ModelError
            If it is none or not from ``low`` to ``high``.
        """
        text = self.params.get(name, "").strip() or str(default)
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if low <= value <= high:
            return value
        raise ModelError(
            f"{self.manifest.info.name} was given {name} = {text!r}; give a number from {low:g} to {high:g}."
        )

    def with_report(self, report: Report) -> EngineRun:
        """The same with another report, for a part of the work."""
        return replace(self, report=report)
