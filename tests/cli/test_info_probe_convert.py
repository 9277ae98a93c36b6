"""``info``, ``probe`` and ``convert``: stable JSON, true numbers, one sentence for a mistake."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import SimpleITK

Medviewer = Callable[..., object]
KEYS = [
    "id", "kind", "modality", "description", "verdict", "shape_kji", "spacing_mm_kji", "spacing_source",
    "orientation", "origin_lps", "instances", "unit", "min", "max", "padding", "colour", "time_points",
    "times", "time_unit", "frame_time_ms", "positions", "windows", "voi_luts", "inverted", "lossy",
    "resampled", "refers_to", "content", "problems", "rejected",
]  # fmt: skip


def test_info_says_what_a_series_is(medviewer, a_ct_folder: Path) -> None:
    said = medviewer("info", a_ct_folder, "--json")
    assert (said.status, said.err) == (0, "")
    (series,) = said.json["series"]
    assert said.json["rejected"] == []
    assert list(series) == KEYS
    assert series | {"id": "", "origin_lps": [], "windows": []} == {
        "id": "", "kind": "dicom", "modality": "CT", "description": "Block", "verdict": "REGULAR",
        "shape_kji": [6, 40, 50], "spacing_mm_kji": [4.0, 1.0, 1.0], "spacing_source": "geometry",
        "orientation": "LPS", "origin_lps": [], "instances": 6, "unit": "HU", "min": -1000, "max": 1000,
        "padding": None, "colour": False, "time_points": 1, "times": None, "time_unit": None,
        "frame_time_ms": None, "windows": [], "voi_luts": [], "inverted": False, "lossy": "",
        "positions": {"distances_mm": [0.0, 4.0, 8.0, 12.0, 16.0, 20.0], "step_mm": 4.0, "missing": 0,
                      "repeated": 0, "tilt_degrees": 0.0},
        "resampled": False, "refers_to": [], "content": None, "problems": [], "rejected": [],
    }  # fmt: skip
    assert np.allclose(series["origin_lps"], (-24.5, -19.5, 100.0))


def test_info_tells_no_patient(medviewer, a_ct_folder: Path) -> None:
    for words in (["--json"], []):
        said = medviewer("info", a_ct_folder, *words)
        assert "DOE" not in said.out
        assert "4711" not in said.out


def test_info_lists_what_was_left_out(medviewer, a_ct_folder: Path) -> None:
    (a_ct_folder / "fake.dcm").write_text("no DICOM at all")
    said = medviewer("info", a_ct_folder, "--json")
    (left_out,) = said.json["rejected"]
    assert left_out["file"].endswith("fake.dcm")
    assert left_out["reason"]
    assert "fake.dcm" in medviewer("info", a_ct_folder).out


def test_info_names_a_refused_series_with_its_reason(medviewer, a_ct_folder: Path) -> None:
    import pydicom

    first = a_ct_folder / "CT0001.dcm"
    dataset = pydicom.dcmread(first)
    dataset.PhotometricInterpretation = "PALETTE COLOR"
    dataset.SeriesInstanceUID = "1.2.3.4"
    dataset.save_as(first)
    series = medviewer("info", a_ct_folder, "--json").json["series"]
    refused = [s for s in series if s["verdict"] == "REFUSED"]
    assert len(refused) == 1
    assert refused[0]["problems"][0]["message"]
    assert list(refused[0]) == KEYS


@pytest.mark.parametrize(
    ("lps", "value", "index"),
    [
        ("-24.5,-19.5,100", -1000, [0, 0, 0]),
        ("-24.4,-19.9,101.9", -1000, [0, 0, 0]),
        ("0.5,10.5,112", -670, [25, 30, 3]),
        ("20.5,-9.5,108", 1000, [45, 10, 2]),
    ],
)
def test_probe_gives_the_nearest_voxel(
    medviewer, a_ct_folder: Path, lps: str, value: int, index: list
) -> None:
    said = medviewer("probe", a_ct_folder, "--lps", lps, "--json")
    assert said.status == 0
    assert said.json == {"value": value, "unit": "HU", "index_ijk": index}
    assert f"{value} HU" in medviewer("probe", a_ct_folder, f"--lps={lps}").out


def test_probe_outside_is_a_sentence(medviewer, a_ct_folder: Path) -> None:
    said = medviewer("probe", a_ct_folder, "--lps", "0,0,500", "--json")
    assert "lies outside" in said.sentence
    assert said.out == ""


def test_of_several_series_one_must_be_chosen(medviewer, a_ct_folder: Path, a_nifti: Path) -> None:
    both = a_nifti.parent
    ids = [s["id"] for s in medviewer("info", both, "--json").json["series"] if s["modality"] == "CT"]
    said = medviewer("probe", both, "--lps", "0,0,108", "--json")
    assert "choose with --series" in said.sentence
    assert ids[0] in said.sentence
    assert medviewer("probe", both, "--lps", "0,0,108", "--series", ids[0], "--json").json["unit"] == "HU"
    assert "has no series none" in medviewer("probe", both, "--lps", "0,0,0", "--series", "none").sentence


@pytest.mark.parametrize("suffix", [".nii.gz", ".nrrd", ".mha"])
def test_convert_keeps_every_voxel_in_its_place(
    medviewer, a_ct_folder: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"out{suffix}"
    assert medviewer("convert", a_ct_folder, out).status == 0
    image = SimpleITK.ReadImage(str(out))
    assert image.GetSize() == (50, 40, 6)
    assert np.allclose(image.TransformIndexToPhysicalPoint((45, 10, 2)), (20.5, -9.5, 108.0), atol=1e-4)
    assert image.GetPixel((45, 10, 2)) == 1000
    there = medviewer("probe", out, "--lps", "0.5,10.5,112", "--json").json
    assert there["value"] == -670


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: p.mkdir(), "holds no"),
        (lambda p: p.write_text("text"), "no DICOM"),
        (lambda p: None, "does not exist"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(medviewer, tmp_path: Path, make: Callable, words: str) -> None:
    path = tmp_path / "it.dcm"
    make(path)
    for command in (["info"], ["info", "--json"], ["probe", "--lps", "0,0,0"]):
        said = medviewer(command[0], path, *command[1:])
        assert words in said.sentence
        assert said.out == ""


def test_convert_into_a_missing_folder_is_a_sentence(medviewer, a_nifti: Path, tmp_path: Path) -> None:
    assert "does not exist" in medviewer("convert", a_nifti, tmp_path / "no" / "out.nrrd").sentence


@pytest.mark.parametrize(
    "words",
    [
        ["info"],
        ["probe", "x"],
        ["probe", "x", "--lps", "1,2"],
        ["probe", "x", "--lps", "1,2,nan"],
        ["probe", "x", "--lps"],
        ["convert", "x", "out.jpg"],
        ["render", "x", "-o", "out.png", "--size", "0x9"],
        ["render", "x", "-o", "out.png", "--plane", "diagonal"],
        ["render", "x", "-o", "out.png", "--window", "0,40"],
        ["run", "m", "x", "-o", "out.txt"],
        ["run", "m", "x", "-o", "out.nrrd", "--param", "level"],
        ["run", "m", "x", "-o", "out.nrrd", "--device", "abacus"],
        ["models", "show"],
        ["models", "dance"],
        ["--no-such-option"],
    ],
)
def test_wrong_usage_has_status_2(medviewer, words: list[str]) -> None:
    said = medviewer(*words)
    assert said.status == 2
    assert said.err
    assert "Traceback" not in said.err


def test_help_and_version_are_no_errors(medviewer) -> None:
    assert "not a medical device" in medviewer("--help").out
    assert medviewer("--version").out.startswith("medviewer ")
    assert medviewer("render", "--help").status == 0


@pytest.mark.real_data
def test_a_tilted_series_is_told_as_it_is(medviewer, data_dir: Path) -> None:
    said = medviewer("info", data_dir / "dicom" / "ct-head-gantry-tilt", "--json")
    (series,) = said.json["series"]
    assert series["verdict"] == "SHEARED"
    assert [p["code"] for p in series["problems"]] == ["TILT", "RESAMPLED"]


@pytest.mark.real_data
def test_a_segmentation_is_listed_and_converted(medviewer, data_dir: Path, tmp_path: Path) -> None:
    seg = data_dir / "dicom" / "seg-liver" / "liver.dcm"
    (series,) = json.loads(medviewer("info", seg, "--json").out)["series"]
    assert (series["modality"], series["max"]) == ("SEG", 1)
    assert medviewer("convert", seg, tmp_path / "liver.nrrd").status == 0
    assert b"Segment0_Name:=Liver" in (tmp_path / "liver.nrrd").read_bytes()
    assert "is a segmentation, not an image" in medviewer("probe", seg, "--lps", "0,0,0").sentence


def test_least_and_greatest_values_are_not_those_of_padding(medviewer, a_ct_folder: Path) -> None:
    import pydicom

    for file in a_ct_folder.iterdir():
        dataset = pydicom.dcmread(file)
        air = round((-1000 - float(dataset.RescaleIntercept)) / float(dataset.RescaleSlope))
        dataset.add_new(0x00280120, "SS" if dataset.PixelRepresentation else "US", air)
        dataset.save_as(file)
    series = medviewer("info", a_ct_folder, "--json").json["series"][0]
    assert series["padding"] == [-1000, -1000]
    assert series["min"] > -1000
    assert series["max"] == 1000
