"""The work that is on screen, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from medviewer.core.patient import patient_of
from medviewer.core.series import SeriesEntry
from medviewer.core.work import Work, WorkImage, WorkResult
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import ResultLayer
from medviewer.scene.scene import Scene
from medviewer.session.looks import (
    looks_of_image,
    looks_of_result,
    looks_of_scene,
    looks_of_views,
    noun_of,
)


@dataclass(frozen=True)
class Opened:
    """What was opened: the paths, and what is known of each series by its id."""

    paths: tuple[str, ...] = ()
    entries: Mapping[str, SeriesEntry] = field(default_factory=dict)


def patient_digest(scene: Scene, opened: Opened) -> str:
    """Whose work it is: the patient of the first image, "" where the files name nobody.

    While no image is read yet (work that is being restored) it is that of the series that were marked.
    """
    studies = [layer.image.info.study for layer in scene.images]
    if not studies:
        places = [mark.place for mark in scene.marks.items] + [key.place for key in scene.marks.key_images]
        marked = (place.series_id for place in places)
        entries = [opened.entries[one] for one in marked if one in opened.entries]
        studies = [entry.info.study for entry in (*entries, *opened.entries.values())]
    patients = (patient_of(study) for study in studies)
    return next((patient.digest for patient in patients if patient.is_known), "")


def images_of(scene: Scene, opened: Opened) -> tuple[WorkImage, ...]:
    """The images on screen, without their fingerprints."""
    return tuple(_image(layer, opened) for layer in scene.images)


def results_of(scene: Scene) -> tuple[WorkResult, ...]:
    """The results that do not come again by themselves when their study is opened."""
    series = {layer.id: layer.image.info.series_id for layer in scene.images}
    return tuple(
        WorkResult(layer.id, series[layer.image_id], noun_of(layer), looks_of_result(layer))
        for layer in scene.layers
        if isinstance(layer, ResultLayer) and layer.image_id in series and noun_of(layer) is not None
    )


def work_of(scene: Scene, opened: Opened, images: tuple[WorkImage, ...], when: str) -> Work:
    """Everything that is on screen and was made there; ``images`` carry their fingerprints."""
    return Work(
        patient=patient_digest(scene, opened),
        paths=opened.paths,
        images=images,
        marks=scene.marks.items,
        key_images=scene.marks.key_images,
        results=results_of(scene),
        texts=dict(scene.texts.items),
        scene=looks_of_scene(scene),
        views=looks_of_views(scene),
        when=when,
    )


def _image(layer: ImageLayer, opened: Opened) -> WorkImage:
    info = layer.image.info
    entry = opened.entries.get(info.series_id)
    source = "" if entry is None else entry.source
    return WorkImage(
        info.series_id, info.series_uid, info.study.study_uid, source, looks=looks_of_image(layer)
    )
