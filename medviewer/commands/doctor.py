"""``medviewer doctor``: whether everything that medviewer needs works here, in plain words."""

from __future__ import annotations

import argparse
import sys

from medviewer.commands.console import say, say_json
from medviewer.core.errors import MedviewerError
from medviewer.doctor.check_machine import Check, check_machine


def run(arguments: argparse.Namespace) -> int:
    """Prints every check; exit status 0 if all that is needed works."""
    checks = check_machine()
    broken = [check for check in checks if check.needed and not check.ok]
    if arguments.json:
        say_json(
            {
                "ok": not broken,
                "python": sys.version.split()[0],
                "checks": [
                    {"name": c.name, "ok": c.ok, "needed": c.needed, "detail": c.detail, "advice": c.advice}
                    for c in checks
                ],
            }
        )
    else:
        for check in checks:
            _say(check)
    if broken:
        names = ", ".join(check.name for check in broken)
        raise MedviewerError(f"Something that is needed does not work: {names}. {broken[0].advice}".strip())
    if not arguments.json:
        say("Everything that is needed works.")
    return 0


def _say(check: Check) -> None:
    mark = "ok   " if check.ok else "FAULT" if check.needed else "note "
    say(f"{mark}  {check.name:<14} {check.detail}")
    if check.advice and not check.ok:
        say(f"       {'':<14} {check.advice}")
