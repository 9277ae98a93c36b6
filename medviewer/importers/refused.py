"""ImportRefused: a foreign model that is not converted, with the list of reasons."""

from __future__ import annotations

from collections.abc import Sequence

from medviewer.core.errors import PluginError


class ImportRefused(PluginError):
    """A foreign model is not converted.

    Parameters
    ----------
    what
        The file or folder, as its name alone.
    reasons
        In plain words, one thing a line: what it wanted to run, or what is missing.
    """

    def __init__(self, what: str, reasons: Sequence[str]) -> None:
        self.what = what
        self.reasons = tuple(reason if reason.endswith(".") else f"{reason}." for reason in reasons)
        if len(self.reasons) == 1:
            text = f"{what} is not converted: {self.reasons[0]}"
        else:
            text = "\n".join([f"{what} is not converted:", *(f"- {reason}" for reason in self.reasons)])
        super().__init__(text)
