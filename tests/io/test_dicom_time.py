"""Dates and times of DICOM as moments."""

from __future__ import annotations

from datetime import datetime

import pytest

from medviewer.io.dicom.parse.dicom_time import moment_of, moment_of_text, seconds_of_day


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("10", 36000.0),
        ("1030", 37800.0),
        ("103015", 37815.0),
        ("10:30:15.5", 37815.5),
        ("103015.1234567", 37815.123456),
        ("20200131103015.25+0100", 37815.25),
        ("2020013110", 36000.0),
        ("20200131", None),
        ("half past ten", None),
        ("", None),
    ],
)
def test_a_time_of_day_is_read_with_and_without_its_date(text, seconds):
    assert seconds_of_day(text) == seconds


def test_a_date_and_a_time_are_a_moment():
    moment = datetime(2020, 1, 31, 10, 30, 15, 250_000)
    assert moment_of("20200131", "103015.25") == moment
    assert moment_of("2020.01.31", "10:30:15.25") == moment
    assert moment_of_text("20200131103015.25-0500") == moment
    assert moment_of("20200131", "10") == datetime(2020, 1, 31, 10)


@pytest.mark.parametrize(("date", "time"), [("20200230", "10"), ("", "10"), ("20200131", ""), ("x", "y")])
def test_what_is_no_date_or_no_time_is_no_moment(date, time):
    assert moment_of(date, time) is None
