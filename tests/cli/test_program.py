"""The program itself: exit status, outputs, what it imports, window and doctor."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from medviewer.commands import demo
from medviewer.doctor import check_machine, probes
from medviewer.doctor.check_machine import Check


def program(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "medviewer", *[str(w) for w in words]],
        capture_output=True, text=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def test_the_program_answers_in_json_and_status(a_ct_folder: Path) -> None:
    done = program("info", a_ct_folder, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["series"][0]["verdict"] == "REGULAR"


def test_a_mistake_is_one_sentence_without_traceback(tmp_path: Path) -> None:
    done = program("info", tmp_path / "nothing here")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""
    debug = program("info", tmp_path / "nothing here", MEDVIEWER_DEBUG="1")
    assert debug.returncode == 1
    assert "Traceback" in debug.stderr


@pytest.mark.parametrize("damage", ["cut", "junk"])
def test_native_libraries_stay_silent(tmp_path: Path, damage: str) -> None:
    """ITK prints several lines of its own about such files."""
    header = "ObjectType = Image\nNDims = 3\nDimSize = 4 4 4\nElementType = MET_SHORT\n"
    if damage == "cut":
        header += "ElementDataFile = LOCAL\nxx"
    (tmp_path / "it.mha").write_text(header)
    done = program("convert", tmp_path / "it.mha", tmp_path / "out.nrrd")
    assert done.returncode == 1
    assert done.stderr.startswith("medviewer: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="closed pipes are told differently there")
def test_a_reader_that_has_heard_enough_is_no_error() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as nobody_listens:
        done = subprocess.run(
            [sys.executable, "-m", "medviewer", "models", "list", "--json"],
            stdout=nobody_listens, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_wrong_usage_ends_with_2() -> None:
    assert program("probe").returncode == 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_without_a_display_the_window_is_refused_in_plain_words() -> None:
    done = program(QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert done.returncode == 1
    assert "There is no display" in done.stderr


def test_the_command_line_starts_light_and_never_imports_the_window(a_nifti: Path, tmp_path: Path) -> None:
    code = (
        "import sys, medviewer.cli\n"
        "heavy = {'numpy', 'torch', 'monai', 'SimpleITK', 'pydicom', 'highdicom', 'vtkmodules', 'PySide6'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        f"assert medviewer.cli.main(['render', {str(a_nifti)!r}, '-o', {str(tmp_path / 'a.png')!r}]) == 0\n"
        "assert not {'PySide6', 'medviewer.ui', 'torch', 'monai'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_paths_open_the_window(medviewer, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    class App:
        @staticmethod
        def main(paths: list[str], sample: bool = False, new_window: bool = False) -> int:
            opened.append((paths, sample, new_window))
            return 0

    monkeypatch.setitem(sys.modules, "medviewer.app", App)
    assert medviewer("scan.nii.gz", "folder").status == 0
    assert medviewer().status == 0
    assert medviewer("--new-window", "folder").status == 0
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert medviewer("demo").status == 0
    assert opened == [
        (["scan.nii.gz", "folder"], False, False),
        ([], False, False),
        (["folder"], False, True),
        ([], True, False),
    ]


def test_an_error_of_our_own_is_one_sentence_too(medviewer, monkeypatch: pytest.MonkeyPatch) -> None:
    from medviewer.commands import doctor

    def fail() -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(doctor, "check_machine", fail)
    said = medviewer("doctor")
    assert "ZeroDivisionError" in said.sentence
    assert "secret" not in said.err


def test_the_doctor_examines_everything(medviewer) -> None:
    said = medviewer("doctor", "--json")
    assert said.status == 0, said.err
    checks = {check["name"]: check for check in said.json["checks"]}
    assert said.json["ok"] is True
    wanted = {
        "Qt",
        "OpenGL",
        "torch",
        "graphics card",
        "codecs",
        "sandbox",
        "pictures",
        "disk",
        "settings",
        "cache",
        "plugins folder",
        "models",
        "memory",
    }
    assert set(checks) == wanted
    assert "JPEG 2000" in checks["codecs"]["detail"]


def test_the_doctor_survives_a_crash_and_names_it(medviewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_machine.sys, "executable", "/bin/false")
    said = medviewer("doctor")
    assert said.status == 1
    assert "Something that is needed does not work: Qt, torch, codecs" in said.err
    assert "FAULT  torch" in said.out


def test_a_folder_that_cannot_be_written_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(
        check_machine.platformdirs, "user_cache_dir", lambda *a, **k: str(tmp_path / "file" / "x")
    )
    found = {check.name: check for check in check_machine.check_folders()}
    assert not found["cache"].ok
    assert found["cache"].needed
    assert found["settings"].ok


def test_a_probe_that_fails_is_a_finding(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> dict[str, object]:
        raise OSError("libGL.so.1: cannot open")

    monkeypatch.setitem(probes.PROBES, "opengl", fail)
    monkeypatch.setattr(sys, "argv", ["probes", "opengl"])
    probes.main()
    finding = json.loads(capsys.readouterr().out)
    assert finding["ok"] is False
    assert "libGL.so.1" in finding["detail"]


def test_a_fault_that_is_not_needed_is_only_a_note(medviewer, monkeypatch: pytest.MonkeyPatch) -> None:
    from medviewer.commands import doctor

    found = (Check("Qt", True, "fine"), Check("OpenGL", False, "none", needed=False, advice="Do this."))
    monkeypatch.setattr(doctor, "check_machine", lambda: found)
    said = medviewer("doctor")
    assert said.status == 0
    assert "note   OpenGL" in said.out
    assert "Do this." in said.out


def test_without_a_display_the_demonstration_says_so_and_goes_on(
    medviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = []
    monkeypatch.setattr(demo, "run_headless", lambda folder: folders.append(folder) or 0)
    said = medviewer("demo")
    assert "no display" in said.out
    assert medviewer("demo", "--headless").status == 0
    assert folders == [Path("demo"), Path("demo")]


def test_the_demonstration_needs_its_model(
    medviewer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(demo, "MODEL", "no_such_model")
    assert "no model no_such_model" in medviewer("demo", "--headless", tmp_path / "demo").sentence
