"""What a torch network that carries its graph takes and gives, found by running it on noise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import torch

from medviewer.importers.graph_shape import GraphShape, is_reasonable
from medviewer.importers.options import numbers
from medviewer.importers.refused import ImportRefused

_CHANNELS = (1, 3, 2, 4)
_SIZES = ((64, 64, 64), (96, 96, 96), (128, 128, 128), (32, 32, 32), (224, 224), (256, 256), (512, 512))


def found_shape(
    network: torch.nn.Module, name: str, options: Mapping[str, str], stated: tuple[int, ...] = ()
) -> GraphShape:
    """The shapes with which a network runs.

    Parameters
    ----------
    stated
        The input's sizes as the file has them, 0 where they are open; empty where it does not say.

    Raises
    ------
    ImportRefused
        If it runs with none of the usual ones.
    """
    told = tuple(int(number) for number in numbers(options, "size"))
    for sizes in _candidates(stated, told):
        image = torch.rand(sizes, generator=torch.Generator().manual_seed(0))
        try:
            with torch.inference_mode():
                output = network(image)
        except (RuntimeError, ValueError, TypeError, IndexError, AssertionError):
            continue
        output = output[0] if isinstance(output, tuple | list) else output
        if isinstance(output, torch.Tensor) and output.dim() in (2, len(sizes)) and len(output) == 1:
            inputs = stated or (0, sizes[1], *(0,) * (len(sizes) - 2))
            return GraphShape(inputs, tuple(output.shape), _ending(output))
    raise ImportRefused(
        name,
        [
            "it runs with none of the usual sizes of images; say its own with the option size, e.g. "
            "'96 96 96'."
        ],
    )


def _candidates(stated: tuple[int, ...], told: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    sizes = (told,) if told else _SIZES
    if stated and len(stated) in (4, 5) and is_reasonable(stated):
        for usual in (stated[2:], *sizes):
            if len(usual) == len(stated) - 2:
                yield (
                    1,
                    stated[1] or 1,
                    *(own or other for own, other in zip(stated[2:], usual, strict=True)),
                )
        return
    for usual in sizes:
        for channels in _CHANNELS:
            yield (1, channels, *usual)


def _ending(output: torch.Tensor) -> str:
    """Whether the numbers are probabilities already."""
    if float(output.min()) < 0 or float(output.max()) > 1:
        return ""
    total = output.sum(1)
    is_shared = output.shape[1] > 1 and bool(torch.isclose(total, torch.ones_like(total), atol=1e-4).all())
    return "softmax" if is_shared else "sigmoid"
