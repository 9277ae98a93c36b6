"""Scene: everything that is on screen, as observable state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar, get_args

import numpy.typing as npt
from psygnal import Signal

from medviewer.core.geometry import Vector
from medviewer.core.provenance import Provenance
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.core.window_level import WindowLevel
from medviewer.scene.events import Events
from medviewer.scene.images.arriving_slices import ArrivingSlices
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.heat_layer import companions
from medviewer.scene.layers.layers import Layer, ResultLayer
from medviewer.scene.layers.overlay_layer import overlay_layers
from medviewer.scene.layers.result_layer import Result, layer_of_result
from medviewer.scene.layers.scene_layers import SceneLayers
from medviewer.scene.marks.marks import Marks
from medviewer.scene.texts import Texts
from medviewer.scene.undo import UndoStack
from medviewer.scene.views import crosshair
from medviewer.scene.views.frame_link import FrameLink, frame_of
from medviewer.scene.views.grid_views import (
    keep_active_in_grid,
    leave_views,
    next_on_screen,
    show_in_grid,
    take_in,
)
from medviewer.scene.views.layout import STACK_LAYOUT, Layout, layout_named
from medviewer.scene.views.planes import Alignment, reading_plane
from medviewer.scene.views.slice_plan import Interpolation
from medviewer.scene.views.view_aids import ViewAids
from medviewer.scene.views.viewport import ViewKind, Viewport


@dataclass(eq=False)
class Scene(SceneLayers):
    """Layers, the shared cursor and how the views look at them; one image is active at a time.

    ``events.<field>`` fires once for each real change of a field below. ``layer_added``,
    ``layer_removed`` and ``active_changed`` carry the layer. ``changed`` fires after any change of
    the scene, a layer or a viewport: who draws pictures listens to it and draws once when idle.

    ``marks`` is what the reader drew, ``texts`` what was written by hand, ``undo`` what can be taken back of
    all that was changed, ``aids`` what helps in all views. ``clearing`` comes before everything is removed.

    Parameters
    ----------
    cursor_lps
        The crosshair in the frame of reference of the active image, mm, LPS; write it with `set_cursor`.
    other_cursors
        The crosshair in other frames of reference, by frame; read it with `cursor_of`.
    links
        Pairs of frames whose crosshairs go together.
    layout
        A name that `layout_named` knows.
    maximised
        The id of the one view that fills the window, "" for none.
    view_in_use
        The id of the view that the keys act on.
    apart
        The ids of the views that are in windows of their own.
    aligned
        Whether planes follow the volume's own axes or the patient's.
    """

    events: ClassVar[Events] = Events()
    layer_added = Signal(object)
    layer_removed = Signal(object)
    active_changed = Signal(object)
    changed = Signal()
    clearing = Signal()

    cursor_lps: Vector = (0.0, 0.0, 0.0)
    other_cursors: Mapping[str, Vector] = field(default_factory=dict)
    links: tuple[FrameLink, ...] = ()
    layout: str = "mpr"
    maximised: str = ""
    view_in_use: str = "axial"
    apart: tuple[str, ...] = ()
    aligned: Alignment = "volume"
    interpolation: Interpolation = "linear"
    crosshair_visible: bool = True

    def __post_init__(self) -> None:
        super().__init__()
        self.undo = UndoStack()
        self.marks = Marks(self.undo)
        self.aids = ViewAids()
        self.texts = Texts(self.undo)
        self.viewports: dict[str, Viewport] = {}
        for kind in get_args(ViewKind):
            self._add_viewport(Viewport(kind))
        # Connected first, so that whoever else listens finds all crosshairs and views in step.
        self._is_alone = False
        self.events.cursor_lps.connect(self._follow_links)
        self.events.links.connect(self._follow_links)
        self.events.layout.connect(partial(keep_active_in_grid, self))
        self.events.connect(self._emit_changed)
        for part in (self.marks, self.texts, self.aids):
            part.events.connect(self._emit_changed)

    def _emit_changed(self) -> None:
        self.changed.emit()

    # --- views ---

    def viewport(self, view_id: str) -> Viewport:
        """A viewport by its id; a view of a grid is made when it is first asked for."""
        if view_id not in self.viewports:
            self._add_viewport(Viewport("axial", id=view_id, image_id=""))
        return self.viewports[view_id]

    @property
    def viewport_in_use(self) -> Viewport:
        """The viewport that the keys act on: the one in use if it is on screen, else the first."""
        views = [*(cell.view for cell in self.shown_layout.cells), *self.apart]
        return self.viewport(self.view_in_use if self.view_in_use in views else views[0])

    def _add_viewport(self, viewport: Viewport) -> None:
        self.viewports[viewport.id] = viewport
        viewport.events.connect(self._emit_changed)

    # --- layers ---

    def add_volume(
        self, image: Volume | Stack | TimeSeries, window: WindowLevel | None = None, activate: bool = True
    ) -> ImageLayer:
        """Adds an image; ``window`` is the user's own, if any, else the image's default is taken."""
        layer = ImageLayer.of(image, window)
        self._insert(layer)
        self.add_overlays(layer)
        if activate:
            take_in(self, layer)
        return layer

    def add_arriving(self, arriving: ArrivingSlices) -> ImageLayer:
        """Adds an image that is still being read, and shows its first slice."""
        layer = ImageLayer.of(arriving.arrival.image, arriving=arriving)
        self._insert(layer)
        take_in(self, layer)
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
            results = self.results_of(layer_id)
            for result in results:
                self.remove_layer(result.id)
            self.undo.forget((layer, *results))
        del self._layers[layer_id]
        layer.events.disconnect(self._emit_changed)
        self.layer_removed.emit(layer)
        leave_views(self, layer_id)
        if layer_id == self._active_id:
            self.activate(next_on_screen(self))
        self.changed.emit()

    def clear(self) -> None:
        """Removes everything, as when the next patient is opened."""
        self.clearing.emit()
        self.activate("")
        for image in self.images:
            self.remove_layer(image.id)
        self.links, self.other_cursors = (), {}
        self.marks.clear()
        self.texts.clear()
        self.aids.start_afresh()
        self.undo.clear()

    def put_back(self, layer: Layer, place: int) -> None:
        """Adds a layer that was removed again, the same object, at its former place among the layers."""
        later = self.layers[place:]
        self._insert(layer)
        for other in later:
            self._layers[other.id] = self._layers.pop(other.id)

    def _insert(self, layer: Layer) -> None:
        self._layers[layer.id] = layer
        layer.events.connect(self._emit_changed)
        self.layer_added.emit(layer)
        self.changed.emit()

    # --- the active image ---

    def activate(self, image_id: str) -> None:
        """Shows another image ("" shows none).

        The cursor and the views keep their place if both images share a frame of reference and the
        cursor lies inside the new one; otherwise they start afresh.
        """
        if image_id == self._active_id:
            return
        before, cursor_lps = self.active, self.cursor_lps
        after = self._layers.get(image_id)
        known = self.cursor_of(after) if isinstance(after, ImageLayer) else cursor_lps
        self._active_id = image_id
        now, in_grid = self.active, layout_named(self.layout).is_grid
        if before is not None:
            before.shows_acquired = before.shows_acquired and in_grid
            self.other_cursors = {**self.other_cursors, frame_of(before): cursor_lps}
        if now is not None and in_grid:
            self.move_alone(known)
            show_in_grid(self, now)
        elif now is not None and not _share_a_place(before, now, cursor_lps):
            self._start_afresh(now)
        self.active_changed.emit(now)
        self.changed.emit()

    def _start_afresh(self, image: ImageLayer) -> None:
        for viewport in self.viewports.values():
            if not viewport.has_own_image:
                viewport.reset()
        self.viewports["stack"].frame = 0
        self.maximised = ""
        self.cursor_lps = crosshair.central_voxel_lps(image)

    @property
    def shown_layout(self) -> Layout:
        """The layout on screen: outside grids a stack or an X-ray has one view, thick slices come first."""
        layout, active = layout_named(self.layout), self.active
        if active is None or layout.is_grid:
            return layout
        return STACK_LAYOUT if active.is_flat else layout.led_by(reading_plane(active.geometry))

    # --- the crosshair ---

    def cursor_of(self, image: ImageLayer) -> Vector:
        """The crosshair in the frame of reference of an image, mm, LPS."""
        return crosshair.cursor_of(self, image)

    def place_cursor(self, image: ImageLayer, point_lps: Vector) -> None:
        """Moves the crosshair in the frame of an image, and in the frames that are linked with it."""
        crosshair.place_cursor(self, image, point_lps)

    def set_cursor(self, point_lps: npt.ArrayLike, image: ImageLayer | None = None) -> None:
        """Moves the crosshair to a world point, clamped to an image (the active one, if none is given)."""
        layer = self.active if image is None else image
        if layer is not None:
            self.place_cursor(layer, crosshair.clamped(layer, point_lps))

    def move_alone(self, point_lps: Vector) -> None:
        """Moves the crosshair of the active image; linked frames stay where they are."""
        self._is_alone = True
        self.cursor_lps = point_lps
        self._is_alone = False

    def _follow_links(self) -> None:
        if not self._is_alone:
            crosshair.follow_links(self)


def _share_a_place(before: ImageLayer | None, now: ImageLayer, cursor_lps: Vector) -> bool:
    if before is None or before.is_flat or now.is_flat:
        return False
    return frame_of(before) == frame_of(now) and now.geometry.nearest_index(cursor_lps) is not None
