"""One real reader host for the whole corpus: it must survive every case and keep its promises."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from reader_host import Reader


@pytest.fixture(scope="session")
def the_reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    reader = Reader(tmp_path_factory.mktemp("hostile logs"))
    yield reader
    reader.close()
