"""Report: what is told of one study, as values; how it is worded and laid out is for the templates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from medviewer.core.geometry import Vector
from medviewer.core.measure import Figures
from medviewer.core.report_comparison import ReportComparison
from medviewer.core.report_draft import ReportDraft
from medviewer.core.review import Review
from medviewer.core.segmentation import Code, Color
from medviewer.core.series import StudyInfo


@dataclass(frozen=True)
class ReportSeries:
    """A series that was looked at; ``images`` is how many slices or frames it has."""

    modality: str
    number: str
    description: str
    images: int
    body_part: str = ""


@dataclass(frozen=True)
class ReportPicture:
    """A picture in the report.

    Parameters
    ----------
    png
        The picture as a PNG file, with what was drawn over it.
    size_px
        Width and height.
    series
        What it shows, in the file's words.
    note
        What the reader said of it.
    window
        Width and level, or None where there is none to speak of.
    has_result
        Whether something that a model made is drawn over it.
    is_key_image
        Whether the reader picked it out; else it is a view as it was on screen.
    instance_uid, frame
        SOP Instance UID of the slice nearest to it, "" where there is none, and its frame, from 1.
    """

    png: bytes
    size_px: tuple[int, int]
    series: str = ""
    note: str = ""
    window: tuple[float, float] | None = None
    has_result: bool = False
    is_key_image: bool = True
    instance_uid: str = ""
    frame: int = 1


@dataclass(frozen=True)
class ReportMeasurement:
    """One mark with its figures, None where it measures nothing; ``kind`` is a `MarkKind`."""

    kind: str
    label: str = ""
    text: str = ""
    series: str = ""
    role: str = ""
    lesion: int = 0
    figures: Figures | None = None


@dataclass(frozen=True)
class ReportSegment:
    """A segment: volume in ml. ``result`` names the segmentation, ``is_from_model`` who made it.

    ``code`` says which structure it is, where the result tells.
    """

    name: str
    volume_ml: float
    color: Color
    result: str = ""
    is_from_model: bool = False
    code: Code | None = None


@dataclass(frozen=True)
class ReportStatement:
    """One thing that a model states.

    Parameters
    ----------
    label
        In the model's words.
    score
        Probability or score 0..1, or an anomaly score; None where it gives none.
    threshold
        From which its makers call it positive, or None.
    is_positive
        None where the model does not say.
    place_lps, size_mm
        Centre and full size, mm, LPS.
    """

    label: str
    score: float | None = None
    threshold: float | None = None
    is_positive: bool | None = None
    place_lps: Vector | None = None
    size_mm: Vector | None = None


@dataclass(frozen=True)
class ReportResult:
    """What one run of a model found, by which model, and what a reader said of it.

    ``kind`` is ``"segmentation"``, ``"classification"``, ``"detection"``, ``"landmarks"``, ``"anomaly"`` or
    ``"image"``.
    """

    kind: str
    name: str
    model_name: str
    model_version: str
    model_id: str = ""
    weights_sha256: str = ""
    device: str = ""
    made: str = ""
    review: Review = field(default_factory=Review)
    series: str = ""
    statements: tuple[ReportStatement, ...] = ()
    segments: int = 0


@dataclass(frozen=True)
class Report:
    """All of it. ``made`` is ISO 8601 with offset, ``version`` that of the program.

    ``comparison`` is None where there is no earlier study of the patient to speak of. ``pictures_left_out``
    counts key images of the study that are not among the pictures: too many, or of a series that is not open.
    """

    study: StudyInfo
    draft: ReportDraft
    made: str
    version: str
    series: tuple[ReportSeries, ...] = ()
    pictures: tuple[ReportPicture, ...] = ()
    measurements: tuple[ReportMeasurement, ...] = ()
    segments: tuple[ReportSegment, ...] = ()
    results: tuple[ReportResult, ...] = ()
    comparison: ReportComparison | None = None
    pictures_left_out: int = 0

    def with_draft(self, draft: ReportDraft) -> Report:
        """The same with another text, without the parts that it leaves out."""
        out = draft.left_out
        return replace(
            self,
            draft=draft,
            pictures=() if "pictures" in out else self.pictures,
            pictures_left_out=0 if "pictures" in out else self.pictures_left_out,
            measurements=() if "measurements" in out else self.measurements,
            segments=() if "segments" in out else self.segments,
            results=() if "findings" in out else self.results,
            comparison=None if "comparison" in out else self.comparison,
        )

    @property
    def has_unreviewed(self) -> bool:
        """Whether it holds something of a model that no reader has settled."""
        return any(not result.review.is_settled for result in self.results)


def without_bytes(report: Report) -> Report:
    """The same without the files of its pictures, for whoever only refers to them."""
    return replace(report, pictures=tuple(replace(one, png=b"") for one in report.pictures))
