"""Damaged sessions, journals, results and marks: what they hold or a sentence, never the others' loss."""

from __future__ import annotations

import io
import json
import random
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hostile_work import examine_work
from hostile_work_damage import damaged_work
from hostile_work_seeds import a_journal, a_work, whole_files

from medviewer.core.errors import ReadError
from medviewer.io.progress import LocalReport
from medviewer.session.journal_line import line_of
from medviewer.session.journal_search import find_journals, read_journal
from medviewer.session.noun_file import read_noun
from medviewer.session.plain_values import from_plain

TRIES = 400


@pytest.fixture(scope="module")
def the_files(tmp_path_factory) -> dict[str, bytes]:
    return dict(whole_files(tmp_path_factory.mktemp("whole")))


def test_whole_files_are_read(the_files, tmp_path) -> None:
    for suffix, content in the_files.items():
        (tmp_path / f"x{suffix}").write_bytes(content)
        (told,) = examine_work([str(tmp_path / f"x{suffix}")], LocalReport())
        assert (suffix, told["kind"], told["wrong"]) == (suffix, "read", [])


def test_damage_of_any_kind_is_a_sentence_at_worst(the_files, tmp_path) -> None:
    chance, others = random.Random(3), list(the_files.values())
    kinds = set()
    for _ in range(TRIES):
        suffix = chance.choice(sorted(the_files))
        damaged = damaged_work(suffix, the_files[suffix], others, chance)
        if len(damaged) > 1 << 20:
            continue
        path = tmp_path / f"x{suffix}"
        path.write_bytes(damaged)
        (told,) = examine_work([str(path)], LocalReport())
        assert told["wrong"] == []
        kinds.add((suffix, told["kind"]))
        assert sorted(one.name for one in tmp_path.iterdir()) == [path.name]
        path.unlink()
    assert {kind for _, kind in kinds} == {"read", "sentence"}


@pytest.mark.parametrize("way", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_session_packed_in_another_way_is_a_sentence(the_files, tmp_path, way) -> None:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(the_files[".medviewer"])) as old,
        zipfile.ZipFile(packed, "w", way) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    raw = bytearray(packed.getvalue())
    raw[60:90] = bytes(30)
    (tmp_path / "x.medviewer").write_bytes(raw)
    (told,) = examine_work([str(tmp_path / "x.medviewer")], LocalReport())
    assert (told["kind"], told["wrong"]) == ("sentence", [])


@pytest.mark.parametrize("head", ["{'descr': '|u1', 'shape': (4, 5", "'''", "\t x\n y", "(" * 5000])
def test_an_array_with_a_broken_head_is_a_sentence(the_files, tmp_path, head) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(the_files[".result"])) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            inside = old.read(name)
            if name.endswith(".npy"):
                inside = b"\x93NUMPY\x01\x00" + len(head).to_bytes(2, "little") + head.encode() + inside[128:]
            new.writestr(name, inside)
    (tmp_path / "x.result").write_bytes(packed.getvalue())
    with pytest.raises(ReadError, match="damaged"):
        read_noun(tmp_path / "x.result")


def test_an_array_that_is_told_of_often_is_read_once(tmp_path) -> None:
    array = io.BytesIO()
    np.save(array, np.zeros((64, 64, 64), np.float32))
    evidence = {"noun": "Volume", "voxels": {"array": 0}}
    evidence["geometry"] = {"noun": "Geometry", "shape_kji": [64, 64, 64]}
    finding = {"noun": "Finding", "label": "x", "probability": 0.5, "threshold": 0.5, "evidence": evidence}
    tree = {"noun": "Classification", "findings": [finding] * 500}
    with zipfile.ZipFile(tmp_path / "x.result", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("result.json", json.dumps(tree))
        file.writestr("0.npy", array.getvalue())
    found = read_noun(tmp_path / "x.result")
    assert len({id(one.evidence.voxels) for one in found.findings}) == 1


@pytest.mark.parametrize("number", [10**400, -(10**400), float("inf"), float("nan"), 1e300, True])
def test_a_number_beyond_all_sense_does_not_fit(number) -> None:
    with pytest.raises(ValueError, match="type"):
        from_plain(float, number)


@pytest.mark.parametrize("head", [{"patient": 1}, {"paths": [1]}, {"paths": "/x"}, {"opened": None}])
def test_a_damaged_head_takes_no_marks_with_it(tmp_path, head) -> None:
    work = a_work()
    content = a_journal(work) + line_of({"k": "head", "version": 1, **head})
    (tmp_path / f"{'a' * 32}.journal").write_bytes(content)
    (found,) = find_journals(tmp_path)
    assert [one.id for one in found.work().marks] == [one.id for one in work.marks[:2]]
    assert found.content.damaged == 1
    found.release()


def _left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_only_calls_itself_a_journal_is_left_alone(tmp_path) -> None:
    """A name with a star in it must not make clearing up take the results of others."""
    folder, outside = tmp_path / "journal", tmp_path / "letter.txt"
    folder.mkdir()
    outside.write_text("dear reader")
    name = "b" * 32
    (folder / f"{name}-1.result").write_bytes(b"of somebody")
    (folder / "*.journal").write_bytes(b"")
    (folder / f"{name}.lock").symlink_to(outside)
    (folder / f"{name}.journal").write_bytes(b"")
    for found in find_journals(folder):
        found.discard()
    assert f"{name}-1.result" in _left(folder)
    assert outside.read_text() == "dear reader"


def test_a_pipe_instead_of_a_journal_keeps_nobody_waiting(tmp_path) -> None:
    import os

    os.mkfifo(tmp_path / f"{'c' * 32}.journal")
    assert find_journals(tmp_path) == ()
    with pytest.raises(OSError, match="pipe"):
        read_journal(tmp_path / f"{'c' * 32}.journal")
