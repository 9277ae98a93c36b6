"""A save succeeds wholly or leaves everything as it was."""

from __future__ import annotations

import errno
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import textwrap
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from medviewer.core.errors import WriteError
from medviewer.io.atomic import atomic_write, check_place
from medviewer.io.temporary_name import temporary_beside


def write_new(path: Path) -> None:
    path.write_bytes(b"new")


def accept(path: Path) -> None:
    assert path.read_bytes() == b"new"


def test_a_new_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    assert atomic_write(tmp_path / "a.txt", write_new, accept) == tmp_path / "a.txt"
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.txt": b"new"}


def test_the_temporary_file_lies_beside_the_target_and_ends_as_it_does(tmp_path: Path) -> None:
    seen: list[Path] = []

    def write(path: Path) -> None:
        seen.append(path)
        write_new(path)

    atomic_write(tmp_path / "scan.v2.nii.gz", write, accept)
    assert seen[0].parent == tmp_path
    assert seen[0].name.endswith(".nii.gz")


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (OSError(errno.ENOSPC, "x"), "the disk is full"),
        (OSError(errno.EFBIG, "x"), "the disk is full"),
        (PermissionError(errno.EACCES, "x"), "may not be written there"),
        (OSError(errno.EROFS, "x"), "may not be written there"),
        (OSError(errno.EIO, "x"), "Input/output error"),
        (RuntimeError("sitk::ERROR: internals"), "was not saved"),
        (zlib.error("internals"), "was not saved"),
        (struct.error("internals"), "was not saved"),
    ],
)
@pytest.mark.parametrize("step", ["write", "verify"])
def test_on_any_failure_the_old_file_is_kept(
    tmp_path: Path, failure: Exception, sentence: str, step: str
) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    def fail(path: Path) -> None:
        raise failure

    with pytest.raises(WriteError, match=sentence) as caught:
        atomic_write(target, fail if step == "write" else write_new, fail)
    assert "internals" not in str(caught.value)
    assert "old file is unchanged" in str(caught.value)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.txt": b"old"}


def test_a_place_that_may_not_be_written_is_not_called_full(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("medviewer.io.atomic._is_full", lambda _folder: True)

    def fail(number: int) -> str:
        def write(_path: Path) -> None:
            raise OSError(number, "x")

        with pytest.raises(WriteError) as caught:
            atomic_write(tmp_path / "a.txt", write, accept)
        return str(caught.value)

    assert "may not be written there" in fail(errno.EROFS)
    assert "the disk is full" in fail(errno.EIO)


def test_a_cancel_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    def cancel(path: Path) -> None:
        write_new(path)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        atomic_write(target, cancel, accept)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.txt": b"old"}


def test_the_rename_comes_after_flush_and_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (steps.append("flush"), real(handle))[1])

    def verify(path: Path) -> None:
        steps.append("check")
        assert not (tmp_path / "a.txt").exists()

    atomic_write(tmp_path / "a.txt", write_new, verify)
    assert steps[:2] == ["flush", "check"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="does not exist; make it first"):
        atomic_write(tmp_path / "nowhere" / "a.txt", write_new, accept)


def test_a_folder_as_target_is_said(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="is a folder"):
        atomic_write(tmp_path, write_new, accept)


def test_a_file_as_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WriteError, match="was not saved"):
        atomic_write(tmp_path / "file" / "a.txt", write_new, accept)


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="too long"):
        atomic_write(tmp_path / ("n" * 300 + ".txt"), write_new, accept)


@pytest.fixture
def a_read_only_folder() -> Iterator[Path]:
    """A folder that holds an old file and cannot be written, not even by the administrator's tests."""
    folder = Path(tempfile.mkdtemp())
    (folder / "a.txt").write_bytes(b"old")
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="rights are others on Windows")
def test_a_read_only_folder_is_said(a_read_only_folder: Path) -> None:
    with pytest.raises(WriteError, match="may not be written there"):
        atomic_write(a_read_only_folder / "b.txt", write_new, accept)
    with pytest.raises(WriteError, match="the old file is unchanged"):
        atomic_write(a_read_only_folder / "a.txt", write_new, accept)
    assert {p.name: p.read_bytes() for p in a_read_only_folder.iterdir()} == {"a.txt": b"old"}


@pytest.mark.skipif(os.name == "nt", reason="rights are others on Windows")
def test_the_reason_is_said_even_where_the_library_knows_none(a_read_only_folder: Path) -> None:
    def as_itk_does(path: Path) -> None:
        raise RuntimeError("sitk::ERROR: cannot open output file")

    with pytest.raises(WriteError, match="may not be written there"):
        atomic_write(a_read_only_folder / "b.nii.gz", as_itk_does, accept)


@pytest.mark.skipif(os.name == "nt", reason="rights are others on Windows")
def test_a_closed_place_is_refused_before_long_work(a_read_only_folder: Path) -> None:
    with pytest.raises(WriteError, match="may not be written there"):
        check_place(a_read_only_folder / "b.nii.gz")


def test_checking_a_place_leaves_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="does not exist"):
        check_place(tmp_path / "none" / "b.nii.gz")
    check_place(tmp_path / "b.nii.gz")
    assert not list(tmp_path.iterdir())


def test_a_file_system_without_a_size_is_not_called_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(total=0, used=0, free=0))

    def fail(path: Path) -> None:
        raise OSError(errno.EIO, "x")

    with pytest.raises(WriteError, match="Input/output error"):
        atomic_write(tmp_path / "a.txt", fail, accept)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"old")
    link.symlink_to(real)
    atomic_write(link, write_new, accept)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="the limit on file size is POSIX")
@pytest.mark.parametrize("suffix", [".nii.gz", ".nrrd", ".mha", ".nii"])
def test_a_disk_that_fills_up_while_writing_loses_nothing(tmp_path: Path, suffix: str) -> None:
    """A real limit of the system cuts the file; the libraries' own silence must not pass as success."""
    target = tmp_path / f"scan{suffix}"
    target.write_bytes(b"old")
    code = f"""
        import resource
        import numpy as np
        from medviewer.core.errors import WriteError
        from medviewer.core.geometry import Geometry
        from medviewer.core.volume import Volume
        from medviewer.io.progress import LocalReport
        from medviewer.io.write import save_volume
        voxels = np.random.default_rng(0).integers(-1000, 1000, (8, 128, 128)).astype(np.int16)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        try:
            save_volume(Volume(voxels, Geometry(voxels.shape)), {str(target)!r}, LocalReport())
        except WriteError as error:
            print(error)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    assert "was not saved" in done.stdout, done.stderr
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {target.name: b"old"}


KILLED = """
    import os, random, signal, sys, time
    import numpy as np
    from medviewer.core.geometry import Geometry
    from medviewer.core.volume import Volume
    from medviewer.io.progress import LocalReport
    from medviewer.io.write import save_volume

    target = sys.argv[1]
    noise = np.random.default_rng(0).integers(-1000, 1000, (2, 6, 40, 40)).astype(np.int16)
    pictures = [Volume(voxels, Geometry(voxels.shape)) for voxels in noise]
    save_volume(pictures[0], target, LocalReport())

    def save_for_ever():
        n = 1
        while True:
            save_volume(pictures[n % 2], target, LocalReport())
            n += 1

    def is_whole():
        from medviewer.io.load import load_series
        from medviewer.io.scan import scan_path

        (entry,) = scan_path(target, report=LocalReport()).series
        voxels = load_series(entry, report=LocalReport()).voxels
        return any(np.array_equal(voxels, picture.voxels) for picture in pictures)

    assert is_whole()
    chance = random.Random(0)
    left = 0
    for n in range(200):
        child = os.fork()
        if child == 0:
            try:
                save_for_ever()
            finally:
                os._exit(1)
        time.sleep(chance.uniform(0.001, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        left = max(left, len(os.listdir(os.path.dirname(target))) - 1)
        assert is_whole(), n
    save_volume(pictures[0], target, LocalReport())
    print(left, os.listdir(os.path.dirname(target)))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a warm process is forked 200 times")
def test_killed_while_saving_200_times_the_file_is_whole_and_nothing_is_left(tmp_path: Path) -> None:
    target = tmp_path / "scan.nii.gz"
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(target)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    left_by_the_kills, _, found = done.stdout.strip().partition(" ")
    assert int(left_by_the_kills) > 0, "no kill came while a file was being written"
    assert found == "['scan.nii.gz']"


def test_what_another_machine_or_a_living_process_writes_is_left_alone(tmp_path: Path) -> None:
    living = temporary_beside(tmp_path / "a.txt", ".txt")
    gone = living.with_name(living.name.replace(f"-{os.getpid()}-", "-4294967-"))
    elsewhere = gone.with_name(".medviewer-00000000" + gone.name[len(".medviewer-00000000") :])
    others = [living, elsewhere, tmp_path / ".medviewer-notes", tmp_path / ".a.part"]
    for path in [*others, gone]:
        path.touch()
    atomic_write(tmp_path / "a.txt", write_new, accept)
    assert {p.name for p in tmp_path.iterdir()} == {"a.txt", *(path.name for path in others)}
