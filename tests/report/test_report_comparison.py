"""A report tells what has changed since the prior, and lesions over visits, in both languages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.change_table import Quantity, changes
from medviewer.core.geometry import Geometry
from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.organs import ORGANS
from medviewer.core.provenance import Provenance
from medviewer.core.recist import LesionSize, Notice, TimePoint, assess
from medviewer.core.report_comparison import (
    ReportChange,
    ReportComparison,
    days_between,
    report_changes,
)
from medviewer.core.report_draft import ReportDraft
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.report.comparison_wording import MOST_VISITS, notice_text, shown_visits
from medviewer.report.gather import material_of, report_of
from medviewer.report.page import make_page
from medviewer.report.words import read_words
from medviewer.scene.scene import Scene

from .test_report_page import no_progress, own_template, seen, with_template

PRIOR = StudyInfo("王小东", "P-1", study_description="CT Thorax", study_date="20251003", study_uid="1.2.2")


def a_visit(date: str, *sizes: float, role="target") -> TimePoint:
    lesions = (LesionSize(n, role, "liver", size, size / 2) for n, size in enumerate(sizes, 1))
    return TimePoint(date, date, tuple(lesions))


@pytest.fixture
def a_comparison() -> ReportComparison:
    return ReportComparison(
        PRIOR,
        92,
        (
            ReportChange("segment", "Left lung", 0, "", "ml", 2000.0, 1900.0, -100.0, -5.0, True),
            ReportChange("length", "L1", 0, "", "mm", 10.0, 12.5, 2.5, 25.0),
            ReportChange("ellipse", "", 4, "mean", "HU", None, 31.0),
        ),
        assess([a_visit("20251003", 30.0, 20.0), a_visit("20260103", 20.0, 10.0)]),
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            ("Compared with the study of 3 Oct 2025", "92 days earlier", "2,000.0 ml", "−100.0 ml (−5.0 %)",
             "Left lung (AI)", "+2.5 mm (+25.0 %)", "Lesion 4, mean", "not measured then", "30.0 mm",
             "−40.0 %", "Partial response (PR)", "Smallest sum before (nadir)"),
        ),
        (
            "zh",
            ("与 2025年10月3日 检查的对比", "92 天前", "−100.0 ml (−5.0 %)", "病灶 4，均值", "既往未测量",
             "部分缓解（PR）", "此前最小总和"),
        ),
    ],
)  # fmt: skip
def test_page_tells_changes_and_visits(a_report, a_comparison, language, told):
    draft = replace(a_report.draft, language=language)
    page = make_page(replace(a_report, draft=draft, comparison=a_comparison), "", no_progress)
    text = seen(page).text
    assert page.problems == ()
    for words in told:
        assert words in text
    (section,) = (one for one in page.sections if one.kind == "comparison")
    assert read_words(language)("response_PR") in "".join(line.text for line in section.lines)


def test_a_letter_tells_the_last_visit_only(a_report, a_comparison):
    page = make_page(with_template(replace(a_report, comparison=a_comparison), "brief"), "", no_progress)
    text = seen(page).text
    assert page.problems == ()
    assert "Partial response (PR)" in text
    assert "L1: 12.5 mm, +2.5 mm (+25.0 %)" in text
    assert "not measured then" not in text


@pytest.mark.parametrize("template", ["standard", "brief"])
def test_a_prior_with_nothing_to_compare_is_named(a_report, template):
    report = with_template(replace(a_report, comparison=ReportComparison(PRIOR, None)), template)
    page = make_page(report, "", no_progress)
    assert page.problems == ()
    assert "Nothing was measured in both studies." in seen(page).text


def test_the_comparison_can_be_left_out(a_report, a_comparison):
    draft = ReportDraft("1.2.3", left_out=("comparison",))
    assert replace(a_report, comparison=a_comparison).with_draft(draft).comparison is None
    assert ReportDraft.from_json(draft.as_json()) == draft


def test_a_template_of_the_site_may_word_it_anew(a_report, a_comparison, tmp_path):
    text = "{% for one in report.comparison.changes %}{{ change_name(one) }} {{ one.percent }};{% endfor %}"
    folder = own_template(tmp_path / "t", text)
    report = with_template(replace(a_report, comparison=a_comparison))
    assert "Left lung (AI) -5.0;L1 25.0;Lesion 4, mean None;" in make_page(report, folder, no_progress).html


def test_of_many_visits_the_first_and_the_last_are_shown(a_report):
    visits = assess([a_visit(f"2025{month:02}01", 30.0 - month) for month in range(1, 10)])
    comparison = ReportComparison(PRIOR, 1, (), visits)
    shown = shown_visits(comparison)
    assert (len(shown), shown[0], shown[-1]) == (MOST_VISITS, 0, 8)
    text = seen(make_page(replace(a_report, comparison=comparison), "", no_progress)).text
    assert "3 visits in between are not shown" in text
    assert "1 Feb 2025" not in text


def test_every_notice_has_its_words(a_report):
    first = [LesionSize(n, "target", "liver", 8.0) for n in range(1, 7)]
    first += [LesionSize(1, "target", "liver", 5.0), LesionSize(0, "target", "x"), LesionSize(9, "new", "y")]
    later = [LesionSize(1, "target", "node", 9.0), LesionSize(8, "target", "liver"), *first[3:5]]
    visits = assess([TimePoint("a", "20250101", tuple(first)), TimePoint("b", "20250201", tuple(later))])
    assert len({one.code for visit in visits for one in visit.notices}) == 10
    page = make_page(replace(a_report, comparison=ReportComparison(PRIOR, 1, (), visits)), "", no_progress)
    assert page.problems == ()
    assert "Lesion 2 was not measured." in page.text


# --- what is compared ---


def test_organs_of_the_list_are_named_in_the_language_of_the_report_and_others_as_written():
    chinese = read_words("zh")
    assert {f"organ_{name}" for name in ORGANS} == {key for key in chinese.table if key.startswith("organ_")}
    told = [notice_text(Notice("too_many_in_organ", 0, name), chinese) for name in ("chest wall", "left hip")]
    assert told == ["同一器官的靶病灶超过两个（胸壁）。", "同一器官的靶病灶超过两个（left hip）。"]


def test_hounsfield_units_change_by_no_per_cent():
    (row,) = changes(
        [Quantity(("named", "a"), "a", -50.0, "HU")], [Quantity(("named", "a"), "a", 25.0, "HU")]
    )
    assert (row.difference, row.percent) == (75.0, None)


def test_marks_without_a_name_stay_away():
    lone = Quantity(("mark", "x", "length", ""), "", 3.0, "mm")
    named = Quantity(("named", "a", "length", ""), "a", 3.0, "mm")
    assert [one.label for one in report_changes(changes([lone, named], [lone]))] == ["a"]


@pytest.mark.parametrize(
    ("before", "now", "days"),
    [
        ("20251003", "20260103", 92),
        ("", "20260103", None),
        ("2025", "x", None),
        ("20251399", "20260103", None),
    ],
)
def test_days_are_counted_where_there_are_dates(before, now, days):
    assert days_between(before, now) == days


# --- from the scene ---


def a_study_of(volume, uid: str, date: str, name="series"):
    study = replace(PRIOR, study_uid=uid, study_date=date)
    info = replace(volume.info, series_id=f"{name}-{uid}", study=study, frame_of_reference_uid=f"f-{uid}")
    return replace(volume, info=info)


def a_length(image, length: float, label="", role="", lesion=0) -> Mark:
    info = image.image.info
    place = MarkPlace(
        info.series_id, info.study.study_uid, frame_of_reference_uid=info.frame_of_reference_uid
    )
    x, y, z = (float(v) for v in image.geometry.centre_lps)
    points = ((x, y, z), (x + length, y, z))
    return Mark("length", points, (0.0, 0.0, 1.0), place, label, role=role, lesion=lesion)


def a_segmentation(image, voxels: int) -> Segmentation:
    labels = np.zeros(image.geometry.shape_kji, np.uint8)
    labels.reshape(-1)[:voxels] = 1
    return Segmentation(labels, image.geometry, (Segment(1, "Lung"), Segment(2, "Nothing")), "Lungs")


def the_report(scene, image, **how):
    return report_of(material_of(scene, image, **how), ReportDraft("x"), "", lambda shot: None)


@pytest.fixture
def a_ct_volume() -> Volume:
    return Volume(
        np.zeros((20, 50, 60), np.int16),
        Geometry((20, 50, 60), (-30.0, -25.0, -20.0), (1.0, 1.0, 2.0)),
        "HU",
        SeriesInfo("series-1", modality="CT"),
    )


@pytest.fixture
def two_studies(a_ct_volume):
    scene = Scene()
    now = scene.add_volume(a_study_of(a_ct_volume, "1.9", "20260103"))
    prior = scene.add_volume(a_study_of(a_ct_volume, "1.8", "20251003"), activate=False)
    return scene, now, prior


def test_the_nearest_earlier_study_is_compared(two_studies, a_ct_volume):
    scene, now, prior = two_studies
    scene.add_volume(a_study_of(a_ct_volume, "1.7", "20240101"), activate=False)
    for image, length, voxels in ((prior, 8.0, 1000), (now, 10.0, 500)):
        scene.marks.add(a_length(image, length, "nodule"), "Mark")
        scene.marks.add(a_length(image, 3.0), "Mark")
        scene.add_result(a_segmentation(image, voxels), image.id)
    comparison = the_report(scene, now).comparison
    assert comparison.prior == prior.image.info.study
    told = [(one.label, one.before is None, one.percent) for one in comparison.changes]
    assert told == [("nodule", False, pytest.approx(25.0)), ("Lung", False, pytest.approx(-50.0))]
    assert comparison.visits == ()
    assert the_report(scene, prior).comparison.prior.study_uid == "1.7"


def test_the_study_that_the_reader_compares_with_goes_first(two_studies, a_ct_volume):
    scene, now, _prior = two_studies
    older = scene.add_volume(a_study_of(a_ct_volume, "1.7", "20240101"), activate=False)
    assert the_report(scene, now, compared_id=older.id).comparison.prior.study_uid == "1.7"


def test_other_patients_and_later_studies_are_no_prior(two_studies, a_ct_volume):
    scene, _now, prior = two_studies
    other = a_study_of(a_ct_volume, "1.6", "20240101")
    stranger = replace(other, info=replace(other.info, study=replace(other.info.study, patient_id="P-2")))
    scene.add_volume(stranger, activate=False)
    assert the_report(scene, prior).comparison is None


def test_lesions_are_summed_up_to_the_present_visit(two_studies, a_ct_volume):
    scene, now, prior = two_studies
    later = scene.add_volume(a_study_of(a_ct_volume, "1.95", "20260601"), activate=False)
    for image, length in ((prior, 30.0), (now, 20.0), (later, 60.0)):
        scene.marks.add(a_length(image, length, "liver", "target", 1), "Mark")
    comparison = the_report(scene, now).comparison
    assert [(visit.sum_mm, visit.response) for visit in comparison.visits] == [
        (pytest.approx(30.0), "baseline"),
        (pytest.approx(20.0), "PR"),
    ]
    assert comparison.changes == ()
    (lesion,) = comparison.lesions
    assert (lesion.number, lesion.label) == (1, "liver")


def test_visits_that_are_not_open_count_as_the_table_of_lesions_counts_them(two_studies):
    scene, now, prior = two_studies
    for image, length in ((prior, 30.0), (now, 40.0)):
        scene.marks.add(a_length(image, length, "liver", "target", 1), "Mark")
    study = prior.image.info.study
    scene.remove_layer(prior.id)
    comparison = the_report(scene, now, studies=(study,)).comparison
    assert (comparison.prior, comparison.visits[-1].response) == (study, "PD")


def test_a_mark_on_one_of_two_series_is_told_once(two_studies, a_ct_volume):
    scene, now, _prior = two_studies
    second = scene.add_volume(a_study_of(a_ct_volume, "1.9", "20260103", "second"), activate=False)
    scene.marks.add(a_length(second, 7.0, "here"), "Mark")
    (row,) = the_report(scene, now).measurements
    assert row.figures.length == pytest.approx(7.0)


def test_volumes_of_models_are_told_to_be_such(two_studies):
    scene, now, prior = two_studies
    for image, origin in ((prior, Provenance(model_id="lungs")), (now, None)):
        found = replace(a_segmentation(image, 10), provenance=origin)
        scene.add_result(found, image.id)
    (row,) = the_report(scene, now).comparison.changes
    assert row.is_from_model
