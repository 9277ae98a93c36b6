"""``--time``: one point of a series in time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import SimpleITK

Medviewer = Callable[..., object]


@pytest.fixture
def a_file_in_time(tmp_path: Path) -> Path:
    """Three volumes with the values 0, 100 and 200."""
    volumes = [SimpleITK.GetImageFromArray(np.full((4, 5, 6), 100 * t, np.int16)) for t in range(3)]
    SimpleITK.WriteImage(SimpleITK.JoinSeries(volumes), str(tmp_path / "beats.nii.gz"))
    return tmp_path / "beats.nii.gz"


def test_probe_gives_the_value_at_a_point_in_time(medviewer, a_file_in_time):
    for words, value in (([], 100), (["--time", 1], 0), (["--time", 3], 200)):
        assert medviewer("probe", a_file_in_time, "--lps=2,2,2", "--json", *words).json["value"] == value


def test_convert_saves_one_point_in_time_and_never_drops_the_others_in_silence(
    medviewer, a_file_in_time, tmp_path
):
    assert "3 points in time" in medviewer("convert", a_file_in_time, tmp_path / "x.nrrd").sentence
    assert medviewer("convert", a_file_in_time, tmp_path / "x.nrrd", "--time", 3).status == 0
    assert SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(tmp_path / "x.nrrd"))).max() == 200


def test_a_point_in_time_that_is_not_there_is_one_sentence(medviewer, a_file_in_time):
    said = medviewer("probe", a_file_in_time, "--lps=2,2,2", "--time", 4)
    assert "has 3 points in time, and no number 4" in said.sentence


def test_a_picture_is_made_of_a_point_in_time(medviewer, a_file_in_time, tmp_path):
    words = ("--bare", "--size", "16x16", "--window", "100,200")
    saved = [
        medviewer("render", a_file_in_time, "-o", tmp_path / f"{t}.png", "--time", t, *words) for t in (1, 3)
    ]
    assert [said.status for said in saved] == [0, 0]
    assert (tmp_path / "1.png").read_bytes() != (tmp_path / "3.png").read_bytes()
