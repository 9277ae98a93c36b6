"""Folders, links, names, archives and headers that lead somewhere else."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from hostile_bytes import SECRET_NAME, dicom, element, implicit, sequence
from hostile_case import EITHER, REFUSED, SHOWN, Case
from hostile_images import meta_image, nrrd

_GOOD = dicom()


def _slices(folder: Path, count: int = 4) -> None:
    for n in range(count):
        place = {
            "ImagePositionPatient": f"-10\\-20\\{2 * n}",
            "InstanceNumber": str(n + 1),
            "SOPInstanceUID": f"1.2.3.4.{n}",
        }
        (folder / f"{n}.dcm").write_bytes(dicom(place))


def _beside(folder: Path) -> Path:
    """A folder beside the one that is opened, with something that must not be read."""
    outside = folder.parent / (folder.name + " outside")
    outside.mkdir()
    (outside / "secret.raw").write_bytes(bytes(420))
    (outside / "secret.dcm").write_bytes(_GOOD)
    return outside


def _folder(make: Callable[[Path], object]) -> Callable[[Path], None]:
    """A series of four good slices and something bad among them."""

    def build(folder: Path) -> None:
        _slices(folder)
        make(folder)

    return build


def _links() -> list[Case]:
    def circle(folder: Path) -> None:
        (folder / "a").symlink_to(folder / "b")
        (folder / "b").symlink_to(folder / "a")

    def itself(folder: Path) -> None:
        (folder / "again").symlink_to(folder, target_is_directory=True)
        (folder / "self").symlink_to(folder / "self")

    def out(folder: Path) -> None:
        (folder / "out.dcm").symlink_to(_beside(folder) / "secret.dcm")

    def pipe(folder: Path) -> None:
        os.mkfifo(folder / "pipe.dcm")

    def lonely_pipe(folder: Path) -> Path:
        os.mkfifo(folder / "pipe.dcm")
        return folder / "pipe.dcm"

    def device(folder: Path) -> Path:
        (folder / "zero.dcm").symlink_to("/dev/zero")
        return folder / "zero.dcm"

    def closed(folder: Path) -> None:
        (folder / "closed").mkdir()
        _slices(folder / "closed", 1)
        (folder / "closed").chmod(0)
        (folder / "locked.dcm").write_bytes(_GOOD)
        (folder / "locked.dcm").chmod(0)

    def deep(folder: Path) -> None:
        inner = folder
        for _ in range(200):
            inner = inner / "d"
        inner.mkdir(parents=True)

    return [
        Case("links in a circle", _folder(circle), SHOWN),
        Case("links to themselves", _folder(itself), SHOWN),
        Case("a link that leads out", _folder(out), SHOWN),
        Case("a pipe among files", _folder(pipe), SHOWN),
        Case("a pipe alone", lonely_pipe, REFUSED, "neither a file nor a folder"),
        Case("a device alone", device, REFUSED, "neither a file nor a folder"),
        Case("files that may not be read", _folder(closed), SHOWN),
        Case("folders 200 deep", _folder(deep), SHOWN),
    ]


def _names() -> list[Case]:
    names = {
        "with a line break": b"a\nb.dcm",
        "that is right to left": "\u202ecod.txt.dcm".encode(),
        "that is no text": b"\xff\xfe\x80.dcm",
        "of 255 bytes": b"n" * 251 + b".dcm",
        "that is a command": b"$(touch x);'\"&|.dcm",
        "with a percent": b"%s%n%d.dcm",
        "that begins with a dash": b"--help.dcm",
        "that is one space": b" ",
        "that looks like an archive's member": b"a.zip!b.dcm",
    }

    def one(name: bytes) -> Callable[[Path], None]:
        def build(folder: Path) -> None:
            (folder / os.fsdecode(name)).write_bytes(_GOOD)

        return build

    def folder_called_dcm(folder: Path) -> None:
        (folder / "x.dcm").mkdir()
        _slices(folder / "x.dcm")

    def long_path(folder: Path) -> None:
        inner = folder / ("a" * 200) / ("b" * 200) / ("c" * 200)
        inner.mkdir(parents=True)
        _slices(inner)

    def empty(folder: Path) -> None:
        for n in range(50):
            (folder / f"{n}.dcm").touch()

    return [
        *[Case(f"a name {name}", one(raw), SHOWN) for name, raw in names.items()],
        Case("a folder that is called like a file", folder_called_dcm, SHOWN),
        Case("a path of 600 characters", long_path, SHOWN),
        Case("an empty folder", lambda folder: None, REFUSED, "holds no files"),
        Case("empty files only", empty, REFUSED),
    ]


def _named_data() -> list[Case]:
    """Headers that name their data file."""

    def header(file: str, content: Callable[[str], bytes], name: str) -> Callable[[Path], Path]:
        def build(folder: Path) -> Path:
            outside = _beside(folder)
            said = name.replace("OUTSIDE", str(outside)).replace("BESIDE", f"../{outside.name}")
            if "LINK" in said:
                (folder / "LINK.raw").symlink_to(outside / "secret.raw")
            if "PIPE" in said:
                os.mkfifo(folder / "PIPE.raw")
            (folder / file).write_bytes(content(said))
            return folder / file

        return build

    def of_meta(name: str) -> bytes:
        return meta_image({"ElementDataFile": name}, b"")

    def of_nrrd(name: str) -> bytes:
        return nrrd({"data file": name}, b"")

    places = {
        "by its whole path": "OUTSIDE/secret.raw",
        "above its folder": "BESIDE/secret.raw",
        "behind a link": "LINK.raw",
        "that is a pipe": "PIPE.raw",
        "that is a device": "/dev/zero",
        "that is its own folder": ".",
        "that is not there": "nowhere.raw",
        "of 5,000 letters": "n" * 5000,
        "of a network": "\\\\server\\share\\x.raw",
        "of an address": "http://127.0.0.1/x.raw",
        "by a pattern": "%s%s%s%n 1 1000000000 1",
        "by a pattern of many": "x%03d.raw 1 2000000000 1",
        "by a list": "LIST\nBESIDE/secret.raw\nBESIDE/secret.raw",
        "with a zero": "x\0.raw",
    }
    cases = []
    for place, name in places.items():
        cases.append(Case(f"MetaImage with data {place}", header("x.mhd", of_meta, name)))
        cases.append(Case(f"NRRD with data {place}", header("x.nhdr", of_nrrd, name)))
    cases.append(Case("MetaImage that is its own data", header("x.mhd", of_meta, "x.mhd"), EITHER))
    cases.append(Case("NRRD that is its own data", header("x.nhdr", of_nrrd, "x.nhdr"), EITHER))
    return cases


def _zip(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members:
            opened.writestr(name, content)
    return target.getvalue()


def _link_member(name: str, target: str) -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, target.encode()


def _archives() -> list[Case]:
    good = _zip(("a/x.dcm", _GOOD))
    overlapping = bytearray(_zip(("a", _GOOD), ("b", _GOOD)))
    second = overlapping.rindex(b"PK\x01\x02")
    overlapping[second + 42 : second + 46] = struct.pack("<I", 0)
    lying = bytearray(good)
    place = lying.index(b"PK\x01\x02")
    lying[place + 24 : place + 28] = struct.pack("<I", 0x7FFFFFF0)
    locked = bytearray(good)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = locked.index(mark) + offset
        locked[place] |= 1
    wrong = good.replace(_tail_of_member(good), bytes(20))
    table: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
        "whole": (good, SHOWN),
        "with a member above it": (_zip(("../../x.dcm", _GOOD)), REFUSED),
        "with a member of a whole path": (_zip(("/etc/x.dcm", _GOOD)), REFUSED),
        "with a member of Windows": (_zip(("C:\\x.dcm", _GOOD)), REFUSED),
        "with a member behind dots of Windows": (_zip(("..\\..\\x.dcm", _GOOD)), REFUSED),
        "with a link": (_zip(_link_member("x.dcm", "/etc/passwd")), REFUSED),
        "with members that overlap": (bytes(overlapping), REFUSED),
        "with a lying size": (bytes(lying), REFUSED),
        "that is locked": (bytes(locked), REFUSED),
        "with a wrong sum": (wrong, REFUSED),
        "cut": (good[: len(good) // 2], REFUSED),
        "of nothing": (_zip(), REFUSED),
        "of 20,000 empty members": (lambda: _zip(*[(f"{n}.dcm", b"") for n in range(20_000)]), REFUSED),
        "in a ZIP": (_zip(("inner.zip", good)), REFUSED),
        "that is a bomb": (
            lambda: _zip(*[(f"{n}.dcm", _GOOD + bytes(60_000_000)) for n in range(4)]),
            EITHER,
        ),
        "that is a DICOM file, too": (_GOOD + _zip(("../x", b"x")), SHOWN),
        "of one name twice": (_twice(), EITHER),
    }

    def build(content: bytes | Callable[[], bytes]) -> Callable[[Path], Path]:
        def write(folder: Path) -> Path:
            (folder / "x.zip").write_bytes(content() if callable(content) else content)
            return folder / "x.zip"

        return write

    return [
        Case(f"a ZIP {name}", build(content), outcome, seconds=5.0)
        for name, (content, outcome) in table.items()
    ]


def _tail_of_member(archive: bytes) -> bytes:
    end = archive.index(b"PK\x01\x02")
    return archive[end - 40 : end - 20]


def _twice() -> bytes:
    return _zip(("a/x.dcm", _GOOD), ("a/y.dcm", _GOOD)).replace(b"a/y.dcm", b"a/x.dcm")


def _directory(*files: str) -> bytes:
    """A DICOMDIR that refers to files."""
    records = []
    for name in files:
        records.append(
            element(0x00041400, "UL", bytes(4))
            + element(0x00041410, "US", b"\xff\xff")
            + element(0x00041420, "UL", bytes(4))
            + element(0x00041430, "CS", b"IMAGE ")
            + element(0x00041500, "CS", (name + " " * (len(name) % 2)).encode())
            + element(0x00041510, "UI", b"1.2.840.10008.5.1.4.1.1.2\0")
        )
    body = (
        element(0x00041130, "CS", b"GEHEIM")
        + element(0x00041200, "UL", struct.pack("<I", 400))
        + element(0x00041202, "UL", struct.pack("<I", 400))
        + element(0x00041212, "US", bytes(2))
        + sequence(0x00041220, *records)
    )
    return dicom({"SOPClassUID": "1.2.840.10008.1.3.10"}, body=body)


def _directories() -> list[Case]:
    def build(alone: bool, *files: str) -> Callable[[Path], Path | None]:
        def write(folder: Path) -> Path | None:
            outside = _beside(folder)
            names = [name.replace("OUTSIDE", str(outside)).replace("BESIDE", outside.name) for name in files]
            (folder / "DICOMDIR").write_bytes(_directory(*names))
            if alone:
                return folder / "DICOMDIR"
            _slices(folder)
            return None

        return write

    lost = ("nowhere.dcm",)
    above, whole = ("..\\BESIDE\\secret.dcm",), ("OUTSIDE/secret.dcm",)
    return [
        Case("a DICOMDIR that leads above its folder", build(True, *above)),
        Case("a DICOMDIR of whole paths", build(True, *whole)),
        Case("a DICOMDIR of devices", build(True, "/dev/zero", "\\dev\\zero")),
        Case("a DICOMDIR of what is not there", build(True, *lost)),
        Case("a DICOMDIR of itself", build(True, "DICOMDIR")),
        Case("a DICOMDIR of nothing", build(True)),
        Case("a DICOMDIR that leads above, in a folder of pictures", build(False, *above), SHOWN),
        Case(
            "a DICOMDIR of 20,000 files that are not there",
            build(True, *[f"A\\B{n}" for n in range(20_000)]),
            seconds=4.0,
        ),
    ]


def _series() -> list[Case]:
    def among(name: str, content: bytes) -> Callable[[Path], None]:
        return _folder(lambda folder: (folder / name).write_bytes(content))

    fifth = {"ImagePositionPatient": "-10\\-20\\8", "InstanceNumber": "5", "SOPInstanceUID": "1.2.3.4.5"}
    cut = dicom(fifth)[:-100]
    return [
        Case("a good series and a cut slice", among("4.dcm", cut), SHOWN),
        Case("a good series and an empty file", among("4.dcm", b""), SHOWN),
        Case(
            "a good series and a slice of nowhere",
            among("4.dcm", dicom({**fifth, "ImagePositionPatient": "nan\\0\\0"})),
            SHOWN,
        ),
        Case("a good series and a slice of another size", among("4.dcm", dicom({**fifth, "Rows": 8})), SHOWN),
        Case(
            "a good series and the same slice again",
            among("4.dcm", dicom({"SOPInstanceUID": "1.2.3.4.0"})),
            SHOWN,
        ),
        Case(
            "a good series and another patient",
            among("4.dcm", dicom({**fifth, "PatientID": "2", "PatientName": f"{SECRET_NAME}^B"})),
            SHOWN,
        ),
        Case(
            "a good series and an implicit slice",
            among("4.dcm", implicit(0x00080005, b"ISO_IR 100") + implicit(0x00080060, b"CT")),
            SHOWN,
        ),
        Case("a good series and a program", among("4.dcm", b"\x7fELF" + bytes(5000)), SHOWN),
    ]


def cases() -> list[Case]:
    """All of them."""
    return [*_links(), *_names(), *_named_data(), *_archives(), *_directories(), *_series()]
