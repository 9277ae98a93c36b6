"""What bundles usually hold besides the model: loading files, running, saving. None of it is run here.

The whole document is looked through for what is not usual, because a bundle that needs code of its own would
give something else without it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from medviewer.importers.monai_bundle.expressions import dotted

_TRANSFORMS = """
    Compose LoadImaged EnsureChannelFirstd AddChanneld AsChannelFirstd Orientationd Spacingd
    ScaleIntensityRanged ScaleIntensityd NormalizeIntensityd ScaleIntensityRangePercentilesd
    ThresholdIntensityd CropForegroundd DivisiblePadd EnsureTyped ToTensord CastToTyped ToDeviced SelectItemsd
    DeleteItemsd Activationsd AsDiscreted KeepLargestConnectedComponentd FillHolesd Invertd SaveImaged
    Identityd Resized ClipBoxToImaged AffineBoxToWorldCoordinated ConvertBoxModed
"""
_RUNNING = """
    Dataset CacheDataset PersistentDataset DataLoader ThreadDataLoader SlidingWindowInferer SimpleInferer
    SlidingWindowInfererAdapt SupervisedEvaluator StatsHandler CheckpointLoader MeanDice ValidationHandler
    TensorBoardStatsHandler LogfileHandler from_engine
    RetinaNetDetector AnchorGeneratorWithAnchorShape AnchorGenerator
"""
_MACHINERY = frozenset((_TRANSFORMS + _RUNNING).split())
_OWN_SCRIPTS = frozenset(
    ("scripts.detection_inferer.RetinaNetInferer", "scripts.detection_saver.DetectionSaver",
     "scripts.evaluator.DetectionEvaluator")
)  # fmt: skip
"""The model zoo's wrappers around MONAI's detector, which ours stands for."""

_MODULES = frozenset(("glob", "os", "json", "math", "monai", "torch", "numpy", "ignite", "pathlib"))
_CALLS = re.compile(
    r"(monai\.(utils\.set_determinism|data\.(load_decathlon_datalist|utils\.no_collation|decollate_batch)"
    r"|networks\.nets\.\w+(\.\w+)?|handlers\.from_engine|data\.partition_dataset"
    r"|apps\.detection\.networks\.retinanet_network\.resnet_fpn_feature_extractor)"
    r"|torch\.(device|cuda\.is_available|cuda\.device_count)"
    r"|glob\.(glob|iglob)|os\.(listdir|getcwd|path\.(join|dirname|basename|abspath|exists|splitext))|(pathlib\.)?Path"
    r"|list|sorted|tuple|int|float|bool|str|len|range|max|min|sum|dict|zip|enumerate|round)"
)
_NAMES = re.compile(r"(monai|torch|numpy|np|os|glob|math)(\.(?!_)\w+)*")
_METHODS = frozenset(
    ("to", "run", "eval", "cuda", "cpu", "float", "replace", "split", "join", "append", "startswith",
     "endswith", "strip", "format", "get", "keys", "values", "items", "set_target_keys",
     "set_box_selector_parameters", "set_sliding_window_inferer", "load_state_dict")
)  # fmt: skip
_SPEED = re.compile(r"\$\s*setattr\(torch\.backends\.cudnn, ?'\w+', ?(True|False)\)")
_REFERENCE = re.compile(r"@\w+(?:(?:::|#)\w+)*")
_IMPORT = re.compile(r"\$\s*(import\s+([\w.]+)(\s+as\s+\w+)?|from\s+([\w.]+)\s+import\s+[\w, ]+)\s*")
_MOST_VALUES = 50_000


def what_it_wants(document: Any, networks: frozenset[str]) -> tuple[str, ...]:
    """Everything in a bundle's configuration that is not usual, one sentence each, in its order.

    Parameters
    ----------
    networks
        The names of the networks that are known.
    """
    return tuple(dict.fromkeys(_wants(document, networks)))


def _wants(document: Any, networks: frozenset[str]) -> Iterator[str]:
    pending: list[tuple[str, Any]] = [("", document)]
    for _ in range(_MOST_VALUES):
        if not pending:
            return
        place, value = pending.pop()
        if isinstance(value, dict):
            pending += [(f"{place}::{key}".strip(":"), item) for key, item in reversed(value.items())]
            if "_target_" in value:
                yield from _of_target(value["_target_"], place or "its top", networks)
        elif isinstance(value, list):
            pending += [(f"{place}::{n}", item) for n, item in reversed(list(enumerate(value)))]
        elif isinstance(value, str) and value.lstrip().startswith("$"):
            yield from _of_expression(value.lstrip(), place)
        elif isinstance(value, str) and value.startswith("%"):
            yield f"at {place} it takes the text of another place or file, {value!r:.80}."
    if pending:
        yield "it holds more values than any bundle needs."


def _of_target(target: Any, place: str, networks: frozenset[str]) -> Iterator[str]:
    path, _, name = str(target).rpartition(".")
    is_known = isinstance(target, str) and (name in _MACHINERY or name in networks)
    is_of_monai = path in ("", "torch.utils.data") or path.split(".")[0] in ("monai", "ignite")
    if not (is_known and is_of_monai) and target not in _OWN_SCRIPTS:
        yield f"at {place} it wanted to run {str(target)!r:.120}."


def _of_expression(text: str, place: str) -> Iterator[str]:
    if _SPEED.fullmatch(text):
        return
    found = _IMPORT.fullmatch(text)
    if found:
        module = found[2] or found[4]
        if module.split(".")[0] not in _MODULES:
            yield f"at {place} it wanted to import {module}."
        return
    bare = _REFERENCE.sub("reference_", text[1:]).strip()
    try:
        tree = ast.parse(bare, mode="eval")
        usual = len(bare) < 4000 and _is_usual(tree.body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        usual = False
    if not usual:
        yield f"at {place} it wanted to run the Python expression {text[1:]!r:.160}."


def _is_usual(tree: ast.expr) -> bool:
    """Whether every call and every name in it is one of those above."""
    own = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    own |= {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    own |= {"reference_"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and not _is_usual_call(node.func, own):
            return False
        if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            return False
        if isinstance(node, ast.Name) and node.id not in own:
            known = _NAMES.fullmatch(node.id) or _CALLS.fullmatch(node.id)
            if not known:
                return False
        if isinstance(node, ast.Await | ast.Yield | ast.YieldFrom | ast.NamedExpr):
            return False
    return True


def _is_usual_call(function: ast.expr, own: set[str]) -> bool:
    name = dotted(function)
    if name in own:
        return True
    if _CALLS.fullmatch(name):
        return True
    first = name.split(".")[0]
    is_method = isinstance(function, ast.Attribute) and function.attr in _METHODS
    return is_method and (first in own or not name)
