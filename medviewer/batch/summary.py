"""The summary of a batch: one row a case, as CSV for people and JSON for programs."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from medviewer.batch.batch_order import BatchOrder
from medviewer.batch.case import CaseOutcome
from medviewer.batch.case_store import write_json
from medviewer.core.errors import WriteError
from medviewer.core.series import RejectedFile
from medviewer.io.atomic import atomic_write

SUMMARY_JSON, SUMMARY_CSV = "summary.json", "summary.csv"
_COLUMNS = ("case", "state", "source", "series_id", "result", "seconds", "answer", "reason", "worker")
# A spreadsheet would take such a cell for a formula and run it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_summary(
    order: BatchOrder,
    outcomes: Sequence[CaseOutcome],
    rejected: Sequence[RejectedFile] = (),
    total_s: float = 0.0,
) -> dict[str, Any]:
    """Writes both files into the output folder; gives what the JSON holds.

    Raises
    ------
    WriteError
        With one sentence.
    """
    rows = sorted(outcomes, key=lambda outcome: outcome.number)
    counts = Counter(outcome.state for outcome in rows)
    content = {
        "model": {"id": order.info.id, "version": order.info.version, "sha256": order.model_fingerprint},
        "parameters": dict(order.params),
        "counts": dict(sorted(counts.items())),
        "total_s": round(total_s, 3),
        "cases": [asdict(outcome) for outcome in rows],
        "rejected": [{"path": file.file, "reason": file.reason} for file in rejected],
    }
    write_json(Path(order.output) / SUMMARY_JSON, content)
    _write_csv(Path(order.output) / SUMMARY_CSV, rows)
    return content


def _write_csv(path: Path, rows: Sequence[CaseOutcome]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        seconds = f"{sum(row.seconds.values()):.2f}" if row.seconds else ""
        writer.writerow(
            _safe(str(cell))
            for cell in (
                row.number, row.state, row.source, row.series_id, row.result, seconds, _answer(row.facts),
                row.reason, row.worker,
            )
        )  # fmt: skip
    data = text.getvalue().encode("utf-8-sig")  # so that spreadsheets know the encoding

    def verify(temporary: Path) -> None:
        if temporary.read_bytes() != data:
            raise WriteError(f"{path} was not saved: what was read back differs; try another folder.")

    atomic_write(path, lambda temporary: _write(temporary, data), verify)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _answer(facts: Any) -> str:
    """The result in a few words."""
    parts = [f"{part['name']} {part['volume_ml']:g} ml" for part in facts.get("segments", ())]
    parts += [f"{one['label']} {one['probability']:.3f}" for one in facts.get("findings", ())]
    if "boxes" in facts:
        parts.append(f"{len(facts['boxes'])} boxes")
    return "; ".join(parts)
