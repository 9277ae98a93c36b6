"""Frozen values as JSON and back, by their declared types. What does not fit its type is refused."""

from __future__ import annotations

import math
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union

import numpy as np

_LARGEST = 1e30
"""No place, size or value of an image is farther from zero; NaN compares as false too."""
_LARGEST_INT = 2**53


def to_plain(value: Any) -> Any:
    """A value made of numbers, text, tuples, mappings and dataclasses as JSON has it.

    Raises
    ------
    ValueError
        If it holds anything else.
    """
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("not a finite number")
        return value
    if isinstance(value, tuple | list):
        return [to_plain(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(to_plain(one) for one in value)
    if isinstance(value, Mapping):
        return {str(name): to_plain(one) for name, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    raise ValueError(f"{type(value).__name__} has no such form")


def from_plain(hint: Any, tree: Any) -> Any:
    """The value of a declared type that JSON tells of.

    Raises
    ------
    ValueError, TypeError
        If it does not fit.
    """
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any:
        return tree
    if origin in (Union, types.UnionType):
        return _first_that_fits(inner, tree)
    if origin is Literal:
        return _require(tree, isinstance(tree, str | int) and tree in inner)
    if origin is tuple:
        return _tuple(inner, tree)
    if origin in (dict, Mapping) or origin is typing.get_origin(typing.Mapping[str, str]):
        _require(tree, isinstance(tree, dict))
        return {from_plain(inner[0], name): from_plain(inner[1], one) for name, one in tree.items()}
    if origin is frozenset:
        _require(tree, isinstance(tree, list))
        return frozenset(from_plain(inner[0], one) for one in tree)
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass(hint, tree)
    return _scalar(hint, tree)


def declared_types(noun: type) -> Mapping[str, Any]:
    """The types of the fields of a dataclass, by their names."""
    return _declared_types(noun)


@cache
def _declared_types(noun: Any) -> Mapping[str, Any]:
    hints = typing.get_type_hints(noun)
    return {field.name: hints[field.name] for field in fields(noun) if field.init}


def fits(hint: Any, value: Any) -> bool:
    """Whether a value that was made from a file is of its declared type, as deep as it goes."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any:
        return True
    if origin in (Union, types.UnionType):
        return any(fits(one, value) for one in inner)
    if origin is Literal:
        return isinstance(value, str | int) and value in inner
    if origin is np.ndarray:
        return isinstance(value, np.ndarray) and not value.dtype.hasobject
    if origin is tuple:
        if not isinstance(value, tuple):
            return False
        if len(inner) == 2 and inner[1] is Ellipsis:
            return all(fits(inner[0], one) for one in value)
        return len(value) == len(inner) and all(map(fits, inner, value))
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if hint is None or hint is types.NoneType:
        return value is None
    return isinstance(value, hint) if isinstance(hint, type) else True


def _first_that_fits(hints: tuple[Any, ...], tree: Any) -> Any:
    for hint in hints:
        try:
            return from_plain(hint, tree)
        except (ValueError, TypeError):
            continue
    raise ValueError("fits no type")


def _tuple(inner: tuple[Any, ...], tree: Any) -> tuple[Any, ...]:
    _require(tree, isinstance(tree, list))
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(from_plain(inner[0], one) for one in tree)
    _require(tree, len(tree) == len(inner))
    return tuple(from_plain(hint, one) for hint, one in zip(inner, tree, strict=True))


def _dataclass(noun: type, tree: Any) -> Any:
    _require(tree, isinstance(tree, dict))
    hints = declared_types(noun)
    return noun(**{name: from_plain(hints[name], one) for name, one in tree.items() if name in hints})


def _scalar(hint: Any, tree: Any) -> Any:
    if hint is float:
        is_number = isinstance(tree, int | float) and not isinstance(tree, bool)
        return float(_require(tree, is_number and abs(tree) <= _LARGEST))
    if hint is int:
        is_number = isinstance(tree, int) and not isinstance(tree, bool)
        return _require(tree, is_number and abs(tree) <= _LARGEST_INT)
    if hint in (str, bool):
        return _require(tree, isinstance(tree, hint))
    if hint is None or hint is types.NoneType:
        return _require(tree, tree is None)
    raise TypeError(f"{hint} has no such form")


def _require(tree: Any, is_good: bool) -> Any:
    if not is_good:
        raise ValueError("not of its declared type")
    return tree
