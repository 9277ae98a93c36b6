"""The offline help, the tour and the line that says what the tool does."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from medviewer.ui.comfort.help_pages import HELP_FOLDER, HelpPages
from medviewer.ui.comfort.help_topics import TOPICS, topic_of

PAGES = HelpPages.of_program("en")
_PICTURE = re.compile(r"!\[[^]]+\]\((pictures/[\w-]+\.png)\)")
_LINK = re.compile(r"(?<!!)\[[^]]+\]\(([^)]+)\)")


def test_every_part_of_the_window_has_a_page() -> None:
    assert sorted(set(TOPICS.values()) - set(PAGES.files)) == []


@pytest.mark.parametrize("name", list(PAGES.files))
def test_a_page_has_a_title_and_its_links_and_pictures_are_there(name) -> None:
    text = PAGES.text(name)
    assert text.startswith("# ")
    for picture in _PICTURE.findall(text):
        assert not QImage(str(HELP_FOLDER / picture)).isNull(), picture
    assert [link for link in _LINK.findall(text) if link not in PAGES.files] == []


def test_pictures_are_small_and_each_is_used() -> None:
    pictures = list((HELP_FOLDER / "pictures").glob("*.png"))
    assert sum(file.stat().st_size for file in pictures) <= 2_000_000
    used = {found for name in PAGES.files for found in _PICTURE.findall(PAGES.text(name))}
    assert {f"pictures/{file.name}" for file in pictures} == used


def test_the_key_of_help_opens_the_page_of_what_has_the_focus(an_app) -> None:
    window = an_app.window
    assert topic_of(window.panels.models) == "models"
    assert topic_of(window.grid.slice_views["axial"]) == "views"
    assert topic_of(window.panels.right) == ""
    window.actions_by_id["comfort.help"].trigger()
    assert window.comfort.page.name in PAGES.files


def test_links_lead_from_page_to_page_and_nowhere_else(an_app) -> None:
    window = an_app.window
    window.comfort.show_help("views")
    page = window.comfort.page
    page.text.anchorClicked.emit(QUrl("load-report"))
    assert page.name == "load-report"
    page.text.anchorClicked.emit(QUrl("https://example.org/views"))
    page.text.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert page.name == "load-report"
    kind = QTextDocument.ResourceType.ImageResource.value
    assert page.text.loadResource(kind, QUrl("../../README.md")) is None
    assert page.text.loadResource(kind, QUrl("/etc/passwd")) is None
    assert page.text.loadResource(QTextDocument.ResourceType.HtmlResource.value, QUrl("views")) is None
    assert not page.text.loadResource(kind, QUrl("pictures/views.png")).isNull()


def test_the_help_is_searched(an_app, qtbot) -> None:
    window = an_app.window
    window.comfort.show_help("views")
    page = window.comfort.page
    qtbot.keyClicks(page.search, "gantry")
    assert page.name == "load-report"
    assert page.list.count() == 1
    assert len(page.text.extraSelections()) >= 1
    page.search.clear()
    assert page.list.count() == len(PAGES.files)


def test_the_tour_goes_from_note_to_note_and_is_never_shown_again(an_app, qtbot) -> None:
    window = an_app.window
    window.comfort.tour()
    tour = window.comfort._tour
    seen = []
    while not tour.isHidden():
        seen.append(tour.title.text())
        assert window.rect().contains(tour.geometry())
        assert tour.text.height() >= tour.text.heightForWidth(tour.text.width())
        qtbot.keyClick(tour, Qt.Key.Key_Return)
    assert len(seen) == len(set(seen)) == 6
    assert an_app.settings.flag("advanced.tour_seen")
    window.comfort.tour_if_new()
    QApplication.processEvents()
    assert window.comfort._tour is None


def test_the_tour_can_be_taken_again_and_again(an_app, qtbot) -> None:
    comfort = an_app.window.comfort
    for _ in range(2):
        comfort.tour()
        tour = comfort._tour
        qtbot.keyClick(tour, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda tour=tour: not isValid(tour), timeout=2000)


def test_the_tour_is_skipped_by_one_key_and_blocks_nothing(an_app, qtbot) -> None:
    window = an_app.window
    window.actions_by_id["comfort.tour"].trigger()
    assert QApplication.activeModalWidget() is None
    tour = window.comfort._tour
    qtbot.keyClick(tour, Qt.Key.Key_Escape)
    assert tour.isHidden()
    assert an_app.settings.flag("advanced.tour_seen")


def test_the_tour_is_left_by_opening_a_page_over_what_it_speaks_of(an_app, qtbot) -> None:
    window = an_app.window
    window.show()
    window.comfort.tour()
    tour = window.comfort._tour
    assert tour._about.isVisible()
    window.comfort.show_help("views")
    assert tour.isHidden()
    assert an_app.settings.flag("advanced.tour_seen")


def test_the_status_line_says_what_each_tool_does(an_app) -> None:
    window = an_app.window
    rows = [row for row in window.actions_by_id.rows.values() if row.group == "tool"]
    assert len(rows) >= 5
    for row in rows:
        window.tools.pick(row.argument)
        assert row.tooltip in window.status.tool_label.text(), row.id
