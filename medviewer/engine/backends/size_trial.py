"""What a network takes at two sizes, measured in a process of its own; from it follows what any size takes.

In a process that has done other work a network uses memory again that the work has left, and nothing of it
is seen. So this one does nothing else: it is started as ``python -m medviewer.engine.backends.size_trial``.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.api.model import Report
from medviewer.engine.backends.record import BackendTrial

if TYPE_CHECKING:
    import torch

    from medviewer.engine.backends.backend import Backend
    from medviewer.packs.stage import Stage

_OWN_NAME = "medviewer.engine.backends.size_trial"
_LOOK_S = 0.1
_LONGEST_S = 600.0
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class SizeFigures:
    """One size: seconds until the first answer without the pass itself, milliseconds of a pass, and how much
    the process grew at most until the first answer and in a later pass, bytes."""

    voxels: int
    load_s: float
    pass_ms: float
    load_bytes: int
    pass_bytes: int


def sized(trial: BackendTrial, tried_voxels: int, figures: Sequence[SizeFigures]) -> BackendTrial:
    """A trial with what was found at two sizes; as it was where they say nothing.

    Parameters
    ----------
    tried_voxels
        Of the tile that the trial's own figures belong to.
    """
    if len(figures) < 2:
        return trial
    small, large = figures[0], figures[-1]
    slope = max(0.0, (large.pass_bytes - small.pass_bytes) / (large.voxels - small.voxels))
    fixed = max(0, int(large.pass_bytes - slope * large.voxels))
    return replace(
        trial,
        ram_bytes=int(fixed + slope * tried_voxels),
        fixed_ram_bytes=fixed,
        load_ram_bytes=large.load_bytes,
        load_s=large.load_s,
        large_ms_per_tile=large.pass_ms * tried_voxels / large.voxels,
    )


def measured_sizes(
    folder: Path, stage: str, way: tuple[str, str], shapes: Sequence[Sequence[int]], report: Report
) -> tuple[SizeFigures, ...]:
    """The figures of a stage's first fold on the processor for inputs of some shapes, smallest first.

    Nothing where it does not work: then the trial's own figures are all there is.

    Raises
    ------
    Cancelled
        If the user asked to stop; the process is gone then.
    """
    asked = json.dumps([str(folder), stage, *way, [list(shape) for shape in shapes]])
    # What lies in the present folder is not ours and must not be imported: -P, and our own search path.
    command = [sys.executable, "-P", "-m", _OWN_NAME, asked]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
    except OSError:
        return ()
    try:
        text = _waited(process, report)
    finally:
        process.kill()
        process.communicate()
    try:
        return tuple(SizeFigures(**row) for row in json.loads(text))
    except (ValueError, TypeError):
        return ()


def _waited(process: subprocess.Popen[str], report: Report) -> str:
    for _ in range(int(_LONGEST_S / _LOOK_S)):
        report(0.0)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=_LOOK_S)[0]
    return ""


def main(asked: str) -> None:
    """Measures and writes the figures to standard output as JSON."""
    _end_with_parent()
    from medviewer.engine.backends.openvino_library import openvino
    from medviewer.engine.lean_heap import give_large_blocks_back
    from medviewer.packs.read_pack import read_pack

    folder, name, runner, precision, shapes = json.loads(asked)
    stage = next(stage for stage in read_pack(Path(folder)).stages if stage.name == name)
    give_large_blocks_back()
    if runner == "openvino":
        openvino()
    found = [asdict(_figures(stage, Path(folder), (runner, precision), shape)) for shape in shapes]
    sys.stdout.write(json.dumps(found))


def _figures(stage: Stage, folder: Path, way: tuple[str, str], shape: Sequence[int]) -> SizeFigures:
    from medviewer.engine.backends.made_tiles import made_tiles
    from medviewer.engine.backends.make_backend import backend_of
    from medviewer.engine.backends.peak import Peak
    from medviewer.engine.backends.undisturbed import Stopwatch

    (tile,) = made_tiles(shape, 1)
    watch = Stopwatch()
    with Peak() as load:
        backend = backend_of(stage, folder / stage.weights[0], "cpu", *way)
        _pass(backend, tile)
    loaded_s, watch = watch.seconds(), Stopwatch()
    with Peak() as later:
        _pass(backend, tile)
    pass_s = watch.seconds()
    backend.close()
    grown = later.before_bytes + later.ram_bytes - load.before_bytes
    return SizeFigures(
        prod(shape[2:]), max(0.0, loaded_s - pass_s), 1000 * pass_s, load.ram_bytes, max(0, grown)
    )


def _pass(backend: Backend, tile: torch.Tensor) -> None:
    """As the engine runs it: of a network that can stop before its last layer only the features."""
    from medviewer.engine.tiling.linear_head import SplitBackend

    run = backend.features if isinstance(backend, SplitBackend) and backend.head else backend.forward
    run(tile)


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1])
