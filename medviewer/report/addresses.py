"""How a page refers to the pictures of its report."""

from __future__ import annotations

SCHEME = "picture"


def picture_address(number: int) -> str:
    """The address of a picture, from 1. Text of a report cannot be one: its quotes are escaped."""
    return f"{SCHEME}:{number}"
