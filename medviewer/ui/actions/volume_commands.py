"""The commands of the 3D menu."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from medviewer.core.errors import WriteError
from medviewer.jobs.job import Job
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import LabelLayer
from medviewer.scene.volume.plan_volume import plan_volume
from medviewer.scene.volume.volume_change import all_visible_segments, change_look, cut_by, look_from, set_box
from medviewer.scene.volume.volume_look import Keep, SegmentsAs, whole_box
from medviewer.session.hidden_tables import HiddenTables
from medviewer.session.segment_surfaces import SegmentSurfaces
from medviewer.session.when_done import when_done
from medviewer.ui.actions.file_commands import write_png
from medviewer.ui.views.volume_shots import VolumeShots, all_around
from medviewer.ui.views.volume_view import VolumeView

if TYPE_CHECKING:
    from medviewer.scene.views.slice_plan import VolumePlan
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.views.surface_export_panel import SurfaceWish
    from medviewer.ui.window_parts import WindowParts

_MOST_SIDE_PX = 4096
_FILM_SIDE_PX = 512
_FILM_PICTURES = 90
_FILM_PER_SECOND = 25.0
_AT_REST_MS = 700


class VolumeCommands(QObject):
    """Acts on the 3D view in use, else the first one. ``said`` carries a text and how grave it is."""

    said = Signal(str, str)

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._scene = parts.session.scene
        self._queue = parts.session.queue
        self._shots = VolumeShots(parts.make_volume_renderer, self)
        self._shots.failed.connect(lambda text: self.said.emit(text, "error"))
        self._shots.progressed.connect(self._tell_progress)
        self._shots.done.connect(self._write)
        self._target = ""
        self._checked = ""
        self._of: ImageLayer | None = None
        self.surfaces = SegmentSurfaces(self._scene, self._queue, self.tr("Making surfaces"))
        self._scene.changed.connect(self.surfaces.refresh)
        self.tables = HiddenTables(self._scene, self._queue, self.tr("Looking for the table"))
        self._at_rest = QTimer(self)
        self._at_rest.setSingleShot(True)
        self._at_rest.setInterval(_AT_REST_MS)
        self._at_rest.timeout.connect(self._look_for_tables)
        self._scene.changed.connect(self._wait_for_rest)
        self._scene.active_changed.connect(self._drop_strangers)

    def attach(self, window: MainWindow) -> None:
        """Says what happens in the window's status line, and keeps the menu in step."""
        self.said.connect(window.say)
        self._scene.changed.connect(self._check)
        self._check()

    def _check(self) -> None:
        """Marks the preset that is in force, whoever chose it."""
        active = self._scene.active
        preset = "auto" if active is None else active.volume_look.preset
        if preset != self._checked:
            self._checked = preset
            self._window.actions_by_id.check_in_group("volume_preset", preset)

    @property
    def view(self) -> VolumeView | None:
        """The 3D view that commands act on."""
        in_use, views = self._window.grid.view_in_use, self._views
        return next((view for view in views if view is in_use), views[0] if views else None)

    @property
    def _views(self) -> list[VolumeView]:
        """The 3D views on screen."""
        views = self._window.grid.views.values()
        return [view for view in views if isinstance(view, VolumeView) and view.isVisible()]

    @property
    def layer(self) -> ImageLayer | None:
        """The image in that view; without a 3D view on screen the active one."""
        view = self.view
        return self._scene.active if view is None else self._scene.image_in(view.viewport)

    def _wait_for_rest(self) -> None:
        self._at_rest.start()

    def _look_for_tables(self) -> None:
        """Once nothing moves, in what 3D views on screen show: it takes a child process a second or two."""
        shown = (self._scene.image_in(view.viewport) for view in self._views)
        self.tables.look(one for one in shown if one is not None)

    # --- how it looks ---

    def preset(self, name: str) -> None:
        if self.layer is not None:
            change_look(self._scene, self.layer, "3D preset", preset=name)

    def segments(self, shown_as: str) -> None:
        if self.layer is not None:
            change_look(self._scene, self.layer, "Segments in 3D", segments_as=cast(SegmentsAs, shown_as))

    def shading(self) -> None:
        if (layer := self.layer) is not None:
            light = layer.volume_look.lighting
            change_look(self._scene, layer, "Light in 3D", lighting=replace(light, shaded=not light.shaded))

    def table(self) -> None:
        if (layer := self.layer) is not None:
            change_look(self._scene, layer, "Table in 3D", hides_table=not layer.volume_look.hides_table)

    def crop(self) -> None:
        if (layer := self.layer) is not None:
            layer.volume_look = replace(layer.volume_look, crops=not layer.volume_look.crops)

    def crop_edges(self) -> None:
        from medviewer.ui.views.volume_crop_numbers import VolumeCropNumbers  # seldom wanted

        if (view := self.view) is not None and (layer := self.layer) is not None:
            VolumeCropNumbers(self._scene, layer, view).open_in(view)

    def crop_reset(self) -> None:
        if (layer := self.layer) is not None:
            set_box(self._scene, layer, whole_box(layer.geometry))

    def cut(self, keep: str) -> None:
        if (layer := self.layer) is None:
            return
        if not cut_by(self._scene, layer, None if keep == "nothing" else cast(Keep, keep)):
            self.said.emit(
                self.tr("No segment is visible: show those that are to cut the volume."), "warning"
            )

    def look_from(self, side: str) -> None:
        if (view := self.view) is not None:
            look_from(view.viewport, side)

    def spin(self) -> None:
        if (view := self.view) is not None:
            view.turn_round(not view.spin.is_on)

    # --- what is kept ---

    def save_picture(self, times: str) -> None:
        plan = self._plan(int(times))
        path = self._window.questions.picture_target("3d.png") if plan is not None else ""
        if plan is not None and path:
            self._take([plan], path)

    def save_movie(self) -> None:
        plan = self._plan(1)
        path = self._window.questions.film_target("3d.mp4") if plan is not None else ""
        if plan is not None and path and self._may_write(path):
            width, height = plan.size_px
            part = _FILM_SIDE_PX / max(width, height)  # a small view among others makes no small film
            size = (max(2, int(width * part) // 2 * 2), max(2, int(height * part) // 2 * 2))
            self._take(all_around(replace(plan, size_px=size, finest=False), _FILM_PICTURES), path)

    def _may_write(self, path: str) -> bool:
        """A film takes half a minute: a place that cannot be written to is told of before."""
        from medviewer.io.atomic import check_place  # not needed for the first picture

        try:
            check_place(path)
        except WriteError as error:
            self.said.emit(str(error), "error")
            return False
        return True

    def export_surfaces(self) -> None:
        from medviewer.ui.views.surface_export_panel import SurfaceExportPanel  # seldom wanted

        layer = self.layer
        parts = () if layer is None else all_visible_segments(self._scene, layer)
        if layer is None or not parts:
            self.said.emit(self.tr("No segment is visible: show those whose surfaces are wanted."), "warning")
            return
        panel = SurfaceExportPanel(parts, layer.volume_look.crop is not None, self._window)
        panel.wanted.connect(lambda wish: self._export(layer, wish))
        panel.open_in(self.view or self._window.grid)

    def _export(self, layer: ImageLayer, wish: SurfaceWish) -> None:
        path = self._window.questions.surface_target("surfaces.stl")
        if not path:
            return
        parts = tuple((self._as_shown(labels), numbers) for labels, numbers in wish.parts)
        box = layer.volume_look.crop if wish.cropped else None
        crop = None if box is None else ((box.low_ijk, box.high_ijk), layer.geometry)
        function = "medviewer.render.surface_export:export_surfaces"
        what = (parts, path, wish.each, crop)
        job = self._queue.submit("writer", function, *what, title=self.tr("Exporting surfaces"), kind="save")
        when_done(job, lambda paths: self._tell_saved(paths))

    @staticmethod
    def _as_shown(labels: LabelLayer) -> object:
        """The segmentation with the names and colours that are on screen."""
        states = {state.number: state for state in labels.segments}
        segments = tuple(
            replace(one, name=states[one.number].name, color=states[one.number].color)
            if one.number in states
            else one
            for one in labels.segmentation.segments
        )
        return replace(labels.segmentation, segments=segments)

    def _plan(self, times: int) -> VolumePlan | None:
        """What the view shows, so many times as large; None without a 3D view, which is then said."""
        view = self.view
        if view is None:
            self.said.emit(self.tr("There is no 3D view on screen: choose a layout with one."), "warning")
            return None
        ratio = view.devicePixelRatioF() * times
        ratio = min(ratio, _MOST_SIDE_PX / max(view.width(), view.height(), 1))
        plan = plan_volume(self._scene, view.viewport, (view.width(), view.height()), ratio)
        return None if plan is None else replace(plan, finest=True)

    def _take(self, plans: list[VolumePlan], path: str) -> None:
        self._target, self._of = path, self.layer
        self._shots.take(plans)

    def _drop_strangers(self, _layer: object) -> None:
        """A film of a patient who is gone is not gone on with."""
        if self._shots.is_working and self._of not in self._scene.images:
            self._shots.stop()

    def _tell_progress(self, number: int, count: int) -> None:
        if count > 1:
            text = self.tr("Film: picture %1 of %2").replace("%1", str(number + 1))
            self.said.emit(text.replace("%2", str(count)), "note")

    def _write(self, pictures: list[np.ndarray]) -> None:
        path, self._of = self._target, None
        if len(pictures) == 1:
            height, width = pictures[0].shape[:2]
            pixels = np.ascontiguousarray(pictures[0])
            image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
            try:
                write_png(image, path)
            except WriteError as error:
                self.said.emit(str(error), "error")
            else:
                self._tell_saved((path,))
            return
        function, film = "medviewer.io.movie_file:save_movie", np.stack(pictures)
        title = self.tr("Writing the film")
        job: Job = self._queue.submit(
            "writer", function, film, _FILM_PER_SECOND, path, title=title, kind="save"
        )
        when_done(job, lambda saved: self._tell_saved((saved,)))

    def _tell_saved(self, paths: tuple[str, ...]) -> None:
        self.said.emit(self.tr("Saved %1").replace("%1", ", ".join(paths)), "note")
