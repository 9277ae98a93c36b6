"""``run`` and ``explain`` give a model a process of its own, walled as the window does it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import psutil
import pytest
import SimpleITK

from medviewer.commands import in_model_host
from medviewer.commands.console import ConsoleReport

IN_A_HOST = in_model_host.in_model_host

TRIES_THE_NETWORK = """
        import os, socket
        try:
            socket.create_connection(("127.0.0.1", 9), 0.1)
        except PermissionError:
            refused = 1
        except OSError:
            refused = 0
        labels[:] = refused
        labels[0, 0, 0] = os.getpid() != int(params["parent"])
"""
ENDS_ITS_PROCESS = """
        import os
        os._exit(3)
"""
TAKES_LONG = """
        import os, pathlib, time
        pathlib.Path(params["mark"]).write_text(str(os.getpid()))
        while True:
            time.sleep(0.02)
            report(0.5, "Still looking")
"""


@pytest.fixture(autouse=True)
def in_a_host(models_run_in_this_process, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_model_host, "in_model_host", IN_A_HOST)


@pytest.fixture
def make_it(a_model: Path):
    """Puts a few lines into the model."""

    def change(lines: str) -> Path:
        code = a_model / "above_model.py"
        code.write_text(code.read_text().replace('        report(0.9, "Done")\n', lines))
        return a_model

    return change


def test_a_model_has_a_process_of_its_own_without_a_network(
    medviewer, make_it, a_nifti: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.nii.gz"
    model = make_it(TRIES_THE_NETWORK)
    said = medviewer("run", model, a_nifti, "-o", out, "--param", f"parent={os.getpid()}", "--json")
    assert said.status == 0, said.err
    labels = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(out)))
    assert np.all(labels == 1)
    assert said.json["segments"][0]["volume_ml"] > 0


def test_a_model_that_ends_its_process_is_a_sentence(
    medviewer, make_it, a_nifti: Path, tmp_path: Path
) -> None:
    said = medviewer("run", make_it(ENDS_ITS_PROCESS), a_nifti, "-o", tmp_path / "out.nii.gz")
    assert "stopped while working on “Above”" in said.sentence
    assert not (tmp_path / "out.nii.gz").exists()


def test_its_progress_is_heard(medviewer, make_it, a_nifti: Path, tmp_path: Path, monkeypatch) -> None:
    heard: list[tuple[float, str]] = []
    monkeypatch.setattr(ConsoleReport, "__call__", lambda _, *told: heard.append(told))
    make_it("        import time\n        time.sleep(0.2)\n")
    assert medviewer("run", tmp_path / "above", a_nifti, "-o", tmp_path / "out.nii.gz").status == 0
    assert (0.1, "Looking") in heard


AT_A_TERMINAL = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("medviewer", run_name="__main__", alter_sys=True)
"""
"""The command as a terminal starts it: what is begun in the background does not hear Ctrl+C."""


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal of a terminal")
def test_ctrl_c_stops_the_model_and_leaves_nothing(make_it, a_nifti: Path, tmp_path: Path) -> None:
    mark, out = tmp_path / "mark", tmp_path / "out.nii.gz"
    words = ["run", make_it(TAKES_LONG), a_nifti, "-o", out, "--param", f"mark={mark}"]
    command = [sys.executable, "-c", AT_A_TERMINAL, *map(str, words)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        while not (mark.exists() and mark.read_text()):
            assert process.poll() is None, process.stderr.read() if process.stderr else ""
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, told) == (1, "medviewer: Stopped.\n")
    assert not out.exists()
    assert not psutil.pid_exists(int(mark.read_text()))
