"""NIfTI, NRRD and MetaImage: the same world whatever the order of axes in the file."""

from __future__ import annotations

import gzip
from itertools import permutations, product

import nibabel
import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medviewer.core.errors import ReadError
from medviewer.core.volume import Volume
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport

RAS_TO_LPS = np.diag([-1.0, -1.0, 1.0, 1.0])
AXIS_ORDERS = [
    (order, flips) for order in permutations(range(3)) for flips in product((1, -1), repeat=3)
]  # fmt: skip


def a_nifti(path, voxels_ijk, affine_ras, code=1, slope_inter=(1, 0), units=("mm", None), step=1.0):
    """Writes a file with the very header asked for; nibabel's own saving would mend it."""
    header = nibabel.Nifti1Header()
    header.set_data_dtype(voxels_ijk.dtype)
    header.set_data_shape(voxels_ijk.shape)
    header.set_qform(affine_ras, code, strip_shears=True)
    header.set_sform(affine_ras, code)
    header.set_xyzt_units(*units)
    header["pixdim"][4] = step
    header["magic"], header["vox_offset"] = b"n+1", 352
    header["scl_slope"], header["scl_inter"] = slope_inter
    opened = gzip.open if path.name.endswith(".gz") else open
    with opened(path, "wb") as file:
        file.write(header.binaryblock + b"\0" * 4 + voxels_ijk.tobytes("F"))
    return path


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(axes=st.sampled_from(AXIS_ORDERS), angle=st.sampled_from([0.0, 0.3]))
def test_every_order_of_axes_gives_the_same_world_values(tmp_path, load, axes, angle):
    (order, flips), shape = axes, (4, 5, 6)
    assert len(AXIS_ORDERS) == 48
    truth = np.arange(120, dtype=np.int16).reshape(shape)
    affine = np.eye(4)
    affine[:3, :3] = np.diag([2.0, 3.0, 4.0])
    affine[:3, 3] = [-7, 11, -13]
    turn = np.eye(4)
    turn[:2, :2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    affine = turn @ affine
    stored = truth.transpose(order)
    new = affine[:, [*order, 3]].copy()
    for axis, flip in enumerate(flips):
        if flip < 0:
            stored = np.flip(stored, axis)
            new[:, 3] += new[:, axis] * (stored.shape[axis] - 1)
            new[:, axis] *= -1
    volume = load(a_nifti(tmp_path / "x.nii", np.ascontiguousarray(stored), new))
    for index in [(0, 0, 0), (3, 4, 5), (1, 2, 3), (3, 0, 2)]:
        point_lps = (RAS_TO_LPS @ affine @ [*index, 1])[:3]
        assert volume.value_at(point_lps) == truth[index]


def test_slope_and_intercept_of_nifti_are_applied(tmp_path, load):
    stored = np.arange(8, dtype=np.int16).reshape(2, 2, 2)
    volume = load(a_nifti(tmp_path / "x.nii", stored, np.eye(4), slope_inter=(0.5, -3)))
    assert volume.voxels.tolist() == (0.5 * stored.T - 3).tolist()


@pytest.mark.parametrize("dtype", ["uint8", "int16", "uint16", "int32", "float32"])
def test_types_are_kept(tmp_path, load, dtype):
    voxels = np.array([[[0, 1], [2, 200]]], dtype)
    volume = load(a_nifti(tmp_path / "x.nii.gz", voxels, np.eye(4)))
    assert volume.voxels.dtype == dtype
    assert volume.voxels.max() == 200


@pytest.mark.parametrize(
    ("dtype", "kept", "largest"),
    [("float64", "float32", 0.5), ("int8", "int16", 100), ("uint32", "int32", 9e8)],
)
def test_other_types_become_one_that_holds_them(tmp_path, load, dtype, kept, largest):
    voxels = np.array([[[0, largest]]], dtype)
    volume = load(a_nifti(tmp_path / "x.nii.gz", voxels, np.eye(4)))
    assert (volume.voxels.dtype, volume.voxels.max()) == (kept, largest)


def test_integers_too_large_for_any_type_are_refused(tmp_path, load):
    with pytest.raises(ReadError, match="too large"):
        load(a_nifti(tmp_path / "x.nii.gz", np.array([[[0, 4_000_000_000]]], np.uint32), np.eye(4)))


@pytest.mark.parametrize(
    ("units", "step", "times", "unit"),
    [
        (("mm", "sec"), 2.5, (0.0, 2.5), "s"),
        (("mm", "msec"), 500, (0.0, 0.5), "s"),
        (("mm", None), 3, (1, 2), ""),
    ],
)
def test_a_fourth_axis_is_a_series_in_time(tmp_path, scan, units, step, times, unit):
    voxels = np.arange(48, dtype=np.int16).reshape(2, 3, 4, 2)
    (entry,) = scan(a_nifti(tmp_path / "x.nii", voxels, np.eye(4), units=units, step=step)).series
    assert (entry.shape_kji, entry.time_points) == ((4, 3, 2), 2)
    series = load_series(entry, report=LocalReport())
    assert (series.times, series.time_unit) == (times, unit)
    for t, volume in enumerate(series.volumes):
        assert np.array_equal(volume.voxels, voxels[..., t].T)
        assert volume.report.problems == ()


def test_of_a_vector_the_first_value_is_shown_and_said(tmp_path, load):
    voxels = np.arange(72, dtype=np.int16).reshape(2, 3, 4, 1, 3)
    volume = load(a_nifti(tmp_path / "x.nii", voxels, np.eye(4)))
    assert np.array_equal(volume.voxels, voxels[..., 0, 0].T)
    assert volume.report.problems[0].code == "FIRST_OF_SERIES"
    assert "3 values" in volume.report.problems[0].message


def test_what_is_no_number_stays_so_at_every_point_in_time(tmp_path, load):
    voxels = np.ones((2, 3, 4, 2), np.float32)
    voxels[1, 2, 3, 1] = np.nan
    series = load(a_nifti(tmp_path / "x.nii", voxels, np.eye(4)))
    assert [int(np.isnan(volume.voxels).sum()) for volume in series.volumes] == [0, 1]
    assert np.isnan(series.volumes[1].voxels[3, 2, 1])


@pytest.mark.parametrize("kind", [sitk.sitkVectorUInt8, sitk.sitkVectorFloat32, sitk.sitkVectorUInt16])
def test_vectors_are_refused(tmp_path, scan, kind):
    image = sitk.Image([3, 3, 3], kind, 3)
    for name in ("x.nrrd", "x.nii") if kind == sitk.sitkVectorUInt8 else ("x.nrrd", "x.mha", "x.nii"):
        sitk.WriteImage(image, str(tmp_path / name))
        with pytest.raises(ReadError, match="holds vectors, complex numbers or colours of more than 8 bits"):
            scan(tmp_path / name)


def test_complex_numbers_are_refused(tmp_path, scan):
    sitk.WriteImage(sitk.Image([3, 3, 3], sitk.sitkComplexFloat32), str(tmp_path / "x.nii"))
    with pytest.raises(ReadError, match="complex numbers"):
        scan(tmp_path / "x.nii")


def test_nifti_without_a_frame_has_no_orientation(tmp_path, load):
    volume = load(a_nifti(tmp_path / "x.nii", np.zeros((2, 2, 2), np.int16), np.eye(4), code=0))
    assert not volume.has_orientation
    assert volume.report.problems[0].code == "NO_ORIENTATION"


@pytest.mark.parametrize("name", ["x.nrrd", "x.nhdr", "x.mha", "x.mhd", "x.nii", "x.nii.gz", "X.NII.GZ"])
def test_every_format_keeps_place_and_values(tmp_path, load, name):
    array = np.arange(60, dtype=np.int16).reshape(3, 4, 5)
    image = sitk.GetImageFromArray(array)
    image.SetSpacing((0.5, 0.75, 2.0))
    image.SetOrigin((10, -20, 30))
    image.SetDirection((0, 1, 0, -1, 0, 0, 0, 0, 1))
    path = tmp_path / name
    written = tmp_path / name.lower()
    sitk.WriteImage(image, str(written))
    written.rename(path)
    volume = load(path)
    assert isinstance(volume, Volume)
    assert np.array_equal(volume.voxels, array)
    assert volume.geometry.origin_lps == pytest.approx((10, -20, 30))
    assert volume.geometry.spacing_ijk == pytest.approx((0.5, 0.75, 2.0))
    assert volume.value_at(image.TransformIndexToPhysicalPoint((4, 1, 2))) == array[2, 1, 4]
    assert volume.has_orientation


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.mhd", "NDims = 3\nDimSize = 2 2 2\nElementType = MET_UCHAR\nElementDataFile = {file}\n"),
        ("x.mhd", "NDims = 3\nDimSize = 2 2 2\nElementType = MET_UCHAR\nElementDataFile = LIST\n{file}\n"),
        ("x.mha", "NDims = 3\nDimSize = 2 2 2\nElementType = MET_UCHAR\nElementDataFile={file}\n"),
        ("x.nhdr", "NRRD0004\ntype: uchar\ndimension: 3\nsizes: 2 2 2\nencoding: raw\ndata file: {file}\n"),
        ("x.nhdr", "NRRD0004\ntype: uchar\ndimension: 3\nsizes: 2 2 2\nencoding: raw\ndatafile:{file}\n"),
        (
            "x.nrrd",
            "NRRD0004\ntype: uchar\ndimension: 3\nsizes: 2 2 2\nencoding: raw\ndata file: LIST\n{file}\n",
        ),
    ],
)
@pytest.mark.parametrize("file", ["../secret.raw", "{folder}/secret.raw", "link.raw"])
def test_a_data_file_outside_the_folder_is_never_read(tmp_path, scan, name, text, file):
    secret = tmp_path / "secret.raw"
    secret.write_bytes(b"secret!!")
    folder = tmp_path / "chosen"
    folder.mkdir()
    (folder / "link.raw").symlink_to(secret)
    (folder / name).write_text(text.format(file=file.format(folder=tmp_path)))
    with pytest.raises(ReadError, match="outside its own folder"):
        scan(folder / name)


def test_a_missing_data_file_is_named(tmp_path, scan):
    (tmp_path / "x.nhdr").write_text(
        "NRRD0004\ntype: uchar\ndimension: 3\nsizes: 2 2 2\nencoding: raw\ndata file: slice.%02d 1 2 1\n"
    )
    with pytest.raises(ReadError, match=r"slice\.01, which is not beside it"):
        scan(tmp_path / "x.nhdr")


@pytest.mark.parametrize("name", ["x.nii", "x.nii.gz", "x.nrrd", "x.mha", "x.mhd", "x.hdr", "x.nhdr"])
@pytest.mark.parametrize(
    "content", [b"", b"junk" * 300, gzip.compress(b"junk" * 300, mtime=0), b"NRRD0004\n", b"\x5c\1\0\0"]
)
def test_junk_is_one_sentence(tmp_path, scan, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError, match="cannot be opened"):
        scan(tmp_path / name)


def test_a_cut_file_is_one_sentence_not_a_picture_of_zeros(tmp_path, load):
    noise = np.random.default_rng(1).integers(-1000, 1000, (20, 20, 20)).astype(np.int16)
    for name in ("x.nii", "x.nii.gz"):
        path = a_nifti(tmp_path / name, noise, np.eye(4))
        path.write_bytes(path.read_bytes()[:-900])
        with pytest.raises(ReadError, match="damaged"):
            load(path)
    for name in ("x.nrrd", "x.mha"):
        path = tmp_path / name
        sitk.WriteImage(sitk.GetImageFromArray(noise), str(path), useCompression=True)
        path.write_bytes(path.read_bytes()[:-900])
        with pytest.raises(ReadError, match="damaged"):
            load(path)


def test_a_sheared_grid_is_refused(tmp_path, scan):
    affine = np.eye(4)
    affine[0, 2] = 0.1
    with pytest.raises(ReadError, match="cannot be shown truly"):
        scan(a_nifti(tmp_path / "x.nii", np.zeros((3, 3, 3), np.int16), affine))


def test_sform_goes_before_qform(tmp_path, load):
    path = a_nifti(tmp_path / "x.nii", np.zeros((2, 2, 2), np.int16), np.diag([2.0, 2, 2, 1]))
    raw = bytearray(path.read_bytes())
    raw[268:272] = np.float32(500).tobytes()  # the qform's own offset
    path.write_bytes(raw)
    assert load(path).geometry.origin_lps == (0, 0, 0)


def test_a_packed_file_of_two_members_is_whole(tmp_path, load):
    path = a_nifti(tmp_path / "x.nii", np.arange(8, dtype=np.int16).reshape(2, 2, 2), np.eye(4))
    raw = path.read_bytes()
    packed = tmp_path / "y.nii.gz"
    packed.write_bytes(gzip.compress(raw[:357]) + gzip.compress(raw[357:]))
    assert load(packed).voxels.max() == 7


@pytest.mark.parametrize("dtype", [">f4", "<f4", "<f8"])
@pytest.mark.parametrize("name", ["x.nii", "x.nii.gz"])
@pytest.mark.parametrize("slope_inter", [(1, 0), (2, -1000)])
def test_what_is_not_a_number_in_nifti_is_not_read_as_nought(tmp_path, load, name, dtype, slope_inter):
    # A time axis: only the first volume is looked at.
    stored = np.arange(48, dtype=dtype).reshape(2, 3, 4, 2)
    stored[1, 2, 3, 0], stored[0, 1, 2, 0], stored[1, 1, 1, 1] = np.nan, -np.inf, np.nan
    path = tmp_path / name
    header = nibabel.Nifti1Header(endianness=dtype[0])
    header.set_data_dtype(dtype)
    header.set_data_shape(stored.shape)
    header.set_sform(np.eye(4), 1)
    header["magic"], header["vox_offset"] = b"n+1", 352
    header["scl_slope"], header["scl_inter"] = slope_inter
    content = header.binaryblock + bytes(4) + stored.tobytes("F")
    path.write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    truth = stored.T.astype(np.float32) * slope_inter[0] + slope_inter[1]
    for volume, voxels in zip(load(path).volumes, truth, strict=True):
        np.testing.assert_array_equal(volume.voxels, voxels)


def test_the_second_kind_of_nifti_is_refused_by_its_name(tmp_path, load):
    nibabel.save(nibabel.Nifti2Image(np.zeros((2, 3, 4), np.int16), np.eye(4)), tmp_path / "x.nii")
    with pytest.raises(ReadError, match="NIfTI-2"):
        load(tmp_path / "x.nii")
