"""The one table of all commands: menus, tool bar, shortcuts and the help on keys are made from it.

Its rows are kept by menu in ``*_rows``.
"""

from __future__ import annotations

from collections.abc import Iterable

from medviewer.ui.actions.action_row import ActionRow
from medviewer.ui.actions.comfort_rows import COMFORT
from medviewer.ui.actions.compare_rows import COMPARE
from medviewer.ui.actions.file_rows import FILE, FILE_END
from medviewer.ui.actions.image_rows import IMAGE, TOOL, WINDOW
from medviewer.ui.actions.layout_rows import LAYOUT
from medviewer.ui.actions.mark_file_rows import MARK_FILES
from medviewer.ui.actions.mark_rows import MARK
from medviewer.ui.actions.model_rows import HELP, MODEL, REVIEW
from medviewer.ui.actions.report_rows import REPORT
from medviewer.ui.actions.text_rows import character_set_rows
from medviewer.ui.actions.undo_rows import SESSION, UNDO
from medviewer.ui.actions.view_rows import VIEW
from medviewer.ui.actions.viewing_rows import VIEWING
from medviewer.ui.actions.volume_rows import VOLUME
from medviewer.ui.window_presets import WindowPreset

TOOL_BAR: tuple[str, ...] = (
    "file.open_folder", "file.save_segmentation", "|", "edit.undo", "edit.redo", "|",
    "tool.window", "tool.pan", "tool.zoom", "tool.scroll", "tool.crosshair", "|",
    "tool.length", "tool.bidirectional", "tool.angle", "tool.ellipse", "tool.arrow", "@measure", "|",
    "@presets", "window.invert", "|",
    "@layouts", "viewing.link", "view.reset", "view.crosshair", "view.labels", "view.information", "|",
    "@models", "@space", "comfort.palette", "view.left_panel", "view.right_panel",
)  # fmt: skip
"""Commands in the tool bar; ``|`` is a line, ``@`` a menu button or a gap."""


def preset_rows(presets: Iterable[WindowPreset]) -> tuple[ActionRow, ...]:
    """A command for each window preset."""
    rows = []
    for number, preset in enumerate(presets):
        numbers = f"{preset.width:g} / {preset.level:g}"
        rows.append(
            ActionRow(
                f"window.{preset.id}", f"{preset.name}  {numbers}", preset.key,
                f"{preset.name}: width {preset.width:g}, level {preset.level:g}",
                "", "Window", "window.preset", preset.id, "image", separator=number == 0,
            )
        )  # fmt: skip
    return tuple(rows)


def all_rows(presets: Iterable[WindowPreset]) -> tuple[ActionRow, ...]:
    """The whole table."""
    return (
        *FILE,
        *SESSION,
        *UNDO,
        *LAYOUT,
        *VIEW,
        *VIEWING,
        *character_set_rows(),
        *IMAGE,
        *TOOL,
        *MARK,
        *MARK_FILES,
        *WINDOW,
        *preset_rows(presets),
        *VOLUME,
        *COMPARE,
        *MODEL,
        *REVIEW,
        *REPORT,
        *COMFORT,
        *HELP,
        *FILE_END,
    )
