"""What was found out about running a pack on this machine; part of its install record. Needs no torch."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from medviewer.packs.install_record import RECORD_NAME

SECTION = "backend"
LEAN = "lean"
"""Asks for the way that takes the least memory, instead of a precision."""
_LIBRARIES = ("torch", "openvino", "onnxruntime")
_LONGEST_BYTES = 1024 * 1024


@dataclass(frozen=True)
class BackendTrial:
    """One way to run one network, held against torch in float32 on the same tiles.

    Parameters
    ----------
    runner, precision
        ``"torch"``, ``"openvino"`` or ``"onnxruntime"``; ``"float32"``, ``"bfloat16"`` or ``"float16"``.
    ms_per_tile
        Median time of one tile after the first.
    ram_bytes, vram_bytes
        How much the process and the card grew at most while it was loaded and run.
    load_s
        Seconds that the first tile took beyond what the others do.
    equal_voxels, least_dice
        Agreement of the answers: fraction of equal labels, and Dice of the label that agrees least.
    summed
        Channels that are added up over overlapping tiles; 0: not known.
    fixed_ram_bytes
        The part of ``ram_bytes`` that does not grow with the tile; 0: not known.
    load_ram_bytes
        How much the process grew at most until the first answer to a large tile: some ways take more to
        begin than to run; 0: not known.
    large_ms_per_tile
        As ``ms_per_tile``, reckoned from a tile that no cache of the processor holds; 0: not known.
    remark
        Why it is not admissible, or what stood in its way.
    """

    runner: str
    precision: str
    ms_per_tile: float = 0.0
    ram_bytes: int = 0
    vram_bytes: int = 0
    load_s: float = 0.0
    equal_voxels: float = 1.0
    least_dice: float = 1.0
    is_admissible: bool = True
    summed: int = 0
    fixed_ram_bytes: int = 0
    load_ram_bytes: int = 0
    large_ms_per_tile: float = 0.0
    remark: str = ""

    def for_tile(self, scale: float) -> BackendTrial:
        """What a tile takes that has ``scale`` times the voxels of the one that was tried."""
        if 0.99 < scale < 1.01:
            return self
        grows = max(0, self.ram_bytes - self.fixed_ram_bytes)
        pace = self.large_ms_per_tile if scale > 1 and self.large_ms_per_tile else self.ms_per_tile
        return replace(
            self,
            ms_per_tile=pace * scale,
            ram_bytes=max(int(self.fixed_ram_bytes + grows * scale), self.load_ram_bytes),
            vram_bytes=int(self.vram_bytes * scale),
        )


@dataclass(frozen=True)
class StageRecord:
    """All trials of one stage; ``tile_shape`` is [n, channels, ...] of what was run."""

    stage: str
    tile_shape: tuple[int, ...]
    trials: tuple[BackendTrial, ...]

    def best(self, precision: str = "auto") -> BackendTrial | None:
        """The fastest admissible trial, of one precision if one is asked for; for `LEAN` the smallest."""
        fit = [t for t in self.trials if t.is_admissible and precision in ("auto", LEAN, t.precision)]
        if precision == LEAN:
            return min(fit, key=lambda trial: trial.ram_bytes, default=None)
        return min(fit, key=lambda trial: trial.ms_per_tile, default=None)


@dataclass(frozen=True)
class BackendRecord:
    """How a pack runs best on one device of this machine.

    Parameters
    ----------
    device, hardware
        ``"cpu"`` or ``"cuda"``, and the name of the processor or card.
    libraries
        Versions that it was tried with, by name.
    threads
        As many as were used on the processor.
    idle_bytes
        What the process held before, with its libraries.
    is_golden
        Whether the tiles came from the pack's golden case; else they were made.
    """

    device: str
    hardware: str
    libraries: Mapping[str, str]
    threads: int
    idle_bytes: int
    is_golden: bool
    stages: tuple[StageRecord, ...]

    def of_stage(self, name: str) -> StageRecord | None:
        """The record of one stage."""
        return next((stage for stage in self.stages if stage.stage == name), None)

    def sentences(self) -> tuple[str, ...]:
        """For people: for each stage what was chosen and how it compares."""
        return tuple(_sentence(stage) for stage in self.stages)


def library_versions() -> dict[str, str]:
    """Versions of the libraries that run networks, without importing them."""
    found = {}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def read_backend_record(folder: Path, device: str, hardware: str = "") -> BackendRecord | None:
    """The record in a pack's folder for ``"cpu"`` or ``"cuda"``.

    None if there is none, or it was made with other libraries or, where that is given, on other hardware.
    """
    table = _sections(folder).get(SECTION)
    found = table.get(device) if isinstance(table, dict) else None
    try:
        record = None if found is None else _record(found)
    except (TypeError, KeyError, ValueError, AttributeError):  # not as written here
        return None
    if record is None or dict(record.libraries) != library_versions():
        return None
    return record if hardware in ("", record.hardware) else None


def write_backend_record(folder: Path, record: BackendRecord) -> None:
    """Puts a record into a pack's ``install.json``; what else is in there stays."""
    sections = _sections(folder)
    kept = sections.get(SECTION)
    sections[SECTION] = {**(kept if isinstance(kept, dict) else {}), record.device: asdict(record)}
    temporary = folder / f".{RECORD_NAME}.new"
    temporary.write_text(json.dumps(sections, indent=1), encoding="utf-8")
    temporary.replace(folder / RECORD_NAME)


def _sections(folder: Path) -> dict[str, Any]:
    path = folder / RECORD_NAME
    try:
        if path.stat().st_size > _LONGEST_BYTES:
            return {}
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return table if isinstance(table, dict) else {}


def _record(table: Mapping[str, Any]) -> BackendRecord:
    stages = tuple(
        StageRecord(
            str(stage["stage"]),
            tuple(int(n) for n in stage["tile_shape"]),
            tuple(BackendTrial(**trial) for trial in stage["trials"]),
        )
        for stage in table["stages"]
    )
    return BackendRecord(**{**table, "stages": stages})


def _sentence(stage: StageRecord) -> str:
    best = stage.best()
    if best is None:
        return f"{stage.stage}: nothing on this machine runs it as it should."
    told = f"{stage.stage}: {best.runner} {best.precision}, {best.ms_per_tile:.0f} ms a tile"
    plain = next((t for t in stage.trials if (t.runner, t.precision) == ("torch", "float32")), None)
    if plain is not None and plain is not best and best.ms_per_tile > 0:
        told += f", {plain.ms_per_tile / best.ms_per_tile:.1f} times faster than torch float32"
    return f"{told}."
