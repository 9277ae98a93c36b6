"""Series in time and straightened ones come out of the reading process as they were made there."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.core.time_series import TimeSeries
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.jobs.block import block_of
from medviewer.jobs.host_spec import HostSpec
from medviewer.jobs.main_thread_calls import MainThreadCalls
from medviewer.jobs.queue import JobQueue

TILT = np.radians(15.0)
TILTED = [1, 0, 0, 0, float(np.cos(TILT)), float(np.sin(TILT))]


@pytest.fixture(scope="module")
def in_a_host(tmp_path_factory):
    """Loads an entry in a reading process."""
    calls = MainThreadCalls()
    queue = JobQueue({"reader": HostSpec(grace_s=0.5)}, calls.post, tmp_path_factory.mktemp("logs"))

    def load(entry):
        job = queue.submit("reader", "medviewer.io.load:load_series", entry, title="a series")
        assert calls.run_until(lambda: job.state.is_final, 60.0)
        return job.result

    yield load
    queue.close()


def test_a_tilted_series_in_time_is_shared_with_the_window(a_ct_series, scan, in_a_host):
    folder = a_ct_series(
        positions=[(0, 0, 2.0 * (n % 4)) for n in range(8)],
        ImageOrientationPatient=TILTED,
        each=lambda n: {
            "TemporalPositionIdentifier": n // 4 + 1,
            "pixels": np.full((512, 512), 1000 + n, np.uint16),
        },
    )
    (entry,) = scan(folder).series
    here, there = load_series(entry, report=LocalReport()), in_a_host(entry)
    assert isinstance(there, TimeSeries)
    assert (there.times, there.what) == (here.times, here.what)
    for one, other in zip(here.volumes, there.volumes, strict=True):
        assert np.array_equal(one.voxels, other.voxels)
        assert np.array_equal(one.acquired.frames, other.acquired.frames)
        assert (one.geometry, one.report, one.padding) == (other.geometry, other.report, other.padding)
    blocks = {id(block_of(volume.voxels)) for volume in there.volumes}
    assert len(blocks) == 1
    assert block_of(there.volumes[0].voxels) is not None


def test_a_series_with_a_gap_is_shared_with_the_window(a_ct_series, scan, in_a_host):
    pixels = np.arange(64 * 48, dtype=np.uint16).reshape(64, 48)
    folder = a_ct_series(positions=[(0, 0, z) for z in (0, 2, 4, 8)], pixels=pixels)
    (entry,) = scan(folder).series
    here, there = load_series(entry, report=LocalReport()), in_a_host(entry)
    assert np.array_equal(here.voxels, there.voxels)
    assert block_of(there.voxels) is not None
    assert block_of(there.acquired.frames) is not None
