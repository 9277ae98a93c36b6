"""Text read again with another character set, and the installation verified, in the real window."""

from __future__ import annotations

import pydicom
import pytest
from pydicom.data import get_testdata_file
from pydicom.dataelem import RawDataElement
from pydicom.tag import Tag


@pytest.fixture
def a_file_without_a_character_set(tmp_path):
    data = pydicom.dcmread(get_testdata_file("CT_small.dcm"))
    data.pop(0x00080005, None)
    name = "Иванов^Пётр".encode("cp1251")
    data[0x00100010] = RawDataElement(Tag(0x00100010), "PN", len(name), name, 0, False, True)
    path = tmp_path / "ct.dcm"
    data.save_as(path)
    return str(path)


def test_a_guess_is_marked_and_the_right_set_can_be_chosen(an_app, qtbot, a_file_without_a_character_set):
    window = an_app.window
    window.flow.open_paths([a_file_without_a_character_set])
    qtbot.waitUntil(lambda: bool(an_app.scene.images) and an_app.scene.active.arriving is None, timeout=20000)
    assert window.banner.marks_label.isVisibleTo(window)
    assert "guessed" in window.banner.marks_label.toolTip()
    before = an_app.scene.active.image.voxels
    window.actions_by_id["text.cp1251"].trigger()
    qtbot.waitUntil(lambda: "Иванов Пётр" in window.banner.name_label.text(), timeout=20000)
    assert not window.banner.marks_label.isVisibleTo(window)
    assert an_app.scene.active.image.voxels is before
    titles = [label.text() for label in window.panels.series.findChildren(type(window.banner.name_label))]
    assert any("Иванов Пётр" in title for title in titles)


def test_the_menu_verifies_and_saves_a_report(an_app, qtbot, questions, tmp_path):
    window = an_app.window
    window.actions_by_id["help.verify"].trigger()
    qtbot.waitUntil(lambda: window.wings["verify"].opened is not None, timeout=120000)
    shown = window.wings["verify"].opened.text.toPlainText()
    assert "PASS: all" in shown
    questions.target = str(tmp_path / "report.txt")
    (save,) = [
        button for button in window.wings["verify"].opened.buttons.buttons() if "Save" in button.text()
    ]
    save.click()
    qtbot.waitUntil((tmp_path / "report.txt").exists, timeout=20000)
    assert (tmp_path / "report.txt").read_text() == shown
    window.wings["verify"].opened.close()
