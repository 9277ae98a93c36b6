"""What to say where segments overlap: a label map shows one of them."""

from __future__ import annotations

from medviewer.core.series import Problem


def overlap_problem(voxels: int) -> tuple[Problem, ...]:
    """The problem ``OVERLAP`` for a number of voxels that belong to several segments; empty for none."""
    if voxels == 0:
        return ()
    message = (
        f"{voxels} voxels belong to more than one segment; the later segment is shown there, "
        "and the volume of the earlier one is too small by that."
    )
    return (Problem("OVERLAP", message),)
