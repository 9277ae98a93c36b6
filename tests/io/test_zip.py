"""ZIP archives, opened where they lie."""

from __future__ import annotations

import io
import os
import stat
import struct
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pytest

from medviewer.core.errors import ReadError
from medviewer.core.series import Verdict
from medviewer.io.archive import is_archive, open_member, read_archive
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path
from medviewer.io.source_file import member_of, open_source, source_bytes
from medviewer.io.thumbnail import thumbnail

REPORT = LocalReport()


@pytest.fixture
def packed(tmp_path: Path):
    """Packs a folder: ``packed(folder, name="a.zip", method=ZIP_DEFLATED)``."""

    def pack(folder: Path, name: str = "study.zip", method: int = zipfile.ZIP_DEFLATED) -> Path:
        with zipfile.ZipFile(tmp_path / name, "w", method) as archive:
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    archive.write(file, file.relative_to(folder.parent))
        return tmp_path / name

    return pack


def _reasons(catalog) -> list[str]:
    return [one.reason for one in catalog.rejected]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_series_in_an_archive_is_the_series_in_the_folder(a_ct_series, packed, scan, load, method) -> None:
    folder = a_ct_series(count=5)
    archive = packed(folder, method=method)
    (entry,) = scan(archive).series
    assert entry.report.verdict is Verdict.REGULAR
    assert all(file.startswith(f"{archive}!/ct/") for file in entry.files)
    inside, outside = load_series(entry, report=REPORT), load(folder)
    assert np.array_equal(inside.voxels, outside.voxels)
    assert inside.geometry == outside.geometry
    assert thumbnail(entry, report=REPORT).shape == thumbnail(scan(folder).series[0], report=REPORT).shape


def test_the_name_says_nothing_and_the_content_everything(a_ct_series, packed, scan, tmp_path) -> None:
    archive = packed(a_ct_series(), name="export.dat")
    assert len(scan(archive).series) == 1
    (tmp_path / "no.zip").write_bytes(b"not packed at all")
    assert not is_archive(str(tmp_path / "no.zip"))
    with pytest.raises(ReadError, match="no DICOM file"):
        scan(tmp_path / "no.zip")


def test_archives_in_a_folder_are_looked_into(a_ct_series, packed, scan, tmp_path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    packed(a_ct_series()).rename(home / "a.zip")
    with zipfile.ZipFile(home / "letter.docx", "w") as letter:
        letter.writestr("[Content_Types].xml", "<x/>")
        letter.writestr("word/media/scan.dcm", "x")
    with zipfile.ZipFile(home / "holiday.zip", "w") as other:
        other.writestr("readme.txt", "nothing")
    catalog = scan(home)
    assert len(catalog.series) == 1
    assert catalog.rejected == ()


def test_an_archive_with_a_chinese_name_and_chinese_members(a_ct_series, packed, scan, load) -> None:
    archive = packed(a_ct_series(folder="胸部 检查"), name="张伟!/.zip".replace("/", "_"))
    assert "胸部 检查" in scan(archive).series[0].files[0]
    assert load(archive).voxels.shape[0] == 5


def test_member_names_of_a_chinese_system_without_a_mark_are_read_as_such(tmp_path) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("AAAA/1.dcm", "x")
    (tmp_path / "old.zip").write_bytes(raw.getvalue().replace(b"AAAA", "胸部".encode("gb18030")))
    assert list(read_archive(str(tmp_path / "old.zip")).members) == ["胸部/1.dcm"]


@pytest.mark.parametrize(
    "name", ["../out.dcm", "/etc/out.dcm", "a/../../out.dcm", "C:/out.dcm", "..\\out.dcm"]
)
def test_a_member_that_leads_out_is_left_out(a_ct_series, packed, scan, name) -> None:
    archive = packed(a_ct_series(count=3))
    with zipfile.ZipFile(archive, "a") as opened:
        info = zipfile.ZipInfo("x")
        info.filename = name
        opened.writestr(info, b"x" * 200)
    catalog = scan(archive)
    assert catalog.series[0].shape_kji[0] == 3
    assert _reasons(catalog) == ["Its name leads out of the archive."]


def test_a_link_a_double_an_encrypted_and_an_inner_archive_are_left_out_with_a_reason(
    a_ct_series, packed, scan
) -> None:
    archive = packed(a_ct_series(count=3))
    with zipfile.ZipFile(archive, "a") as opened:
        link = zipfile.ZipInfo("link.dcm")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        opened.writestr(link, "/etc/passwd")
        with pytest.warns(UserWarning, match="Duplicate"):
            opened.writestr(opened.namelist()[0], b"twice")
        opened.writestr("inner.zip", b"PK\x03\x04" + bytes(200))
        opened.writestr("brain.nii.gz", b"\x1f\x8b" + bytes(200))
        opened.writestr("notes.txt", b"notes")
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_LZMA) as opened:
        opened.writestr("odd.dcm", bytes(500))
    catalog = scan(archive)
    assert catalog.series[0].shape_kji[0] == 3
    assert sorted(_reasons(catalog)) == [
        "Another member of the archive has the same name.",
        "It is a link, not a file.",
        "It is an archive in an archive; unpack the outer one first.",
        "It is packed by a method that is not read; unpack the archive first.",
        "Only DICOM is read inside an archive; unpack it first.",
    ]


def test_an_encrypted_archive_says_so(a_ct_series, packed, scan) -> None:
    archive = packed(a_ct_series(count=2))
    raw = bytearray(archive.read_bytes())
    at = 0
    while (at := raw.find(b"PK\x01\x02", at)) >= 0:
        raw[at + 8] |= 1
        at += 4
    archive.write_bytes(raw)
    with pytest.raises(ReadError, match="encrypted"):
        scan(archive)


def test_an_empty_archive_says_so(tmp_path, scan) -> None:
    zipfile.ZipFile(tmp_path / "empty.zip", "w").close()
    with pytest.raises(ReadError, match="holds no DICOM file"):
        scan(tmp_path / "empty.zip")


@pytest.mark.parametrize("part", [0.2, 0.7, 0.98])
def test_a_cut_archive_says_so(a_ct_series, packed, scan, part) -> None:
    archive = packed(a_ct_series())
    raw = archive.read_bytes()
    archive.write_bytes(raw[: int(len(raw) * part)])
    with pytest.raises(ReadError, match="damaged ZIP archive"):
        scan(archive)


def test_a_member_with_damaged_pixels_is_left_out_by_name(a_ct_series, packed, scan) -> None:
    pixels = np.random.default_rng(1).integers(0, 2000, (64, 64)).astype(np.uint16)
    archive = packed(a_ct_series(count=5, pixels=pixels), method=zipfile.ZIP_STORED)
    (entry,) = scan(archive).series
    victim = entry.files[2].split("!/")[1]
    with zipfile.ZipFile(archive) as opened:
        info = opened.getinfo(victim)
    raw = bytearray(archive.read_bytes())
    raw[info.header_offset + info.compress_size - 100] ^= 0xFF
    archive.write_bytes(raw)
    loaded = load_series(entry, report=REPORT)
    assert [Path(one.file).name for one in loaded.report.rejected] == [Path(victim).name]


def test_a_bomb_of_one_member_is_refused_at_once(tmp_path, scan) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.dcm", bytes(1 << 20))
    data = bytearray(raw.getvalue())
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 1 << 31)
    (tmp_path / "bomb.zip").write_bytes(data)
    with pytest.raises(ReadError, match="unreasonable size"):
        scan(tmp_path / "bomb.zip")


def test_a_bomb_within_the_limits_is_not_unpacked_to_be_listed(tmp_path, scan) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(4):
            archive.writestr(f"bomb{n}.dcm", bytes(60 << 20))
    tracemalloc.start()
    with pytest.raises(ReadError, match="can be opened"):
        scan(tmp_path / "bomb.zip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 << 20


def test_a_bomb_of_overlapping_members_is_refused(tmp_path, scan) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.dcm", bytes(1 << 20))
        archive.writestr("b.dcm", bytes(1 << 20))
    data = bytearray(raw.getvalue())
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    (tmp_path / "overlap.zip").write_bytes(data)
    with pytest.raises(ReadError, match="overlap"):
        scan(tmp_path / "overlap.zip")


def test_a_member_that_is_longer_than_it_says_gives_no_more_than_it_says(tmp_path) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.dcm", os.urandom(100) + bytes(1 << 20))
    data = bytearray(raw.getvalue())
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 5000)
    (tmp_path / "liar.zip").write_bytes(data)
    with open_member(str(tmp_path / "liar.zip"), "a.dcm") as stream, pytest.raises(OSError, match="damaged"):
        stream.read()


def test_a_member_is_unpacked_only_as_far_as_it_is_read(tmp_path) -> None:
    content = os.urandom(1000) + bytes(4 << 20)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", content)
    with open_member(str(tmp_path / "a.zip"), "a") as stream:
        assert stream.seek(0, 2) == len(content)
        stream.seek(10)
        assert stream.read(20) == content[10:30]
        assert len(stream._unpacked) < 1 << 21
        stream.seek(990)
        assert stream.read(20) == content[990:1010]
        stream.seek(len(content) + 5)
        assert stream.read(10) == b""
    assert source_bytes(f"{tmp_path}/a.zip!/a") == content


def test_a_file_whose_own_name_looks_like_a_member_is_a_file(tmp_path) -> None:
    (tmp_path / "a.zip!").mkdir()
    (tmp_path / "a.zip!" / "b").write_bytes(b"a file")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b", "a member")
        archive.writestr("c", "another")
    with open_source(f"{tmp_path}/a.zip!/b") as file:
        assert file.read() == b"a file"
    assert source_bytes(f"{tmp_path}/a.zip!/c") == b"another"
    assert member_of(f"{tmp_path}/nothing.zip!/b") is None


def test_a_member_that_is_gone_since_is_a_sentence(a_ct_series, packed, scan) -> None:
    folder = a_ct_series(count=3)
    archive = packed(folder)
    (entry,) = scan(archive).series
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("other", "x")
    with pytest.raises(ReadError, match="cannot be shown"):
        load_series(entry, report=REPORT)
    archive.unlink()
    with pytest.raises(ReadError, match="cannot be"):
        load_series(entry, report=REPORT)


@pytest.mark.real_data
def test_the_real_archive_equals_the_volume_beside_it(data_dir) -> None:
    import SimpleITK as sitk  # noqa: N813

    folder = data_dir / "dicom" / "zip-mr-adc"
    catalog = scan_path(str(folder / "pm-example-dcm.zip"), report=REPORT)
    (entry,) = catalog.series
    volume = load_series(entry, report=REPORT)
    truth = sitk.ReadImage(str(folder / "pm-example.nrrd"))
    assert catalog.rejected == ()
    assert (entry.info.modality, entry.report.verdict) == ("MR", Verdict.REGULAR)
    assert volume.voxels.shape == (20, 256, 256)
    assert np.allclose(volume.geometry.spacing_ijk, (0.7031, 0.7031, 3.0), atol=1e-4)
    assert np.allclose(volume.geometry.origin_lps, truth.GetOrigin(), atol=0.01)
    assert np.array_equal(volume.voxels, sitk.GetArrayFromImage(truth))


def test_a_segmentation_of_an_archived_series_is_saved_and_read_from_an_archive_too(
    a_ct_series, packed, scan, tmp_path
) -> None:
    from medviewer.core.segmentation import Segment, Segmentation
    from medviewer.io.dicom.seg.read import read_segmentation
    from medviewer.io.write import save_segmentation

    (entry,) = scan(packed(a_ct_series(StudyDate="20240101", StudyTime="101010", PatientSex="O"))).series
    volume = load_series(entry, report=REPORT)
    labels = np.zeros(volume.geometry.shape_kji, np.uint8)
    labels[1:3, 1:3, 2:4] = 1
    segmentation = Segmentation(labels, volume.geometry, (Segment(1, "Box", (200, 10, 10)),), "Box")
    saved = save_segmentation(segmentation, str(tmp_path / "seg.dcm"), volume, entry.files, report=REPORT)
    with zipfile.ZipFile(tmp_path / "seg.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(saved, "deep/seg.dcm")
    again = read_segmentation(f"{tmp_path}/seg.zip!/deep/seg.dcm", report=REPORT)
    assert int((again.labels == 1).sum()) == int(labels.sum())
