"""What has changed from a prior study to the present one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_WITHOUT_A_ZERO = ("HU", "°C")
"""Units whose zero is a convention: a change of such a value has no parts of what was before."""


@dataclass(frozen=True)
class Quantity:
    """One named number of one study: a diameter, an area, a volume. ``key`` says what may be compared."""

    key: tuple[str, ...]
    name: str
    value: float
    unit: str


@dataclass(frozen=True)
class Change:
    """The same quantity then and now; None where it is in one of the studies only.

    ``key`` is that of the quantity.
    """

    name: str
    unit: str
    before: float | None
    now: float | None
    key: tuple[str, ...] = ()

    @property
    def difference(self) -> float | None:
        """Now minus before."""
        return None if self.before is None or self.now is None else self.now - self.before

    @property
    def percent(self) -> float | None:
        """The difference in parts of what was before; None where that was nothing, or says nothing (HU)."""
        if self.difference is None or not self.before or self.unit in _WITHOUT_A_ZERO:
            return None
        return 100.0 * self.difference / self.before


def changes(before: Sequence[Quantity], now: Sequence[Quantity]) -> tuple[Change, ...]:
    """Quantities of two studies side by side, in the order of the present one, then what is gone.

    Those of one key and unit are the same; of several that share a key the first ones are paired first.
    """
    waiting = list(before)
    rows = []
    for quantity in now:
        match = next((one for one in waiting if (one.key, one.unit) == (quantity.key, quantity.unit)), None)
        if match is not None:
            waiting.remove(match)
        earlier = None if match is None else match.value
        rows.append(Change(quantity.name, quantity.unit, earlier, quantity.value, quantity.key))
    gone = [Change(one.name, one.unit, one.value, None, one.key) for one in waiting]
    return (*rows, *gone)
