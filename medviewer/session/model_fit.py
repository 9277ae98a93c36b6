"""Whether a model fits a series, in one word and one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from medviewer.api.model_info import ModelInfo
from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesEntry
from medviewer.core.volume import Stack, Volume
from medviewer.inference.channels import check_inputs
from medviewer.inference.contract import blocks_of_headers

if TYPE_CHECKING:
    from medviewer.packs.stage import Stage

FitKind = Literal["fits", "resampled", "needs", "blocked", "unknown"]

_AXIS_OF_LETTER = {"L": 0, "R": 0, "P": 1, "A": 1, "S": 2, "I": 2}
_SAME_SPACING = 0.01


@dataclass(frozen=True)
class Fit:
    """How a model and a series go together.

    Parameters
    ----------
    kind
        ``resampled``: it fits, on a grid of the model's own; ``needs``: series are missing for some roles;
        ``unknown``: there is no series to tell it of.
    reasons
        What blocks it, or which roles are missing.
    resampling
        From which spacing to which, in words; "" if the image is taken as it is.
    warnings, needs_agreement
        As `ContractCheck` says.
    """

    kind: FitKind
    reasons: tuple[str, ...] = ()
    resampling: str = ""
    warnings: tuple[str, ...] = ()
    needs_agreement: tuple[str, ...] = ()

    @property
    def can_run(self) -> bool:
        return self.kind in ("fits", "resampled")


def fit_of(
    info: ModelInfo,
    stages: Sequence[Stage],
    image: Volume | Stack,
    missing: Sequence[str] = (),
    others: Mapping[str, Volume | Stack] | None = None,
) -> Fit:
    """How a model goes with an image whose pixels are here.

    Parameters
    ----------
    stages
        Those of its pack; none for a plugin, which says nothing of its grid.
    missing
        Roles of a model of several images that no series was found for.
    others
        The images of further roles, as far as their pixels are here.
    """
    first = info.contract.roles[0].role if info.contract.roles else ""
    check = check_inputs(info, {first: image, **(others or {})})
    if check.blocks:
        return Fit("blocked", check.blocks)
    if missing:
        return Fit("needs", tuple(missing), warnings=check.warnings, needs_agreement=check.needs_agreement)
    volume = image.slice(0) if isinstance(image, Stack) else image
    resampling = next(
        (text for text in (_resampling(stage, volume.geometry) for stage in stages) if text), ""
    )
    kind: FitKind = "resampled" if resampling else "fits"
    return Fit(kind, (), resampling, check.warnings, check.needs_agreement)


def fit_of_entry(info: ModelInfo, entry: SeriesEntry) -> Fit:
    """What can be told of a series whose pixels have not been read: its modality and its shape."""
    reasons = blocks_of_headers(info.contract, entry)
    return Fit("blocked", reasons) if reasons else Fit("fits")


def _resampling(stage: Stage, grid: Geometry) -> str:
    """``"0.9 x 0.9 x 5 to 1.5 x 1.5 x 1.5 mm"``, along left, back and up; "" where the grid stays."""
    space = stage.space
    wanted = space.spacing_mm or ((1.0, 1.0, 1.0) if space.conform else ())
    if len(wanted) != 3 or len(space.axes) != 3:
        return ""
    now = spacing_along_patient(grid)
    then = list(now)
    for letter, spacing in zip(space.axes, wanted, strict=True):
        if spacing > 0:
            then[_AXIS_OF_LETTER.get(letter, 0)] = spacing
    if all(abs(a - b) <= _SAME_SPACING * b for a, b in zip(now, then, strict=True)):
        return ""
    return f"{_listed(now)} to {_listed(then)} mm"


def spacing_along_patient(grid: Geometry) -> tuple[float, float, float]:
    """Voxel spacing, mm, along the patient's left, back and head, by the nearest axes of the grid."""
    axes = np.abs(np.array(grid.axes_lps))
    order = [int(axes[:, world].argmax()) for world in range(3)]
    x, y, z = (float(grid.spacing_ijk[n]) for n in order)
    return x, y, z


def _listed(spacings: Sequence[float]) -> str:
    return " x ".join(f"{spacing:.3g}" for spacing in spacings)
