"""What past runs of a model took on this machine: a small file a model, without anything of a patient."""

from __future__ import annotations

import contextlib
import json
import math
import re
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs

_KEPT = 40
_LONGEST_BYTES = 1024 * 1024
_UNSAFE = re.compile(r"[^\w.-]")


@dataclass(frozen=True)
class PastRun:
    """One run that came to its end.

    Parameters
    ----------
    version, device
        Of the model; ``"cpu"`` or ``"cuda"``.
    params
        What changes the work: ``name=value`` of the parameters that were given, sorted.
    voxels
        Of the volume.
    seconds, peak_bytes, vram_bytes
        What it took; ``peak_bytes`` is the most that the process held.
    reckoned_seconds, reckoned_bytes
        What the reckoning from the install record alone says of it.
    """

    version: str
    device: str
    params: str
    voxels: int
    seconds: float
    peak_bytes: int
    vram_bytes: int = 0
    reckoned_seconds: float = 0.0
    reckoned_bytes: int = 0


def runs_folder() -> Path:
    """Where the user's past runs are kept; it need not exist."""
    return Path(platformdirs.user_data_dir("medviewer", appauthor=False)) / "runs"


def read_runs(folder: Path, model_id: str) -> tuple[PastRun, ...]:
    """Past runs of a model, the latest last; none if the file is not there or damaged."""
    path = _path(folder, model_id)
    try:
        if path.stat().st_size > _LONGEST_BYTES:
            return ()
        found = [PastRun(**run) for run in json.loads(path.read_text(encoding="utf-8"))]
        return tuple(run for run in found if run.voxels > 0 and _are_numbers(run))
    except (OSError, ValueError, TypeError):
        return ()


def add_run(folder: Path, model_id: str, run: PastRun) -> None:
    """Keeps one more run; the oldest go. What cannot be written is left: nothing depends on it."""
    path = _path(folder, model_id)
    runs = [*read_runs(folder, model_id), run][-_KEPT:]
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".new")
        temporary.write_text(json.dumps([asdict(each) for each in runs]), encoding="utf-8")
        temporary.replace(path)


def _are_numbers(run: PastRun) -> bool:
    numbers = (
        run.seconds, run.peak_bytes, run.vram_bytes, run.reckoned_seconds, run.reckoned_bytes, run.voxels,
    )  # fmt: skip
    return all(isinstance(number, int | float) and math.isfinite(number) for number in numbers)


def _path(folder: Path, model_id: str) -> Path:
    return folder / f"{_UNSAFE.sub('_', model_id)[:100]}.json"
