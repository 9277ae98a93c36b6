"""Trees that fill a lung: arteries with bronchi, and veins."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from medviewer.samples.sampling_grid import Points

_EXPONENT = 2.7


@dataclass(frozen=True)
class Tubes:
    """Straight tubes: ends (n, 3) in world LPS mm and radius (n,) in mm."""

    start: Points
    end: Points
    radius: npt.NDArray[np.float64]

    @classmethod
    def joined(cls, parts: list[Tubes]) -> Tubes:
        if not parts:
            return cls(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros(0))
        return cls(
            np.concatenate([p.start for p in parts]),
            np.concatenate([p.end for p in parts]),
            np.concatenate([p.radius for p in parts]),
        )

    def where(self, keep: npt.NDArray[np.bool_]) -> Tubes:
        return Tubes(self.start[keep], self.end[keep], self.radius[keep])

    def __len__(self) -> int:
        return len(self.radius)


def grow_tree(root: Points, targets: Points, tip_radius: float, rng: np.random.Generator) -> Tubes:
    """A binary tree from ``root`` (3,) that reaches every target (n, 3).

    Each branch goes part of the way to the centre of its targets, then divides them in two across
    their longest extent. Radii follow Murray's law (1926) with the exponent 2.7 of lung arteries
    (Huang et al., 1996): r_parent^e = r_1^e + r_2^e.
    """
    starts, ends, counts = [], [], []
    pending = [(np.asarray(root, dtype=np.float64), np.asarray(targets, dtype=np.float64), 0)]
    while pending:
        here, group, depth = pending.pop()
        centre = group.mean(axis=0)
        if len(group) == 1:
            tip = group[0]
        else:
            tip = here + (centre - here) * (0.42 if depth else 0.3)
            tip = tip + rng.normal(0.0, 0.05, 3) * np.linalg.norm(tip - here)
        starts.append(here)
        ends.append(tip)
        counts.append(len(group))
        if len(group) > 1:
            spread = group - centre
            axis = np.linalg.eigh(spread.T @ spread)[1][:, -1]
            place = spread @ axis
            cut = np.partition(place, len(place) // 2)[len(place) // 2] + 1e-9
            first = place < cut
            if first.all() or not first.any():
                first = np.arange(len(group)) < len(group) // 2
            pending += [(tip, group[first], depth + 1), (tip, group[~first], depth + 1)]
    radius = tip_radius * np.array(counts, dtype=np.float64) ** (1.0 / _EXPONENT)
    return Tubes(np.array(starts), np.array(ends), radius)


def curved(tubes: Tubes, piece_mm: float, rng: np.random.Generator) -> Tubes:
    """The same tubes bent a little and cut to pieces of about ``piece_mm``."""
    length = np.linalg.norm(tubes.end - tubes.start, axis=1)
    pieces = np.maximum(1, np.ceil(length / piece_mm)).astype(int)
    which = np.repeat(np.arange(len(tubes)), pieces)
    first = np.concatenate([[0], np.cumsum(pieces)[:-1]])
    number = np.arange(len(which)) - first[which]
    bend = rng.normal(0.0, 0.06, (len(tubes), 3)) * length[:, None]

    def at(share: npt.NDArray[np.float64]) -> Points:
        straight = tubes.start[which] + (tubes.end - tubes.start)[which] * share[:, None]
        return np.asarray(straight + bend[which] * (4.0 * share * (1.0 - share))[:, None])

    return Tubes(at(number / pieces[which]), at((number + 1) / pieces[which]), tubes.radius[which])
