"""Work that does not fit into memory is refused before it begins."""

from __future__ import annotations

from types import SimpleNamespace

import psutil
import pytest

from medviewer.core.errors import ReadError
from medviewer.io.memory import require_memory


def test_what_does_not_fit_is_refused_with_both_numbers(monkeypatch):
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=2e9))
    require_memory("The series", 1.7e9)
    with pytest.raises(ReadError, match=r"The series needs 1\.9 GB of memory and 2\.0 GB are free; close"):
        require_memory("The series", 1.9e9)
