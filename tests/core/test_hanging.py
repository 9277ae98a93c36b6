"""Which layout a study is read in, and which series goes where."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from medviewer.core.errors import ReadError
from medviewer.core.hanging import (
    HangingRule,
    HangingView,
    SeriesWish,
    first_match,
    has_words,
    is_flat,
    kind_of_study,
    matches,
    newest_first,
    series_for,
    studies_on_hand,
    words_of,
)
from medviewer.core.hanging_json import plain_rules, rules_of
from medviewer.core.prior import StudySeries
from medviewer.core.series import LoadReport, SeriesEntry, SeriesInfo, StudyInfo, Verdict
from medviewer.scene.views.layout import is_layout


def an_entry(name, description="", modality="MR", part="", day="20260901", patient="P-1", slices=20):
    study = StudyInfo(
        patient_id=patient, study_uid=f"{patient}.{day}", study_date=day, study_description="Head routine"
    )
    info = SeriesInfo(name, modality, description, body_part=part, study=study)
    return SeriesEntry(info, "dicom", (f"/x/{name}",), (slices, 64, 64))


@pytest.fixture
def a_head():
    """Three series of one study and two of a prior, with the words of another scanner in one of them."""
    now = (an_entry("a", "t2_tse_TRA 5mm", part="HEAD"), an_entry("b", "T1 sag"), an_entry("c", "T2 TSE tra"))
    before = (an_entry("d", "t2_tse_tra", day="20250101"), an_entry("e", "Ax T1 post", day="20250101"))
    return (StudySeries(now[0].info.study, now), StudySeries(before[0].info.study, before))


def a_rule(**fields):
    return HangingRule("Heads", "grid 1x2", **fields)


@pytest.mark.parametrize(
    ("fields", "fits"),
    [
        ({}, True), ({"modalities": ("MR",)}, True), ({"modalities": ("MR", "CT")}, False),
        ({"body_part": "head"}, True), ({"body_part": "CHEST"}, False), ({"study_words": ("HEAD",)}, True),
        ({"study_words": ("ead",)}, False), ({"series_words": ("t1", "tse")}, True),
        ({"series_words": ("flair",)}, False), ({"least_series": 3, "most_series": 3}, True),
        ({"least_series": 4}, False), ({"most_series": 2}, False), ({"prior": "with"}, True),
        ({"prior": "without"}, False), ({"is_on": False}, False),
    ],
)  # fmt: skip
def test_a_rule_fits_a_study_if_all_that_it_asks_for_is_so(a_head, fields, fits) -> None:
    assert matches(a_rule(**fields), a_head) is fits


def test_without_a_prior_the_rules_on_priors_turn_round(a_head) -> None:
    assert not matches(a_rule(prior="with"), a_head[:1])
    assert matches(a_rule(prior="without"), a_head[:1])
    assert not matches(a_rule(), ())


def test_the_first_rule_that_fits_counts(a_head) -> None:
    rules = (a_rule(body_part="CHEST"), a_rule(modalities=("MR",)), a_rule())
    assert first_match(rules, a_head) is rules[1]
    assert first_match((replace(rules[1], is_on=False), rules[2]), a_head) is rules[2]
    assert first_match(rules[:1], a_head) is None


def test_a_body_part_that_no_header_names_is_looked_for_in_the_descriptions() -> None:
    knee = an_entry("a", "Knie links pd fs")
    study = StudySeries(replace(knee.info.study, study_description=""), (knee,))
    assert matches(a_rule(body_part="Knie"), (study,))
    assert not matches(a_rule(body_part="Hand"), (study,))


def test_words_begin_words_and_chinese_ones_stand_anywhere() -> None:
    assert has_words("Lungs 5.0 B30f", ("LUNG", "b30"))
    assert not has_words("max contrast", ("ax",))
    assert has_words("胸部平扫 5mm", ("平扫",))
    assert has_words("anything", ())
    assert words_of("Thorax 5.0 B30f 5mm THORAX t2_tse") == ("thorax", "b30f", "t2", "tse")


def test_series_go_where_words_modality_study_and_number_say(a_head) -> None:
    t2 = SeriesWish(("t2", "tra"), "MR")
    views = (
        HangingView(t2), HangingView(replace(t2, nth=2), "sagittal"), HangingView(replace(t2, nth=3)),
        HangingView(), HangingView(t2, "coronal"), HangingView(SeriesWish(("t2",), "MR", "prior")),
        HangingView(SeriesWish(("t2",), "CT")),
    )  # fmt: skip
    found = series_for(a_rule(views=views), a_head)
    assert [None if one is None else one.series_id for one in found] == ["a", "c", None, None, "a", "d", None]


def test_a_prior_of_other_words_is_what_is_most_like_the_series_on_screen(a_head) -> None:
    views = (
        HangingView(SeriesWish(("t2", "tse"))),
        HangingView(SeriesWish(("haste",), study="prior")),
    )
    assert series_for(a_rule(views=views), a_head)[1].series_id == "d"
    assert series_for(a_rule(views=views), a_head[:1])[1] is None
    assert series_for(a_rule(views=views), ()) == (None, None)


def test_priors_are_older_studies_of_the_same_patient_newest_first() -> None:
    now = an_entry("now")
    others = [
        an_entry("old", day="20200101"), an_entry("older", day="20190101"),
        an_entry("later", day="20270101"), an_entry("somebody else", patient="P-2", day="20200202"),
        replace(an_entry("report", day="20200303"), kind="dicom-sr"),
        replace(an_entry("refused", day="20200404"), report=LoadReport(Verdict.REFUSED)),
    ]  # fmt: skip
    studies = studies_on_hand([*others, now, an_entry("too")], now)
    assert [[one.series_id for one in study.entries] for study in studies] == [
        ["now", "too"],
        ["old"],
        ["older"],
    ]


def test_kinds_of_studies_tell_single_pictures_from_volumes(a_head) -> None:
    assert kind_of_study(a_head[0], False) == "MR|HEAD|volume"
    assert is_flat(an_entry("x", slices=1))
    assert not is_flat(an_entry("x"))


def test_rules_come_back_from_json_as_they_were() -> None:
    rules = (
        a_rule(
            modalities=("CT", "PT"), body_part="头", series_words=("静脉",), least_series=2, prior="with",
            views=(HangingView(SeriesWish(("ven",), "CT", "prior", 3), "3d", "lung"), HangingView()),
            is_on=False,
        ),
        HangingRule("", "mpr"),
    )  # fmt: skip
    assert rules_of(json.loads(json.dumps(plain_rules(rules))), is_layout) == rules


def _with(**fields):
    content = plain_rules((a_rule(views=(HangingView(SeriesWish(("a",))),)),))
    content["rules"][0].update(fields)
    return content


@pytest.mark.parametrize(
    "content",
    [
        None, [], {}, {"format": "other", "rules": []}, {"format": "medviewer hanging rules 1"},
        {"format": "medviewer hanging rules 1", "rules": [1]},
        {"format": "medviewer hanging rules 1", "rules": [{}] * 1000},
        _with(layout="grid 99x1"), _with(layout=["mpr"]), _with(name=7), _with(name="x" * 5000),
        _with(name="a\nb"), _with(modalities="CT"), _with(modalities=["CT"] * 99), _with(study_words=[""]),
        _with(series_words=[{}]), _with(least_series=-1), _with(most_series=1e9), _with(least_series=True),
        _with(prior="maybe"), _with(prior=[]), _with(on="yes"), _with(views={}), _with(views=[None]),
        _with(views=[{"series": 3}]), _with(views=[{"plane": "oblique"}]), _with(views=[{"window": []}]),
        _with(views=[{"series": {"nth": "2"}}]), _with(views=[{"series": {"study": "next"}}]),
        _with(views=[{}] * 99),
    ],
)  # fmt: skip
def test_hostile_rules_are_refused_in_one_sentence(content) -> None:
    with pytest.raises(ReadError) as refusal:
        rules_of(content, is_layout)
    assert str(refusal.value).count(".") == 1
    assert len(str(refusal.value)) < 200


def test_the_newest_study_of_the_patient_is_the_one_that_is_read() -> None:
    old = an_entry("old", day="20200101", slices=900)
    new, larger = an_entry("new"), an_entry("larger", slices=40)
    other = an_entry("of another", patient="P-2", day="20270101")
    assert newest_first((old, new, larger, other), old) is larger
    assert newest_first((), old) is old
