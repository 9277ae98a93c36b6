"""What may be said of nnU-Net's and TotalSegmentator's folders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from medviewer.core.source_look import SourceRow
from medviewer.importers.asking.rows import (
    about_rows,
    axes_row,
    choice_row,
    flag_row,
    text_row,
)
from medviewer.importers.foreign_json import read_json_table
from medviewer.importers.nnunet.convert import CASCADE, identifier
from medviewer.importers.nnunet.model_folder import ModelFolder, models_below
from medviewer.importers.nnunet.network import trainer_reasons
from medviewer.importers.totalsegmentator.tasks import cropped_to, tasks_in

_BEST_FIRST = (CASCADE, "3d_fullres", "3d_lowres", "2d")
_FOLDS_HELP = "The networks that were trained on parts of the data; their mean is taken. Leave out any."
_WHOLE_HELP = "TotalSegmentator would find an organ first and look at it alone; this program does not."
_TRUST_HELP = (
    "Its own training may build another network than its plans say; yes if you know that it does not."
)
_CHECKPOINT_HELP = "nnU-Net keeps the last state of its training and the best one."


def asked_of_nnunet(source: Path) -> tuple[SourceRow, ...]:
    """Which model, folds and checkpoint; axes; who it is."""
    models = models_below(source)
    first = _usual(models)
    told = read_json_table(first.path / "dataset.json")
    rows = [*_which(models), *_folds(models), *_checkpoint(models), axes_row()]
    if trainer_reasons(first.parts[0], trusted=False):
        rows.append(flag_row("trust_trainer", _TRUST_HELP))
    return (
        *rows,
        *about_rows(
            source,
            name=_text(told, "name") or first.dataset,
            id_=identifier(f"{first.dataset}-{first.parts[2]}"),
            version=identifier(_text(told, "release") or "1"),
            licence=_text(told, "licence") or _text(told, "license"),
            intended_use=_text(told, "description"),
        ),
    )


def asked_of_totalsegmentator(source: Path) -> tuple[SourceRow, ...]:
    """Which task and folds; who it is."""
    models = models_below(source)
    tasks = tasks_in(models)
    if not tasks:
        flag = flag_row("whole_image", _WHOLE_HELP) if any(
            map(cropped_to, models)
        ) else None  # fmt: skip
        return (*((flag,) if flag else ()), *asked_of_nnunet(source))
    names = [task.name for task in tasks]
    rows = [choice_row("task", names, names[0])] if len(names) > 1 else []
    numbers = _common_folds(models)
    rows += [text_row("folds", "0" if "0" in numbers else numbers[0], _FOLDS_HELP)] if numbers else []
    rows += _checkpoint(models)
    title = tasks[0].title
    told: dict[str, str] = {} if rows else {"id_": f"totalsegmentator-{names[0]}"}
    return (
        *rows,
        *about_rows(source, name=f"TotalSegmentator: {title}", version="2", licence="Apache-2.0", **told),
    )


def _usual(models: Sequence[ModelFolder]) -> ModelFolder:
    """The one that stands for what is taken where nothing is said."""
    order = {name: n for n, name in enumerate(_BEST_FIRST)}
    return min(models, key=lambda model: order.get(model.parts[2], len(order)))


def _which(models: Sequence[ModelFolder]) -> list[SourceRow]:
    parts: tuple[tuple[str, Callable[[ModelFolder], str]], ...] = (
        ("dataset", lambda model: model.dataset),
        ("configuration", lambda model: model.parts[2]),
        ("trainer", lambda model: model.parts[0]),
        ("plans", lambda model: model.parts[1]),
    )
    first = _usual(models)
    rows = []
    for name, part in parts:
        there = list(dict.fromkeys(part(model) for model in models))
        if len(there) > 1:
            rows.append(choice_row(name, there, part(first)))
    return rows


def _folds(models: Sequence[ModelFolder]) -> list[SourceRow]:
    numbers = _common_folds(models)
    return [text_row("folds", ", ".join(numbers), _FOLDS_HELP)] if len(numbers) > 1 else []


def _common_folds(models: Sequence[ModelFolder]) -> list[str]:
    """The folds that all of them have, if they have the same."""
    each = [[path.parent.name.removeprefix("fold_") for path in model.folds()] for model in models]
    return each[0] if all(one == each[0] for one in each) else []


def _checkpoint(models: Sequence[ModelFolder]) -> list[SourceRow]:
    kinds = {kind for model in models for kind in model.checkpoints()}
    if kinds != {"final", "best"}:
        return []
    return [choice_row("checkpoint", ("final", "best"), "final", _CHECKPOINT_HELP)]


def _text(told: Mapping[str, Any], key: str) -> str:
    value = told.get(key, "")
    return value.strip() if isinstance(value, str) else ""
