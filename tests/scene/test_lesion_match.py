"""A lesion of a follow-up may be the one of the prior that lies nearest, as the frames are linked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.scene.marks.lesion_match import nearest_lesion, proposed_lesion
from medviewer.scene.marks.lesion_points import lesion_points
from medviewer.scene.marks.lesion_roles import describe_lesion, give_role, join_lesion
from medviewer.scene.scene import Scene
from medviewer.scene.views.frame_link import frame_of, shift_link

Z = (0.0, 0.0, 1.0)
DATES = {"1.1": "20200101", "1.2": "20210101"}


def a_volume(number: int, patient: str = "P1") -> Volume:
    study = StudyInfo("A", patient, study_uid=f"1.{number}", study_date=DATES.get(f"1.{number}", ""))
    info = SeriesInfo(f"s{number}", study=study, frame_of_reference_uid=f"9.{number}")
    return Volume(
        np.zeros((8, 8, 8), np.int16), Geometry((8, 8, 8), spacing_ijk=(10.0, 10.0, 10.0)), info=info
    )


def a_mark(number: int, x: float, name: str = "", **more) -> Mark:
    place = MarkPlace(f"s{number}", f"1.{number}", frame_of_reference_uid=f"9.{number}")
    points = ((x - 10.0, 30.0, 30.0), (x + 10.0, 30.0, 30.0))
    return Mark("length", points, Z, place, name, id=f"{number} {x} {name}", **more)


@pytest.fixture
def two_visits() -> Scene:
    """Lesion 1 at x = 20 and 2 at x = 45 of the prior; the follow-up lies 5 mm to the left of it."""
    scene = Scene()
    prior, later = (scene.add_volume(a_volume(number)) for number in (1, 2))
    scene.links = (shift_link(frame_of(prior), frame_of(later), (5.0, 0.0, 0.0)),)
    first = a_mark(1, 20.0, "Liver", role="target", lesion=1, organ="liver")
    scene.marks.items = (first, a_mark(1, 45.0, role="non-target", lesion=2, node=True))
    return scene


def test_the_nearest_lesion_of_the_prior_is_proposed_at_the_linked_place(two_visits) -> None:
    scene, mark = two_visits, a_mark(2, 28.0)
    scene.marks.items = (*scene.marks.items, mark, a_mark(2, 90.0, "other", role="new", lesion=5))
    found = nearest_lesion(scene, mark)
    assert (found.mark.lesion, found.away_mm) == (1, pytest.approx(3.0))
    assert nearest_lesion(scene, a_mark(2, 48.0)).mark.lesion == 2
    assert nearest_lesion(scene, a_mark(2, 75.0)) is None  # 25 mm off
    assert nearest_lesion(scene, scene.marks.items[0], 200.0) is None  # nothing came before the prior
    scene.links = ()
    assert nearest_lesion(scene, mark) is None


def test_the_reader_takes_the_proposal_and_takes_it_back(two_visits) -> None:
    scene, mark = two_visits, a_mark(2, 28.0)
    scene.marks.items = (*scene.marks.items, mark)
    assert proposed_lesion(scene, mark) is None  # no lesion yet
    give_role(scene, {mark.id}, "new", "Role of lesion")
    mark = scene.marks.mark(mark.id)
    assert (mark.role, mark.lesion) == ("new", 3)
    join_lesion(scene, mark.id, proposed_lesion(scene, mark).mark, "Number of lesion")
    joined = scene.marks.mark(mark.id)
    assert (joined.lesion, joined.role, joined.organ, joined.node) == (1, "target", "liver", None)
    assert proposed_lesion(scene, joined) is None
    scene.undo.undo()
    assert scene.marks.mark(mark.id) == mark


def test_a_lesion_that_is_measured_already_or_of_another_patient_is_not_proposed(two_visits) -> None:
    scene = two_visits
    follower, mark = a_mark(2, 26.0, "known", role="target", lesion=1), a_mark(2, 28.0, role="new", lesion=9)
    scene.marks.items = (*scene.marks.items, follower, mark)
    assert nearest_lesion(scene, mark, 100.0).mark.lesion == 2
    stranger = scene.add_volume(a_volume(3, "P2"))
    scene.links = (*scene.links, shift_link(frame_of(scene.images[0]), frame_of(stranger), (0.0, 0.0, 0.0)))
    theirs = a_mark(3, 20.0, role="target", lesion=7)  # without a date
    scene.marks.items = (theirs, mark)
    assert nearest_lesion(scene, mark, 100.0) is None


def test_organ_and_node_are_those_of_the_lesion_at_all_its_visits(two_visits) -> None:
    scene = two_visits
    follower = a_mark(2, 26.0, role="target", lesion=1)
    scene.marks.items = (*scene.marks.items, follower)
    describe_lesion(scene, follower.id, tuple(DATES), "Organ of lesion", organ="axilla")
    describe_lesion(scene, follower.id, tuple(DATES), "Lymph node", node=True)
    visits = lesion_points(scene, DATES)
    assert [(one.organ, one.is_node) for visit in visits for one in visit.lesions if one.number == 1] == [
        ("axilla", True), ("axilla", True),
    ]  # fmt: skip
    assert visits[0].lesions[1].is_node
    scene.undo.undo()
    scene.undo.undo()
    assert scene.marks.items[0].organ == "liver"
    assert scene.undo.undo_name == ""


def test_what_is_said_goes_before_what_a_name_says(two_visits) -> None:
    scene = two_visits
    no_node = replace(scene.marks.items[0], label="Lymph node region of the liver", node=False)
    scene.marks.items = (no_node,)
    ((lesion,),) = (visit.lesions for visit in lesion_points(scene, DATES))
    assert (lesion.is_node, lesion.place) == (False, "liver")
