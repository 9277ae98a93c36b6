"""Scene: everything that is on screen, as observable state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, get_args

import numpy as np
import numpy.typing as npt
from psygnal import Signal, SignalGroupDescriptor

from medviewer.core.geometry import Vector
from medviewer.core.provenance import Provenance
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.core.window_level import WindowLevel
from medviewer.scene.arriving_slices import ArrivingSlices
from medviewer.scene.heat_layer import companions
from medviewer.scene.image_layer import ImageLayer
from medviewer.scene.layers import LabelLayer, Layer, ResultLayer
from medviewer.scene.layout import LAYOUTS, STACK_LAYOUT, Layout
from medviewer.scene.marks import Marks
from medviewer.scene.overlay_layer import overlay_layers
from medviewer.scene.planes import Alignment, reading_plane
from medviewer.scene.result_layer import Result, layer_of_result
from medviewer.scene.slice_plan import Interpolation
from medviewer.scene.undo import UndoStack
from medviewer.scene.viewport import ViewKind, Viewport


@dataclass(eq=False)
class Scene:
    """Layers, the shared cursor and how the views look at them; one image is active at a time.

    ``events.<field>`` fires once for each real change of a field below. ``layer_added``,
    ``layer_removed`` and ``active_changed`` carry the layer. ``changed`` fires after any change of
    the scene, a layer or a viewport: who draws pictures listens to it and draws once when idle.

    ``marks`` is what the reader drew, ``undo`` what can be taken back of all that was changed.

    Parameters
    ----------
    cursor_lps
        The crosshair that all views share, mm, LPS; write it with `set_cursor`.
    layout
        A name in `LAYOUTS`.
    maximised
        The kind of the one view that fills the window, "" for none.
    aligned
        Whether planes follow the volume's own axes or the patient's.
    volume_preset
        Transfer function of the 3D view; ``"auto"`` chooses by modality.
    """

    events: ClassVar[SignalGroupDescriptor] = SignalGroupDescriptor()
    layer_added = Signal(object)
    layer_removed = Signal(object)
    active_changed = Signal(object)
    changed = Signal()

    cursor_lps: Vector = (0.0, 0.0, 0.0)
    layout: str = "mpr"
    maximised: str = ""
    aligned: Alignment = "volume"
    interpolation: Interpolation = "linear"
    crosshair_visible: bool = True
    volume_preset: str = "auto"

    def __post_init__(self) -> None:
        self._layers: dict[str, Layer] = {}
        self._active_id = ""
        self.undo = UndoStack()
        self.marks = Marks(self.undo)
        self.viewports: dict[ViewKind, Viewport] = {kind: Viewport(kind) for kind in get_args(ViewKind)}
        self.events.connect(self._emit_changed)
        self.marks.events.connect(self._emit_changed)
        for viewport in self.viewports.values():
            viewport.events.connect(self._emit_changed)

    def _emit_changed(self) -> None:
        self.changed.emit()

    # --- layers ---

    @property
    def layers(self) -> tuple[Layer, ...]:
        """All layers in the order in which they came."""
        return tuple(self._layers.values())

    @property
    def images(self) -> tuple[ImageLayer, ...]:
        return tuple(layer for layer in self.layers if isinstance(layer, ImageLayer))

    def layer(self, layer_id: str) -> Layer:
        """A layer by its id; KeyError if it is gone."""
        return self._layers[layer_id]

    def results_of(self, image_id: str) -> tuple[ResultLayer, ...]:
        """The results that belong to an image, in the order in which they came."""
        results = (layer for layer in self.layers if isinstance(layer, ResultLayer))
        return tuple(layer for layer in results if layer.image_id == image_id)

    def results_shown_on(self, image: ImageLayer) -> tuple[ResultLayer, ...]:
        """The results of an image that belong to its present time point, hidden ones too."""
        there = (None, image.time_point)
        return tuple(layer for layer in self.results_of(image.id) if layer.time_point in there)

    @property
    def unsaved(self) -> tuple[ResultLayer, ...]:
        """Results that would be lost if everything were closed now."""
        return tuple(layer for layer in self.layers if isinstance(layer, ResultLayer) and not layer.saved)

    def add_volume(
        self, image: Volume | Stack | TimeSeries, window: WindowLevel | None = None, activate: bool = True
    ) -> ImageLayer:
        """Adds an image; ``window`` is the user's own, if any, else the image's default is taken."""
        layer = ImageLayer.of(image, window)
        self._insert(layer)
        self.add_overlays(layer)
        if activate:
            self.activate(layer.id)
        return layer

    def add_arriving(self, arriving: ArrivingSlices) -> ImageLayer:
        """Adds an image that is still being read, and shows its first slice."""
        layer = ImageLayer.of(arriving.arrival.image, arriving=arriving)
        self._insert(layer)
        self.activate(layer.id)
        if layer.is_flat:
            self.viewports["stack"].frame = arriving.arrival.first
        return layer

    def add_overlays(self, image: ImageLayer) -> None:
        """Adds what the files of an image that is all there draw over it."""
        for layer in overlay_layers(image):
            self._insert(layer)

    def add_result(
        self,
        result: Result,
        image_id: str,
        provenance: Provenance | None = None,
        saved: bool = False,
        time_point: int | None = None,
    ) -> ResultLayer:
        """Adds what a model or a file gave to the image it belongs to, or to one time point of it.

        Raises
        ------
        GeometryError
            If it was made from another image, or does not lie where the image is.
        """
        image = self._layers[image_id]
        if not isinstance(image, ImageLayer):
            raise KeyError(image_id)
        layer = layer_of_result(result, image, provenance, saved)
        layer.time_point = time_point
        if layer.provenance is not None:
            layer.review = layer.provenance.review  # what was said when it was saved
        self._insert(layer)
        for companion in companions(layer):
            self._insert(companion)
        return layer

    def remove_layer(self, layer_id: str) -> None:
        """Removes a layer; an image takes its results with it."""
        layer = self._layers[layer_id]
        if isinstance(layer, ImageLayer):
            for result in self.results_of(layer_id):
                self.remove_layer(result.id)
        del self._layers[layer_id]
        layer.events.disconnect(self._emit_changed)
        self.layer_removed.emit(layer)
        if layer_id == self._active_id:
            remaining = self.images
            self.activate(remaining[-1].id if remaining else "")
        self.changed.emit()

    def clear(self) -> None:
        """Removes everything, as when the next patient is opened."""
        self.activate("")
        for image in self.images:
            self.remove_layer(image.id)
        self.marks.clear()
        self.undo.clear()

    def _insert(self, layer: Layer) -> None:
        self._layers[layer.id] = layer
        layer.events.connect(self._emit_changed)
        self.layer_added.emit(layer)
        self.changed.emit()

    # --- the active image ---

    @property
    def active(self) -> ImageLayer | None:
        """The image on screen."""
        layer = self._layers.get(self._active_id)
        return layer if isinstance(layer, ImageLayer) else None

    def activate(self, image_id: str) -> None:
        """Shows another image ("" shows none).

        The cursor and the views keep their place if both images share a frame of reference and the
        cursor lies inside the new one; otherwise they start afresh.
        """
        if image_id == self._active_id:
            return
        before = self.active
        self._active_id = image_id
        now = self.active
        if before is not None:
            before.shows_acquired = False
        if now is not None and not _share_a_place(before, now, self.cursor_lps):
            for viewport in self.viewports.values():
                viewport.reset()
            self.viewports["stack"].frame = 0
            self.maximised = ""
            x, y, z = (float(v) for v in _central_voxel_lps(now))
            self.cursor_lps = (x, y, z)
        self.active_changed.emit(now)
        self.changed.emit()

    @property
    def shown_layout(self) -> Layout:
        """The layout on screen: a stack or an X-ray has one view, thick slices come first."""
        active = self.active
        if active is None or active.is_flat:
            return LAYOUTS[self.layout] if active is None else STACK_LAYOUT
        return LAYOUTS[self.layout].led_by(reading_plane(active.geometry))

    def set_cursor(self, point_lps: npt.ArrayLike) -> None:
        """Moves the shared cursor to a world point, clamped to the active image."""
        active = self.active
        if active is None:
            return
        x, y, z = (float(v) for v in np.asarray(point_lps, dtype=np.float64))
        if not isinstance(active.shown, Stack):
            grid = active.geometry
            index = grid.lps_to_index((x, y, z))
            inside = np.clip(index, 0.0, np.array(grid.shape_ijk) - 1.0)
            if np.abs(inside - index).max() > 1e-9:
                x, y, z = (float(v) for v in grid.index_to_lps(inside))
        self.cursor_lps = (x, y, z)

    def jump_to(self, layer: LabelLayer, segment_number: int) -> bool:
        """Moves the cursor into a segment, where it is largest; False if the segment is empty."""
        point_lps = layer.segmentation.centre_lps(segment_number)
        if point_lps is None:
            return False
        self.set_cursor(point_lps)
        return True


def _central_voxel_lps(layer: ImageLayer) -> npt.NDArray[np.float64]:
    grid = layer.geometry
    return grid.index_to_lps(np.array(grid.shape_ijk) // 2)


def _share_a_place(before: ImageLayer | None, now: ImageLayer, cursor_lps: Vector) -> bool:
    if before is None or before.is_flat or now.is_flat:
        return False
    uid = now.image.info.frame_of_reference_uid
    same = uid != "" and uid == before.image.info.frame_of_reference_uid
    return same and now.geometry.nearest_index(cursor_lps) is not None
