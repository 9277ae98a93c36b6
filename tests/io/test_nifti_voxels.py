"""NIfTI voxels are exactly what nibabel and SimpleITK give, and damage is never a picture."""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from pathlib import Path

import nibabel
import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813

from medviewer.core.errors import Cancelled, ReadError
from medviewer.core.volume import Volume
from medviewer.io import gzip_stream
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path

TYPES = ("u1", "i1", "i2", "u2", "i4", "u4", "i8", "f4", "f8")


def load(path, report=None):
    (entry,) = scan_path(str(path), report=LocalReport()).series
    image = load_series(entry, report=report or LocalReport())
    return image.voxels if isinstance(image, Volume) else np.stack([v.voxels for v in image.volumes])


def packed(raw, how):
    match how:
        case "plain":
            return raw
        case "one member":
            return gzip.compress(raw, 1)
        case "many members":
            return b"".join(gzip.compress(raw[n : n + 999]) for n in range(0, len(raw), 999))
        case "padded":
            return gzip.compress(raw) + b"\0" * 512
        case "with a name":
            pack = zlib.compressobj(6, zlib.DEFLATED, -15)
            body = pack.compress(raw) + pack.flush()
            head = b"\x1f\x8b\x08\x08" + b"\0" * 6 + b"x.nii\0"
            return head + body + zlib.crc32(raw).to_bytes(4, "little") + len(raw).to_bytes(4, "little")
    raise AssertionError(how)


def a_file(folder, voxels_ijk, how="plain", scale=(1.0, 0.0), order="<", offset=352, more=b""):
    header = nibabel.Nifti1Header(endianness=order)
    header.set_data_dtype(voxels_ijk.dtype.newbyteorder(order))
    header.set_data_shape(voxels_ijk.shape)
    header.set_sform(np.eye(4), 1)
    header.set_xyzt_units("mm", "sec")
    header["magic"], header["vox_offset"] = b"n+1", offset
    header["scl_slope"], header["scl_inter"] = scale
    raw = header.binaryblock + bytes(4) + bytes(offset - 352)
    raw += voxels_ijk.astype(voxels_ijk.dtype.newbyteorder(order)).tobytes("F") + more
    path = folder / ("x.nii" if how == "plain" else "x.nii.gz")
    path.write_bytes(packed(raw, how))
    return path


@pytest.fixture
def some_voxels():
    return np.random.default_rng(1).integers(0, 120, (7, 6, 5))


@pytest.mark.parametrize("how", ["plain", "one member", "many members", "padded", "with a name"])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("kind", TYPES)
def test_every_type_in_every_packing_is_read_exactly(tmp_path, some_voxels, kind, order, how):
    stored = some_voxels.astype(kind)
    found = load(a_file(tmp_path, stored, how, order=order))
    assert np.array_equal(found, stored.T)
    assert found.dtype.isnative


@pytest.mark.parametrize("how", ["plain", "one member"])
@pytest.mark.parametrize("scale", [(0.5, -3.0), (1.0, -1024.0), (0.1, 0.0), (float("nan"), 0.0)])
@pytest.mark.parametrize("kind", ["i2", "u1", "f4", "i4"])
def test_scaled_values_are_those_of_simpleitk(tmp_path, some_voxels, kind, scale, how):
    path = a_file(tmp_path, some_voxels.astype(kind), how, scale)
    truth = sitk.GetArrayFromImage(sitk.ReadImage(str(path)))
    assert np.array_equal(load(path), truth.astype(np.float32))


def test_slope_of_nought_means_no_scaling(tmp_path, some_voxels):
    path = a_file(tmp_path, some_voxels.astype("i2"), scale=(0.0, 7.0))
    assert np.array_equal(load(path), some_voxels.T)
    assert np.array_equal(np.asarray(nibabel.load(path).dataobj), some_voxels)


def test_intercept_that_is_no_number_is_refused(tmp_path, some_voxels):
    path = a_file(tmp_path, some_voxels.astype("i2"), scale=(2.0, float("nan")))
    with pytest.raises(ReadError, match="does not say what its numbers mean"):
        load(path)


@pytest.mark.parametrize("offset", [352, 353, 368, 4000])
@pytest.mark.parametrize("how", ["plain", "one member"])
def test_voxels_may_begin_anywhere(tmp_path, some_voxels, how, offset):
    stored = some_voxels.astype("i4")
    assert np.array_equal(load(a_file(tmp_path, stored, how, offset=offset)), stored.T)


@pytest.mark.parametrize("how", ["one member", "many members"])
def test_what_lies_after_the_voxels_is_left_alone(tmp_path, some_voxels, how):
    stored = some_voxels.astype("i2")
    assert np.array_equal(load(a_file(tmp_path, stored, how, more=b"x" * 5000)), stored.T)


def test_plain_file_beside_a_packed_one_is_not_taken_for_it(tmp_path, some_voxels):
    packed_one = a_file(tmp_path, some_voxels.astype("i2"), "one member")
    a_file(tmp_path, some_voxels.astype("i2") + 1)
    assert np.array_equal(load(packed_one), some_voxels.T)


@pytest.mark.parametrize("how", ["one member", "with a name", "many members"])
def test_altered_bytes_are_noticed_by_the_check_sum(tmp_path, how):
    stored = np.random.default_rng(2).integers(0, 4000, (16, 16, 16)).astype("i2")
    path = a_file(tmp_path, stored, how)
    raw = bytearray(path.read_bytes())
    for place in (len(raw) // 2, len(raw) - 6):
        broken = bytearray(raw)
        broken[place] ^= 0x10
        path.write_bytes(broken)
        with pytest.raises(ReadError):
            load(path)


def test_header_that_promises_more_than_can_be_packed_takes_no_memory(tmp_path):
    path = a_file(tmp_path, np.zeros((4, 4, 4), "i2"), "one member")
    raw = bytearray(gzip.decompress(path.read_bytes()))
    raw[42:48] = np.array([2000, 2000, 500], "<i2").tobytes()
    size = (352 + 2 * 2000 * 2000 * 500) % (1 << 32)
    lying = bytearray(gzip.compress(bytes(raw)))
    lying[-4:] = size.to_bytes(4, "little")  # so that the length alone does not give it away
    path.write_bytes(lying)

    class Counts(LocalReport):
        taken = 0

        def empty(self, shape, dtype):
            Counts.taken += int(np.prod(shape))
            return super().empty(shape, dtype)

    with pytest.raises(ReadError):
        load(path, Counts())
    assert Counts.taken == 0


def test_file_that_unpacks_to_far_more_than_its_header_says_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(gzip_stream, "_MOST_AFTER", 1 << 20)
    path = a_file(tmp_path, np.zeros((4, 4, 4), "i2"), "one member", more=bytes(8 << 20))
    with pytest.raises(ReadError, match="damaged"):
        load(path)


def test_cancel_while_unpacking_ends_at_once(tmp_path, monkeypatch, some_voxels):
    import imagecodecs

    real = imagecodecs.gzip_decode
    is_let_go = threading.Event()

    def slow(data, out):
        is_let_go.wait(10)
        return real(data, out=out)

    monkeypatch.setattr(imagecodecs, "gzip_decode", slow)

    class Stops(LocalReport):
        def __call__(self, fraction, message=""):
            if message == "Unpacking":
                raise Cancelled()

    begin = time.monotonic()
    with pytest.raises(Cancelled):
        load(a_file(tmp_path, some_voxels.astype("i2"), "one member"), Stops())
    assert time.monotonic() - begin < 1.0
    is_let_go.set()
    for thread in threading.enumerate():
        if thread.name == "unpack":
            thread.join()


@pytest.mark.real_data
def test_every_real_nifti_file_is_read_as_nibabel_and_simpleitk_read_it(data_dir):
    compared = 0
    for path in sorted(Path(data_dir).rglob("*.nii*")):
        try:
            found = load(path)
        except ReadError:
            continue
        image = nibabel.load(path)
        truth = np.asarray(image.dataobj)
        if truth.dtype.names:
            continue  # colours are compared with the series that they were made from
        assert np.array_equal(found.reshape(truth.T.shape), truth.T.astype(found.dtype)), path.name
        itk = sitk.GetArrayFromImage(sitk.ReadImage(str(path)))
        assert np.array_equal(found.reshape(itk.shape), itk.astype(found.dtype)), path.name
        compared += 1
    assert compared >= 5
