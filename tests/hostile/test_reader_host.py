"""Files that kill or hang the reader's libraries, and files that change while they are read."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest
from hostile_bytes import dicom
from hostile_images import meta_image
from reader_host import Reader

from medviewer.jobs.job import JobState

KILLERS = {"NDims": "-1"}, {"NDims": "1000000000"}


def a_series(folder: Path, count: int = 8) -> list[str]:
    paths = []
    for n in range(count):
        fields = {
            "ImagePositionPatient": f"-10\\-20\\{2 * n}",
            "InstanceNumber": str(n),
            "SOPInstanceUID": f"1.2.3.{n}",
        }
        (folder / f"{n}.dcm").write_bytes(dicom(fields))
        paths.append(str(folder / f"{n}.dcm"))
    return paths


@pytest.fixture
def a_warm_reader(the_reader):
    """With its spare process ready."""
    (the_reader.logs.parent / "warm").mkdir(exist_ok=True)
    a_series(the_reader.logs.parent / "warm", 1)
    the_reader.examine(the_reader.logs.parent / "warm")
    the_reader.until_it_has_a_spare()
    return the_reader


@pytest.mark.parametrize("fields", KILLERS)
def test_a_file_that_kills_the_library_is_refused_by_name_and_all_else_goes_on(
    a_warm_reader, tmp_path, fields
):
    killer, good = tmp_path / "killer.mha", tmp_path / "good.mha"
    killer.write_bytes(meta_image(fields))
    good.write_bytes(meta_image())
    pid, spare = a_warm_reader.pid, a_warm_reader.until_it_has_a_spare()
    job = a_warm_reader.wait(a_warm_reader.submit("hostile_reader:read_with_itk", [str(good), str(killer)]))
    assert job.result == [f"{killer} makes the reader crash, so it is left out."]
    assert a_warm_reader.pid != pid, "the library did not crash: the test needs another file"
    assert a_warm_reader.pid == spare, "the host is back at once"
    assert a_warm_reader.examine(good).result["shown"]


def test_the_checks_before_the_library_refuse_these_files_without_a_crash(the_reader, tmp_path):
    pid = the_reader.examine(tmp_path) and the_reader.pid
    for n, fields in enumerate(KILLERS):
        (tmp_path / f"{n}.mha").write_bytes(meta_image(fields))
    result = the_reader.examine(tmp_path).result
    assert the_reader.pid == pid
    assert sum("number of dimensions" in sentence for sentence in result["sentences"]) >= 1


@pytest.mark.parametrize("fault", ["crash", "hang"])
def test_a_series_is_read_without_the_file_that_stops_the_decoder(tmp_path_factory, tmp_path, fault):
    paths = a_series(tmp_path)
    reader = Reader(tmp_path_factory.mktemp("logs"), stall_s=1.5, keeps_spare=False)
    try:
        function = "hostile_reader:load_with_a_fault"
        job = reader.wait(reader.submit(function, str(tmp_path), paths[3], fault))
        assert job.state is JobState.DONE, job.error
        reason = {"crash": "It makes the reader crash", "hang": "It keeps the reader busy without end"}[fault]
        assert f"{reason}, so it is left out." in job.result["sentences"]
        assert "GAP" in job.result["badges"]
        (shape, _), *_ = job.result["shown"]
        assert shape[0] >= 7
    finally:
        reader.close()


def test_a_pipe_that_took_a_file_s_place_does_not_hold_the_reader_up(the_reader, tmp_path):
    from medviewer.core.errors import ReadError
    from medviewer.io.load import load_series
    from medviewer.io.progress import LocalReport
    from medviewer.io.scan import scan_path

    for name, content in {"x.dcm": dicom(), "x.mha": meta_image()}.items():
        path = tmp_path / name
        path.write_bytes(content)
        (entry,) = scan_path(str(path), report=LocalReport()).series
        path.unlink()
        os.mkfifo(path)
        begin = time.monotonic()
        with pytest.raises(ReadError, match="pipe or a device"):
            load_series(entry, report=LocalReport())
        assert time.monotonic() - begin < 1


@pytest.mark.parametrize("change", ["grows", "shrinks", "is replaced", "vanishes"])
def test_a_file_that_changes_while_it_is_read_is_a_picture_or_a_sentence(the_reader, tmp_path, change):
    folder = tmp_path / "series"
    folder.mkdir()
    paths = [Path(path) for path in a_series(folder, 30)]
    content = paths[0].read_bytes()
    stop = threading.Event()

    def go_on_changing() -> None:
        n = 0
        while not stop.is_set():
            path = paths[n % len(paths)]
            n += 1
            if change == "grows":
                with path.open("ab") as file:
                    file.write(bytes(5000))
            elif change == "shrinks":
                os.truncate(path, max(path.stat().st_size - 400, 0))
                path.write_bytes(content)
            elif change == "is replaced":
                other = path.with_suffix(".new")
                other.write_bytes(content[: n * 37 % len(content)])
                other.replace(path)
            else:
                path.unlink(missing_ok=True)
                path.write_bytes(content)

    changer = threading.Thread(target=go_on_changing)
    changer.start()
    try:
        pid = the_reader.pid
        for _ in range(8):
            job = the_reader.examine(folder)
            assert job.state is JobState.DONE, job.error
            assert not job.result["surprises"]
            assert all(sentence.endswith(".") for sentence in job.result["sentences"])
        assert pid in (None, the_reader.pid), "the process went on"
    finally:
        stop.set()
        changer.join()
