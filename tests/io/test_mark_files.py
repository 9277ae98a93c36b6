"""Marks and key images as tables, JSON, presentation states and key objects."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
import pytest
from pydicom.uid import (
    ColorSoftcopyPresentationStateStorage,
    GrayscaleSoftcopyPresentationStateStorage,
    VariableModalityLUTSoftcopyPresentationStateStorage,
)

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
from medviewer.io.marks.colour_profile import colour_profile
from medviewer.io.marks.read import read_marks
from medviewer.io.marks.save import save_key_images, save_marks, save_state
from medviewer.io.marks.source_study import SourceInstance, SourceStudy
from medviewer.io.marks.state_modality import add_modality, rescalings_of
from medviewer.io.progress import LocalReport

Z = (0.0, 0.0, 1.0)
COLOURS = {
    "Rows": 3, "Columns": 4, "SamplesPerPixel": 3, "PhotometricInterpretation": "RGB",
    "PlanarConfiguration": 0, "BitsAllocated": 8, "BitsStored": 8, "HighBit": 7, "PixelRepresentation": 0,
    "RescaleSlope": None, "RescaleIntercept": None, "PixelData": bytes(range(36)),
}  # fmt: skip


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


def test_the_area_of_a_picture_that_is_turned_or_mirrored_is_told_as_it_is_seen(a_state, tmp_path) -> None:
    state, files, _image = a_state
    for turns in range(4):
        for mirrored in (False, True):
            turned = replace(state, quarter_turns=turns, mirrored=mirrored)
            path = save_state(turned, str(tmp_path / f"{turns}{mirrored}.dcm"), files, LocalReport())
            assert dciodvfy_errors(path) == []


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


def test_slices_that_are_rescaled_each_in_their_own_way_get_a_state_that_says_so(
    a_ct_series, load, tmp_path
) -> None:
    folder = a_ct_series("pet", each=lambda n: {"RescaleSlope": 1 + n})
    image = load(folder)
    images = tuple(ImageReference(uid, image.info.series_uid) for uid in image.instance_uids)
    z = float(image.geometry.origin_lps[2])
    mark = a_mark("length", (-10, -20, z), (-8, -19, z))
    record = MarkRecord(mark, named_figures(measure(mark, image)), on_slice(mark, image))
    state = PresentationState("M", images, annotations=graphics_of_marks([record], (10, 200, 30)))
    path = save_state(state, str(tmp_path / "p.dcm"), the_files(folder), LocalReport())
    dataset = pydicom.dcmread(path)
    assert dataset.SOPClassUID == VariableModalityLUTSoftcopyPresentationStateStorage
    own = {one.SOPInstanceUID: one.RescaleSlope for one in map(pydicom.dcmread, the_files(folder))}
    told = {
        one.ReferencedSOPInstanceUID: step.RescaleSlope
        for step in dataset.VariableModalityLUTSequence
        for one in step.ReferencedImageSequence
    }
    assert told == own
    assert "RescaleSlope" not in dataset
    back = read_presentation_state(path, the_files(folder), LocalReport())
    assert (back.modality, back.problems) == (None, ())
    assert np.array_equal(
        back.annotations[0].graphics[0].points, state.annotations[0].graphics[0].points
    )  # fmt: skip
    # The checker does not know this class yet; all but it is as in a grayscale one.
    del dataset.VariableModalityLUTSequence
    dataset.SOPClassUID = dataset.file_meta.MediaStorageSOPClassUID = (
        GrayscaleSoftcopyPresentationStateStorage
    )
    dataset.save_as(tmp_path / "plain.dcm")
    assert dciodvfy_errors(tmp_path / "plain.dcm") == []
    # One that asks for other values than the images' own is not applied in silence.
    other = pydicom.dcmread(path)
    other.VariableModalityLUTSequence[0].RescaleSlope = "77"
    other.save_as(tmp_path / "other.dcm")
    problems = read_presentation_state(str(tmp_path / "other.dcm"), the_files(folder), LocalReport()).problems
    assert [one.code for one in problems] == ["MODALITY_LUT"]


def test_a_picture_in_colour_gets_a_state_for_colours(a_ct_series, load, tmp_path) -> None:
    folder = a_ct_series("colours", count=2, **COLOURS)
    image = load(folder)
    images = tuple(ImageReference(uid, image.info.series_uid) for uid in image.instance_uids)
    z = float(image.geometry.origin_lps[2]) if hasattr(image, "geometry") else 0.0
    mark = a_mark("arrow", (-9, -20, z), (-7, -19, z), text="here")
    record = MarkRecord(mark, (), on_slice(mark, image))
    state = PresentationState(
        "M", images, greys=(GreyWish(WindowLevel(350, 50)),), quarter_turns=1,
        annotations=graphics_of_marks([record], (10, 200, 30)),
    )  # fmt: skip
    assert state.annotations
    path = save_state(state, str(tmp_path / "p.dcm"), the_files(folder), LocalReport())
    dataset = pydicom.dcmread(path)
    assert dataset.SOPClassUID == ColorSoftcopyPresentationStateStorage
    assert dataset.ICCProfile[12:20] == b"scnrRGB "
    assert not {"SoftcopyVOILUTSequence", "PresentationLUTShape", "RescaleSlope"} & set(dataset.dir())
    assert dciodvfy_errors(Path(path)) == []
    back = read_presentation_state(path, the_files(folder), LocalReport())
    assert (back.quarter_turns, len(back.annotations)) == (1, 1)
    inverted = replace(state, inverted=True)
    with pytest.raises(WriteError, match="inverted"):
        save_state(inverted, str(tmp_path / "q.dcm"), the_files(folder), LocalReport())


def test_the_profile_of_the_picture_is_kept_if_it_is_one_of_an_input() -> None:
    header = pydicom.Dataset()
    usual = colour_profile(header)
    own = usual[:100] + b"OWN" + usual[103:]
    header.ICCProfile = own
    assert colour_profile(header) == own
    for broken in (b"", own[:60], own[:12] + b"mntr" + own[16:], own[:16] + b"GRAY" + own[20:]):
        header.ICCProfile = broken
        assert colour_profile(header) == usual


def test_frames_that_are_rescaled_each_in_their_own_way_are_named() -> None:
    header = pydicom.Dataset()
    header.PerFrameFunctionalGroupsSequence = [rescaled(slope) for slope in ("1", "2", "2", "1")]
    image = SourceInstance("1.2", "9.9", "8.8", 4, 10, 10)
    found = rescalings_of(SourceStudy(header, {"9.9": image}), "A state")
    assert [(one.slope, one.images[0][1]) for one in found] == [("1", [1, 4]), ("2", [2, 3])]
    made = pydicom.Dataset()
    add_modality(made, found, "US")
    frames = [
        step.ReferencedImageSequence[0].ReferencedFrameNumber for step in made.VariableModalityLUTSequence
    ]
    assert [list(map(int, one)) for one in frames] == [[1, 4], [2, 3]]
    two = {"9.9": image, "9.8": replace(image, uid="9.8")}
    with pytest.raises(WriteError, match="frames"):
        rescalings_of(SourceStudy(header, two), "A state")


def rescaled(slope: str) -> pydicom.Dataset:
    step, group = pydicom.Dataset(), pydicom.Dataset()
    step.RescaleSlope, step.RescaleIntercept = slope, "0"
    group.PixelValueTransformationSequence = [step]
    return group
