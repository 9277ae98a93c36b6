"""A session in one file: the same again, and nothing worse than a sentence from a hostile one."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.classification import Classification, Finding
from medviewer.core.errors import ReadError, WriteError
from medviewer.core.geometry import Geometry
from medviewer.core.mark import KeyImage, Mark, MarkPlace
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.work import Work, WorkImage, WorkResult
from medviewer.session.session_file import read_session, write_session

GRID = Geometry((4, 5, 6), (1.0, 2.0, 3.0), (0.5, 0.5, 2.0))
PLACE = MarkPlace("series", "1.2", "1.2.3")


def quiet(*_args) -> None:
    pass


@pytest.fixture
def a_work() -> Work:
    labels = np.zeros((4, 5, 6), np.uint8)
    labels[1, 2, 3] = 1
    origin = Provenance("lung", "Lungs", "1.0", input_fingerprint="ab" * 32, input_series_id="series")
    seg = Segmentation(labels, GRID, (Segment(1, "左肺"),), "Lungs", origin)
    found = Classification((Finding("nodule", 0.8, 0.5),), "Chest", origin)
    points = ((0.0, 0.1, 0.2), (10.0 / 3.0, 0.0, -5.5))
    return Work(
        patient="d" * 64,
        paths=("/studies/胸部 CT",),
        images=(WorkImage("series", "1.2.3", "1.2", "/studies/胸部 CT", "ef" * 32, {"inverted": True}),),
        marks=(Mark("length", points, (0.0, 0.0, 1.0), PLACE, label="结节"),),
        key_images=(KeyImage(PLACE, points[0], points[1], points[0], 400.0, 40.0, "看"),),
        results=(
            WorkResult("a", "series", seg, {"review": {"state": "accepted"}, "opacity": 0.5}),
            WorkResult("b", "series", found, {}),
        ),
        texts={"report": "No nodule."},
        scene={"layout": "2x2", "cursor_lps": [1.0, 2.0, 3.0]},
        views={"axial": {"zoom": 2.0}},
        when="2026-01-01T12:00:00+00:00",
    )


@pytest.fixture
def a_file(a_work, tmp_path):
    path = tmp_path / "会话.medviewer"
    assert write_session(a_work, str(path), quiet) == str(path)
    return path


def test_a_session_comes_back_as_it_was(a_work, a_file) -> None:
    again = read_session(str(a_file), quiet)
    assert replace(again, results=()) == replace(a_work, results=())
    seg, found = (one.result for one in again.results)
    assert np.array_equal(seg.labels, a_work.results[0].result.labels)
    assert (seg.segments, seg.provenance) == (a_work.results[0].result.segments, seg.provenance)
    assert [(one.label, one.probability) for one in found.findings] == [("nodule", 0.8)]
    assert again.results[0].looks == a_work.results[0].looks


def test_it_is_json_and_arrays_only(a_file) -> None:
    with zipfile.ZipFile(a_file) as file:
        assert {name.rpartition(".")[2] for name in file.namelist()} == {"json", "npy"}


def test_a_place_that_cannot_be_written_keeps_the_old_file(a_work, a_file, tmp_path) -> None:
    with pytest.raises(WriteError, match="does not exist"):
        write_session(a_work, str(tmp_path / "no folder" / "x.medviewer"), quiet)
    before = a_file.read_bytes()
    bad = replace(a_work, results=(WorkResult("a", "s", object()),))
    with pytest.raises(WriteError):
        write_session(bad, str(a_file), quiet)
    assert a_file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [a_file.name]


def _rewritten(source, target, change) -> str:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return str(target)


def _with(**fields):
    def change(name, content):
        if name != "session.json":
            return content
        return json.dumps({**json.loads(content), **fields})

    return change


def _huge_array(name, content):
    if not name.endswith(".npy"):
        return content
    header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (4000000000, 1000), }"
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header


def _objects(name, content):
    if not name.endswith(".npy"):
        return content
    header = b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + b"cos\nsystem\n."


def _of_wrong_type(name, content):
    if name != "results/0/result.json":
        return content
    tree = json.loads(content)
    tree["name"] = {"noun": "Code", "value": "1", "scheme": "2", "meaning": "3"}
    return json.dumps(tree)


HOSTILE = {
    "another kind": _with(kind="something"),
    "later": _with(version=99),
    "no version": _with(version="1"),
    "marks of nothing": _with(marks=[{"kind": "length"}]),
    "marks without end": _with(marks=[[[]] * 10]),
    "paths of numbers": _with(paths=[1, 2]),
    "no images": _with(images=None),
    "not a number": lambda name, content: (
        content.replace(b'"zoom": 2.0', b'"zoom": NaN') if name == "session.json" else content
    ),
    "deep": lambda name, content: b"[" * 200_000 if name == "session.json" else content,
    "no text": lambda name, content: None if name == "session.json" else content,
    "no array": lambda name, content: None if name.endswith("0.npy") else content,
    "huge array": _huge_array,
    "objects": _objects,
    "wrong type": _of_wrong_type,
}


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_a_hostile_session_is_one_sentence(a_file, tmp_path, kind) -> None:
    path = _rewritten(a_file, tmp_path / "bad.medviewer", HOSTILE[kind])
    with pytest.raises(ReadError, match=r"^The session bad\.medviewer") as caught:
        read_session(path, quiet)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\0" * 1000, b"not a zip at all" * 100])
def test_what_is_no_zip_is_one_sentence(tmp_path, content) -> None:
    (tmp_path / "x.medviewer").write_bytes(content)
    with pytest.raises(ReadError, match="damaged or no session"):
        read_session(str(tmp_path / "x.medviewer"), quiet)


def test_a_file_cut_or_flipped_anywhere_is_a_sentence_or_the_same(a_work, a_file, tmp_path) -> None:
    content, path = a_file.read_bytes(), tmp_path / "x.medviewer"
    for at in range(0, len(content), max(1, len(content) // 150)):
        for bad in (content[:at], content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]):
            path.write_bytes(bad)
            try:
                again = read_session(str(path), quiet)
            except ReadError:
                continue
            assert replace(again, results=()) == replace(a_work, results=())


def test_what_unpacks_to_more_than_the_memory_is_refused(a_file, monkeypatch) -> None:
    monkeypatch.setattr("medviewer.session.session_file.free_memory_bytes", lambda: 1000)
    with pytest.raises(ReadError, match="memory of this computer"):
        read_session(str(a_file), quiet)


def test_a_folder_whose_name_is_no_utf8_goes_into_a_session(a_work, tmp_path) -> None:
    """Folders unpacked from archives of another system have names of bytes that are no text."""
    name = b"/studies/\xd6\xd0\xce\xc4".decode("utf-8", "surrogateescape")
    work = replace(a_work, paths=(name,), images=(replace(a_work.images[0], source=name),))
    path = write_session(work, str(tmp_path / "x.medviewer"), quiet)
    again = read_session(path, quiet)
    assert (again.paths, again.images) == (work.paths, work.images)
