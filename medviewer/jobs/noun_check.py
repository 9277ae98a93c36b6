"""Checks that what a child sent keeps the promises of its types.

Unpickling fills an object's fields without calling its ``__post_init__``; so a child that a foreign
file has taken over could send a volume whose array does not fill its grid, and whoever draws it
would read beyond the array.
"""

from __future__ import annotations

import dataclasses
from typing import Any


def check_nouns(value: Any) -> None:
    """Runs ``__post_init__`` of every dataclass in a value, innermost first.

    Raises
    ------
    Exception
        Whatever a promise that is not kept raises.
    """
    if isinstance(value, tuple | list):
        for item in value:
            if not isinstance(item, str):
                check_nouns(item)
    elif isinstance(value, dict):
        for item in value.values():
            check_nouns(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            check_nouns(getattr(value, field.name))
        check = getattr(value, "__post_init__", None)
        if check is not None:
            check()
