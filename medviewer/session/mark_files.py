"""The verbs for files of marks and key images: save them, read them, give them their place again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from medviewer.core.image_reference import ImageReference
from medviewer.core.mark import KeyImage, Mark, MarkPlace
from medviewer.core.mark_graphics import graphics_of_marks
from medviewer.core.mark_record import FoundMark, MarkRecord, named_figures
from medviewer.core.mark_slices import on_slice, placed, slices_of
from medviewer.core.presentation_state import GreyWish, PresentationState
from medviewer.core.segmentation import Color
from medviewer.core.series import SeriesEntry
from medviewer.core.volume import Stack, Volume
from medviewer.jobs.job import Job
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.marks.mark_figures import figures_in
from medviewer.scene.marks.mark_place import image_of
from medviewer.scene.scene import Scene
from medviewer.scene.views.viewport import Viewport
from medviewer.session.when_done import when_done

if TYPE_CHECKING:
    from medviewer.jobs.queue import JobQueue

_COLOR: Color = (240, 228, 66)
_NO_RESCALE_UNITS = ("SUV",)
Found = tuple[tuple[FoundMark, ...], tuple[KeyImage, ...]]


# --- saving ---


def save_marks(
    queue: JobQueue,
    records: Sequence[MarkRecord],
    key_images: Sequence[KeyImage],
    path: str,
    source_files: Sequence[str],
    done: Callable[[str], None],
    title: str,
) -> Job:
    """Writes marks to ``.dcm`` (structured report), ``.json`` (with key images) or ``.csv``."""
    what = (list(records), list(key_images), path, list(source_files))
    job = queue.submit("writer", "medviewer.io.marks.save:save_marks", *what, title=title, kind="save")
    return when_done(job, done)


def save_state(
    queue: JobQueue,
    state: PresentationState,
    path: str,
    source_files: Sequence[str],
    done: Callable[[str], None],
    title: str,
) -> Job:
    """Writes how an image is seen, and what was drawn on it, as a DICOM presentation state."""
    what = (state, path, list(source_files))
    job = queue.submit("writer", "medviewer.io.marks.save:save_state", *what, title=title, kind="save")
    return when_done(job, done)


def save_key_images(
    queue: JobQueue,
    key_images: Sequence[KeyImage],
    path: str,
    source_files: Sequence[str],
    done: Callable[[str], None],
    title: str,
) -> Job:
    """Writes key images as a DICOM key object, or as ``.json``."""
    what = (list(key_images), path, list(source_files))
    job = queue.submit("writer", "medviewer.io.marks.save:save_key_images", *what, title=title, kind="save")
    return when_done(job, done)


def records_of(scene: Scene, marks: Iterable[Mark]) -> tuple[MarkRecord, ...]:
    """Marks as they are written: with their figures and slices, as far as their images are open."""
    return tuple(_record(scene, mark) for mark in marks)


def _record(scene: Scene, mark: Mark) -> MarkRecord:
    layer, figures = image_of(scene, mark.place), figures_in(scene, mark)
    told = () if figures is None else named_figures(figures)
    source = "" if figures is None else figures.spacing_source
    if layer is None or layer.arriving is not None:
        return MarkRecord(mark, told, None, source)
    return MarkRecord(mark, told, on_slice(mark, layer.image_at(mark.place.time_point)), source)


def state_of(layer: ImageLayer, viewport: Viewport, records: Iterable[MarkRecord]) -> PresentationState:
    """How an image is seen in a view, with its marks, as a presentation state of all its slices.

    The window of an image in SUV is left out: files hold other values.
    """
    info = layer.image.info
    images = tuple(
        dict.fromkeys(ImageReference(one.instance_uid, info.series_uid) for one in slices_of(layer.image))
    )
    named = {one.instance_uid for one in images}
    own = [one for one in records if one.on_slice is not None and one.on_slice.instance_uid in named]
    has_window = layer.voi_lut is None and layer.image.unit not in _NO_RESCALE_UNITS
    return PresentationState(
        name="MEASUREMENTS",
        description=info.description[:64],
        images=images,
        greys=(GreyWish(layer.window),) if has_window else (),
        inverted=layer.inverted,
        quarter_turns=viewport.quarter_turns % 4,
        mirrored=viewport.mirrored,
        annotations=graphics_of_marks(own, _COLOR),
    )


# --- reading ---


def read_marks(queue: JobQueue, path: str, done: Callable[[Found], None], title: str) -> Job:
    """Reads the marks and key images of a file."""
    function = "medviewer.io.marks.read:read_marks"
    return when_done(queue.submit("reader", function, path, title=title, kind="marks", urgent=True), done)


@dataclass(frozen=True)
class Homecoming:
    """What was made of the marks of a file.

    Parameters
    ----------
    marks, key_images
        Those that belong to open studies, with the series that they lie on.
    waiting
        Series whose pixels must be here before marks told on their slices have a place, with these marks.
    strangers
        How many belong to no open study.
    """

    marks: tuple[Mark, ...] = ()
    key_images: tuple[KeyImage, ...] = ()
    waiting: Mapping[str, tuple[FoundMark, ...]] = field(default_factory=dict)
    strangers: int = 0


def bring_home(scene: Scene, found: Found, entries: Mapping[str, SeriesEntry]) -> Homecoming:
    """Finds the series of each mark and key image among those of the open studies."""
    marks: list[Mark] = []
    waiting: dict[str, list[FoundMark]] = {}
    strangers = 0
    for one in found[0]:
        homes = homes_of(one.mark.place, entries)
        if not homes:
            strangers += 1
            continue
        mark = _placed(scene, one, homes)
        if mark is None:
            waiting.setdefault(homes[0], []).append(one)
        else:
            marks.append(mark)
    keys: list[KeyImage] = []
    for key in found[1]:
        homes = homes_of(key.place, entries)
        strangers += not homes
        keys += [replace(key, place=replace(key.place, series_id=home)) for home in homes[:1]]
    later = {series_id: tuple(ones) for series_id, ones in waiting.items()}
    return Homecoming(tuple(marks), tuple(keys), later, strangers)


def homes_of(place: MarkPlace, entries: Mapping[str, SeriesEntry]) -> list[str]:
    """The ids of the series that a place may lie on, the most likely one first.

    A DICOM series is known by its UID and that of its study, a file without UIDs by its id alone; what names
    no series lies in its frame of reference, of the same study.
    """
    images = {name: entry for name, entry in entries.items() if entry.is_image}
    known = images.get(place.series_id)
    if not place.series_uid and not place.study_uid:
        is_plain = known is not None and not known.info.series_uid
        return [place.series_id] if is_plain else []
    own = [name for name, entry in images.items() if _is_of_study(entry, place)]
    same = [name for name in own if place.series_uid and images[name].info.series_uid == place.series_uid]
    if not same and not place.series_uid and place.frame_of_reference_uid:
        uid = place.frame_of_reference_uid
        same = [name for name in own if images[name].info.frame_of_reference_uid == uid]
    return sorted(same, key=lambda name: name != place.series_id)


def take_home(scene: Scene, marks: Sequence[Mark], key_images: Sequence[KeyImage], name: str) -> int:
    """Adds what is not there yet as one step of undo; gives how many marks and key images that were."""
    count_as_saved(scene, marks, key_images)
    known = {mark.id for mark in scene.marks.items} | {key.id for key in scene.marks.key_images}
    fresh = list({mark.id: mark for mark in marks if mark.id not in known}.values())
    keys = list({key.id: key for key in key_images if key.id not in known}.values())
    scene.undo.write(
        name,
        (scene.marks, "items", (*scene.marks.items, *fresh)),
        (scene.marks, "key_images", (*scene.marks.key_images, *keys)),
    )
    return len(fresh) + len(keys)


def count_as_saved(scene: Scene, marks: Iterable[Mark], key_images: Iterable[KeyImage]) -> None:
    """These are in a file as they are now, so that nothing of them would be lost."""
    told = {mark.id: mark for mark in (*scene.marks.saved_items, *marks)}
    keys = {key.id: key for key in (*scene.marks.saved_key_images, *key_images)}
    scene.marks.saved_items, scene.marks.saved_key_images = tuple(told.values()), tuple(keys.values())


def _is_of_study(entry: SeriesEntry, place: MarkPlace) -> bool:
    uid = entry.info.study.study_uid
    return not uid or not place.study_uid or uid == place.study_uid


def _placed(scene: Scene, one: FoundMark, homes: Sequence[str]) -> Mark | None:
    """A mark with its place, or None while the pixels of its slice are not here."""
    if one.on_slice is None:
        return replace(one.mark, place=replace(one.mark.place, series_id=homes[0]))
    for layer in scene.images:
        series_id = layer.image.info.series_id
        if series_id not in homes or layer.arriving is not None:
            continue
        time_point = layer.time_point_of((one.on_slice.instance_uid,))
        image: Volume | Stack = layer.image_at(time_point)
        mark = placed(one, image)
        if mark is not None:
            return replace(mark, place=replace(mark.place, series_id=series_id, time_point=time_point))
    return None
