"""Two segmentations of one image side by side: how alike they are, label by label."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import GeometryError
from medviewer.core.segmentation import Color, Segment, Segmentation

ONLY_A, ONLY_B, BOTH = 1, 2, 3
"""The label values of `difference_map`."""

_DIFFERENCE_COLORS: dict[int, Color] = {ONLY_A: (86, 180, 233), ONLY_B: (213, 94, 0), BOTH: (150, 158, 166)}
"""Blue and vermilion are told apart by every kind of colour vision (Okabe and Ito 2008)."""


@dataclass(frozen=True)
class LabelComparison:
    """One label in both segmentations; a number is 0 and a volume 0.0 where one has no such label.

    Parameters
    ----------
    number_a, number_b
        Values in the label maps; -1 for all labels together.
    voxels_a, voxels_b, voxels_both
        Counts of A, of B and of where they overlap.
    volume_a_ml, volume_b_ml
        ml.
    """

    name: str
    number_a: int
    number_b: int
    voxels_a: int
    voxels_b: int
    voxels_both: int
    volume_a_ml: float
    volume_b_ml: float

    @property
    def is_whole(self) -> bool:
        """Whether it is all labels together."""
        return self.number_a < 0

    @property
    def dice(self) -> float | None:
        """2 |A and B| / (|A| + |B|) (Dice 1945), 0..1; None where both are empty."""
        whole = self.voxels_a + self.voxels_b
        return None if whole == 0 else 2.0 * self.voxels_both / whole

    @property
    def difference_ml(self) -> float:
        """B - A, ml."""
        return self.volume_b_ml - self.volume_a_ml

    @property
    def difference_percent(self) -> float | None:
        """B - A in per cent of A; None where A is empty."""
        return None if self.volume_a_ml == 0 else 100.0 * self.difference_ml / self.volume_a_ml


def compare_segmentations(a: Segmentation, b: Segmentation) -> tuple[LabelComparison, ...]:
    """All labels of A in their order, then those that only B has.

    Labels belong together if their codes are the same, else if their names are (any case, any spacing).

    Raises
    ------
    GeometryError
        If the two do not lie on one grid.
    """
    _require_one_grid(a, b)
    joint = _joint_counts(a, b)
    counts_a, counts_b = joint.sum(axis=1), joint.sum(axis=0)
    ml_a, ml_b = a.geometry.voxel_volume_ml, b.geometry.voxel_volume_ml

    def row(part_a: Segment | None, part_b: Segment | None) -> LabelComparison:
        place_a = 0 if part_a is None else a.segments.index(part_a) + 1
        place_b = 0 if part_b is None else b.segments.index(part_b) + 1
        voxels_a = int(counts_a[place_a]) if place_a else 0
        voxels_b = int(counts_b[place_b]) if place_b else 0
        known = part_a or part_b
        return LabelComparison(
            name="" if known is None else known.name,
            number_a=0 if part_a is None else part_a.number,
            number_b=0 if part_b is None else part_b.number,
            voxels_a=voxels_a,
            voxels_b=voxels_b,
            voxels_both=int(joint[place_a, place_b]) if place_a and place_b else 0,
            volume_a_ml=voxels_a * ml_a,
            volume_b_ml=voxels_b * ml_b,
        )

    return tuple(row(*pair) for pair in matched_segments(a.segments, b.segments))


def compare_whole(a: Segmentation, b: Segmentation, name: str) -> LabelComparison:
    """Any label of A against any label of B: what one calls left and right lung the other may call lung.

    Raises
    ------
    GeometryError
        If the two do not lie on one grid.
    """
    _require_one_grid(a, b)
    joint = _joint_counts(a, b)
    in_a, in_b = int(joint[1:].sum()), int(joint[:, 1:].sum())
    ml_a, ml_b = in_a * a.geometry.voxel_volume_ml, in_b * b.geometry.voxel_volume_ml
    return LabelComparison(name, -1, -1, in_a, in_b, int(joint[1:, 1:].sum()), ml_a, ml_b)


def matched_segments(
    a: tuple[Segment, ...], b: tuple[Segment, ...]
) -> tuple[tuple[Segment | None, Segment | None], ...]:
    """Which labels belong together: by code first, then by name; each at most once, None for no partner."""
    partner: dict[int, Segment] = {}
    taken: set[int] = set()
    for same in (_same_code, _same_name):
        for part_a in a:
            if part_a.number in partner:
                continue
            found = next((one for one in b if one.number not in taken and same(part_a, one)), None)
            if found is not None:
                partner[part_a.number] = found
                taken.add(found.number)
    pairs: list[tuple[Segment | None, Segment | None]] = [(one, partner.get(one.number)) for one in a]
    return (*pairs, *((None, one) for one in b if one.number not in taken))


def difference_map(a: Segmentation, b: Segmentation, row: LabelComparison | None = None) -> Segmentation:
    """Where only A, only B and both have a label (uint8); of all matched labels together if ``row`` is None.

    Two labels of which each has no partner count as both having one. Where a label with a partner meets
    another label, that is "only B": one voxel can show one colour.
    """
    _require_one_grid(a, b)
    numbers_a, numbers_b = _places(a), _places(b)
    pairs = matched_segments(a.segments, b.segments)
    if row is not None:
        pairs = tuple(
            (one, two)
            for one, two in pairs
            if (one.number if one else 0, two.number if two else 0) == (row.number_a, row.number_b)
        )
    kinds = np.zeros((len(a.segments) + 1, len(b.segments) + 1), np.uint8)
    for one, _ in pairs:
        if one is not None:
            kinds[a.segments.index(one) + 1, :] = ONLY_A
    for _, two in pairs:
        if two is not None:
            kinds[:, b.segments.index(two) + 1] = ONLY_B
    for one, two in pairs:
        if one is not None and two is not None:
            kinds[a.segments.index(one) + 1, b.segments.index(two) + 1] = BOTH
    if row is None:  # labels that the other does not know cannot be told to differ: both have one here
        alone_a = [a.segments.index(one) + 1 for one, two in pairs if one is not None and two is None]
        alone_b = [b.segments.index(two) + 1 for one, two in pairs if two is not None and one is None]
        kinds[np.ix_(alone_a, alone_b)] = BOTH
    labels = np.empty(a.labels.shape, np.uint8)
    for k, (plane_a, plane_b) in enumerate(zip(a.labels, b.labels, strict=True)):
        labels[k] = kinds[_looked_up(plane_a, numbers_a), _looked_up(plane_b, numbers_b)]
    names = {ONLY_A: f"Only {a.name}", ONLY_B: f"Only {b.name}", BOTH: "Both"}
    segments = tuple(Segment(n, names[n], _DIFFERENCE_COLORS[n]) for n in (ONLY_A, ONLY_B, BOTH))
    return Segmentation(labels, a.geometry, segments, f"{a.name} / {b.name}")


def _require_one_grid(a: Segmentation, b: Segmentation) -> None:
    if not a.geometry.matches(b.geometry):
        raise GeometryError(
            "The two results do not lie on one grid, so they cannot be compared voxel by voxel; "
            "run both models on the same series."
        )


def _joint_counts(a: Segmentation, b: Segmentation) -> npt.NDArray[np.int64]:
    """How many voxels have place m in A and place n in B; place 0 is background, n the nth segment."""
    numbers_a, numbers_b = _places(a), _places(b)
    wide = len(b.segments) + 1
    counted = np.zeros((len(a.segments) + 1) * wide, np.int64)
    for plane_a, plane_b in zip(a.labels, b.labels, strict=True):  # plane by plane: little memory
        codes = _looked_up(plane_a, numbers_a) * wide + _looked_up(plane_b, numbers_b)
        counted += np.bincount(codes.ravel(), minlength=counted.size)
    return counted.reshape(-1, wide)


def _places(segmentation: Segmentation) -> npt.NDArray[np.intp]:
    """A table from label value to place; values without a segment count as background."""
    table = np.zeros(int(np.iinfo(segmentation.labels.dtype).max) + 1, np.intp)
    for place, segment in enumerate(segmentation.segments, start=1):
        if 0 < segment.number < len(table):
            table[segment.number] = place
    return table


def _looked_up(plane: npt.NDArray[np.generic], table: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    return np.asarray(table[plane], np.intp)


def _same_code(a: Segment, b: Segment) -> bool:
    if a.code is None or b.code is None:
        return False
    return (a.code.value, a.code.scheme) == (b.code.value, b.code.scheme)


def _same_name(a: Segment, b: Segment) -> bool:
    if a.code is not None and b.code is not None:
        return False  # both say what they are, and it is not the same
    return _plain(a.name) == _plain(b.name) != ""


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").casefold().split())
