"""Work: what a job asks a host to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from medviewer.jobs.caution import Caution
from medviewer.jobs.host_spec import WARM_UP_NUMBER, HostSpec
from medviewer.jobs.job import Job


@dataclass(eq=False)
class Work:
    """A function's name and its arguments; ``job`` is None for a warm-up.

    ``cancelled_at`` is when the user asked to stop (`time.monotonic`), None if nobody did.
    """

    number: int
    function: str
    arguments: tuple[Any, ...] = ()
    named: dict[str, Any] = field(default_factory=dict)
    job: Job | None = None
    cancelled_at: float | None = None
    caution: Caution = field(default_factory=Caution)

    @classmethod
    def warm_up(cls, spec: HostSpec) -> Work:
        """What a fresh process of this kind does before its first job."""
        return cls(WARM_UP_NUMBER, spec.warm_up, spec.warm_up_arguments)

    @property
    def message(self) -> tuple[Any, ...]:
        """What the child is sent."""
        return ("run", self.number, self.function, self.arguments, self.named, self.caution)
