"""Real files with measured facts: values, places and verdicts of the plain kinds, sentences for the rest."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813
from highdicom.spatial import get_volume_positions

from medviewer.core.errors import ReadError
from medviewer.core.series import Catalog, Verdict
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.io.dicom.admission import admit
from medviewer.io.dicom.parse.header import Header, read_header
from medviewer.io.dicom.pixels.stored_pixels import read_stored
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path

pytestmark = pytest.mark.real_data

AXIAL_PLANE = 0x00200037


def test_a_chest_ct_has_its_measured_values_and_places(data_dir, load):
    volume = load(data_dir / "dicom/ct-chest-lidc0314-5mm")
    assert isinstance(volume, Volume)
    assert (volume.geometry.shape_kji, volume.unit, volume.geometry.orientation) == (
        (28, 512, 512),
        "HU",
        "LPS",
    )
    assert volume.geometry.spacing_ijk == pytest.approx((0.78125, 0.78125, 5.0), abs=1e-6)
    (window,) = volume.windows
    assert (window.width, window.level) == (2000, -450)
    files = scan_path(str(data_dir / "dicom/ct-chest-lidc0314-5mm"), report=LocalReport()).series[0].files
    k = [Path(file).name for file in files].index("000042.dcm")
    expected = {(256, 256): 29, (256, 128): -868, (256, 384): -21, (384, 256): 124, (5, 5): -1000}
    assert {place: int(volume.voxels[k][place]) for place in expected} == expected
    assert volume.geometry.index_to_lps((0, 0, k))[2] == pytest.approx(-519.8, abs=0.05)


def test_an_abdomen_ct_with_empty_identifiers_loads(data_dir, load):
    volume = load(data_dir / "dicom/ct-abdomen-j2k")
    assert volume.geometry.shape_kji == (20, 512, 512)
    assert volume.geometry.spacing_ijk[2] == pytest.approx(2.0)
    assert volume.info.series_id
    labels = load(data_dir / "dicom/ct-abdomen-j2k-labels.nii.gz")
    # The label map is stored upside down against the DICOM: it must agree in the world.
    assert labels.geometry.orientation == "LAS"
    flipped = labels.voxels[:, ::-1, :]
    means = [float(volume.voxels[flipped == number].mean()) for number in (5, 52, 1)]
    assert means == pytest.approx([89.3, 177.3, 79.6], abs=0.1)
    assert labels.geometry.index_to_lps((0, 511, 0)) == pytest.approx(volume.geometry.origin_lps, abs=1e-2)


def test_lossless_jpeg_in_fragments_is_exact(data_dir, load):
    volume = load(data_dir / "dicom/mr-t1-jpegll-fragmented")
    assert volume.geometry.shape_kji == (96, 128, 128)
    assert volume.geometry.spacing_ijk == pytest.approx((2, 2, 2))
    assert (int(volume.voxels.sum(dtype=np.int64)), int(volume.voxels.max())) == (244512957, 2712)
    assert volume.geometry.orientation == "PIR"


def test_a_wrist_keeps_its_unsigned_values(data_dir, load):
    volume = load(data_dir / "dicom/mr-wrist-coronal")
    assert volume.geometry.shape_kji == (16, 256, 256)
    assert volume.geometry.spacing_ijk == pytest.approx((0.234375, 0.234375, 2.0), abs=1e-5)
    assert volume.geometry.orientation == "LIP"
    assert 1109 in volume.voxels[:, 128, 128]


def test_a_tilted_head_is_sheared_by_its_gantry_angle(data_dir, load):
    volume = load(data_dir / "dicom/ct-head-gantry-tilt")
    assert isinstance(volume, Volume)
    assert volume.report.verdict is Verdict.SHEARED
    assert volume.report.problems[0].message.startswith("Gantry tilt of 18.5 degrees, corrected")
    assert volume.report.positions.tilt_degrees == pytest.approx(18.5, abs=0.01)
    assert volume.geometry.spacing_ijk == pytest.approx((0.482421875, 0.482421875, 2.371), abs=1e-3)
    assert isinstance(volume.acquired, Stack)
    assert [plane.spacing_ijk[2] for plane in volume.acquired.planes] == pytest.approx([2.371] * 10, abs=1e-3)
    steps = np.diff([plane.origin_lps for plane in volume.acquired.planes], axis=0)
    assert np.abs(steps - [0, 0, 2.5]).max() < 0.01


@pytest.mark.parametrize(
    ("name", "verdicts", "codes"),
    [
        ("dicom/mr-brain-axial-oblique", ["GAPPED"], {"UNEVEN"}),
        ("dicom-bad/missing-slice", ["GAPPED"], {"GAP"}),
        ("dicom-bad/same-position", ["STACK"], {"SAME_POSITION"}),
        ("dicom-bad/two-orientations-one-series", ["REGULAR", "REGULAR"], set()),
        ("dicom-bad/two-slices-only", ["REGULAR"], set()),
        ("dicom-bad/no-modality-ct", ["REGULAR"], {"NO_MODALITY"}),
        (
            "dicom/siemens-mosaic/MR.1.3.12.2.1107.5.2.32.35131.2014031012493950715786673",
            ["REGULAR"],
            set(),
        ),
        ("dicom/enhanced-ct", ["REGULAR"], {"NO_HU"}),
        ("dicom/enhanced-mr-knee", ["STACK"], {"SAME_POSITION"}),
        ("dicom/rtdose", ["REGULAR"], set()),
        ("dicom/palette-no-preamble", ["STACK"], {"NO_SPACING"}),
        ("dicom/htj2k", ["STACK"], {"NO_SPACING"}),
        ("dicom/nm-gated", ["STACK"], set()),
    ],
)
def test_verdicts_on_real_series(data_dir, scan, name, verdicts, codes):
    entries = scan(data_dir / name).series
    assert [entry.report.verdict.name for entry in entries] == verdicts
    assert codes <= {problem.code for entry in entries for problem in entry.report.problems}


def test_regular_exactly_when_highdicom_builds_a_volume(data_dir):
    checked = 0
    for folder in ("dicom", "dicom-bad"):
        for entry in scan_path(str(data_dir / folder), report=LocalReport()).series:
            if entry.kind != "dicom" or len(entry.files) < 2 or entry.report.verdict is Verdict.REFUSED:
                continue
            headers = [read_header(file) for file in entry.files]
            positions = [header.numbers(0x00200032) for header in headers]
            if not all(len(position) == 3 for position in positions):
                continue
            if "RADIAL" in {problem.code for problem in entry.report.problems}:
                continue
            spacing, _ = get_volume_positions(positions, headers[0].numbers(AXIAL_PLANE))
            assert (entry.report.verdict is Verdict.REGULAR) == (spacing is not None), entry.files[0]
            checked += 1
    assert checked > 10


def test_nine_lossless_codings_of_one_picture_are_identical(data_dir):
    pictures = []
    for file in sorted((data_dir / "dicom/ts-lossless-nine").iterdir()):
        header = read_header(str(file))
        stored = np.empty((1, header.rows, header.columns), np.uint16)
        read_stored(header, stored)
        pictures.append(stored)
    assert len(pictures) == 9
    assert all(np.array_equal(pictures[0], other) for other in pictures[1:])
    assert pictures[0].max() > 1000


def compressed(data_dir) -> list[Header]:
    found = []
    for folder in ("cr-monochrome1", "mammogram", "small-syntaxes", "ct-abdomen-j2k"):
        for file in sorted((data_dir / "dicom" / folder).iterdir())[:12]:
            header = read_header(str(file))
            if admit(header).kind == "image" and header.frames == 1 and header.samples == 1:
                found.append(header)
    return found


def test_two_decoders_agree_exactly(data_dir):
    headers = compressed(data_dir)
    assert len(headers) > 15
    for header in headers:
        stored = np.empty((1, header.rows, header.columns), f"u{header.bits_allocated // 8}")
        read_stored(header, stored)
        values = (stored.view(f"i{stored.itemsize}") if header.is_signed else stored).astype(float)
        intercept, slope = header.number(0x00281052) or 0.0, header.number(0x00281053) or 1.0
        other = sitk.GetArrayFromImage(sitk.ReadImage(header.path)).reshape(values.shape)
        if header.string(0x00280004) == "MONOCHROME1":  # ITK turns these round
            other = other.astype(float)
            assert np.ptp(other + values) == 0, header.path
        else:
            lossy = header.transfer_syntax.endswith((".4.50", ".4.51", ".4.91"))
            assert np.abs(other - (values * slope + intercept)).max() <= int(lossy), header.path


def test_names_in_many_encodings(data_dir, scan):
    names = {entry.info.study.patient_name for entry in scan(data_dir / "dicom/charsets").series}
    assert {"Buc Jérôme", "Äneas Rüdiger", "قباني لنزار", "Διονυσιος", "山田 太郎 (Yamada Tarou)"} <= names
    assert any("小" in name or "王" in name for name in names)


def test_a_mixed_media_folder_is_sorted_into_its_series(data_dir, scan):
    catalog = scan(data_dir / "dicom/dicomdir")
    assert len({entry.info.study.patient_id for entry in catalog.series if entry.info.study.patient_id}) >= 2
    assert len({entry.series_id for entry in catalog.series}) == len(catalog.series)


def test_left_to_right_and_right_to_left_files_are_one_world(data_dir, load):
    one, other = (load(data_dir / f"mr/avg152T1_{way}_nifti.nii.gz") for way in ("LR", "RL"))
    assert (one.geometry.orientation, other.geometry.orientation) == ("LAS", "RAS")
    assert np.array_equal(one.voxels, other.voxels[:, :, ::-1])
    assert one.value_at((30, -20, 40)) == other.value_at((30, -20, 40))


@pytest.mark.parametrize(
    ("name", "shape", "orientation", "index_ijk", "value"),
    [
        ("mr/t1_head_256_LIA.nii.gz", (256, 256, 256), "LIA", (128, 128, 128), 83),
        ("ct/ts_body_ct_3mm.nii.gz", (112, 101, 122), "RAS", (61, 50, 56), 164),
        ("ct/ts_aorta_dissection_1p5mm.nii.gz", (164, 126, 120), "LPS", (60, 63, 82), 422),
        ("ct/ct_head_pitch_oblique.nii.gz", (58, 248, 175), "RAS", (87, 124, 29), 156),
        ("mr/stroke_T2.nii.gz", (140, 160, 124), "RAS", (62, 80, 70), 202.79216885566711),
        ("mr/HeadMRVolume/HeadMRVolume.mhd", (42, 62, 48), "LPS", None, None),
        ("dicom/zip-mr-adc/pm-example.nrrd", (20, 256, 256), "LPS", None, None),
    ],
)
def test_image_files_have_their_measured_facts(data_dir, load, name, shape, orientation, index_ijk, value):
    volume = load(data_dir / name)
    assert (volume.geometry.shape_kji, volume.geometry.orientation) == (shape, orientation)
    if index_ijk:
        assert volume.value_at(volume.geometry.index_to_lps(index_ijk)) == pytest.approx(value)


def test_a_file_with_two_points_in_time_offers_both(data_dir, scan, load):
    (entry,) = scan(data_dir / "mr/example4d.nii.gz").series
    assert (entry.shape_kji, entry.time_points) == ((24, 96, 128), 2)
    series = load(data_dir / "mr/example4d.nii.gz")
    assert series.volumes[0].geometry.orientation == "LAS"
    assert series.volumes[0].geometry.spacing_ijk == pytest.approx((2, 2, 2.2), abs=1e-5)
    assert (series.times, series.time_unit) == ((0.0, 2000.0), "s")
    assert not np.array_equal(series.volumes[0].voxels, series.volumes[1].voxels)
    values = np.stack([volume.voxels for volume in series.volumes])
    assert (values.min(), values.max()) == (0, 1162)


def test_chest_pictures_open(data_dir, scan):
    entries = scan(data_dir / "xray").series
    assert [entry.shape_kji for entry in entries] == [
        (1, 549, 640),
        (1, 552, 640),
        (1, 524, 640),
        (1, 512, 512),
    ]


def test_whatever_is_opened_gives_a_catalog_or_one_sentence(data_dir):
    roots = [data_dir / name for name in ("dicom", "dicom-bad", "mr", "ct", "xray")]
    paths = [path for root in roots for path in (root, *root.rglob("*"))]
    assert len(paths) > 400
    for path in paths:
        found = catalog_or_sentence(path)
        if isinstance(found, str):
            assert os.fspath(path) in found
            assert "\n" not in found
            continue
        assert found.series
        for entry in found.series if path.is_file() else ():
            loads_or_says_why(entry)


def catalog_or_sentence(path: Path) -> Catalog | str:
    try:
        return scan_path(str(path), report=LocalReport())
    except ReadError as error:
        return str(error)


def loads_or_says_why(entry):
    if entry.kind == "dicom-seg":
        return
    try:
        image = load_series(entry, report=LocalReport())
    except ReadError as error:
        sentence = str(error)
    else:
        sentence = ""
        check_facts(entry, image)
    assert not sentence or entry.source in sentence


def check_facts(entry, image):
    volumes = image.volumes if isinstance(image, TimeSeries) else (image,)
    assert len(volumes) == entry.time_points
    for volume in volumes:
        if not entry.is_image:
            return
        shape = volume.voxels.shape if isinstance(volume, Volume) else volume.frames.shape
        assert shape == entry.shape_kji
        assert volume.report.verdict is entry.report.verdict
        assert volume.report.positions == entry.report.positions
