"""The test that a pack's networks run here, and the choice of what runs them fastest and right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from medviewer.core.errors import Cancelled, MedviewerError, PluginError
from medviewer.engine.backends.record import BackendRecord, write_backend_record
from medviewer.engine.part_report import PartReport
from medviewer.installer.answer import read_volume
from medviewer.installer.gate_case import GateCase, Told

if TYPE_CHECKING:
    import torch

    from medviewer.engine.backends.backend import Backend
    from medviewer.packs.stage import Stage

_TILES_KEPT = 3
_TILES_SEEN = 16
_SHARE_DONE = 0.35


class _Enough(Exception):
    """So many tiles were seen that some of them are lively."""


class _Recorder:
    """A backend that keeps the liveliest tiles that it is given.

    ``seen``: after so many the run ends, and the network itself is not run on the last of them; -1 for never.
    """

    def __init__(self, backend: Backend, seen: int) -> None:
        self._backend = backend
        self._left = seen
        self.name, self.device = backend.name, backend.device
        self._kept: list[tuple[float, torch.Tensor]] = []

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        """Passes it on, or ends the run once the last network has seen enough."""
        one = batch[:1]
        self._kept.append((float(one.float().std()), one.to("cpu").clone()))
        self._kept = sorted(self._kept, key=lambda pair: -pair[0])[:_TILES_KEPT]
        self._left -= 1
        if self._left == 0:
            raise _Enough
        return self._backend.forward(batch)

    def close(self) -> None:
        """Passes it on."""
        self._backend.close()

    @property
    def tiles(self) -> list[torch.Tensor]:
        """The kept ones that have the shape of the first."""
        return [tile for _, tile in self._kept if tile.shape == self._kept[0][1].shape]


def _seen(stage: Stage, is_last: bool) -> int:
    """What is given whole to the last network needs not be run: one look at it is enough."""
    if not is_last:
        return -1
    return _TILES_SEEN if stage.tiles.size or stage.space.slices else 1


def check_speed(case: GateCase) -> Told:
    """Every network runs at its tile size; time and memory are kept with the pack."""
    import torch

    from medviewer.engine.backends.choose_backend import choose_backend

    case.report(0.3, "Finding the fastest way to run it")
    tiles = _golden_tiles(case)
    devices = ["cpu", *(["cuda:0"] if torch.cuda.is_available() else [])]
    told: list[str] = []
    for device in devices:
        record = choose_backend(case.manifest, device, tiles, report=_standing(case))
        write_backend_record(case.pack, record)
        told += record.sentences()
        if device == "cpu":
            _keep_figures(case, record)
    return "passed", " ".join(told)


def _standing(case: GateCase) -> PartReport:
    """Passes on that the user asked to stop, not how far a part is."""
    return PartReport(case.report, _SHARE_DONE, _SHARE_DONE)


def only_reference(case: GateCase) -> None:
    """Writes the choice on the processor anew: what was slower but surely right."""
    from medviewer.engine.backends.make_backend import hardware_name
    from medviewer.engine.backends.record import read_backend_record

    record = read_backend_record(case.pack, "cpu", hardware_name("cpu"))
    if record is None:
        return
    stages = tuple(replace(stage, trials=stage.trials[:1]) for stage in record.stages)
    record = replace(record, stages=stages)
    write_backend_record(case.pack, record)
    _keep_figures(case, record)


def _keep_figures(case: GateCase, record: BackendRecord) -> None:
    best = [stage.best() for stage in record.stages]
    if not best or None in best:
        raise PluginError("Nothing on this machine runs the networks of the pack as it should.")
    chosen = [trial for trial in best if trial is not None]
    case.backend = ", ".join(sorted({f"{trial.runner} {trial.precision}" for trial in chosen}))
    case.ms_per_tile = round(chosen[0].ms_per_tile, 3)
    case.peak_ram_bytes = record.idle_bytes + max(trial.ram_bytes for trial in chosen)


def _golden_tiles(case: GateCase) -> Mapping[str, Sequence[torch.Tensor]]:
    """What the networks are given in the known case; nothing if it cannot be run: its own test tells."""
    from medviewer.engine.backends.make_backend import make_backend
    from medviewer.engine.engine_run import EngineRun
    from medviewer.engine.tasks import run_task

    golden = case.manifest.golden
    if golden is None:
        return {}
    last = case.manifest.stages[-1]
    recorders = {
        stage.name: tuple(
            _Recorder(make_backend(stage, case.pack / name, "cpu", "float32"), _seen(stage, stage is last))
            for name in stage.weights
        )
        for stage in case.manifest.stages
    }
    try:
        volumes = tuple(read_volume(case.pack / name) for name in golden.inputs)
        run_task(EngineRun(case.manifest, recorders, volumes, case.quickest(), _standing(case)))
    except Cancelled:
        raise
    except MedviewerError:
        return {}
    except _Enough:
        pass
    finally:
        for recorder in (one for folds in recorders.values() for one in folds):
            recorder.close()
    return {name: folds[0].tiles for name, folds in recorders.items() if folds[0].tiles}
