"""From headers to the entries of a catalog."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from medviewer.core.series import LoadReport, Problem, RejectedFile, SeriesEntry
from medviewer.io.dicom.admission import Kind, admit
from medviewer.io.dicom.describe import describe
from medviewer.io.dicom.display import display_problems
from medviewer.io.dicom.frames.frame_headers import frame_headers
from medviewer.io.dicom.grid.counted_images import CountedImages
from medviewer.io.dicom.grid.group import Key, differences, group, series_id, without_refusal
from medviewer.io.dicom.grid.part_names import part_names
from medviewer.io.dicom.grid.series_plan import SeriesPlan, plan_group
from medviewer.io.dicom.objects.object_entries import object_entry, references_of
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header

_WORDS_AND_NUMBERS = re.compile(r"([^0-9]+)|([0-9]{1,18})")


def catalog_entries(headers: Sequence[Header], source: str) -> tuple[list[SeriesEntry], list[RejectedFile]]:
    """One entry for each series, in the order of series number and description, and the files left out."""
    kinds: dict[Kind, list[Header]] = {}
    rejected: list[RejectedFile] = []
    for header in headers:
        admission = admit(header)
        is_image = admission.kind == "image"
        kinds.setdefault(admission.kind, []).extend(frame_headers(header) if is_image else (header,))
        if admission.problem is not None and admission.kind == "broken":
            rejected.append(RejectedFile(header.path, admission.problem.message))
    cut = _by(without_refusal, group(kinds.get("broken", [])))
    entries: dict[str, SeriesEntry] = {}
    groups = group([*kinds.get("image", []), *kinds.get("refused", [])])
    counted = CountedImages(headers)
    families = _by(lambda key: key[:2], groups)
    parts = {key: name for family in families.values() for key, name in part_names(list(family)).items()}
    for key, members in groups.items():
        split = _split_problem(key, families[key[:2]])
        broken = [h for others in cut.get(without_refusal(key), {}).values() for h in others]
        for plan in plan_group(members):
            name = series_id(key, plan.label, entries)
            beside = [*split, *counted.missing_from(plan)]
            entries[name] = _entry(
                _named(plan, parts.get(key, "") if split else ""), name, source, beside, broken
            )
            rejected += plan.rejected
    for header in kinds.get("segmentation", []):
        seg = _segmentation_entry(header, source, entries)
        entries[seg.series_id] = seg
    for header in kinds.get("no picture", []):
        entry = object_entry(header, source, entries)
        if entry is None:
            rejected.append(RejectedFile(header.path, _reason(header)))
        else:
            entries[entry.series_id] = entry
    return sorted(entries.values(), key=_rank), list(dict.fromkeys(rejected))


def _by(name: Callable[[Key], Key], groups: Mapping[Key, list[Header]]) -> dict[Key, dict[Key, list[Header]]]:
    """Groups by a part of their key: a folder may hold tens of thousands of them."""
    found: dict[Key, dict[Key, list[Header]]] = {}
    for key, members in groups.items():
        found.setdefault(name(key), {})[key] = members
    return found


def _split_problem(key: Key, family: Iterable[Key]) -> list[Problem]:
    """A sentence where one series of the files had to be taken apart; ``family`` are all its parts."""
    same = list(family)
    differing = differences(same)
    if not key[1] or not differing:
        return []
    *others, last = differing
    what = f"{', '.join(others)} and {last}" if others else last
    message = f"The series is shown as {len(same)} parts because its pictures differ in {what}."
    return [Problem("SPLIT_SERIES", message)]


def _named(plan: SeriesPlan, part: str) -> SeriesPlan:
    return replace(plan, label=", ".join(filter(None, (part, plan.label))))


def _entry(
    plan: SeriesPlan, name: str, source: str, beside: Sequence[Problem], broken: Sequence[Header]
) -> SeriesEntry:
    first = plan.headers[0]
    left_out = tuple(RejectedFile(h.path, _reason(h)) for h in broken)
    problems = (*plan.problems, *beside, *display_problems(first))
    report = LoadReport(plan.verdict, problems, (*plan.rejected, *left_out), plan.positions)
    return SeriesEntry(
        info=describe(first, name, plan.label),
        kind="dicom",
        files=tuple(dict.fromkeys(header.path for header in plan.headers)),
        shape_kji=plan.shape_kji,
        report=report,
        source=source,
        frames=_frames_of(plan.headers),
        time_points=plan.time_points,
    )


def _frames_of(headers: Sequence[Header]) -> tuple[tuple[int, ...], ...]:
    """The frames of each file, in order, where some of its frames are elsewhere or left out."""
    frames: dict[str, set[int]] = {}
    for header in headers:
        frames.setdefault(header.path, set()).add(header.frame_index)
    whole = {header.path: header.source.frames if header.source else 1 for header in headers}
    if all(len(found) == whole[path] for path, found in frames.items()):
        return ()
    return tuple(tuple(sorted(found)) for found in frames.values())


def _segmentation_entry(header: Header, source: str, taken: Container[str]) -> SeriesEntry:
    uid = header.string(tags.SOP_INSTANCE_UID) or Path(header.path).name
    name = series_id((uid,), "segmentation", taken)
    return SeriesEntry(
        info=describe(header, name),
        kind="dicom-seg",
        files=(header.path,),
        shape_kji=(header.frames, header.rows, header.columns),
        source=source,
        refers_to=references_of(header.path),
    )


def _reason(header: Header) -> str:
    problem = admit(header).problem
    return problem.message if problem else ""


def _rank(entry: SeriesEntry) -> tuple[str, float, list[tuple[int, str]], str]:
    number = entry.info.number
    return (
        entry.info.study.study_date + entry.info.study.study_uid,
        float(number) if number.isdecimal() else float("inf"),
        [(int(part or 0), text) for text, part in _WORDS_AND_NUMBERS.findall(entry.info.description)],
        entry.series_id,
    )
