"""Where the sample study is kept. Imports nothing, so that the window's process may ask."""

from __future__ import annotations

from pathlib import Path

SAMPLE_NAME = "sample-study-1"
"""Name of the folder in the cache; a new number with each change of what is in it."""


def sample_folder(cache_dir: str) -> Path:
    """The folder of the sample study, which is whole if it is there."""
    return Path(cache_dir) / SAMPLE_NAME
