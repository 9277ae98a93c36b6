"""Reading a `VoxelSource`, with a sentence for the user where that fails."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import ReadError
from medviewer.io.memory import require_memory
from medviewer.io.progress import ReadReport
from medviewer.io.voxel_source import TooLarge, VoxelSource


def read_source(
    path: str, source: VoxelSource, shape: tuple[int, ...], report: ReadReport
) -> npt.NDArray[Any]:
    """The values of a source in a shape; ``path`` is the file that the user opened, for messages.

    Raises
    ------
    ReadError
        If they are not all there, cannot be kept exactly or do not fit into memory; one sentence.
    """
    require_memory(path, float(np.prod(shape, dtype=float)) * source.kept.itemsize)
    try:
        return source.read(shape, report)
    except TooLarge as error:
        raise ReadError(f"The values of {path} are too large to be kept exactly.") from error
    except (ValueError, OSError) as error:
        raise ReadError(f"{path} is damaged: its pixels cannot be read.") from error
