"""Tens of thousands of headers: what is equal is kept once, and every series is found among many."""

from __future__ import annotations

from medviewer.io.dicom.catalog_entries import catalog_entries
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.read_headers import read_headers
from medviewer.io.find_files import find_files
from medviewer.io.progress import LocalReport


def headers_below(folder):
    return read_headers(find_files([str(folder)])[0], LocalReport()).headers


def test_equal_values_of_neighbouring_headers_are_one_object(a_ct_series):
    first, second, *_ = headers_below(a_ct_series(count=3))
    for tag in (tags.SERIES_INSTANCE_UID, tags.PATIENT_NAME, tags.PIXEL_SPACING, tags.SERIES_DESCRIPTION):
        assert first.elements.values[tag] is second.elements.values[tag]
    assert first.string(tags.SOP_INSTANCE_UID) != second.string(tags.SOP_INSTANCE_UID)
    keys = [{id(key) for key in header.elements.values} for header in (first, second)]
    assert keys[0] & keys[1]


def test_headers_say_the_same_whether_shared_or_alone(a_ct_series):
    folder = a_ct_series(count=4, each=lambda n: {"SeriesDescription": f"Part {n // 2}", "SliceThickness": n})
    together = {header.path: dict(header.elements.values) for header in headers_below(folder)}
    for path, values in together.items():
        (alone,) = read_headers([path], LocalReport()).headers
        assert dict(alone.elements.values) == values


def test_every_one_of_many_series_gets_a_name_of_its_own(a_ct_series):
    folder = a_ct_series(count=300, each=lambda n: {"SeriesInstanceUID": f"1.2.3.4.{n}"})
    entries, rejected = catalog_entries(headers_below(folder), str(folder))
    assert len({entry.series_id for entry in entries}) == len(entries) == 300
    assert rejected == []


def test_series_that_was_taken_apart_still_says_so_among_many(a_ct_series):
    def each(n):
        changes = {"SeriesInstanceUID": f"1.2.3.4.{n // 2}"}
        return {**changes, "PixelSpacing": [0.5, 0.5]} if n in (10, 11) else changes

    def one_in_two_parts(n):
        return {**each(n), "PixelSpacing": [0.7, 0.7]} if n == 11 else each(n)

    folder = a_ct_series(count=40, each=one_in_two_parts)
    entries, _ = catalog_entries(headers_below(folder), str(folder))
    apart = [e for e in entries if any(p.code == "SPLIT_SERIES" for p in e.report.problems)]
    assert {entry.info.series_uid for entry in apart} == {"1.2.3.4.5"}
    assert len(apart) == 2
