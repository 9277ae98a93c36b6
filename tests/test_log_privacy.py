"""The search for patients in logs finds them: it would be worth nothing if it could not fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")


@pytest.fixture
def a_run(tmp_path):
    """Runs one test of its own with the search; taken away again, for it leaves what must not be."""
    place = tmp_path / "inner"
    place.mkdir()
    shutil.copy(CONFTEST, place / "conftest.py")
    home = place / "state"

    def run(body: str, imports: str = "", options: tuple[str, ...] = ()) -> tuple[int, str]:
        (place / "test_inner.py").write_text(f"{imports}\ndef test_it(tmp_path):\n    {body}\n", "utf-8")
        (place / "pytest.ini").write_text("[pytest]\n", "utf-8")
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            f"--basetemp={place / 'tmp'}",
        ]
        done = subprocess.run(
            [*command, *options, str(place / "test_inner.py")],
            cwd=place, capture_output=True, text=True, encoding="utf-8", check=False,
            env={**os.environ, "XDG_STATE_HOME": str(home), "PYTHONUTF8": "1"},
        )  # fmt: skip
        return done.returncode, done.stdout

    yield run
    shutil.rmtree(place)


def _write(path: str, text: str, encoding: str = "utf-8") -> str:
    return (
        f"p = tmp_path / {path!r}; p.parent.mkdir(parents=True, exist_ok=True); "
        f"p.write_bytes({text!r}.encode({encoding!r}))"
    )


TELLING = (
    ("log/window.log", "opened 王小东", "utf-8"),
    ("log/window.log.2", "opened MV7351846", "utf-8"),
    ("deep/down/reader.log", "王小东", "gb18030"),
    ("journal/0f.journal", '{"name": "\\u738b\\u5c0f\\u4e1c"}', "utf-8"),
    ("cache/Xiaodong.png", "", "utf-8"),
)


@pytest.mark.parametrize("options", [(), ("-n", "1")])
def test_a_patient_in_a_log_a_journal_or_a_name_fails_the_run(a_run, options) -> None:
    if options:
        pytest.importorskip("xdist", reason="tests run in one process without pytest-xdist")
    status, said = a_run("; ".join(_write(*one) for one in TELLING), options=options)
    assert status == 1
    assert "1 passed" in said
    told = said.partition("a patient is told of")[2]
    assert [path for path, _, _ in TELLING if path not in told] == []


def test_a_patient_in_the_logging_of_a_test_fails_the_run(a_run) -> None:
    status, said = a_run('logging.getLogger("x").warning("reading %s", "Test^Phantom")', "import logging")
    assert (status, "the log of test_inner.py::test_it" in said) == (1, True)


def test_other_words_and_files_of_the_user_pass(a_run) -> None:
    body = _write("log/window.log", "opened a study") + "; " + _write("exports/Xiaodong.nii", "Xiaodong")
    status, said = a_run(body)
    assert status == 0
    assert "told of" not in said
