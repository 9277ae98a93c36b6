"""Standardised uptake by body weight (SUV) in PET, by the vendor-neutral rules of QIBA.

Quantitative Imaging Biomarkers Alliance, "Vendor-neutral pseudo-code for SUV calculation".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from medviewer.core.series import Problem
from medviewer.io.dicom.admission import modality_of
from medviewer.io.dicom.grid.series_plan import SeriesPlan
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.dicom_time import moment_of, moment_of_text
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.pixels.values import has_colours

SUV = "SUV"
_LEAST_DOSE_BQ = 1e4
_WEIGHTS_KG = (0.005, 700.0)
_HALF_LIVES_S = (10.0, 1e7)
_LONGEST_HALF_LIVES = 20.0
_UNIT_NAMES = {"BQML": "Bq/ml", "CNTS": "counts", "GML": "g/ml"}
_SCALED = (tags.WINDOW_CENTER, tags.WINDOW_WIDTH)


class NoUptake(Exception):
    """Why no SUV can be computed; the message is the end of a sentence."""


def in_uptake_values(plan: SeriesPlan) -> SeriesPlan:
    """The plan with headers that speak of SUV instead of activity, where everything needed is there.

    Rescale and windows of each slice are multiplied by one factor, so that each keeps its own rescale.
    Where something is missing the values stay as they are, with a problem ``NO_SUV``.
    """
    first = plan.headers[0]
    unit = first.string(tags.UNITS)
    if modality_of(first) != "PT" or unit not in _UNIT_NAMES or has_colours(first):
        return plan
    try:
        factor = uptake_factor(plan.headers)
    except NoUptake as reason:
        message = f"No SUV can be computed, and values stay in {_UNIT_NAMES[unit]}: {reason}."
        return replace(plan, problems=(*plan.problems, Problem("NO_SUV", message)))
    return replace(plan, headers=tuple(_scaled(header, factor) for header in plan.headers))


def uptake_factor(headers: Sequence[Header]) -> float:
    """What the rescaled values of all slices are to be multiplied by.

    Raises
    ------
    NoUptake
        If something that is needed is missing or absurd.
    """
    first = headers[0]
    unit = first.string(tags.UNITS)
    if unit == "GML":
        if first.string(tags.SUV_TYPE) not in ("", "BW"):
            raise NoUptake("the file gives uptake by something other than body weight")
        return 1.0
    corrections = first.strings(tags.CORRECTED_IMAGE)
    for mark, name in (("ATTN", "attenuation"), ("DECY", "decay")):
        if mark not in corrections:
            raise NoUptake(f"the values are not said to be corrected for {name}")
    if unit == "BQML":
        return _factor_of_activity(headers)
    given = _private(first, tags.PHILIPS_SUV_FACTOR)
    if given is not None:
        return given
    activity = _private(first, tags.PHILIPS_ACTIVITY_FACTOR)
    if activity is None:
        raise NoUptake("the factors that the maker of the scanner keeps beside the counts are missing")
    return activity * _factor_of_activity(headers)


def _factor_of_activity(headers: Sequence[Header]) -> float:
    """From activity in Bq/ml to uptake in g/ml: weight by dose at the time that decay is corrected to."""
    first = headers[0]
    weight = first.number(tags.PATIENT_WEIGHT)
    if weight is None or not _WEIGHTS_KG[0] <= weight <= _WEIGHTS_KG[1]:
        raise NoUptake("the patient's weight is missing")
    tracers = first.items(tags.RADIOPHARMACEUTICALS)
    if not tracers:
        raise NoUptake("the radiopharmaceutical is missing")
    tracer = tracers[0]
    dose, half_life = tracer.number(tags.RADIONUCLIDE_TOTAL_DOSE), tracer.number(tags.RADIONUCLIDE_HALF_LIFE)
    if dose is None or not _LEAST_DOSE_BQ <= dose < 1e13:
        raise NoUptake("the injected dose is missing or not in becquerel")
    if half_life is None or not _HALF_LIVES_S[0] <= half_life <= _HALF_LIVES_S[1]:
        raise NoUptake("the half-life is missing")
    decayed = dose * math.exp2(-_seconds_of_decay(headers, tracer, half_life) / half_life)
    return weight * 1000.0 / decayed


def _seconds_of_decay(headers: Sequence[Header], tracer: Header, half_life: float) -> float:
    """From the injection to the time that the values are corrected to."""
    corrected_to = headers[0].string(tags.DECAY_CORRECTION)
    if corrected_to == "ADMIN":
        return 0.0
    if corrected_to != "START":
        raise NoUptake("the file does not say to what time decay was corrected")
    scan = _scan_start(headers, half_life)
    injection = moment_of_text(tracer.string(tags.RADIOPHARMACEUTICAL_START_DATETIME))
    if injection is None:
        text = tracer.string(tags.RADIOPHARMACEUTICAL_START_TIME)
        injection = moment_of(scan.strftime("%Y%m%d"), text)
        if injection is None:
            raise NoUptake("the time of the injection is missing")
        if injection > scan:  # no date is given: it was before midnight
            injection -= timedelta(days=1)
    seconds = (scan - injection).total_seconds()
    if not 0.0 <= seconds <= _LONGEST_HALF_LIVES * half_life:
        raise NoUptake("the times of injection and scan contradict each other")
    return seconds


def _scan_start(headers: Sequence[Header], half_life: float) -> datetime:
    """When the scan began: the series' time, unless it is later than an acquisition (post-processed)."""
    series = moment_of(_date(headers[0], tags.SERIES_DATE), headers[0].string(tags.SERIES_TIME))
    dated = [(moment, header) for header in headers if (moment := _acquired(header)) is not None]
    if not dated:
        raise NoUptake("the time of the scan is missing")
    earliest, header = min(dated, key=lambda found: found[0])
    if series is not None and series <= earliest:
        return series
    if header.string(tags.GE_PET_CREATOR) == "GEMS_PETD_01":
        private = moment_of_text(header.string(tags.GE_SCAN_DATETIME))
        if private is not None:
            return private
    reference, duration = header.number(tags.FRAME_REFERENCE_TIME), header.number(tags.ACTUAL_FRAME_DURATION)
    if reference is not None and duration is not None and reference > 0 and duration > 0:
        return earliest + timedelta(seconds=_mean_count_time(duration / 1e3, half_life) - reference / 1e3)
    return earliest


def _mean_count_time(duration_s: float, half_life: float) -> float:
    """When, within a frame, the count rate is its average over the frame."""
    constant = math.log(2.0) / half_life
    decay = constant * duration_s
    return math.log(decay / -math.expm1(-decay)) / constant


def _acquired(header: Header) -> datetime | None:
    return moment_of(_date(header, tags.ACQUISITION_DATE), header.string(tags.ACQUISITION_TIME))


def _date(header: Header, tag: int) -> str:
    return header.string(tag) or header.string(tags.SERIES_DATE) or header.string(tags.STUDY_DATE)


def _private(header: Header, tag: int) -> float | None:
    if header.string(tags.PHILIPS_PET_CREATOR) != "Philips PET Private Group":
        return None
    value = header.number(tag)
    return value if value is not None and 0.0 < value < 1e30 else None


def _scaled(header: Header, factor: float) -> Header:
    """A header as if the file had been written in SUV."""
    slope, intercept = header.number(tags.RESCALE_SLOPE), header.number(tags.RESCALE_INTERCEPT)
    changes = {
        tags.RESCALE_SLOPE: repr((1.0 if slope is None else slope) * factor).encode(),
        tags.RESCALE_INTERCEPT: repr((0.0 if intercept is None else intercept) * factor).encode(),
        tags.UNITS: SUV.encode(),
    }
    for tag in _SCALED:
        numbers = header.numbers(tag)
        changes[tag] = "\\".join(repr(number * factor) for number in numbers).encode()
    elements = replace(header.elements, values={**header.elements.values, **changes})
    return Header(elements, header.frame_index, header.is_frame, header.tile, header.source)
