"""One measured number, what it is held against, and how it is written down."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Bound = Literal["at most", "at least", ""]

QUICK = "MEDVIEWER_BENCH_QUICK"
"""Set in the environment: what takes minutes is left out."""


@dataclass(frozen=True)
class Measurement:
    """A number with its unit; ``limit`` is what was promised, None for peers and floors that explain it."""

    topic: str
    name: str
    value: float
    unit: str
    bound: Bound = ""
    limit: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.limit is None or not self.bound:
            return ""
        kept = self.value <= self.limit if self.bound == "at most" else self.value >= self.limit
        return "ok" if kept else "MISSED"

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "verdict": self.verdict}


def at_most(topic: str, name: str, value: float, unit: str, limit: float, note: str = "") -> Measurement:
    return Measurement(topic, name, value, unit, "at most", limit, note)


def at_least(topic: str, name: str, value: float, unit: str, limit: float, note: str = "") -> Measurement:
    return Measurement(topic, name, value, unit, "at least", limit, note)


def told(topic: str, name: str, value: float, unit: str, note: str = "") -> Measurement:
    """A number without a promise: a peer, a floor, or something stated for the record."""
    return Measurement(topic, name, value, unit, note=note)


def seconds_of(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def processor_seconds_of(work: Callable[[], object], rounds: int = 3) -> float:
    """Median processor time of all threads, which other programs on the machine disturb least."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def medians_in_turn(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of each work; they take turns, so that a slow moment of the machine hits all alike."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(seconds_of(work))
    return {name: statistics.median(times) for name, times in taken.items()}


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which ``percent`` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def table(measurements: Sequence[Measurement]) -> str:
    """Measurements as a Markdown table."""
    lines = ["| | measured | promised | |", "|---|---:|---:|---|"]
    topic = ""
    for m in measurements:
        if m.topic != topic:
            topic = m.topic
            lines.append(f"| **{topic}** | | | |")
        promised = f"{m.bound} {m.limit:g} {m.unit}" if m.limit is not None else ""
        remark = " ".join(part for part in (m.verdict, m.note) if part)
        lines.append(f"| {m.name} | {m.value:.3g} {m.unit} | {promised} | {remark} |")
    return "\n".join(lines)
