"""``medviewer explain``: a tested heat map of a statement, a segment or a box, in a file."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from medviewer.commands.console import ConsoleReport, say, say_json
from medviewer.commands.find_model import find_model
from medviewer.commands.open_series import open_channels, open_image
from medviewer.core.errors import ModelError, WriteError
from medviewer.core.geometry import Vector
from medviewer.core.heat_map import HeatMap
from medviewer.core.volume import Stack, Volume


def run(arguments: argparse.Namespace) -> int:
    """Explains in the model's host and saves the map and its scores."""
    record, info = find_model(arguments.model)
    has_places = record.kind == "pack" and info.task in ("segmentation", "detection")
    if not has_places and info.task not in ("classification", "sequence"):
        raise ModelError(f"{info.id} is a model for {info.task}: it makes no statements to explain.")
    scores_path = _demand_place(arguments.output)
    label = arguments.label or next((one.name for one in info.labels), "")
    report = ConsoleReport()
    _, image = open_image(arguments.path, arguments.series, report, None)
    from medviewer.commands.explain_place import find_place
    from medviewer.commands.in_model_host import in_model_host
    from medviewer.io.write import save_volume

    folder, params, device = str(record.folder), dict(arguments.param), arguments.device
    channels, place = open_channels(arguments.channel, report), None
    if has_places:
        own = {name: value for name, value in params.items() if not name.startswith("explain_")}
        run = (folder, image, own, device, True, channels)
        place = find_place(info, run, arguments.label, arguments.box, report)
        label = place.label
    what = (folder, image, label, arguments.method, params, device, channels, place)
    function = "medviewer.inference.explain_run:explain_finding"
    found: HeatMap = in_model_host(function, *what, title=info.name, report=report)
    saved = save_volume(found.values, arguments.output, report)
    facts = {"output": saved, **heat_map_facts(found)}
    _write_scores(scores_path, facts)
    report.clear()
    if arguments.json:
        say_json(facts)
    else:
        _say(facts, scores_path, place_text(image, found.peak_lps))
    return 0


def heat_map_facts(found: HeatMap) -> dict[str, Any]:
    """What a heat map says besides its values, as plain data with stable keys."""
    from medviewer.io.result_json import provenance_json

    return {
        "label": found.label,
        "method": found.method,
        "place_lps": None if found.place_lps is None else [round(value, 4) for value in found.place_lps],
        "peak_lps": [round(value, 4) for value in found.peak_lps],
        "trust": None if found.trust is None else asdict(found.trust),
        "note": found.note,
        "provenance": provenance_json(found.values.provenance),
        "notice": "Made by a model. Research use only, not a medical device.",
    }


def _demand_place(output: str) -> Path:
    """Where the scores go; refuses, before anything runs, what cannot be saved."""
    from medviewer.io.atomic import check_place
    from medviewer.io.write_image import IMAGE_SUFFIXES, format_of

    suffix = format_of(output)
    if suffix not in IMAGE_SUFFIXES:
        raise WriteError(f"A heat map is saved to a name in {', '.join(IMAGE_SUFFIXES)}.")
    scores = Path(output[: -len(suffix)] + ".json")
    if not scores.resolve().parent.is_dir():
        raise WriteError(f"{output} cannot be saved: its folder does not exist; make it first.")
    check_place(output)
    check_place(str(scores))
    return scores


def _write_scores(path: Path, facts: dict[str, Any]) -> None:
    from medviewer.io.atomic import atomic_write

    text = json.dumps(facts, indent=2, ensure_ascii=False) + "\n"

    def write(temporary: Path) -> None:
        temporary.write_text(text, encoding="utf-8")

    def read_back(temporary: Path) -> None:
        if temporary.read_text(encoding="utf-8") != text:
            raise WriteError(f"{path.name} could not be read back as it was written; try another disk.")

    atomic_write(path, write, read_back)


def place_text(image: Volume | Stack, point_lps: Vector) -> str:
    """Where a point is, in millimetres where the file says how large a pixel is."""
    if image.spacing_source == "unknown" and isinstance(image, Volume):
        column, row, _ = image.geometry.lps_to_index(point_lps)
        return f"column {column:.0f}, row {row:.0f} (the file gives no pixel size)"
    return f"{', '.join(f'{value:.1f}' for value in point_lps)} mm (LPS)"


def _say(facts: dict[str, Any], scores_path: Path, place: str) -> None:
    say(f"{facts['label']} by {facts['method']}: hottest at {place}")
    if facts["trust"] is not None:
        say(facts["trust"]["sentence"])
    if facts["note"]:
        say(facts["note"])
    say(f"Saved {facts['output']} and {scores_path}")
    say("Made by a model and not reviewed. Research use only, not a medical device.")
