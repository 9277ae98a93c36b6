"""What the scene knows of a study, frozen on the main thread; and the report made of it on any other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from medviewer import __version__
from medviewer.core.mark import Mark
from medviewer.core.measure import Figures, measure
from medviewer.core.patient import patient_of
from medviewer.core.report import (
    Report,
    ReportMeasurement,
    ReportPicture,
    ReportSegment,
    ReportSeries,
)
from medviewer.core.report_comparison import ReportComparison
from medviewer.core.report_draft import ReportDraft
from medviewer.core.segmentation import Color, Segmentation
from medviewer.core.series import StudyInfo
from medviewer.core.volume import Volume
from medviewer.report.compared import (
    MeasuredFigures,
    NamedVolume,
    Visits,
    comparison_of,
    prior_of,
    visits_of,
)
from medviewer.report.names import series_name
from medviewer.report.results import LayerFacts, layer_facts, result_of
from medviewer.report.shots import Shot, shots_of, study_marks
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.marks.mark_figures import calibration_by_hand
from medviewer.scene.marks.mark_place import measured_volume
from medviewer.scene.marks.quantities import label_layers
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
class PriorMaterial:
    """What an earlier study is compared by."""

    study: StudyInfo
    marks: tuple[MeasuredMark, ...]
    segments: tuple[Segments, ...]


@dataclass(frozen=True, eq=False)
class Material:
    """All that a report is made of, as values that another thread may use."""

    study: StudyInfo
    series: tuple[ReportSeries, ...]
    marks: tuple[MeasuredMark, ...]
    segments: tuple[Segments, ...]
    results: tuple[LayerFacts, ...]
    shots: tuple[Shot, ...]
    visits: Visits
    keys_left_out: int = 0
    prior: PriorMaterial | None = None


def images_of_study(scene: Scene, image: ImageLayer) -> tuple[ImageLayer, ...]:
    """The open images of the same study and patient, in the order in which they came."""
    info = image.image.info
    patient = patient_of(info.study)

    def is_of_it(other: ImageLayer) -> bool:
        there = other.image.info
        return patient_of(there.study) == patient and there.study_key == info.study_key

    return tuple(layer for layer in scene.images if is_of_it(layer))


def material_of(
    scene: Scene, image: ImageLayer, studies: Iterable[StudyInfo] = (), compared_id: str = ""
) -> Material:
    """Freezes what is known of the study of an image. For the main thread; nothing is computed.

    Parameters
    ----------
    studies
        Those that were found beside the open images: lesions may be marked on them too.
    compared_id
        The image that the reader compares with, "" for none.
    """
    images = images_of_study(scene, image)
    present = image.image.info.study
    shots = shots_of(scene, image, images)
    results = [(layer, owner) for owner in images for layer in scene.results_of(owner.id)]
    facts = (layer_facts(layer, series_name(owner)) for layer, owner in results if layer.is_from_model)
    return Material(
        study=present,
        series=tuple(_series(layer) for layer in images),
        marks=_marks(scene, images),
        segments=_segments_of(scene, images),
        results=tuple(one for one in facts if one is not None),
        shots=shots,
        keys_left_out=_keys(scene, images) - sum(one.is_key_image for one in shots),
        visits=visits_of(scene, present, (*studies, *(one.image.info.study for one in scene.images))),
        prior=_prior_material(scene, image, compared_id),
    )


def report_of(material: Material, draft: ReportDraft, made: str, draw: DrawPicture) -> Report:
    """Measures, counts and draws. For a worker thread; ``made`` is ISO 8601 with offset."""
    measured = tuple(_figures(one) for one in material.marks)
    segments = tuple(segment for one in material.segments for segment in _listed(one))
    return Report(
        study=material.study,
        draft=draft,
        made=made,
        version=__version__,
        series=material.series,
        pictures=tuple(draw(shot) for shot in material.shots),
        measurements=tuple(
            _measured(mark, figures, series)
            for (mark, figures), (*_, series) in zip(measured, material.marks, strict=True)
        ),
        segments=tuple(segment for segment in segments if segment.volume_ml > 0),
        results=tuple(result_of(one) for one in material.results),
        comparison=_comparison(material, measured, segments),
        pictures_left_out=material.keys_left_out,
    )


def _comparison(
    material: Material, measured: tuple[MeasuredFigures, ...], segments: tuple[ReportSegment, ...]
) -> ReportComparison | None:
    prior = material.prior
    before = () if prior is None else tuple(_figures(one) for one in prior.marks)
    parts = () if prior is None else tuple(part for one in prior.segments for part in _listed(one))
    return comparison_of(
        material.study,
        None if prior is None else prior.study,
        (before, measured),
        (_named(parts), _named(segments)),
        material.visits,
    )


def _prior_material(scene: Scene, image: ImageLayer, compared_id: str) -> PriorMaterial | None:
    study = prior_of(scene, image, compared_id)
    if study is None:
        return None
    first = next(one for one in scene.images if one.image.info.study == study)
    images = images_of_study(scene, first)
    return PriorMaterial(study, _marks(scene, images), _segments_of(scene, images))


def _keys(scene: Scene, images: tuple[ImageLayer, ...]) -> int:
    """How many key images the study has, those of series that are not open too."""
    series = {one.image.info.series_id for one in images}
    studies = {one.image.info.study.study_uid for one in images} - {""}
    places = (key.place for key in scene.marks.key_images)
    return sum(place.series_id in series or place.study_uid in studies for place in places)


def _series(layer: ImageLayer) -> ReportSeries:
    info = layer.image.info
    images = layer.geometry.shape_kji[0] if isinstance(layer.image, Volume) else len(layer.image)
    return ReportSeries(info.modality, info.number, info.description, images, info.body_part)


def _segments_of(scene: Scene, images: tuple[ImageLayer, ...]) -> tuple[Segments, ...]:
    """The segmentations of some images that the reader did not reject."""
    layers = (layer for owner in images for layer in label_layers(scene, owner))
    return tuple(
        Segments(
            layer.segmentation,
            {segment.number: segment.color for segment in layer.segments},
            layer.name,
            layer.is_from_model,
        )
        for layer in layers
    )


def _marks(scene: Scene, images: tuple[ImageLayer, ...]) -> tuple[MeasuredMark, ...]:
    """The marks on some images, each with what it is measured on."""
    drawn = scene.marks.items
    return tuple(
        (
            mark,
            measured_volume(mark, layer) if layer.arriving is None else None,
            calibration_by_hand(mark.place, drawn),
            series_name(layer),
        )
        for mark, layer in study_marks(scene, images)
    )


def _figures(one: MeasuredMark) -> MeasuredFigures:
    mark, volume, by_hand, _series_name = one
    return mark, None if volume is None else measure(mark, volume, by_hand)


def _measured(mark: Mark, figures: Figures | None, series: str) -> ReportMeasurement:
    return ReportMeasurement(mark.kind, mark.label, mark.text, series, mark.role, mark.lesion, figures)


def _named(segments: Iterable[ReportSegment]) -> tuple[NamedVolume, ...]:
    return tuple((one.name, one.volume_ml, one.is_from_model) for one in segments)


def _listed(one: Segments) -> tuple[ReportSegment, ...]:
    """All segments, empty ones too."""
    volumes, colors = one.segmentation.volumes_ml(), one.colors
    return tuple(
        ReportSegment(
            s.name, volumes[s.number], colors.get(s.number, s.color), one.name, one.is_from_model, s.code
        )
        for s in one.segmentation.segments
    )
