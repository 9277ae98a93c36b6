"""``models`` and ``run``."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pydicom
import pytest
import SimpleITK

from medviewer.commands import find_model
from medviewer.inference.discover import discover


@pytest.fixture
def only_this_model(a_model: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(find_model, "all_models", lambda: discover([a_model], with_packages=False))
    from medviewer.commands import models

    monkeypatch.setattr(models, "all_models", find_model.all_models)
    return a_model


def test_models_are_listed_with_the_broken_ones(medviewer, only_this_model: Path) -> None:
    (row,) = medviewer("models", "list", "--json").json["models"]
    assert (row["id"], row["task"], row["problem"]) == ("segmentation_above", "segmentation", "")
    assert "segmentation_above" in medviewer("models", "list").out
    (only_this_model / "plugin.toml").write_text("api_version = '1'\n")
    (row,) = medviewer("models", "list", "--json").json["models"]
    assert row["problem"]
    assert "(broken)" in medviewer("models", "list").out
    assert "cannot be used" in medviewer("models", "show", "above").sentence


def test_a_model_shows_its_card(medviewer, only_this_model: Path) -> None:
    said = medviewer("models", "show", "segmentation_above")
    assert "Finds what is bright." in said.out
    assert "CT, 3D" in said.out
    assert medviewer("models", "show", "segmentation_above", "--json").json["labels"][0]["name"] == "Bright"


def test_a_model_is_checked(medviewer, only_this_model: Path) -> None:
    assert "keeps its promises" in medviewer("models", "check", "segmentation_above").out
    model = only_this_model / "above_model.py"
    model.write_text(model.read_text().replace('report(0.9, "Done")', "pass"))
    assert "does not keep its promises" in medviewer("models", "check", "segmentation_above").sentence


def test_an_unknown_model_is_a_sentence_with_the_known_ones(
    medviewer, only_this_model: Path, a_nifti: Path
) -> None:
    for words in (["models", "show", "none"], ["run", "none", a_nifti, "-o", "out.nrrd"]):
        assert "there are: segmentation_above" in medviewer(*words).sentence


@pytest.mark.parametrize("suffix", [".nii.gz", ".nrrd", ".mha", ".dcm"])
def test_a_model_runs_and_its_result_lies_where_the_image_is(
    medviewer, only_this_model: Path, a_ct_folder: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"result{suffix}"
    said = medviewer("run", "segmentation_above", a_ct_folder, "-o", out, "--device", "cpu", "--json")
    assert said.status == 0, said.err
    assert said.json["kind"] == "segmentation"
    assert said.json["segments"] == [{"number": 1, "name": "Bright", "voxels": 160, "volume_ml": 0.64}]
    assert said.json["provenance"]["model_id"] == "segmentation_above"
    assert said.json["provenance"]["device"] == "cpu"
    assert said.json["output"] == str(out)
    if suffix == ".dcm":
        source = pydicom.dcmread(a_ct_folder / "CT0001.dcm")
        assert pydicom.dcmread(out).StudyInstanceUID == source.StudyInstanceUID
        medviewer("convert", out, tmp_path / "back.nrrd")
        out = tmp_path / "back.nrrd"
    image = SimpleITK.ReadImage(str(out))
    k, j, i = np.argwhere(SimpleITK.GetArrayFromImage(image)).min(axis=0).tolist()
    assert np.allclose(image.TransformIndexToPhysicalPoint((i, j, k)), (15.5, -14.5, 108.0), atol=1e-4)


def test_a_series_with_missing_slices_needs_a_word_more(
    medviewer, only_this_model: Path, a_ct_folder: Path, tmp_path: Path
) -> None:
    (a_ct_folder / "CT0003.dcm").unlink()
    words = ("run", "segmentation_above", a_ct_folder, "-o", tmp_path / "out.nrrd", "--device", "cpu")
    said = medviewer(*words)
    assert said.sentence.startswith("1 slice of this series is missing")
    assert said.sentence.endswith("Add --agree to run the model anyway.")
    agreed = medviewer(*words, "--agree", "--json")
    assert agreed.status == 0
    assert agreed.json["warnings"][0].startswith("1 slice of this series is missing")


def test_parameters_reach_the_model(
    medviewer, only_this_model: Path, a_ct_folder: Path, tmp_path: Path
) -> None:
    said = medviewer(
        "run", "segmentation_above", a_ct_folder, "-o", tmp_path / "r.nrrd", "--param", "level=5000", "--json"
    )
    assert said.json["segments"][0]["voxels"] == 0
    assert said.json["provenance"]["parameters"] == {"level": "5000"}


@pytest.mark.parametrize("a_model", ["classification"], indirect=True)
def test_findings_are_saved_as_json(medviewer, a_model: Path, a_ct_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "findings.json"
    said = medviewer("run", a_model, a_ct_folder, "-o", out, "--device", "cpu", "--json")
    assert said.status == 0, said.err
    (finding,) = json.loads(out.read_text())["findings"]
    assert (finding["label"], finding["probability"], finding["positive"]) == ("Bright", 0.75, True)
    assert said.json["findings"] == [finding]


def test_what_cannot_be_saved_is_refused_before_the_model_runs(
    medviewer, only_this_model: Path, a_ct_folder: Path, a_nifti: Path, tmp_path: Path
) -> None:
    (only_this_model / "above_model.py").write_text("raise SystemError('must not be imported')")
    run = ("run", "segmentation_above")
    assert "is a model for segmentation" in medviewer(*run, a_ct_folder, "-o", tmp_path / "x.json").sentence
    assert "does not exist" in medviewer(*run, a_ct_folder, "-o", tmp_path / "no" / "x.nrrd").sentence
    assert "belongs to a DICOM series" in medviewer(*run, a_nifti, "-o", tmp_path / "x.dcm").sentence


def test_an_image_that_a_model_does_not_accept_is_a_sentence(
    medviewer, only_this_model: Path, tmp_path: Path
) -> None:
    from PIL import Image

    Image.fromarray(np.zeros((40, 40), np.uint8)).save(tmp_path / "photo.png")
    said = medviewer("run", "segmentation_above", tmp_path / "photo.png", "-o", tmp_path / "x.nrrd")
    assert said.sentence
    assert not (tmp_path / "x.nrrd").exists()


def test_a_model_that_fails_is_a_sentence(
    medviewer, only_this_model: Path, a_ct_folder: Path, tmp_path: Path
) -> None:
    model = only_this_model / "above_model.py"
    model.write_text(model.read_text().replace('report(0.9, "Done")', "1 / 0"))
    said = medviewer("run", "segmentation_above", a_ct_folder, "-o", tmp_path / "x.nrrd", "--device", "cpu")
    assert "stopped with an error (ZeroDivisionError)" in said.sentence
