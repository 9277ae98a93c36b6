"""Work that comes back beside work that is here: nothing of either is lost, nothing is there twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from medviewer.core.mark import KeyImage, Mark, MarkPlace, new_mark_id
from medviewer.core.series import SeriesEntry
from medviewer.core.work import Work
from medviewer.session.restore_texts import study_of_place

_Item = TypeVar("_Item", Mark, KeyImage)


def put_together(
    here: Iterable[_Item], saved: Iterable[_Item], back: Iterable[_Item], keeps_both: bool
) -> tuple[_Item, ...]:
    """Marks or key images that are here, and those that come back.

    Where both have the same one in two states, the one that comes back takes the place of one that is in a
    file as it is (``saved``).

    Parameters
    ----------
    keeps_both
        What comes back lies nowhere else: beside one that was changed here it is put under an id of its own.
        Otherwise the one that is here stays.
    """
    now = {one.id: one for one in here}
    is_saved = {one.id: one for one in saved}
    for one in back:
        known = now.get(one.id)
        if known is None or known == is_saved.get(one.id):
            now[one.id] = one
        elif known != one and keeps_both:
            other = replace(one, id=new_mark_id())
            now[other.id] = other
    return tuple(now.values())


def texts_together(
    here: Mapping[str, str], saved: Mapping[str, str], back: Mapping[str, str]
) -> tuple[dict[str, str], bool]:
    """Texts by the same rule, and whether one that comes back had to stay away from one that is here."""
    together, is_whole = dict(here), True
    for name, text in back.items():
        known = together.get(name, "")
        if not known or known == saved.get(name, ""):
            together[name] = text
        elif known != text:
            is_whole = False
    return together, is_whole


def without_strangers(work: Work, entries: Mapping[str, SeriesEntry]) -> tuple[Work, int]:
    """Work without what belongs to a study that is not open, and how much that was.

    A session says of which study its marks and reports are, and whoever wrote the file may have said
    anything: nothing of another patient gets in by it.

    Parameters
    ----------
    entries
        The series that are open, by their ids.
    """
    studies = {entry.info.study.study_uid for entry in entries.values()} - {""}
    keys = {entry.info.study_key for entry in entries.values()}

    def is_ours(place: MarkPlace) -> bool:
        return place.study_uid in studies if place.study_uid else place.series_id in entries

    marks = tuple(one for one in work.marks if is_ours(one.place))
    key_images = tuple(one for one in work.key_images if is_ours(one.place))
    texts = {name: text for name, text in work.texts.items() if study_of_place(name) in {*keys, ""}}
    left = sum(map(len, (work.marks, work.key_images, work.texts))) - sum(
        map(len, (marks, key_images, texts))
    )
    return replace(work, marks=marks, key_images=key_images, texts=texts), left
