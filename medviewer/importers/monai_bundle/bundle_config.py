"""BundleConfig: the values of a bundle's ``inference.json``, with references followed and nothing run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from medviewer.importers.monai_bundle.expressions import IGNORED, NotData, Part, call_on, value_of

_MOST_VALUES = 50_000
_MOST_DEPTH = 40
_TARGET = "_target_"
_OF_MONAI = ("_requires_", "_desc_", "_mode_", "_disabled_", "_debug_", "_wrap_")
_MISSING: Any = object()


class NotDeclared(ValueError):
    """A part of a bundle that is not there or that only running it would give; its text is the reason."""


class BundleConfig:
    """A bundle's configuration as data.

    Parameters
    ----------
    document
        What ``inference.json`` holds.
    overrides
        Values by id that count instead of the document's, e.g. ``bundle_root``.
    """

    def __init__(self, document: Mapping[str, Any], overrides: Mapping[str, Any] | None = None) -> None:
        self._document = dict(document) | dict(overrides or {})
        self._values = 0

    def __contains__(self, name: str) -> bool:
        return name in self._document

    def value(self, name: str, default: Any = _MISSING) -> Any:
        """The value of an id such as ``"inferer"`` or ``"network_def::channels"``.

        Dictionaries with ``_target_`` become `Part`; disabled ones are left out.

        Raises
        ------
        NotDeclared
            If it is not there, refers to itself, or is not data.
        """
        if default is not _MISSING and name not in self._document:
            return default
        return self._of_id(name, ())

    def calls_on(self, name: str) -> list[Part]:
        """Every ``$@name.method(...)`` in the document, in its order: what would be set on a part.

        Raises
        ------
        NotDeclared
            If an argument of one is not data.
        """
        found = []
        for text in self._expressions(self._document):
            try:
                call = call_on(text[1:], name, lambda other: self._of_id(other, ()))
            except NotData as error:
                raise NotDeclared(f"it wanted to run the Python expression {text[1:]!r:.160}.") from error
            if call is not None:
                found.append(call)
        return found

    def _expressions(self, value: Any) -> Iterator[str]:
        if isinstance(value, str) and value.startswith("$"):
            yield value
        elif isinstance(value, dict | list):
            for item in value.values() if isinstance(value, dict) else value:
                yield from self._expressions(item)

    def _of_id(self, name: str, below: tuple[str, ...]) -> Any:
        if name in below or len(below) > _MOST_DEPTH:
            raise NotDeclared(f"{name} refers to itself.")
        value: Any = self._document
        for key in name.replace("#", "::").split("::"):
            try:
                value = value[int(key)] if isinstance(value, list) else value[key]
            except (LookupError, TypeError, ValueError) as error:
                raise NotDeclared(f"it has no {name}.") from error
        return self._resolved(value, name, (*below, name))

    def _resolved(self, value: Any, place: str, below: tuple[str, ...]) -> Any:
        self._values += 1
        if self._values > _MOST_VALUES or len(below) > _MOST_DEPTH:
            raise NotDeclared(f"{place} is nested too deeply or too long.")
        if isinstance(value, str):
            return self._text(value, place, below)
        if isinstance(value, list):
            items = [self._resolved(item, f"{place}::{n}", below) for n, item in enumerate(value)]
            return [item for item in items if item is not _MISSING]
        if isinstance(value, dict):
            return self._table(value, place, below)
        return value

    def _text(self, text: str, place: str, below: tuple[str, ...]) -> Any:
        if text.startswith("%"):
            raise NotDeclared(f"{place} takes the text of another place or file, {text!r:.80}.")
        if text.startswith("@"):
            return self._of_id(text[1:], below)
        if not text.startswith("$"):
            return text
        try:
            return value_of(text[1:], lambda name: self._of_id(name, below))
        except NotData as error:
            raise NotDeclared(
                f"at {place} it wanted to run the Python expression {text[1:]!r:.160}."
            ) from error

    def _table(self, table: Mapping[str, Any], place: str, below: tuple[str, ...]) -> Any:
        if self._resolved(table.get("_disabled_", False), place, below) in (True, "true", "True"):
            return _MISSING
        own = {str(key): item for key, item in table.items() if key not in (*_OF_MONAI, _TARGET)}
        values = {key: self._resolved(item, f"{place}::{key}", below) for key, item in own.items()}
        values = {key: item for key, item in values.items() if item is not _MISSING and item is not IGNORED}
        if _TARGET not in table:
            return values
        target = table[_TARGET]
        if not isinstance(target, str) or target[:1] in "@$%":
            raise NotDeclared(f"at {place} it chooses what to run by {target!r:.80}.")
        return Part(target, values)
