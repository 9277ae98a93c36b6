"""A limit on how many parts a network may have, which holds while it is built: arguments can ask for any."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MOST_PARTS = 10_000
"""Modules and parameters; the largest networks of the table have some 2000."""


@contextmanager
def limited_parts() -> Iterator[None]:
    """While this lasts, the module or parameter that is one too many raises `ValueError`."""
    from torch.nn.modules import module

    count = 0

    def counted(*_: Any) -> None:
        nonlocal count
        count += 1
        if count > MOST_PARTS:
            raise ValueError(f"they ask for a network of more than {MOST_PARTS} parts")

    hooks = (
        module.register_module_module_registration_hook(counted),
        module.register_module_parameter_registration_hook(counted),
    )
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()
