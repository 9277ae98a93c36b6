"""MemoryPlan: where the work of a run goes, chosen from what is free before it starts. Needs no torch."""

from __future__ import annotations

from dataclasses import dataclass

import psutil

from medviewer.core.free_memory import free_memory_bytes

_RAM_SHARE = 0.9
_CARD_SHARE = 0.9
_SUMS_SHARE = 0.5
"""Of a card's free memory, as in `medviewer.engine.tiling.accumulation`; the rest is the network's."""


@dataclass(frozen=True)
class MemoryPlan:
    """A device (``"cpu"``, ``"cuda:n"``), whether the sums of tiles lie on it, and a sentence that says why.

    ``fits``: there is enough memory as far as can be told beforehand.
    """

    device: str
    has_sums_on_device: bool
    fits: bool
    reason: str


@dataclass(frozen=True)
class Needs:
    """Bytes that a run takes: on the processor beyond what the process holds already, of the network on a
    card, and of the sums of overlapping tiles."""

    ram: int
    network_vram: int
    sums: int


def free_ram_bytes() -> int:
    """Memory of the machine, or of its container, that can be taken."""
    free = free_memory_bytes()
    return int(psutil.virtual_memory().available) if free is None else free


def memory_plan(needs: Needs, device: str, free_ram: int, free_vram: int = 0) -> MemoryPlan:
    """The plan that fits: all on the card, sums on the processor, or all on the processor.

    Parameters
    ----------
    device
        What is wanted, ``"cpu"`` or ``"cuda:n"``.
    free_ram, free_vram
        Bytes.
    """
    ram_fits = needs.ram <= _RAM_SHARE * free_ram
    if device.startswith("cuda") and needs.network_vram <= _CARD_SHARE * free_vram:
        together = needs.network_vram + needs.sums <= _CARD_SHARE * free_vram
        if together and needs.sums <= _SUMS_SHARE * free_vram:
            return MemoryPlan(device, True, ram_fits, "on the graphics card")
        return MemoryPlan(
            device,
            False,
            needs.ram + needs.sums <= _RAM_SHARE * free_ram,
            "on the graphics card, sums in RAM",
        )
    with_sums = needs.ram + needs.sums <= _RAM_SHARE * free_ram
    if device.startswith("cuda"):
        short = (
            f"the network needs {needs.network_vram / 1e9:.1f} GB and {free_vram / 1e9:.1f} GB are free on it"
        )
        return MemoryPlan("cpu", True, with_sums, f"on the processor instead of the graphics card: {short}")
    if with_sums:
        return MemoryPlan("cpu", True, True, "on the processor")
    needed = (needs.ram + needs.sums) / 1e9
    return MemoryPlan(
        "cpu",
        True,
        False,
        f"on the processor: {needed:.1f} GB are needed and {free_ram / 1e9:.1f} GB are free",
    )
