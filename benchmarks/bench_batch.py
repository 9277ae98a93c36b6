"""A batch of studies with one worker and with two, and what a study costs beside its model."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.measurement import Measurement, at_least, told

TOPIC = "batch of 12 studies, lung model"
MODEL = "lung_ct"
PLUGIN = Path(__file__).resolve().parent.parent / "plugins" / MODEL
STUDIES = 12


def _write_studies(folder: Path) -> None:
    """The sample's chest, each time another one by a few voxels."""
    from medviewer.io.load import load_series
    from medviewer.io.progress import LocalReport
    from medviewer.io.scan import scan_path
    from medviewer.io.write import save_volume
    from medviewer.samples.sample_study import ensure_sample

    report = LocalReport()
    sample = ensure_sample(str(folder / "sample"), report)
    volume = load_series(scan_path(sample, report=report).series[0], report=report)
    (folder / "studies").mkdir()
    for n in range(STUDIES + 1):
        voxels = volume.voxels.copy()
        voxels[0, 0, : n + 1] = -1000 + n
        save_volume(replace(volume, voxels=voxels), str(folder / "studies" / f"{n:02d}.nii"), report)


def measure() -> list[Measurement]:
    """The first study warms each worker's model; the others are timed."""
    with tempfile.TemporaryDirectory(prefix="medviewer-bench-") as folder:
        _write_studies(Path(folder))
        one_s, beside_s = _run(Path(folder), 1)
        two_s, _ = _run(Path(folder), 2)
    return [
        at_least(TOPIC, "throughput of 2 workers / 1 worker", one_s / two_s, "x", 1.7, "one thread each"),
        told(TOPIC, "1 worker, a study", one_s / STUDIES, "s"),
        told(TOPIC, "2 workers, a study", two_s / STUDIES, "s"),
        told(TOPIC, "1 worker: a study beside its model", beside_s, "s", "nothing else under way"),
    ]


def _run(folder: Path, workers: int) -> tuple[float, float]:
    """Seconds for all studies, and the median seconds that a study took beside its model's run."""
    from medviewer.batch.batch_order import BatchOrder
    from medviewer.batch.find_cases import cases_of
    from medviewer.batch.fingerprints import model_fingerprint
    from medviewer.batch.run_here import opened_hosts
    from medviewer.inference.discover import discover
    from medviewer.io.progress import LocalReport
    from medviewer.io.scan import scan_path

    (record,) = discover([PLUGIN], with_packages=False)
    assert record.info is not None
    output = folder / f"out{workers}"
    output.mkdir()
    order = BatchOrder(str(PLUGIN), record.info, model_fingerprint(PLUGIN), str(output), ".nii.gz")
    cases, _ = cases_of([scan_path(str(folder / "studies"), report=LocalReport())], record.info)
    outcomes = []
    with opened_hosts(output / "logs", workers, threads=1) as hosts:
        warm = replace(order, output=str(folder / f"warm{workers}"))
        Path(warm.output).mkdir()
        hosts.run(warm, cases[: workers + 1], lambda _: None)
        started = time.perf_counter()
        hosts.run(order, cases[:STUDIES], outcomes.append)
        seconds = time.perf_counter() - started
        alone = []
        other = replace(order, params=(("again", "1"),))
        for case in cases[:3]:
            hosts.run(other, [case], alone.append)
    assert {outcome.state for outcome in outcomes} == {"done"}
    beside = sorted(sum(one.seconds.values()) - one.seconds["model"] for one in alone)
    return seconds, beside[1]
