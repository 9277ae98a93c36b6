"""DICOM's dates and times as people write them."""

from __future__ import annotations


def date_text(date: str) -> str:
    """``YYYYMMDD`` as ``YYYY-MM-DD`` (ISO 8601); anything else as it is. DICOM PS3.5 6.2, VR DA."""
    if len(date) == 8 and date.isdigit():
        return f"{date[:4]}-{date[4:6]}-{date[6:]}"
    return date


def time_text(time: str) -> str:
    """``HHMMSS.ffffff`` as ``HH:MM``; anything else as it is. DICOM PS3.5 6.2, VR TM."""
    if len(time) >= 4 and time[:4].isdigit():
        return f"{time[:2]}:{time[2:4]}"
    return time
