"""Names and shapes of a network's weights, known without taking the memory that it would need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

from medviewer.engine.networks.build_limit import MOST_PARTS
from medviewer.engine.networks.table import build_network


def meta_weights(architecture: str, arguments: Mapping[str, Any]) -> dict[str, torch.Tensor]:
    """The state dict that a network of the table has, with tensors that hold no numbers.

    Raises
    ------
    PluginError
        If the name is not in the table or the arguments do not fit it.
    """
    with torch.device("meta"), _RealSteps():
        return dict(build_network(architecture, arguments).state_dict())


class _RealSteps(TorchFunctionMode):
    """Makes the numbers of ``torch.linspace`` in spite of all: SwinUNETR reads its drop rates off them."""

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        told = dict(kwargs or {})
        if func is torch.linspace:
            steps = told.get("steps", args[2] if len(args) > 2 else 0)
            if not isinstance(steps, int) or steps > MOST_PARTS:
                raise ValueError(f"they ask for more than {MOST_PARTS} steps")
            told["device"] = "cpu"
        return func(*args, **told)
