"""Colours of a volume file as a `Volume` holds them: red, green, blue, and the luminance beside them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.series import Problem
from medviewer.io.dicom.pixels.colour import luminance_into
from medviewer.io.progress import ReadReport


def colours_and_luminance(
    samples: npt.NDArray[Any], report: ReadReport
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Colours [t, k, j, i, 3] and luminance [t, k, j, i] (ITU-R BT.601) of samples, uint8.

    Parameters
    ----------
    samples
        [t, k, j, i, channel] of uint8; a fourth channel, how opaque a voxel is, is left out.
    report
        Gives the memory; three channels stay where they are.
    """
    rgb = samples
    if samples.shape[-1] > 3:
        rgb = report.empty((*samples.shape[:-1], 3), np.uint8)
        rgb[...] = samples[..., :3]
    luminance = report.empty(samples.shape[:-1], np.uint8)
    flat = luminance.reshape(-1, *luminance.shape[-2:])
    for colours, values in zip(rgb.reshape(-1, *rgb.shape[-3:]), flat, strict=True):
        luminance_into(colours, values)
    return rgb, luminance


def colour_problems(samples: npt.NDArray[Any]) -> tuple[Problem, ...]:
    """What is not shown of colours [t, k, j, i, channel]."""
    if samples.shape[-1] > 3 and int(samples[..., 3].min()) < 255:
        return (Problem("TRANSPARENCY", "Colours of the file that let others through are shown opaque."),)
    return ()
