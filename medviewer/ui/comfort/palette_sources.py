"""Where the palette's entries come from: commands, series of the open study, models, settings, help."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from medviewer.ui.comfort.palette_entry import PaletteEntry

if TYPE_CHECKING:
    from medviewer.ui.actions.action_set import ActionSet
    from medviewer.ui.comfort.help_pages import HelpPages
    from medviewer.ui.comfort.settings import Settings
    from medviewer.ui.model_list import ModelList
    from medviewer.ui.study_list import StudyList


def command_entries(actions: ActionSet, needs: dict[str, str]) -> Iterator[PaletteEntry]:
    """Every command of the table; ``needs`` says in words what is missing where one is disabled."""
    for row in actions.rows.values():
        action = actions[row.id]
        reason = "" if action.isEnabled() else needs.get(row.needs, _tr("not possible now"))
        yield PaletteEntry(
            id=row.id,
            title=_translated(row.text),
            english=row.text,
            path=" › ".join(_translated(part) for part in row.menu.split("/")),
            key=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            meaning=f"{row.tooltip} {_translated(row.tooltip)}",
            reason=reason,
            choose=action.trigger,
        )


def series_entries(studies: StudyList, choose: Callable[[str], None]) -> Iterator[PaletteEntry]:
    """Every series of the open studies. They are not remembered: their names belong to a patient."""
    for series_id, entry in studies.entries.items():
        info = entry.info
        number = f"{info.number}  " if info.number else ""
        title = f"{number}{info.description or info.modality or _tr('Series')}"
        yield PaletteEntry(
            "", title, title, f"{_tr('Series')} › {info.modality}".strip(" ›"), "", "", "",
            lambda series_id=series_id: choose(series_id),  # type: ignore[misc]
        )  # fmt: skip


def model_entries(
    models: ModelList, run: Callable[[str], None], has_image: bool, no_image: str
) -> Iterator[PaletteEntry]:
    """Every model that can be run."""
    for model_id, record in models.usable.items():
        if record.info is None:
            continue
        name = record.info.name
        yield PaletteEntry(
            f"model:{model_id}", _tr("Run %1").replace("%1", name), f"Run {name}", _tr("Models"), "",
            record.info.intended_use, "" if has_image else no_image,
            lambda model_id=model_id: run(model_id),  # type: ignore[misc]
        )  # fmt: skip


def setting_entries(settings: Settings, show: Callable[[str], None]) -> Iterator[PaletteEntry]:
    """Every setting of the page."""
    for setting in settings.table.values():
        if setting.shown:
            title = QCoreApplication.translate("Settings", setting.title)
            yield PaletteEntry(
                f"setting:{setting.key}", title, setting.title, _tr("Settings"), "",
                f"{setting.help} {QCoreApplication.translate('Settings', setting.help)}", "",
                lambda key=setting.key: show(key),  # type: ignore[misc]
            )  # fmt: skip


def help_entries(pages: HelpPages, show: Callable[[str], None]) -> Iterator[PaletteEntry]:
    """Every page of the help."""
    for name, title in pages.titles.items():
        yield PaletteEntry(
            f"help:{name}", title, title, _tr("Help"), "", "", "",
            lambda name=name: show(name),  # type: ignore[misc]
        )  # fmt: skip


def what_is_needed() -> dict[str, str]:
    """In words: what a command waits for, by its need."""
    return {
        "image": _tr("needs an open study"),
        "volume": _tr("needs a volume: slices that make a regular grid"),
        "flat": _tr("needs an X-ray or a stack of pictures"),
        "time": _tr("needs time points or frames"),
        "acquired": _tr("needs slices that were resampled"),
        "labels": _tr("needs a segmentation"),
        "findings": _tr("needs findings of a model"),
        "result": _tr("needs a result of a model"),
        "job": _tr("nothing is running"),
    }


def _translated(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Palette", text)
