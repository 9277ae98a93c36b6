"""Objects of real studies in the real window, through the reading process."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.scene.layers.contour_lines import contour_lines
from medviewer.scene.layers.layers import LabelLayer
from medviewer.scene.layers.object_layers import ContourLayer, PresentationLayer
from medviewer.ui.document_view import DocumentView
from medviewer.ui.panels.document_card import DocumentCard


@pytest.fixture
def open_study(the_app, qtbot, at_rest):
    """Opens a path and waits until nothing is being read."""

    def opened(path):
        the_app.window.flow.open_paths([str(path)])
        there = lambda: bool(the_app.studies.entries or the_app.window.messages.texts)  # noqa: E731
        qtbot.waitUntil(there, timeout=30_000)
        at_rest(the_app)
        return the_app

    return opened


@pytest.fixture
def choose(at_rest):
    """Opens the series or object of a kind."""

    def chosen(app, kind):
        entry = next(entry for entry in app.studies.entries.values() if entry.kind == kind)
        app.window.panels.series.chosen.emit(entry.series_id)
        at_rest(app)
        return entry

    return chosen


@pytest.mark.real_data
def test_four_contours_of_the_breast_plan_lie_on_its_one_image(open_study, data_dir, choose) -> None:
    app = open_study(data_dir / "dicom" / "rtstruct-breast")
    choose(app, "dicom-rtstruct")
    (layer,) = app.scene.results_of(app.scene.active.id)
    assert isinstance(layer, ContourLayer)
    plane = app.window.grid.slice_views["stack"].plane()
    lines = contour_lines(layer, plane, 3.0)
    assert [line.number for line in lines] == [1, 1, 1, 1]
    around = np.concatenate([line.points_px for line in lines])
    assert (around >= 0).all(), "inside the picture"
    assert (around <= plane.size_px).all()
    entry = choose(app, "dicom-other")
    assert entry.info.modality == "RTPLAN"
    assert app.window.messages.texts == (entry.report.problems[0].message,)


@pytest.mark.real_data
def test_a_single_presentation_state_is_applied_by_itself(open_study, data_dir, qtbot) -> None:
    from PIL import Image

    folder = data_dir / "dicom" / "gsps-luts"
    app = open_study(folder)
    qtbot.waitUntil(lambda: bool(app.scene.results_of(app.scene.active.id)), timeout=30_000)
    (layer,) = app.scene.results_of(app.scene.active.id)
    assert isinstance(layer, PresentationLayer)
    view = app.window.grid.slice_views["stack"]
    app.window.grid.arrange()
    picture = view.picture()
    expected = np.asarray(Image.open(folder / "expected_imgForPrLUT.png"))
    middle = (picture.width() // 2, picture.height() // 2 - 3)
    index = np.floor(
        app.scene.active.geometry.lps_to_index(view.plane().pixel_to_lps(np.add(middle, 0.5))) + 0.5
    )
    assert picture.pixelColor(*middle).red() == expected[int(index[1]), int(index[0])]


@pytest.mark.real_data
def test_a_segmentation_brings_its_image_and_lies_on_it(open_study, data_dir, choose, at_rest) -> None:
    app = open_study(data_dir / "dicom" / "seg-liver")
    image = next(entry for entry in app.studies.entries.values() if entry.kind == "dicom")
    other = next(entry for entry in app.studies.entries.values() if entry.kind == "file")
    app.window.flow.choose(other.series_id)
    at_rest(app)
    choose(app, "dicom-seg")
    assert app.scene.active.image.info.series_id == image.series_id
    (layer,) = app.scene.results_of(app.scene.active.id)
    assert isinstance(layer, LabelLayer)
    assert int((layer.segmentation.labels > 0).sum()) == 107098


@pytest.mark.real_data
def test_a_report_alone_is_opened_to_be_read(open_study, data_dir, qtbot) -> None:
    app = open_study(data_dir / "dicom" / "sr" / "sr.dcm")
    qtbot.waitUntil(lambda: bool(app.window.findChildren(DocumentView)), timeout=30_000)
    (view,) = app.window.findChildren(DocumentView)
    text = view.text.toPlainText()
    assert "Volume: 33.5824 ml" in text
    assert "Finding: Neoplasm, Primary" in text
    view.close()


@pytest.mark.real_data
def test_a_waveform_is_listed_and_says_what_it_is(open_study, data_dir) -> None:
    app = open_study(data_dir / "dicom" / "ecg-waveform")
    assert app.window.messages.texts == ("This is a waveform; it is listed but not shown.",)
    assert len(app.window.panels.series.cards) == 1


def test_a_document_is_saved_by_the_writing_process(open_study, tmp_path, qtbot, at_rest) -> None:
    import pydicom
    from pydicom.dataset import Dataset, FileMetaDataset

    made = Dataset()
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
    made.SOPClassUID = made.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.104.1"
    made.SOPInstanceUID = made.file_meta.MediaStorageSOPInstanceUID = "1.2.3"
    made.MIMETypeOfEncapsulatedDocument = "application/pdf"
    made.EncapsulatedDocument = b"%PDF-1.4 letter "
    made.save_as(tmp_path / "letter.dcm", enforce_file_format=True)
    app = open_study(tmp_path / "letter.dcm")
    qtbot.waitUntil(lambda: bool(app.window.findChildren(DocumentCard)), timeout=30_000)
    (card,) = app.window.findChildren(DocumentCard)
    target = tmp_path / "copy.pdf"
    app.window.questions.document_target = lambda suggestion, suffix: str(target)
    assert not target.exists()
    card.save_button.click()
    at_rest(app)
    assert target.read_bytes() == b"%PDF-1.4 letter "
    assert card.open_button.isEnabled()
    card.close()
