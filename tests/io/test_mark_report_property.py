"""Any marks through a DICOM report: the same come back, in the world and on slices."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from medviewer.core.mark import Mark, MarkKind, MarkPlace, TargetRole
from medviewer.core.mark_json import POINTS_OF
from medviewer.core.mark_record import MarkRecord
from medviewer.core.mark_slices import on_slice, placed
from medviewer.io.marks.read_report import found_marks
from medviewer.io.marks.write_report import write_report
from medviewer.io.progress import LocalReport

numbers = st.floats(-2_000, 2_000, width=64)
vectors = st.tuples(numbers, numbers, numbers)
words = st.text(max_size=40)


@st.composite
def marks(draw: Any, z: float | None = None) -> Mark:
    kind = draw(st.sampled_from(get_args(MarkKind)))
    least, most = POINTS_OF[kind]
    points = draw(st.lists(vectors, min_size=least, max_size=min(most, least + 6)))
    if z is not None:
        points = [(x, y, z) for x, y, _ in points]
    return Mark(
        kind, tuple(points), (0.0, 0.0, 1.0), MarkPlace("s"), draw(words), draw(words),
        draw(st.sampled_from(get_args(TargetRole))), draw(st.integers(0, 1_000_000)),
        draw(st.none() | st.tuples(*[st.integers(0, 255)] * 3)), draw(st.booleans()), draw(words),
    )  # fmt: skip


@pytest.fixture(scope="module")
def a_study(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Nothing is read here: each example shares the files of one small CT."""
    return {}


def the_source(a_study: Any, a_ct_series: Any, load: Any) -> Any:
    if not a_study:
        folder = a_ct_series()
        a_study["files"] = sorted(str(path) for path in folder.iterdir())
        a_study["image"] = load(folder)
    return a_study["files"], a_study["image"]


usual = settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@usual
@given(st.lists(marks(), min_size=1, max_size=3))
def test_any_marks_in_the_world_come_back_exactly(a_study, a_ct_series, load, some: list[Mark]) -> None:
    files, image = the_source(a_study, a_ct_series, load)
    info = image.info
    place = MarkPlace(info.series_id, "1.2.3", "1.2.3.4", "1.2.3.5", "1.2.3.4.1")
    drawn = [replace(mark, place=place) for mark in some]
    with tempfile.TemporaryDirectory() as folder:
        path = write_report([MarkRecord(m) for m in drawn], Path(folder) / "m.dcm", files, LocalReport())
        assert [one.mark for one in found_marks(str(path))] == drawn


@usual
@given(st.lists(marks(z=5.0), min_size=1, max_size=3))
def test_any_marks_on_a_slice_come_back_exactly(a_study, a_ct_series, load, some: list[Mark]) -> None:
    files, image = the_source(a_study, a_ct_series, load)
    place = MarkPlace(image.info.series_id, "1.2.3", "1.2.3.4", "", "1.2.3.4.3", slice_number=2)
    drawn = [replace(mark, place=place) for mark in some]
    records = [MarkRecord(mark, (), on_slice(mark, image)) for mark in drawn]
    with tempfile.TemporaryDirectory() as folder:
        path = write_report(records, Path(folder) / "m.dcm", files, LocalReport())
        assert [placed(one, image) for one in found_marks(str(path))] == drawn
