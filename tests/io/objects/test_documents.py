"""Encapsulated documents: told what they are, written only when asked, whole."""

from __future__ import annotations

import pytest

from medviewer.core.document import EncapsulatedDocument
from medviewer.core.errors import ReadError, WriteError
from medviewer.io.dicom.objects.encapsulated import save_document
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport

PDF = b"%PDF-1.4\n%content\n%%EOF\n"


@pytest.fixture
def a_pdf(an_object):
    """A PDF of odd length in a DICOM file."""

    def build(content=PDF + b"x", **elements):
        given = {
            "EncapsulatedDocument": content + b"\0" * (len(content) % 2),
            "DocumentTitle": "Report <i>1</i>",
        }
        given |= {"MIMETypeOfEncapsulatedDocument": "application/pdf", "Modality": "DOC"}
        given |= {"EncapsulatedDocumentLength": len(content)}
        return an_object("104.1", **{**given, **elements})

    return build


def test_a_pdf_is_described_and_saved_byte_for_byte(a_pdf, scan, tmp_path):
    (entry,) = scan(a_pdf()).series
    assert entry.kind == "dicom-pdf"
    before = set(tmp_path.iterdir())
    found = load_series(entry, report=LocalReport())
    assert isinstance(found, EncapsulatedDocument)
    assert (found.title, found.suffix, found.size_bytes) == ("Report <i>1</i>", ".pdf", len(PDF) + 1)
    assert set(tmp_path.iterdir()) == before, "describing a document writes nothing"
    target = save_document(entry, str(tmp_path / "copy.pdf"), LocalReport())
    assert (tmp_path / "copy.pdf").read_bytes() == PDF + b"x"
    assert target == str(tmp_path / "copy.pdf")


def test_what_only_says_it_is_a_pdf_gets_no_such_ending(a_pdf, scan):
    (entry,) = scan(a_pdf(b"MZ\x90\0 this is a program")).series
    found = load_series(entry, report=LocalReport())
    assert found.suffix == ".bin"
    assert found.problems[0].code == "NOT_A_PDF"


def test_a_document_that_is_not_there_is_a_sentence(a_pdf, scan):
    (entry,) = scan(a_pdf(b"")).series
    with pytest.raises(ReadError, match="there is none in it"):
        load_series(entry, report=LocalReport())


def test_a_place_that_cannot_be_written_is_a_sentence(a_pdf, scan, tmp_path):
    (entry,) = scan(a_pdf()).series
    with pytest.raises(WriteError, match="does not exist"):
        save_document(entry, str(tmp_path / "nowhere" / "copy.pdf"), LocalReport())
