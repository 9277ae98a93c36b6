"""Segmentations as other software encodes them: fractional, compressed, one bit in odd sizes."""

from __future__ import annotations

import zlib
from pathlib import Path

import highdicom as hd
import numpy as np
import pydicom
import pytest
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.sr.codedict import codes
from pydicom.uid import CTImageStorage, JPEG2000Lossless, RLELossless, generate_uid

from medviewer.core.errors import ReadError
from medviewer.io.dicom.seg.read import read_segmentation
from medviewer.io.progress import LocalReport

SHAPE = (4, 10, 9)


def a_source() -> list[Dataset]:
    """Headers of a CT series of four slices."""
    headers = []
    series, study, frame = generate_uid(), generate_uid(), generate_uid()
    for k in range(SHAPE[0]):
        header = Dataset()
        header.SOPClassUID, header.SOPInstanceUID = CTImageStorage, generate_uid()
        header.SeriesInstanceUID, header.StudyInstanceUID, header.FrameOfReferenceUID = series, study, frame
        header.PatientID, header.PatientName, header.PatientBirthDate, header.PatientSex = "", "", "", ""
        header.AccessionNumber, header.StudyID, header.StudyDate, header.StudyTime = "", "", "", ""
        header.Modality, header.SeriesNumber, header.InstanceNumber = "CT", 1, k + 1
        header.Rows, header.Columns = SHAPE[1:]
        header.ImagePositionPatient, header.ImageOrientationPatient = [0, 0, 3 * k], [1, 0, 0, 0, 1, 0]
        header.PixelSpacing, header.SliceThickness = [2, 2], 3
        headers.append(header)
    return headers


def written(folder: Path, values: np.ndarray, kind: str, syntax: str = "1.2.840.10008.1.2.1") -> Path:
    """A segmentation of two parts as highdicom writes it."""
    described = [
        hd.seg.SegmentDescription(n, f"Part {n}", codes.SCT.Organ, codes.SCT.Liver, "MANUAL") for n in (1, 2)
    ]
    dataset = hd.seg.Segmentation(
        a_source(), values, kind, described, generate_uid(), 2, generate_uid(), 1, "Other", "Other", "1", "1",
        transfer_syntax_uid=syntax,
    )  # fmt: skip
    path = folder / "seg.dcm"
    dataset.save_as(path)
    return path


def some_labels() -> np.ndarray:
    labels = np.random.default_rng(5).integers(0, 3, SHAPE).astype(np.uint8)
    labels[2] = 0
    return labels


@pytest.mark.parametrize(
    ("kind", "syntax"),
    [
        ("BINARY", "1.2.840.10008.1.2.1"),
        ("FRACTIONAL", "1.2.840.10008.1.2.1"),
        ("FRACTIONAL", RLELossless),
        ("LABELMAP", "1.2.840.10008.1.2.1"),
        ("LABELMAP", RLELossless),
    ],
)
def test_every_encoding_gives_the_same_labels(tmp_path: Path, kind: str, syntax: str) -> None:
    read = read_segmentation(str(written(tmp_path, some_labels(), kind, syntax)), LocalReport())
    assert np.array_equal(read.labels, some_labels())
    assert read.geometry.spacing_ijk == (2.0, 2.0, 3.0)
    assert [s.name for s in read.segments] == ["Part 1", "Part 2"]
    assert [s.code.meaning for s in read.segments] == ["Liver", "Liver"]
    assert read.provenance is None


def test_a_frame_in_jpeg_2000_is_read(tmp_path: Path) -> None:
    imagecodecs = pytest.importorskip("imagecodecs")
    path = written(tmp_path, some_labels(), "LABELMAP")
    dataset = pydicom.dcmread(path)
    frames = np.frombuffer(dataset.PixelData, np.uint8)[: int(dataset.NumberOfFrames) * 90].reshape(-1, 10, 9)
    streams = [imagecodecs.jpeg2k_encode(np.ascontiguousarray(f), level=0, codecformat="j2k") for f in frames]
    dataset.PixelData = encapsulate([bytes(s) for s in streams])
    dataset["PixelData"].is_undefined_length = True
    dataset.file_meta.TransferSyntaxUID = JPEG2000Lossless
    dataset.save_as(path)
    assert np.array_equal(read_segmentation(str(path), LocalReport()).labels, some_labels())


def test_deflated_frames_are_read_and_never_grow_beyond_the_header(tmp_path: Path) -> None:
    path = written(tmp_path, some_labels(), "LABELMAP")
    dataset = pydicom.dcmread(path)
    frames = np.frombuffer(dataset.PixelData, np.uint8)[: int(dataset.NumberOfFrames) * 90].reshape(-1, 90)

    def save(streams: list[bytes]) -> None:
        dataset.PixelData = encapsulate(streams)
        dataset["PixelData"].is_undefined_length = True
        dataset.file_meta.TransferSyntaxUID = JPEG2000Lossless
        dataset.save_as(path)
        # pydicom does not know the syntax and refuses to write it.
        path.write_bytes(path.read_bytes().replace(b"1.2.840.10008.1.2.4.90", b"1.2.840.10008.1.2.8.1\0", 1))

    def deflated(data: bytes) -> bytes:
        squeeze = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        return squeeze.compress(data) + squeeze.flush()

    save([deflated(frame.tobytes()) for frame in frames])
    assert np.array_equal(read_segmentation(str(path), LocalReport()).labels, some_labels())
    save([deflated(bytes(50_000_000)) for _ in frames])
    with pytest.raises(ReadError, match="compressed in a way"):
        read_segmentation(str(path), LocalReport())


def test_a_probability_counts_from_half_of_its_maximum(tmp_path: Path) -> None:
    values = np.zeros((*SHAPE, 2), np.float32)  # only slice 1 is not empty, so only it is stored
    values[1, 2, 3, 0], values[1, 2, 4, 0], values[1, 2, 5, 1] = 0.51, 0.49, 1.0
    read = read_segmentation(str(written(tmp_path, values, "FRACTIONAL")), LocalReport())
    assert read.labels[0, 2, 3:6].tolist() == [1, 0, 2]


@pytest.mark.parametrize(
    ("keyword", "value", "sentence"),
    [
        ("Rows", 5000, "cut short"),
        ("NumberOfFrames", 4000, "does not say where its frame"),
        ("SegmentSequence", [], "without frames or segments"),
        ("SOPClassUID", "1.2.3", "is not a DICOM Segmentation"),
    ],
)
def test_a_header_that_lies_is_refused_in_plain_words(
    tmp_path: Path, keyword: str, value: object, sentence: str
) -> None:
    path = written(tmp_path, some_labels(), "BINARY")
    dataset = pydicom.dcmread(path)
    setattr(dataset, keyword, value)
    dataset.save_as(path)
    with pytest.raises(ReadError, match=sentence):
        read_segmentation(str(path), LocalReport())


def test_uneven_slices_are_not_closed_up(tmp_path: Path) -> None:
    path = written(tmp_path, np.ones(SHAPE, np.uint8), "BINARY")
    dataset = pydicom.dcmread(path)
    frame = dataset.PerFrameFunctionalGroupsSequence[1]
    frame.PlanePositionSequence[0].ImagePositionPatient = [0, 0, 4.1]
    dataset.save_as(path)
    with pytest.raises(ReadError, match="unevenly spaced"):
        read_segmentation(str(path), LocalReport())


@pytest.mark.parametrize("element", [b"\x28\x00\x30\x00DS", b"\x20\x00\x32\x00DS", b"\x20\x00\x37\x00DS"])
def test_a_number_that_a_fault_has_made_none_is_one_sentence(tmp_path, element):
    """Pixel spacing, position and orientation, found by their tag and value representation."""
    path = written(tmp_path, some_labels(), "BINARY")
    content = bytearray(path.read_bytes())
    content[content.index(element) + len(element) + 2] = 0xEF
    path.write_bytes(content)
    with pytest.raises(ReadError, match=r"^seg\.dcm [^\n]*\.$"):
        read_segmentation(str(path), report=LocalReport())
