"""Functions that the tests run in a child process."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import numpy as np

from medviewer.core.errors import ModelError, ReadError
from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume


def add(a, b, report):
    return a + b


def pid(report):
    return os.getpid()


def count_up(steps, report, pause_s=0.0):
    for n in range(steps):
        report(n / steps, f"step {n}")
        if pause_s:
            time.sleep(pause_s)
    report(1.0, "last step")
    time.sleep(0.12)
    return steps


def made_volume(shape_kji, report):
    voxels = report.empty(shape_kji, np.int16)
    voxels[...] = np.arange(voxels.size, dtype=np.int16).reshape(shape_kji)
    return Volume(voxels, Geometry(tuple(shape_kji)), unit="HU")


def plain_arrays(report):
    big = np.arange(300_000, dtype=np.float32)
    return {
        "big": big,
        "same": big,
        "small": np.arange(3),
        "turned": big[::-2],
        "words": np.array(["a", "b"]),
    }


def parts_of_one_array(report):
    whole = report.empty((4, 200, 200), np.uint8)
    whole[:] = np.arange(4, dtype=np.uint8)[:, None, None]
    return whole, whole[1:3], whole[::-1], whole.transpose(2, 1, 0)


def small_part(report):
    return report.empty((100, 256, 256), np.uint8)[3:5]


def mean_of(volume, report):
    return float(volume.voxels.mean())


def twice(volume, report):
    return volume, volume.voxels.flags.writeable


def write_into(volume, report):
    volume.voxels[0, 0, 0] = 1


def sleep_deaf(seconds, report):
    report.empty((50_000_000,), np.uint8)
    report(0.5, "deaf from now on")
    time.sleep(seconds)


def wait_for_cancel(report):
    for _ in range(2000):
        report(0.5, "waiting")
        time.sleep(0.01)


def raise_read_error(report):
    raise ReadError("The file is not an image.")


def raise_surprise(report):
    raise ValueError(f"value {int('1234') * 10}")


def device_fault(report):
    try:
        raise RuntimeError("CUDA error: an illegal memory access was encountered")
    except RuntimeError as error:
        raise ModelError("The model stopped.") from error


def exits_quietly(report):
    raise SystemExit(0)


def ask_too_much(report):
    report.empty((10**15,), np.uint8)


def large_shared_array(size_bytes, report):
    array = report.empty((size_bytes,), np.uint8)
    array[:] = 1
    return array


def take_private_memory(megabytes, report):
    return len(np.ones(megabytes * 1_000_000, np.uint8)[:1])


def segfault(report):
    report.empty((50_000_000,), np.uint8)
    os.kill(os.getpid(), signal.SIGSEGV)


def exit_at_once(report):
    os._exit(7)


def killed_for_memory(report):
    os.kill(os.getpid(), signal.SIGKILL)


def print_things(report):
    print("printed by python")
    os.write(1, b"printed by C\n")
    print("an error line", file=sys.stderr)


class Foreign:
    pass


def foreign_object(report):
    return Foreign()


class Reducing:
    def __reduce__(self):
        return os.system, ("true",)


def reducing_object(report):
    return Reducing()


def unpicklable(report):
    return lambda: 1


def warm_up(report):
    os.environ["MEDVIEWER_TEST_WARM"] = str(os.getpid())


def warm_pid(report):
    return int(os.environ.get("MEDVIEWER_TEST_WARM", "0"))


def niceness(report):
    return os.nice(0), os.environ["OMP_NUM_THREADS"]


def parrot(value, report):
    return value


def lying_volume(report):
    volume = Volume(np.zeros((2, 3, 4), np.int16), Geometry((2, 3, 4)))
    object.__setattr__(volume.geometry, "shape_kji", (200, 300, 400))
    return [{"a": (volume,)}]


def hand_over_then_fill(slices, report, pause_s=0.02):
    """Hands its array over before it is filled: slice n gets the value n, then its mark."""
    values = report.empty((slices, 300, 300), np.int16)
    arrived = report.empty((slices,), np.uint8)
    report.partial((values, arrived))
    for n in range(slices):
        values[n] = n
        arrived[n] = 1
        report(n / slices, f"slice {n}")
        time.sleep(pause_s)
    return values, arrived


def hand_over_then_fill_halves(slices, go_on, report):
    """As `hand_over_then_fill`, but the second half waits until a file is there."""
    values = report.empty((slices, 300, 300), np.int16)
    arrived = report.empty((slices,), np.uint8)
    report.partial((values, arrived))
    for n in range(slices):
        while n == slices // 2 and not Path(go_on).exists():
            time.sleep(0.01)
        values[n] = n
        arrived[n] = 1
        report(n / slices, f"slice {n}")
    return values, arrived


def hand_over_and_die(report):
    report.partial((report.empty((4, 300, 300), np.int16),))
    time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGKILL)


def hand_over_a_function(report):
    report.partial((os.system,))
    time.sleep(5)


def hand_over_often(times, report):
    for n in range(times):
        values = report.empty((4, 300, 300), np.int16)
        values[...] = n
        report.partial(values)
        del values
    return times


def hand_over_parts_of_large_blocks(report):
    large = report.empty((50, 100, 100), np.int16)
    report.partial((large[2:4], large[7, 5:6]))
    large[...] = 9
    report(0.5, "filled")
    return large.shape


def variable(name, pause_s, *, report):
    """What an environment variable says, after a while."""
    import os
    import time

    time.sleep(pause_s)
    return os.environ.get(name, "")
