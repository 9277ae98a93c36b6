"""The options of ``medviewer explain``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from medviewer.commands.argument_types import count

if TYPE_CHECKING:
    SubParsers = argparse._SubParsersAction[argparse.ArgumentParser]

METHODS = (
    "gradcam", "gradcam++", "occlusion", "integrated_gradients", "gradient_shap", "kernel_shap", "lime",
    "attention",
)  # fmt: skip


def add_explain(commands: SubParsers) -> None:
    """Adds the command."""
    says = "A heat map of what a statement, a segment or a box rests on, with tests of whether to trust it."
    parser = commands.add_parser("explain", help=says, description=says, allow_abbrev=False)
    parser.add_argument("model", metavar="MODEL", help="the id of a model, as `models list` names it")
    parser.add_argument("path", metavar="PATH", help="a file or a folder")
    parser.add_argument("--series", metavar="ID", default="", help="which series, as `info` names them")
    parser.add_argument("--label", default="", help="which statement, or segment (default: the first)")
    parser.add_argument(
        "--box", metavar="N", type=count, default=1, help="which box, from the most certain one (default: 1)"
    )
    parser.add_argument(
        "--channel", metavar="ROLE=PATH", type=_key_and_value, action="append", default=[],
        help="for a model of several images: a further one, e.g. FLAIR=PATH; PATH is the first",
    )  # fmt: skip
    parser.add_argument("--method", choices=METHODS, default="gradcam", help="default: gradcam")
    parser.add_argument(
        "-o", "--output", metavar="OUT", required=True,
        help="the heat map: .nii.gz .nrrd .mha; its scores are written beside it, to a name in .json",
    )  # fmt: skip
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda (default: auto)")
    parser.add_argument(
        "--param", metavar="K=V", type=_key_and_value, action="append", default=[],
        help="for the model, or for the method: explain_steps, explain_samples, explain_trust ...",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print JSON")


def _key_and_value(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not key or not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not K=V")
    return (key, value)
