"""What a model in another format is told in the window, before it is tested."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QColor, QImage

from medviewer.api.contract import InputContract
from medviewer.api.model_info import ModelInfo
from medviewer.core.install_report import GateCheck, InstallReport
from medviewer.core.source_look import SourceLook
from medviewer.importers.asking.rows import choice_row, flag_row, labels_row, normalise_row, text_row
from medviewer.jobs.job import Job
from medviewer.packs.pack_picture import plain_png
from medviewer.ui.models.install_window import InstallWindow
from medviewer.ui.models.model_picture import ModelPicture

ROWS = (
    text_row("folds", "0, 1, 2"),
    choice_row("checkpoint", ("final", "best"), "final"),
    choice_row("output", ("", "softmax"), ""),
    normalise_row(),
    labels_row(),
    flag_row("trust_trainer", "Its own training."),
)
LOOK = SourceLook("nnunet", "nnU-Net model folder", ROWS, ("normalise", "trust_trainer"))
FAILED = GateCheck("weights", "Weights fit the network", "failed", "It has no fold 7.")


@pytest.fixture
def a_window(qtbot):
    window = InstallWindow("Dataset001_Liver", lambda _report, done: done(None))
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(window)
    window.show()
    return window


def test_the_form_shows_what_the_source_says_and_sends_what_was_changed(a_window) -> None:
    told = []
    a_window.told.connect(told.append)
    a_window.ask(LOOK)
    fields = a_window.form.form.fields
    assert fields["folds"].text() == "0, 1, 2"
    assert not a_window.test_button.isEnabled()  # two things are still needed
    assert "Trust its trainer" in a_window.form.missing_line.text()
    fields["normalise"].set_text("minmax")
    fields["trust_trainer"].set_text("true")
    fields["folds"].set_text("1")
    fields["labels"].set_text("/models/labels.txt")
    assert a_window.form.missing_line.isHidden()
    a_window.test_button.click()
    assert told == [
        {
            "folds": "1",
            "checkpoint": "final",
            "normalise": "minmax",
            "labels": "/models/labels.txt",
            "trust_trainer": "true",
        }
    ]
    assert a_window.form.isHidden()


def test_a_refused_source_shows_the_list_and_no_form(a_window) -> None:
    a_window.ask(SourceLook("", refused=("it wanted to run os.system.", "it has no weights.")))
    assert a_window.form is None
    assert a_window.verdict.text().splitlines()[1:] == [
        "– it wanted to run os.system.",
        "– it has no weights.",
    ]
    assert a_window.test_button.isHidden()
    assert a_window.refuse_button.text() == "Close"


def test_a_pack_is_tested_at_once(a_window) -> None:
    told = []
    a_window.told.connect(told.append)
    a_window.ask(SourceLook("pack", "model pack"))
    assert told == [{}]
    assert a_window.form is None


def test_what_failed_can_be_told_otherwise_and_tested_again(a_window) -> None:
    told = []
    a_window.told.connect(told.append)
    a_window.ask(SourceLook("nnunet", "nnU-Net model folder", ROWS[:1]))
    a_window.form.form.fields["folds"].set_text("7")
    a_window.test_button.click()
    a_window.show_report(InstallReport("", "", "Dataset001_Liver", (FAILED,)))
    a_window.again_button.click()
    assert a_window.form.form.fields["folds"].text() == "7"  # what was typed is kept
    a_window.form.form.fields["folds"].set_text("2")
    a_window.test_button.click()
    assert told == [{"folds": "7"}, {"folds": "2"}]


def test_an_answer_that_comes_after_the_window_was_closed_asks_nothing(a_window) -> None:
    stopped = []
    a_window.follow(Job(1, "model", "Looking", "install", stopped.append))
    a_window.close()
    a_window.ask(LOOK)
    assert len(stopped) == 1
    assert a_window.form is None


def test_a_packs_own_picture_is_shown_and_a_broken_one_is_drawn(qtbot) -> None:
    buffer = QBuffer()
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(10, 200, 30))
    image.save(buffer, "PNG")
    own = plain_png(bytes(buffer.data()))
    assert own
    widget = ModelPicture(
        ModelInfo("m", "1", "Liver", "segmentation", InputContract(), (), "MIT", "x"), 32, own
    )
    qtbot.addWidget(widget)
    assert widget.is_own
    assert widget.grab().toImage().pixelColor(16, 16) == QColor(10, 200, 30)
    widget.show_png(own[: len(own) // 2])
    assert not widget.is_own
    assert widget.grab().toImage().pixelColor(16, 4) != QColor(10, 200, 30)
