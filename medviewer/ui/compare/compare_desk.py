"""The commands of the Compare menu: priors, fusion, registration, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from medviewer.core.change_table import Quantity, changes
from medviewer.core.errors import MedviewerError
from medviewer.core.pairing import pair_series
from medviewer.core.prior import is_earlier, priors_of
from medviewer.core.registration import Registration
from medviewer.core.series import SeriesEntry
from medviewer.core.volume import Volume
from medviewer.jobs.in_background import InBackground
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.marks.quantities import label_layers, mark_quantities, segment_quantities
from medviewer.scene.views.grid_views import grid_viewports, put_in_view
from medviewer.scene.views.layout import grid_name, layout_named
from medviewer.scene.views.layout_switch import switch_layout
from medviewer.scene.views.over_image import link_between, matrix_between
from medviewer.session.comparing import Comparing
from medviewer.ui.compare.adjust_panel import STEP_DEGREES
from medviewer.ui.compare.change_names import name_of_mark, part_name
from medviewer.ui.study_list import StudyList

if TYPE_CHECKING:
    from medviewer.ui.compare.compare_panel import ComparePanel
    from medviewer.ui.main_window import MainWindow


class CompareDesk(QObject):
    """Carries the commands out; its section appears when two images are open."""

    def __init__(self, window: MainWindow, studies: StudyList, in_background: InBackground) -> None:
        super().__init__(window)
        self._window = window
        self._scene = window.session.scene
        self._studies = studies
        self._in_background = in_background
        self._comparing = Comparing(self._scene, window.session.queue)
        self._panel: ComparePanel | None = None
        self._awaited: tuple[str, str] | None = None
        self._scene.layer_added.connect(self._image_came)
        studies.changed.connect(self._pair_came)

    @property
    def panel(self) -> ComparePanel:
        """The section on the right, made when it is first wanted."""
        if self._panel is None:
            from medviewer.ui.compare.compare_panel import ComparePanel
            from medviewer.ui.panels.fold_section import FoldSection

            panel = self._panel = ComparePanel(self._scene, self._comparing)
            section = FoldSection(self.tr("Compare"), panel)
            self._window.panels.right.insert_section(3, section)
            panel.is_used.connect(section.setVisible)
            panel.register_wanted.connect(self._register)
            panel.changes_wanted.connect(self._tell_changes)
            panel.refresh()
        return self._panel

    @property
    def compared_id(self) -> str:
        """The image that the one on screen is compared with, "" for none."""
        other = None if self._panel is None else self._panel.other
        return "" if other is None else other.id

    # --- commands ---

    def show_prior(self) -> None:
        """Shows the series of a prior that is most like the one on screen beside it, and joins the two.

        If the prior itself is on screen, the later study comes beside it: it is the present one.
        """
        active = self._scene.active
        entry = None if active is None else self._studies.entry_of_layer(active.id)
        if active is None or entry is None:
            return
        priors = priors_of(entry.info.study, self._studies.entries.values())
        if not priors:
            self._say(
                self.tr(
                    "No other study of this patient is open: open it too, from its folder or the library."
                )
            )
            return
        found = next((other for study in priors if (other := _partner(entry, study.entries))), None)
        if found is None:
            self._say(self.tr("No series of the prior study is like this one: drag one into a view."))
            return
        self._stand_beside(active, entry, found)

    def open_beside(self) -> None:
        """Opens a folder and closes nothing."""
        folder = self._window.questions.folder_to_open()
        if folder:
            self._window.flow.open_paths([folder], beside=True)

    def lay_over(self, way: str) -> None:
        """Shows the other image over the active one in a way; the same way again takes it off."""
        active = self._scene.active
        if active is None or self.panel.other is None:
            self._say(self.tr("Open a second series first: what is to be laid over this one."))
            return
        other = self.panel.other
        if matrix_between(self._scene, active, other) is None:
            self._say(
                self.tr(
                    "The two series lie in different frames of reference: register them first, on the right."
                )
            )
            return
        is_on = active.over is not None and active.over.way == way
        self.panel.lay_over("" if is_on else way)

    def register(self) -> None:
        """Registers the other image with the active one."""
        active = self._scene.active
        if active is None or self.panel.other is None:
            self._say(self.tr("Open a second series first: one that is to be registered with this one."))
        else:
            self._register(active.id, self.panel.other.id)

    def turn(self, way: str) -> None:
        """Turns the other image a little over the active one, "left" or "right" about."""
        if self._may_adjust():
            self.panel.turn(-STEP_DEGREES if way == "left" else STEP_DEGREES)

    def reset_link(self) -> None:
        """Takes back what was moved by hand."""
        if self._may_adjust():
            self.panel.reset()

    def _may_adjust(self) -> bool:
        active, other = self._scene.active, self.panel.other
        if active is None or other is None or link_between(self._scene, active, other) is None:
            self._say(self.tr("Register two series first: what joins them can then be moved by hand."))
            return False
        return True

    def show_changes(self) -> None:
        """Shows the numbers of both studies."""
        if self.panel.other is None:
            self._say(self.tr("Open the prior study first."))
        else:
            self.panel.ask_for_changes()

    # --- parts ---

    def _stand_beside(self, active: ImageLayer, entry: SeriesEntry, found: SeriesEntry) -> None:
        """The present study stands on the left, its prior on the right, whichever was on screen."""
        here, there = (cell.view for cell in layout_named(grid_name(1, 2)).cells)
        present, prior = entry, found
        if is_earlier(entry.info.study, found.info.study):
            here, there, present, prior = there, here, found, entry

        def fill() -> str:
            if self._scene.viewport(here).image_id != active.id:
                put_in_view(self._scene.viewport(here), active)
            put_in_view(self._scene.viewport(there), None)  # the other comes here when it is read
            return there

        switch_layout(self._scene, grid_name(1, 2), fill)
        self._awaited = (present.series_id, prior.series_id)
        self._window.flow.choose(found.series_id, there)
        self._pair_came()

    def _image_came(self, layer: object) -> None:
        if isinstance(layer, ImageLayer) and len(self._scene.images) > 1:
            self.panel.refresh()

    def _pair_came(self) -> None:
        """The series of the prior is there: it is joined with the one that asked for it."""
        if self._awaited is None:
            return
        current, prior = (self._scene.image(self._studies.layer_of.get(one, "")) for one in self._awaited)
        if any(one not in self._studies.entries for one in self._awaited):
            self._awaited = None
        if self._awaited is None or current is None or prior is None:
            return
        if current.arriving is not None or prior.arriving is not None:
            for layer in (current, prior):
                layer.events.arriving.connect(self._pair_came, unique=True)
            return
        self._awaited = None
        self._scene.activate(current.id)
        shown = (one.id for one in grid_viewports(self._scene) if one.image_id == current.id)
        self._scene.view_in_use = next(shown, self._scene.view_in_use)
        self.panel.choose_other(prior.id)
        self._join(current, prior)

    def _join(self, current: ImageLayer, prior: ImageLayer) -> None:
        both = (current, prior)
        if matrix_between(self._scene, current, prior) is not None:
            return
        if all(isinstance(one.image, Volume) and one.image.geometry.shape_kji[0] > 1 for one in both):
            self._register(current.id, prior.id)

    def _register(self, fixed_id: str, moving_id: str) -> None:
        title = self.tr("Registering %1").replace("%1", self._scene.layer(moving_id).name)
        try:
            self._comparing.register(fixed_id, moving_id, title, self._tell_registration)
        except MedviewerError as error:
            self._say(str(error))

    def _tell_registration(self, found: Registration) -> None:
        text = self.tr("Registered: turned by %1°, likeness %2 before and %3 after. Undo takes it back.")
        numbers = (found.angle_degrees, found.likeness_before, found.likeness_after)
        for place, number in zip(("%1", "%2", "%3"), numbers, strict=True):
            text = text.replace(place, f"{number:.2f}")
        self._window.say(text, "note")

    def _tell_changes(self, image_id: str, other_id: str) -> None:
        now, before = self._scene.image(image_id), self._scene.image(other_id)
        if now is None or before is None:
            return
        if is_earlier(now.image.info.study, before.image.info.study):  # the prior is the active one
            now, before = before, now
        layers = [label_layers(self._scene, image) for image in (before, now)]
        marks = [mark_quantities(self._scene, image, name_of_mark, part_name) for image in (before, now)]

        def show(segments: list[tuple[Quantity, ...]]) -> None:
            rows = changes((*marks[0], *segments[0]), (*marks[1], *segments[1]))
            if self.panel.show_changes(image_id, other_id, rows) and not rows:
                self._say(self.tr("Neither study has a measurement or a segment to compare."))

        self._in_background(lambda: [segment_quantities(one) for one in layers], show)

    def _say(self, text: str) -> None:
        self._window.say(text, "warning")


def _partner(entry: SeriesEntry, entries: tuple[SeriesEntry, ...]) -> SeriesEntry | None:
    """The series of a study that shows the same as one series."""
    pairs = pair_series((entry,), entries)
    return pairs[0].prior if pairs else None
