"""Whole files of a reader's work, one of each kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from medviewer.core.classification import Classification, Finding
from medviewer.core.detections import Box, Detections
from medviewer.core.geometry import Geometry
from medviewer.core.hanging import HangingRule, HangingView, SeriesWish
from medviewer.core.hanging_json import plain_rules
from medviewer.core.mark import KeyImage, Mark, MarkPlace
from medviewer.core.mark_record import MarkRecord
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.core.work import Work, WorkImage, WorkResult
from medviewer.scene.scene import Scene
from medviewer.session.journal_content import JournalContent
from medviewer.session.journal_line import line_of
from medviewer.session.looks import looks_of_image, looks_of_scene, looks_of_views

GRID = Geometry((4, 5, 6), (1.0, 2.0, 3.0), (0.5, 0.5, 2.0))
PLACE = MarkPlace("series", "1.2", "1.2.3", "1.2.9", "1.2.3.4")
PRIVATE = "SECRET 王"


def a_work() -> Work:
    """A sitting with one of everything, as it is saved."""
    labels = np.zeros(GRID.shape_kji, np.uint8)
    labels[1, 2, 3] = 1
    origin = Provenance("lung", "Lungs", "1.0", input_fingerprint="ab" * 32, input_series_id="series")
    heat = Volume(np.linspace(0, 1, labels.size, dtype=np.float32).reshape(labels.shape), GRID)
    results = (
        Segmentation(labels, GRID, (Segment(1, "左肺"),), "Lungs", origin),
        Classification((Finding("nodule", 0.8, 0.5, heat),), "Chest", origin),
        Detections((Box("nodule", 0.7, (1.0, 2.0, 3.0), (2.0, 3.0, 4.0)),), "Boxes", origin),
    )
    scene = Scene()
    image = scene.add_volume(Volume(np.zeros(GRID.shape_kji, np.int16), GRID, "HU", SeriesInfo("series")))
    shown = [scene.add_result(one, image.id) for one in results[:1]]
    return Work(
        patient="d" * 64,
        paths=(f"/studies/{PRIVATE}",),
        images=(WorkImage("series", "1.2.3", "1.2", "/studies", "ef" * 32, looks_of_image(image)),),
        marks=some_marks(),
        key_images=(a_key_image(),),
        results=tuple(WorkResult(str(n), "series", one, _looks(shown, n)) for n, one in enumerate(results)),
        texts={"report": PRIVATE},
        scene=looks_of_scene(scene),
        views=looks_of_views(scene),
        when="2026-01-01T12:00:00+00:00",
    )


def _looks(shown: list[Any], n: int) -> dict[str, Any]:
    from medviewer.session.looks import looks_of_result

    return dict(looks_of_result(shown[n])) if n < len(shown) else {}


def some_marks() -> tuple[Mark, ...]:
    """Marks with few and many points."""
    return (
        Mark("length", ((0.0, 0.1, 0.2), (3.0, 0.0, -5.5)), (0.0, 0.0, 1.0), PLACE, PRIVATE, id="a" * 32),
        Mark(
            "polygon",
            ((0.0, 0.0, 0.0), (9.0, 0.0, 0.0), (0.0, 9.0, 0.0)),
            (0.0, 0.0, 1.0),
            PLACE,
            id="b" * 32,
        ),
        Mark("arrow", ((0.0, 0.0, 0.0), (9.0, 0.0, 0.0)), (0.0, 0.0, 1.0), PLACE, text=PRIVATE, id="c" * 32),
    )


def a_key_image() -> KeyImage:
    return KeyImage(
        PLACE, (0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 400.0, 40.0, PRIVATE, id="d" * 32
    )


def whole_files(folder: Path) -> list[tuple[str, bytes]]:
    """A suffix and the content of each kind of file."""
    from medviewer.io.marks.json_file import write_json
    from medviewer.io.progress import LocalReport
    from medviewer.session.noun_file import write_noun
    from medviewer.session.session_file import write_session

    folder.mkdir(parents=True, exist_ok=True)
    work = a_work()
    write_session(work, str(folder / "x.medviewer"), LocalReport())
    write_noun(folder / "x.result", work.results[1].result)
    write_json([MarkRecord(one) for one in work.marks], work.key_images, folder / "x.json")
    (folder / "x.journal").write_bytes(a_journal(work))
    rules = plain_rules([a_rule()])
    (folder / "x.rules").write_text(json.dumps(rules), encoding="utf-8")
    (folder / "x.dcm").write_bytes(a_report(folder))
    return [(path.suffix, path.read_bytes()) for path in sorted(folder.glob("x.*"))]


def a_rule() -> HangingRule:
    wish = SeriesWish(words=("t2",), modality="MR")
    return HangingRule("Head", "grid 2x2", ("MR",), views=(HangingView(wish, "axial", "brain"),))


def a_journal(work: Work) -> bytes:
    """A journal's lines as its writer makes them."""
    content = JournalContent(head={"patient": work.patient, "paths": list(work.paths), "opened": work.when})
    said = content.all_lines() + content.take_marks(work.marks, work.when)
    said += content.take_marks(work.marks[:2], work.when) + content.take_keys(work.key_images, work.when)
    said += content.take_texts(work.texts, work.when)
    images = [{"series_id": "series", "looks": dict(work.images[0].looks)}]
    said += content.take_looks(images, dict(work.scene), dict(work.views))
    about = {"series_id": "series", "file": "x-1.result", "looks": dict(work.results[0].looks)}
    said += content.take_result("r", about, work.when)
    return b"".join(map(line_of, said))


def a_report(folder: Path) -> bytes:
    """A structured report with every kind of mark that has a shape of its own."""
    from medviewer.core.series import SeriesInfo, StudyInfo
    from medviewer.io.dicom.write_series import write_ct_series
    from medviewer.io.marks.write_report import write_report

    study = StudyInfo("Doe^Jane", "ID-1", "19700101", study_uid="1.2.3.4")
    info = SeriesInfo("series", modality="CT", study=study)
    volume = Volume(np.zeros(GRID.shape_kji, np.int16), GRID, "HU", info)
    files = write_ct_series(volume, folder / "ct", uid_seed="work")
    from medviewer.io.load import load_series
    from medviewer.io.progress import LocalReport
    from medviewer.io.scan import scan_path

    image: Any = load_series(
        scan_path(str(folder / "ct"), report=LocalReport()).series[0], report=LocalReport()
    )
    told = image.info
    place = MarkPlace(told.series_id, told.study.study_uid, told.series_uid, told.frame_of_reference_uid)
    from dataclasses import replace

    records = [MarkRecord(replace(one, place=place)) for one in some_marks()]
    sources = [str(path) for path in files]
    return Path(write_report(records, folder / "made.dcm", sources, LocalReport())).read_bytes()
