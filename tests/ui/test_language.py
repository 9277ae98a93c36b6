"""The window says everything in another language while it is open, and data stays as it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from medviewer.ui.language.catalog import Catalog, read_catalog
from medviewer.ui.language.languages import Languages
from medviewer.ui.language.retranslate import mark_as_data
from medviewer.ui.parts.said import said

CHINESE = {
    "Open folder": "打开文件夹",
    "Axial": "横断面",
    "Image %1 of %2": "第 %1 张,共 %2 张",
    "Undo: %1": "撤销:%1",
    "Length": "长度",
    "%n contours": "%n 条轮廓",
    "%1 is no DICOM file: %2.": "%1 不是 DICOM 文件:%2。",
    "a sequence does not end": "序列没有结束",
    "%1 and %2": "%1和%2",
    "Joined: %1.": "已关联:%1。",
    "Nothing to compare.": "没有可比较的内容。",
}


@pytest.fixture
def languages(qapp):
    spoken = Languages(lambda name: Catalog(name, CHINESE) if name == "zh_CN" else Catalog())
    before = QLocale()
    yield spoken
    spoken.speak("en")
    QLocale.setDefault(before)


@pytest.fixture
def a_window(qtbot):
    window = QWidget()
    column = QVBoxLayout(window)
    parts = {
        "button": QPushButton("Open folder"), "label": QLabel("Image 3 of 20"), "name": QLabel("Axial"),
        "field": QLineEdit(), "box": QComboBox(), "table": QTableWidget(0, 2),
    }  # fmt: skip
    parts["field"].setPlaceholderText("Axial")
    parts["box"].addItems(["Length", "Somebody's own"])
    parts["table"].setHorizontalHeaderLabels(["Length", "Axial"])
    parts["button"].setToolTip("Undo: Length")
    parts["label"].setToolTip("Open folder  (Ctrl+O)")
    mark_as_data(parts["name"])
    for widget in parts.values():
        column.addWidget(widget)
    menu = QMenu("Axial", window)
    parts["action"] = QAction("Undo: somebody's own", window)
    menu.addAction(parts["action"])
    parts["menu"] = menu
    qtbot.addWidget(window)
    window.parts = parts
    return window


def test_everything_on_screen_is_said_anew_and_back_again(languages, a_window):
    parts = a_window.parts

    def texts():
        return (
            parts["button"].text(), parts["button"].toolTip(), parts["label"].text(),
            parts["field"].placeholderText(), parts["box"].itemText(0), parts["menu"].title(),
            parts["table"].horizontalHeaderItem(1).text(), parts["action"].text(),
            parts["label"].toolTip(),
        )  # fmt: skip

    before = texts()
    languages.speak("zh_CN")
    assert texts() == (
        "打开文件夹", "撤销:长度", "第 3 张,共 20 张", "横断面", "长度", "横断面", "横断面",
        "Undo: somebody's own", "打开文件夹  (Ctrl+O)",
    )  # fmt: skip
    languages.speak("en")
    assert texts() == before


def test_data_that_reads_like_a_word_of_the_program_stays(languages, a_window):
    languages.speak("zh_CN")
    assert a_window.parts["name"].text() == "Axial"
    assert a_window.parts["box"].itemText(1) == "Somebody's own"


def test_short_texts_with_places_are_not_found_in_sentences(languages, qtbot):
    label = QLabel("Drag up and down to change it")
    numbers, names = QLabel("3 and 20"), QLabel("Axial and Length")
    for one in (label, numbers, names):
        qtbot.addWidget(one)
    languages.speak("zh_CN")
    assert label.text() == "Drag up and down to change it"
    assert numbers.text() == "3和20"
    assert names.text() == "Axial and Length", "names in places are data"


def test_words_of_the_program_in_places_are_said_too_where_a_text_holds_such(languages, qtbot):
    joined = QLabel("Joined: Length.")
    qtbot.addWidget(joined)
    languages.speak("zh_CN")
    assert joined.text() == "已关联:长度。"
    languages.speak("en")
    assert joined.text() == "Joined: Length."


def test_a_sentence_that_was_said_comes_back_exactly(languages, qtbot):
    english = "Length is no DICOM file: a sequence does not end."
    label = QLabel(said(english))
    qtbot.addWidget(label)
    for name, text in 2 * [("zh_CN", "Length 不是 DICOM 文件:序列没有结束。"), ("en", english)]:
        languages.speak(name)
        assert label.text() == text


def test_what_is_said_later_is_said_in_the_new_language(languages, qapp):
    assert QCoreApplication.translate("Any", "Length") == "Length"
    languages.speak("zh_CN")
    assert QCoreApplication.translate("Any", "Length") == "长度"
    assert QCoreApplication.translate("Any", "Not there") == "Not there"
    assert QCoreApplication.translate("Any", "%n contours", None, 4) == "4 条轮廓"
    assert QLocale().language() == QLocale.Language.Chinese


def test_sentences_of_other_rooms_are_translated_with_what_they_name(languages, qapp):
    english = "scan 1.dcm is no DICOM file: a sequence does not end."
    assert said(english) == english
    languages.speak("zh_CN")
    assert said(english) == "scan 1.dcm 不是 DICOM 文件:序列没有结束。"
    assert said("Axial is no DICOM file: Length.") == "Axial 不是 DICOM 文件:Length。", "names are data"
    assert said("Something else altogether.") == "Something else altogether."
    assert said("") == ""


def test_a_widget_may_say_itself_anew(languages, qtbot):
    class Dial(QWidget):
        told = 0

        def retranslate(self):
            Dial.told += 1

    dial = Dial()
    qtbot.addWidget(dial)
    languages.speak("zh_CN")
    assert Dial.told == 1


def test_who_listens_is_told_once_for_each_change(languages, qtbot):
    heard = []
    languages.changed.connect(heard.append)
    for name in ("zh_CN", "zh_CN", "en", "en"):
        languages.speak(name)
    assert heard == ["zh_CN", "en"]


def test_a_language_without_a_file_is_english(tmp_path):
    assert read_catalog("tlh", tmp_path) == Catalog()


def test_unfinished_translations_are_not_used(tmp_path):
    (tmp_path / "medviewer_zh_CN.ts").write_text(
        '<?xml version="1.0"?><!DOCTYPE TS><TS version="2.1"><context><name>C</name>'
        "<message><source>Length</source><translation>长度</translation></message>"
        '<message><source>Axial</source><translation type="unfinished">横</translation></message>'
        "</context></TS>",
        encoding="utf-8",
    )
    assert dict(read_catalog("zh_CN", tmp_path).texts) == {"Length": "长度"}
