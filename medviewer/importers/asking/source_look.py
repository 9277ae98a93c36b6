"""SourceLook: what a model's file or folder was found to be, and the rows of the form that it needs."""

from __future__ import annotations

from dataclasses import dataclass

from medviewer.api.model_info import Parameter
from medviewer.importers.source_format import SourceFormat


@dataclass(frozen=True)
class SourceLook:
    """What was found without converting anything.

    Parameters
    ----------
    form
        Its format; ``"pack"`` needs no form. "" where it is none that is known.
    title
        The format, for people.
    rows
        The options of its importer, see `medviewer.importers.options`; each default is what the source
        says or the importer would take.
    needed
        Names of rows that the source does not answer and the importer cannot do without.
    refused
        Why it cannot be converted whatever is said, one thing a line; then there are no rows.
    """

    form: SourceFormat | str
    title: str = ""
    rows: tuple[Parameter, ...] = ()
    needed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
