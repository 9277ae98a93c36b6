"""A bad file or folder, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SHOWN, REFUSED, EITHER = "shown", "refused", "shown or refused"


@dataclass(frozen=True)
class Case:
    """``build`` writes into an empty folder, which is then opened (or what it returns is).

    Parameters
    ----------
    outcome
        ``SHOWN``: a picture comes out, with a problem of the code ``badge`` if one is given.
        ``REFUSED``: no picture, and a sentence that has ``says`` in it.
        ``EITHER``: only for damage that no decoder can notice.
    seconds
        Processor time it may take.
    """

    name: str
    build: Callable[[Path], Path | None]
    outcome: str = REFUSED
    says: str = ""
    badge: str = ""
    seconds: float = 2.0
    megabytes: int = 700


def one_file(
    name: str,
    content: bytes | Callable[[], bytes],
    outcome: str = REFUSED,
    says: str = "",
    badge: str = "",
    file: str = "x.dcm",
    seconds: float = 2.0,
) -> Case:
    """A case of one file; ``content`` may be made late, for it may be large."""

    def build(folder: Path) -> Path:
        path = folder / file
        path.write_bytes(content() if callable(content) else content)
        return path

    return Case(name, build, outcome, says, badge, seconds)
