"""The rows of the menu of character sets."""

from __future__ import annotations

from medviewer.core.character_sets import CHOSEN_BY_HAND
from medviewer.ui.actions.action_row import ActionRow

AS_IN_THE_FILE = "file"


def character_set_rows() -> tuple[ActionRow, ...]:
    """A command for each character set."""
    first = ActionRow(
        "text.file", "As the files say", "", "Read the text with the character set that the files name",
        "", "View/Character set", "text.character_set", AS_IN_THE_FILE, "image",
    )  # fmt: skip
    others = (
        ActionRow(
            f"text.{codec}", name, "", f"Read the text of the study on screen as {name}",
            "", "View/Character set", "text.character_set", codec, "image", separator=number == 0,
        )
        for number, (codec, name) in enumerate(CHOSEN_BY_HAND.items())
    )  # fmt: skip
    return (first, *others)
