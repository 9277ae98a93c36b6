"""Reading 400 x 512 x 512 from one NIfTI file, plain and packed: ours, nibabel, SimpleITK, the bare bytes."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.big_study import big_study
from benchmarks.measurement import Measurement, at_most, medians_in_turn, processor_seconds_of, told
from benchmarks.peak_memory import grown_and_volume_bytes

TOPIC = "NIfTI of 400 x 512 x 512 int16"
ROUNDS = 7
_TOUCHED_BYTES = 2 << 30


def _ours(path: str) -> Callable[[], object]:
    from medviewer.io.load import load_series
    from medviewer.io.progress import LocalReport
    from medviewer.io.scan import scan_path

    return lambda: load_series(scan_path(path, report=LocalReport()).series[0], report=LocalReport())


def _nibabel(path: str) -> Callable[[], object]:
    import nibabel

    return lambda: np.array(nibabel.load(path).dataobj)


def _simpleitk(path: str) -> Callable[[], object]:
    import SimpleITK

    return lambda: SimpleITK.GetArrayViewFromImage(SimpleITK.ReadImage(path))


def _write(folder: Path) -> tuple[Path, Path]:
    import nibabel

    volume = big_study()[0]
    # Not side by side: of a packed file ITK takes the voxels of a plain one beside it.
    plain, packed = folder / "plain.nii", folder / "packed.nii.gz"
    affine = np.diag([-1.0, -1.0, 1.0, 1.0]) @ volume.geometry.affine_lps
    nibabel.save(nibabel.Nifti1Image(volume.voxels.T, affine), plain)
    with gzip.open(packed, "wb", compresslevel=6) as file:
        file.write(plain.read_bytes())
    return plain, packed


def _touch_memory() -> None:
    """A virtual machine gets a page from its host at the first touch, 50 times as slowly as later.

    Whichever reader comes first would pay for that.
    """
    np.ones(_TOUCHED_BYTES, np.uint8)


def _measured(path: Path, name: str, peak_beside: int) -> list[Measurement]:
    works = {
        "ours": _ours(str(path)),
        "nibabel": _nibabel(str(path)),
        "sitk": _simpleitk(str(path)),
        "bytes": path.read_bytes,
    }
    for work in works.values():
        work()
    seconds = medians_in_turn(works, ROUNDS)
    processor = {name: processor_seconds_of(works[name]) for name in ("ours", "sitk")}
    grown, size = grown_and_volume_bytes(str(path))
    ours, megabytes = seconds["ours"], f"{path.stat().st_size / 1e6:.0f} MB"
    return [
        at_most(TOPIC, f"{name}: header and voxels / nibabel", ours / seconds["nibabel"], "x", 1.0),
        at_most(TOPIC, f"{name}: header and voxels / SimpleITK", ours / seconds["sitk"], "x", 1.0),
        at_most(
            TOPIC, f"{name}: processor time / SimpleITK", processor["ours"] / processor["sitk"], "x", 1.0
        ),
        at_most(TOPIC, f"{name}: peak memory / volume", (grown - peak_beside) / size, "x", 1.2),
        told(TOPIC, f"{name}: ours", ours, "s"),
        told(TOPIC, f"{name}: nibabel", seconds["nibabel"], "s"),
        told(TOPIC, f"{name}: SimpleITK", seconds["sitk"], "s"),
        told(TOPIC, f"{name}: the bytes of the file (the floor)", seconds["bytes"], "s", megabytes),
    ]


def measure() -> list[Measurement]:
    """Writes the volume twice, then lets all readers take turns; packed bytes are not counted as peak."""
    with tempfile.TemporaryDirectory(prefix="medviewer-bench-") as folder:
        plain, packed = _write(Path(folder))
        _touch_memory()
        return [*_measured(plain, ".nii", 0), *_measured(packed, ".nii.gz", packed.stat().st_size)]
