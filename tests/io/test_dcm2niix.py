"""A second opinion: dcm2niix finds the same places and the same values."""

from __future__ import annotations

import os
import shutil
import subprocess

import nibabel
import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813

from medviewer.core.geometry import Geometry
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Volume
from medviewer.io.dicom.write_series import write_ct_series
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path

RAS_TO_LPS = np.diag([-1.0, -1.0, 1.0, 1.0])
NEAR_MM = 0.05


@pytest.fixture
def second_opinion(tmp_path):
    """What dcm2niix makes of a folder: its images by file name."""
    if shutil.which("dcm2niix") is None:
        assert not os.environ.get("CI"), "dcm2niix must be installed where CI is set"
        pytest.skip("dcm2niix (Debian package of that name) is not installed")

    def convert(folder):
        target = tmp_path / "nifti"
        target.mkdir()
        command = ["dcm2niix", "-b", "n", "-z", "n", "-f", "%s", "-o", str(target), str(folder)]
        subprocess.run(command, capture_output=True, check=True, timeout=60)
        return {file.name: nibabel.load(file) for file in sorted(target.glob("*.nii"))}

    return convert


def compare(volume: Volume, image, t=None):
    """Places within 0.05 mm at all corners; every value the same."""
    theirs = Geometry.from_affine(RAS_TO_LPS @ image.affine, image.shape[2::-1])
    steps = np.linalg.inv(volume.geometry.affine_lps) @ theirs.affine_lps
    turn = np.rint(steps[:3, :3])
    assert np.abs(np.linalg.det(turn)) == 1
    corners = theirs.lps_to_index(theirs.corners_lps()) @ turn.T
    corners = corners - corners.min(axis=0)
    assert np.abs(volume.geometry.index_to_lps(corners) - theirs.corners_lps()).max() < NEAR_MM
    values = np.asarray(image.dataobj, np.float64)
    if t is not None:
        values = values[..., t]
    axes = np.abs(turn).argmax(axis=1)
    values = np.transpose(values, axes)
    values = np.flip(values, [n for n in range(3) if turn[n, axes[n]] < 0])
    np.testing.assert_allclose(volume.voxels, values.T, rtol=1e-6, atol=1e-6)


def volumes_of(folder):
    for entry in scan_path(str(folder), report=LocalReport()).series:
        if entry.kind != "dicom":
            continue
        image = load_series(entry, report=LocalReport())
        yield from image.volumes if isinstance(image, TimeSeries) else (image,)


@pytest.mark.parametrize(
    ("axes", "name"),
    [
        (((1, 0, 0), (0, 1, 0), (0, 0, 1)), "axial"),
        (((0, 1, 0), (0, 0, -1), (-1, 0, 0)), "sagittal"),
        (((1, 0, 0), (0, 0, -1), (0, 1, 0)), "coronal"),
        (((-1, 0, 0), (0, 1, 0), (0, 0, -1)), "mirrored rows"),
        (((0.8, 0.6, 0), (-0.48, 0.64, -0.6), (-0.36, 0.48, 0.8)), "oblique"),
    ],
)
def test_series_made_here_are_in_the_same_place(tmp_path, second_opinion, axes, name):
    voxels = np.arange(5 * 7 * 9, dtype=np.int16).reshape(5, 7, 9) - 100
    made = Volume(voxels, Geometry(voxels.shape, (-12.5, 33.25, 7.0), (0.7, 1.1, 2.5), axes))
    write_ct_series(made, tmp_path / "ct")
    (image,) = second_opinion(tmp_path / "ct").values()
    (volume,) = volumes_of(tmp_path / "ct")
    compare(volume, image)
    assert volume.geometry.matches(made.geometry)


def test_points_in_time_are_the_same(a_ct_series, second_opinion, load):
    rng = np.random.default_rng(0)
    folder = a_ct_series(
        positions=[(-10, -20, 2.0 * (n % 4)) for n in range(12)],
        each=lambda n: {
            "pixels": rng.integers(0, 3000, (8, 6)).astype(np.uint16),
            "TemporalPositionIdentifier": n // 4 + 1,
            "AcquisitionTime": f"1200{n // 4:02d}",
            "ContentTime": f"1200{n // 4:02d}",
        },
        Modality="MR",
        SOPClassUID="1.2.840.10008.5.1.4.1.1.4",
        Manufacturer="GE MEDICAL SYSTEMS",
        EchoTime=30,
    )
    (image,) = second_opinion(folder).values()
    series = load(folder)
    assert image.shape[3] == len(series) == 3
    for t, volume in enumerate(series.volumes):
        compare(volume, image, t)


@pytest.mark.real_data
@pytest.mark.parametrize(
    "name",
    [
        "dicom/ct-chest-lidc0314-5mm",
        "dicom/ct-abdomen-j2k",
        "dicom/mr-wrist-coronal",
        "dicom/enhanced-mr-bruker",
        "dicom/siemens-mosaic",
        "dicom-bad/two-slices-only",
    ],
)
def test_real_series_are_in_the_same_place(data_dir, second_opinion, name):
    images = list(second_opinion(data_dir / name).values())
    volumes = [volume for volume in volumes_of(data_dir / name) if isinstance(volume, Volume)]
    assert len(images) == len(volumes) == 1
    compare(volumes[0], images[0])


@pytest.mark.real_data
def test_a_tilted_head_is_straightened_to_the_same_grid(data_dir, second_opinion):
    images = second_opinion(data_dir / "dicom/ct-head-gantry-tilt")
    (image,) = (image for name, image in images.items() if "Tilt" in name)
    (volume,) = volumes_of(data_dir / "dicom/ct-head-gantry-tilt")
    assert image.shape[::-1] == volume.voxels.shape
    # Which row of pixels a slice keeps is free: theirs lie a part of a pixel off ours.
    theirs = sitk.GetImageFromArray(np.asarray(image.dataobj, np.float32).T)
    affine = RAS_TO_LPS @ image.affine
    set_grid(theirs, affine)
    ours = sitk.GetImageFromArray(volume.voxels.astype(np.float32))
    set_grid(ours, volume.geometry.affine_lps)
    found = sitk.GetArrayFromImage(sitk.Resample(theirs, ours, sitk.Transform(), sitk.sitkLinear, -1025.0))
    inner = (slice(None), slice(40, -40), slice(None))
    errors = {
        shift: np.abs(np.roll(found, shift, axis=1) - volume.voxels)[inner].mean() for shift in (-1, 0, 1)
    }
    assert errors[0] < 0.4 * min(errors[-1], errors[1])


@pytest.mark.real_data
def test_a_tilted_head_has_the_values_that_itk_finds_in_the_sheared_grid(data_dir):
    (volume,) = volumes_of(data_dir / "dicom/ct-head-gantry-tilt")
    acquired = volume.acquired
    sheared = np.eye(4)
    first, last = acquired.planes[0], acquired.planes[-1]
    sheared[:3, :2] = first.affine_lps[:3, :2]
    sheared[:3, 2] = (np.array(last.origin_lps) - first.origin_lps) / (len(acquired) - 1)
    inverse = np.linalg.inv(sheared)
    # ITK asks for right angles, so it is given slices in pixels and the way from the world to them.
    slices = sitk.GetImageFromArray(acquired.frames.astype(np.float32))
    to_slices = sitk.AffineTransform(3)
    whole = inverse @ shifted(first.origin_lps) @ volume.geometry.affine_lps
    to_slices.SetMatrix(whole[:3, :3].ravel())
    to_slices.SetTranslation(whole[:3, 3])
    target = sitk.Image(volume.geometry.shape_ijk, sitk.sitkFloat32)
    found = sitk.GetArrayFromImage(sitk.Resample(slices, target, to_slices, sitk.sitkLinear, -9999.0))
    inside = (found > -9000) & (volume.voxels != volume.padding[0])
    assert inside.mean() > 0.9
    assert np.abs(found - volume.voxels)[inside].max() <= 2.5


def shifted(origin):
    matrix = np.eye(4)
    matrix[:3, 3] = -np.array(origin)
    return matrix


def set_grid(image, affine):
    spacing = np.linalg.norm(affine[:3, :3], axis=0)
    image.SetSpacing(spacing.tolist())
    image.SetDirection((affine[:3, :3] / spacing).ravel().tolist())
    image.SetOrigin(affine[:3, 3].tolist())
