"""SourceLook: what a model's file or folder was found to be, and the rows of the form that it needs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SourceRow:
    """One row of the form: an option of the importer.

    Parameters
    ----------
    kind
        ``"text"``, ``"choice"`` (one of ``choices``, "" for what the importer finds) or ``"flag"``
        (``"true"`` or ``"false"``).
    default
        What the source says, or the importer would take.
    """

    name: str
    title: str
    kind: str
    default: str
    help: str = ""
    choices: tuple[str, ...] = ()


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

    form: str
    title: str = ""
    rows: tuple[SourceRow, ...] = ()
    needed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
