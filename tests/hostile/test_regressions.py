"""Files that the fuzzer found something with, kept for ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_judge import faults

FOUND = sorted((Path(__file__).parent / "regressions").iterdir())


@pytest.mark.parametrize("file", FOUND, ids=[file.name for file in FOUND])
def test_what_was_found_once_is_mended(file, the_reader):
    assert faults(the_reader.examine(file), str(file)) == []
