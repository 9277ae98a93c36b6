"""Objects of a study on the command line: told in words, drawn over a picture."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

pytestmark = pytest.mark.real_data


@pytest.fixture
def breast(data_dir) -> Path:
    return data_dir / "dicom" / "rtstruct-breast"


def test_info_tells_what_objects_hold(medviewer, breast) -> None:
    told = medviewer("info", breast)
    assert told.status == 0
    assert "structure set CT_1: 10 regions, 441 contours" in told.out
    assert "Lt Lung  AVOIDANCE  165 contours" in told.out
    assert "This is a radiotherapy plan or record; it is listed but not shown." in told.out
    series = json.loads(medviewer("info", breast, "--json").out)["series"]
    contours = next(one for one in series if one["kind"] == "dicom-rtstruct")
    image = next(one for one in series if one["kind"] == "dicom")
    assert contours["content"]["contours"] == 441
    assert contours["content"]["regions"][4] == {
        "number": 5,
        "name": "Heart",
        "type": "ORGAN",
        "contours": 33,
    }
    assert image["content"] is None


def test_info_gives_objects_neither_a_grid_nor_a_verdict(medviewer, breast) -> None:
    for one in json.loads(medviewer("info", breast, "--json").out)["series"]:
        assert (one["kind"] == "dicom") == (one["verdict"] == "REGULAR") == (one["shape_kji"] is not None)


def test_info_says_what_an_object_is_and_what_it_refers_to(medviewer, breast) -> None:
    told = medviewer("info", breast, "--json").out
    contours = next(one for one in json.loads(told)["series"] if one["kind"] == "dicom-rtstruct")
    assert contours["content"]["what"] == "structure set"
    (named,) = contours["refers_to"]
    assert f"refers to series {named}" in medviewer("info", breast).out


def test_info_of_a_report_alone_is_its_text(medviewer, data_dir) -> None:
    assert "Volume: 33.5824 ml" in medviewer("info", data_dir / "dicom" / "sr" / "sr.dcm").out


def test_contours_are_drawn_over_the_picture(medviewer, breast, tmp_path) -> None:
    plain, drawn = tmp_path / "plain.png", tmp_path / "drawn.png"
    common = ("render", breast, "--size", "256x256", "--bare", "-o")
    assert medviewer(*common, plain).status == 0
    assert medviewer(*common, drawn, "--overlay", breast / "rtss.dcm").status == 0
    before, after = (np.asarray(Image.open(path)).astype(int) for path in (plain, drawn))
    changed = (before != after).any(axis=2)
    assert 200 < changed.sum() < 4000, "lines, not areas"
    olive = after[changed]
    assert (olive[:, 0] - olive[:, 2] > 5).mean() > 0.8, "the colour of BODY"


def test_a_presentation_state_gives_the_expected_picture_to_the_pixel(medviewer, data_dir, tmp_path) -> None:
    folder, out = data_dir / "dicom" / "gsps-luts", tmp_path / "pr.png"
    said = medviewer(
        "render", folder / "imageForPrLUTs.dcm", "--overlay", folder / "prLUTs.dcm", "--bare", "-o", out
    )
    assert said.status == 0
    expected = np.asarray(Image.open(folder / "expected_imgForPrLUT.png"))
    assert np.array_equal(np.asarray(Image.open(out).convert("L")), expected)


def test_what_cannot_be_laid_over_is_a_sentence(medviewer, breast, data_dir, tmp_path) -> None:
    said = medviewer("render", breast, "-o", tmp_path / "x.png", "--overlay", data_dir / "dicom/sr/sr.dcm")
    assert "neither a structure set nor a presentation state" in said.sentence
    state = data_dir / "dicom" / "gsps-luts" / "prLUTs.dcm"
    assert (
        "images that are not in this series"
        in medviewer("render", breast, "-o", tmp_path / "x.png", "--overlay", state).sentence
    )
