"""Landmarks, anomaly maps and images that a model made, in files."""

import json
from pathlib import Path

import numpy as np
import pytest

from medviewer.core.anomaly import AnomalyMap
from medviewer.core.classification import Classification, Finding
from medviewer.core.errors import WriteError
from medviewer.core.geometry import Geometry
from medviewer.core.landmarks import Landmark, Landmarks
from medviewer.core.provenance import Provenance
from medviewer.core.volume import Volume
from medviewer.io.progress import LocalReport
from medviewer.io.result_file import result_facts, save_result, suffixes_of
from medviewer.io.write_image import read_grid

GRID = Geometry((3, 4, 5), (1.0, 2.0, 3.0), (0.5, 0.6, 0.7))


@pytest.fixture
def an_anomaly() -> AnomalyMap:
    error = np.linspace(0, 4, 60, dtype=np.float32).reshape(GRID.shape_kji)
    made = Provenance(model_id="odd", parameters=(("step", "0.5"),))
    return AnomalyMap(Volume(error, GRID), 3.25, 4.0, 2.5, provenance=made)


def saved_json(result, path: Path):
    written = save_result(result, str(path), None, (), LocalReport())
    return json.loads(Path(written).read_text(encoding="utf-8"))


def test_landmarks_are_saved_with_their_places_in_the_world(tmp_path):
    points = Landmarks((Landmark("tip", 0.9, (1.0, -2.0, 3.5), 1.25), Landmark("base", 0.5, (0.0, 0.0, 0.0))))
    saved = saved_json(points, tmp_path / "points.json")
    assert saved["landmarks"] == [
        {"label": "tip", "score": 0.9, "point_lps": [1.0, -2.0, 3.5], "spread_mm": 1.25},
        {"label": "base", "score": 0.5, "point_lps": [0.0, 0.0, 0.0], "spread_mm": None},
    ]
    assert "Research use only" in saved["notice"]
    assert result_facts(points)["kind"] == "landmarks"


@pytest.mark.parametrize("suffix", [".nii.gz", ".nrrd", ".mha"])
def test_an_anomaly_map_is_saved_where_its_image_lies(tmp_path, an_anomaly, suffix):
    written = save_result(an_anomaly, str(tmp_path / f"map{suffix}"), None, (), LocalReport())
    voxels, grid, _ = read_grid(Path(written))
    assert np.array_equal(voxels, an_anomaly.error.voxels)
    assert grid.matches(GRID)


def test_the_score_of_an_anomaly_can_be_saved_alone(tmp_path, an_anomaly):
    saved = saved_json(an_anomaly, tmp_path / "score.json")
    assert saved["anomaly"] == {"score": 3.25, "threshold": 2.5, "abnormal": True, "full_scale": 4.0}
    assert saved["provenance"]["parameters"] == {"step": "0.5"}
    assert result_facts(an_anomaly)["anomaly"]["abnormal"]


def test_a_slice_curve_is_saved_with_its_finding(tmp_path):
    finding = Finding("bleeding", 0.8, 0.5, per_slice=(0.1, 0.8), operating_point="screening")
    (saved,) = saved_json(Classification((finding,)), tmp_path / "f.json")["findings"]
    assert saved["per_slice"] == [0.1, 0.8]
    assert saved["per_slice_kind"] == "probability"
    assert saved["operating_point"] == "screening"


def test_a_wrong_ending_is_refused_and_leaves_nothing(tmp_path, an_anomaly):
    with pytest.raises(WriteError, match="must end in"):
        save_result(an_anomaly, str(tmp_path / "map.png"), None, (), LocalReport())
    assert list(tmp_path.iterdir()) == []
    assert suffixes_of("landmarks") == (".json",)
    assert ".dcm" not in suffixes_of("anomaly")
