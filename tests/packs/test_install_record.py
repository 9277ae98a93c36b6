"""What the gate found is kept beside a pack; a damaged record is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from medviewer.packs.install_record import RECORD_NAME, InstallRecord, read_record, write_record

CHECK = {"key": "hashes", "title": "Whole", "outcome": "passed", "sentence": "All of it.", "seconds": 0.1}
RECORD = InstallRecord(
    "m", "1", "0" * 64, "m.mvpack", backend="torch float32", ms_per_tile=2.5, checks=(CHECK,)
)


def test_a_record_comes_back_and_other_sections_stay(tmp_path: Path) -> None:
    (tmp_path / RECORD_NAME).write_text('{"other": {"a": 1}}', encoding="utf-8")
    write_record(RECORD, tmp_path)
    assert read_record(tmp_path) == RECORD
    assert json.loads((tmp_path / RECORD_NAME).read_text(encoding="utf-8"))["other"] == {"a": 1}


@pytest.mark.parametrize(
    "damage",
    [
        {"checks": None},
        {"checks": ["passed"]},
        {"checks": [{"outcome": "passed"}]},
        {"checks": [CHECK | {"sentence": None}]},
        {"ms_per_tile": "2.5"},
        {"backend": 3},
        {"unknown": 1},
    ],
    ids=str,
)
def test_a_damaged_record_is_none(tmp_path: Path, damage: dict[str, Any]) -> None:
    write_record(RECORD, tmp_path)
    path = tmp_path / RECORD_NAME
    content = json.loads(path.read_text(encoding="utf-8"))
    content["install"] |= damage
    path.write_text(json.dumps(content), encoding="utf-8")
    assert read_record(tmp_path) is None
