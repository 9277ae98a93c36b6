"""What was written for a report goes to plain data and comes back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medviewer.core.errors import ReadError
from medviewer.core.report_draft import LANGUAGES, PARTS, ReportDraft
from medviewer.scene.undo import UndoStack
from medviewer.session.report_texts import ReportTexts

texts = st.text(max_size=60)
drafts = st.builds(
    ReportDraft, texts, texts, texts, texts, texts, st.sampled_from(LANGUAGES), texts,
    st.sets(st.sampled_from(PARTS)).map(lambda some: tuple(part for part in PARTS if part in some)),
)  # fmt: skip


@given(drafts)
def test_a_draft_comes_back_the_same(draft):
    assert ReportDraft.from_json(draft.as_json()) == draft


def test_keys_of_later_versions_are_passed_over():
    assert ReportDraft.from_json('{"study": "1", "mood": "good"}') == ReportDraft("1")


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"study": 1}', '{"study": "1", "language": "xx"}', '{"study": "1", "left_out": 3}',
     json.dumps({"study": "1", "findings": "x" * 200_000}), "[" * 100_000],
)  # fmt: skip
def test_what_is_no_draft_is_refused(text):
    with pytest.raises(ReadError):
        ReportDraft.from_json(text)


@pytest.fixture
def some_texts() -> ReportTexts:
    return ReportTexts(UndoStack())


def test_texts_belong_to_their_study(some_texts):
    some_texts.write("a", "Text", "findings", findings="of a")
    assert some_texts.draft_of("a").findings == "of a"
    assert some_texts.draft_of("b").findings == ""


def test_letters_of_one_text_are_one_step_of_undo(some_texts):
    for text in ("L", "Lu", "Lung"):
        some_texts.write("a", "Text", "findings", findings=text)
    some_texts.write("a", "Text", "impression", impression="x")
    some_texts.undo.undo()
    assert (some_texts.draft_of("a").findings, some_texts.draft_of("a").impression) == ("Lung", "")
    some_texts.undo.undo()
    assert some_texts.drafts == ()
    some_texts.undo.redo()
    assert some_texts.draft_of("a").findings == "Lung"


def test_choices_are_steps_of_their_own(some_texts):
    some_texts.write("a", "Look", "", language="zh")
    some_texts.write("a", "Look", "", template="brief")
    some_texts.undo.undo()
    assert (some_texts.draft_of("a").language, some_texts.draft_of("a").template) == ("zh", "")


def test_what_does_not_change_is_no_step(some_texts):
    some_texts.write("a", "Text", "findings", findings="")
    assert some_texts.undo.undo_name == ""
