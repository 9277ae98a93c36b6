"""A file cut anywhere is refused, or was not needed to the end: it is never a picture with wrong values."""

from __future__ import annotations

import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813
from PIL import Image

from medviewer.core.errors import ReadError
from medviewer.core.volume import Volume
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path

NOISE = np.random.default_rng(0).integers(1, 1000, (3, 5, 7)).astype(np.int16)
PICTURE = np.random.default_rng(0).integers(1, 255, (20, 30)).astype(np.uint8)


def write(path):
    if path.suffix in (".png", ".tif"):
        Image.fromarray(PICTURE).save(path)
    else:
        sitk.WriteImage(sitk.GetImageFromArray(NOISE), str(path), "packed" in path.name)


def values_of(path):
    (entry,) = scan_path(str(path), report=LocalReport()).series
    image = load_series(entry, report=LocalReport())
    return image.voxels if isinstance(image, Volume) else image.frames


@pytest.mark.parametrize(
    "name",
    [
        "x.nii",
        "x.nii.gz",
        "x.nrrd",
        "packed.nrrd",
        "x.mha",
        "packed.mha",
        "x.mhd",
        "packed.mhd",
        "x.png",
        "x.tif",
    ],
)
def test_a_file_cut_anywhere_is_never_a_wrong_picture(tmp_path, name):
    path = tmp_path / name
    write(path)
    pixels = path.with_suffix(".zraw" if "packed" in name else ".raw") if name.endswith(".mhd") else path
    whole = values_of(path).copy()
    raw = pixels.read_bytes()
    refused = 0
    for length in [*range(0, len(raw), max(1, len(raw) // 120)), len(raw) - 1]:
        pixels.write_bytes(raw[:length])
        try:
            values = values_of(path)
        except ReadError:
            refused += 1
        else:
            assert np.array_equal(values, whole), f"cut at {length} of {len(raw)}"
    assert refused > 30


def test_a_dicom_file_cut_anywhere_is_never_a_wrong_picture(a_slice):
    path = a_slice("x.dcm", pixels=NOISE[0].astype(np.uint16))
    whole = values_of(path).copy()
    raw = path.read_bytes()
    for length in range(len(raw)):
        path.write_bytes(raw[:length])
        with pytest.raises(ReadError):
            values_of(path)
    assert whole.shape == (1, 5, 7)
