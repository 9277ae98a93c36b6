"""A Jinja environment in which a template can do nothing but write text about the report.

Templates are the site's, but they come by mail and from the web like any file. They see frozen values and
a list of filters that cannot make much out of little; they open no file and call no function but ours. What
is left, loops without end, is for whoever runs this in a process of its own to stop.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from medviewer.report.templates import SUFFIX, read_template, template_files

_LONGEST_REPEAT = 1000
_FILTERS = frozenset(
    {
        "abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "groupby",
        "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject",
        "rejectattr", "reverse", "round", "select", "selectattr", "sort", "string", "striptags", "sum",
        "title", "trim", "truncate", "unique", "upper",
    }
)  # fmt: skip
"""Not ``center``, ``format``, ``indent``, ``replace`` ...: they fill the memory from a short line; not
``safe``: what files and readers say is never markup."""


class ReportEnvironment(ImmutableSandboxedEnvironment):
    """Escapes everything, knows few filters, repeats little."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator != "*" or not all(isinstance(one, int | float) for one in (left, right)):
            if operator == "*":
                raise SecurityError("a template may multiply numbers only")
            if operator == "**" or isinstance(left, str):
                raise SecurityError(f"a template may not use {operator} here")
        return super().call_binop(context, operator, left, right)

    def is_safe_callable(self, obj: Any) -> bool:
        """Only what was handed in to be called and the template's own macros; no method of any value."""
        return isinstance(obj, Macro | BlockReference) or getattr(obj, "is_for_templates", False) is True


def environment(own_folder: Path | None) -> ReportEnvironment:
    """An environment that loads the templates of the program and of the site, and nothing else."""
    files = template_files(own_folder)

    def load(file_name: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            text = read_template(file_name.removesuffix(SUFFIX), files)
        except ValueError as error:
            raise TemplateSyntaxError(str(error), 1, file_name) from error
        if text is None:
            raise TemplateNotFound(file_name)
        for node in made.parse(text, file_name, file_name).find_all(nodes.EvalContextModifier):
            raise TemplateSyntaxError("a template may not switch off escaping", node.lineno, file_name)
        return text, file_name, lambda: False

    made = ReportEnvironment(
        loader=FunctionLoader(load), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, cache_size=0,
    )  # fmt: skip
    made.filters = {name: made.filters[name] for name in _FILTERS}
    made.globals = {"range": for_templates(_short_range)}
    return made


def for_templates(function: Callable[..., Any]) -> Callable[..., Any]:
    """Marks a function that templates may call."""

    def callable_in_templates(*values: Any) -> Any:
        return function(*values)

    callable_in_templates.is_for_templates = True  # type: ignore[attr-defined]
    return callable_in_templates


def _short_range(*values: int) -> range:
    found = range(*values)
    if len(found) > _LONGEST_REPEAT:
        raise SecurityError(f"a template may count to {_LONGEST_REPEAT} only")
    return found
