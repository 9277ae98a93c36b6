"""Importing parts of torchvision, also where its compiled operators do not fit the installed torch.

The usual way to that state is torch built for the processor beside torchvision built for CUDA: pip takes them
from different places. torchvision then fails at its import, because it describes operators that are not
there. Its classifiers are plain torch and need none of them.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

import torch

_NEEDED_AT_IMPORT = ("nms", "qnms")


def import_torchvision(module: str) -> Any:
    """A module of torchvision, e.g. ``"torchvision.models.resnet"``.

    Raises
    ------
    ImportError
        If torchvision is not there.
    """
    try:
        return importlib.import_module(module)
    except RuntimeError as error:
        if "does not exist" not in str(error):
            raise ImportError(f"torchvision does not fit this torch ({error}).") from error
    _describe_operators()
    return importlib.import_module(module)


@cache
def _describe_operators() -> Any:
    """Names the operators without giving them a body; calling one is an error of torch's."""
    library: Any = torch.library.Library("torchvision", "FRAGMENT")  # type: ignore[no-untyped-call]
    for name in _NEEDED_AT_IMPORT:
        library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    return library
