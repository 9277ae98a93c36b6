"""Hanging rules: which layout a kind of study is read in, and which series goes where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from medviewer.core.pairing import pair_series
from medviewer.core.patient import patient_of
from medviewer.core.prior import StudySeries, priors_of
from medviewer.core.series import SeriesEntry, Verdict

ViewPlane = Literal["", "axial", "sagittal", "coronal", "3d"]
WhichStudy = Literal["current", "prior"]
PriorNeed = Literal["any", "with", "without"]

_TOKEN = re.compile(r"[^\W_]+")
_SIZE = re.compile(r"\d+(?:mm|cm)?")
_MOST_WORDS = 8


@dataclass(frozen=True)
class SeriesWish:
    """Which series goes into a view.

    Parameters
    ----------
    words
        Each must begin a word of the series description, whatever the case.
    modality
        As in DICOM, "" for any.
    study
        The study that is read, or the newest one of the same patient before it.
    nth
        The n-th of those that fit, from 1, in the order of the list.
    """

    words: tuple[str, ...] = ()
    modality: str = ""
    study: WhichStudy = "current"
    nth: int = 1


@dataclass(frozen=True)
class HangingView:
    """What one view of a layout shows: no series leaves it empty.

    ``plane`` "" is the plane that the series is read in. ``window`` is the id of a window preset, "" leaves
    the window as it is.
    """

    series: SeriesWish | None = None
    plane: ViewPlane = ""
    window: str = ""


@dataclass(frozen=True)
class HangingRule:
    """ "Use this layout for studies like this." What is empty or 0 asks for nothing.

    Parameters
    ----------
    modalities
        All of these must be in the study.
    body_part
        DICOM Body Part Examined of one of its series; a study that names none may say it in descriptions.
    study_words, series_words
        Each must begin a word of the study description, or of one of the series descriptions.
    least_series, most_series
        How many images the study has.
    prior
        Whether there must be a study of the same patient before it.
    layout
        The name of a layout.
    views
        What its views show, row by row; layouts of planes have none.
    """

    name: str
    layout: str
    modalities: tuple[str, ...] = ()
    body_part: str = ""
    study_words: tuple[str, ...] = ()
    series_words: tuple[str, ...] = ()
    least_series: int = 0
    most_series: int = 0
    prior: PriorNeed = "any"
    views: tuple[HangingView, ...] = ()
    is_on: bool = True

    @property
    def wants_prior(self) -> bool:
        """Whether a prior is part of it."""
        wishes = (view.series for view in self.views)
        return self.prior == "with" or any(one is not None and one.study == "prior" for one in wishes)


def modalities_of(study: StudySeries) -> frozenset[str]:
    """What its images were made with."""
    return frozenset(entry.info.modality for entry in study.entries)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a description that say what it shows: no numbers, no sizes; lower case."""
    tokens = (token for token in _TOKEN.findall(text.casefold()) if not _SIZE.fullmatch(token))
    return tuple(dict.fromkeys(tokens))[:_MOST_WORDS]


def has_words(text: str, words: Iterable[str]) -> bool:
    """Whether each word begins a word of a text, whatever the case; a Chinese one may stand anywhere."""
    folded = text.casefold()
    tokens = _TOKEN.findall(folded)

    def is_there(word: str) -> bool:
        return any(token.startswith(word) for token in tokens) or (not word.isascii() and word in folded)

    return all(is_there(word.casefold()) for word in words)


def studies_on_hand(entries: Iterable[SeriesEntry], lead: SeriesEntry) -> tuple[StudySeries, ...]:
    """The images of the study of a series, then those of the patient's studies before it, newest first."""
    images = [one for one in entries if one.is_image and one.report.verdict is not Verdict.REFUSED]
    study, patient = lead.info.study, patient_of(lead.info.study, lead.source)
    own = [
        one
        for one in images
        if one.info.study.study_uid == study.study_uid and patient_of(one.info.study, one.source) == patient
    ]
    current = StudySeries(study, tuple(own) or (lead,))
    moment = current.moment
    return (current, *(one for one in priors_of(study, images) if not moment or one.moment <= moment))


def newest_first(images: Iterable[SeriesEntry], first: SeriesEntry) -> SeriesEntry:
    """The largest series of the newest study of the patient whose series would be shown first."""
    patient = patient_of(first.info.study, first.source)
    same = [one for one in images if patient_of(one.info.study, one.source) == patient]
    return max(
        (first, *same),
        key=lambda one: (one.info.study.study_date, one.info.study.study_time, one.shape_kji[0]),
    )


def matches(rule: HangingRule, studies: Sequence[StudySeries]) -> bool:
    """Whether a rule is meant for a study. ``studies``: that study first, then its priors."""
    if not studies:
        return False
    study, has_prior = studies[0], len(studies) > 1
    count = len(study.entries)
    descriptions = " ".join(entry.info.description for entry in study.entries)
    return (
        rule.is_on
        and modalities_of(study) >= set(rule.modalities)
        and _has_body_part(study, rule.body_part)
        and has_words(study.info.study_description, rule.study_words)
        and has_words(descriptions, rule.series_words)
        and count >= rule.least_series
        and (not rule.most_series or count <= rule.most_series)
        and rule.prior in ("any", "with" if has_prior else "without")
    )


def first_match(rules: Iterable[HangingRule], studies: Sequence[StudySeries]) -> HangingRule | None:
    """The first rule of a list that is meant for a study."""
    return next((rule for rule in rules if matches(rule, studies)), None)


def series_for(rule: HangingRule, studies: Sequence[StudySeries]) -> tuple[SeriesEntry | None, ...]:
    """The series for each view of a rule, None where nothing fits.

    Parameters
    ----------
    studies
        The study that is read first, then its priors, newest first.
    """
    found = [None if view.series is None else _fitting(view.series, studies) for view in rule.views]
    current = [one for one in found if one is not None and one in studies[0].entries] if studies else []
    for at, view in enumerate(rule.views):
        if (
            found[at] is None
            and view.series is not None
            and view.series.study == "prior"
            and len(studies) > 1
        ):
            # Another scanner has other words: what is most like a series on screen that has no partner yet.
            free = [one for one in studies[1].entries if one not in found]
            pairs = pair_series(current, free)
            found[at] = pairs[0].prior if pairs else None
    return tuple(found)


def kind_of_study(study: StudySeries, is_flat: bool) -> str:
    """What studies have in common that are read alike: modality, body part, volumes or single pictures."""
    info = study.entries[0].info
    return "|".join((info.modality, info.body_part.strip().upper(), "flat" if is_flat else "volume"))


def is_flat(entry: SeriesEntry) -> bool:
    """Whether a series is of pictures without a volume, as far as its headers tell."""
    return entry.shape_kji[0] == 1 or entry.report.verdict is Verdict.STACK


def _fitting(wish: SeriesWish, studies: Sequence[StudySeries]) -> SeriesEntry | None:
    at = 0 if wish.study == "current" else 1
    entries = studies[at].entries if at < len(studies) else ()
    fitting = [
        entry
        for entry in entries
        if wish.modality in ("", entry.info.modality) and has_words(entry.info.description, wish.words)
    ]
    return fitting[wish.nth - 1] if 0 < wish.nth <= len(fitting) else None


def _has_body_part(study: StudySeries, wanted: str) -> bool:
    if not wanted:
        return True
    named = {entry.info.body_part.strip().casefold() for entry in study.entries} - {""}
    if named:
        return wanted.strip().casefold() in named
    texts = [study.info.study_description, *(entry.info.description for entry in study.entries)]
    return has_words(" ".join(texts), (wanted.strip(),))
