"""The panels at both sides of the views."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from medviewer.jobs.history import JobHistory
from medviewer.scene.images.time_axis import go_to_time
from medviewer.scene.layers.layers import LabelLayer
from medviewer.session import InBackground, Session
from medviewer.ui.marks.mark_panel import MarkPanel
from medviewer.ui.model_list import ModelList
from medviewer.ui.models.model_fits import ModelFits
from medviewer.ui.panels.contours_panel import ContoursPanel
from medviewer.ui.panels.findings_panel import FindingsPanel
from medviewer.ui.panels.fold_section import FoldSection
from medviewer.ui.panels.history_panel import HistoryPanel
from medviewer.ui.panels.jobs_panel import JobsPanel
from medviewer.ui.panels.layers_panel import LayersPanel
from medviewer.ui.panels.load_report_panel import LoadReportPanel
from medviewer.ui.panels.models_panel import ModelsPanel
from medviewer.ui.panels.segments_panel import SegmentsPanel
from medviewer.ui.panels.series_panel import SeriesPanel
from medviewer.ui.panels.side_panel import SidePanel
from medviewer.ui.study_list import StudyList

_LEFT_WIDTH = 232
_RIGHT_WIDTH = 304
_LAID_OUT_MS = 50
"""By then new cards have their places."""


class Panels(QObject):
    """Builds the panels and keeps them by name; the window connects what they ask for."""

    def __init__(
        self,
        session: Session,
        studies: StudyList,
        models: ModelList,
        fits: ModelFits,
        history: JobHistory,
        in_background: InBackground,
    ) -> None:
        super().__init__()
        scene = session.scene
        self._scene = scene
        self._in_background = in_background
        self.series = SeriesPanel(studies, scene)
        self.layers = LayersPanel(scene)
        self.segments = SegmentsPanel(scene, in_background)
        self.contours = ContoursPanel(scene)
        self.findings = FindingsPanel(scene)
        self.marks = MarkPanel(scene)
        self.models = ModelsPanel(models, fits)
        self.jobs = JobsPanel(session.queue)
        self.history = HistoryPanel(history, session.runs.kept, session.planned)
        self.load_report = LoadReportPanel(scene)
        self._lay_out()
        self.segments.jump_wanted.connect(self.jump_to)
        self.findings.explain_wanted.connect(
            lambda layer_id, label, method, place: session.explanations.explain(
                layer_id, label, method, self.tr("Explain %1").replace("%1", label), place=place
            )
        )
        self.segments.explain_wanted.connect(
            lambda layer_id, number, method: session.explanations.explain_segment(
                layer_id, number, method, self.tr("Explain a segment")
            )
        )
        self._follow_in_list()

    def _lay_out(self) -> None:
        self.left = SidePanel("left", _LEFT_WIDTH)
        self.left.add_section(FoldSection(self.tr("Studies and series"), self.series))
        self.right = SidePanel("right", _RIGHT_WIDTH)
        self._marks_section = FoldSection(self.tr("Measurements"), self.marks)
        for section in (
            FoldSection(self.tr("Layers"), self.layers),
            FoldSection(self.tr("Segments"), self.segments),
            FoldSection(self.tr("Findings"), self.findings),
            self._marks_section,
            FoldSection(self.tr("Jobs"), self.jobs),
            FoldSection(self.tr("Models"), self.models),
        ):
            self.right.add_section(section)
        history_section = FoldSection(self.tr("History"), self.history, unfolded=False)
        self.right.add_section(history_section)
        history_section.setVisible(bool(self.history.texts))
        self.history.is_used.connect(history_section.setVisible)
        self._contours_section = FoldSection(self.tr("Contours"), self.contours)
        self.right.insert_section(2, self._contours_section)
        self._contours_section.hide()
        self.contours.is_used.connect(self._contours_section.setVisible)
        self._report_section = FoldSection(self.tr("Load report"), self.load_report)
        self.right.add_section(self._report_section)

    def _follow_in_list(self) -> None:
        self._finds_card = QTimer(self.left, singleShot=True, interval=_LAID_OUT_MS)
        self._finds_card.timeout.connect(self._show_active_card)
        self._scene.active_changed.connect(lambda _image: self._finds_card.start())

    def show_report(self) -> None:
        """Brings the load report into sight."""
        self._show(self._report_section, self.load_report)

    def show_marks(self) -> None:
        """Brings the list of measurements into sight."""
        self._show(self._marks_section, self.marks)

    def _show(self, section: FoldSection, panel: QWidget) -> None:
        self.right.set_folded(False)
        section.set_unfolded(True)
        QTimer.singleShot(0, self.right, lambda: self.right.bring_into_sight(panel))

    def _show_active_card(self) -> None:
        """Brings the series on screen into sight in the list; a card that is new is shown a little later."""
        active = self._scene.active
        series_id = "" if active is None else active.image.info.series_id
        is_there = series_id in self.series.cards
        card = self.series.card_of(series_id)
        if is_there and card is not None:
            self.left.bring_into_sight(card)
        elif card is not None:
            self._finds_card.start()

    def jump_to(self, layer_id: str, number: int) -> None:
        """Moves the crosshair into a segment; it is looked for on a worker thread."""
        layer = self._scene.layer(layer_id)
        if isinstance(layer, LabelLayer):
            if layer.time_point is not None:
                go_to_time(self._scene, layer.time_point)
            segmentation = layer.segmentation
            self._in_background(
                lambda: segmentation.centre_lps(number),
                lambda point_lps: None if point_lps is None else self._scene.set_cursor(point_lps),
            )
