"""What is measured on each scan of the phantom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.verification import Check
from medviewer.core.volume import Volume
from medviewer.io.dicom.seg.read import read_segmentation
from medviewer.io.progress import LocalReport
from medviewer.io.write import save_segmentation
from medviewer.verification.phantom import (
    DISC_PLANE_MM,
    DISC_RADIUS_MM,
    INSERT_PLANE_MM,
    INSERTS,
    LONG_ROD_AT,
    LONG_ROD_HALF_MM,
    MARKER_LPS,
    MARKER_PLANE_MM,
    ROD_ANGLE_DEG,
    ROD_HU,
    ROD_LENGTH_MM,
    ROD_PLANE_MM,
    SPHERE_RADIUS_MM,
)
from medviewer.verification.pictures import Viewer

_LETTERS = {"axial": "R L A P", "coronal": "R L H F", "sagittal": "A P H F"}


def measure_views(name: str, volume: Volume) -> Iterator[Check]:
    """Length, angle, area, place and letters on the views of a volume."""
    viewer = Viewer(volume)
    rods = viewer.picture("axial", (0.0, 0.0, ROD_PLANE_MM), ROD_HU)
    turn = np.radians(ROD_ANGLE_DEG)
    second = (10.0 * np.cos(turn) - 15.0 * np.sin(turn), 10.0 * np.sin(turn) + 15.0 * np.cos(turn))
    one = rods.around((0.0, -25.0, ROD_PLANE_MM), 0.5 * ROD_LENGTH_MM + 3.0, 8.0)
    other = rods.around((second[0], second[1], ROD_PLANE_MM), 38.0, 30.0)
    cosine = abs(float(one.direction_lps @ other.direction_lps))
    yield Check(f"{name}: length", ROD_LENGTH_MM, one.length_mm, 0.005 * ROD_LENGTH_MM, "mm")
    angle = float(np.degrees(np.arccos(min(cosine, 1.0))))
    yield Check(f"{name}: angle", ROD_ANGLE_DEG, angle, 0.3, "deg")
    disc = viewer.picture("axial", (0.0, 0.0, DISC_PLANE_MM), 500.0).around((30.0, 0.0, DISC_PLANE_MM), 20.0)
    area = np.pi * DISC_RADIUS_MM**2
    yield Check(f"{name}: area", float(area), disc.area_mm2, float(0.01 * area), "mm2")
    for kind, letters in _LETTERS.items():
        picture = viewer.picture(kind, MARKER_LPS, 1500.0)  # type: ignore[arg-type]
        yield Check(f"{name}: letters, {kind}", letters, " ".join(picture.plane.letters()))
        seen = picture.around(MARKER_LPS, 14.0).centre_lps
        off = float(np.linalg.norm(np.asarray(seen) - np.asarray(MARKER_LPS)))
        yield Check(f"{name}: place of the marker, {kind}", 0.0, off, 1.0, "mm")


def measure_values(name: str, volume: Volume) -> Iterator[Check]:
    """Values in HU, and the volume of a ball in ml."""
    for at, expected in INSERTS:
        offsets = np.stack(np.meshgrid(*[np.linspace(-6.0, 6.0, 5)] * 3), axis=-1).reshape(-1, 3)
        found = [volume.value_at(offset + np.array([at, 0.0, INSERT_PLANE_MM])) for offset in offsets]
        mean = float(np.mean([np.nan if value is None else value for value in found]))
        yield Check(f"{name}: insert of {expected:g} HU", expected, mean, 0.5, "HU")
    expected_ml = 4.0 / 3.0 * np.pi * SPHERE_RADIUS_MM**3 / 1000.0
    ball = ball_of(volume)
    yield Check(f"{name}: volume", float(expected_ml), ball.volumes_ml()[1], float(0.01 * expected_ml), "ml")


def measure_round_trip(name: str, volume: Volume, files: tuple[str, ...], folder: Path) -> Iterator[Check]:
    """A segmentation written as DICOM SEG and read again."""
    written = ball_of(volume)
    path = save_segmentation(written, str(folder / "ball.dcm"), volume, files, report=LocalReport())
    read = read_segmentation(path, report=LocalReport())
    corners = np.abs(read.geometry.corners_lps() - written.geometry.corners_lps()).max()
    yield Check(f"{name}: corners after SEG and back", 0.0, float(corners), 0.01, "mm")
    same = read.labels.shape == written.labels.shape
    wrong = int((read.labels != written.labels).sum()) if same else read.labels.size
    yield Check(f"{name}: voxels changed by SEG and back", 0.0, float(wrong), 0.0, "voxels")


def measure_long_rod(name: str, volume: Volume) -> Iterator[Check]:
    """Straightness and length of the rod along the patient."""
    index = np.indices(volume.voxels.shape)[::-1].reshape(3, -1).T
    points = volume.geometry.index_to_lps(index)
    x, y = LONG_ROD_AT
    near = (np.hypot(points[:, 0] - x, points[:, 1] - y) < 10.0) & (
        np.abs(points[:, 2]) < LONG_ROD_HALF_MM + 8.0
    )
    points = points[near]
    share = np.clip(volume.voxels.ravel()[near] / ROD_HU, 0.0, 1.0)
    offsets = points - (share[:, None] * points).sum(axis=0) / share.sum()
    values, vectors = np.linalg.eigh((share[:, None] * offsets).T @ offsets / share.sum())
    lean = float(np.degrees(np.arccos(min(abs(float(vectors[2, -1])), 1.0))))
    length = float(np.sqrt(12.0 * values[-1]))
    yield Check(f"{name}: lean of a straight rod", 0.0, lean, 0.1, "deg")
    yield Check(
        f"{name}: length of a straight rod", 2 * LONG_ROD_HALF_MM, length, 0.01 * LONG_ROD_HALF_MM, "mm"
    )


def ball_of(volume: Volume) -> Segmentation:
    """The ball of the phantom: half its value and more, within its surroundings."""
    z = MARKER_PLANE_MM - 10.0
    centre = volume.geometry.lps_to_index((0.0, 35.0, z))
    reach = (SPHERE_RADIUS_MM + 4.0) / np.array(volume.geometry.spacing_ijk)
    low = np.maximum(np.floor(centre - reach), 0).astype(int)[::-1]
    high = np.ceil(centre + reach).astype(int)[::-1] + 1
    part = tuple(slice(a, b) for a, b in zip(low, high, strict=True))
    labels = np.zeros(volume.voxels.shape, np.uint8)
    labels[part] = volume.voxels[part] >= 400
    return Segmentation(
        labels,
        volume.geometry,
        (Segment(1, "Ball"),),
        source_series_uid=volume.info.series_uid,
        source_instance_uids=volume.instance_uids,
    )
