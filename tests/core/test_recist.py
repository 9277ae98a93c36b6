"""RECIST 1.1 against tables that were reckoned by hand (Eisenhauer et al. 2009)."""

from __future__ import annotations

import pytest

from medviewer.core.organs import is_node_name, organ_of
from medviewer.core.recist import LesionSize, Notice, TimePoint, assess


def visits(*sums: float) -> list[TimePoint]:
    """One target lesion of these sizes over the years."""
    return [
        TimePoint(f"v{n}", f"{2020 + n}0101", (LesionSize(1, "target", "Liver 1", size, size / 2),))
        for n, size in enumerate(sums)
    ]


@pytest.mark.parametrize(
    ("sums", "responses"),
    [
        ((100.0, 70.0), ["baseline", "PR"]),  # exactly -30 %
        ((100.0, 70.1), ["baseline", "SD"]),
        ((10.0, 7.0), ["baseline", "PR"]),
        ((100.0, 120.0), ["baseline", "PD"]),  # exactly +20 % and 20 mm
        ((100.0, 119.9), ["baseline", "SD"]),
        ((20.0, 24.9), ["baseline", "SD"]),  # +24.5 % but less than 5 mm
        ((20.0, 25.0), ["baseline", "PD"]),  # +25 % and exactly 5 mm
        ((100.0, 50.0, 60.0), ["baseline", "PR", "PD"]),  # +20 % against the nadir, still -40 % of baseline
        ((100.0, 50.0, 59.9), ["baseline", "PR", "PR"]),
        ((100.0, 110.0, 119.0), ["baseline", "SD", "SD"]),  # the nadir is the baseline
        ((100.0, 0.0), ["baseline", "CR"]),
        ((100.0, 0.0, 4.0), ["baseline", "CR", "PD"]),  # it has come back
        ((10.0, 4.0, 8.0), ["baseline", "PR", "SD"]),  # +100 %, but 4 mm: not PD; -20 % of baseline: SD
    ],
)
def test_responses_follow_the_sums(sums, responses) -> None:
    assert [visit.response for visit in assess(visits(*sums))] == responses


def test_a_hand_reckoned_table_of_three_lesions() -> None:
    """Liver 40, lung 25, node 18 (short axis): 83 mm; then 30 + 15 + 9 = 54 mm; then 32 + 20 + 14 = 66 mm."""

    def at(date: str, liver: float, lung: float, node_short: float) -> TimePoint:
        return TimePoint(
            date, date,
            (
                LesionSize(1, "target", "Liver segment 7", liver, liver - 5),
                LesionSize(2, "target", "Lung", lung, 10.0),
                LesionSize(3, "target", "Lymph node, axilla", 30.0, node_short),
            ),
        )  # fmt: skip

    # Given in any order.
    first, second, third = assess(
        [at("20200701", 32, 20, 14), at("20200101", 40, 25, 18), at("20200401", 30, 15, 9)]
    )
    assert (first.sum_mm, first.response) == (83.0, "baseline")
    assert second.sum_mm == 54.0
    assert second.baseline_percent == pytest.approx(-34.9397590)
    assert second.response == "PR"
    assert third.sum_mm == 66.0
    assert third.baseline_percent == pytest.approx(-20.4819277)
    assert third.nadir_mm == 54.0
    assert third.nadir_percent == pytest.approx(22.2222222)
    assert third.nadir_change_mm == 12.0
    assert third.response == "PD"


def test_all_lesions_gone_and_the_node_normal_is_a_complete_response_though_the_sum_is_not_zero() -> None:
    one = TimePoint(
        "a", "20200101", (LesionSize(1, "target", "Lung", 20.0), LesionSize(2, "target", "LN", 30.0, 20.0))
    )
    two = TimePoint(
        "b", "20200401", (LesionSize(1, "target", "Lung", 0.0), LesionSize(2, "target", "LN", 12.0, 9.9))
    )
    three = TimePoint(
        "c", "20200701", (LesionSize(1, "target", "Lung", 0.0), LesionSize(2, "target", "LN", 14.0, 10.0))
    )
    found = assess([one, two, three])
    assert [visit.sum_mm for visit in found] == [40.0, 9.9, 10.0]
    assert [visit.response for visit in found] == ["baseline", "CR", "PR"]


def test_a_new_lesion_is_progression_whatever_the_sum() -> None:
    points = visits(100.0, 50.0)
    with_new = TimePoint("n", "20210101", (*points[1].lesions, LesionSize(9, "new", "Bone", 8.0)))
    visit = assess([points[0], with_new])[1]
    assert (visit.target_response, visit.response) == ("PR", "PD")


def test_a_complete_response_of_targets_is_partial_while_other_lesions_remain() -> None:
    other = LesionSize(5, "non-target", "Pleura", 8.0)
    one = TimePoint("a", "20200101", (LesionSize(1, "target", "Lung", 20.0), other))
    still = TimePoint("b", "20200401", (LesionSize(1, "target", "Lung", 0.0), other))
    gone = TimePoint(
        "c", "20200701", (LesionSize(1, "target", "Lung", 0.0), LesionSize(5, "non-target", "Pleura", 0.0))
    )
    unseen = TimePoint("d", "20200801", (LesionSize(1, "target", "Lung", 0.0),))
    assert [visit.response for visit in assess([one, still, gone, unseen])] == ["baseline", "PR", "CR", "PR"]


def test_a_target_that_was_not_measured_cannot_be_evaluated_unless_the_rest_shows_progression() -> None:
    one = TimePoint(
        "a", "20200101", (LesionSize(1, "target", "Lung", 20.0), LesionSize(2, "target", "Liver", 20.0))
    )
    half = TimePoint("b", "20200401", (LesionSize(1, "target", "Lung", 10.0),))
    worse = TimePoint("c", "20200701", (LesionSize(1, "target", "Lung", 60.0),))
    found = assess([one, half, worse])
    assert [visit.response for visit in found] == ["baseline", "NE", "PD"]
    assert Notice("missing", 2) in found[1].notices
    assert found[2].nadir_mm == 40.0  # the sum of a part is no nadir


def test_lesions_without_millimetres_are_not_summed() -> None:
    one = TimePoint("a", "20200101", (LesionSize(1, "target", "Lung", None),))
    (visit,) = assess([one])
    assert visit.sum_mm is None
    assert Notice("no_mm", 1) in visit.notices


def test_more_than_five_targets_or_two_of_an_organ_are_warned_of() -> None:
    lesions = tuple(LesionSize(n, "target", f"Liver {n}", 20.0) for n in range(1, 4))
    lesions += tuple(
        LesionSize(n, "target", f"{organ}", 20.0) for n, organ in enumerate(("Lung", "Bone", "Skin"), 4)
    )
    codes = assess([TimePoint("a", "20200101", lesions)])[0].notices
    assert Notice("too_many") in codes
    assert Notice("too_many_in_organ", 0, "liver") in codes


def test_small_lesions_are_warned_of_at_baseline_only() -> None:
    lesions = (
        LesionSize(1, "target", "Lung", 9.9), LesionSize(2, "target", "Lung 2", 10.0),
        LesionSize(3, "target", "Node", 20.0, 14.9), LesionSize(4, "target", "Node b", 20.0, 15.0),
    )  # fmt: skip
    first, second = assess([TimePoint("a", "20200101", lesions), TimePoint("b", "20200201", lesions)])
    assert [n.lesion for n in first.notices if n.code == "too_small"] == [1, 3]
    assert not [n for n in second.notices if n.code == "too_small"]


def test_a_lesion_that_is_marked_twice_counts_once_with_its_larger_size() -> None:
    lesions = (
        LesionSize(1, "target", "Lung", 12.0),
        LesionSize(1, "target", "Lung", 15.0),
        LesionSize(0, "target"),
    )
    (visit,) = assess([TimePoint("a", "20200101", lesions)])
    assert visit.sum_mm == 15.0
    assert {notice.code for notice in visit.notices} >= {"twice", "no_number"}


def test_a_target_that_came_later_than_the_baseline_is_not_in_the_sum() -> None:
    points = visits(50.0, 40.0)
    late = TimePoint("x", "20210101", (*points[1].lesions, LesionSize(2, "target", "Bone", 30.0)))
    visit = assess([points[0], late])[1]
    assert visit.sum_mm == 40.0
    assert Notice("late_target", 2) in visit.notices


def test_without_targets_new_lesions_still_count() -> None:
    one = TimePoint("a", "20200101", (LesionSize(1, "non-target", "Pleura", 8.0),))
    two = TimePoint("b", "20200401", (LesionSize(2, "new", "Bone", 8.0),))
    assert [visit.response for visit in assess([one, two])] == ["baseline", "PD"]
    assert assess([]) == ()


@pytest.mark.parametrize("name", ["Lymph node 2", "LN axilla", "mediastinal nodes", "淋巴结 1", "Lymphnode"])
def test_names_of_nodes_are_known(name) -> None:
    assert is_node_name(name)


@pytest.mark.parametrize("name", ["Nodule", "lung nodule 3", "Liver", "肝", ""])
def test_nodules_are_no_nodes(name) -> None:
    assert not is_node_name(name)


def test_the_organ_is_the_name_without_its_number() -> None:
    assert organ_of("Liver 2, segment 7") == organ_of("liver 12") == "liver"


def test_a_target_that_is_measured_over_several_slices_is_told() -> None:
    slanted = LesionSize(1, "target", "Lung", 20.0, spans=True)
    (visit,) = assess([TimePoint("a", "20200101", (slanted, LesionSize(2, "target", "Liver", 20.0)))])
    assert visit.notices == (Notice("over_slices", 1),)
    assert visit.sum_mm == 40.0


def test_what_is_said_of_organ_and_node_goes_before_the_name() -> None:
    told = {"organ": "lung", "node": False}
    lesions = tuple(LesionSize(n, "target", f"Lymph node {n}", 12.0, 11.0, **told) for n in (1, 2, 3))
    (visit,) = assess([TimePoint("a", "20200101", lesions)])
    assert visit.sum_mm == 36.0
    assert visit.notices == (Notice("too_many_in_organ", 0, "lung"),)
    by_name = tuple(LesionSize(n, "target", f"Lymph node {n}", 12.0, 11.0) for n in (1, 2))
    (visit,) = assess([TimePoint("a", "20200101", by_name)])
    assert visit.sum_mm == 22.0
    assert [one.code for one in visit.notices] == ["too_small", "too_small"]
