"""What the commands that damage things at random have in common."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

Run = Callable[[Path, Path, random.Random, float], tuple[list[str], Counter[str]]]


def fuzz(arguments: Sequence[str], about: str, run: Run, tell: Callable[[Counter[str]], str]) -> int:
    """Runs for some minutes and tells what was found; exit status 1 if anything was.

    Parameters
    ----------
    about
        What ``--help`` says.
    run
        Called with a folder of its own, a folder where findings are kept, what chance brings and seconds.
    tell
        The outcomes in words; ``%s`` stands for the seed.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args(arguments)
    kept = Path(tempfile.mkdtemp(prefix="medviewer-fuzz-found-"))
    with tempfile.TemporaryDirectory(prefix="medviewer-fuzz-") as folder:
        findings, outcomes = run(Path(folder), kept, random.Random(options.seed), 60 * options.minutes)
    print(f"{tell(outcomes).replace('%s', str(options.seed))}, {len(findings)} findings")
    for finding in findings:
        print(f"  {finding}")
    if not findings:
        kept.rmdir()
    return 1 if findings else 0
