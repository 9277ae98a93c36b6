"""``medviewer explain``: the bundled classifier's heat map in a file, with its scores beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import SimpleITK

from medviewer.api.contract import InputContract
from medviewer.api.explainable import StatedPlace
from medviewer.api.model_info import ModelInfo
from medviewer.commands.console import ConsoleReport
from medviewer.commands.explain import heat_map_facts, place_text
from medviewer.commands.explain_place import find_place
from medviewer.core.detections import Box, Detections
from medviewer.core.errors import ModelError
from medviewer.core.geometry import Geometry
from medviewer.core.heat_map import HeatMap, Trust
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.volume import Volume


@pytest.fixture
def a_radiograph(tmp_path: Path) -> Path:
    pixels = np.random.default_rng(0).integers(0, 200, (1, 120, 96)).astype(np.uint8)
    pixels[0, 60:90, 50:80] = 255
    image = SimpleITK.GetImageFromArray(pixels)
    image.SetSpacing((2.0, 2.0, 1.0))
    path = tmp_path / "picture.nii.gz"
    SimpleITK.WriteImage(image, str(path))
    return path


def test_a_heat_map_and_its_scores_are_written(medviewer, a_radiograph: Path, tmp_path: Path) -> None:
    out = tmp_path / "heat.nii.gz"
    words = ["explain", "chest_xray", a_radiograph, "-o", out, "--device", "cpu", "--json"]
    said = medviewer(*words, "--param", "explain_trust=false")
    assert said.status == 0, said.err
    heat = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(out)))
    assert heat.shape == (1, 160, 160)
    assert 0.0 <= heat.min() <= heat.max() <= 1.0
    scores = json.loads((tmp_path / "heat.json").read_text(encoding="utf-8"))
    assert scores == said.json
    assert (scores["label"], scores["method"]) == ("Opacity", "gradcam")
    assert scores["trust"] is None
    assert scores["provenance"]["model_id"] == "chest_xray"


def test_the_scores_of_the_tests_are_told() -> None:
    trust = Trust(0.2, 0.8, 0.5, 0.5, 0.1, True, "Can be trusted.", deletion_curve=(0.9, 0.1))
    values = Volume(np.zeros((1, 2, 2), np.float32), Geometry((1, 2, 2)))
    facts = heat_map_facts(HeatMap("Opacity", "lime", values, (1.0, 2.0, 3.0), trust))
    assert facts["peak_lps"] == [1.0, 2.0, 3.0]
    assert facts["trust"]["is_trusted"] is True
    assert json.loads(json.dumps(facts))["trust"]["deletion_curve"] == [0.9, 0.1]


def test_a_place_is_told_in_millimetres_only_if_the_file_says_how_large_a_pixel_is() -> None:
    grid = Geometry((1, 20, 30), spacing_ijk=(0.5, 0.5, 1.0))
    known = Volume(np.zeros((1, 20, 30), np.uint8), grid, spacing_source="pixel")
    assert place_text(known, (4.0, 3.0, 0.0)) == "4.0, 3.0, 0.0 mm (LPS)"
    unknown = replace(known, geometry=replace(grid, spacing_ijk=(1.0, 1.0, 1.0)), spacing_source="unknown")
    assert place_text(unknown, (4.0, 3.0, 0.0)) == "column 4, row 3 (the file gives no pixel size)"


def test_what_cannot_be_explained_or_saved_is_refused_first(
    medviewer, a_radiograph: Path, tmp_path: Path
) -> None:
    for words, sentence in (
        (["chest_xray", a_radiograph, "-o", tmp_path / "heat.png"], "saved to a name in"),
        (["chest_xray", a_radiograph, "-o", tmp_path / "no" / "heat.nii.gz"], "folder does not exist"),
        (["lung_ct", a_radiograph, "-o", tmp_path / "heat.nii.gz"], "no statements to explain"),
        (["chest_xray", a_radiograph, "-o", tmp_path / "heat.nii.gz", "--label", "Flu"], "speaks of Opacity"),
    ):
        assert sentence in medviewer("explain", *words, "--device", "cpu").sentence
    assert [path.name for path in tmp_path.iterdir()] == ["picture.nii.gz"]


def test_of_segments_and_boxes_the_one_that_is_meant_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    boxes = tuple(Box("Nodule", score, (score, 0.0, 0.0), (4.0, 4.0, 4.0)) for score in (0.4, 0.9))
    labels = np.zeros((4, 4, 4), np.uint8)
    labels[1, 2, 3] = 2
    segments = (Segment(1, "Liver", (1, 2, 3)), Segment(2, "Spleen", (3, 2, 1)))
    found: list[object] = [Segmentation(labels, Geometry((4, 4, 4)), segments), Detections(boxes)]
    monkeypatch.setattr("medviewer.commands.explain_place.in_model_host", lambda *_what, **_named: found[0])
    info = ModelInfo("m", "1", "M", "segmentation", InputContract(), (), "MIT", "Tests.")

    def place(label: str, box: int = 1) -> StatedPlace:
        return find_place(
            info, ("", Volume(labels, Geometry((4, 4, 4))), {}, "cpu", True, {}), label, box, report
        )

    report = ConsoleReport()
    assert place("") == place("Spleen") == StatedPlace("Spleen", (3.0, 2.0, 1.0))
    with pytest.raises(ModelError, match="found no Liver"):
        place("Liver")
    del found[0]
    assert place("", 2) == StatedPlace("Nodule", (0.4, 0.0, 0.0), (4.0, 4.0, 4.0))
    with pytest.raises(ModelError, match="no number 3"):
        place("Nodule", 3)
