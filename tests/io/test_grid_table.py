"""The table of verdicts: every way in which a series fails to be a plain grid, and what is made of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from medviewer.core.errors import Cancelled, ReadError
from medviewer.core.series import Verdict
from medviewer.core.volume import Stack, Volume
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport

LOCALIZER = ["ORIGINAL", "PRIMARY", "LOCALIZER"]
TILT = np.radians(15.0)
TILTED = [1, 0, 0, 0, float(np.cos(TILT)), float(np.sin(TILT))]


def along_z(*places):
    return [(-10.0, -20.0, float(z)) for z in places]


def fan(n):
    angle = 0.3 * n
    return {"ImageOrientationPatient": [float(np.cos(angle)), float(np.sin(angle)), 0, 0, 0, -1]}


CASES = {
    "plain": ({"count": 4}, [("REGULAR", 4)], set()),
    "from head to feet": ({"positions": along_z(9, 6, 3, 0)}, [("REGULAR", 4)], set()),
    "jitter below tolerance": ({"positions": along_z(0, 2.01, 4, 5.99)}, [("REGULAR", 4)], set()),
    "one slice": ({"count": 1}, [("REGULAR", 1)], set()),
    "tilt": (
        {"positions": along_z(0, 2, 4, 6), "ImageOrientationPatient": TILTED},
        [("SHEARED", 4)],
        {"TILT", "RESAMPLED"},
    ),
    "tilt and missing": (
        {"positions": along_z(0, 2, 4, 8, 10), "ImageOrientationPatient": TILTED},
        [("GAPPED", 6)],
        {"GAP", "TILT", "RESAMPLED"},
    ),
    "tilt and doubled": (
        {"positions": along_z(0, 2, 4, 4, 6, 8), "ImageOrientationPatient": TILTED},
        [("GAPPED", 5)],
        {"DUPLICATE", "TILT", "RESAMPLED"},
    ),
    "missing": ({"positions": along_z(0, 2, 4, 10)}, [("GAPPED", 6)], {"GAP", "RESAMPLED"}),
    "doubled": ({"positions": along_z(0, 2, 2, 4, 6)}, [("GAPPED", 4)], {"DUPLICATE"}),
    "uneven": ({"positions": along_z(0, 2, 4, 6.6, 8.6)}, [("GAPPED", None)], {"UNEVEN", "RESAMPLED"}),
    "one slice far off": ({"positions": along_z(0, 1, 2, 3, 400)}, [("STACK", 5)], {"GAP"}),
    "sideways": (
        {"positions": [(0, 0, 0), (8, 0, 1), (-3, 2, 2), (0, 0, 3)]},
        [("STACK", 4)],
        {"SIDEWAYS"},
    ),
    "strip of tiles": (
        {"positions": [(20.0 * n, 0, 1.0 * n) for n in range(4)]},
        [("STACK", 4)],
        {"SIDEWAYS"},
    ),
    "localizer inside": (
        {"count": 5, "each": lambda n: {"ImageType": LOCALIZER} if n == 4 else {}},
        [("REGULAR", 1), ("REGULAR", 4)],
        {"SPLIT_SERIES"},
    ),
    "mixed orientations": (
        {"count": 6, "each": lambda n: {"ImageOrientationPatient": [0, 1, 0, 0, 0, -1]} if n > 2 else {}},
        [("REGULAR", 3), ("STACK", 3)],
        {"SPLIT_SERIES", "SAME_POSITION"},
    ),
    "radial": ({"count": 8, "each": fan}, [("STACK", 8)], {"RADIAL"}),
    "film of one plane": ({"positions": along_z(*[3] * 6)}, [("STACK", 6)], {"SAME_POSITION"}),
    "phases": (
        {"positions": along_z(0, 2, 4, 0, 2, 4), "each": lambda n: {"AcquisitionNumber": n // 3 + 1}},
        [("REGULAR", 3), ("REGULAR", 3)],
        set(),
    ),
    "echoes": (
        {"positions": along_z(0, 2, 4, 0, 2, 4), "each": lambda n: {"EchoNumbers": n // 3 + 1}},
        [("REGULAR", 3), ("REGULAR", 3)],
        set(),
    ),
    "b-values": (
        {"positions": along_z(0, 2, 4, 0, 2, 4), "each": lambda n: {"DiffusionBValue": 800.0 * (n // 3)}},
        [("REGULAR", 3), ("REGULAR", 3)],
        set(),
    ),
    "magnitude and phase": (
        {
            "positions": along_z(0, 2, 4, 0, 2, 4),
            "each": lambda n: {"ImageType": ["ORIGINAL", "PRIMARY", "MP"[n // 3]]},
        },
        [("REGULAR", 3), ("REGULAR", 3)],
        set(),
    ),
    "phases without a difference": (
        {"positions": along_z(0, 2, 4, 0, 2, 4)},
        [("STACK", 6)],
        {"SAME_POSITION"},
    ),
    "two patients": (
        {"count": 4, "each": lambda n: {"PatientID": "AB"[n // 2]}},
        [("REGULAR", 2), ("REGULAR", 2)],
        {"SPLIT_SERIES"},
    ),
    "two frames of reference": (
        {"count": 6, "each": lambda n: {"FrameOfReferenceUID": f"1.9.{n // 3}"}},
        [("REGULAR", 3), ("REGULAR", 3)],
        {"SPLIT_SERIES"},
    ),
    "changing pixel spacing": (
        {"count": 6, "each": lambda n: {"PixelSpacing": [0.5, 0.75] if n < 3 else [0.6, 0.9]}},
        [("REGULAR", 3), ("REGULAR", 3)],
        {"SPLIT_SERIES"},
    ),
    "mirrored rows": (
        {"count": 4, "ImageOrientationPatient": [-1, 0, 0, 0, 1, 0]},
        [("REGULAR", 4)],
        set(),
    ),
    "thickness that is none": ({"count": 4, "SliceThickness": -2}, [("REGULAR", 4)], set()),
    "no places of pictures that have none": (
        {"count": 4, "ImagePositionPatient": None, "Modality": "OT"},
        [("STACK", 4)],
        set(),
    ),
    "no places": ({"count": 4, "ImagePositionPatient": None}, [("STACK", 4)], {"NO_POSITION"}),
}


@pytest.mark.parametrize("name", CASES)
def test_verdict(a_ct_series, scan, name):
    made, expected, codes = CASES[name]
    entries = scan(a_ct_series(**made)).series
    found = sorted((entry.report.verdict.name, entry.shape_kji[0]) for entry in entries)
    assert [verdict for verdict, _ in found] == [verdict for verdict, _ in expected]
    assert all(count in (slices, None) for (_, slices), (_, count) in zip(found, expected, strict=True))
    assert {problem.code for entry in entries for problem in entry.report.problems} == codes
    for entry in entries:
        image = load_series(entry, report=LocalReport())
        assert isinstance(image, Stack if entry.report.verdict is Verdict.STACK else Volume)
        assert image.report == entry.report
        shape = image.voxels.shape if isinstance(image, Volume) else image.frames.shape
        assert shape == entry.shape_kji
        is_placed = not name.startswith("no places")
        assert (image.report.positions is not None) == (is_placed and name != "radial")


def test_mirrored_rows_are_mirrored_back_by_their_direction(a_ct_series, load):
    pixels = np.arange(24, dtype=np.uint16).reshape(4, 6)
    volume = load(a_ct_series(count=4, ImageOrientationPatient=[-1, 0, 0, 0, 1, 0], pixels=pixels))
    assert volume.geometry.orientation == "RPI"
    assert volume.value_at((-10 - 5 * 0.75, -20, 0)) == 5 - 1024
    assert volume.value_at((-10, -20 + 3 * 0.5, 0)) == 18 - 1024


def test_files_without_preamble_or_ending_are_read(a_ct_series, scan):
    folder = a_ct_series(count=4)
    for file in folder.iterdir():
        file.write_bytes(file.read_bytes()[132:])
    (entry,) = scan(folder).series
    assert (entry.report.verdict, entry.shape_kji) == (Verdict.REGULAR, (4, 4, 6))
    assert all("." not in file.rsplit("/", 1)[1] for file in entry.files)


def test_two_series_in_a_folder_are_two(a_ct_series, a_slice, scan):
    folder = a_ct_series(count=4)
    for n in range(3):
        a_slice(f"ct/other{n}", n, SeriesInstanceUID="1.7", SOPInstanceUID=f"1.7.{n}", SeriesDescription="B")
    entries = scan(folder).series
    assert sorted((entry.info.description, entry.shape_kji[0]) for entry in entries) == [
        ("B", 3),
        ("Thin", 4),
    ]


def test_a_truncated_slice_is_a_gap_where_it_was(a_ct_series, scan):
    folder = a_ct_series(count=5)
    (entry,) = scan(folder).series
    with Path(entry.files[1]).open("r+b") as file:
        file.truncate(file.seek(0, 2) - 8)
    (entry,) = scan(folder).series
    volume = load_series(entry, report=LocalReport())
    assert volume.report.verdict is Verdict.GAPPED
    assert len(volume.report.rejected) == 1
    assert [int(v) for v in volume.voxels[:, 0, 0]] == [-24, -25, -22, -21, -20]


def test_colours_of_a_tilted_series_are_straightened_too(a_ct_series, load):
    pixels = np.full((4, 6, 3), (200, 100, 50), np.uint8)
    volume = load(
        a_ct_series(
            positions=along_z(0, 2, 4, 6),
            ImageOrientationPatient=TILTED,
            pixels=pixels,
            Rows=4,
            Columns=6,
            SamplesPerPixel=3,
            PlanarConfiguration=0,
            PhotometricInterpretation="RGB",
            Modality="MR",
            RescaleSlope=None,
            RescaleIntercept=None,
        )
    )
    assert volume.rgb.shape == (*volume.voxels.shape, 3)
    is_image = volume.voxels != volume.padding[0]
    assert {tuple(colour) for colour in volume.rgb[is_image]} == {(200, 100, 50)}
    assert not volume.rgb[~is_image].any()
    assert volume.acquired.rgb.shape == (4, 4, 6, 3)


def test_too_little_memory_for_a_straight_grid_is_one_sentence(a_ct_series, scan):
    class Full(LocalReport):
        def empty(self, shape, dtype):
            if len(shape) == 4:
                raise MemoryError
            return super().empty(shape, dtype)

    (entry,) = scan(a_ct_series(positions=along_z(0, 2, 4, 10))).series
    with pytest.raises(ReadError, match="not enough memory to put the slices"):
        load_series(entry, report=Full())


def test_resampling_can_be_cancelled(a_ct_series, scan):
    class Stops(LocalReport):
        def __call__(self, fraction, message=""):
            if message.startswith("Resampling"):
                raise Cancelled

    (entry,) = scan(a_ct_series(positions=along_z(0, 2, 4, 10))).series
    with pytest.raises(Cancelled):
        load_series(entry, report=Stops())


def test_a_gap_has_no_value(a_ct_series, load):
    volume = load(a_ct_series(positions=along_z(0, 2, 4, 10)))
    assert [volume.value_at((-10, -20, z)) for z in (4, 6, 8, 10)] == [-22, None, None, -21]
