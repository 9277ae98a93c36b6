"""What two workers leave that save the same case at the same moment."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.batch import case_store
from medviewer.batch.case_store import RECORD_NAME, case_folder, find_record, save_case
from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.volume import Volume
from medviewer.io.progress import LocalReport

KEY = "0" * 32
GRID = Geometry((4, 5, 6), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))


@pytest.fixture
def save(tmp_path):
    def saved(worker: str):
        labels = np.zeros(GRID.shape_kji, np.uint8)
        labels[1, 2, 3] = 1
        result = Segmentation(labels, GRID, (Segment(1, "One"),), worker)
        volume = Volume(labels.astype(np.int16), GRID)
        return save_case(
            result, str(tmp_path), KEY, ".nii.gz", volume, (), {"worker": worker}, report=LocalReport()
        )

    return saved


def test_a_result_that_another_worker_replaced_meanwhile_still_has_its_record(
    save, tmp_path, monkeypatch
) -> None:
    written = case_store.write_json

    def late(path, content) -> None:
        """The other one is between our result and our record."""
        monkeypatch.setattr(case_store, "write_json", written)
        (case_folder(str(tmp_path), KEY) / "result.nii.gz").write_bytes(b"of the other worker")
        written(path, content)

    monkeypatch.setattr(case_store, "write_json", late)
    save("one")
    found = find_record(str(tmp_path), KEY)
    assert found is not None
    assert found["worker"] == "one"


def test_what_another_worker_has_finished_is_left_alone(save, tmp_path) -> None:
    save("one")
    path = case_folder(str(tmp_path), KEY) / RECORD_NAME
    before = path.stat().st_mtime_ns
    assert save("two")["worker"] == "one"
    assert path.stat().st_mtime_ns == before
