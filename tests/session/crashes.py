"""A program that was killed, as the next start finds it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton


def crash(app) -> str:
    """What a killed process leaves: the journal, whose name is given, and no lock; nothing is shown."""
    keeper = app.window.safety.keeper
    assert keeper.journal.wait_until_safe(10.0)
    journal, keeper.journal = keeper.journal, None
    journal.end(deletes=False)
    app.scene.clear()
    app.studies.clear()
    app.window.flow.paths = ()
    app.window.messages.clear()
    return journal.paths.journal


def buttons(app) -> dict[str, QPushButton]:
    """What the messages above the views offer, by its words."""
    found = app.window.messages.findChildren(QPushButton)
    return {button.text(): button for button in found if button.isVisibleTo(app.window.messages)}
