"""The journal: what was drawn is there after any crash, and nobody else's work is touched."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.mark import KeyImage, Mark, MarkPlace
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.io.file_lock import FileLock
from medviewer.scene.layers.review import set_review
from medviewer.scene.scene import Scene
from medviewer.session.journal import JournalPaths
from medviewer.session.journal_keeper import JournalKeeper
from medviewer.session.journal_line import line_of, said_in, whole_lines
from medviewer.session.journal_search import find_journals
from medviewer.session.work_of import Opened

KILLS = 100
DRAWS = Path(__file__).parent / "functions" / "draws_marks.py"


def a_mark(n: int = 1, label: str = "") -> Mark:
    points = ((0.0, 0.0, 0.0), (float(n), 0.5, -2.25))
    place = MarkPlace("series", "1.2", "1.2.3", "1.2.9", instance_uid="1.2.3.4", slice_number=None)
    return Mark("length", points, (0.0, 0.0, 1.0), place, label=label or f"长度 {n}")


@pytest.fixture
def a_folder(tmp_path) -> Path:
    return tmp_path / "journal"


@pytest.fixture
def a_scene() -> Scene:
    scene = Scene()
    study = StudyInfo("王小东", "MV7351846", "19700102", study_uid="1.2")
    info = SeriesInfo("series", series_uid="1.2.3", study=study)
    voxels = np.arange(20 * 30 * 40, dtype=np.int16).reshape(20, 30, 40)
    scene.add_volume(Volume(voxels, Geometry((20, 30, 40)), "HU", info))
    return scene


@pytest.fixture
def told() -> list[bool]:
    return []


@pytest.fixture
def a_keeper(a_scene, a_folder, told):
    keeper = JournalKeeper(a_scene, a_folder, lambda: Opened(("/studies/one",)), told.append)
    yield keeper
    keeper.end()
    keeper.close()


def a_result(scene) -> Segmentation:
    labels = np.zeros((20, 30, 40), np.uint8)
    labels[3, 4:9, 5:9] = 1
    origin = Provenance("lung", "Lungs", "1.0", input_series_id="series")
    return Segmentation(labels, scene.active.geometry, (Segment(1, "左肺"),), "Lungs", origin)


def as_found(keeper, folder):
    """What the next start finds if this process dies now."""
    assert keeper.journal.wait_until_safe(5.0)
    keeper.journal._lock.release()
    (found,) = find_journals(folder)
    return found


def test_marks_key_images_texts_and_windows_are_found_again(a_scene, a_keeper, a_folder) -> None:
    a_scene.marks.add(a_mark(1), "Length")
    a_scene.marks.add(a_mark(2), "Length")
    a_scene.marks.change(replace(a_scene.marks.items[0], label="other"), "Name")
    key = KeyImage(a_mark().place, (1.0, 2.0, 3.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 400.0, 40.0, "看")
    a_scene.marks.add_key_image(key, "Key image")
    a_scene.texts.write("report", "No nodule.", "Text")
    a_scene.layout = "2x2"
    a_scene.viewports["axial"].zoom = 2.5
    a_keeper.note_looks()
    work = as_found(a_keeper, a_folder).work()
    assert work.marks == a_scene.marks.items
    assert work.key_images == (key,)
    assert work.texts == {"report": "No nodule."}
    assert work.scene["layout"] == "2x2"
    assert work.views["axial"]["zoom"] == 2.5
    assert work.paths == ("/studies/one",)
    assert [image.series_id for image in work.images] == ["series"]


def test_a_result_and_what_was_said_of_it_are_found_again(a_scene, a_keeper, a_folder) -> None:
    layer = a_scene.add_result(a_result(a_scene), a_scene.active.id)
    set_review(a_scene.undo, layer, "rejected", "leak")
    found = as_found(a_keeper, a_folder)
    (result,) = found.work().results
    assert result.series_id == "series"
    assert np.array_equal(result.result.labels, layer.segmentation.labels)
    assert result.result.provenance == layer.provenance
    assert result.looks["review"]["reason"] == "leak"
    assert result.looks["visible"] is False


def test_a_result_that_was_closed_is_not_found(a_scene, a_keeper, a_folder) -> None:
    layer = a_scene.add_result(a_result(a_scene), a_scene.active.id)
    a_scene.marks.add(a_mark(), "Length")
    assert a_keeper.journal.wait_until_safe(5.0)
    a_scene.remove_layer(layer.id)
    assert as_found(a_keeper, a_folder).work().results == ()


def test_a_study_that_was_only_looked_at_leaves_nothing(a_scene, a_keeper, a_folder) -> None:
    a_scene.layout = "2x2"
    a_keeper.note_looks()
    assert a_keeper.journal is None
    assert not a_folder.exists()


def test_closing_the_study_deletes_its_journal(a_scene, a_keeper, a_folder) -> None:
    a_scene.marks.add(a_mark(), "Length")
    a_scene.add_result(a_result(a_scene), a_scene.active.id)
    a_scene.clear()
    a_keeper.close()
    assert list(a_folder.iterdir()) == []


def test_file_names_and_the_folder_say_nothing_of_the_patient(a_scene, a_keeper, a_folder) -> None:
    a_scene.marks.add(a_mark(), "Length")
    a_scene.add_result(a_result(a_scene), a_scene.active.id)
    assert a_keeper.journal.wait_until_safe(5.0)
    names = " ".join(path.name for path in a_folder.iterdir())
    assert not any(word in names for word in ("王", "MV7351846", "1.2", "series"))
    assert a_folder.stat().st_mode & 0o077 == 0
    for path in a_folder.iterdir():
        assert path.stat().st_mode & 0o077 == 0
        assert "王小东".encode() not in path.read_bytes()


def test_the_order_of_marks_is_kept_when_one_comes_back_by_undo(a_scene, a_keeper, a_folder) -> None:
    for n in range(4):
        a_scene.marks.add(a_mark(n), "Length")
    a_scene.marks.remove(frozenset({a_scene.marks.items[1].id}), "Delete")
    a_scene.undo.undo()
    assert as_found(a_keeper, a_folder).work().marks == a_scene.marks.items


def test_a_torn_or_damaged_line_is_passed_over_and_counted() -> None:
    first, second = line_of({"k": "a", "text": "长"}), line_of({"k": "b"})
    assert said_in(first.rstrip(b"\n")) == {"k": "a", "text": "长"}
    for cut in range(1, len(second)):
        assert list(whole_lines(first + second[:cut]))[1:] in ([None], [{"k": "b"}])
    assert list(whole_lines(first + second[:-1])) == [{"k": "a", "text": "长"}, None]
    flipped = bytes([first[30] ^ 1])
    assert list(whole_lines(first[:30] + flipped + first[31:] + second)) == [None, {"k": "b"}]


@pytest.mark.parametrize("content", [b"", b"\0" * 4096, b"[1]\n" * 9, os.urandom(4096)])
def test_a_journal_of_rubbish_is_neither_a_crash_nor_deleted(a_folder, content) -> None:
    a_folder.mkdir()
    paths = JournalPaths(a_folder, "f" * 32)
    paths.journal.write_bytes(content)
    found = find_journals(a_folder)
    assert all(one.work().is_empty for one in found)
    assert paths.journal.exists() or not content


def test_two_processes_do_not_take_each_others_journal(a_folder) -> None:
    with _drawing(a_folder) as child:
        for _ in range(3):
            child.stdout.readline()
        assert find_journals(a_folder) == ()
        child.kill()
        child.wait()
        (found,) = find_journals(a_folder)
        assert find_journals(a_folder) == (), "held while it is offered"
        found.release()
        (again,) = find_journals(a_folder)
        again.discard()
    assert list(a_folder.iterdir()) == []


def test_a_lock_names_its_process_and_outlives_no_process(tmp_path) -> None:
    path = tmp_path / "x.lock"
    lock = FileLock.take(path)
    assert lock is not None
    assert path.read_text() == str(os.getpid())
    assert FileLock.take(path) is None
    lock.release()
    path.write_text("1")  # a living process that has not locked it: the number alone means nothing
    again = FileLock.take(path)
    assert again is not None
    again.release(deletes=True)
    assert not path.exists()


def test_a_folder_that_cannot_be_written_is_told_once_and_work_goes_on(a_scene, tmp_path, told) -> None:
    (tmp_path / "journal").write_text("a file in the way")
    keeper = JournalKeeper(a_scene, tmp_path / "journal", Opened, told.append)
    for n in range(5):
        a_scene.marks.add(a_mark(n), "Length")
    _wait(lambda: told)
    assert told == [False]
    assert len(a_scene.marks.items) == 5
    (tmp_path / "journal").unlink()
    a_scene.marks.add(a_mark(9), "Length")
    assert keeper.journal.wait_until_safe(10.0)
    assert told == [False, True]
    assert as_found(keeper, tmp_path / "journal").work().marks == a_scene.marks.items
    keeper.end()
    keeper.close()


def test_after_a_full_disk_everything_is_written_anew(a_scene, a_keeper, a_folder, told, monkeypatch) -> None:
    a_scene.marks.add(a_mark(1), "Length")
    assert a_keeper.journal.wait_until_safe(5.0)
    real, is_full = os.write, threading.Event()
    is_full.set()

    def write(descriptor, content):
        if is_full.is_set() and len(content) > 40:
            real(descriptor, bytes(content[:33]))  # what a full disk does: half a line, then no more
            raise OSError(28, "No space left on device")
        return real(descriptor, content)

    monkeypatch.setattr("medviewer.session.journal_writer.os.write", write)
    a_scene.marks.add(a_mark(2), "Length")
    _wait(lambda: told)
    is_full.clear()
    a_scene.marks.add(a_mark(3), "Length")
    _wait(lambda: told == [False, True])
    found = as_found(a_keeper, a_folder)
    assert found.content.damaged == 1
    assert found.work().marks == a_scene.marks.items


def test_a_long_history_is_shortened(a_scene, a_keeper, a_folder, monkeypatch) -> None:
    monkeypatch.setattr("medviewer.session.journal_writer._LONG_BYTES", 20_000)
    for n in range(400):
        a_scene.marks.add(replace(a_mark(n), id="same"), "Length")
        a_scene.marks.remove(frozenset({"same"}), "Delete")
    a_scene.marks.add(a_mark(1), "Length")
    found = as_found(a_keeper, a_folder)
    assert found.work().marks == a_scene.marks.items
    assert found.paths.journal.stat().st_size < 60_000


def _wait(condition, timeout_s=5.0) -> None:
    end = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def _drawing(folder, *more) -> subprocess.Popen:
    """A child process that draws marks as fast as it can; each number it prints is a mark that is drawn."""
    return subprocess.Popen([sys.executable, str(DRAWS), str(folder), *more], stdout=subprocess.PIPE)


def _drawn(count: int) -> list[str]:
    """The marks there are after ``count`` edits of the child: every fiftieth edit takes all away."""
    return [f"mark {n}" for n in range(count - count % 50 + 1, count + 1)] if count % 50 else []


def _kill_and_look(folder: Path, after_s: float) -> None:
    with _drawing(folder) as child:
        first = child.stdout.readline()
        time.sleep(after_s)
        os.kill(child.pid, signal.SIGKILL)
        told = first + child.stdout.read()
    last = int(told.rpartition(b"\n")[0].rpartition(b"\n")[2])
    found = find_journals(folder)
    marks = [mark.label for one in found for mark in one.work().marks]
    assert marks in [_drawn(count) for count in (last - 1, last, last + 1)], (last, marks)
    assert len(found) <= 1
    for one in found:
        assert one.content.damaged <= 1
        one.discard()


def test_after_kill_9_at_most_the_last_edit_is_missing(a_folder) -> None:
    chance = random.Random(1)
    for _ in range(8):
        _kill_and_look(a_folder, chance.random() * 0.1)


@pytest.mark.slow
def test_after_a_hundred_kills_at_most_the_last_edit_is_missing(a_folder) -> None:
    chance = random.Random(2)
    for _ in range(KILLS):
        _kill_and_look(a_folder, chance.random() * 0.3)
    assert list(a_folder.iterdir()) == []
