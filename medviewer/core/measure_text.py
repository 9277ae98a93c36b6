"""Figures in words: the same lines in a view, in the list and in a report."""

from __future__ import annotations

from dataclasses import dataclass

from medviewer.core.measure import Figures


@dataclass(frozen=True)
class FigureWords:
    """The words between the numbers, in the reader's language; %1 stands for a number with its unit."""

    area: str = "Area %1"
    mean: str = "Mean %1"
    sd: str = "SD %1"
    least: str = "Min %1"
    greatest: str = "Max %1"
    count: str = "%1 voxels"
    samples: str = "%1 samples"
    left_out: str = "%1 left out (padding)"
    no_values: str = "No voxels inside"
    no_unit: str = "(no unit)"
    calibrated: str = "calibrated"
    detector: str = "at the detector"
    region: str = "region of the file"
    unknown: str = "no pixel size in the file"
    by_hand: str = "calibrated by hand"
    crosses: str = "outline crosses itself"


ENGLISH = FigureWords()


def figure_text(figures: Figures, words: FigureWords = ENGLISH) -> str:
    """All figures in one line."""
    return "; ".join(figure_lines(figures, words))


def main_figure(figures: Figures, words: FigureWords = ENGLISH) -> str:
    """The one figure that a list shows: length, angle, area or value; "" for an arrow or a text."""
    unit = figures.length_unit
    if figures.length is not None and figures.second_length is not None:
        return f"{figures.length:.1f} × {figures.second_length:.1f} {unit}"
    if figures.length is not None:
        return f"{figures.length:.1f} {unit}" if figures.kind != "ball" else f"⌀ {figures.length:.1f} {unit}"
    if figures.angle_degrees is not None:
        return f"{figures.angle_degrees:.1f}°"
    if figures.area is not None:
        return f"{figures.area:.1f} {unit}²"
    return "" if figures.mean is None else _value(figures.mean, figures.unit, words)


def figure_lines(figures: Figures, words: FigureWords = ENGLISH) -> tuple[str, ...]:
    """All figures as short lines, the most important one first; none for an arrow or a text."""
    if figures.kind in ("arrow", "text"):
        return ()
    if figures.kind == "point":
        told = main_figure(figures, words)
        return (told or words.no_values,) if figures.has_values else ()
    main = main_figure(figures, words)
    if figures.volume_ml is not None:
        main = f"{main}   {figures.volume_ml:.{2 if figures.volume_ml < 100 else 1}f} ml"
    first = words.area.replace("%1", main) if figures.area is not None else main
    lines = (first, *_value_lines(figures, words), scale_note(figures, words))
    crossing = words.crosses if figures.crosses_itself else ""
    return tuple(line for line in (*lines, crossing) if line)


def scale_note(figures: Figures, words: FigureWords = ENGLISH) -> str:
    """Where the size of a pixel comes from, "" where there is nothing to say (or nothing measured by it)."""
    if figures.length is None and figures.area is None:
        return ""
    notes = {
        "calibrated": words.calibrated,
        "detector": words.detector,
        "region": words.region,
        "unknown": words.unknown,
        "by hand": words.by_hand,
    }
    return notes.get(figures.spacing_source, "")


def _value_lines(figures: Figures, words: FigureWords) -> tuple[str, ...]:
    if not figures.has_values:
        return ()
    counted = words.count if figures.sampling == "voxels" else words.samples
    left_out = words.left_out.replace("%1", str(figures.left_out)) if figures.left_out else ""
    if figures.mean is None or figures.sd is None or figures.minimum is None or figures.maximum is None:
        return (words.no_values, left_out)
    mean = words.mean.replace("%1", _value(figures.mean, figures.unit, words))
    sd = words.sd.replace("%1", _number(figures.sd))
    least = words.least.replace("%1", _number(figures.minimum))
    greatest = words.greatest.replace("%1", _number(figures.maximum))
    count = counted.replace("%1", str(figures.count))
    return (f"{mean}   {sd}", f"{least}   {greatest}", count, left_out)


def _value(value: float, unit: str, words: FigureWords) -> str:
    named = "SUVbw" if unit == "SUV" else unit or words.no_unit
    return f"{_number(value)} {named}"


def _number(value: float) -> str:
    """Whole numbers to the last digit, others to a tenth, small ones to three digits."""
    if value.is_integer():
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10.0 else f"{value:.3g}"
