"""What a run will take, told before it starts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """Time and memory of one run of a model on one image on this machine.

    ``basis`` says in a few words what it was reckoned from: past runs, or the measurement at install.
    ``plan`` names the device and the plan that was chosen for the free memory, for people.
    """

    seconds: float
    ram_bytes: int
    vram_bytes: int = 0
    tiles: int = 0
    device: str = "cpu"
    plan: str = ""
    basis: str = ""
    fits: bool = True
