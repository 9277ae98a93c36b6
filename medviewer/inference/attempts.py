"""What is tried when memory fails: each time with less on the graphics card, each only once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from medviewer.engine.backends.record import LEAN, read_backend_record
from medviewer.inference.device import Device
from medviewer.inference.read_model import AnyManifest
from medviewer.packs.pack_manifest import PackManifest

_WORTH_TRYING = 0.2
SUMS = "sums"
"""The parameter that keeps the sums of overlapping tiles out of the graphics card's memory."""


@dataclass(frozen=True)
class Attempt:
    """A torch device name, what the model is told, and the sentence that says why."""

    device: str
    params: Mapping[str, str]
    note: str


def attempts(manifest: AnyManifest, device: Device, params: Mapping[str, str]) -> tuple[Attempt, ...]:
    """The ways to run a model, the wanted one first.

    Neither changes the answer, as smaller tiles would: they are part of what a network was made for.
    """
    wanted = Attempt(device.name, params, device.reason)
    if device.name == "cpu":
        return (wanted, *_leaner(manifest, params))
    on_cpu = Attempt(
        "cpu", params, "The graphics card has too little memory; running on the processor instead."
    )
    if not isinstance(manifest, PackManifest):
        return (wanted, on_cpu)
    note = "The graphics card has too little memory; adding up in the machine's memory instead."
    with_sums_on_cpu = Attempt(device.name, {**params, SUMS: "cpu"}, note)
    return (wanted, with_sums_on_cpu, on_cpu, *_leaner(manifest, params))


def _leaner(manifest: AnyManifest, params: Mapping[str, str]) -> tuple[Attempt, ...]:
    """The way on the processor that takes least memory, if it is another one and the user asked for none."""
    if not isinstance(manifest, PackManifest) or params.get("precision", "auto") not in ("", "auto"):
        return ()
    record = read_backend_record(manifest.folder, "cpu")
    stages = () if record is None else record.stages
    pairs = [(stage.best(), stage.best(LEAN)) for stage in stages]
    saved = [best.ram_bytes - lean.ram_bytes for best, lean in pairs if best is not None and lean is not None]
    most = max((best.ram_bytes for best, _ in pairs if best is not None), default=0)
    if max(saved, default=0) <= _WORTH_TRYING * most:
        return ()
    note = "There is too little memory for the fastest way; running in the way that takes the least."
    return (Attempt("cpu", {**params, "precision": LEAN}, note),)
