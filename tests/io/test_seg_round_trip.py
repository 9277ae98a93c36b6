"""A segmentation saved as DICOM opens again to the same voxels in the same place."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid

from medviewer.core.errors import GeometryError, ReadError, WriteError
from medviewer.core.geometry import Geometry
from medviewer.core.provenance import Provenance
from medviewer.core.review import Review
from medviewer.core.segmentation import Code, Segment, Segmentation
from medviewer.io.dicom.seg.read import read_segmentation
from medviewer.io.fit_to_grid import fit_to_grid
from medviewer.io.label_file import read_label_file
from medviewer.io.progress import LocalReport
from medviewer.io.write import save_segmentation

AXIAL = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
SAGITTAL = ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (-1.0, 0.0, 0.0))
CORONAL = ((1.0, 0.0, 0.0), (0.0, 0.0, -1.0), (0.0, 1.0, 0.0))
LUNGS = (
    Segment(1, "Left lung", (86, 180, 233), Code("44029006", "SCT", "Left lung")),
    Segment(2, "右肺 Right lung", (230, 159, 0), Code("3341006", "SCT", "Right lung")),
)
A_RUN = Provenance(
    model_id="lung_ct",
    model_name="Lungs (CT)",
    model_version="1.2.0",
    weights_sha256="ab" * 32,
    parameters=(("overlap", "0.25"),),
    device="cpu",
    started="2026-01-02T03:04:05+00:00",
    ended="2026-01-02T03:04:09+00:00",
    input_fingerprint="cd" * 32,
    input_series_id="series-1",
    review=Review("rejected", "左右 exchanged", "2026-01-02T04:00:00+00:00"),
)


def oblique(degrees_x: float, degrees_y: float) -> tuple[tuple[float, float, float], ...]:
    a, b = np.radians((degrees_x, degrees_y))
    turn_x = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    turn_y = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    return tuple(tuple(float(v) for v in axis) for axis in (turn_x @ turn_y).T)


def a_ct_series(folder: Path, geometry: Geometry, **changes: str) -> tuple[str, ...]:
    """Headers of a CT series on a grid (its pixels do not matter here)."""
    study, series, frame = generate_uid(), generate_uid(), generate_uid()
    paths = []
    for k in range(geometry.shape_kji[0]):
        dataset = Dataset()
        dataset.file_meta = FileMetaDataset()
        dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        dataset.SOPClassUID, dataset.SOPInstanceUID = CTImageStorage, generate_uid()
        dataset.StudyInstanceUID, dataset.SeriesInstanceUID = study, series
        dataset.FrameOfReferenceUID, dataset.PositionReferenceIndicator = frame, ""
        dataset.SpecificCharacterSet = "ISO_IR 192"
        dataset.PatientName, dataset.PatientID, dataset.PatientSex = "王^小東", "P1", "F"
        dataset.PatientBirthDate, dataset.StudyDate, dataset.StudyTime = "19700101", "20260101", "101010"
        dataset.StudyID, dataset.AccessionNumber, dataset.ReferringPhysicianName = "1", "A1", ""
        dataset.Modality, dataset.SeriesNumber, dataset.InstanceNumber = "CT", "1", str(k + 1)
        dataset.Manufacturer = "Phantom"
        dataset.Rows, dataset.Columns = geometry.shape_kji[1:]
        dataset.ImagePositionPatient = [f"{v:.8g}"[:16] for v in geometry.index_to_lps((0, 0, k))]
        dataset.ImageOrientationPatient = [f"{v:.8f}"[:16] for v in np.ravel(geometry.axes_lps[:2])]
        dataset.PixelSpacing = [geometry.spacing_ijk[1], geometry.spacing_ijk[0]]
        dataset.SliceThickness = geometry.spacing_ijk[2]
        for keyword, value in changes.items():
            setattr(dataset, keyword, value)
        path = folder / f"{k:04}.dcm"
        dataset.save_as(path, enforce_file_format=True)
        paths.append(str(path))
    return tuple(paths)


def some_labels(geometry: Geometry, seed: int = 0, highest: int = 2) -> np.ndarray:
    """Labels in some slices only, so that frames are left out of the file at both ends."""
    labels = np.zeros(geometry.shape_kji, np.uint8)
    shape = labels[1:-1].shape
    labels[1:-1] = np.random.default_rng(seed).integers(0, highest + 1, shape)
    labels[shape[0] // 2] = 0
    return labels


def saved(segmentation: Segmentation, folder: Path, files: tuple[str, ...]) -> Path:
    path = folder / "saved" / "lungs.dcm"
    path.parent.mkdir(exist_ok=True)
    save_segmentation(segmentation, str(path), None, files, report=LocalReport())
    return path


def check_dicom(path: Path) -> list[str]:
    """The errors that dciodvfy finds in a file."""
    if shutil.which("dciodvfy") is None:
        assert not os.environ.get("CI"), "dciodvfy must be installed where CI is set"
        pytest.skip("dciodvfy is not installed")
    done = subprocess.run(["dciodvfy", str(path)], capture_output=True, text=True, check=False)
    return [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("Error")]


@pytest.mark.parametrize("axes", [AXIAL, SAGITTAL, CORONAL, oblique(20, 0), oblique(-13, 35)])
def test_every_voxel_stays_in_its_place(tmp_path: Path, axes: tuple) -> None:
    geometry = Geometry((7, 9, 11), (-12.5, 30.25, 101.125), (0.7, 0.8, 2.5), axes)
    files = a_ct_series(tmp_path, geometry)
    segmentation = Segmentation(some_labels(geometry), geometry, LUNGS, "Lungs", A_RUN)
    read = read_segmentation(str(saved(segmentation, tmp_path, files)), LocalReport())
    assert np.array_equal(read.labels, segmentation.labels)
    assert read.geometry.matches(geometry)
    assert [(s.number, s.name, s.color, s.code) for s in read.segments] == [
        (s.number, s.name, s.color, s.code) for s in LUNGS
    ]
    assert read.provenance == A_RUN
    assert read.name == "Lungs"
    first = pydicom.dcmread(files[0])
    assert read.source_series_uid == first.SeriesInstanceUID
    assert read.problems == ()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    shape=st.tuples(st.integers(2, 6), st.integers(3, 9), st.integers(3, 9)),
    spacing=st.tuples(*[st.floats(0.2, 6.0)] * 3),
    angles=st.tuples(st.floats(-180, 180), st.floats(-180, 180)),
    seed=st.integers(0, 1000),
)
def test_any_grid_survives(
    tmp_path_factory: pytest.TempPathFactory, shape: tuple, spacing: tuple, angles: tuple, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("series")
    geometry = Geometry(shape, (-250.0, 3.5, 1000.0), spacing, oblique(*angles))
    labels = np.random.default_rng(seed).integers(0, 3, shape).astype(np.uint8)
    segmentation = Segmentation(labels, geometry, LUNGS)
    read = read_segmentation(str(saved(segmentation, folder, a_ct_series(folder, geometry))), LocalReport())
    assert np.array_equal(read.labels, labels)
    assert read.geometry.matches(geometry)


@pytest.mark.parametrize("axes", [AXIAL, SAGITTAL, oblique(-13, 35)])
def test_without_our_private_grid_it_still_fits_the_volume(tmp_path: Path, axes: tuple) -> None:
    geometry = Geometry((9, 6, 5), (10.0, -20.0, 30.0), (0.7, 0.8, 2.5), axes)
    segmentation = Segmentation(some_labels(geometry), geometry, LUNGS)
    path = saved(segmentation, tmp_path, a_ct_series(tmp_path, geometry))
    dataset = pydicom.dcmread(path)
    dataset.remove_private_tags()
    dataset.save_as(path)
    bounding = read_segmentation(str(path), LocalReport())
    assert bounding.geometry.shape_kji == (7, 6, 5)
    fitted = fit_to_grid(bounding, geometry)
    assert np.array_equal(fitted.labels, segmentation.labels)
    assert fitted.geometry == geometry
    assert fitted.problems == ()


def test_segments_of_no_voxel_keep_their_name_and_the_grid_its_size(tmp_path: Path) -> None:
    geometry = Geometry((4, 5, 6), spacing_ijk=(1, 1, 3))
    files = a_ct_series(tmp_path, geometry)
    nothing = Segmentation(np.zeros((4, 5, 6), np.uint8), geometry, LUNGS)
    read = read_segmentation(str(saved(nothing, tmp_path, files)), LocalReport())
    assert read.labels.shape == (4, 5, 6)
    assert not read.labels.any()
    assert len(read.segments) == 2


def test_label_values_with_holes_come_back_as_they_were(tmp_path: Path) -> None:
    geometry = Geometry((4, 5, 6), spacing_ijk=(1, 1, 3))
    labels = np.zeros((4, 5, 6), np.uint16)
    labels[1, 2, 3], labels[2, 2, 3], labels[3, 0, 0] = 7, 300, 42
    named = (Segment(300, "Far"), Segment(7, "Near", (0, 158, 115)))
    path = saved(Segmentation(labels, geometry, named), tmp_path, a_ct_series(tmp_path, geometry))
    read = read_segmentation(str(path), LocalReport())
    assert np.array_equal(read.labels, labels)
    assert [(s.number, s.name) for s in read.segments] == [(7, "Near"), (42, "Label 42"), (300, "Far")]


def test_many_segments_are_stored_as_a_label_map(tmp_path: Path) -> None:
    geometry = Geometry((4, 12, 12), spacing_ijk=(1, 1, 3))
    labels = some_labels(geometry, highest=40)
    path = saved(Segmentation(labels, geometry, ()), tmp_path, a_ct_series(tmp_path, geometry))
    assert pydicom.dcmread(path).SegmentationType == "LABELMAP"
    read = read_segmentation(str(path), LocalReport())
    assert np.array_equal(read.labels, labels)
    assert len(read.segments) == 40


def test_the_file_is_valid_dicom(tmp_path: Path) -> None:
    geometry = Geometry((6, 16, 16), (1, 2, 3), (1, 1, 3), oblique(10, 5))
    labels = some_labels(geometry, highest=5)
    segmentation = Segmentation(labels, geometry, LUNGS, "Lungs", A_RUN)
    path = saved(segmentation, tmp_path, a_ct_series(tmp_path, geometry))
    assert check_dicom(path) == []


def test_patient_and_model_are_named_in_the_file(tmp_path: Path) -> None:
    geometry = Geometry((4, 5, 6), spacing_ijk=(1, 1, 3))
    segmentation = Segmentation(some_labels(geometry), geometry, LUNGS, "Lungs", A_RUN)
    dataset = pydicom.dcmread(saved(segmentation, tmp_path, a_ct_series(tmp_path, geometry)))
    assert dataset.PatientName == "王^小東"
    segment = dataset.SegmentSequence[0]
    assert (segment.SegmentAlgorithmType, segment.SegmentAlgorithmName) == ("AUTOMATIC", "Lungs (CT)")
    assert segment.SegmentationAlgorithmIdentificationSequence[0].AlgorithmVersion == "1.2.0"
    assert segment.SegmentedPropertyTypeCodeSequence[0].CodeValue == "44029006"
    equipment = " ".join(
        str(e.get("ContributionDescription", "")) for e in dataset.ContributingEquipmentSequence
    )
    assert A_RUN.weights_sha256 in equipment


def test_a_source_with_bad_headers_is_made_fit(tmp_path: Path) -> None:
    geometry = Geometry((3, 5, 6), spacing_ijk=(1, 1, 3))
    with pytest.warns(UserWarning, match="Invalid value"):
        files = a_ct_series(
            tmp_path,
            geometry,
            PatientSex="WEIBLICH",
            StudyDate="Jan 1",
            StudyTime="noon",
            PatientBirthDate="",
        )
    segmentation = Segmentation(some_labels(geometry), geometry, LUNGS)
    path = saved(segmentation, tmp_path, files)
    assert check_dicom(path) == []


def test_a_source_without_a_frame_of_reference_is_given_one(tmp_path: Path) -> None:
    geometry = Geometry((3, 5, 6), spacing_ijk=(1, 1, 3))
    segmentation = Segmentation(some_labels(geometry), geometry, LUNGS)
    files = a_ct_series(tmp_path, geometry, FrameOfReferenceUID="")
    frames = {pydicom.dcmread(saved(segmentation, tmp_path, files)).FrameOfReferenceUID for _ in range(2)}
    assert len(frames) == 1
    assert check_dicom(tmp_path / "saved" / "lungs.dcm") == []


def test_a_source_without_identifiers_is_refused(tmp_path: Path) -> None:
    geometry = Geometry((3, 5, 6), spacing_ijk=(1, 1, 3))
    segmentation = Segmentation(some_labels(geometry), geometry, LUNGS)
    with pytest.raises(WriteError, match="lacks the identifiers"):
        saved(segmentation, tmp_path, a_ct_series(tmp_path, geometry, StudyInstanceUID=""))


def test_a_source_that_is_not_dicom_is_refused_in_plain_words(tmp_path: Path) -> None:
    geometry = Geometry((3, 5, 6))
    segmentation = Segmentation(some_labels(geometry), geometry, LUNGS)
    with pytest.raises(WriteError, match=r"save it as \.nii\.gz or \.nrrd instead"):
        saved(segmentation, tmp_path, ())
    not_dicom = tmp_path / "scan.nii.gz"
    not_dicom.write_bytes(b"junk" * 100)
    with pytest.raises(WriteError, match="cannot be read as DICOM"):
        saved(segmentation, tmp_path, (str(not_dicom),))
    assert list((tmp_path / "saved").iterdir()) == []


def test_an_old_file_is_kept_when_saving_is_refused(tmp_path: Path) -> None:
    geometry = Geometry((3, 5, 6))
    old = tmp_path / "lungs.dcm"
    old.write_bytes(b"old")
    with pytest.raises(WriteError):
        save_segmentation(
            Segmentation(some_labels(geometry), geometry, LUNGS), str(old), report=LocalReport()
        )
    assert old.read_bytes() == b"old"


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    geometry = Geometry((6, 32, 32), spacing_ijk=(1, 1, 3))
    segmentation = Segmentation(some_labels(geometry), geometry, LUNGS)
    path = saved(segmentation, tmp_path, a_ct_series(tmp_path, geometry))
    whole = path.read_bytes()
    path.write_bytes(whole[:-600])
    with pytest.raises(ReadError):
        read_segmentation(str(path), LocalReport())


def test_other_dicom_is_not_taken_for_a_segmentation(tmp_path: Path) -> None:
    files = a_ct_series(tmp_path, Geometry((2, 5, 6)))
    with pytest.raises(ReadError, match="not a DICOM Segmentation"):
        read_segmentation(files[0], LocalReport())


def test_overlapping_segments_are_said(tmp_path: Path) -> None:
    geometry = Geometry((3, 5, 8), spacing_ijk=(1, 1, 3))
    labels = np.zeros((3, 5, 8), np.uint8)
    labels[1, 1, 1], labels[1, 2, 2] = 1, 2
    path = saved(Segmentation(labels, geometry, LUNGS), tmp_path, a_ct_series(tmp_path, geometry))
    dataset = pydicom.dcmread(path)
    masks = np.unpackbits(np.frombuffer(dataset.PixelData, np.uint8), bitorder="little")[:80].reshape(2, 5, 8)
    masks[1, 1, 1] = 1
    dataset.PixelData = np.packbits(masks, bitorder="little").tobytes()
    dataset.save_as(path)
    read = read_segmentation(str(path), LocalReport())
    assert [p.code for p in read.problems] == ["OVERLAP"]
    assert read.labels[1, 1, 1] == 2


def test_a_segmentation_elsewhere_is_not_put_into_the_volume() -> None:
    geometry = Geometry((3, 4, 5))
    far = replace(geometry, origin_lps=(500.0, 0.0, 0.0))
    with pytest.raises(GeometryError, match="does not lie in this volume"):
        fit_to_grid(Segmentation(np.ones((3, 4, 5), np.uint8), far, ()), geometry)


@pytest.mark.real_data
def test_a_liver_of_other_software_equals_its_mask(data_dir: Path) -> None:
    folder = data_dir / "dicom" / "seg-liver"
    mask = read_label_file(str(folder / "liver_seg.nrrd"), None, report=LocalReport())
    liver = read_segmentation(str(folder / "liver.dcm"), LocalReport())
    assert [s.name for s in liver.segments] == ["Liver"]
    fitted = fit_to_grid(liver, mask.geometry)
    assert [int(np.count_nonzero(plane)) for plane in liver.labels] == [36233, 35645, 35220]
    assert np.array_equal(fitted.labels, mask.labels)
    assert fitted.problems == ()


@pytest.mark.real_data
def test_a_real_series_takes_a_segmentation(data_dir: Path, tmp_path: Path) -> None:
    folder = data_dir / "dicom" / "seg-liver"
    liver = read_segmentation(str(folder / "liver.dcm"), LocalReport())
    path = saved(liver, tmp_path, tuple(str(folder / f"0{n}.dcm") for n in (1, 2, 3)))
    assert np.array_equal(read_segmentation(str(path), LocalReport()).labels, liver.labels)
    assert check_dicom(path) == []
