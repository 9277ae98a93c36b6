"""Drafts of reports among the texts of a scene: so the journal and sessions hold them, and give them back."""

from __future__ import annotations

from contextlib import suppress

from medviewer.core.errors import ReadError
from medviewer.core.report_draft import ReportDraft
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import Layer
from medviewer.scene.scene import Scene
from medviewer.session.report_texts import ReportTexts

_PLACE = "report "


def study_of_place(name: str) -> str:
    """The study whose draft lies at a place among the texts of a scene; "" for other texts."""
    return name.removeprefix(_PLACE) if name.startswith(_PLACE) else ""


class KeptDrafts:
    """Copies the drafts of the studies that are open into `Scene.texts`, and those that were restored back.

    A draft itself is a step of undo already; its copy is none. A draft outlives the closing of its study, and
    so does what is known of it being in a file.
    """

    def __init__(self, scene: Scene, drafts: ReportTexts) -> None:
        self._scene = scene
        self._drafts = drafts
        self._copies = False
        self._saved: dict[str, str] = {}
        drafts.events.drafts.connect(self._copy)
        scene.layer_added.connect(self._copy_of_opened)
        scene.texts.events.items.connect(self._take_back)
        scene.texts.events.saved_items.connect(self._remember_saved)

    def count_as_saved(self, draft: ReportDraft) -> None:
        """The words of a draft are in a file, as a report: nothing of them would be lost."""
        texts = self._scene.texts
        texts.saved_items = {**texts.saved_items, _PLACE + draft.study: draft.as_json()}

    def _remember_saved(self) -> None:
        held = self._scene.texts.saved_items
        self._saved.update({name: text for name, text in held.items() if name.startswith(_PLACE)})

    def _copy_of_opened(self, layer: Layer) -> None:
        """A study that is opened again brings its draft along."""
        if not isinstance(layer, ImageLayer) or not self._drafts.drafts:
            return
        texts, place = self._scene.texts, _PLACE + layer.image.info.study_key
        if place in self._saved and place not in texts.saved_items:
            texts.saved_items = {**texts.saved_items, place: self._saved[place]}
        self._copy()

    def _copy(self) -> None:
        if self._copies:
            return
        open_ones = {layer.image.info.study_key for layer in self._scene.images}
        others = {name: text for name, text in self._scene.texts.items.items() if not name.startswith(_PLACE)}
        written = {
            _PLACE + draft.study: draft.as_json()
            for draft in self._drafts.drafts
            if draft.study in open_ones and draft.has_text
        }
        if {**others, **written} == self._scene.texts.items:
            return
        self._copies = True
        self._scene.texts.items = {**others, **written}
        self._copies = False

    def _take_back(self) -> None:
        if self._copies:
            return
        for name, text in self._scene.texts.items.items():
            if name.startswith(_PLACE):
                with suppress(ReadError, ValueError):
                    draft = ReportDraft.from_json(text)
                    if draft.study == study_of_place(name):  # a file may say anything
                        self._put_back(draft)

    def _put_back(self, draft: ReportDraft) -> None:
        if self._drafts.draft_of(draft.study) != draft:
            others = tuple(one for one in self._drafts.drafts if one.study != draft.study)
            self._copies = True
            self._drafts.drafts = (*others, draft)
            self._copies = False
