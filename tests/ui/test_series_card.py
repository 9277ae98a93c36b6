"""The small picture of a series in the list: grey or in colour."""

from __future__ import annotations

import numpy as np

from medviewer.core.series import SeriesEntry, SeriesInfo
from medviewer.ui.panels.series_card import SeriesCard


def test_a_card_shows_grey_and_colours_as_they_are(qtbot) -> None:
    card = SeriesCard(SeriesEntry(SeriesInfo("1"), "dicom", ("a",), (1, 5, 7)))
    qtbot.addWidget(card)
    grey = np.full((5, 7), 90, np.uint8)
    for pixels, expected in (
        (grey, (90, 90, 90)),
        (np.stack([grey, grey + 40, grey + 80], axis=-1), (90, 130, 170)),
    ):
        card.set_thumbnail(pixels)
        picture = card.picture.pixmap().toImage()
        middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
        assert (middle.red(), middle.green(), middle.blue()) == expected
