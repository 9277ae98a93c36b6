"""The few ``$`` forms of MONAI bundles that are only data: computed from their syntax tree, never run.

Numbers, texts, lists, arithmetic on numbers, ``not``, joining of texts, references ``@id``,
``torch.device(...)`` and data types (both mean nothing here), and calls that build a part of a model
from such values.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

_LONGEST = 4000
_LONGEST_VALUE = 10_000
_REFERENCE = re.compile(r"@(\w+(?:(?:::|#)\w+)*)")
_ARITHMETIC: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
}
_UNARY: Mapping[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.Not: operator.not_,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}
_CONVERSIONS: Mapping[str, Callable[[Any], Any]] = {
    "tuple": tuple, "list": list, "int": int, "float": float, "bool": bool, "str": str, "len": len,
}  # fmt: skip
_WHERE_IT_RUNS = ("to", "cuda", "cpu", "eval", "float", "train")
_DATA_TYPE = re.compile(r"(torch|np|numpy)\.(b?float\d*|double|half|u?int\d+|long|bool_?)")


class NotData(ValueError):
    """An expression that could only be had by running it."""


@dataclass(frozen=True)
class Part:
    """A part of a model that the bundle would build: a class or function and its arguments."""

    target: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    positional: tuple[Any, ...] = ()

    @property
    def name(self) -> str:
        """The last part of the target."""
        return self.target.rpartition(".")[2]


IGNORED = Part("")
"""What only says where or in which number type something runs."""


def value_of(text: str, look_up: Callable[[str], Any]) -> Any:
    """The value of an expression (without its ``$``).

    Parameters
    ----------
    look_up
        Gives the value of a reference's id.

    Raises
    ------
    NotData
        If it is none of the forms above.
    """
    try:
        tree, names = _parsed(text)
        return _Reader(names, look_up).value(tree)
    except (SyntaxError, RecursionError, MemoryError, TypeError, ArithmeticError, LookupError) as error:
        raise NotData(text) from error


def call_on(text: str, name: str, look_up: Callable[[str], Any]) -> Part | None:
    """The method and arguments of ``@name.method(...)`` (without its ``$``); None if it is something else.

    Raises
    ------
    NotData
        If it is such a call and an argument is not data.
    """
    try:
        tree, names = _parsed(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    method = tree.func if isinstance(tree, ast.Call) else None
    if not isinstance(tree, ast.Call) or not isinstance(method, ast.Attribute):
        return None
    if names.get(dotted(method.value)) != name:
        return None
    reader = _Reader(names, look_up)
    arguments = {str(keyword.arg): reader.value(keyword.value) for keyword in tree.keywords if keyword.arg}
    if len(arguments) != len(tree.keywords):
        raise NotData(text)
    return Part(method.attr, arguments, tuple(reader.value(argument) for argument in tree.args))


def _parsed(text: str) -> tuple[ast.expr, dict[str, str]]:
    """The syntax tree, and the id of the reference that each made-up name in it stands for."""
    if len(text) > _LONGEST:
        raise NotData(text)
    names: dict[str, str] = {}

    def placeholder(found: re.Match[str]) -> str:
        name = f"reference_{len(names)}_"
        names[name] = found[1]
        return name

    return ast.parse(_REFERENCE.sub(placeholder, text).strip(), mode="eval").body, names


def dotted(node: ast.expr) -> str:
    """``"a.b.c"`` of a name or a chain of attributes, else ``""``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


@dataclass(frozen=True)
class _Reader:
    names: Mapping[str, str]
    look_up: Callable[[str], Any]

    def value(self, node: ast.expr) -> Any:
        if isinstance(node, ast.Constant) and (
            node.value is None or isinstance(node.value, int | float | str)
        ):
            return node.value
        if isinstance(node, ast.List | ast.Tuple):
            values = [self.value(item) for item in node.elts]
            return values if isinstance(node, ast.List) else tuple(values)
        if isinstance(node, ast.Dict) and all(key is not None for key in node.keys):
            pairs = zip(node.keys, node.values, strict=True)
            return {self.value(key): self.value(item) for key, item in pairs if key is not None}
        if isinstance(node, ast.Name) and node.id in self.names:
            return self.look_up(self.names[node.id])
        if isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY:
            return _UNARY[type(node.op)](_plain(self.value(node.operand)))
        if isinstance(node, ast.BinOp):
            return self._arithmetic(node)
        if isinstance(node, ast.IfExp):
            return self.value(node.body if _plain(self.value(node.test)) else node.orelse)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.Attribute) and _DATA_TYPE.fullmatch(dotted(node)):
            return IGNORED
        raise NotData(ast.unparse(node))

    def _arithmetic(self, node: ast.BinOp) -> Any:
        left, right = _plain(self.value(node.left)), _plain(self.value(node.right))
        are_numbers = all(isinstance(value, int | float) for value in (left, right))
        are_texts = all(isinstance(value, str) for value in (left, right)) and isinstance(node.op, ast.Add)
        if type(node.op) not in _ARITHMETIC or not (are_numbers or are_texts):
            raise NotData(ast.unparse(node))
        value = _ARITHMETIC[type(node.op)](left, right)
        if len(str(value)) > _LONGEST_VALUE:
            raise NotData(ast.unparse(node))
        return value

    def _call(self, node: ast.Call) -> Any:
        name = dotted(node.func)
        if name == "torch.device":
            return IGNORED
        if isinstance(node.func, ast.Attribute) and node.func.attr in _WHERE_IT_RUNS:
            of = self.value(node.func.value)
            if isinstance(of, Part):
                return of
        if any(keyword.arg is None for keyword in node.keywords):
            raise NotData(ast.unparse(node))
        positional = tuple(self.value(argument) for argument in node.args)
        arguments = {str(keyword.arg): self.value(keyword.value) for keyword in node.keywords}
        if name in _CONVERSIONS and len(positional) == 1 and not arguments:
            return _CONVERSIONS[name](_plain(positional[0]))
        if name == "os.path.join" and all(isinstance(part, str) for part in positional):
            return "/".join(positional)
        if name in self.names or name.split(".")[0] in self.names or not name.startswith("monai."):
            raise NotData(ast.unparse(node))
        return Part(name, arguments, positional)


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        raise NotData(value.target)
    return value
