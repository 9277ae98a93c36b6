"""Marks and key images as tables, JSON, presentation states and key objects."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest

from medviewer.core.errors import ReadError, WriteError
from medviewer.core.image_reference import ImageReference
from medviewer.core.mark import KeyImage, Mark, MarkPlace
from medviewer.core.mark_graphics import graphics_of_marks
from medviewer.core.mark_record import Figure, MarkRecord, named_figures
from medviewer.core.mark_slices import on_slice
from medviewer.core.measure import measure
from medviewer.core.presentation_state import GreyWish, PresentationState
from medviewer.core.window_level import WindowLevel
from medviewer.io.dicom.objects.presentation_state import read_presentation_state
from medviewer.io.dicom.objects.structured_report import read_report
from medviewer.io.marks.read import read_marks
from medviewer.io.marks.save import save_key_images, save_marks, save_state
from medviewer.io.progress import LocalReport

Z = (0.0, 0.0, 1.0)


def the_files(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.iterdir())


def dciodvfy_errors(path: str | Path) -> list[str]:
    if shutil.which("dciodvfy") is None:
        pytest.skip("dciodvfy is not installed")
    told = subprocess.run(["dciodvfy", "-new", str(path)], capture_output=True, text=True, check=False)
    return [line for line in (told.stdout + told.stderr).splitlines() if line.startswith("Error")]


def a_mark(kind: str, *points: tuple[float, float, float], **changes: Any) -> Mark:
    place = MarkPlace("s", "1.2.3", "1.2.3.4", "1.2.3.5")
    return Mark(kind, points, Z, **{"place": place, **changes})  # type: ignore[arg-type]


# --- CSV ---


def the_rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(text.decode("utf-8-sig").splitlines()))


def test_a_table_has_a_row_a_mark_with_all_figures_and_units(tmp_path) -> None:
    figures = (Figure("area", 12.5, "mm2"), Figure("mean", -1234.5678, "HU"), Figure("sd", 1e-7, "HU"))
    mark = a_mark("polygon", (0, 0, 0), (1, 0, 0), (0, 1, 0), label="Lung, right", lesion=3, role="target")
    save_marks([MarkRecord(mark, figures)], (), str(tmp_path / "m.csv"), [], LocalReport())
    (row,) = the_rows(tmp_path / "m.csv")
    assert (row["kind"], row["label"], row["lesion"], row["role"]) == (
        "polygon", "Lung, right", "3", "target",
    )  # fmt: skip
    assert (row["area"], row["area_unit"]) == ("12.5", "mm2")
    assert (row["mean"], row["sd"], row["value_unit"]) == ("-1234.5678", "1e-07", "HU")
    assert row["points_lps_mm"] == "[0 0 0; 1 0 0; 0 1 0]"


@pytest.mark.parametrize("label", ["=1+1", "+A1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n@x"])
def test_a_label_is_never_a_formula(tmp_path, label) -> None:
    save_marks(
        [MarkRecord(a_mark("point", (0, 0, 0), label=label))], (), str(tmp_path / "m.csv"), [], LocalReport()
    )
    text = (tmp_path / "m.csv").read_bytes().decode("utf-8-sig")
    row = next(csv.DictReader(text.splitlines(keepends=True)))
    assert row["label"].startswith("'")


def test_a_label_in_chinese_is_whole_in_the_table(tmp_path) -> None:
    mark = a_mark("point", (0, 0, 0), label='肝, "左叶"')
    save_marks([MarkRecord(mark)], (), str(tmp_path / "m.csv"), [], LocalReport())
    assert the_rows(tmp_path / "m.csv")[0]["label"] == '肝, "左叶"'


# --- JSON ---


@pytest.fixture
def a_key_image() -> KeyImage:
    place = MarkPlace("s", "1.2.3", "1.2.3.4", "1.2.3.5", "1.2.3.4.2", 1)
    return KeyImage(place, (1, 2, 3), (1, 0, 0), (0, 1, 0), 400.0, 40.0, "left 肺", 120.0, "2026-01-01", "k1")


def test_json_gives_back_marks_and_key_images_exactly(tmp_path, a_key_image) -> None:
    marks = [a_mark("length", (0.1, 1 / 3, 2), (3, 4, 5), label="一", color=(1, 2, 3))]
    path = str(tmp_path / "m.json")
    save_marks([MarkRecord(one, (Figure("length", 5.0, "mm"),)) for one in marks], [a_key_image], path, [],
               LocalReport())  # fmt: skip
    found, keys = read_marks(path, LocalReport())
    assert [one.mark for one in found] == marks
    assert keys == (a_key_image,)
    figures = json.loads(Path(path).read_text("utf-8"))["figures"][marks[0].id]
    assert figures == [{"name": "length", "value": 5.0, "unit": "mm"}]


wrong_files = [
    b"", b"{", b"[]", b"null", b'{"format": "other", "version": 1, "marks": [], "key_images": []}',
    b'{"format": "medviewer marks", "version": 99, "marks": [], "key_images": []}',
    b'{"format": "medviewer marks", "version": 1}', b"[" * 100_000, b"\xff\xfe\x00",
    b'{"format": "medviewer marks", "version": 1, "marks": [{"kind": "length"}], "key_images": []}',
]  # fmt: skip


@pytest.mark.parametrize("content", wrong_files)
def test_a_file_that_holds_no_marks_is_refused_in_one_sentence(tmp_path, content) -> None:
    (tmp_path / "m.json").write_bytes(content)
    with pytest.raises(ReadError, match=r"\.$"):
        read_marks(str(tmp_path / "m.json"), LocalReport())


def test_a_name_without_a_known_ending_is_refused(tmp_path) -> None:
    with pytest.raises(WriteError, match=r"\.dcm, \.json or \.csv"):
        save_marks([], (), str(tmp_path / "m.txt"), [], LocalReport())


def test_an_old_file_stays_if_saving_fails(tmp_path) -> None:
    old = tmp_path / "m.dcm"
    old.write_bytes(b"old")
    with pytest.raises(WriteError):
        save_marks([MarkRecord(a_mark("point", (0, 0, 0)))], (), str(old), [], LocalReport())
    assert old.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["m.dcm"]


# --- presentation state ---


@pytest.fixture
def a_state(a_ct_series, load):
    """Marks on slice 2 of the small CT as a presentation state, with its files."""
    folder = a_ct_series(RescaleType="HU")
    image = load(folder)
    z = 5.0
    marks = [
        a_mark("length", (-10, -20, z), (-8, -19, z), label="一"),
        a_mark("bidirectional", (-9, -20, z), (-7, -20, z), (-8, -20, z), (-8, -19, z)),
        a_mark("ellipse", (-9, -19.5, z), (-7, -19.5, z), (-8, -20, z), (-8, -19, z)),
        a_mark("rectangle", (-9, -20, z), (-7, -20, z), (-7, -19, z), (-9, -19, z)),
        a_mark("arrow", (-9, -20, z), (-7, -19, z), text="here"),
        a_mark("text", (-9, -20, z), text="only words\nin two lines"),
        a_mark("point", (-9, -20, z)),
        a_mark("ball", (-9, -19, z), (-9, -19, z + 1.5)),
        a_mark("length", (-9, -20, z), (-9, -20, z + 5), label="across the slices"),
    ]
    records = [MarkRecord(m, named_figures(measure(m, image)), on_slice(m, image)) for m in marks]
    images = tuple(ImageReference(uid, image.info.series_uid) for uid in image.instance_uids)
    state = PresentationState(
        "MEASUREMENTS", images, greys=(GreyWish(WindowLevel(350, 50)),), inverted=True, quarter_turns=1,
        mirrored=True, annotations=graphics_of_marks(records, (10, 200, 30)),
    )  # fmt: skip
    return state, the_files(folder), image


def test_a_presentation_state_comes_back_with_window_turning_and_graphics(a_state, tmp_path) -> None:
    state, files, _image = a_state
    path = save_state(state, str(tmp_path / "p.dcm"), files, LocalReport())
    back = read_presentation_state(path, files, LocalReport())
    assert back.greys[0].window.width == 350
    assert (back.inverted, back.quarter_turns, back.mirrored) == (True, 1, True)
    assert back.modality is None  # the images' own rescaling is repeated, so nothing is to be done
    assert not back.problems
    kinds = [[g.kind for g in a.graphics] for a in back.annotations]
    assert kinds == [
        ["POLYLINE"], ["POLYLINE", "POLYLINE"], ["ELLIPSE"], ["POLYLINE"], ["POLYLINE", "POLYLINE"], [],
        ["POINT"], ["ELLIPSE"],
    ]  # fmt: skip
    assert back.annotations[0].texts[0].text.splitlines()[0] == "一"
    assert back.annotations[5].texts[0].text == "only words\nin two lines"


def test_graphics_lie_on_the_middle_of_the_pixels_that_were_marked(a_state, tmp_path) -> None:
    state, files, _image = a_state
    path = save_state(state, str(tmp_path / "p.dcm"), files, LocalReport())
    length = pydicom.dcmread(path).GraphicAnnotationSequence[0]
    # Columns are 0.75 mm, rows 0.5 mm; (-10, -20) is the middle of the first pixel.
    wanted = [0.5, 0.5, 0.5 + 2 / 0.75, 0.5 + 1 / 0.5]
    assert np.allclose(length.GraphicObjectSequence[0].GraphicData, wanted, atol=1e-5)
    assert length.ReferencedImageSequence[0].ReferencedSOPInstanceUID == "1.2.3.4.3"


def test_a_ball_is_round_on_pixels_that_are_not_square(a_state) -> None:
    state, _files, _image = a_state
    ball = next(a for a in state.annotations if a.graphics and a.graphics[0].kind == "ELLIPSE"
                and a is not state.annotations[2])  # fmt: skip
    points = ball.graphics[0].points
    spans = sorted(np.abs(points[1::2] - points[::2]).max(axis=1).tolist())
    assert spans == pytest.approx([3.0 / 0.75, 3.0 / 0.5], rel=1e-6)


def test_the_presentation_state_is_valid_dicom(a_state, tmp_path) -> None:
    state, files, _image = a_state
    assert dciodvfy_errors(save_state(state, str(tmp_path / "p.dcm"), files, LocalReport())) == []


def test_a_state_of_files_that_are_gone_is_refused(a_state, tmp_path) -> None:
    state, files, _image = a_state
    with pytest.raises(WriteError, match="not there any more"):
        save_state(state, str(tmp_path / "p.dcm"), files[:2], LocalReport())


# --- key images ---


def test_key_images_come_back_exactly_and_are_read_by_the_reader_of_key_objects(
    a_ct_series, tmp_path, a_key_image
) -> None:
    files = the_files(a_ct_series())
    path = save_key_images([a_key_image], str(tmp_path / "k.dcm"), files, LocalReport())
    document = read_report(path, LocalReport())
    assert document.references == (ImageReference("1.2.3.4.2", "1.2.3.4"),)
    assert any("left 肺" in line.text for line in document.lines)
    assert read_marks(path, LocalReport()) == ((), (a_key_image,))
    assert dciodvfy_errors(path) == []


def test_key_images_without_dicom_are_saved_as_json_only(tmp_path) -> None:
    key = KeyImage(MarkPlace("a-file"), (1, 2, 3), (1, 0, 0), (0, 1, 0), 400.0, 40.0)
    with pytest.raises(WriteError, match=r"\.json"):
        save_key_images([key], str(tmp_path / "k.dcm"), [], LocalReport())
    path = save_key_images([key], str(tmp_path / "k.json"), [], LocalReport())
    assert read_marks(path, LocalReport()) == ((), (key,))


def test_slices_that_are_rescaled_each_in_their_own_way_get_no_state_that_would_lie(
    a_ct_series, load, tmp_path
) -> None:
    folder = a_ct_series("pet", each=lambda n: {"RescaleSlope": 1 + n})
    image = load(folder)
    images = tuple(ImageReference(uid, image.info.series_uid) for uid in image.instance_uids)
    with pytest.raises(WriteError, match="rescaled"):
        save_state(PresentationState("M", images), str(tmp_path / "p.dcm"), the_files(folder), LocalReport())
