"""Reading 120 compressed slices in each coding: ours, SimpleITK's series reader, the decoder alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from benchmarks.coded_series import (
    CODINGS,
    COLUMNS,
    COUNT,
    ROWS,
    Coding,
    Slice,
    slices,
    streams,
    write_coded_series,
)
from benchmarks.measurement import Measurement, at_least, at_most, medians_in_turn, told
from benchmarks.peak_memory import grown_and_volume_bytes

TOPIC = "reading 120 x 512 x 512, compressed"
ROUNDS = 3
_FASTER = 1.5
_MEMORY = 1.2
_ABOVE_FLOOR = 1.2
_ON_BOTH_CORES = "SimpleITK decodes with the same OpenJPEG on both cores: see the floor"
_THREADS = 2


def _ours(folder: str) -> Callable[[], object]:
    from medviewer.io.load import load_series
    from medviewer.io.progress import LocalReport
    from medviewer.io.scan import scan_path

    def read() -> object:
        return load_series(scan_path(folder, report=LocalReport()).series[0], report=LocalReport())

    return read


def _simpleitk(folder: str) -> Callable[[], object]:
    import SimpleITK

    def read() -> object:
        reader = SimpleITK.ImageSeriesReader()
        reader.SetFileNames(reader.GetGDCMSeriesFileNames(folder))
        return reader.Execute()

    return read


def _decoder_alone(coding: Coding, coded: list[bytes]) -> Callable[[], object]:
    """Streams that lie in memory, into one array, by as many threads as the reader has."""
    volume = np.empty((COUNT, ROWS, COLUMNS), np.uint16)

    def one(n: int) -> None:
        coding.decode(coded[n % len(coded)], volume[n])

    def read() -> object:
        with ThreadPoolExecutor(_THREADS) as pool:
            list(pool.map(one, range(COUNT)))
        return volume

    return read


def _measure_one(coding: Coding, pictures: list[Slice]) -> list[Measurement]:
    coded = streams(coding, pictures)
    with tempfile.TemporaryDirectory() as folder:
        write_coded_series(Path(folder), coding, pictures, coded)
        works = {
            "ours": _ours(folder),
            "SimpleITK": _simpleitk(folder),
            "alone": _decoder_alone(coding, coded),
        }
        works["ours"]()  # modules and files are warm for all
        taken = medians_in_turn(works, ROUNDS)
        grown, size = grown_and_volume_bytes(folder)
    name = coding.name
    ratio = taken["SimpleITK"] / taken["ours"]
    return [
        told(TOPIC, f"{name}: ours", taken["ours"], "s"),
        told(TOPIC, f"{name}: SimpleITK's series reader", taken["SimpleITK"], "s"),
        told(TOPIC, f"{name}: decoder alone, two threads", taken["alone"], "s", "the floor"),
        *_speed(coding, ratio, taken["ours"] / taken["alone"]),
        at_most(TOPIC, f"{name}: peak memory by volume", grown / size, "", _MEMORY),
    ]


def _speed(coding: Coding, ratio: float, above_floor: float) -> list[Measurement]:
    """What is promised of the speed: of JPEG 2000, where the peer is as parallel, to be near the floor."""
    name = f"{coding.name}: times as fast as SimpleITK"
    if coding.name != "JPEG 2000":
        return [at_least(TOPIC, name, ratio, "", _FASTER)]
    floor = f"{coding.name}: ours / decoder alone"
    return [
        told(TOPIC, name, ratio, "", _ON_BOTH_CORES),
        at_most(TOPIC, floor, above_floor, "x", _ABOVE_FLOOR),
    ]


def measure() -> list[Measurement]:
    """All codings, one after the other."""
    pictures = slices()
    return [measurement for coding in CODINGS for measurement in _measure_one(coding, pictures)]
