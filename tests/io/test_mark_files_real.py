"""Marks on real images: each kind of source gives valid objects that come back the same."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from typing import Any

import pytest

from medviewer.core.image_reference import ImageReference
from medviewer.core.mark import KeyImage, Mark, MarkPlace
from medviewer.core.mark_graphics import graphics_of_marks
from medviewer.core.mark_record import MarkRecord, named_figures
from medviewer.core.mark_slices import on_slice, placed, slices_of
from medviewer.core.measure import measure
from medviewer.core.presentation_state import GreyWish, PresentationState
from medviewer.core.volume import Stack
from medviewer.core.window_level import WindowLevel
from medviewer.io.load import load_series
from medviewer.io.marks.read import read_marks
from medviewer.io.marks.save import save_key_images, save_marks, save_state
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path

SOURCES = (
    "ct-chest-lidc0314-5mm", "ct-head-gantry-tilt", "cr-monochrome1", "mammogram", "enhanced-ct",
    "enhanced-mr-knee", "zip-mr-adc",
)  # fmt: skip


def errors_of(path: str) -> list[str]:
    told = subprocess.run(["dciodvfy", "-new", path], capture_output=True, text=True, check=False)
    return [line for line in (told.stdout + told.stderr).splitlines() if line.startswith("Error")]


def marks_on(image: Any) -> list[Mark]:
    """A length and an ellipse in the middle of a slice that is an instance."""
    on = slices_of(image)[0]
    is_flat = isinstance(image, Stack) or image.geometry.shape_kji[0] == 1
    columns, rows, _ = on.grid.shape_ijk

    def at(*parts: tuple[float, float]) -> tuple[Any, ...]:
        points = (on.grid.index_to_lps((columns * x, rows * y, on.k)) for x, y in parts)
        return tuple(tuple(float(value) for value in point) for point in points)

    info, normal = image.info, on.grid.axes_lps[2]
    place = MarkPlace(
        info.series_id, info.study.study_uid, info.series_uid, info.frame_of_reference_uid,
        on.instance_uid, on.frame, on.number if is_flat else None,
    )  # fmt: skip
    ellipse = at((0.3, 0.5), (0.6, 0.5), (0.45, 0.4), (0.45, 0.6))
    return [
        Mark("length", at((0.2, 0.2), (0.7, 0.6)), normal, place, "一"),
        Mark("ellipse", ellipse, normal, place),
    ]


@pytest.mark.real_data
@pytest.mark.parametrize("name", SOURCES)
def test_objects_of_real_images_are_valid_and_come_back(data_dir, tmp_path, name) -> None:
    if shutil.which("dciodvfy") is None:
        pytest.skip("dciodvfy is not installed")
    entries = scan_path(str(data_dir / "dicom" / name), report=LocalReport()).series
    entry = next(one for one in entries if one.kind == "dicom")
    image: Any = load_series(entry, report=LocalReport())
    volume = image.slice(0) if isinstance(image, Stack) else image
    marks = marks_on(image)
    records = [MarkRecord(m, named_figures(measure(m, volume)), on_slice(m, image)) for m in marks]
    report = save_marks(records, (), str(tmp_path / "m.dcm"), entry.files, LocalReport())
    assert [placed(one, image) for one in read_marks(report, LocalReport())[0]] == marks
    images = tuple(
        dict.fromkeys(ImageReference(one.instance_uid, image.info.series_uid) for one in slices_of(image))
    )
    state = PresentationState(
        "M",
        images,
        greys=(GreyWish(WindowLevel(400, 40)),),
        annotations=graphics_of_marks(records, (9, 9, 9)),
    )
    drawn = save_state(state, str(tmp_path / "p.dcm"), entry.files, LocalReport())
    key = KeyImage(replace(marks[0].place), (1, 2, 3), (1, 0, 0), (0, 1, 0), 400.0, 40.0, "note")
    chosen = save_key_images([key], str(tmp_path / "k.dcm"), entry.files, LocalReport())
    assert [errors_of(path) for path in (report, drawn, chosen)] == [[], [], []]
