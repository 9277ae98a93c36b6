"""``medviewer convert``: a volume in another format."""

from __future__ import annotations

import argparse

from medviewer.commands.console import ConsoleReport, say
from medviewer.commands.open_series import open_any, point_in_time
from medviewer.core.errors import WriteError
from medviewer.core.segmentation import Segmentation
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume


def run(arguments: argparse.Namespace) -> int:
    """Saves the series and prints where."""
    from medviewer.io.write import save_segmentation, save_volume

    report = ConsoleReport()
    image = open_any(arguments.path, arguments.series, report).image
    if isinstance(image, (Volume, TimeSeries)) and arguments.time is not None:
        image = point_in_time(image, arguments.time)
    if isinstance(image, TimeSeries):
        raise WriteError(
            f"The series {image.middle.info.series_id} has {len(image)} points in time, and a file is "
            f"written of one; choose it with --time, 1 to {len(image)}."
        )
    if isinstance(image, Stack):
        raise WriteError(
            f"The series {image.info.series_id} is not a regular grid of slices, so it cannot be saved "
            "as a volume without changing where its slices lie."
        )
    if not isinstance(image, (Volume, Segmentation)):
        raise WriteError(f"What is in {arguments.path} is no volume, so it cannot be saved as one.")
    if isinstance(image, Segmentation):
        saved = save_segmentation(image, arguments.out, report=report)
    else:
        saved = save_volume(image, arguments.out, report)
    report.clear()
    say(f"Saved {saved}")
    return 0
