"""Objects of a study in the window: listed below their image, shown on it, read beside it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from medviewer.core.contours import Contour, Roi, StructureSet
from medviewer.core.document import Document, DocumentLine, EncapsulatedDocument
from medviewer.core.graphics import Annotation, GraphicLayer, GraphicObject, TextObject
from medviewer.core.image_reference import ImageReference
from medviewer.core.presentation_state import GreyWish, PresentationState
from medviewer.core.series import Catalog, LoadReport, Problem, SeriesEntry, SeriesInfo, Verdict
from medviewer.core.window_level import WindowLevel
from medviewer.ui.document_view import DocumentView
from medviewer.ui.panels.document_card import DocumentCard
from medviewer.ui.panels.object_card import ObjectCard
from medviewer.ui.panels.series_card import SeriesCard

RED = (255, 0, 0)


@pytest.fixture
def an_app_with_instances(an_app, a_ct_volume):
    """The small CT whose slices have names: 1.0 at the feet to 1.19 at the head."""
    info = replace(a_ct_volume.info, series_uid="1", frame_of_reference_uid="9")
    named = replace(a_ct_volume, info=info, instance_uids=tuple(f"1.{k}" for k in range(20)))
    an_app.scene.layout = "1x3"
    layer = an_app.scene.add_volume(named)
    entry = SeriesEntry(info, "dicom", (), (20, 50, 60))
    an_app.studies.add(Catalog("study", (entry,)))
    an_app.studies.set_layer(entry.series_id, layer.id)
    QApplication.processEvents()
    return an_app


@pytest.fixture
def a_structure_set() -> StructureSet:
    """A square of 20 mm on the slices at z = -10 to 10, and a region without contours."""
    square = np.array([[-10.0, -10, 0], [10, -10, 0], [10, 10, 0], [-10, 10, 0]])
    contours = tuple(Contour(np.add(square, (0, 0, z))) for z in range(-10, 12, 2))
    empty = Roi(2, "Areola", (0, 255, 0))
    return StructureSet((Roi(1, "<b>Heart</b>", RED, "ORGAN", contours), empty), "Plan")


def an_entry(kind, name, refers_to=(), **fields) -> SeriesEntry:
    return SeriesEntry(
        SeriesInfo(name, description=name), kind, ("x",), (0, 0, 0), refers_to=refers_to, **fields
    )


def red_pixels(view) -> int:
    image = view.grab().toImage()
    wide, high = image.width(), image.height()
    return sum(
        image.pixelColor(x, y).red() > 200 and image.pixelColor(x, y).green() < 60
        for x in range(wide // 4, 3 * wide // 4)
        for y in range(high // 4, 3 * high // 4)
    )


def test_contours_are_painted_in_every_plane_until_their_region_is_hidden(
    an_app_with_instances, a_structure_set
) -> None:
    app = an_app_with_instances
    app.scene.crosshair_visible = False
    views = [app.window.grid.slice_views[kind] for kind in ("axial", "sagittal", "coronal")]
    assert [red_pixels(view) for view in views] == [0, 0, 0]
    layer = app.scene.add_result(a_structure_set, app.scene.active.id)
    QApplication.processEvents()
    assert all(red_pixels(view) > 50 for view in views)
    panel = app.window.panels.contours
    row = panel.rows[layer.id, 0]
    assert row.name_button.text() == "<b>Heart</b>"
    row.visible_box.setChecked(False)
    assert [red_pixels(view) for view in views] == [0, 0, 0]
    assert not layer.rois[0].visible
    layer.show_all()
    assert row.visible_box.isChecked()


def test_a_click_on_a_region_jumps_to_it_and_an_empty_one_says_so(
    an_app_with_instances, a_structure_set
) -> None:
    app = an_app_with_instances
    app.scene.set_cursor((25.0, 20.0, -20.0))
    layer = app.scene.add_result(a_structure_set, app.scene.active.id)
    rows = app.window.panels.contours.rows
    rows[layer.id, 0].name_button.click()
    assert app.scene.cursor_lps == pytest.approx((0, 0, 0))
    assert not rows[layer.id, 1].name_button.isEnabled()
    app.scene.remove_layer(layer.id)
    assert app.window.panels.contours.rows == {}


def test_a_presentation_state_has_a_badge_that_takes_it_off_and_puts_it_on(an_app_with_instances) -> None:
    app = an_app_with_instances
    scene = app.scene
    view = app.window.grid.slice_views["axial"]
    scene.set_cursor((0, 0, 0))
    point = GraphicObject("POLYLINE", np.array(((1.0, 1.0), (59.0, 49.0))))
    words = TextObject("<i>nodule</i>", anchor=(20.0, 20.0))
    annotation = Annotation(GraphicLayer("A", 1, RED), (point,), (words,))
    wish = GreyWish(WindowLevel(99, 11))
    state = PresentationState(
        "LUNG", (ImageReference("1.10", "1"),), greys=(wish,), annotations=(annotation,)
    )
    layer = scene.add_result(state, scene.active.id)
    QApplication.processEvents()
    assert scene.active.window == WindowLevel(99, 11)
    assert red_pixels(view) > 20
    assert [badge.text for badge in view._overlay.badges] == ["PRESENTATION STATE  LUNG"]
    scene.active.show_window(WindowLevel(5, 5))
    app.window.actions_by_id["view.reset"].trigger()
    assert scene.active.window == WindowLevel(99, 11), "back to what the badge says"
    app.window._follow_badge("presentation")
    QApplication.processEvents()
    assert not layer.visible
    assert scene.active.window == WindowLevel(400, 40)
    assert red_pixels(view) == 0
    app.window.objects.presentation.toggle()
    assert scene.active.window == WindowLevel(99, 11)
    scene.remove_layer(layer.id)
    assert scene.active.window == WindowLevel(400, 40)


def test_each_slice_has_the_window_of_its_own_until_the_user_sets_one(an_app_with_instances) -> None:
    scene = an_app_with_instances.scene
    images = tuple(ImageReference(f"1.{k}", "1") for k in range(20))
    low, high = WindowLevel(50, 1), WindowLevel(60, 2)
    greys = (GreyWish(low, images=images[:10]), GreyWish(high, images=images[10:]))
    scene.set_cursor((0, 0, -20))
    scene.add_result(PresentationState("S", images, greys=greys), scene.active.id)
    assert scene.active.window == low
    scene.set_cursor((0, 0, 10))
    assert scene.active.window == high
    scene.set_cursor((0, 0, -20))
    assert scene.active.window == low
    own = WindowLevel(777, 7)
    scene.active.show_window(own)
    scene.set_cursor((0, 0, 10))
    assert scene.active.window == own


def test_a_turned_view_stays_with_its_image(an_app_with_instances, a_stack) -> None:
    scene = an_app_with_instances.scene
    first = scene.active
    scene.add_result(PresentationState("T", (ImageReference("1.10", "1"),), quarter_turns=1), first.id)
    assert scene.viewports["axial"].quarter_turns == 1
    other = scene.add_volume(replace(first.image, info=replace(first.image.info, series_id="other")))
    assert scene.viewports["axial"].quarter_turns == 0
    scene.activate(first.id)
    assert scene.viewports["axial"].quarter_turns == 1
    assert other.id != first.id


def test_key_images_carry_a_badge_and_the_list_leads_to_them(an_app_with_instances, qtbot) -> None:
    app = an_app_with_instances
    images = (ImageReference("1.3", "1"), ImageReference("1.17", "1"), ImageReference("7.7", "7"))
    document = Document("For Teaching", (DocumentLine(0, "Note: <b>x</b>"),), images)
    app.scene.add_result(document, app.scene.active.id)
    entry = an_entry("dicom-ko", "ko", ("1",))
    app.window.objects.commands.show_document(entry, document)
    (view,) = app.window.findChildren(DocumentView)
    assert view.text.toPlainText() == "Note: <b>x</b>"
    assert view.images.count() == 2, "the third is not here"
    assert view.images.item(0).text().endswith("image 17"), "counted from the head"
    view.images.itemClicked.emit(view.images.item(0))
    QApplication.processEvents()
    assert app.scene.cursor_lps[2] == pytest.approx(-14.0)
    axial = app.window.grid.slice_views["axial"]
    axial.grab()
    assert "KEY IMAGE" in [badge.text for badge in axial._overlay.badges]
    app.scene.set_cursor((0, 0, 0))
    axial.grab()
    assert "KEY IMAGE" not in [badge.text for badge in axial._overlay.badges]
    view.close()


def test_objects_stand_below_the_image_that_they_belong_to(an_app_with_instances) -> None:
    app = an_app_with_instances
    sentence = Problem("NO_PICTURE", "This is a waveform; it is listed but not shown.")
    app.studies.add(
        Catalog(
            "study",
            (
                an_entry("dicom", "second"),
                an_entry("dicom-sr", "lost", ("404",)),
                an_entry("dicom-rtstruct", "contours", ("1",)),
                an_entry("dicom-other", "ecg", report=LoadReport(Verdict.REFUSED, (sentence,))),
            ),
        )
    )
    panel = app.window.panels.series
    order = [card.series_id for card in panel.cards.values()]
    assert order == ["series-1", "contours", "second", "lost", "ecg"]
    assert isinstance(panel.cards["series-1"], SeriesCard)
    assert isinstance(panel.cards["contours"], ObjectCard)
    assert panel.cards["lost"].notes == ["It refers to a series that is not here."]
    assert panel.cards["ecg"].notes == [sentence.message]
    app.window.flow.choose("ecg")
    assert app.window.messages.texts == (sentence.message,)


def test_an_object_of_a_series_that_is_not_here_says_so(an_app_with_instances) -> None:
    app = an_app_with_instances
    app.studies.add(Catalog("study", (an_entry("dicom-gsps", "state", ("404",)),)))
    app.window.flow.choose("state")
    assert app.window.messages.texts == ("It refers to a series that is not here, so it cannot be shown.",)


def test_a_document_is_neither_written_nor_opened_before_a_click(
    an_app_with_instances, monkeypatch, tmp_path
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "medviewer.ui.panels.document_card.QDesktopServices.openUrl",
        lambda url: opened.append(url.toLocalFile()),
    )
    app = an_app_with_instances
    document = EncapsulatedDocument("<b>Letter</b>", "application/pdf", 1234, ".pdf")
    app.window.objects.commands.show_document(an_entry("dicom-pdf", "letter"), document)
    (card,) = app.window.findChildren(DocumentCard)
    assert not card.open_button.isEnabled()
    assert opened == []
    card.saved(str(tmp_path / "letter.pdf"))
    assert opened == [], "saving opens nothing"
    card.open_button.click()
    assert opened == [str(tmp_path / "letter.pdf")]
    card.close()


def test_a_report_opens_once_and_goes_with_its_study(an_app_with_instances) -> None:
    app = an_app_with_instances
    entry = an_entry("dicom-sr", "report")
    app.studies.add(Catalog("study", (entry,)))
    shown = app.window.objects.commands
    for _ in range(2):
        shown.show_document(entry, Document("Report", (DocumentLine(0, "x"),)))
    (view,) = app.window.findChildren(DocumentView)
    app.studies.clear()
    assert not view.isVisible()
    app.studies.add(Catalog("study", (entry,)))
    shown.show_document(entry, Document("Report", (DocumentLine(0, "x"),)))
    assert any(one.isVisible() for one in app.window.findChildren(DocumentView))


def test_what_only_pretends_to_be_a_document_can_not_be_opened(an_app_with_instances, qtbot) -> None:
    document = EncapsulatedDocument("x", "application/x-msdownload", 10, ".bin")
    card = DocumentCard(document, "")
    qtbot.addWidget(card)
    card.saved("x.bin")
    assert not card.open_button.isVisibleTo(card)
    assert not card.open_button.isEnabled()
