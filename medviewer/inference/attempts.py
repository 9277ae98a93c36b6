"""What is tried when memory fails: each time with less on the graphics card, each only once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from medviewer.inference.device import Device
from medviewer.inference.read_model import AnyManifest
from medviewer.packs.pack_manifest import PackManifest

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
        return (wanted,)
    on_cpu = Attempt(
        "cpu", params, "The graphics card has too little memory; running on the processor instead."
    )
    if not isinstance(manifest, PackManifest):
        return (wanted, on_cpu)
    note = "The graphics card has too little memory; adding up in the machine's memory instead."
    return (wanted, Attempt(device.name, {**params, SUMS: "cpu"}, note), on_cpu)
