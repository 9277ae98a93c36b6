"""Volumes, label maps and findings in the usual formats, read back by other means."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import nibabel
import numpy as np
import pytest
import SimpleITK
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medviewer.core.classification import Classification, Finding
from medviewer.core.errors import ReadError, WriteError
from medviewer.core.geometry import Geometry
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Code, Segment, Segmentation
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.io.label_file import read_label_file
from medviewer.io.progress import LocalReport
from medviewer.io.write import save_findings, save_segmentation, save_volume

SUFFIXES = [".nii.gz", ".nii", ".nrrd", ".mha"]
TURNED = ((0.0, 0.8, -0.6), (0.0, 0.6, 0.8), (1.0, 0.0, 0.0))
LEFT_HANDED = ((-1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
A_GRID = Geometry((4, 5, 6), (-30.5, 12.25, 99.0), (0.7, 0.8, 2.5), TURNED)
REPORT = LocalReport()
SEGMENTS = (
    Segment(1, "Left lung", (86, 180, 233), Code("44029006", "SCT", "Left lung")),
    Segment(2, '右肺 <&> "R"', (230, 159, 0)),
)


def a_volume(geometry: Geometry = A_GRID, dtype: str = "int16") -> Volume:
    voxels = np.random.default_rng(3).integers(0, 200, geometry.shape_kji).astype(dtype)
    info = SeriesInfo("s1", "CT", "chest", study=StudyInfo(patient_name="DOE^JANE", patient_id="4711"))
    return Volume(voxels, geometry, "HU", info)


def a_segmentation(geometry: Geometry = A_GRID) -> Segmentation:
    labels = np.random.default_rng(4).integers(0, 3, geometry.shape_kji).astype(np.uint8)
    return Segmentation(labels, geometry, SEGMENTS, "Lungs")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("dtype", ["int16", "uint16", "int32", "uint8", "float32"])
def test_a_volume_is_read_back_the_same(tmp_path: Path, suffix: str, dtype: str) -> None:
    volume = a_volume(dtype=dtype)
    path = save_volume(volume, str(tmp_path / f"scan{suffix}"), REPORT)
    image = SimpleITK.ReadImage(path)
    assert np.array_equal(SimpleITK.GetArrayFromImage(image), volume.voxels)
    for index in [(0, 0, 0), (5, 4, 3), (1, 2, 3)]:
        place = image.TransformIndexToPhysicalPoint(index)
        assert np.allclose(place, volume.geometry.index_to_lps(index), atol=1e-3)


@pytest.mark.parametrize("axes", [TURNED, LEFT_HANDED, A_GRID.axes_lps])
def test_nifti_has_both_forms_in_ras(tmp_path: Path, axes: tuple) -> None:
    volume = a_volume(replace(A_GRID, axes_lps=axes))
    image = nibabel.load(save_volume(volume, str(tmp_path / "scan.nii.gz"), REPORT))
    in_ras = np.diag([-1.0, -1.0, 1.0, 1.0]) @ volume.geometry.affine_lps
    for affine, code in (image.get_sform(coded=True), image.get_qform(coded=True)):
        assert int(code) == 1
        assert np.allclose(affine, in_ras, atol=1e-3)
    assert np.array_equal(np.asarray(image.dataobj), volume.voxels.transpose(2, 1, 0))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    shape=st.tuples(*[st.integers(1, 7)] * 3),
    spacing=st.tuples(*[st.floats(0.05, 12.0)] * 3),
    origin=st.tuples(*[st.floats(-2000, 2000)] * 3),
    turn=st.tuples(*[st.floats(-1, 1)] * 4).filter(lambda q: sum(v * v for v in q) > 0.05),
    suffix=st.sampled_from(SUFFIXES),
)
def test_any_grid_is_read_back_in_its_place(
    tmp_path_factory: pytest.TempPathFactory, shape: tuple, spacing: tuple, origin: tuple, turn: tuple,
    suffix: str,
) -> None:  # fmt: skip
    w, x, y, z = np.array(turn) / np.linalg.norm(turn)
    axes = (
        (1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)),
        (2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)),
        (2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)),
    )
    segmentation = a_segmentation(Geometry(shape, origin, spacing, axes))
    path = str(tmp_path_factory.mktemp("any") / f"labels{suffix}")
    save_segmentation(segmentation, path, report=REPORT)
    read = read_label_file(path, report=REPORT)
    assert read.geometry.matches(segmentation.geometry)
    assert np.array_equal(read.labels, segmentation.labels)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_names_and_colours_of_segments_come_back(tmp_path: Path, suffix: str) -> None:
    path = save_segmentation(a_segmentation(), str(tmp_path / f"lungs{suffix}"), report=REPORT)
    read = read_label_file(path, report=REPORT)
    assert [(s.number, s.name, s.color) for s in read.segments] == [
        (s.number, s.name, s.color) for s in SEGMENTS
    ]
    assert read.name == "lungs"


def test_3d_slicer_finds_the_names_in_the_header(tmp_path: Path) -> None:
    path = save_segmentation(a_segmentation(), str(tmp_path / "lungs.seg.nrrd"), report=REPORT)
    header = Path(path).read_bytes().split(b"\n\n")[0].decode()
    assert "Segment0_Name:=Left lung" in header
    assert "Segment0_LabelValue:=1" in header
    assert "Segment1_Extent:=0 5 0 4 0 3" in header
    assert "SCT^44029006^Left lung" in header
    assert "space: left-posterior-superior" in header


def test_other_readers_pass_over_the_names_in_a_nifti_header(tmp_path: Path) -> None:
    segmentation = a_segmentation()
    path = save_segmentation(segmentation, str(tmp_path / "lungs.nii.gz"), report=REPORT)
    image = nibabel.load(path)
    assert np.array_equal(np.asarray(image.dataobj), segmentation.labels.transpose(2, 1, 0))
    assert [e.get_code() for e in image.header.extensions] == [30]


def test_labels_without_names_are_numbered_in_distinct_colours(tmp_path: Path) -> None:
    labels = np.arange(60, dtype=np.int16).reshape(3, 4, 5) % 30
    SimpleITK.WriteImage(SimpleITK.GetImageFromArray(labels), str(tmp_path / "labels.nii.gz"))
    read = read_label_file(str(tmp_path / "labels.nii.gz"), report=REPORT)
    assert [s.name for s in read.segments[:2]] == ["Label 1", "Label 2"]
    assert len({s.color for s in read.segments}) == 29
    assert read.labels.dtype == np.uint8


def test_a_label_file_is_put_into_the_grid_of_the_volume(tmp_path: Path) -> None:
    volume_grid = Geometry((8, 10, 12), (0, 0, 0), (2, 2, 2))
    labels = np.zeros((5, 10, 12), np.uint8)
    labels[1, 2, 3] = 7
    turned = SimpleITK.GetImageFromArray(np.ascontiguousarray(labels[:, ::-1, ::-1]))
    turned.SetSpacing((2, 2, 2))
    turned.SetOrigin((22, 18, 4))
    turned.SetDirection((-1, 0, 0, 0, -1, 0, 0, 0, 1))
    SimpleITK.WriteImage(turned, str(tmp_path / "labels.nrrd"))
    read = read_label_file(str(tmp_path / "labels.nrrd"), volume_grid, report=REPORT)
    assert np.argwhere(read.labels).tolist() == [[3, 2, 3]]
    assert read.problems == ()


def test_a_label_file_of_another_grid_is_resampled_and_says_so(tmp_path: Path) -> None:
    fine = Geometry((20, 20, 20), (0.0, 0.0, 0.0), (0.5, 0.5, 0.5))
    labels = np.zeros(fine.shape_kji, np.uint8)
    labels[8:12, 8:12, 8:12] = 1
    path = save_segmentation(Segmentation(labels, fine, ()), str(tmp_path / "a.nrrd"), report=REPORT)
    coarse = Geometry((10, 10, 10), (0.1, 0.1, 0.1), (1.0, 1.0, 1.0))
    read = read_label_file(path, coarse, report=REPORT)
    assert [p.code for p in read.problems] == ["RESAMPLED"]
    assert np.argwhere(read.labels).min(axis=0).tolist() == [4, 4, 4]
    assert int(read.labels.sum()) == 8


def test_segments_of_slicer_in_layers_become_one_label_map(tmp_path: Path) -> None:
    layers = np.zeros((3, 4, 5, 2), np.uint8)
    layers[1, 1, 1:3, 0], layers[1, 1, 2:4, 1] = 1, 1
    image = SimpleITK.GetImageFromArray(layers, isVector=True)
    for n, name in enumerate(("Liver", "Lesion")):
        image.SetMetaData(f"Segment{n}_Name", name)
        image.SetMetaData(f"Segment{n}_LabelValue", "1")
        image.SetMetaData(f"Segment{n}_Layer", str(n))
    SimpleITK.WriteImage(image, str(tmp_path / "a.seg.nrrd"))
    read = read_label_file(str(tmp_path / "a.seg.nrrd"), report=REPORT)
    assert [(s.number, s.name) for s in read.segments] == [(1, "Liver"), (2, "Lesion")]
    assert read.labels[1, 1].tolist() == [0, 1, 2, 2, 0]
    assert [p.code for p in read.problems] == ["OVERLAP"]


@pytest.mark.parametrize("values", [np.full((2, 3, 4), -1000, np.int16), np.full((2, 3, 4), 0.5, np.float32)])
def test_an_image_is_not_taken_for_labels(tmp_path: Path, values: np.ndarray) -> None:
    SimpleITK.WriteImage(SimpleITK.GetImageFromArray(values), str(tmp_path / "scan.nrrd"))
    with pytest.raises(ReadError, match="not a label map"):
        read_label_file(str(tmp_path / "scan.nrrd"), report=REPORT)


def test_a_damaged_or_missing_label_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "junk.nii.gz").write_bytes(b"junk" * 200)
    with pytest.raises(ReadError, match="no NIfTI file, or its header is damaged"):
        read_label_file(str(tmp_path / "junk.nii.gz"), report=REPORT)
    with pytest.raises(ReadError, match="is not a file"):
        read_label_file(str(tmp_path / "none.nrrd"), report=REPORT)


@pytest.mark.parametrize(
    ("suffix", "damage"),
    [(suffix, d) for suffix in SUFFIXES for d in ("cut", "altered") if (suffix, d) != (".nii", "altered")],
)
def test_damaged_voxels_are_refused_not_shown(tmp_path: Path, suffix: str, damage: str) -> None:
    """All but an altered byte in a plain .nii, which has no check sum."""
    grid = Geometry((20, 64, 64))
    path = Path(save_segmentation(a_segmentation(grid), str(tmp_path / f"labels{suffix}"), report=REPORT))
    whole = path.read_bytes()
    middle = len(whole) * 2 // 3
    altered = whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :]
    path.write_bytes(whole[:middle] if damage == "cut" else altered)
    with pytest.raises(ReadError):
        read_label_file(str(path), report=REPORT)


def test_a_header_that_names_files_elsewhere_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.raw"
    secret.write_bytes(bytes(24))
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "labels.nhdr").write_text(
        "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 4 3 2\nencoding: raw\ndata file: ../secret.raw\n"
    )
    with pytest.raises(ReadError, match="outside its own folder"):
        read_label_file(str(inner / "labels.nhdr"), report=REPORT)


def test_a_header_that_claims_too_much_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "huge.nrrd").write_text(
        "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 90000 90000 90000\nencoding: raw\n\nxx"
    )
    with pytest.raises(ReadError, match="too large"):
        read_label_file(str(tmp_path / "huge.nrrd"), report=REPORT)


def test_an_unknown_suffix_is_refused_and_says_what_is_possible(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"must end in \.nii\.gz or"):
        save_volume(a_volume(), str(tmp_path / "scan.png"), REPORT)
    with pytest.raises(WriteError, match=r"\.dcm"):
        save_segmentation(a_segmentation(), str(tmp_path / "labels"), report=REPORT)


def test_findings_are_plain_json_without_the_patient(tmp_path: Path) -> None:
    made_by = Provenance(
        "chest_xray", "Chest", "1.0.0", "ab", (("threshold", "0.4"),), "cpu", input_series_id="s1"
    )
    heat = a_volume(Geometry((1, 4, 4)), "float32")
    classification = Classification(
        (Finding("opacity", 0.8125, 0.5, heat), Finding("other", 0.25)), "Chest findings", made_by
    )
    path = save_findings(classification, str(tmp_path / "findings.json"), REPORT)
    text = Path(path).read_text(encoding="utf-8")
    content = json.loads(text)
    assert content["findings"][0] == {
        "label": "opacity", "probability": 0.8125, "threshold": 0.5, "positive": True, "has_evidence": True,
    }  # fmt: skip
    assert content["findings"][1]["positive"] is False
    assert content["provenance"]["model_version"] == "1.0.0"
    assert content["provenance"]["parameters"] == {"threshold": "0.4"}
    assert "DOE" not in text
    assert "4711" not in text


def test_a_saved_volume_carries_no_patient_data(tmp_path: Path) -> None:
    path = save_volume(a_volume(), str(tmp_path / "scan.nrrd"), REPORT)
    assert b"DOE" not in Path(path).read_bytes()


@pytest.mark.parametrize("suffix", [".nii", ".nii.gz", ".nrrd", ".mha"])
def test_what_is_not_a_number_is_saved_as_such(tmp_path: Path, suffix: str) -> None:
    volume = a_volume(dtype="float32")
    volume.voxels[1, 2, 1:3] = np.nan, np.inf
    path = save_volume(volume, str(tmp_path / f"x{suffix}"), LocalReport())
    read = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(path))
    if suffix.startswith(".nii"):
        read = np.asanyarray(nibabel.load(path).dataobj).T
    np.testing.assert_array_equal(read, volume.voxels)
