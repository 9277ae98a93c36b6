"""A series is handed over with its first slice; the others follow from the middle outwards."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from medviewer.core.arrival import Arrival
from medviewer.core.errors import Cancelled, GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.series import Verdict
from medviewer.core.volume import Stack, Volume
from medviewer.io.dicom.pixels import frame_threads, frames_so_far, read_frames
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport


class Watcher(LocalReport):
    """Keeps what is handed over, with what had arrived by then."""

    def __init__(self):
        self.arrivals = []
        self.had_arrived = []

    def partial(self, value):
        self.arrivals.append(value)
        self.had_arrived.append(value.arrived.copy())


class Rank:
    """How many files had been begun before each; slices carry their number in their values."""

    def __init__(self, monkeypatch):
        self.places = []
        real = read_frames.fill

        def noting(header, out, *rest):
            result = real(header, out, *rest)
            self.places.append(int(out.reshape(-1)[0]))
            return result

        monkeypatch.setattr(read_frames, "fill", noting)


@pytest.fixture(autouse=True)
def _small_series_are_handed_over_too(monkeypatch):
    monkeypatch.setattr(frames_so_far, "_AT_ONCE_BYTES", 0)


@pytest.fixture
def one_reader(monkeypatch):
    """A single thread that takes its time, so that whoever watches sees every step."""
    real = read_frames.fill

    def unhurried(header, out, *rest):
        time.sleep(0.005)
        return real(header, out, *rest)

    monkeypatch.setattr(read_frames, "fill", unhurried)
    monkeypatch.setattr(frame_threads, "_FEWEST_THREADS", 1)
    monkeypatch.setattr(frame_threads, "_MOST_THREADS", 1)


def numbered(n):
    return {"pixels": np.full((4, 6), n, np.uint16), "RescaleIntercept": 0}


def only(scan, path):
    (entry,) = scan(path).series
    return entry


def test_slices_are_read_from_the_middle_outwards(a_ct_series, scan, one_reader, monkeypatch):
    entry = only(scan, a_ct_series(count=7, each=numbered))
    rank = Rank(monkeypatch)
    load_series(entry, report=LocalReport())
    assert rank.places == [3, 2, 4, 1, 5, 0, 6]


def test_volume_is_handed_over_with_its_middle_slice_and_shares_memory_with_the_whole(
    a_ct_series, scan, one_reader
):
    entry = only(scan, a_ct_series(count=9, each=numbered))
    watcher = Watcher()
    whole = load_series(entry, report=watcher)
    (arrival,) = watcher.arrivals
    assert arrival.first == 4
    assert watcher.had_arrived[0][4] == 1
    assert not watcher.had_arrived[0].all()
    assert isinstance(arrival.image, Volume)
    assert arrival.image.geometry == whole.geometry
    assert arrival.image.windows == whole.windows
    assert arrival.image.instance_uids == whole.instance_uids
    assert np.shares_memory(arrival.image.voxels, whole.voxels)
    assert arrival.arrived.all()


def test_slice_is_marked_only_after_its_true_values_are_there(a_ct_series, scan, monkeypatch):
    entry = only(
        scan, a_ct_series(count=40, each=lambda n: {"pixels": np.full((64, 64), 1000 + n, np.uint16)})
    )
    seen = []
    real = frames_so_far.FramesSoFar.mark

    def checking(so_far, place):
        seen.append(bool((so_far._values[place] == 1000 + place - 1024).all()))
        assert not so_far._arrived[place]
        real(so_far, place)

    monkeypatch.setattr(frames_so_far.FramesSoFar, "mark", checking)
    load_series(entry, report=LocalReport())
    assert seen == [True] * 40


def test_stack_is_read_from_its_first_picture_on(a_ct_series, scan, one_reader, monkeypatch):
    without_place = {"ImagePositionPatient": None, "ImageOrientationPatient": None}
    entry = only(scan, a_ct_series(count=5, each=lambda n: {**numbered(n), **without_place}))
    rank, watcher = Rank(monkeypatch), Watcher()
    assert isinstance(load_series(entry, report=watcher), Stack)
    assert rank.places == [0, 1, 2, 3, 4]
    assert watcher.arrivals[0].first == 0
    assert isinstance(watcher.arrivals[0].image, Stack)


def test_tilted_series_is_handed_over_as_its_true_slices(a_ct_series, scan, one_reader):
    positions = [[0.0, 1.2 * n, 3.0 * n] for n in range(9)]
    entry = only(scan, a_ct_series(positions=positions, each=numbered))
    assert entry.report.verdict is Verdict.SHEARED
    watcher = Watcher()
    whole = load_series(entry, report=watcher)
    (arrival,) = watcher.arrivals
    assert isinstance(arrival.image, Stack)
    assert arrival.first == 4
    assert isinstance(whole, Volume)
    assert [plane.origin_lps[2] for plane in arrival.image.planes] == [3.0 * n for n in range(9)]


def test_of_a_series_in_time_the_first_volume_is_handed_over(a_ct_series, scan, one_reader, monkeypatch):
    def each(n):
        time_point, k = divmod(n, 5)
        return {
            "pixels": np.full((4, 6), n, np.uint16),
            "RescaleIntercept": 0,
            "TemporalPositionIdentifier": time_point + 1,
            "NumberOfTemporalPositions": 6,
            "ImagePositionPatient": [-10.0, -20.0, 2.5 * k],
        }

    entry = only(scan, a_ct_series(count=30, each=each))
    assert entry.time_points == 6
    rank, watcher = Rank(monkeypatch), Watcher()
    whole = load_series(entry, report=watcher)
    (arrival,) = watcher.arrivals
    assert rank.places[:5] == [2, 1, 3, 0, 4]
    assert len(arrival) == 5
    assert arrival.image.geometry == whole.volumes[0].geometry
    assert np.shares_memory(arrival.image.voxels, whole.volumes[0].voxels)
    assert arrival.image.instance_uids == whole.volumes[0].instance_uids


def test_colours_are_handed_over_with_their_slices(a_ct_series, scan, one_reader):
    def each(n):
        rgb = np.zeros((4, 6, 3), np.uint8)
        rgb[..., n % 3] = 200
        return {
            "pixels": rgb.reshape(4, 18)[:, :6],
            "PixelData": rgb.tobytes(),
            "PhotometricInterpretation": "RGB",
            "SamplesPerPixel": 3,
            "PlanarConfiguration": 0,
            "RescaleSlope": None,
            "RescaleIntercept": None,
        }

    entry = only(scan, a_ct_series(count=9, each=each))
    watcher = Watcher()
    whole = load_series(entry, report=watcher)
    (arrival,) = watcher.arrivals
    assert np.shares_memory(arrival.image.rgb, whole.rgb)
    assert arrival.slice(4).rgb[0, 0, 0].tolist() == [0, 200, 0]


def test_values_too_wide_for_the_first_type_are_handed_over_anew(a_ct_series, scan, one_reader):
    def each(n):
        value = 60_000 if n == 0 else n
        return {"pixels": np.full((4, 6), value, np.uint16), "RescaleIntercept": -1024}

    entry = only(scan, a_ct_series(count=5, each=each))
    watcher = Watcher()
    whole = load_series(entry, report=watcher)
    first, second = watcher.arrivals
    assert first.image.voxels.dtype == np.int16
    assert second.image.voxels.dtype == whole.voxels.dtype == np.int32
    assert not np.shares_memory(first.image.voxels, second.image.voxels)
    assert whole.voxels[0].max() == 60_000 - 1024


def test_broken_file_is_left_out_and_the_rest_is_handed_over_anew(a_ct_series, scan, one_reader):
    folder = a_ct_series(count=6, each=numbered)
    entry = only(scan, folder)
    last = entry.files[-1]
    with open(last, "r+b") as file:  # noqa: PTH123 - the path comes as text
        file.seek(0, 2)
        file.truncate(file.tell() - 8)
    watcher = Watcher()
    whole = load_series(entry, report=watcher)
    assert whole.voxels.shape[0] == 5
    assert len(watcher.arrivals[-1]) == 5
    assert [file.file for file in whole.report.rejected] == [last]


def test_cancel_when_the_first_slice_is_there_leaves_no_thread_behind(a_ct_series, scan, one_reader):
    entry = only(scan, a_ct_series(count=30, each=numbered))
    before = threading.active_count()

    class Stops(Watcher):
        def partial(self, value):
            raise Cancelled()

    with pytest.raises(Cancelled):
        load_series(entry, report=Stops())
    end = time.monotonic() + 5
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.01)
    assert threading.active_count() == before


def test_cancel_does_not_wait_for_a_frame_that_takes_long(a_ct_series, scan, monkeypatch):
    entry = only(scan, a_ct_series(count=30, each=numbered))
    is_let_go, begun = threading.Event(), threading.Event()

    def slow(header, out, *rest):
        begun.set()
        is_let_go.wait(10)
        return False

    monkeypatch.setattr(read_frames, "fill", slow)

    class Stops(Watcher):
        def __call__(self, fraction, message=""):
            if begun.is_set():
                raise Cancelled()

    begin = time.monotonic()
    with pytest.raises(Cancelled):
        load_series(entry, report=Stops())
    assert time.monotonic() - begin < 1.0
    is_let_go.set()
    for thread in threading.enumerate():
        if thread.name.startswith("pixels"):
            thread.join()


def test_short_series_is_not_handed_over_before_its_end(a_ct_series, scan, monkeypatch):
    monkeypatch.setattr(frames_so_far, "_AT_ONCE_BYTES", 8 << 20)
    monkeypatch.setattr(frames_so_far, "_SOON_S", 60.0)
    watcher = Watcher()
    load_series(only(scan, a_ct_series(count=5)), report=watcher)
    assert watcher.arrivals == []


def test_marks_that_do_not_belong_to_the_image_are_refused():
    image = Volume(np.zeros((3, 4, 5), np.int16), Geometry((3, 4, 5)))
    for marks, first in (
        (np.zeros(2, np.uint8), 0),
        (np.zeros(3, np.int16), 0),
        (np.zeros(3, np.uint8), 3),
        (np.zeros(3, np.uint8), -1),
    ):
        with pytest.raises(GeometryError):
            Arrival(image, marks, first)


def test_one_slice_of_an_arrival_lies_where_it_lies_in_the_volume():
    grid = Geometry((3, 4, 5), (1.0, 2.0, 3.0), (0.5, 0.7, 2.0))
    image = Volume(np.arange(60, dtype=np.int16).reshape(3, 4, 5), grid)
    arrival = Arrival(image, np.array([0, 1, 1], np.uint8))
    one = arrival.slice(2)
    assert np.array_equal(one.voxels[0], image.voxels[2])
    assert one.geometry.origin_lps == (1.0, 2.0, 7.0)
    assert (arrival.count, arrival.has(0), arrival.has(1), arrival.has(3)) == (2, False, True, False)
