"""A torch module as TorchScript of one input shape, traced with as little work as is safe."""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch

_PROBES = (64, 96)
"""Sides that a network is traced with instead of a large one, beside what `_RESIDUE` leaves of that."""
_RESIDUE = 32
"""Networks that halve an image fill it up where one is left over: of the small ones as much is."""
_WORTH_PROBING = 2 * 96**3
_SHAPES = re.compile(r"(?:Float|Double|Half|BFloat16|Long|Int|Bool|Tensor)\([^()]*\)")
_NAMES = re.compile(r"__torch__[\w.]*|#.*")
"""Of classes, which torch numbers as they come, and places in the source."""


def traced_for(network: torch.nn.Module, shape: Sequence[int]) -> Any:
    """A module as a graph that is right for inputs [n, channels, ...] of a shape.

    Tracing runs the network, and a whole image takes minutes and gigabytes there. So one that is given a
    large image is traced with two small ones first: where both give the very same operations and
    constants, its size is no part of the graph.
    """
    shape = tuple(shape)
    if math.prod(shape[2:]) > _WORTH_PROBING and min(shape[2:]) >= _PROBES[-1] + _RESIDUE:
        first, second = (_probed(network, shape, side) for side in _PROBES)
        if first is not None and second is not None and _is_same(first, second):
            return second
        del first, second
    return _traced(network, shape)


def _probed(network: torch.nn.Module, shape: tuple[int, ...], side: int) -> Any:
    """The graph for a small input; None if the network does not take it."""
    try:
        return _traced(network, (*shape[:2], *(side + n % _RESIDUE for n in shape[2:])))
    except (RuntimeError, ValueError, TypeError, IndexError, AssertionError):
        return None


def _traced(network: torch.nn.Module, shape: tuple[int, ...]) -> Any:
    trace: Callable[..., Any] = torch.jit.trace
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # what torch says of tracing is not for users
        return trace(network, torch.zeros(shape), check_trace=False, strict=False)


def _is_same(first: Any, second: Any) -> bool:
    graphs = first.inlined_graph, second.inlined_graph
    one, other = (_NAMES.sub("", _SHAPES.sub("", str(graph))) for graph in graphs)
    if one != other:
        return False
    pairs = zip(_constants(graphs[0]), _constants(graphs[1]), strict=True)
    return all(a.shape == b.shape and torch.equal(a, b) for a, b in pairs)


def _constants(graph: Any) -> Iterator[torch.Tensor]:
    """The tensors that a graph holds besides its weights: their text does not tell what is in them."""
    for node in graph.findAllNodes("prim::Constant"):
        if node.hasAttribute("value") and node.kindOf("value") == "t":
            yield node.t("value")
