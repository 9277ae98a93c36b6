"""Where the sample study is kept. Imports nothing, so that the window's process may ask."""

from __future__ import annotations

from pathlib import Path

SAMPLE_NAME = "sample-study-1"
"""Name of the folder in the cache; a new number with each change of what is in it."""


FURTHER_NAMES = {"prior": "sample-prior-1", "abdomen": "sample-abdomen-1"}
"""Folders of the other samples: the same thorax a year before, and an abdomen."""


def sample_folder(cache_dir: str, which: str = "") -> Path:
    """The folder of a sample study ("" for the first), which is whole if it is there."""
    return Path(cache_dir) / FURTHER_NAMES.get(which, SAMPLE_NAME)
