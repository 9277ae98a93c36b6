"""Hanging rules as plain data for a file, and back; what is foreign is checked field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from medviewer.core.errors import ReadError
from medviewer.core.hanging import (
    HangingRule,
    HangingView,
    PriorNeed,
    SeriesWish,
    ViewPlane,
    WhichStudy,
)

_FORMAT = "medviewer hanging rules 1"
_MOST_RULES, _MOST_VIEWS, _MOST_WORDS, _LONGEST = 200, 24, 20, 200
_LARGEST = 10_000


def plain_rules(rules: Iterable[HangingRule]) -> dict[str, Any]:
    """Rules as what JSON can hold."""
    return {"format": _FORMAT, "rules": [_plain_rule(rule) for rule in rules]}


def rules_of(content: object, is_layout: Callable[[str], bool]) -> tuple[HangingRule, ...]:
    """Rules from plain data.

    Parameters
    ----------
    is_layout
        Whether a layout of some name exists.

    Raises
    ------
    ReadError
        If these are no hanging rules; the sentence says which rule is wrong, and in what.
    """
    if not isinstance(content, Mapping) or content.get("format") != _FORMAT:
        raise ReadError("The file holds no hanging rules of this program.")
    rows = content.get("rules")
    if not isinstance(rows, list) or len(rows) > _MOST_RULES:
        raise ReadError(f"The file holds no list of at most {_MOST_RULES} hanging rules.")
    return tuple(_rule(_Fields(row, f"Hanging rule {n}"), is_layout) for n, row in enumerate(rows, start=1))


def _plain_rule(rule: HangingRule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "on": rule.is_on,
        "modalities": list(rule.modalities),
        "body_part": rule.body_part,
        "study_words": list(rule.study_words),
        "series_words": list(rule.series_words),
        "least_series": rule.least_series,
        "most_series": rule.most_series,
        "prior": rule.prior,
        "layout": rule.layout,
        "views": [_plain_view(view) for view in rule.views],
    }


def _plain_view(view: HangingView) -> dict[str, Any]:
    wish = view.series
    series = None
    if wish is not None:
        series = {
            "words": list(wish.words),
            "modality": wish.modality,
            "study": wish.study,
            "nth": wish.nth,
        }
    return {"series": series, "plane": view.plane, "window": view.window}


class _Fields:
    """The fields of one object, each checked as it is read; ``where`` begins the sentence of an error."""

    def __init__(self, row: object, where: str) -> None:
        if not isinstance(row, Mapping):
            raise ReadError(f"{where} of the file is no rule.")
        self._row, self.where = row, where

    def wrong(self, field: str) -> ReadError:
        return ReadError(f"{self.where} of the file has no usable field {field!r}; nothing was taken over.")

    def text(self, field: str) -> str:
        value = self._row.get(field, "")
        if not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
            raise self.wrong(field)
        return value

    def words(self, field: str) -> tuple[str, ...]:
        value = self._row.get(field, [])
        if not isinstance(value, list) or len(value) > _MOST_WORDS:
            raise self.wrong(field)
        good = [
            one for one in value if isinstance(one, str) and one.isprintable() and 0 < len(one) < _LONGEST
        ]
        if len(good) != len(value):
            raise self.wrong(field)
        return tuple(good)

    def number(self, field: str, usual: int) -> int:
        value = self._row.get(field, usual)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
            raise self.wrong(field)
        return value

    def flag(self, field: str) -> bool:
        value = self._row.get(field, True)
        if not isinstance(value, bool):
            raise self.wrong(field)
        return value

    def choice(self, field: str, choices: tuple[Any, ...]) -> Any:
        value = self._row.get(field, choices[0])
        if not isinstance(value, str) or value not in choices:
            raise self.wrong(field)
        return value

    def rows(self, field: str) -> list[object]:
        value = self._row.get(field, [])
        if not isinstance(value, list) or len(value) > _MOST_VIEWS:
            raise self.wrong(field)
        return value

    def part(self, field: str) -> _Fields | None:
        value = self._row.get(field)
        return None if value is None else _Fields(value, self.where)


def _rule(fields: _Fields, is_layout: Callable[[str], bool]) -> HangingRule:
    layout = fields.text("layout")
    if not is_layout(layout):
        raise fields.wrong("layout")
    return HangingRule(
        name=fields.text("name"),
        layout=layout,
        modalities=fields.words("modalities"),
        body_part=fields.text("body_part"),
        study_words=fields.words("study_words"),
        series_words=fields.words("series_words"),
        least_series=fields.number("least_series", 0),
        most_series=fields.number("most_series", 0),
        prior=fields.choice("prior", get_args(PriorNeed)),
        views=tuple(_view(_Fields(row, fields.where)) for row in fields.rows("views")),
        is_on=fields.flag("on"),
    )


def _view(fields: _Fields) -> HangingView:
    wish = fields.part("series")
    series = None
    if wish is not None:
        series = SeriesWish(
            words=wish.words("words"),
            modality=wish.text("modality"),
            study=wish.choice("study", get_args(WhichStudy)),
            nth=max(1, wish.number("nth", 1)),
        )
    return HangingView(series, fields.choice("plane", get_args(ViewPlane)), fields.text("window"))
