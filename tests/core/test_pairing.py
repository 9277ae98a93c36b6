"""Series of a prior study find those of the present one."""

from __future__ import annotations

import pytest

from medviewer.core.pairing import likeness, pair_series
from medviewer.core.series import SeriesEntry, SeriesInfo


def a_series(description, modality="CT", slices=100, part="", thickness=None):
    info = SeriesInfo(
        description + str(slices), modality, description, body_part=part, slice_thickness_mm=thickness
    )
    return SeriesEntry(info, "dicom", (), (slices, 512, 512))


def paired(current, prior):
    return [(p.current.info.description, p.prior.info.description) for p in pair_series(current, prior)]


def test_planes_phases_and_words_decide_and_every_series_is_used_once():
    current = [a_series("Chest ax venous 5 mm"), a_series("Chest cor venous"), a_series("Abdomen ax native")]
    prior = [a_series("Abdomen tra plain"), a_series("chest sag"), a_series("Chest axial portal 3mm"),
             a_series("CHEST CORONAL")]  # fmt: skip
    assert sorted(paired(current, prior)) == [
        ("Abdomen ax native", "Abdomen tra plain"),
        ("Chest ax venous 5 mm", "Chest axial portal 3mm"),
        ("Chest cor venous", "CHEST CORONAL"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (a_series("Head ax"), a_series("Head ax", "MR")),
        (a_series("T1 sag", "MR"), a_series("T1 cor", "MR")),
        (a_series("Liver arterial"), a_series("Liver portal venous")),
    ],
)
def test_another_modality_plane_or_phase_is_never_the_same(one, other):
    assert likeness(one, other) == 0.0
    assert pair_series([one], [other]) == ()


def test_of_two_alike_the_slices_decide():
    thin, thick = a_series("Thorax", slices=400, thickness=1.0), a_series("Thorax", slices=80, thickness=5.0)
    found = pair_series([thin, thick], [a_series("Thorax", slices=82, thickness=5.0)])
    assert [pair.current for pair in found] == [thick]


def test_what_has_nothing_in_common_stays_alone():
    assert paired([a_series("Localizer", slices=3)], [a_series("Abdomen ax venous", slices=300)]) == []


def test_objects_are_no_images_to_compare():
    label = SeriesEntry(SeriesInfo("s", "CT", "Chest"), "dicom-seg", (), (1, 1, 1))
    assert pair_series([a_series("Chest")], [label]) == ()


def test_likeness_does_not_depend_on_the_order():
    one, other = a_series("T2 FLAIR ax", "MR", 30, "HEAD", 4.0), a_series("FLAIR tra", "MR", 24, "BRAIN", 5.0)
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert likeness(one, one) > likeness(one, other) > 0.35
