"""What changed between two studies, and which study is the prior."""

from __future__ import annotations

import pytest

from medviewer.core.change_table import Quantity, changes
from medviewer.core.prior import priors_of, studies_of
from medviewer.core.series import SeriesEntry, SeriesInfo, StudyInfo


def a_length(name, value, unit="mm"):
    return Quantity(("named", name), name, value, unit)


def test_the_same_quantity_stands_in_one_row_with_its_change():
    (row,) = changes([a_length("nodule", 10.0)], [a_length("nodule", 12.5)])
    assert (row.before, row.now, row.difference) == (10.0, 12.5, 2.5)
    assert row.percent == pytest.approx(25.0)


def test_what_is_new_and_what_is_gone_has_a_row_without_a_change():
    rows = changes([a_length("old", 3.0)], [a_length("new", 4.0)])
    assert [(r.name, r.before, r.now, r.difference, r.percent) for r in rows] == [
        ("new", None, 4.0, None, None),
        ("old", 3.0, None, None, None),
    ]


def test_pixels_and_millimetres_are_not_compared():
    rows = changes([a_length("a", 3.0, "px")], [a_length("a", 3.0, "mm")])
    assert [row.difference for row in rows] == [None, None]


def test_several_of_one_name_are_paired_in_order():
    rows = changes([a_length("a", 1.0), a_length("a", 2.0)], [a_length("a", 3.0), a_length("a", 4.0)])
    assert [row.difference for row in rows] == [2.0, 2.0]


def test_from_nothing_there_is_no_percentage():
    (row,) = changes([a_length("a", 0.0)], [a_length("a", 4.0)])
    assert (row.difference, row.percent) == (4.0, None)


def a_series(study, date, name="A", number="1"):
    info = StudyInfo(patient_name=name, patient_id=number, study_uid=study, study_date=date)
    return SeriesEntry(SeriesInfo(f"{study}-{date}-{name}", "CT", study=info), "dicom", (), (9, 9, 9))


def test_the_nearest_earlier_study_of_the_same_patient_is_the_prior():
    present = a_series("now", "20260301")
    mine = [a_series("long ago", "20200101"), a_series("last", "20250901"), a_series("next", "20260901")]
    found = [present, *mine, a_series("stranger", "20260201", "B", "2"), a_series("", "20260101")]
    assert [s.info.study_uid for s in priors_of(present.info.study, found)] == ["last", "long ago", "next"]


def test_a_study_that_names_nobody_has_no_prior():
    present = a_series("now", "20260301", name="", number="")
    assert priors_of(present.info.study, [present, a_series("then", "20250101", name="", number="")]) == ()


def test_series_are_grouped_by_their_study():
    entries = [a_series("x", "1"), a_series("y", "2"), a_series("x", "1")]
    assert [len(study.entries) for study in studies_of(entries)] == [2, 1]
