"""Results that wait on disk: whole, private, harmless."""

from __future__ import annotations

import zipfile

import numpy as np
import pytest

from medviewer.core.classification import Classification, Finding
from medviewer.core.errors import ReadError, WriteError
from medviewer.core.geometry import Geometry
from medviewer.core.heat_map import HeatMap, Trust
from medviewer.core.provenance import Provenance
from medviewer.core.review import Review
from medviewer.core.segmentation import Code, Segment, Segmentation
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.session.kept_results import KeptResults
from medviewer.session.noun_file import read_noun, write_noun

GRID = Geometry((2, 3, 4), (1.0, 2.0, 3.0), (0.5, 0.5, 2.0))
MADE = Provenance(
    "m", "M", "1", parameters=(("tta", "true"),), input_fingerprint="ab" * 32, input_series_id="1.2.3",
    review=Review("rejected", "why", "2026-01-01T00:00:00+00:00"),
)  # fmt: skip


def at_once(function, done, _failed=None) -> None:
    done(function())


@pytest.fixture
def a_segmentation() -> Segmentation:
    labels = np.arange(24, dtype=np.uint16).reshape(2, 3, 4)
    return Segmentation(labels, GRID, (Segment(1, "肝", code=Code("1", "SCT", "Liver")),), "S", MADE)


def test_a_segmentation_comes_back_as_it_was(tmp_path, a_segmentation) -> None:
    write_noun(tmp_path / "x", a_segmentation)
    again = read_noun(tmp_path / "x")
    assert np.array_equal(again.labels, a_segmentation.labels)
    assert again.labels.dtype == np.uint16
    assert (again.geometry, again.segments, again.provenance) == (GRID, a_segmentation.segments, MADE)


def test_findings_with_heat_maps_come_back_and_name_no_patient(tmp_path) -> None:
    info = SeriesInfo("1.2.3", "CT", study=StudyInfo(patient_name="Wang^Xiaodong"))
    values = Volume(np.full(GRID.shape_kji, np.nan, np.float32), GRID, info=info)
    trust = Trust(0.1, 0.9, 0.5, 0.5, float("nan"), True, "Fine.")
    heat = HeatMap("opacity", "lime", values, (1.0, 2.0, 3.0), trust)
    write_noun(tmp_path / "x", Classification((Finding("opacity", 0.7, explanations=(heat,)),), "F", MADE))
    with zipfile.ZipFile(tmp_path / "x") as file:
        assert b"Wang" not in b"".join(file.read(name) for name in file.namelist())
    (finding,) = read_noun(tmp_path / "x").findings
    (again,) = finding.explanations
    assert again.peak_lps == (1.0, 2.0, 3.0)
    assert np.isnan(again.values.voxels).all()
    assert np.isnan(again.trust.similarity_to_random_weights)


def test_what_is_no_result_is_not_written(tmp_path) -> None:
    with pytest.raises(WriteError, match="kept"):
        write_noun(tmp_path / "x", object())


@pytest.mark.parametrize("damage", ["cut", "pickle", "other noun"])
def test_a_damaged_or_hostile_file_is_a_sentence(tmp_path, a_segmentation, damage) -> None:
    path = tmp_path / "x"
    write_noun(path, a_segmentation)
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:200])
    elif damage == "pickle":
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("result.json", '{"array": 0}')
            with file.open("0.npy", "w") as member:
                np.lib.format.write_array(member, np.array([object()]), allow_pickle=True)
    else:
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("result.json", '{"noun": "Path", "path": "/"}')
    with pytest.raises(ReadError, match="damaged"):
        read_noun(path)


def test_results_survive_a_restart_by_series_and_are_deleted_by_wish(tmp_path, a_segmentation) -> None:
    folder = tmp_path / "results"
    KeptResults(folder, at_once).keep(a_segmentation)
    later = KeptResults(folder, at_once)
    (kept,) = later.of_series("1.2.3")
    assert later.of_series("1.2.4") == ()
    assert (kept.fingerprint, kept.name, kept.task) == ("ab" * 32, "M", "Segmentation")
    found = []
    later.read(kept, found.append)
    assert np.array_equal(found[0].labels, a_segmentation.labels)
    later.discard(kept)
    assert list(folder.iterdir()) == []
    assert KeptResults(folder, at_once).waiting == ()


def test_a_folder_that_cannot_be_written_is_told(tmp_path, a_segmentation) -> None:
    (tmp_path / "results").write_text("a file")
    kept = KeptResults(tmp_path / "results", at_once)
    said = []
    kept.trouble.connect(said.append)
    kept.keep(a_segmentation)
    assert len(said) == 1
    assert "kept" in said[0] or "saved" in said[0]
