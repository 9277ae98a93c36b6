"""Marks in the reader's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medviewer.core.mark import Mark
from medviewer.core.measure import Figures
from medviewer.core.measure_shape import SPANNING_KINDS, is_spanning
from medviewer.core.measure_text import FigureWords, figure_lines


def figure_words() -> FigureWords:
    """The words between the numbers."""
    return FigureWords(
        area=_tr("Area %1"),
        mean=_tr("Mean %1"),
        sd=_tr("SD %1"),
        least=_tr("Min %1"),
        greatest=_tr("Max %1"),
        count=_tr("%1 voxels"),
        samples=_tr("%1 samples"),
        left_out=_tr("%1 left out (padding)"),
        no_values=_tr("No voxels inside"),
        no_unit=_tr("(no unit)"),
        calibrated=_tr("calibrated"),
        detector=_tr("at the detector"),
        region=_tr("region of the file"),
        unknown=_tr("no pixel size in the file"),
        by_hand=_tr("calibrated by hand"),
        crosses=_tr("outline crosses itself"),
    )


def kind_name(kind: str) -> str:
    """What a kind of mark is called."""
    return {
        "length": _tr("Length"),
        "angle": _tr("Angle"),
        "cobb": _tr("Cobb angle"),
        "bidirectional": _tr("Bidirectional"),
        "ellipse": _tr("Ellipse"),
        "rectangle": _tr("Rectangle"),
        "polygon": _tr("Polygon"),
        "freehand": _tr("Freehand"),
        "point": _tr("Point"),
        "arrow": _tr("Arrow"),
        "text": _tr("Text"),
        "ball": _tr("Ball"),
    }[kind]


def mark_name(mark: Mark) -> str:
    """The name that the reader gave, else its words, else its kind."""
    return mark.label or mark.text or (_tr("Known length") if mark.known_mm > 0 else kind_name(mark.kind))


def view_lines(mark: Mark, figures: Figures | None, is_selected: bool, words: FigureWords) -> tuple[str, ...]:
    """What stands beside a mark in a view; how many voxels it holds only while it is selected."""
    named = tuple(text for text in (mark.label, mark.text) if text)
    if is_spanning(mark) and figures is not None:
        return (*named, *figure_lines(figures, words), _tr("over several slices"))
    if mark.known_mm > 0:
        return (*named, _tr("known: %1 mm").replace("%1", f"{mark.known_mm:g}"))
    if figures is None:
        return named
    lines = figure_lines(figures, words)
    counted = {words.count.replace("%1", str(figures.count)), words.samples.replace("%1", str(figures.count))}
    return (*named, *(line for line in lines if is_selected or line not in counted))


def step_hint(kind: str, clicks: int, spans: bool = False) -> str:
    """What the next click does while a mark is being drawn; ``spans``: it may go to another slice."""
    if spans and kind in SPANNING_KINDS:
        hints = _spanning_hints(kind)
        return hints[min(clicks, len(hints)) - 1]
    return _flat_hints(kind, clicks)


def _spanning_hints(kind: str) -> tuple[str, ...]:
    if kind == "length":
        return (
            _tr("Click or release at the other end   wheel: on another slice   Shift: level, upright or 45°"),
        )
    return (
        _tr("Click at the corner   wheel: on another slice   Esc: cancel"),
        _tr("Click at the end of the other leg   wheel: on another slice"),
    )


def _flat_hints(kind: str, clicks: int) -> str:
    hints = {
        "length": (_tr("Click or release at the other end   Shift: level, upright or 45°   Esc: cancel"),),
        "arrow": (_tr("Click or release where the words are to stand   Esc: cancel"),),
        "angle": (_tr("Click at the corner   Esc: cancel"), _tr("Click at the end of the other leg")),
        "cobb": (
            _tr("Click at the end of the first line   Esc: cancel"),
            _tr("Click where the second line begins"),
            _tr("Click at the end of the second line"),
        ),
        "bidirectional": (
            _tr("Click at the other end of the long axis   Esc: cancel"),
            _tr("Click at the end of the short axis"),
        ),
        "ellipse": (_tr("Release at the opposite corner   Shift: circle   Esc: cancel"),),
        "rectangle": (_tr("Release at the opposite corner   Shift: square   Esc: cancel"),),
        "polygon": (
            _tr("Click the next corner   Esc: cancel"),
            _tr("Click the next corner   Esc: cancel"),
            _tr("Click the next corner   double click, Enter or the first corner: close   Esc: cancel"),
        ),
        "freehand": (_tr("Draw round the region; it closes when released   Esc: cancel"),),
        "ball": (_tr("Release at the surface of the ball   Esc: cancel"),),
    }.get(kind, ("",))
    return hints[min(clicks, len(hints)) - 1]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Marks", text)
