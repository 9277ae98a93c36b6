"""DICOM's dates and times as people write them."""

from __future__ import annotations


def date_text(date: str) -> str:
    """``YYYYMMDD`` as ``YYYY-MM-DD`` (ISO 8601); anything else as it is. DICOM PS3.5 6.2, VR DA."""
    if len(date) == 8 and date.isdecimal():
        return f"{date[:4]}-{date[4:6]}-{date[6:]}"
    return date


def time_text(time: str, with_seconds: bool = False) -> str:
    """``HHMMSS.ffffff`` as ``HH:MM``, or ``HH:MM:SS``; anything else as it is. DICOM PS3.5 6.2, VR TM."""
    digits = time.split(".")[0]
    if len(digits) < 4 or not digits.isdecimal():
        return time
    parts = (digits[:2], digits[2:4], digits[4:6] if with_seconds else "")
    return ":".join(part for part in parts if part)
