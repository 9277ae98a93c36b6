"""Whether a window can be opened."""

from __future__ import annotations

import os
import sys


def has_display() -> bool:
    """Whether this machine has a screen to open a window on (a Qt platform that was named counts)."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def is_seen() -> bool:
    """Whether somebody could see the window: a display, and no platform that only pretends to be one."""
    return has_display() and os.environ.get("QT_QPA_PLATFORM", "") not in {"offscreen", "minimal"}
