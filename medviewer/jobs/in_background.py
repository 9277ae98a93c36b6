"""InBackground: how a room has something done off the main thread without knowing how."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

InBackground = Callable[[Callable[[], Any], Callable[[Any], None]], None]
"""Runs the first callable on a worker thread and hands its result to the second on the main thread."""
