"""Small files of choices: whatever text is in them, and wherever they cannot be written."""

from __future__ import annotations

import os

import pytest

from medviewer.core.errors import ReadError
from medviewer.ui.parts.json_file import read_json, write_json


@pytest.mark.parametrize("text", ["中文", "\udcd6\udcd0", "a\0b", "</script>", "𝄞"])
def test_any_text_comes_back(tmp_path, text) -> None:
    assert write_json(tmp_path / "x.json", {text: [text]})
    assert read_json(tmp_path / "x.json") == {text: [text]}


def test_a_pipe_is_refused_at_once(tmp_path) -> None:
    os.mkfifo(tmp_path / "x.json")
    with pytest.raises(ReadError, match=r"x\.json cannot be read"):
        read_json(tmp_path / "x.json")


@pytest.mark.parametrize("content", ["[" * 100_000, "\udcff", '{"a": 1', "", "9" * 5000])
def test_what_is_no_json_is_a_sentence(tmp_path, content) -> None:
    (tmp_path / "x.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(ReadError, match=r"^x\.json cannot be read\.$"):
        read_json(tmp_path / "x.json")


def test_where_it_cannot_be_written_the_old_one_stays(tmp_path, monkeypatch) -> None:
    file = tmp_path / "x.json"
    assert write_json(file, {"a": 1})
    monkeypatch.setattr("PySide6.QtCore.QSaveFile.commit", lambda _self: False)
    assert not write_json(file, {"a": 2})
    assert read_json(file) == {"a": 1}
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]
