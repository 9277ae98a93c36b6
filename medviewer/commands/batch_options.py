"""The options of ``medviewer batch`` and ``medviewer worker``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from medviewer.commands.argument_types import RESULT_ENDINGS, count, device, key_and_value

if TYPE_CHECKING:
    SubParsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_batch(commands: SubParsers) -> None:
    """``medviewer batch MODEL INPUT... -o DIR``."""
    says = "Runs a model on many studies; run it again to go on where it was stopped."
    parser = commands.add_parser("batch", help=says, description=says, allow_abbrev=False)
    parser.add_argument("model", metavar="MODEL", help="the id of a model, as `models list` names them")
    parser.add_argument("path", metavar="INPUT", nargs="+", help="files and folders, searched for series")
    parser.add_argument(
        "-o", "--output", metavar="DIR", required=True, help="for the results and summary.csv, summary.json"
    )
    parser.add_argument(
        "--format",
        choices=RESULT_ENDINGS,
        default="",
        help="of the results (default: .nii.gz, findings .json)",
    )
    parser.add_argument("--device", type=device, default="auto", help="auto, cpu or cuda (default: auto)")
    parser.add_argument(
        "--param", metavar="K=V", type=key_and_value, action="append", default=[], help="for the model"
    )
    parser.add_argument(
        "--agree", action="store_true", help="run even where slices are missing and the result will be wrong"
    )
    parser.add_argument(
        "--workers", metavar="N", type=count, default=0,
        help="models side by side on this machine (default: one a graphics card)",
    )  # fmt: skip
    _add_threads(parser)
    parser.add_argument(
        "--cluster", metavar="ADDRESS", default="",
        help="work on a Dask cluster (tls://host:8786) whose workers see INPUT and DIR under the same paths",
    )  # fmt: skip
    _add_tls(parser)
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")


def add_worker(commands: SubParsers) -> None:
    """``medviewer worker ADDRESS``."""
    says = "Works for the batches of a Dask cluster until its scheduler ends."
    parser = commands.add_parser("worker", help=says, description=says, allow_abbrev=False)
    parser.add_argument("address", metavar="ADDRESS", help="of the scheduler, e.g. tls://host:8786")
    parser.add_argument("--name", default="", help="what the summary calls this worker")
    parser.add_argument(
        "--cards", metavar="N", type=count, default=0, help="graphics cards that it offers (default: none)"
    )
    _add_threads(parser)
    _add_tls(parser)


def _add_threads(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--threads", metavar="N", type=count, default=0, help="threads of each model (default: all cores)"
    )


def _add_tls(parser: argparse.ArgumentParser) -> None:
    for name, says in (("ca", "the authority both sides trust"), ("cert", "this side"), ("key", "its key")):
        parser.add_argument(f"--tls-{name}", metavar="FILE", default="", help=f"for tls://: {says} (PEM)")
    parser.add_argument(
        "--no-tls", action="store_true", help="allow an unprotected connection to another machine"
    )
