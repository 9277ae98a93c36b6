"""A report is cut into pages between lines and rows; heads of tables come again, titles stay with texts."""

from __future__ import annotations

import re
from dataclasses import replace
from threading import Thread

import pytest
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from medviewer.core.report import Report, ReportPicture
from medviewer.core.report_draft import ReportDraft
from medviewer.core.report_page import ReportPage
from medviewer.core.series import StudyInfo
from medviewer.ui.report import preview
from medviewer.ui.report.fonts import ReportFonts
from medviewer.ui.report.page_cuts import page_cuts
from medviewer.ui.report.paper import PAPERS, PaperReport
from medviewer.ui.report.printing import print_pages, printed_paper

WIDTH, HEIGHT = 400.0, 300.0
PAGE = ReportPage("", "T", "H", "N", "%1/%2")


@pytest.fixture(scope="module", autouse=True)
def the_fonts(qapp):
    return ReportFonts()


def a_document(html: str) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setHtml(html)
    document.setTextWidth(WIDTH)
    return document


def lines_of(document) -> list[tuple[float, float, str]]:
    """Top, bottom and text of every line of a document."""
    found, block, layout = [], document.begin(), document.documentLayout()
    while block.isValid():
        top = layout.blockBoundingRect(block).top()
        for n in range(block.layout().lineCount()):
            line = block.layout().lineAt(n)
            text = block.text()[line.textStart() : line.textStart() + line.textLength()]
            found.append((top + line.y(), top + line.y() + line.height(), text))
        block = block.next()
    return found


def page_of(document, cuts, text: str) -> int:
    (top, bottom) = next((t, b) for t, b, found in lines_of(document) if text in found)
    (number,) = (n for n, cut in enumerate(cuts) if cut.top <= top + 0.1 and bottom <= cut.bottom + 0.1)
    return number


def a_table(rows: int, text="row", head="<thead><tr><th>Head</th><th>Two</th></tr></thead>") -> str:
    body = "".join(f"<tr><td>{text} {n}.</td><td>second<br>line {n}.</td></tr>" for n in range(rows))
    return f"<table width='100%'>{head}{body}</table>"


TEXTS = {
    "lines": "".join(f"<p>paragraph {n}.</p>" for n in range(60)),
    "a long paragraph": f"<p>{'word ' * 900}</p>",
    "a table": a_table(40),
    "a table without a head": a_table(40, head=""),
    "titles": "".join(f"<h2>Title {n}.</h2><p>text<br>text {n}.</p>" for n in range(25)),
    "spans": "<table><tr><td rowspan='2'>a</td><td>b</td></tr><tr><td>c</td></tr></table>" * 30,
    "tables in tables": "<table><tr><td><table><tr><td>in<br>it</td></tr></table></td></tr></table>" * 20,
    "a row higher than a page": f"<table><tr><td>{'word ' * 900}</td><td>x</td></tr></table>",
    "a list": f"<ul>{'<li>one</li>' * 60}</ul>",
    "nothing": "",
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_every_line_is_whole_on_one_page(name):
    document = a_document(TEXTS[name])
    cuts = page_cuts(document, HEIGHT)
    assert cuts[0].top == 0.0
    assert [cut.bottom for cut in cuts[:-1]] == [cut.top for cut in cuts[1:]]
    assert all(cut.bottom - cut.top + cut.head_height <= HEIGHT + 0.1 for cut in cuts)
    for top, bottom, text in lines_of(document):
        assert sum(cut.top <= top + 0.1 and bottom <= cut.bottom + 0.1 for cut in cuts) == 1, text


def test_rows_are_not_parted_and_heads_come_again():
    document = a_document(a_table(40))
    cuts = page_cuts(document, HEIGHT)
    assert len(cuts) > 3
    for n in range(40):
        assert page_of(document, cuts, f"row {n}.") == page_of(document, cuts, f"line {n}.")
    assert cuts[0].head is None
    head = next((t, b) for t, b, text in lines_of(document) if text == "Head")
    for cut in cuts[1:]:
        assert cut.head[0] <= head[0] < head[1] <= cut.head[1]


@pytest.mark.parametrize("before", range(4, 24))
def test_a_title_stands_with_the_first_row_of_its_table(before):
    html = "<p>x</p>" * before + "<h2>Title</h2><p>which prior</p>" + a_table(12)
    document = a_document(html)
    cuts = page_cuts(document, HEIGHT)
    pages = {page_of(document, cuts, text) for text in ("Title", "which prior", "Head", "row 0.", "line 0.")}
    assert len(pages) == 1


@pytest.mark.parametrize("before", range(4, 24))
def test_a_title_stands_with_the_first_of_its_own_titles(before):
    html = "<p>x</p>" * before + "<h2>Findings</h2><p>by models</p><h3>One</h3><p>said</p>" + "<p>y</p>" * 20
    document = a_document(html)
    cuts = page_cuts(document, HEIGHT)
    assert len({page_of(document, cuts, text) for text in ("Findings", "by models", "One", "said")}) == 1


@pytest.mark.parametrize("before", range(4, 24))
def test_a_title_stands_with_the_first_lines_of_what_is_too_long(before):
    html = "<p>x</p>" * before + f"<h2>Title</h2><table><tr><td>first<br>{'word<br>' * 40}</td></tr></table>"
    document = a_document(html)
    cuts = page_cuts(document, HEIGHT)
    assert len({page_of(document, cuts, text) for text in ("Title", "first")}) == 1


@pytest.mark.parametrize("before", range(4, 24))
def test_a_short_section_is_not_parted(before):
    html = "<p>x</p>" * before + "<h2>Read by</h2><p>Dr. A<br>made<br>not for patients</p>"
    document = a_document(html)
    cuts = page_cuts(document, HEIGHT)
    assert len({page_of(document, cuts, text) for text in ("Read by", "Dr. A", "not for patients")}) == 1


def test_no_single_line_of_a_paragraph_is_left_behind():
    for before in range(4, 24):
        document = a_document("<p>x</p>" * before + f"<p>{'word ' * 100}</p>")
        cuts = page_cuts(document, HEIGHT)
        for cut in cuts:
            inside = [
                text for t, b, text in lines_of(document) if cut.top <= t < cut.bottom and "word" in text
            ]
            assert len(inside) != 1


@pytest.mark.parametrize("rule", ["page-break-before: always", "page-break-after: always"])
def test_page_breaks_of_a_template_are_kept(rule):
    document = a_document(f"<p>one</p><p style='{rule}'>two</p><p>three</p>")
    cuts = page_cuts(document, HEIGHT)
    assert len(cuts) == 2
    assert page_of(document, cuts, "two") == (1 if "before" in rule else 0)
    assert page_of(document, cuts, "three") == 1


def a_picture() -> ReportPicture:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice

    image = QImage(960, 720, QImage.Format.Format_RGB32)
    image.fill(0x204060)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return ReportPicture(bytes(content.data()), (960, 720))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_picture_does_not_begin_on_the_page_before_its_own(paper):
    """Nothing is painted between the text of a page and its foot."""
    row = '<tr><td><img src="picture:1" width="322" height="242"></td><td>caption<br>note</td></tr>'
    page = replace(PAGE, html=f"<h2>Pictures</h2><table>{row * 10}</table>")
    report = PaperReport(page, [a_picture()], PAPERS[paper])
    assert report.page_count == 4
    body = PAPERS[paper].body_px
    for number, cut in enumerate(report._cuts):
        image = report.image(number, round(PAPERS[paper].size_px.width()))
        end = round(body.top() + cut.bottom - cut.top) + 1
        colours = {image.pixel(x, y) for y in range(end, round(body.bottom())) for x in range(80, 400, 7)}
        assert colours <= {0xFFFFFFFF}, number


def test_pages_are_laid_out_on_any_thread_without_a_complaint_of_qt(qtlog):
    """A long text has a timer for the rest of it, which a thread of Python has nothing for by itself."""
    page = replace(PAGE, html=a_table(300))
    counts = []
    work = Thread(target=lambda: counts.append(PaperReport(page, (), PAPERS["A4"]).page_count))
    work.start()
    work.join()
    assert counts == [PaperReport(page, (), PAPERS["A4"]).page_count]
    assert [record.message for record in qtlog.records] == []


# --- printing ---


class Ready:
    """A report of several pages, as the maker hands it on."""

    page = replace(PAGE, html=a_table(120))
    report = Report(StudyInfo(), ReportDraft("1"), "", "0")


@pytest.fixture
def a_printer(tmp_path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return printer


def printed_pages(tmp_path) -> int:
    return len(re.findall(rb"/Type /Page\b", (tmp_path / "printed.pdf").read_bytes()))


def test_the_pages_that_were_chosen_are_printed(a_printer, tmp_path):
    a_printer.setFromTo(2, 3)
    assert print_pages(a_printer, Ready())
    assert printed_pages(tmp_path) == 2


def test_a_range_beyond_the_end_prints_the_last_page(a_printer, tmp_path):
    a_printer.setFromTo(98, 99)
    assert print_pages(a_printer, Ready())
    assert printed_pages(tmp_path) == 1


def test_copies_are_made_where_the_printer_makes_none(a_printer, tmp_path, monkeypatch):
    monkeypatch.setattr(QPrinter, "supportsMultipleCopies", lambda self: False)
    a_printer.setCopyCount(3)
    a_printer.setFromTo(1, 2)
    assert print_pages(a_printer, Ready())
    assert printed_pages(tmp_path) == 6


@pytest.mark.parametrize(
    ("size", "turned", "paper"),
    [
        ("A4", False, (210.0, 297.0)),
        ("Letter", False, (215.9, 279.4)),
        ("A4", True, (297.0, 210.0)),
        ("A5", False, (200.0, 283.8)),
        ("A3", False, (297.0, 420.0)),
    ],
)
def test_it_is_laid_out_for_the_paper_that_was_chosen_in_the_dialog(a_printer, size, turned, paper):
    a_printer.setPageSize(QPageSize(getattr(QPageSize.PageSizeId, size)))
    if turned:
        a_printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    a_printer.setFullPage(True)
    found = printed_paper(a_printer)
    assert (found.width_mm, found.height_mm) == pytest.approx(paper, abs=1.0)


def test_a_file_that_cannot_be_written_is_told(a_printer, tmp_path):
    a_printer.setOutputFileName(str(tmp_path / "none" / "x.pdf"))
    assert not print_pages(a_printer, Ready())


def test_of_very_many_pages_the_first_are_shown_and_the_others_counted(qtbot, monkeypatch):
    monkeypatch.setattr(preview, "_MOST_BYTES", 3_000_000)
    shown = preview.Preview(lambda work, take, give_up: take(work()))
    qtbot.addWidget(shown)
    shown.resize(500, 400)
    shown.show_report(Ready(), PAPERS["A4"])
    count = PaperReport(Ready.page, (), PAPERS["A4"]).page_count
    assert 1 <= len(shown.sheets) < count
    assert not shown.rest.isHidden()
    assert shown.rest.text().startswith(str(count - len(shown.sheets)))
