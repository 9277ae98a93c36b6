"""JSON as RFC 8259 has it: no NaN, no Infinity, no number that is too large to be one."""

from __future__ import annotations

import json
import math
from typing import Any


def strict_json(text: str | bytes) -> Any:
    """What a text of JSON says.

    Raises
    ------
    ValueError
        If it is no JSON, or a number in it is not finite: ``json`` itself lets both pass.
    RecursionError
        If it is nested too deeply.
    """
    return json.loads(text, parse_constant=_refuse, parse_float=_finite)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")
