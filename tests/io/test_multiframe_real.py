"""Real multi-frame files against their measured facts, pydicom, highdicom and a reference NIfTI."""

from __future__ import annotations

import highdicom
import nibabel
import numpy as np
import pydicom
import pytest

from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import Verdict
from medviewer.core.volume import Stack, Volume
from medviewer.io.dicom.seg.read import read_segmentation
from medviewer.io.dicom.seg.write import write_segmentation
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.filterwarnings("ignore::UserWarning"),  # pydicom on the odd values of these files
]

MOSAIC = "dicom/siemens-mosaic/MR.1.3.12.2.1107.5.2.32.35131.2014031012493950715786673"


def stored(path):
    return pydicom.dcmread(path).pixel_array


def test_perfusion_ct_of_two_frames_is_in_place(data_dir, load):
    path = data_dir / "dicom/enhanced-ct/eCT_Supplemental.dcm"
    volume = load(path)
    # The frame that is stored first lies lower; row x column points to the feet.
    assert np.array_equal(volume.voxels, stored(path)[::-1].astype(np.int32) - 1024)
    assert volume.geometry.origin_lps == pytest.approx((99.5, -301.5, -149))
    assert volume.geometry.spacing_ijk == pytest.approx((0.388672, 0.388672, 10))
    assert volume.geometry.index_to_lps((0, 0, 1)) == pytest.approx((99.5, -301.5, -159))
    # The scanner says that the numbers have no unit: they are no Hounsfield units.
    assert volume.unit == ""


def test_a_moving_knee_is_a_film_of_one_plane_not_a_volume(data_dir, load):
    path = data_dir / "dicom/enhanced-mr-knee/MOVEKNEE.dcm"
    stack = load(path)
    assert isinstance(stack, Stack)
    assert np.array_equal(stack.frames, stored(path))
    assert len({plane.origin_lps for plane in stack.planes}) == 1
    assert stack.planes[0].spacing_ijk[:2] == pytest.approx((0.625, 0.625))
    assert stack.frame_time_ms == pytest.approx(120_000, rel=0.1)
    assert (stack.windows[0].level, stack.has_orientation) == (1523, True)


def test_four_slices_of_a_small_animal_keep_their_signed_values(data_dir, load):
    path = data_dir / "dicom/enhanced-mr-bruker/mr_brucker.dcm"
    volume = load(path)
    assert np.array_equal(volume.voxels, stored(path))
    assert volume.voxels.dtype == np.int16
    assert volume.geometry.shape_kji == (4, 128, 256)
    assert volume.geometry.spacing_ijk == pytest.approx((0.1, 0.2, 1.0))
    assert volume.geometry.origin_lps == pytest.approx((-14, -9.6, -6.2))


def test_five_codings_of_one_enhanced_file_are_the_same_frames(data_dir, load):
    files = sorted((data_dir / "dicom/enhanced-mr-small").iterdir())
    frames = [load(file).frames for file in files]
    assert len(frames) == 5
    assert frames[0].shape == (10, 64, 64)
    assert all(np.array_equal(frames[0], other) for other in frames[1:])
    assert np.array_equal(frames[0], stored(data_dir / "dicom/enhanced-mr-small/emri_small.dcm"))


def test_copies_of_one_file_are_listed_once_each(data_dir, scan):
    catalog = scan(data_dir / "dicom/enhanced-mr-small")
    assert [entry.shape_kji for entry in catalog.series] == [(10, 64, 64)]
    assert len(catalog.rejected) == 4
    assert all("second copy" in file.reason for file in catalog.rejected)


def test_an_echo_planar_volume_with_moved_private_blocks_is_in_place(data_dir, load):
    path = data_dir / "dicom/private-tags/011-0001.img"
    volume = load(path)
    assert np.array_equal(volume.voxels, stored(path))
    assert volume.geometry.shape_kji == (25, 64, 64)
    assert volume.geometry.spacing_ijk == pytest.approx((3.28125, 3.28125, 3.3), abs=1e-5)
    assert volume.geometry.origin_lps == pytest.approx((-105, -105, -79.6))


@pytest.mark.parametrize(
    "name",
    [
        "enhanced-ct/eCT_Supplemental.dcm",
        "enhanced-mr-bruker/mr_brucker.dcm",
        "private-tags/011-0001.img",
    ],
)
def test_highdicom_places_the_same_values_at_the_same_points(data_dir, load, name):
    path = data_dir / "dicom" / name
    volume = load(path)
    image = highdicom.imread(path)
    other = image.get_volume(apply_real_world_transform=False, apply_icc_profile=False)
    assert sorted(other.spatial_shape) == sorted(volume.geometry.shape_kji)
    for index in np.ndindex(*(2,) * 3):
        corner = np.array(index) * (np.array(other.spatial_shape) - 1)
        point = other.map_indices_to_reference(corner[None])[0]
        assert volume.value_at(point) == pytest.approx(float(other.array[tuple(corner)]))


@pytest.mark.parametrize(
    "name",
    [
        "dicom/enhanced-ct/eCT_Supplemental.dcm",
        "dicom/enhanced-mr-bruker/mr_brucker.dcm",
        "dicom/private-tags/011-0001.img",
        "dicom/rtdose/rtdose.dcm",
        MOSAIC,
    ],
)
def test_a_segmentation_of_a_multi_frame_file_is_saved_and_names_its_frames(data_dir, load, tmp_path, name):
    volume = load(data_dir / name)
    labels = np.zeros(volume.geometry.shape_kji, np.uint8)
    labels[0, 2:5, 3:6] = 1
    segmentation = Segmentation(
        labels, volume.geometry, (Segment(1, "part", (255, 0, 0)),), source_instance_uids=volume.instance_uids
    )
    path = tmp_path / "seg.dcm"
    write_segmentation(segmentation, path, (str(data_dir / name),), "", LocalReport())
    assert np.array_equal(read_segmentation(str(path), report=LocalReport()).labels, labels)
    written = pydicom.dcmread(path)
    (series,) = written.ReferencedSeriesSequence
    assert series.ReferencedInstanceSequence[0].ReferencedSOPInstanceUID == volume.instance_uids[0]
    (group,) = written.PerFrameFunctionalGroupsSequence
    named = [item.SourceImageSequence[0].ReferencedFrameNumber for item in group.DerivationImageSequence]
    # A mosaic is one frame to the standard, and lies elsewhere than its slices.
    assert named == ([] if name == MOSAIC else [volume.frame_numbers[0]])


def test_a_mosaic_is_the_reference_volume_voxel_by_voxel_and_in_the_world(data_dir, load):
    volume = load(data_dir / MOSAIC)
    assert isinstance(volume, Volume)
    assert volume.report.verdict is Verdict.REGULAR
    reference = nibabel.load(data_dir / "dicom/siemens-mosaic/ax_asc_35sl_6.nii")
    expected = np.asanyarray(reference.dataobj)
    same = [t for t in range(expected.shape[3]) if np.array_equal(expected[:, ::-1, :, t].T, volume.voxels)]
    assert same == [0]
    for index in np.ndindex(2, 2, 2):
        i, j, k = np.array(index) * (63, 63, 34)
        x, y, z, _ = reference.affine @ (i, 63 - j, k, 1)  # stored upside down against the DICOM
        assert volume.geometry.index_to_lps((i, j, k)) == pytest.approx((-x, -y, z), abs=2e-3)


def test_nine_codings_of_one_mosaic_are_nine_equal_volumes(data_dir, scan):
    entries = scan(data_dir / "dicom/ts-lossless-nine").series
    assert [entry.shape_kji for entry in entries] == [(35, 64, 64)] * 9
    volumes = [load_series(entry, report=LocalReport()) for entry in entries]
    first = volumes[0]
    assert all(np.array_equal(first.voxels, volume.voxels) for volume in volumes)
    assert all(volume.geometry == first.geometry for volume in volumes)


def test_dose_grids_in_three_codings_are_the_same_dose_in_place(data_dir, load):
    files = sorted((data_dir / "dicom/rtdose").iterdir())
    volumes = [load(file) for file in files]
    dataset = pydicom.dcmread(data_dir / "dicom/rtdose/rtdose.dcm")
    expected = dataset.pixel_array * float(dataset.DoseGridScaling)
    for volume in volumes:
        assert volume.voxels == pytest.approx(expected, rel=1e-6)
        assert volume.geometry.spacing_ijk == pytest.approx((10, 10, 5))
        assert volume.geometry.origin_lps == pytest.approx((189.43125, 199.43125, -761.87))
    assert len(volumes) == 3


def test_frames_of_nuclear_slices_without_orientation_are_shown_one_by_one(data_dir, load):
    path = data_dir / "dicom/nm-gated/NM-MONO2-16-13x-heart"
    stack = load(path)
    assert isinstance(stack, Stack)
    assert np.array_equal(stack.frames, stored(path))
    assert (stack.has_orientation, stack.spacing_source) == (False, "geometry")


def test_an_ultrasound_film_has_its_colours_and_its_speed(data_dir, load):
    stack = load(data_dir / "dicom/colour-and-us/examples_ybr_color.dcm")
    dataset = pydicom.dcmread(
        data_dir / "dicom/colour-and-us/examples_ybr_color.dcm", stop_before_pixels=True
    )
    assert stack.rgb.shape == (30, 240, 320, 3)
    assert stack.frame_time_ms == pytest.approx(float(dataset.FrameTime))
