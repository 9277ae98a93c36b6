"""What the install gate found out about a model pack."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

CheckOutcome = Literal["passed", "warned", "failed", "skipped"]


@dataclass(frozen=True)
class GateCheck:
    """One test of the gate: a stable ``key``, its title, how it went, and one sentence."""

    key: str
    title: str
    outcome: CheckOutcome
    sentence: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class InstallReport:
    """All tests of one pack, in order. A pack may be accepted only if none failed.

    ``staged_folder`` is where the unpacked pack waits for the user's word ("" once it was refused);
    ``signer`` names the clinic's key that signed it, "" if unsigned.
    """

    model_id: str
    version: str
    name: str
    checks: tuple[GateCheck, ...]
    staged_folder: str = ""
    signer: str = ""
    source: str = ""
    ms_per_tile: float = 0.0
    peak_ram_bytes: int = 0
    backend: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def is_acceptable(self) -> bool:
        return bool(self.checks) and all(check.outcome != "failed" for check in self.checks)
