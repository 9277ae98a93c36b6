"""``medviewer convert``: a volume in another format."""

from __future__ import annotations

import argparse

from medviewer.commands.console import ConsoleReport, say
from medviewer.commands.open_series import open_any
from medviewer.core.errors import WriteError
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Stack


def run(arguments: argparse.Namespace) -> int:
    """Saves the series and prints where."""
    from medviewer.io.write import save_segmentation, save_volume

    report = ConsoleReport()
    image = open_any(arguments.path, arguments.series, report).image
    if isinstance(image, Stack):
        raise WriteError(
            f"The series {image.info.series_id} is not a regular grid of slices, so it cannot be saved "
            "as a volume without changing where its slices lie."
        )
    if isinstance(image, Segmentation):
        saved = save_segmentation(image, arguments.out, report=report)
    else:
        saved = save_volume(image, arguments.out, report)
    report.clear()
    say(f"Saved {saved}")
    return 0
