"""Runs the benchmarks, each in a process of its own, and writes a table and JSON."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from benchmarks.measurement import QUICK, Measurement, table

TOPICS = (
    "start",
    "reading",
    "codecs",
    "streaming",
    "nifti",
    "folders",
    "scrolling",
    "volume",
    "frames",
    "memory",
    "model",
    "backends",
    "engine",
    "told",
    "batch",
)
OUT = Path(__file__).resolve().parent / "out"


def hardware() -> dict[str, object]:
    """What it ran on."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        names = [
            line.split(":", 1)[1].strip()
            for line in cpuinfo.read_text().splitlines()
            if line.startswith("model name")
        ]
        model = names[0] if names else model
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {
        "processor": model,
        "cores": cores,
        "load_before": load,
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def run_topic(topic: str) -> list[Measurement]:
    """Measures one topic in a fresh process; a failure is told and leaves the others alone."""
    with tempfile.TemporaryDirectory(prefix="medviewer-bench-") as folder:
        answer = Path(folder) / "answer.json"
        command = [sys.executable, "-m", "benchmarks", "--one", topic, "--answer", str(answer)]
        print(f"measuring {topic} ...", file=sys.stderr, flush=True)
        done = subprocess.run(command, check=False)
        if done.returncode != 0 or not answer.is_file():
            return [Measurement(topic, "failed", float("nan"), "", note=f"exit status {done.returncode}")]
        found = json.loads(answer.read_text())
    return [Measurement(**{k: v for k, v in one.items() if k != "verdict"}) for one in found]


def measure_one(topic: str, answer: Path) -> None:
    """In the child: measures and writes the answer."""
    measurements = import_module(f"benchmarks.bench_{topic}").measure()
    answer.write_text(json.dumps([m.as_json() for m in measurements]))


def main() -> int:
    """The command line of `make bench`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("topics", nargs="*", choices=[[], *TOPICS], help="all when none is named")
    parser.add_argument("--quick", action="store_true", help="without what takes minutes (50,000 files)")
    parser.add_argument("--one", choices=TOPICS, help=argparse.SUPPRESS)
    parser.add_argument("--answer", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.quick:
        os.environ[QUICK] = "1"
    if arguments.one:
        measure_one(arguments.one, arguments.answer)
        return 0
    where = hardware()
    measurements = [m for topic in arguments.topics or TOPICS for m in run_topic(topic)]
    now = datetime.now(UTC)
    OUT.mkdir(exist_ok=True)
    result = {
        "date": now.isoformat(timespec="seconds"),
        "hardware": where,
        "measurements": [m.as_json() for m in measurements],
    }
    for name in (f"{now:%Y%m%dT%H%M%SZ}.json", "latest.json"):
        (OUT / name).write_text(json.dumps(result, indent=2) + "\n")
    head = f"{now:%Y-%m-%d}, {where['processor']}, {where['cores']} cores, Python {where['python']}"
    text = f"{head}\n\n{table(measurements)}\n"
    (OUT / "latest.md").write_text(text)
    print(text)
    return 1 if any(m.verdict == "MISSED" or m.value != m.value for m in measurements) else 0


if __name__ == "__main__":
    sys.exit(main())
