"""A report with everything in it, and strings that want to be more than text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from medviewer.core.measure import Figures
from medviewer.core.report import (
    Report,
    ReportMeasurement,
    ReportPicture,
    ReportResult,
    ReportSegment,
    ReportSeries,
    ReportStatement,
)
from medviewer.core.report_draft import ReportDraft
from medviewer.core.review import Review
from medviewer.core.series import StudyInfo

HOSTILE = (
    "<script>alert(1)</script>",
    "{{7*7}}{% for x in y %}",
    "\u202eevil\u202c محمد",
    '" onload="x',
    'src="picture:1"',
    "%1 %2",
    "王小东" * 400,
)


@pytest.fixture
def a_report() -> Report:
    study = StudyInfo(
        "王小东 (Wang Xiaodong)", "P-1", "19700102", "M", "General Hospital", "CT Thorax", "20260103",
        "101112", "A-7", "1.2.3",
    )  # fmt: skip
    draft = ReportDraft("1.2.3", "Dr. A", "Cough", "Lungs clear.\nHeart normal.", "No finding.")
    return Report(
        study,
        draft,
        "2026-11-21T10:00:00+00:00",
        "0.1.0",
        (ReportSeries("CT", "3", "Thorax 5 mm", 28),),
        (ReportPicture(b"", (960, 720), "CT 3 Thorax 5 mm", "see here", (1500.0, -600.0)),),
        (ReportMeasurement("length", "L1", "", "CT 3", "target", 1, Figures("length", 12.34)),),
        (ReportSegment("Left lung", 2345.67, (1, 2, 3), "Lungs", True),),
        (
            ReportResult(
                "classification", "Chest", "Chest", "1.2", "chest", "ab" * 32, "cpu",
                "2026-11-21T09:00:00+00:00", Review(), "CT 3", (ReportStatement("opacity", 0.8, 0.5, True),),
            ),
        ),
    )  # fmt: skip


@pytest.fixture
def a_hostile_report(a_report: Report):
    """Makes the report with one string in every place where a file, a model or a reader may put text."""

    def make(text: str) -> Report:
        names = ("patient_name", "patient_id", "birth_date", "sex", "institution", "study_description",
                 "study_date", "study_time", "accession")  # fmt: skip
        result = a_report.results[0]
        return replace(
            a_report,
            study=StudyInfo(**dict.fromkeys(names, text), study_uid="1.2.3"),
            draft=replace(
                a_report.draft, reader=text, indication=text, findings=text, impression=text
            ),
            series=(ReportSeries(text, text, text, 1, text),),
            pictures=(ReportPicture(b"", (960, 720), text, text),),
            measurements=(ReportMeasurement("text", text, text, text),),
            segments=(ReportSegment(text, 1.0, (1, 2, 3), text),),
            results=(
                replace(
                    result, name=text, model_name=text, model_version=text, series=text, device=text,
                    review=Review("to_edit", text, text), statements=(ReportStatement(text),),
                ),
            ),
        )  # fmt: skip

    return make
