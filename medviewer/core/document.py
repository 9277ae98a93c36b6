"""Objects to be read rather than looked at: reports, key image selections, encapsulated files."""

from __future__ import annotations

from dataclasses import dataclass

from medviewer.core.image_reference import ImageReference
from medviewer.core.series import Problem


@dataclass(frozen=True)
class DocumentLine:
    """One line of plain text; ``indent`` says how deep in the content tree it stands, from 0."""

    indent: int
    text: str


@dataclass(frozen=True)
class Document:
    """A structured report or a key object selection as plain text.

    Parameters
    ----------
    title
        Document title, as the codes of the file mean it.
    lines
        In reading order.
    references
        The instances that it speaks of, in the order in which they come; for key objects the key images.
    state
        What the file says of its completion and verification, for reading.
    problems
        What was left out, and why.
    has_marks
        Whether it holds measurements or key images that can be drawn.
    """

    title: str
    lines: tuple[DocumentLine, ...] = ()
    references: tuple[ImageReference, ...] = ()
    state: str = ""
    problems: tuple[Problem, ...] = ()
    has_marks: bool = False

    @property
    def text(self) -> str:
        """All of it as one plain text."""
        head = [self.title, self.state, ""] if self.state else [self.title, ""]
        return "\n".join([*head, *("    " * line.indent + line.text for line in self.lines)])


@dataclass(frozen=True)
class EncapsulatedDocument:
    """A whole file inside a DICOM file (DICOM PS3.3 A.45). Its bytes stay where they are until asked for.

    Parameters
    ----------
    title
        Document Title, "" where not given.
    mime_type
        What the file says it is, in lower case.
    size_bytes
        Length of the document.
    suffix
        The ending for a copy, chosen by us from the kind, never taken from the file.
    problems
        What speaks against it (it says PDF but does not begin like one).
    """

    title: str
    mime_type: str
    size_bytes: int
    suffix: str = ".bin"
    problems: tuple[Problem, ...] = ()
