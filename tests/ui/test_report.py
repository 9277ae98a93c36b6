"""The report in the real window: written, previewed, taken back, saved; its fonts are inside."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from medviewer.core.mark import KeyImage, Mark, MarkPlace
from medviewer.core.measure import Figures
from medviewer.core.report import Report, ReportMeasurement, ReportSeries
from medviewer.core.report_draft import ReportDraft
from medviewer.core.report_page import ReportPage
from medviewer.core.series import StudyInfo
from medviewer.report.page import make_page
from medviewer.ui.report.fonts import ReportFonts
from medviewer.ui.report.paper import PAPERS, PaperDocument, PaperReport
from medviewer.ui.report.pdf import pdf_bytes
from medviewer.ui.report.printing import print_pages
from medviewer.ui.report.snippets import Snippets

A_PLACE = MarkPlace("series-1", study_uid="1.2.3")


def a_page(language="en", name="王小东", findings="双肺清晰。 Lungs clear.", rows=0) -> ReportPage:
    report = Report(
        StudyInfo(name, "P-1", "19700102", "F", study_description="CT", study_date="20260103"),
        ReportDraft("1", findings=findings, language=language),
        "2026-11-21T10:00:00+00:00",
        "0.1.0",
        (ReportSeries("CT", "3", "Thorax", 28),),
        measurements=(ReportMeasurement("length", "L", figures=Figures("length", 12.3)),) * rows,
    )
    return make_page(report, "", lambda fraction, text: None)


# --- fonts and pages ---


def streams_of(pdf: bytes) -> dict[int, bytes]:
    """The unpacked streams of a PDF by the number of their object."""
    found = {}
    for match in re.finditer(rb"(\d+) 0 obj\s*<<((?:(?!endobj).)*?)>>\s*stream\r?\n", pdf, re.DOTALL):
        end = pdf.index(b"endstream", match.end())
        content = pdf[match.end() : end]
        found[int(match[1])] = zlib.decompress(content) if b"FlateDecode" in match[2] else content
    return found


def embedded(pdf: bytes) -> dict[str, bool]:
    """Every letter that the PDF writes, and whether the font inside has a shape for it."""
    streams, letters = streams_of(pdf), {}
    objects = {int(n): body for n, body in re.findall(rb"(\d+) 0 obj\s*<<(.*?)endobj", pdf, re.DOTALL)}

    def refers(body: bytes, key: bytes) -> int:
        found = re.search(rb"/" + key + rb"\s*\[?\s*(\d+) 0 R", body)
        assert found is not None, key
        return int(found[1])

    fonts = [body for body in objects.values() if b"/Subtype /Type0" in body]
    assert fonts
    for body in fonts:
        descriptor = objects[refers(objects[refers(body, b"DescendantFonts")], b"FontDescriptor")]
        font = TTFont(io.BytesIO(streams[refers(descriptor, b"FontFile2")]))
        glyphs, order = font["glyf"], font.getGlyphOrder()
        for number, letter in letter_map(streams[refers(body, b"ToUnicode")]):
            letters[letter] = glyphs[order[number]].numberOfContours != 0
    return letters


def letter_map(text: bytes) -> list[tuple[int, str]]:
    """The glyph of each letter, from a ToUnicode map."""
    found = []
    for first, last, letters in re.findall(rb"<(\w{4})> <(\w{4})> (<\w{4}>|\[[^]]*\])", text):
        codes = re.findall(rb"\w{4}", letters)
        if letters.startswith(b"<"):
            codes = [b"%04x" % (int(codes[0], 16) + n) for n in range(int(last, 16) - int(first, 16) + 1)]
        found += [(int(first, 16) + n, chr(int(code, 16))) for n, code in enumerate(codes) if int(code, 16)]
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pdf_holds_a_shape_for_every_letter(qapp, language):
    assert ReportFonts().is_there
    page = a_page(language)
    letters = embedded(pdf_bytes(page, (), PAPERS["A4"]))
    there = {letter for letter, has_shape in letters.items() if has_shape}
    laid_out = PaperReport(page, (), PAPERS["A4"])._document.toPlainText()
    wanted = {letter for letter in laid_out + page.header + page.notice if not letter.isspace()}
    # One glyph may be the shape of two letters, as of the dash and the hyphen.
    assert wanted - there <= {"–"}
    assert {"王", "肺"} <= there


def test_pdf_needs_no_font_of_the_system(qapp):
    ReportFonts()
    names = set(re.findall(rb"/BaseFont /([\w+-]+)", pdf_bytes(a_page("zh"), (), PAPERS["A4"])))
    assert names == {b"medviewerNotoSansSC-Regular"}


def test_pdf_names_no_patient_in_its_properties(qapp):
    pdf = pdf_bytes(a_page(name="Doe^Jane"), (), PAPERS["A4"])
    assert b"Doe" not in pdf
    assert "Doe".encode("utf-16-be") not in pdf


@pytest.mark.parametrize("text", ["王小东", "Müller-Lüdenscheidt", "µ² ≥ ± °", "王\n小\u200b东"])
def test_letters_of_reports_are_not_missing(qapp, text):
    assert ReportFonts().missing(text) == ""


def test_letters_without_any_font_are_named_once(qapp):
    assert ReportFonts().missing("a\U000e1234b\U000e1234") == "\U000e1234"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_long_reports_have_pages_of_one_size(qapp, paper):
    report = PaperReport(a_page(rows=150), (), PAPERS[paper])
    assert report.page_count > 2
    first = report.image(0, 600)
    assert (first.width(), first.height()) == (
        600,
        round(600 * PAPERS[paper].height_mm / PAPERS[paper].width_mm),
    )
    assert first.pixelColor(5, 5).name() == "#ffffff"
    assert first != report.image(1, 600)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/hostname", "http://example.com/x.png", "picture:2", "picture:0", "picture:x", "x.png"],
)
def test_pages_follow_no_address(qapp, address):
    document = PaperDocument([QImage(4, 4, QImage.Format.Format_RGB32)])
    found = document.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(address))
    assert found.isNull()
    assert document.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl(address)) is None


@pytest.mark.parametrize("name", ["<img src='file:///etc/hostname'>", "x" * 3000, "\u202eمحمد", "{{7*7}}"])
def test_odd_names_stay_text_on_every_page(qapp, name):
    report = PaperReport(a_page(name=name), (), PAPERS["A4"])
    assert " ".join(name.split())[:200] in report._document.toPlainText()
    assert report.page_count <= 8
    report.image(0, 200)


def test_pages_go_to_a_printer(qapp, tmp_path):
    class Ready:
        page = a_page(rows=120)
        report = replace(_empty_report(), draft=ReportDraft("1"))

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageSize(PAPERS["A4"].qt_size)
    assert print_pages(printer, Ready())
    printed = (tmp_path / "printed.pdf").read_bytes()
    count = PaperReport(Ready.page, (), PAPERS["A4"]).page_count
    assert len(re.findall(rb"/Type /Page\b", printed)) == count > 1


def _empty_report() -> Report:
    return Report(StudyInfo(), ReportDraft("1"), "", "0")


# --- the window ---


@pytest.fixture
def a_desk(qtbot, an_app_with_ct, a_segmentation, a_classification, questions, tmp_path):
    """The report's page over the small CT with a segmentation, findings and a mark, ready."""
    app = an_app_with_ct
    app.settings.set("advanced.tour_seen", True)
    image = app.scene.active
    app.scene.add_result(a_segmentation, image.id)
    app.scene.add_result(a_classification, image.id)
    x, y, z = app.scene.cursor_lps
    app.scene.marks.add(Mark("length", ((x, y, z), (x + 10, y, z)), (0, 0, 1), A_PLACE, "L1"), "Mark")
    questions.report_file_target = lambda suggestion, suffix: str(tmp_path / suggestion)
    questions.snippets_to_import = lambda: ""
    app.window.actions_by_id["report.show"].trigger()
    desk = app.window.wings["report"]
    qtbot.waitUntil(lambda: desk.ready is not None, timeout=20_000)
    return desk


def written(qtbot, desk, wanted):
    qtbot.waitUntil(lambda: desk.ready is not None and wanted in desk.ready.page.text, timeout=10_000)


def test_report_gathers_what_is_known_of_the_study(a_desk):
    text = a_desk.ready.page.text
    for told in (
        "王小东 (Wang Xiaodong)", "CT 3, Thorax 5 mm, 20 images", "Left lung: 0.2 ml (Lungs)",
        "1. Length, L1: 10.0 mm", "Lungs, version 1.0.0: not reviewed", "opacity, Score 0.80",
    ):  # fmt: skip
        assert told in text
    assert "Right lung" not in text.replace("see the table", "")
    (picture,) = a_desk.ready.report.pictures
    assert QImage.fromData(picture.png).width() == picture.size_px[0]
    assert not picture.is_key_image


def test_preview_shows_the_pages(qtbot, a_desk):
    preview = a_desk.page.preview
    qtbot.waitUntil(lambda: bool(preview.sheets), timeout=10_000)
    assert preview.sheets[0].width() > 300
    assert "Left lung" in preview.accessibleDescription()


def test_what_is_typed_is_in_the_report_and_can_be_taken_back(qtbot, a_desk, an_app):
    field = a_desk.page.editor.fields["findings"].edit
    qtbot.keyClicks(field, "Clear lungs.")
    written(qtbot, a_desk, "Clear lungs.")
    an_app.scene.undo.undo()
    assert field.toPlainText() == ""
    an_app.scene.undo.redo()
    assert field.toPlainText() == "Clear lungs."


def test_language_changes_the_words_and_not_the_data(qtbot, a_desk, an_app):
    box = a_desk.page.language
    box.setCurrentIndex(box.findData("zh"))
    box.activated.emit(box.currentIndex())
    written(qtbot, a_desk, "未审核")
    text = a_desk.ready.page.text
    assert "Left lung" in text
    assert "1970年1月2日" in text
    assert an_app.settings.text("report.language") == "zh_CN"


def test_parts_can_be_left_out(qtbot, a_desk):
    a_desk.page.editor.parts["segments"].click()
    qtbot.waitUntil(lambda: not a_desk.ready.report.segments, timeout=10_000)
    assert "0.2 ml" not in a_desk.ready.page.text


def test_an_earlier_study_is_compared_and_can_be_left_out(qtbot, a_desk, an_app, a_ct_volume):
    info = a_ct_volume.info
    study = replace(info.study, study_uid="1.2.2", study_date="20251003")
    prior = replace(info, series_id="prior", study=study, frame_of_reference_uid="other")
    now = replace(info, study=replace(info.study, study_date="20260103"))
    an_app.scene.active.image = replace(a_ct_volume, info=now)
    an_app.scene.add_volume(replace(a_ct_volume, info=prior), activate=False)
    x, y, z = an_app.scene.cursor_lps
    place = MarkPlace("prior", "1.2.2", frame_of_reference_uid="other")
    an_app.scene.marks.add(Mark("length", ((x, y, z), (x + 8, y, z)), (0, 0, 1), place, "L1"), "Mark")
    written(qtbot, a_desk, "L1: 8.0 mm → 10.0 mm, +2.0 mm (+25.0 %)")
    assert "Compared with the study of 3 Oct 2025" in a_desk.ready.page.text
    a_desk.page.editor.parts["comparison"].click()
    qtbot.waitUntil(lambda: a_desk.ready.report.comparison is None, timeout=10_000)
    assert "Compared" not in a_desk.ready.page.text


def test_pdf_and_html_are_saved_with_what_was_typed_last(qtbot, a_desk, tmp_path):
    a_desk.page.editor.fields["impression"].edit.insertPlainText("Typed just now.")
    a_desk.page.buttons["pdf"].click()
    qtbot.waitUntil((tmp_path / "report.pdf").is_file, timeout=20_000)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert "Typed just now." in a_desk.ready.page.text
    a_desk.page.buttons["html"].click()
    qtbot.waitUntil((tmp_path / "report.html").is_file, timeout=20_000)
    html = (tmp_path / "report.html").read_text("utf-8")
    assert "Typed just now." in html
    assert "data:image/png;base64," in html
    assert "http:" not in html


def test_images_that_are_no_dicom_have_no_study_for_a_report(qtbot, a_desk, an_app, tmp_path):
    said = []
    a_desk._saving.said.connect(lambda text, severity: said.append(severity))
    for target in ("dicom_pdf", "dicom_sr"):
        a_desk.page.buttons[target].click()
    assert said == ["warning", "warning"]
    assert list(tmp_path.glob("*.dcm")) == []


def test_key_images_take_the_place_of_the_view(qtbot, a_desk, an_app):
    point = an_app.scene.cursor_lps
    key = KeyImage(A_PLACE, point, (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 400.0, 40.0, "a note", 30.0)
    an_app.scene.marks.add_key_image(key, "Key image")
    written(qtbot, a_desk, "a note")
    (picture,) = a_desk.ready.report.pictures
    assert (picture.is_key_image, picture.window, picture.has_result) == (True, (400.0, 40.0), True)


def test_a_mark_is_drawn_in_the_picture(qtbot, a_desk, an_app):
    with_mark = a_desk.ready.report.pictures[0].png
    an_app.scene.undo.undo()
    qtbot.waitUntil(lambda: not a_desk.ready.report.measurements, timeout=10_000)
    assert a_desk.ready.report.pictures[0].png != with_mark


def test_closing_the_study_closes_its_report_and_keeps_the_text(qtbot, a_desk, an_app, a_ct_volume):
    field = a_desk.page.editor.fields["findings"].edit
    field.insertPlainText("Not lost.")
    an_app.scene.clear()
    assert a_desk.page is None
    assert an_app.window.comfort.page is None
    an_app.scene.add_volume(
        replace(
            a_ct_volume,
            info=replace(a_ct_volume.info, series_id="other", study=StudyInfo("B", "2", study_uid="9")),
        )
    )
    an_app.window.actions_by_id["report.show"].trigger()
    assert a_desk.page.editor.fields["findings"].edit.toPlainText() == ""
    a_desk.page.left.emit()
    an_app.scene.clear()
    an_app.scene.add_volume(a_ct_volume)
    an_app.window.actions_by_id["report.show"].trigger()
    assert a_desk.page.editor.fields["findings"].edit.toPlainText() == "Not lost."


def test_a_broken_template_of_the_site_is_told_and_the_standard_one_used(qtbot, a_desk, an_app, tmp_path):
    folder = tmp_path / "config" / "report" / "templates"
    folder.mkdir(parents=True)
    (folder / "standard.html.j2").write_text("\n\n{{ nothing }}")
    a_desk.page.editor.fields["findings"].edit.insertPlainText("x")
    qtbot.waitUntil(lambda: a_desk.page.problems.isVisible(), timeout=10_000)
    assert "standard.html.j2, line 3" in a_desk.page.problems.text()
    assert "Left lung" in a_desk.ready.page.html


def test_a_template_without_end_is_stopped(qtbot, a_desk, tmp_path):
    folder = tmp_path / "config" / "report" / "templates"
    folder.mkdir(parents=True)
    loops = "{% for x in range(1000) %}" * 5 + "{% endfor %}" * 5
    (folder / "standard.html.j2").write_text(loops)
    a_desk._maker._limit.setInterval(700)
    a_desk.page.editor.fields["findings"].edit.insertPlainText("After the loop.")
    qtbot.waitUntil(lambda: a_desk.page.problems.isVisible(), timeout=20_000)
    assert "takes too long" in a_desk.page.problems.text()
    assert "After the loop." in a_desk.ready.page.html


def test_the_command_goes_back_to_the_views(a_desk, an_app):
    an_app.window.actions_by_id["report.show"].trigger()
    assert a_desk.page is None


def test_text_is_written_beside_the_images_too(qtbot, a_desk, an_app):
    an_app.window.actions_by_id["report.show"].trigger()
    panel = a_desk.panel
    panel.parentWidget().set_unfolded(True)
    assert panel.editor is not None
    panel.editor.fields["findings"].edit.insertPlainText("Beside the images.")
    panel.button.click()
    written(qtbot, a_desk, "Beside the images.")
    a_desk.page.editor.fields["impression"].edit.insertPlainText("In the page.")
    written(qtbot, a_desk, "In the page.")
    assert panel.editor.fields["impression"].edit.toPlainText() == "In the page."
    an_app.scene.clear()
    assert panel.editor is None


# --- snippets ---


def test_snippets_are_kept_inserted_and_named_anew(qtbot, a_desk, tmp_path):
    field = a_desk.page.editor.fields["findings"]
    field.edit.setPlainText("Normal heart.")
    field.snippet_wanted.emit("Normal heart.")
    panel = a_desk.page.snippets
    panel.name.setText("Heart & more")
    panel.keep_button.click()
    panel.done_button.click()
    field._fill_menu()
    field.menu.actions()[0].trigger()
    assert field.edit.toPlainText().count("Normal heart.") == 2
    again = Snippets(tmp_path / "config" / "report" / "snippets.json")
    assert [(one.name, one.text) for one in again.items] == [("Heart & more", "Normal heart.")]


def test_snippets_go_to_a_file_and_come_back(qapp, tmp_path):
    mine, other = Snippets(tmp_path / "a.json"), Snippets(tmp_path / "b.json")
    assert mine.put("  心 ", "正常")
    assert not mine.put("", "x")
    assert mine.write_to(str(tmp_path / "out.json"))
    assert other.take_from(str(tmp_path / "out.json")) == 1
    assert other.items == mine.items
    assert mine.remove("心")
    assert Snippets(tmp_path / "a.json").items == ()


@pytest.mark.parametrize("content", ["[", "[]", '{"snippets": 3}', "\x00"])
def test_a_damaged_file_of_snippets_is_put_aside(qapp, tmp_path, content):
    file = tmp_path / "snippets.json"
    file.write_text(content)
    snippets = Snippets(file)
    assert snippets.file.trouble
    assert snippets.items == ()
    assert (tmp_path / "snippets.json.broken").read_text() == content


def test_snippets_of_odd_kinds_are_left_out(qapp, tmp_path):
    file: Path = tmp_path / "s.json"
    file.write_text('{"snippets": [{"name": "a", "text": "b"}, 3, {"name": 1, "text": ""}, {"name": "c"}]}')
    assert [one.name for one in Snippets(file).items] == ["a"]


def test_report_pictures_are_of_the_voxels(a_desk, a_ct_volume):
    """The picture of the view has greys of the image, not an empty page."""
    picture = QImage.fromData(a_desk.ready.report.pictures[0].png).convertToFormat(
        QImage.Format.Format_Grayscale8
    )
    values = np.frombuffer(picture.constBits(), np.uint8)
    assert len(np.unique(values)) > 20
