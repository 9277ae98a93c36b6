"""118 classes at 512 x 512 x 400 with a tiny random network, against bare forward passes and MONAI.

Each way runs in a process of its own, all with the settings of the process that runs models. Processor times
of the engine, of its forward passes and of MONAI's inferer are of the same tiles. MONAI's inferer is measured
on a part of the image: on all of it its logits alone would take 49 GB.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measurement import QUICK, Measurement, at_most, seconds_of, told
from medviewer.jobs.host_spec import model_specs

TOPIC = "engine"
WHOLE = (400, 512, 512)
PART = (96, 240, 312)
BODY = 96
"""Columns of the part that are not air in one measurement: half of its tiles have none of them."""
_GB = 1e9


def measure() -> list[Measurement]:
    """The part always; the whole image unless quick."""
    found = _against_others()
    if not os.environ.get(QUICK):
        found += _whole()
    return found + _writing()


def _alone(way: str, shape: tuple[int, int, int], *more: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.engine_alone", way, "--shape", *map(str, shape), *more]
    # A thread that waits must not spin: it would count as work.
    settings = {"OMP_NUM_THREADS": "2", "OMP_WAIT_POLICY": "PASSIVE", "GOMP_SPINCOUNT": "0"}
    settings |= dict(model_specs(cards=0)[0].environment)
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | settings)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def _against_others() -> list[Measurement]:
    ways = {way: _alone(way, PART) for way in ("forward", "ours", "reference")}
    whole, few = _alone("ours", PART, "--whole"), _alone("ours", PART, "--classes", "8")
    with_air = _alone("ours", PART, "--body", str(BODY))
    forward, ours, reference = (ways[way]["processor"] for way in ("forward", "ours", "reference"))
    tiles = f"{ways['ours']['tiles']:.0f} tiles"
    return [
        at_most(TOPIC, "118 classes, over its forward passes", ours / forward, "x", 1.25, tiles),
        at_most(TOPIC, "the same, over MONAI's inferer", ours / reference, "x", 1.0, "equal settings"),
        told(
            TOPIC,
            "a network that cannot be split, over its forward passes",
            whole["processor"] / forward,
            "x",
            "every class is added up",
        ),
        at_most(
            TOPIC,
            "half of the tiles are air, over the same without air",
            with_air["processor"] / ours,
            "x",
            0.65,
            f"{with_air['passes']:.0f} of {with_air['tiles']:.0f} tiles are run",
        ),
        at_most(
            TOPIC,
            "memory of 118 classes more than of 8 classes",
            (ways["ours"]["peak"] - few["peak"]) / _GB,
            "GB",
            0.1,
        ),
        told(TOPIC, "peak of MONAI's inferer there", ways["reference"]["peak"] / _GB, "GB"),
        told(TOPIC, "peak of the engine there", ways["ours"]["peak"] / _GB, "GB"),
    ]


def _whole() -> list[Measurement]:
    ours = _alone("ours", WHOLE)
    voxels = WHOLE[0] * WHOLE[1] * WHOLE[2]
    beyond = (ours["peak"] - ours["volume"] - voxels) / _GB
    grown = (ours["peak"] - ours["before"] - voxels) / _GB
    note = f"{ours['tiles']:.0f} tiles in {ours['seconds']:.0f} s"
    per_tile = ours["processor"] / ours["tiles"]
    return [
        at_most(TOPIC, "512x512x400: peak of the process beyond volume and labels", beyond, "GB", 1.0, note),
        told(TOPIC, "the same without Python, torch and MONAI themselves", grown, "GB"),
        told(TOPIC, "processor time of a tile there", per_tile, "s", "two threads together"),
    ]


def _writing() -> list[Measurement]:
    import numpy as np

    from medviewer.api import Geometry
    from medviewer.core.segmentation import Segment, Segmentation
    from medviewer.io.write import save_segmentation

    blocks = np.random.default_rng(0).integers(0, 118, (20, 26, 26), np.uint8)
    labels = np.ascontiguousarray(np.kron(blocks, np.ones((20, 20, 20), np.uint8))[:, :512, :512])
    segments = tuple(Segment(n, f"Label {n}") for n in range(1, 118))
    found = Segmentation(labels, Geometry(labels.shape), segments)
    measurements = []
    with tempfile.TemporaryDirectory() as folder:
        for suffix in (".nii.gz", ".nrrd"):
            path = str(Path(folder) / f"labels{suffix}")
            taken = min(
                seconds_of(lambda path=path: save_segmentation(found, path, report=lambda *_: None))
                for _ in range(3)
            )
            measurements.append(at_most(TOPIC, f"118 labels, 512x512x400, to {suffix}", taken, "s", 2.0))
    return measurements
