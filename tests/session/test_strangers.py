"""A session that says more than it may: nothing of a study that is not in it gets into the program."""

from __future__ import annotations

from dataclasses import replace

import pytest

from medviewer.core.mark import KeyImage, Mark, MarkPlace
from medviewer.core.report_draft import ReportDraft
from medviewer.core.series import SeriesEntry, SeriesInfo, StudyInfo
from medviewer.core.work import Work
from medviewer.scene.scene import Scene
from medviewer.session.put_together import without_strangers
from medviewer.session.report_texts import ReportTexts
from medviewer.session.restore_texts import KeptDrafts
from medviewer.ui.opened_paths import OpenedPaths, opened_paths

HERE, ELSEWHERE = MarkPlace("s", "1.2"), MarkPlace("t", "9.9")


def a_mark(place: MarkPlace) -> Mark:
    return Mark("length", ((0.0, 0.0, 0.0), (1.0, 0.0, 0.0)), (0.0, 0.0, 1.0), place)


def a_key(place: MarkPlace) -> KeyImage:
    return KeyImage(place, (0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 400.0, 40.0)


@pytest.fixture
def entries() -> dict[str, SeriesEntry]:
    dicom = SeriesInfo("s", study=StudyInfo(study_uid="1.2"))
    return {
        info.series_id: SeriesEntry(info, ("/x",), "dicom", (1, 1, 1))
        for info in (dicom, SeriesInfo("a.nii.gz"))
    }


def test_marks_key_images_and_drafts_of_another_study_are_left_out(entries) -> None:
    plain = MarkPlace("a.nii.gz")
    texts = {"report 1.2": "ours", "report 9.9": "theirs", "note": "of the session"}
    ours = Work(
        marks=(a_mark(HERE), a_mark(plain)),
        key_images=(a_key(HERE),),
        texts={"report 1.2": "ours", "note": "of the session"},
    )
    given = replace(
        ours,
        marks=(*ours.marks, a_mark(ELSEWHERE), a_mark(MarkPlace("b.nii.gz"))),
        key_images=(*ours.key_images, a_key(ELSEWHERE)),
        texts=texts,
    )
    assert without_strangers(given, entries) == (ours, 4)
    assert without_strangers(ours, entries) == (ours, 0)


def test_a_draft_that_lies_at_the_place_of_another_study_is_not_taken() -> None:
    scene = Scene()
    texts = ReportTexts(scene.undo)
    texts.drafts = (ReportDraft("9.9", findings="of another patient"),)
    kept = KeptDrafts(scene, texts)
    scene.texts.items = {"report 1.2": ReportDraft("9.9", findings="forged").as_json()}
    assert [draft.findings for draft in texts.drafts] == ["of another patient"]
    scene.texts.items = {"report 1.2": ReportDraft("1.2", findings="ours").as_json(), "report 3": "no JSON"}
    assert {draft.study for draft in texts.drafts} == {"9.9", "1.2"}
    del kept


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["/a", "/m.JSON", "/b.dcm"], OpenedPaths(images=("/a", "/b.dcm"), marks=("/m.JSON",))),
        (["/m.json"], OpenedPaths(marks=("/m.json",))),
        (["/a", "/s.MedViewer", "/m.json"], OpenedPaths("/s.MedViewer", ("/a", "/m.json"))),
        ([], OpenedPaths()),
    ],
)
def test_paths_that_are_opened_together_are_sorted_by_what_they_are(paths, found) -> None:
    assert opened_paths(paths) == found
