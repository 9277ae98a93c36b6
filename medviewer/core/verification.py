"""What verifying an installation measured: expected and found numbers, side by side."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

_FIRST = 40
_WIDTHS = (14, 14, 11, 6)


@dataclass(frozen=True)
class Check:
    """One measured fact.

    Parameters
    ----------
    name
        What was measured, and on which phantom.
    expected, measured
        Numbers in ``unit``, or texts that must be equal.
    tolerance
        Largest difference that passes, in ``unit``; 0 for texts and exact numbers.
    """

    name: str
    expected: float | str
    measured: float | str
    tolerance: float = 0.0
    unit: str = ""

    @property
    def passed(self) -> bool:
        if isinstance(self.expected, str) or isinstance(self.measured, str):
            return self.expected == self.measured
        return abs(self.measured - self.expected) <= self.tolerance  # False for NaN


@dataclass(frozen=True)
class VerificationReport:
    """All checks of one run. ``machine`` are lines on the program, the system and its libraries."""

    checks: tuple[Check, ...]
    machine: tuple[str, ...]
    started: str
    seconds: float

    @property
    def passed(self) -> bool:
        return bool(self.checks) and all(check.passed for check in self.checks)

    @property
    def verdict(self) -> str:
        """One line."""
        failed = [check.name for check in self.checks if not check.passed]
        if self.passed:
            return f"PASS: all {len(self.checks)} measurements are within their tolerance."
        return f"FAIL: {len(failed)} of {len(self.checks)} measurements are not: {'; '.join(failed[:4])}."

    def as_text(self) -> str:
        """The table for a file or a window; its last line is the SHA-256 of all lines before it."""
        first = 2 + max([len(check.name) for check in self.checks], default=_FIRST)
        rows = [
            _row(first, "measurement", "expected", "measured", "tolerance", ""),
            "-" * (first + sum(_WIDTHS)),
        ]
        for check in self.checks:
            numbers = (_shown(check.expected, check.unit), _shown(check.measured, check.unit))
            allowed = f"{check.tolerance:.3g}" if check.tolerance else "exact"
            rows.append(_row(first, check.name, *numbers, allowed, "pass" if check.passed else "FAIL"))
        lines = [
            "Verification of this installation of medviewer",
            self.verdict,
            "",
            *self.machine,
            f"Started {self.started}, took {self.seconds:.1f} s",
            "",
            *rows,
            "",
            self.verdict,
            "",
            "Checked by: ______________________    Date: ______________    Signature: ______________",
            "",
        ]
        body = "\n".join(line.rstrip() for line in lines)
        return f"{body}\nSHA-256 of the lines above: {hashlib.sha256(body.encode()).hexdigest()}\n"


def _row(first: int, *cells: str) -> str:
    return "".join(cell.ljust(width) for cell, width in zip(cells, (first, *_WIDTHS), strict=True))


def _shown(value: float | str, unit: str) -> str:
    return value if isinstance(value, str) else f"{value:.4g} {unit}".strip()
