"""A folder of thousands of series leaves the window alive: cards come as they are asked for."""

from __future__ import annotations

import time
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from medviewer.core.series import Catalog, SeriesEntry, SeriesInfo, StudyInfo


def a_catalog(count):
    def entry(n):
        study = StudyInfo(study_uid=f"1.3.{n // 10}")
        info = SeriesInfo(f"{n:08x}", "CT", "Many", str(n), f"1.2.{n}", study=study)
        return SeriesEntry(info, "dicom", (f"/nowhere/{n}",), (10, 16, 16))

    return Catalog("/nowhere", tuple(entry(n) for n in range(count)))


def test_thousands_of_series_get_some_cards_and_a_way_to_the_others(an_app):
    panel = an_app.window.panels.series
    panel.thumbnail_wanted.disconnect()
    begin = time.thread_time()  # of this thread, whatever else the machine does
    an_app.studies.add(a_catalog(5000))
    QApplication.processEvents()
    assert time.thread_time() - begin < 3
    first = len(panel.cards)
    assert 20 <= first < 200
    (more,) = (b for b in panel.findChildren(QPushButton) if "more" in b.text() and b.isVisibleTo(panel))
    assert str(5000 - first) in more.text()
    more.click()
    assert len(panel.cards) == 2 * first
    an_app.studies.set_layer("00000001", "")
    assert len(panel.cards) == 2 * first, "a change elsewhere does not build them anew"


def test_few_series_have_no_such_button(an_app):
    panel = an_app.window.panels.series
    panel.thumbnail_wanted.disconnect()
    an_app.studies.add(a_catalog(3))
    assert len(panel.cards) == 3
    assert not [b for b in panel.findChildren(QPushButton) if "more" in b.text() and b.isVisibleTo(panel)]


def test_the_list_goes_to_the_series_on_screen(an_app, a_ct_volume, qtbot):
    panels = an_app.window.panels
    panels.series.thumbnail_wanted.disconnect()
    an_app.studies.add(a_catalog(100))
    for number in (70, 3):
        info = replace(a_ct_volume.info, series_id=f"{number:08x}")
        an_app.scene.add_volume(replace(a_ct_volume, info=info))
        qtbot.waitUntil(lambda name=info.series_id: _is_in_sight(panels, name), timeout=3000)


def _is_in_sight(panels, series_id):
    card = panels.series.cards.get(series_id)
    return card is not None and not card.visibleRegion().isEmpty()


def test_series_and_objects_are_chosen_with_the_keyboard(an_app, a_ct_volume, qtbot):
    an_app.scene.add_volume(a_ct_volume)
    panel = an_app.window.panels.series
    panel.thumbnail_wanted.disconnect()
    catalog = a_catalog(2)
    report = replace(catalog.series[1], kind="dicom-sr", info=replace(catalog.series[1].info, modality="SR"))
    chosen = []
    panel.chosen.disconnect()
    panel.chosen.connect(chosen.append)
    an_app.studies.add(replace(catalog, series=(catalog.series[0], report)))
    for series_id, card in panel.cards.items():
        card.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(card, Qt.Key.Key_Return)
        assert chosen[-1] == series_id
        assert an_app.scene.maximised == "", "the key is not taken twice"
        assert card.focusPolicy() & Qt.FocusPolicy.TabFocus
