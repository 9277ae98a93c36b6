"""Damages models of every format at random and takes them to the gate: ``make fuzz MINUTES=5 SEED=1``.

Whatever may come of a model, it must be a pack or a sentence, in bounded time and memory; nothing of it may
run, and nothing may stay behind.
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "corpus")]
from fuzz_command import fuzz  # noqa: E402
from hostile_packages import damage, make_packages  # noqa: E402 - what lies beside this file is no package
from reader_host import Reader  # noqa: E402

from medviewer.jobs.job import Job, JobState  # noqa: E402
from medviewer.jobs.sandbox import Sandbox  # noqa: E402

_MOST_SECONDS, _MOST_MEGABYTES = 30.0, 3000.0
_LONGEST_SENTENCE = 8000
_WAIT_S = 120.0
_MOST_FINDINGS = 20


def main(arguments: Sequence[str]) -> int:
    """Exit status 1 if anything was found."""
    return fuzz(arguments, __doc__, _run, _told)


def _told(n: Counter[str]) -> str:
    return f"{sum(n.values())} damaged models (seed %s): {n['pack']} packs, {n['sentence']} refused"


def _run(folder: Path, kept: Path, chance: random.Random, seconds: float) -> tuple[list[str], Counter[str]]:
    packages = make_packages(folder / "whole")
    host = Reader(
        folder / "logs", modules_more=("hostile_installer",), sandbox=Sandbox.NO_NETWORK,
        memory_limit_mb=4096, warm_up="hostile_installer:warm_up", keeps_spare=False, stall_s=60.0,
    )  # fmt: skip
    findings: dict[str, str] = {}
    outcomes: Counter[str] = Counter()
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end and len(findings) < _MOST_FINDINGS:
            package = chance.choice(packages)
            given, place = folder / "given", folder / "place"
            for path in (given, place):
                shutil.rmtree(path, ignore_errors=True)
                path.mkdir()
            path = damage(package, given, chance, place / "canary")
            job = host.wait(host.submit("hostile_installer:install", str(path), str(place)), _WAIT_S)
            wrong = faults(job, place)
            outcomes["pack" if job.state is JobState.DONE and job.result["passed"] else "sentence"] += 1
            if wrong and (kind := f"{package.name} {wrong[0][:60]}") not in findings:
                shutil.copytree(given, kept / str(len(findings)))
                findings[kind] = f"{package.name}: {wrong[0][:300]} (kept in {kept / str(len(findings))})"
            host.queue.forget(job)
    finally:
        host.close()
    return list(findings.values()), outcomes


def faults(job: Job, place: Path) -> list[str]:
    """What is wrong with the outcome of `hostile_installer.install`; empty if nothing is."""
    if job.state is not JobState.DONE:
        return [job.error or str(job.state)]
    found = job.result
    wrong = [f"no sentence of its own: {text}" for text in found["surprises"]]
    wrong += [f"left behind: {path}" for path in found["left"]]
    if (place / "canary").exists():
        wrong.append("something of it ran")
    for sentence in found["sentences"]:
        if (
            not sentence.rstrip().endswith(".")
            or len(sentence) > _LONGEST_SENTENCE
            or "Traceback" in sentence
        ):
            wrong.append(f"this is no sentence: {sentence[:200]} ... ({len(sentence)} letters)")
    if not found["sentences"] and not found["passed"]:
        wrong.append("it was refused without a word")
    if found["seconds"] > _MOST_SECONDS:
        wrong.append(f"it took {found['seconds']:.1f} s")
    if (job.peak_memory_mb or 0) > _MOST_MEGABYTES:
        wrong.append(f"it took {job.peak_memory_mb:.0f} MB")
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
