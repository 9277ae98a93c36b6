"""``medviewer models fetch``."""

from __future__ import annotations

import argparse

from medviewer.commands.console import ConsoleReport, say, say_json
from medviewer.installer.fetch import fetch


def run(arguments: argparse.Namespace) -> int:
    """Downloads a file; installs nothing."""
    report = ConsoleReport()
    path = fetch(arguments.url, arguments.sha256, arguments.output, report=report)
    report.clear()
    if arguments.json:
        say_json({"output": path, "sha256": arguments.sha256.lower()})
    else:
        say(f"Saved {path}")
        say(f"To install it: medviewer models install {path}")
    return 0
