"""``demo --headless``: the whole job without a window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from medviewer.commands import demo


@pytest.fixture
def a_small_demonstration(a_model: Path, a_ct_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demonstration with a small study, a small model and no window."""
    monkeypatch.setattr(demo, "MODEL", str(a_model))
    monkeypatch.setattr(demo, "_sample", lambda report: str(a_ct_folder))
    monkeypatch.setattr(
        demo, "_window_picture", lambda picture, study, labels: picture.write_bytes(b"") or ""
    )


@pytest.mark.usefixtures("a_small_demonstration")
def test_it_leaves_picture_segmentations_and_summary(medviewer, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "demo"
    said = medviewer("demo", "--headless", folder)
    assert said.status == 0, said.err
    names = {"window.png", "lungs.nii.gz", "lungs.dcm", "summary.json", "summary.txt"}
    assert {path.name for path in folder.iterdir()} == names
    summary = json.loads((folder / "summary.json").read_text())
    assert summary["segments"][0]["volume_ml"] == 0.64
    assert set(summary["seconds"]) == {"sample", "load", "model", "save", "picture"}
    assert "Bright: 1 ml" in said.out
    assert "not a medical device" in (folder / "summary.txt").read_text()
    (series,) = medviewer("info", folder / "lungs.dcm", "--json").json["series"]
    assert series["modality"] == "SEG"


@pytest.mark.usefixtures("a_small_demonstration")
def test_a_picture_that_fails_is_told_and_the_rest_is_kept(
    medviewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "_window_picture", lambda *_: "no font")
    said = medviewer("demo", "--headless", tmp_path / "demo")
    assert "picture of the window was not made (no font)" in said.sentence
    assert (tmp_path / "demo" / "lungs.dcm").is_file()
    assert (tmp_path / "demo" / "summary.txt").is_file()


def test_a_folder_that_cannot_be_made_is_a_sentence(
    medviewer, a_model: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(demo, "MODEL", str(a_model))
    (tmp_path / "file").write_text("")
    assert "cannot be made" in medviewer("demo", "--headless", tmp_path / "file" / "demo").sentence


def test_a_window_that_crashes_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo.sys, "executable", "/bin/false")
    assert demo._window_picture(tmp_path / "w.png", "study", "labels") == "status 1"
