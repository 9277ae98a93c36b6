"""Text that fits into a short DICOM element."""

from __future__ import annotations

_LONGEST_LABEL = 64


def short_label(text: str) -> str:
    """Text that fits into a Long String (64 characters, no control characters, no backslash)."""
    clean = "".join(c if c.isprintable() and c != "\\" else " " for c in text)
    return " ".join(clean.split())[:_LONGEST_LABEL].strip()
