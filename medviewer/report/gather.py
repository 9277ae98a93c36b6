"""What the scene knows of a study, frozen on the main thread; and the report made of it on any other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from medviewer import __version__
from medviewer.core.mark import Mark
from medviewer.core.measure import measure
from medviewer.core.patient import patient_of
from medviewer.core.report import (
    Report,
    ReportMeasurement,
    ReportPicture,
    ReportSegment,
    ReportSeries,
)
from medviewer.core.report_draft import ReportDraft
from medviewer.core.segmentation import Color, Segmentation
from medviewer.core.series import StudyInfo
from medviewer.core.volume import Volume
from medviewer.report.names import series_name
from medviewer.report.results import LayerFacts, layer_facts, result_of
from medviewer.report.shots import Shot, shots_of, study_marks
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import LabelLayer
from medviewer.scene.marks.mark_figures import calibration_by_hand
from medviewer.scene.marks.mark_place import measured_volume
from medviewer.scene.scene import Scene

DrawPicture = Callable[[Shot], ReportPicture]
MeasuredMark = tuple[Mark, Volume | None, float | None, str]
"""A mark, what it is measured on, true millimetres for each of the image's own, and the series."""


@dataclass(frozen=True, eq=False)
class Segments:
    """A segmentation whose segments are to be listed, with the colours on screen."""

    segmentation: Segmentation
    colors: dict[int, Color]
    name: str
    is_from_model: bool


@dataclass(frozen=True, eq=False)
class Material:
    """All that a report is made of, as values that another thread may use."""

    study: StudyInfo
    series: tuple[ReportSeries, ...]
    marks: tuple[MeasuredMark, ...]
    segments: tuple[Segments, ...]
    results: tuple[LayerFacts, ...]
    shots: tuple[Shot, ...]


def images_of_study(scene: Scene, image: ImageLayer) -> tuple[ImageLayer, ...]:
    """The open images of the same study and patient, in the order in which they came."""
    info = image.image.info
    patient = patient_of(info.study)

    def is_of_it(other: ImageLayer) -> bool:
        there = other.image.info
        return patient_of(there.study) == patient and there.study_key == info.study_key

    return tuple(layer for layer in scene.images if is_of_it(layer))


def material_of(scene: Scene, image: ImageLayer) -> Material:
    """Freezes what is known of the study of an image. For the main thread; nothing is computed."""
    images = images_of_study(scene, image)
    drawn = scene.marks.items
    marks = (_mark_with_image(mark, layer, drawn) for mark, layer in study_marks(scene, images))
    results = [(layer, owner) for owner in images for layer in scene.results_of(owner.id)]
    facts = (layer_facts(layer, series_name(owner)) for layer, owner in results if layer.is_from_model)
    return Material(
        study=image.image.info.study,
        series=tuple(_series(layer) for layer in images),
        marks=tuple(marks),
        segments=tuple(
            _segments(layer)
            for layer, _ in results
            if isinstance(layer, LabelLayer) and layer.review.state != "rejected"
        ),
        results=tuple(one for one in facts if one is not None),
        shots=shots_of(scene, image, images),
    )  # fmt: skip


def report_of(material: Material, draft: ReportDraft, made: str, draw: DrawPicture) -> Report:
    """Measures, counts and draws. For a worker thread; ``made`` is ISO 8601 with offset."""
    return Report(
        study=material.study,
        draft=draft,
        made=made,
        version=__version__,
        series=material.series,
        pictures=tuple(draw(shot) for shot in material.shots),
        measurements=tuple(_measured(*one) for one in material.marks),
        segments=tuple(segment for one in material.segments for segment in _listed(one)),
        results=tuple(result_of(one) for one in material.results),
    )


def _series(layer: ImageLayer) -> ReportSeries:
    info = layer.image.info
    images = layer.geometry.shape_kji[0] if isinstance(layer.image, Volume) else len(layer.image)
    return ReportSeries(info.modality, info.number, info.description, images, info.body_part)


def _segments(layer: LabelLayer) -> Segments:
    colors = {segment.number: segment.color for segment in layer.segments}
    return Segments(layer.segmentation, colors, layer.name, layer.is_from_model)


def _mark_with_image(mark: Mark, layer: ImageLayer, marks: tuple[Mark, ...]) -> MeasuredMark:
    volume = measured_volume(mark, layer) if layer.arriving is None else None
    return mark, volume, calibration_by_hand(mark.place, marks), series_name(layer)


def _measured(mark: Mark, volume: Volume | None, by_hand: float | None, series: str) -> ReportMeasurement:
    figures = None if volume is None else measure(mark, volume, by_hand)
    return ReportMeasurement(mark.kind, mark.label, mark.text, series, mark.role, mark.lesion, figures)


def _listed(one: Segments) -> tuple[ReportSegment, ...]:
    """The segments that are there, the empty ones left out."""
    volumes, colors = one.segmentation.volumes_ml(), one.colors
    return tuple(
        ReportSegment(s.name, volumes[s.number], colors.get(s.number, s.color), one.name, one.is_from_model)
        for s in one.segmentation.segments
        if volumes[s.number] > 0
    )
