"""JSON that holds numbers which are none is refused, in every file that this program reads back."""

from __future__ import annotations

import json

import pytest

from medviewer.core.errors import ReadError
from medviewer.core.strict_json import strict_json


def test_what_is_json_is_read_exactly() -> None:
    told = {"a": [1, -2.5, 1e-308, 0.1], "b": None, "中": True}
    assert strict_json(json.dumps(told)) == told
    assert strict_json(json.dumps(told).encode()) == told


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e400"])
def test_a_number_that_is_none_is_refused(number) -> None:
    with pytest.raises(ValueError, match=r"is no number|too large"):
        strict_json(f'{{"a": [{number}]}}')


@pytest.mark.parametrize("number", ["NaN", "1e999"])
def test_marks_with_such_a_number_are_one_sentence(tmp_path, number) -> None:
    from medviewer.io.marks.read import read_marks
    from medviewer.io.progress import LocalReport

    path = tmp_path / "marks.json"
    path.write_text(
        '{"format": "medviewer marks", "version": 1, "key_images": [], "marks": [], '
        f'"figures": {{"a": {number}}}}}'
    )
    with pytest.raises(ReadError, match=r"^marks\.json cannot be read as JSON; choose another file\.$"):
        read_marks(str(path), LocalReport())


def test_marks_that_are_gone_or_a_folder_are_one_sentence(tmp_path) -> None:
    from medviewer.io.marks.json_file import read_json

    with pytest.raises(ReadError, match=r"^gone\.json is not there any more; choose another file\.$"):
        read_json(str(tmp_path / "gone.json"))
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(ReadError, match=r"^folder\.json cannot be read as JSON"):
        read_json(str(tmp_path / "folder.json"))


def test_a_draft_and_a_line_of_a_journal_with_such_a_number_are_damaged() -> None:
    import hashlib

    from medviewer.core.report_draft import ReportDraft
    from medviewer.session.journal_line import said_in

    with pytest.raises(ReadError):
        ReportDraft.from_json('{"study": "1", "x": NaN}')
    text = b'{"k": "views", "all": {"zoom": Infinity}}'
    assert said_in(hashlib.blake2b(text, digest_size=8).hexdigest().encode() + b" " + text) is None
