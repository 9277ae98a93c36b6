"""The models that were found, each checked against the image on screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medviewer.inference.contract import ContractCheck
from medviewer.scene.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.session import Session
from medviewer.ui.model_list import ModelList
from medviewer.ui.panels.model_card import ModelCard
from medviewer.ui.parts.clear_layout import clear_layout
from medviewer.ui.parts.plain_label import PlainLabel

InBackground = Callable[[Callable[[], Any], Callable[[Any], None]], None]


class ModelsPanel(QWidget):
    """A card for each model; a broken plugin is listed with its reason."""

    run_wanted = Signal(str)

    def __init__(
        self,
        session: Session,
        models: ModelList,
        in_background: InBackground,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._scene: Scene = session.scene
        self._models = models
        self._in_background = in_background
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.cards: dict[str, ModelCard] = {}
        self._accepted: dict[str, bool] = {}
        models.changed.connect(self.rebuild)
        self._checked: object = None
        self._scene.changed.connect(self._check_if_other)
        self.rebuild()

    def rebuild(self) -> None:
        """Shows the models that are known now."""
        if self.cards and list(self.cards) == list(self._models.usable):
            self._mark()
            return
        clear_layout(self._column)
        self.cards = {}
        for model_id, record in self._models.usable.items():
            if record.info is None:
                continue
            card = ModelCard(record.info)
            card.run_wanted.connect(self.run_wanted)
            card.chosen.connect(self._models.choose)
            self.cards[model_id] = card
            self._column.addWidget(card)
        for record in self._models.broken:
            text = f"{record.folder.name}: {record.reason}"
            self._column.addWidget(PlainLabel(text, role="warning", wrap=True))
        if not self.cards and not self._models.broken:
            self._column.addWidget(PlainLabel(self.tr("No models were found."), role="muted", wrap=True))
        self._mark()
        self.check_all()

    def check_all(self, *_: object) -> None:
        """Checks every model against the image on screen, on a worker thread."""
        active = self._scene.active
        self._accepted = {}
        self._checked = _state(active)
        for model_id, card in self.cards.items():
            if active is None:
                card.show_check(None, self.tr("Open an image first."))
                continue
            if active.arriving is not None:
                card.show_check(None, self.tr("The image is still being read."))
                continue
            self._check(model_id, active.id)

    def _check_if_other(self) -> None:
        """Another image, or all of it at last: it is a volume only then."""
        if _state(self._scene.active) != self._checked:
            self.check_all()

    def _check(self, model_id: str, image_id: str) -> None:
        def show(check: ContractCheck) -> None:
            active = self._scene.active
            if model_id in self.cards and active is not None and active.id == image_id:
                self.cards[model_id].show_check(check)
                self._accepted[model_id] = not check.blocks
                self._choose_one_that_fits()

        image = next(layer for layer in self._scene.images if layer.id == image_id).image
        self._in_background(lambda: self._session.runs.check(model_id, image), show)

    def _choose_one_that_fits(self) -> None:
        """Moves the choice off a model that cannot run here, once all are checked."""
        fitting = [model_id for model_id in self.cards if self._accepted.get(model_id)]
        if len(self._accepted) == len(self.cards) and fitting and self._models.chosen not in fitting:
            self._models.choose(fitting[0])

    def _mark(self) -> None:
        for model_id, card in self.cards.items():
            card.set_chosen(model_id == self._models.chosen)


def _state(layer: ImageLayer | None) -> object:
    """What the check of an image depends on; the points in time of one image count as alike."""
    return None if layer is None else (layer.id, layer.arriving is None)
