"""The gallery of key images."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medviewer.core.geometry import side_of_origin
from medviewer.core.mark import KeyImage
from medviewer.scene.marks.key_images import go_to_key_image
from medviewer.scene.marks.mark_place import image_of
from medviewer.scene.scene import Scene
from medviewer.session import InBackground
from medviewer.ui.keys.key_card import PICTURE_PX, KeyCard
from medviewer.ui.keys.key_picture import KeyPicture, ShownKey, draw_key_picture, key_picture, shown_key
from medviewer.ui.views.slice_picture import PictureMaker

_SETTLED_MS = 300


class KeyPanel(QWidget):
    """A card a key image, in the order in which they were chosen. ``is_used`` tells whether there is any.

    ``renewed`` carries the id of one that is to look as its view does now.
    Pictures are drawn on a worker thread, one after another, by one renderer that is let go of at the end.
    """

    is_used = Signal(bool)
    renewed = Signal(str)
    trouble = Signal(str)

    def __init__(
        self,
        scene: Scene,
        make_renderer: Callable[[], PictureMaker],
        in_background: InBackground,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self._make_renderer = make_renderer
        self._in_background = in_background
        self.cards: dict[str, KeyCard] = {}
        self._wanting: list[str] = []
        self._drawn: dict[str, ShownKey] = {}
        self._is_drawing = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        scene.marks.events.key_images.connect(self.fill)
        for signal in (scene.layer_added, scene.layer_removed):
            signal.connect(self._name_and_draw)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._draw_missing)
        for signal in (scene.undo.performed, scene.undo.stepped):
            signal.connect(self._later)
        self.fill()

    def fill(self) -> None:
        """One card for each key image that is there now."""
        keys = {key.id: key for key in self._scene.marks.key_images}
        for key_id in tuple(self.cards):
            if key_id not in keys:
                card = self.cards.pop(key_id)
                self._drawn.pop(key_id, None)
                self._column.removeWidget(card)
                card.hide()
                card.deleteLater()
        for place, key in enumerate(keys.values()):
            card = self.cards.get(key.id) or self._new_card(key)
            card.show_key(key)
            self._column.insertWidget(place, card)
        self.is_used.emit(bool(keys))
        self._draw_missing()

    def _new_card(self, key: KeyImage) -> KeyCard:
        card = KeyCard(key)
        card.show_words(*self._words(key))
        card.chosen.connect(self._go_to)
        card.noted.connect(self._note)
        card.renewed.connect(self.renewed)
        card.removed.connect(self._remove)
        self.cards[key.id] = card
        return card

    def _words(self, key: KeyImage) -> tuple[str, str]:
        """The series and the place of a key image."""
        layer = image_of(self._scene, key.place)
        title = self.tr("Series that is not open") if layer is None else layer.name
        if key.place.slice_number is not None:
            where = self.tr("image %1").replace("%1", str(key.place.slice_number + 1))
        else:
            where = _along_normal(key)
        return title, where

    # --- what a card asks for ---

    def _go_to(self, key_id: str) -> None:
        key = self.cards[key_id].key
        if not go_to_key_image(self._scene, key):
            self.trouble.emit(self.tr("The series of this key image is not open; choose it in the list."))

    def _note(self, key_id: str, note: str) -> None:
        self._scene.marks.note_key_image(key_id, note, "Note on key image")
        self._scene.undo.seal()

    def _remove(self, key_id: str) -> None:
        self._scene.marks.remove_key_image(key_id, "Remove key image")

    # --- pictures ---

    def _name_and_draw(self, *_: object) -> None:
        """A series was opened or closed: cards say which series they are of."""
        for card in self.cards.values():
            card.show_words(*self._words(card.key))
        self._draw_missing()

    def _later(self, *_: object) -> None:
        """A mark was corrected or a result reviewed: its key images show it, once the hand rests."""
        if self.cards:
            self._settled.start()

    def _draw_missing(self) -> None:
        """Draws what has no picture yet, and what was drawn of something else."""
        for key_id, card in self.cards.items():
            now = shown_key(self._scene, card.key)
            if now is not None and now != self._drawn.get(key_id) and key_id not in self._wanting:
                self._wanting.append(key_id)
        self._draw_next()

    def _draw_next(self) -> None:
        ratio = self.devicePixelRatioF()
        side = round(PICTURE_PX * ratio)
        while self._wanting and not self._is_drawing:
            key_id = self._wanting.pop(0)
            card = self.cards.get(key_id)
            wanted = None if card is None else key_picture(self._scene, card.key, side)
            if wanted is not None:
                self._is_drawing = True
                self._drawn[key_id] = wanted.shown
                self._draw(key_id, wanted, ratio)

    def _draw(self, key_id: str, wanted: KeyPicture, ratio: float) -> None:
        self._in_background(
            lambda: draw_key_picture(self._make_renderer(), wanted, ratio),
            lambda image: self._show(key_id, image),
            self._go_on,
        )

    def _go_on(self) -> None:
        """One that cannot be drawn has no picture; those behind it have."""
        self._is_drawing = False
        self._draw_next()

    def _show(self, key_id: str, image: QImage) -> None:
        card = self.cards.get(key_id)
        if card is not None:
            card.set_picture(image)
        self._go_on()


def _along_normal(key: KeyImage) -> str:
    """Where a slice lies along its normal, as views say it: ``F 519.8 mm``."""
    letter, along = side_of_origin(np.cross(key.right_lps, key.down_lps), key.point_lps)
    return f"{letter} {along:.1f} mm"
