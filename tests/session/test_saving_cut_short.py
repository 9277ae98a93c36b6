"""A full disk and kill -9 while sessions, reports and marks are saved: the old file or the new, whole."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

_WORK = """
    import json, os, random, resource, signal, sys, time
    import numpy as np
    from pathlib import Path
    from medviewer.core.errors import WriteError
    from medviewer.core.geometry import Geometry
    from medviewer.core.mark import KeyImage, Mark, MarkPlace
    from medviewer.core.mark_record import MarkRecord
    from medviewer.core.segmentation import Segment, Segmentation
    from medviewer.core.work import Work, WorkImage, WorkResult
    from medviewer.io.marks.save import save_key_images, save_marks
    from medviewer.io.progress import LocalReport
    from medviewer.io.report_file import save_report_file
    from medviewer.session.session_file import read_session, write_session

    folder = Path(sys.argv[1])
    place = MarkPlace("s", "1.2.3", "1.2.3.4", "1.2.3.5")
    marks = [
        Mark("length", ((0.0, 0.0, 0.0), (n / 7, 1.0, 2.0)), (0.0, 0.0, 1.0), place, label=f"mark {n}")
        for n in range(60)
    ]
    keys = [
        KeyImage(place, (0.0, 0.0, n / 7), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 400.0, 40.0, "note " * 9)
        for n in range(60)
    ]
    noise = np.random.default_rng(0)

    def a_work(seed):
        labels = noise.integers(0, 3, (6, 40, 40)).astype(np.uint8)
        made = Segmentation(labels, Geometry(labels.shape), (Segment(1, "a"), Segment(2, "b")), "Parts")
        return Work("", ("/x",), (WorkImage("s"),), tuple(marks), tuple(keys), (WorkResult("r", "s", made),),
                    {"report": "text " * 500}, {}, {}, str(seed))
"""

_FULL = (
    _WORK
    + """
    records = [MarkRecord(one) for one in marks]
    page = b"<html>" + noise.integers(32, 90, 9000).astype(np.uint8).tobytes()
    saves = {
        "a.medviewer": lambda path: write_session(a_work(1), path, lambda *_: None),
        "a.html": lambda path: save_report_file(page, path, LocalReport()),
        "a.pdf": lambda path: save_report_file(b"%PDF" + page, path, LocalReport()),
        "marks.json": lambda path: save_marks(records, keys, path, [], LocalReport()),
        "marks.csv": lambda path: save_marks(records, (), path, [], LocalReport()),
        "keys.json": lambda path: save_key_images(keys, path, [], LocalReport()),
    }
    told = {}
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
    for n, (name, save) in enumerate(saves.items()):
        for is_there in (False, True):
            target = folder / name
            if is_there:
                target.write_text("of before")
            try:
                save(str(target))
                told[f"{name} {is_there}"] = "saved"
            except WriteError as error:
                told[f"{name} {is_there}"] = str(error)
    print(json.dumps(told))
"""
)

_KILLED = (
    _WORK
    + """
    works = [a_work(1), a_work(2)]
    reports = [b"%PDF" + noise.integers(0, 256, 200_000).astype(np.uint8).tobytes() for _ in range(2)]
    session, report = folder / "a.medviewer", folder / "a.pdf"

    def save(n):
        write_session(works[n % 2], str(session), lambda *_: None)
        save_report_file(reports[n % 2], str(report), LocalReport())

    def is_whole():
        found = read_session(str(session), lambda *_: None)
        return found.when in "12" and len(found.marks) == 60 and report.read_bytes() in reports

    save(0)
    chance = random.Random(0)
    most = 0
    for n in range(int(sys.argv[2])):
        child = os.fork()
        if child == 0:
            try:
                while True:
                    n += 1
                    save(n)
            finally:
                os._exit(1)
        time.sleep(chance.uniform(0.001, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        most = max(most, len(os.listdir(folder)) - 2)
        assert is_whole(), n
    save(0)
    print(most, sorted(os.listdir(folder)))
"""
)


def in_a_child(code: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits of the size of files are of POSIX")
def test_on_a_full_disk_each_save_is_one_sentence_and_the_old_file_stays(tmp_path: Path) -> None:
    import json

    told = json.loads(in_a_child(_FULL, tmp_path))
    assert len(told) == 12
    for name, sentence in told.items():
        assert "was not saved because the disk is full; make room" in sentence, (name, sentence)
        kept = "the old file is unchanged" if name.endswith("True") else "no file was left behind"
        assert kept in sentence
    names = {name.rpartition(" ")[0] for name in told}
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == dict.fromkeys(names, "of before")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a warm process is forked")
def test_killed_50_times_sessions_and_reports_are_whole_and_nothing_piles_up(tmp_path: Path) -> None:
    most, _, left = in_a_child(_KILLED, tmp_path, 50).partition(" ")
    assert 0 < int(most) <= 2, "each save clears what the ones before left"
    assert left == "['a.medviewer', 'a.pdf']"
