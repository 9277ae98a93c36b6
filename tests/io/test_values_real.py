"""Values and colours of real files, against what was measured and against other decoders."""

from __future__ import annotations

import warnings
from pathlib import Path

import nibabel
import numpy as np
import pydicom
import pytest
import SimpleITK as sitk  # noqa: N813 - its usual name
from pydicom.data import get_testdata_file
from pydicom.pixels import apply_color_lut, apply_modality_lut

from medviewer.core.errors import ReadError
from medviewer.core.series import Verdict
from medviewer.core.volume import Stack, Volume, default_window
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path

COLOURED = (
    "ExplVR_BigEnd",
    "GDCMJ2K_TextGBR",
    "SC_jpeg_no_color_transform",
    "SC_jpeg_no_color_transform_2",
    "SC_rgb_dcmtk_+eb+cr",
    "SC_rgb_dcmtk_+eb+cy+n1",
    "SC_rgb_dcmtk_+eb+cy+n2",
    "SC_rgb_dcmtk_+eb+cy+np",
    "SC_rgb_dcmtk_+eb+cy+s2",
    "SC_rgb_dcmtk_+eb+cy+s4",
    "SC_rgb_gdcm_KY",
    "SC_rgb_jls_lossy_line",
    "SC_rgb_jls_lossy_sample",
    "SC_rgb_jpeg",
    "SC_rgb_jpeg_app14_dcmd",
    "SC_rgb_jpeg_dcmd",
    "SC_rgb_jpeg_dcmtk",
    "SC_rgb_jpeg_gdcm",
    "SC_rgb_jpeg_lossy_gdcm",
    "SC_rgb_rle",
    "SC_rgb_rle_16bit",
    "SC_rgb_rle_16bit_2frame",
    "SC_rgb_rle_2frame",
    "SC_rgb_rle_32bit",
    "SC_rgb_small_odd",
    "SC_rgb_small_odd_big_endian",
    "SC_rgb_small_odd_jpeg",
    "SC_ybr_full_422_uncompressed",
    "examples_jpeg2k",
    "examples_palette",
    "examples_rgb_color",
    "examples_ybr_color",
)
GREY = (
    "693_J2KI",
    "CT_small",
    "J2K_pixelrep_mismatch",
    "JPEG-lossy",
    "JPEG2000",
    "JPEGLSNearLossless_08",
    "JPEGLSNearLossless_16",
    "JPGExtended",
    "MR_small_RLE",
    "MR_small_bigendian",
    "MR_small_jp2klossless",
    "MR_small_jpeg_ls_lossless",
    "MR_small_padded",
    "image_dfl",
)


def load_one(path) -> Volume | Stack:
    (entry,) = (e for e in scan_path(str(path), report=LocalReport()).series if e.kind == "dicom")
    return load_series(entry, report=LocalReport())


def values_of(image) -> np.ndarray:
    return image.voxels if isinstance(image, Volume) else image.frames


def by_pydicom(path) -> np.ndarray | None:
    """True values, or colours of 8 bits; None where pydicom has no decoder here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dataset = pydicom.dcmread(path)
        try:
            pixels = dataset.pixel_array
        except (RuntimeError, NotImplementedError, AttributeError):
            return None
        if dataset.PhotometricInterpretation == "PALETTE COLOR":
            pixels = apply_color_lut(pixels, dataset)
        elif dataset.SamplesPerPixel == 1:
            return np.asarray(apply_modality_lut(pixels, dataset))
    return pixels >> (8 * (pixels.dtype.itemsize - 1))


def by_gdcm(path) -> np.ndarray:
    return np.asarray(sitk.GetArrayFromImage(sitk.ReadImage(str(path))))


@pytest.mark.parametrize("name", COLOURED)
def test_colours_are_those_of_two_other_decoders(name) -> None:
    path = get_testdata_file(f"{name}.dcm", download=False)
    rgb = load_one(path).rgb
    others = [by_pydicom(path)]
    if "16bit" not in name and "32bit" not in name:  # GDCM takes the bytes of wide run lengths apart wrongly
        others.append(by_gdcm(path))
    held = [other for other in others if other is not None]
    assert held
    for other in held:
        assert np.abs(rgb.astype(int) - other.reshape(rgb.shape)).max() <= 1


@pytest.mark.parametrize("name", GREY)
def test_values_are_those_of_two_other_decoders(name) -> None:
    path = get_testdata_file(f"{name}.dcm", download=False)
    values = values_of(load_one(path))
    for other in (by_pydicom(path), by_gdcm(path)):
        if other is not None:
            assert np.abs(values.astype(int) - other.reshape(values.shape)).max() <= int("lossy" in name)


@pytest.mark.real_data
@pytest.mark.parametrize(("name", "exact"), [("HTJ2KLossless_08_RGB", True), ("HTJ2K_08_RGB", False)])
def test_high_throughput_jpeg_2000_does_not_wrap(data_dir: Path, name, exact) -> None:
    path = data_dir / f"dicom/htj2k/{name}.dcm"
    rgb = load_one(path).rgb.astype(int)
    assert np.abs(rgb - by_gdcm(path)).max() <= (0 if exact else 1)


@pytest.mark.real_data
def test_a_palette_without_preamble_has_the_colours_of_a_face(data_dir: Path) -> None:
    path = data_dir / "dicom/palette-no-preamble/OT-PAL-8-face.dcm"
    image = load_one(path)
    assert np.array_equal(image.rgb, by_gdcm(path)[np.newaxis].reshape(image.rgb.shape))
    assert default_window(image).name == "true colours"


@pytest.mark.real_data
def test_a_colour_volume_is_a_grid(data_dir: Path) -> None:
    image = load_one(data_dir / "dicom/rgb-volume")
    assert isinstance(image, Volume)
    assert image.report.verdict is Verdict.REGULAR
    assert image.rgb.shape == (4, 77, 52, 3)


@pytest.mark.real_data
def test_a_parametric_map_keeps_its_fractions(data_dir: Path) -> None:
    image = load_one(data_dir / "dicom/parametric-map")
    assert image.voxels.dtype == np.float32
    assert image.voxels[0, 64, 64] == pytest.approx(0.120037, rel=1e-5)
    assert image.windows[0].apply(0.25) == 0.25


@pytest.mark.real_data
def test_a_mammogram_brings_its_tables_and_its_windows(data_dir: Path) -> None:
    image = load_one(data_dir / "dicom/mammogram")
    assert [(lut.name, lut.bits, lut.table.size) for lut in image.voi_luts] == [
        ("NORMAL", 12, 3447),
        ("HARDER", 12, 3016),
        ("SOFTER", 12, 3887),
    ]
    assert [(w.name, w.function) for w in image.windows] == [
        ("NORMAL", "SIGMOID"),
        ("HARDER", "SIGMOID"),
        ("SOFTER", "SIGMOID"),
    ]
    assert np.array_equal(image.frames, by_gdcm(data_dir / "dicom/mammogram/GH133.dcm"))


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "place", "value"), [("RG3_J2KR", (880, 880), 306), ("RG1_J2KI", (977, 920), 3342)]
)
def test_radiographs_with_low_values_white_keep_their_values(data_dir: Path, name, place, value) -> None:
    image = load_one(data_dir / "dicom/cr-monochrome1" / name)
    assert image.inverted
    # ITK turns the values round, so the measured fact is what is left to white.
    dataset = pydicom.dcmread(data_dir / "dicom/cr-monochrome1" / name)
    assert int(values_of(image)[0][place]) == int(dataset.pixel_array[place]) == value


@pytest.mark.real_data
def test_the_same_picture_in_nine_codings_has_the_same_values(data_dir: Path) -> None:
    files = sorted((data_dir / "dicom/ts-lossless-nine").iterdir())
    images = [values_of(load_one(file)) for file in files]
    assert len(images) == 9
    for image in images[1:]:
        assert np.array_equal(image, images[0])


@pytest.mark.real_data
def test_the_same_series_in_three_codings_has_the_same_values(data_dir: Path) -> None:
    folders = [data_dir / f"dicom/series-compressed_{name}" for name in ("jpeg", "jpegls", "rle")]
    volumes = [load_one(folder) for folder in folders]
    truth = nibabel.load(next(folders[0].rglob("*.nii.gz"))).get_fdata()
    for volume in volumes:
        assert np.array_equal(volume.voxels, volumes[0].voxels)
        assert np.sort(volume.voxels.ravel()).tolist() == np.sort(truth.ravel()).astype(int).tolist()


@pytest.mark.real_data
def test_fragmented_lossless_jpeg_has_the_measured_sum(data_dir: Path) -> None:
    volume = load_one(data_dir / "dicom/mr-t1-jpegll-fragmented")
    assert (int(volume.voxels.sum(dtype=np.int64)), int(volume.voxels.max())) == (244512957, 2712)


@pytest.mark.real_data
def test_an_overlay_is_kept_out_of_the_values(data_dir: Path) -> None:
    path = data_dir / "dicom/colour-and-us/examples_overlay.dcm"
    image = load_one(path)
    assert image.overlays[0]
    assert np.array_equal(image.voxels, by_gdcm(path))


@pytest.mark.real_data
def test_an_ultrasound_without_spacing_is_measured_in_pixels(data_dir: Path) -> None:
    image = load_one(data_dir / "dicom-bad/no-pixels-no-spacing/no-pixel-spacing.dcm")
    assert image.rgb.shape == (1, 600, 800, 3)


@pytest.mark.real_data
def test_a_code_stream_that_no_decoder_reads_is_refused_with_a_sentence(data_dir: Path) -> None:
    path = data_dir / "dicom-bad/truncated-and-malformed/JPEG2000-embedded-sequence-delimiter.dcm"
    with pytest.raises(ReadError, match=r"\.$"):
        load_one(path)
