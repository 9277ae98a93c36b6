"""``medviewer verify``: whether this installation measures truly, shown on phantoms."""

from __future__ import annotations

import argparse

from medviewer.commands.console import ConsoleReport, say, say_json
from medviewer.core.errors import MedviewerError
from medviewer.core.verification import VerificationReport
from medviewer.io.progress import LocalReport


def run(arguments: argparse.Namespace) -> int:
    """Prints the table and saves it if asked to; exit status 1 if a measurement fails."""
    from medviewer.verification.report_file import save_report
    from medviewer.verification.verify import verify

    progress = ConsoleReport()
    found = verify(progress)
    progress.clear()
    if arguments.output:
        save_report(found, arguments.output, LocalReport())
    if arguments.json:
        say_json(_as_data(found))
    else:
        say(found.as_text())
    if not found.passed:
        raise MedviewerError(found.verdict)
    return 0


def _as_data(found: VerificationReport) -> dict[str, object]:
    return {
        "passed": found.passed,
        "started": found.started,
        "machine": list(found.machine),
        "checks": [
            {
                "name": check.name,
                "expected": check.expected,
                "measured": check.measured,
                "tolerance": check.tolerance,
                "unit": check.unit,
                "passed": check.passed,
            }
            for check in found.checks
        ],
    }
