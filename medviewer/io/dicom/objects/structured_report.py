"""Structured report and key object selection -> Document: the content tree as text (PS3.3 A.35, C.17.3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from medviewer.core.dicom_text import date_text
from medviewer.core.document import Document, DocumentLine
from medviewer.core.errors import ReadError
from medviewer.core.image_reference import ImageReference
from medviewer.core.series import Problem
from medviewer.io.dicom.objects.content_item import code_meaning, item_text, value_type
from medviewer.io.dicom.objects.image_references import reference_of, series_of_evidence
from medviewer.io.dicom.objects.object_file import element, first_item, items, read_object, text_of
from medviewer.io.progress import ReadReport

_DEEPEST = 64
_MOST_LINES = 50_000


def read_report(path: str, report: ReadReport) -> Document:
    """The content tree of a report or key object selection as readable lines.

    Raises
    ------
    ReadError
        If the file is damaged or holds no content.
    """
    dataset = read_object(path)
    report(0.3, "Reading the report")
    writer = _TreeWriter(series_of_evidence(dataset))
    writer.write(dataset, 0)
    title = code_meaning(first_item(dataset, "ConceptNameCodeSequence"))
    if not title and not writer.lines:
        raise ReadError(f"{Path(path).name} is a report without any content; there is nothing to read.")
    return Document(
        title=title or text_of(dataset, "SeriesDescription", 256) or "Report",
        lines=tuple(writer.lines),
        references=tuple(dict.fromkeys(writer.references)),
        state=_state(dataset),
        problems=writer.problems,
        has_marks=_has_marks(dataset),
    )


class _TreeWriter:
    """Goes through a content tree with a stack of its own, so that no depth can exhaust Python's."""

    def __init__(self, series_of: dict[str, str]) -> None:
        self.lines: list[DocumentLine] = []
        self.references: list[ImageReference] = []
        self._series_of = series_of
        self._is_cut = False
        self._last: DocumentLine | None = None
        self._times = 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        if not self._is_cut:
            return ()
        text = "The report is nested more deeply or is longer than can be shown; the rest is left out."
        return (Problem("REPORT_CUT", text),)

    def write(self, root: Any, depth: int) -> None:
        """The items below ``root``, in the order of the file."""
        waiting = [(item, depth) for item in reversed(list(items(root, "ContentSequence", _MOST_LINES)))]
        while waiting:
            item, depth = waiting.pop()
            if depth > _DEEPEST or len(self.lines) >= _MOST_LINES:
                self._is_cut = True
                continue
            self._write_item(item, depth)
            inside = list(items(item, "ContentSequence", _MOST_LINES))
            waiting += [(one, depth + 1) for one in reversed(inside)]

    def _write_item(self, item: Any, depth: int) -> None:
        if element(item, "ReferencedContentItemIdentifier") is not None and not value_type(item):
            self._add(DocumentLine(depth, "(see above)"))
            return
        for n, line in enumerate(item_text(item)):
            self._add(DocumentLine(depth + (n > 0), line))
        if value_type(item) in ("IMAGE", "COMPOSITE", "WAVEFORM"):
            for referred in items(item, "ReferencedSOPSequence", 1000):
                uid = reference_of(referred).instance_uid
                self.references.append(reference_of(referred, self._series_of.get(uid, "")))

    def _add(self, line: DocumentLine) -> None:
        """Adds a line; the same one again and again (a list of images) is told once, with how often."""
        if self.lines and line == self._last:
            self._times += 1
            line = DocumentLine(line.indent, f"{line.text}  × {self._times}")
            self.lines[-1] = line
        else:
            self._last, self._times = line, 1
            self.lines.append(line)


def _has_marks(dataset: Any) -> bool:
    """Whether there are measurements or our own key images in it."""
    # Loaded late: those modules read reports too.
    from medviewer.io.marks.own_notes import notes_of
    from medviewer.io.marks.read_report import marks_of

    return bool(marks_of(dataset)) or bool(notes_of(dataset)[1])


def _state(dataset: Any) -> str:
    """Completion, verification and date, as text (PS3.3 C.17.2)."""
    day = date_text(text_of(dataset, "ContentDate", 8))
    said = (text_of(dataset, "CompletionFlag", 16), text_of(dataset, "VerificationFlag", 16))
    return "  ·  ".join(part for part in (*(flag.capitalize() for flag in said), day) if part)
