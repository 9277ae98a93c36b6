"""JournalKeeper: tells the journal what changes in a scene, from the first edit on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from psygnal import EmissionInfo

from medviewer.scene.layers.layers import Layer, ResultLayer
from medviewer.scene.scene import Scene
from medviewer.session.looks import looks_of_result, looks_of_scene, looks_of_views, noun_of
from medviewer.session.plain_values import to_plain
from medviewer.session.work_of import Opened, images_of, patient_digest

if TYPE_CHECKING:
    from medviewer.session.journal import Journal

_AT_ONCE = frozenset({"review", "visible", "saved", "name"})


class JournalKeeper:
    """Keeps a journal of the studies that are open, one for each sitting.

    A journal begins with the first mark, key image, text or result that is not saved, and ends, deleted,
    when the studies are closed: whoever closes them has asked before. Used on the main thread.

    Parameters
    ----------
    folder
        Where journals lie.
    opened
        Gives what was opened.
    told
        Called on any thread with whether the work is protected, when that changes.
    """

    def __init__(
        self, scene: Scene, folder: Path, opened: Callable[[], Opened], told: Callable[[bool], None]
    ) -> None:
        self._scene = scene
        self._folder = folder
        self._opened = opened
        self._told = told
        self._known: set[str] = set()
        self._stale: set[str] = set()
        self._endings: list[threading.Thread] = []
        self.journal: Journal | None = None
        scene.marks.events.items.connect(self._note_marks)
        scene.marks.events.key_images.connect(self._note_key_images)
        scene.texts.events.items.connect(self._note_texts)
        for saved in (
            scene.marks.events.saved_items,
            scene.marks.events.saved_key_images,
            scene.texts.events.saved_items,
        ):
            saved.connect(self._note_saved)
        scene.layer_added.connect(self._added)
        scene.layer_removed.connect(self._removed)
        scene.clearing.connect(self.end)

    def note_looks(self) -> None:
        """How everything is shown now; called from time to time, for nobody misses the last second of it."""
        if self.journal is None:
            return
        stale, self._stale = self._stale, set()
        for layer in self._scene.layers:
            if layer.id in stale and isinstance(layer, ResultLayer):
                self._note_result(layer)
        images = [to_plain(one) for one in images_of(self._scene, self._opened())]
        self.journal.note_looks(images, looks_of_scene(self._scene), looks_of_views(self._scene))

    def end(self) -> None:
        """The studies are closed: what was to be kept has been saved."""
        journal, self.journal = self.journal, None
        self._known.clear()
        self._stale.clear()
        if journal is not None:
            ending = threading.Thread(target=journal.end, name="journal", daemon=True)
            ending.start()
            self._endings = [one for one in self._endings if one.is_alive()] + [ending]

    def close(self, timeout_s: float = 3.0) -> None:
        """Waits until what has ended is cleared away."""
        for ending in self._endings:
            ending.join(timeout_s)

    # --- parts ---

    def _begun(self) -> Journal:
        if self.journal is None:
            from medviewer.session.journal import Journal  # not needed for the first picture

            opened = self._opened()
            head = {"patient": patient_digest(self._scene, opened), "paths": list(opened.paths)}
            self.journal = Journal(self._folder, head, self._told)
            self.note_looks()
            self._note_saved()
        return self.journal

    def _is_wanted(self, has_content: bool) -> bool:
        """Whether to write; what changes while everything is being closed begins no journal."""
        is_closing = self._scene.active is None and bool(self._scene.images)
        return self.journal is not None or (has_content and not is_closing)

    def _note_marks(self) -> None:
        items = self._scene.marks.items
        if self._is_wanted(bool(items)):
            self._begun().note_marks(items)

    def _note_key_images(self) -> None:
        items = self._scene.marks.key_images
        if self._is_wanted(bool(items)):
            self._begun().note_key_images(items)

    def _note_texts(self) -> None:
        texts = self._scene.texts.items
        if self._is_wanted(bool(texts)):
            self._begun().note_texts(texts)

    def _note_saved(self) -> None:
        marks, texts = self._scene.marks, self._scene.texts
        if self.journal is not None:
            self.journal.note_saved(marks.saved_items, marks.saved_key_images, texts.saved_items)

    def _added(self, layer: Layer) -> None:
        if isinstance(layer, ResultLayer) and noun_of(layer) is not None:
            layer.events.connect(self._follow)
            if not layer.saved and layer.file_form:
                self._note_result(layer)

    def _removed(self, layer: Layer) -> None:
        if isinstance(layer, ResultLayer) and noun_of(layer) is not None:
            layer.events.disconnect(self._follow)
        if layer.id in self._known and self.journal is not None:
            self._known.discard(layer.id)
            self.journal.drop_result(layer.id)

    def _follow(self, info: EmissionInfo) -> None:
        """What a reader says of a result is written at once, how it looks with the other looks."""
        layer = getattr(info.signal.instance, "instance", None)
        if not isinstance(layer, ResultLayer) or (layer.saved and layer.id not in self._known):
            return
        if info.signal.name in _AT_ONCE or noun_of(layer) is info.args[0]:
            self._note_result(layer)
        else:
            self._stale.add(layer.id)

    def _note_result(self, layer: ResultLayer) -> None:
        image = next((one for one in self._scene.images if one.id == layer.image_id), None)
        if image is not None:
            self._known.add(layer.id)
            series_id = image.image.info.series_id
            self._begun().note_result(layer.id, series_id, noun_of(layer), looks_of_result(layer))
