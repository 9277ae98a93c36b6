"""The option ``normalise``: steps in words, separated by semicolons.

``clip -1000 1000``, ``linear 1 1024`` (times, plus), ``range -1000 1000 0 1 clip``, ``minmax``,
``percentile 5 95 clip``, ``zscore``, ``zscore nonzero``, ``zscore 0.45 0.22`` (mean, deviation), ``none``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from medviewer.importers.refused import ImportRefused
from medviewer.packs.stage import Normalise, NormaliseOp

_NUMBERS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "clip": (("low", "high"),),
    "linear": (("scale", "shift"),),
    "range": (("low", "high"), ("low", "high", "to_low", "to_high")),
    "minmax": ((), ("to_low", "to_high")),
    "percentile": (("low", "high"), ("low", "high", "to_low", "to_high")),
    "zscore": ((), ("mean", "std")),
}


def normalise_steps(options: Mapping[str, str]) -> tuple[Normalise, ...]:
    """The steps; empty where the option is not set or is ``none``.

    Raises
    ------
    ImportRefused
        If a step is none of those above.
    """
    text = options.get("normalise", "").strip()
    if text in ("", "none"):
        return ()
    return tuple(_step(part.split()) for part in text.split(";") if part.strip())


def _step(parts: list[str]) -> Normalise:
    op, *rest = parts
    flags = {flag: True for flag in ("clip", "nonzero") if flag in rest}
    try:
        numbers = [float(part) for part in rest if part not in flags]
    except ValueError:
        numbers = [float("nan")]
    for names in _NUMBERS.get(op, ()):
        if len(names) == len(numbers) and op in get_args(NormaliseOp) and numbers == numbers:
            values: dict[str, Any] = dict(zip(names, numbers, strict=True))
            return Normalise(op, **values, **flags)  # type: ignore[arg-type]
    raise ImportRefused("normalise", [f"{' '.join(parts)!r:.80} is no step of a normalisation."])
