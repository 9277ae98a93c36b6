"""What may be typed: the commands and their options. Imports nothing heavy."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import medviewer
from medviewer.commands.argument_types import (
    count,
    device,
    image_file,
    key_and_value,
    png_file,
    point,
    report_file,
    result_file,
    size,
    window,
)
from medviewer.commands.batch_options import add_batch, add_worker
from medviewer.commands.explain_options import add_explain
from medviewer.commands.models_options import add_models

if TYPE_CHECKING:
    SubParsers = argparse._SubParsersAction[argparse.ArgumentParser]

COMMANDS = {
    "info": "info",
    "probe": "probe",
    "convert": "convert",
    "render": "render",
    "models": "models",
    "run": "run_model",
    "explain": "explain",
    "demo": "demo",
    "doctor": "doctor",
    "verify": "verify",
    "batch": "batch",
    "worker": "cluster_worker",
}
"""Each command with the module of `medviewer.commands` that runs it."""

_DESCRIPTION = """An offline viewer for CT, MRI and X-ray that runs models in the background.
Research use only, not a medical device.

medviewer [PATH ...] opens files or folders in the window that is open already, else in a new one;
medviewer --new-window [PATH ...] opens another. The commands below need no window."""


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="medviewer",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"medviewer {medviewer.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_info(commands)
    _add_probe(commands)
    _add_convert(commands)
    _add_render(commands)
    add_models(commands)
    _add_run(commands)
    _add_demo(commands)
    _add_doctor(commands)
    _add_verify(commands)
    add_explain(commands)
    add_batch(commands)
    add_worker(commands)
    return parser


def _add(commands: SubParsers, name: str, says: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=says, description=says, allow_abbrev=False)


def _add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", help="a file or a folder")
    parser.add_argument("--series", metavar="ID", default="", help="which series, as `info` names them")


def _add_time(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--time", metavar="N", type=count, help="which point in time, from 1 (default: the middle)"
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _add_info(commands: SubParsers) -> None:
    parser = _add(commands, "info", "What a file or folder holds, and whether it can be shown truly.")
    _add_input(parser)
    _add_json(parser)


def _add_probe(commands: SubParsers) -> None:
    parser = _add(commands, "probe", "The value of the voxel nearest to a point.")
    _add_input(parser)
    _add_time(parser)
    parser.add_argument("--lps", metavar="X,Y,Z", type=point, required=True, help="a point, mm, LPS")
    _add_json(parser)


def _add_convert(commands: SubParsers) -> None:
    parser = _add(commands, "convert", "Saves a volume (or a DICOM segmentation) in another format.")
    _add_input(parser)
    _add_time(parser)
    parser.add_argument("out", metavar="OUT", type=image_file, help="a name that ends in .nii.gz .nrrd .mha")


def _add_render(commands: SubParsers) -> None:
    parser = _add(
        commands, "render", "A picture of one plane or of the whole volume, as the window shows it."
    )
    _add_input(parser)
    _add_time(parser)
    parser.add_argument("-o", "--output", metavar="OUT.png", type=png_file, required=True)
    parser.add_argument("--plane", choices=("axial", "sagittal", "coronal", "3d"), default="axial")
    parser.add_argument(
        "--lps", metavar="X,Y,Z", type=point, help="a point the plane goes through (default: the centre)"
    )
    parser.add_argument(
        "--window",
        metavar="W,L",
        type=window,
        help="width and level (default: the file's own, else automatic)",
    )
    parser.add_argument(
        "--size", metavar="WxH", type=size, default=(512, 512), help="pixels (default: 512x512)"
    )
    parser.add_argument(
        "--labels", metavar="FILE", default="", help="a label map or DICOM SEG to lay over it"
    )
    parser.add_argument(
        "--overlay", metavar="FILE", default="", help="a DICOM structure set or presentation state to apply"
    )
    parser.add_argument("--bare", action="store_true", help="no letters and no text")


def _add_run(commands: SubParsers) -> None:
    parser = _add(commands, "run", "Runs a model on a series and saves its result.")
    parser.add_argument("model", metavar="MODEL", help="the id of a model, as `models list` names them")
    _add_input(parser)
    _add_time(parser)
    parser.add_argument(
        "-o", "--output", metavar="OUT", type=result_file, required=True,
        help="segmentation: .nii.gz .nrrd .mha .dcm (DICOM SEG); findings: .json",
    )  # fmt: skip
    parser.add_argument("--device", type=device, default="auto", help="auto, cpu or cuda (default: auto)")
    parser.add_argument(
        "--param", metavar="K=V", type=key_and_value, action="append", default=[], help="for the model"
    )
    parser.add_argument(
        "--channel", metavar="ROLE=PATH", type=key_and_value, action="append", default=[],
        help="for a model of several images: a further one, e.g. FLAIR=PATH; PATH is the first",
    )  # fmt: skip
    parser.add_argument(
        "--agree", action="store_true", help="run even where slices are missing and the result will be wrong"
    )
    _add_json(parser)


def _add_demo(commands: SubParsers) -> None:
    parser = _add(
        commands, "demo", "Opens the sample study; with --headless does the whole job without a window."
    )
    parser.add_argument(
        "--headless", metavar="DIR", nargs="?", const="demo", default="",
        help="load the sample, run the lung model, write picture, result and summary there (default: demo)",
    )  # fmt: skip


def _add_doctor(commands: SubParsers) -> None:
    parser = _add(commands, "doctor", "Whether everything that medviewer needs works on this machine.")
    _add_json(parser)


def _add_verify(commands: SubParsers) -> None:
    parser = _add(
        commands,
        "verify",
        "Builds, reads, draws and measures phantoms on this machine: pass or fail, with numbers.",
    )
    parser.add_argument(
        "-o", "--output", metavar="OUT.txt", type=report_file, help="save the table as a report"
    )
    _add_json(parser)
