"""A document inside a DICOM file: what it is, and a copy of it where the user wants one (PS3.3 A.45)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from medviewer.core.document import EncapsulatedDocument
from medviewer.core.errors import ReadError
from medviewer.core.series import Problem, SeriesEntry
from medviewer.io.atomic import write_bytes_whole
from medviewer.io.dicom.objects.object_file import element, number_of, read_object, text_of
from medviewer.io.progress import ReadReport

_SUFFIXES = {
    "application/pdf": ".pdf",
    "text/xml": ".xml",
    "application/xml": ".xml",
    "text/plain": ".txt",
    "model/stl": ".stl",
    "application/sla": ".stl",
    "model/obj": ".obj",
    "model/mtl": ".mtl",
}
_PDF_MARK = b"%PDF-"
_MARK_WITHIN = 1024


def read_document(path: str, report: ReadReport) -> EncapsulatedDocument:
    """What an encapsulated document is. It is neither opened nor written anywhere.

    Raises
    ------
    ReadError
        If the file is damaged or holds no document.
    """
    dataset = read_object(path)
    report(0.5, "Reading the document")
    content = _content(dataset, path)
    mime_type = text_of(dataset, "MIMETypeOfEncapsulatedDocument", 128).lower()
    suffix = _SUFFIXES.get(mime_type, ".bin")
    problems = []
    if suffix == ".pdf" and _PDF_MARK not in content[:_MARK_WITHIN]:
        problems.append(Problem("NOT_A_PDF", "The file says that it holds a PDF, but the document is none."))
        suffix = ".bin"
    return EncapsulatedDocument(
        title=text_of(dataset, "DocumentTitle", 256) or text_of(dataset, "SeriesDescription", 256),
        mime_type=mime_type,
        size_bytes=len(content),
        suffix=suffix,
        problems=tuple(problems),
    )


def document_bytes(path: str) -> bytes:
    """The document itself.

    Raises
    ------
    ReadError
        If the file is damaged or holds no document.
    """
    return _content(read_object(path), path)


def save_document(entry: SeriesEntry, path: str, report: ReadReport) -> str:
    """Writes the bytes of an encapsulated document to ``path``, whole or not at all; gives the path.

    Raises
    ------
    ReadError
        If the file is damaged or holds no document.
    WriteError
        If it cannot be written; an old file is untouched.
    """
    content = _content(read_object(entry.files[0]), entry.files[0])
    report(0.5, "Saving the document")
    return str(write_bytes_whole(path, content))


def _content(dataset: Any, path: str) -> bytes:
    """The document without the byte that makes its length even, if the file tells (PS3.3 C.24.2)."""
    content = element(dataset, "EncapsulatedDocument")
    if not isinstance(content, bytes) or not content:
        raise ReadError(f"{Path(path).name} says that it holds a document, but there is none in it.")
    said = number_of(dataset, "EncapsulatedDocumentLength")
    if said is not None and 0 < said <= len(content) <= said + 1:
        return content[: int(said)]
    return content
