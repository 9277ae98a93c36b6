"""Damages sessions, journals, results and marks at random and reads them: ``make fuzz MINUTES=5 SEED=1``.

Whatever may come of a file, it must be the work that it holds or a sentence, in bounded time and memory.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "corpus")]
from fuzz_command import fuzz  # noqa: E402
from hostile_work_damage import damaged_work  # noqa: E402 - what lies beside this file is no package
from hostile_work_seeds import whole_files  # noqa: E402
from reader_host import Reader  # noqa: E402

from medviewer.jobs.job import Job, JobState  # noqa: E402

_AT_ONCE = 20
_LARGEST = 16 << 20
_MOST_SECONDS, _MOST_MEGABYTES = 5.0, 1500.0
_WAIT_S = 120.0
_MOST_FINDINGS = 20


def main(arguments: Sequence[str]) -> int:
    """Exit status 1 if anything was found."""
    return fuzz(arguments, __doc__, _run, _told)


def _told(n: Counter[str]) -> str:
    return f"{sum(n.values())} damaged files of work (seed %s): {n['read']} read, {n['sentence']} refused"


def _run(folder: Path, kept: Path, chance: random.Random, seconds: float) -> tuple[list[str], Counter[str]]:
    files = whole_files(folder / "whole")
    others = [content for _, content in files]
    host = Reader(folder / "logs", modules_more=("hostile_work",), warm_up="hostile_work:warm_up")
    findings: dict[str, str] = {}
    outcomes: Counter[str] = Counter()
    end = time.monotonic() + seconds
    place = folder / "given"
    place.mkdir()
    try:
        while time.monotonic() < end and len(findings) < _MOST_FINDINGS:
            paths = []
            while len(paths) < _AT_ONCE:
                suffix, content = chance.choice(files)
                damaged = damaged_work(suffix, content, others, chance)
                if len(damaged) <= _LARGEST:
                    paths.append(place / f"{len(paths)}{suffix}")
                    paths[-1].write_bytes(damaged)
            job = host.wait(host.submit("hostile_work:examine_work", [str(path) for path in paths]), _WAIT_S)
            told = job.result if job.state is JobState.DONE else [{"kind": "crash"}] * len(paths)
            outcomes.update(one["kind"] for one in told)
            for path, wrong in _wrong(job, paths):
                kind = f"{path.suffix} {wrong[:60]}"
                if kind not in findings:
                    target = kept / f"{len(findings)}{path.suffix}"
                    target.write_bytes(path.read_bytes())
                    findings[kind] = f"{path.suffix}: {wrong} (kept in {target})"
            host.queue.forget(job)
    finally:
        host.close()
    return list(findings.values()), outcomes


def _wrong(job: Job, paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """What is wrong with the outcome of `hostile_work.examine_work`, and the file that it came of."""
    if job.state is not JobState.DONE:
        return [(path, job.error or str(job.state)) for path in paths]
    wrong = [(path, text) for path, told in zip(paths, job.result, strict=True) for text in told["wrong"]]
    slow = [(path, told["seconds"]) for path, told in zip(paths, job.result, strict=True)]
    wrong += [(path, f"it took {spent:.1f} s") for path, spent in slow if spent > _MOST_SECONDS]
    if (job.peak_memory_mb or 0) > _MOST_MEGABYTES:
        wrong.append((paths[0], f"one of them took {job.peak_memory_mb:.0f} MB"))
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
