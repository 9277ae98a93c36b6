"""Nothing that the program says is left in English in another language, and what is data is left alone."""

from __future__ import annotations

import dataclasses
import importlib.util
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTableWidget,
    QTabWidget,
    QWidget,
)

from medviewer.ui.comfort.help_pages import HelpPages
from medviewer.ui.language.catalog import read_catalog

SCRIPTS = Path(__file__).parents[2] / "scripts"


def _script(name):
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def texts_of(root):
    """Every text that somebody sees or hears in a window, with where it stands."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        if not _is_data(widget):
            where = type(widget).__name__
            for text in _own(widget):
                if text:
                    found.append((where, text))
    for action in root.findChildren(QAction):
        for text in (action.text(), action.toolTip()):
            if text:
                found.append(("QAction", text))
    return found


def _is_data(widget):
    while widget is not None:
        if widget.property("showsData"):
            return True
        widget = widget.parentWidget()
    return False


def _own(widget):
    yield from (widget.toolTip(), widget.windowTitle(), widget.accessibleDescription())
    if not widget.property("namedByData"):
        yield widget.accessibleName()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(n) for n in range(widget.count()))
    elif isinstance(widget, QTabWidget):
        yield from (widget.tabText(n) for n in range(widget.count()))
    elif isinstance(widget, QMenu):
        yield widget.title()
    elif isinstance(widget, QTableWidget):
        yield from (i.text() for n in range(widget.columnCount()) if (i := widget.horizontalHeaderItem(n)))


PLACE = re.compile(r"%\d|%n")
NAMES = re.compile(
    r"AI|CT|MR|DICOMDIR|PET|SUV|MIP|MinIP|Min|RECIST|Cobb|Dice|DICOM|SEG|SR|PDF|HTML|JSON|CSV|PNG|MP4|GIF|STL|OBJ|PLY|LPS|ID|"
    r"NIfTI|NRRD|ZIP|Python|Transformer|transformer|Grad|CAM|SHAP|LIME|OpenGL|X11|ssh|English|Letter|Latin|ISO|"
    r"Windows|Unicode|UTF|GB18030|GBK|Big5|Shift|JIS|EUC|TIS|today|week|month|Qt|OKLCh|node|lymph|Tab|medviewer|"
    r"Ctrl|Alt|Esc|Del|Home|End|PgUp|PgDown|PgDn|Space|Up|Down|Left|Right|Return|Enter|Backspace|F\d+|[A-Z]|"
    r"mm|cm|ml|HU|GB|MB|KB|ms|s|min|h|x|kV|screen|torch|offscreen|xcb|at|A4|B",
)
"""Names that are the same in Chinese, keys and units."""
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]+")
OF_THE_TEST = ("Wang Xiaodong", "Thorax 5 mm", "Lungs", "Chest X-ray", "Chest", "opacity", "effusion", "MV")
PAGES = ("settings", "keys", "palette", "help", "tour", "doctor")
PANELS = ("report.show", "recist.show", "layout.rules", "compare.changes", "model.browse", "file.library")


def _english_of(texts, chinese):
    """What was left in English of texts that somebody sees."""
    left = set()
    for where, text in texts:
        bare = text
        for name in OF_THE_TEST:
            bare = bare.replace(name, "")
        is_source = chinese.texts.get(text, text) != text and not text.isupper()
        if is_source or not all(map(NAMES.fullmatch, WORD.findall(re.sub(r"<[^>]+>", "", bare)))):
            left.add((where, text))
    return left


def _settle():
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def _texts_of_windows(app):
    owned = [one for one in QApplication.topLevelWidgets() if one is not app.window]
    return [text for top in (app.window, *owned) for text in texts_of(top)]


@pytest.fixture(scope="module")
def chinese():
    return read_catalog("zh_CN")


@pytest.fixture
def a_full_app(an_app_with_ct, a_segmentation, a_classification, questions):
    """The window with a result of each kind, a measurement and its lists."""
    app = an_app_with_ct
    questions.snippets_to_import = lambda: ""
    for result in (a_segmentation, a_classification):
        app.scene.add_result(result, app.scene.active.id)
    _settle()
    yield app
    app.languages.speak("en")


def test_every_source_is_translated(monkeypatch, capsys) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    script = _script("update_translations")
    assert script.main(["--check"]) == 0, capsys.readouterr().out


def test_translations_have_the_places_of_their_sources(chinese) -> None:
    for source, text in chinese.texts.items():
        assert set(PLACE.findall(source)) == set(PLACE.findall(text)), source


def test_translations_keep_keys_and_spaces_at_the_ends(chinese) -> None:
    for source, text in chinese.texts.items():
        assert source.endswith("…") == text.endswith("…"), source
        for key in re.findall(r"Ctrl\+\w+|Shift\+[A-Z0-9]+", source):
            assert key in text or key.startswith("Ctrl+click"), source


def test_the_window_speaks_chinese_without_a_restart_and_english_again(a_full_app, chinese) -> None:
    app = a_full_app
    before = _texts_of_windows(app)
    app.languages.speak("zh_CN")
    _settle()
    assert _english_of(_texts_of_windows(app), chinese) == set()
    app.languages.speak("en")
    _settle()
    # Said by timers: memory in use, and what screen readers are told of a view a moment after a change.
    changing = re.compile(r"MB used|View of images|Window width|[a-z] view$|Image \d+ of")
    after = {one for one in _texts_of_windows(app) if not changing.search(one[1])}
    assert after ^ {one for one in before if not changing.search(one[1])} == set()


def test_pages_that_were_open_are_said_anew(an_app, chinese) -> None:
    left = set()
    for page in PAGES[:3]:
        getattr(an_app.window.comfort, page)()
        an_app.languages.speak("zh_CN")
        _settle()
        left |= _english_of(_texts_of_windows(an_app), chinese)
        an_app.languages.speak("en")
    assert left == set()


def test_pages_that_are_opened_in_chinese_are_chinese(an_app, chinese) -> None:
    an_app.languages.speak("zh_CN")
    left = set()
    for page in PAGES:
        getattr(an_app.window.comfort, page)()
        _settle()
        left |= _english_of(_texts_of_windows(an_app), chinese)
    an_app.languages.speak("en")
    assert left == set()


@pytest.mark.parametrize("first", ["opened first", "Chinese first"])
def test_panels_and_windows_are_in_chinese(a_full_app, chinese, first) -> None:
    app = a_full_app
    if first == "Chinese first":
        app.languages.speak("zh_CN")
    for name in PANELS:
        app.window.actions_by_id[name].trigger()
        _settle()
    app.languages.speak("zh_CN")
    _settle()
    assert _english_of(_texts_of_windows(app), chinese) == set()


def test_data_that_reads_like_words_of_the_program_stays(an_app, a_ct_volume, a_segmentation) -> None:
    app = an_app
    study = a_ct_volume.info.study
    study = dataclasses.replace(study, patient_name="Length", study_description="Open folder")
    info = dataclasses.replace(a_ct_volume.info, description="Lung", study=study)
    first, *others = a_segmentation.segments
    segmentation = dataclasses.replace(
        a_segmentation, name="Axial", segments=(dataclasses.replace(first, name="Length"), *others)
    )
    app.scene.layout = "1x3"
    app.scene.add_volume(dataclasses.replace(a_ct_volume, info=info))
    app.scene.add_result(segmentation, app.scene.active.id)
    _settle()

    def shown():
        labels = [one.text() for one in app.window.findChildren(QLabel)]
        return {name: labels.count(name) for name in ("Length", "Lung", "Axial")}

    before = shown()
    assert min(before["Length"], before["Axial"]) > 0
    for language in ("zh_CN", "en", "zh_CN"):
        app.languages.speak(language)
        _settle()
        assert shown() == before
    app.languages.speak("en")
    assert app.scene.active.image.info.description == "Lung"


def test_every_page_of_the_help_is_in_chinese_with_the_same_pictures_and_links() -> None:
    target = re.compile(r"\]\(([^)]+)\)")
    english, chinese_pages = HelpPages.of_program("en"), HelpPages.of_program("zh_CN")
    for name, file in english.files.items():
        own = chinese_pages.files[name]
        assert own.parent.name == "zh_CN", file.name
        targets = [sorted(target.findall(one.read_text("utf-8"))) for one in (own, file)]
        assert targets[0] == targets[1]


def test_the_help_on_screen_changes_with_the_language(an_app) -> None:
    an_app.window.comfort.show_help("models")
    page = an_app.window.comfort.page
    an_app.languages.speak("zh_CN")
    assert page.text.toPlainText().startswith("模型")
    an_app.languages.speak("en")
    assert page.text.toPlainText().startswith("Models")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_numbers_are_written_as_the_locale_writes_them(an_app, language) -> None:
    an_app.languages.speak(language)
    locale = QLocale()
    assert locale.name().startswith(language)
    assert locale.toString(1234567) == f"{1234567:,}", "what the program writes with separators"
    assert locale.toString(12.5, "f", 1) == f"{12.5:.1f}"
    an_app.languages.speak("en")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_dates_of_patients_read_the_same_in_every_language(an_app_with_ct, language) -> None:
    app = an_app_with_ct
    app.languages.speak(language)
    assert "1970-01-02" in app.window.banner.identity_label.text(), "no order of day and month to guess"
    app.languages.speak("en")
