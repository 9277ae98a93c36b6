"""Everything the palette offers in a window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from medviewer.ui.comfort.help_pages import HelpPages
from medviewer.ui.comfort.palette_entry import PaletteEntry
from medviewer.ui.comfort.palette_sources import (
    command_entries,
    help_entries,
    model_entries,
    series_entries,
    setting_entries,
    what_is_needed,
)

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.window_parts import WindowParts


def entries_of(
    window: MainWindow,
    parts: WindowParts,
    show_setting: Callable[[str], None],
    show_help: Callable[[str], None],
) -> tuple[PaletteEntry, ...]:
    """Commands, series of the open studies, models, settings and pages of the help, as they are now."""
    needs = what_is_needed()
    has_image = window.session.scene.active is not None
    pages = HelpPages.of_program(parts.settings.text("look.language"))
    return (
        *command_entries(window.actions_by_id, needs),
        *series_entries(parts.studies, window.flow.choose),
        *model_entries(parts.models, window.model.run, has_image, needs["image"]),
        *setting_entries(parts.settings, show_setting),
        *help_entries(pages, show_help),
    )
