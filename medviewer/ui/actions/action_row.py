"""One command of the program, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Need = Literal[
    "", "image", "volume", "flat", "time", "acquired", "labels", "findings", "result", "job", "own view",
    "undo", "redo", "mark",
]  # fmt: skip


@dataclass(frozen=True)
class ActionRow:
    """A command: what it is called, how it is reached and who carries it out.

    Parameters
    ----------
    id
        Stable name, e.g. ``"view.reset"``.
    text, tooltip
        What the user reads; translated in the context ``"Actions"``.
    shortcut
        In Qt's portable form, e.g. ``"Ctrl+O"``; unique in the table.
    icon
        A name of the icon library, or "".
    menu
        The menu it is in; a slash opens a submenu, e.g. ``"View/Layout"``.
    handler
        ``"object.method"`` among the command objects; called with ``argument`` if there is one.
    needs
        What must be there for the command to be enabled.
    group
        Commands of one group exclude each other and show which one is in force.
    separator
        Whether a line stands above it in its menu.
    """

    id: str
    text: str
    shortcut: str
    tooltip: str
    icon: str
    menu: str
    handler: str
    argument: str = ""
    needs: Need = ""
    group: str = ""
    checkable: bool = False
    separator: bool = False
