"""NIfTI, NRRD and MetaImage volumes of colours: their colours, the luminance beside them, their place."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import numpy.typing as npt
import pytest
import SimpleITK as sitk  # noqa: N813

from medviewer.core.errors import ReadError
from medviewer.core.volume import default_window
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport

COLOURS = np.random.default_rng(5).integers(0, 256, (3, 4, 5, 3), np.uint8)
AFFINE = np.array([[-2.0, 0, 0, 10], [0, -3, 0, 20], [0, 0, 4, -30], [0, 0, 0, 1]])


def a_nifti(path: Path, colours: npt.NDArray[np.uint8], scale: tuple[float, float] | None = None) -> Path:
    """A NIfTI file of colours [k, j, i, channel] or [t, k, j, i, channel]."""
    names = [(name, "u1") for name in "RGBA"[: colours.shape[-1]]]
    packed = np.ascontiguousarray(colours).view(np.dtype(names))[..., 0]
    nibabel.save(nibabel.Nifti1Image(packed.transpose(), AFFINE), path)
    if scale is not None:
        content = bytearray(path.read_bytes())
        struct.pack_into("<2f", content, 112, *scale)
        path.write_bytes(content)
    return path


def a_nrrd(path: Path, colours: npt.NDArray[np.uint8], kind: str, encoding: str = "raw") -> Path:
    """A NRRD file of colours [k, j, i, channel]; the colours are its first axis."""
    sizes = " ".join(str(n) for n in reversed(colours.shape))
    head = (
        f"NRRD0005\ntype: uchar\ndimension: 4\nspace: left-posterior-superior\nsizes: {sizes}\n"
        "space directions: none (2,0,0) (0,3,0) (0,0,4)\nspace origin: (-10,-20,-30)\n"
        f"kinds: {kind} domain domain domain\nencoding: {encoding}\n\n"
    )
    data = colours.tobytes()
    path.write_bytes(head.encode() + (gzip.compress(data) if encoding == "gzip" else data))
    return path


def a_meta_image(path: Path, colours: npt.NDArray[np.uint8], **options: Any) -> Path:
    image = sitk.GetImageFromArray(colours, isVector=True)
    image.SetSpacing((2, 3, 4))
    image.SetOrigin((-10, -20, -30))
    sitk.WriteImage(image, str(path), **options)
    return path


def check(volume: Any, colours: npt.NDArray[np.uint8] = COLOURS) -> None:
    assert volume.rgb.dtype == volume.voxels.dtype == np.uint8
    assert np.array_equal(volume.rgb, colours[..., :3])
    luminance = colours[..., :3].astype(float) @ (0.299, 0.587, 0.114)
    assert np.abs(volume.voxels - luminance).max() <= 0.5
    assert default_window(volume).name == "true colours"


def check_place(volume: Any) -> None:
    assert volume.geometry.index_to_lps((0, 0, 0)).tolist() == [-10, -20, -30]
    assert volume.geometry.index_to_lps((1, 1, 1)).tolist() == [-8, -17, -26]


@pytest.mark.parametrize("name", ["x.nii", "x.nii.gz"])
def test_nifti_colours_are_read(tmp_path, load, name):
    volume = load(a_nifti(tmp_path / name, COLOURS))
    check(volume)
    assert volume.geometry.index_to_lps((0, 0, 0)).tolist() == [-10, -20, -30]
    assert volume.report.problems == ()


@pytest.mark.parametrize(("kind", "encoding"), [("RGB-color", "raw"), ("RGB-color", "gzip")])
def test_nrrd_colours_are_read_where_the_file_says_that_they_are(tmp_path, load, kind, encoding):
    volume = load(a_nrrd(tmp_path / "x.nrrd", COLOURS, kind, encoding))
    check(volume)
    check_place(volume)


@pytest.mark.parametrize("packed", [False, True])
def test_meta_image_colours_are_read(tmp_path, load, packed):
    volume = load(a_meta_image(tmp_path / "x.mha", COLOURS, useCompression=packed))
    check(volume)
    check_place(volume)


@pytest.mark.parametrize("kind", ["nii", "nrrd", "mha"])
@pytest.mark.parametrize("opacity", [255, 7])
def test_of_a_fourth_channel_the_colours_are_shown_and_what_is_not_is_said(tmp_path, load, kind, opacity):
    colours = np.concatenate([COLOURS, np.full((3, 4, 5, 1), opacity, np.uint8)], axis=-1)
    path = tmp_path / f"x.{kind}"
    if kind == "nii":
        a_nifti(path, colours)
    elif kind == "nrrd":
        a_nrrd(path, colours, "RGBA-color")
    else:
        a_meta_image(path, colours)
    volume = load(path)
    check(volume, colours)
    assert [problem.code for problem in volume.report.problems] == ["TRANSPARENCY"] * (opacity == 7)


def test_colours_of_several_points_in_time_are_a_time_series(tmp_path, load):
    colours = np.stack([COLOURS, COLOURS[::-1]])
    series = load(a_nifti(tmp_path / "x.nii", colours))
    for volume, expected in zip(series.volumes, colours, strict=True):
        check(volume, expected)


def test_a_scale_does_not_change_colours(tmp_path, load):
    check(load(a_nifti(tmp_path / "x.nii", COLOURS, scale=(2.0, 5.0))))


def test_colours_that_are_cut_short_are_refused(tmp_path, scan):
    path = a_nifti(tmp_path / "x.nii", COLOURS)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ReadError, match="shorter than its header says"):
        scan(path)


def test_three_numbers_that_are_no_colours_are_refused(tmp_path, scan):
    path = a_nrrd(tmp_path / "x.nrrd", COLOURS, "vector")
    with pytest.raises(ReadError, match="holds vectors"):
        scan(path)


@pytest.mark.real_data
def test_a_colour_volume_equals_the_dicom_series_that_it_was_made_from(data_dir, load, scan):
    folder = data_dir / "dicom/rgb-volume"
    (entry,) = [entry for entry in scan(folder).series if entry.kind == "dicom"]
    truth, volume = load_series(entry, LocalReport()), load(folder / "001_ground_truth.nii.gz")
    assert volume.rgb[2, 38, 26].tolist() == [53, 53, 53]
    k, j, i = np.indices(truth.voxels.shape).reshape(3, -1)
    places = volume.geometry.lps_to_index(truth.geometry.index_to_lps(np.stack([i, j, k], axis=-1)))
    i_there, j_there, k_there = np.rint(places).astype(int).T
    assert np.abs(places - np.rint(places)).max() < 1e-3
    assert np.array_equal(volume.rgb[k_there, j_there, i_there], truth.rgb[k, j, i])
    assert np.array_equal(volume.voxels[k_there, j_there, i_there], truth.voxels[k, j, i])
