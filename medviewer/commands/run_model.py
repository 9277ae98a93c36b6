"""``medviewer run``: a model on a series, its result in a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from medviewer.api.model_info import ModelInfo
from medviewer.commands.console import ConsoleReport, say, say_json
from medviewer.commands.find_model import find_model
from medviewer.commands.open_series import open_channels, open_image
from medviewer.core.errors import ContractError, WriteError
from medviewer.core.series import SeriesEntry
from medviewer.core.volume import Stack, Volume


def run(arguments: argparse.Namespace) -> int:
    """Runs the model in its host and saves what it gives; whatever can be refused is refused first."""
    record, info = find_model(arguments.model)
    demand_ending(info, arguments.output)
    report = ConsoleReport()
    entry, image = open_image(arguments.path, arguments.series, report, arguments.time)
    if arguments.output.lower().endswith(".dcm") and entry.kind != "dicom":
        raise WriteError(
            "A DICOM Segmentation belongs to a DICOM series, and this image is not one; "
            "choose a name that ends in .nii.gz or .nrrd."
        )
    summary = run_and_save(str(record.folder), info, entry, image, arguments.output, report, arguments)
    report.clear()
    if arguments.json:
        say_json(summary)
    else:
        _say(summary)
    return 0


def run_and_save(
    folder: str,
    info: ModelInfo,
    entry: SeriesEntry,
    image: Volume | Stack,
    output: str,
    report: ConsoleReport,
    options: argparse.Namespace,
) -> dict[str, Any]:
    """Runs a model, saves its result and says what came out."""
    from medviewer.commands.in_model_host import in_model_host
    from medviewer.inference.channels import check_inputs
    from medviewer.io.result_file import result_facts, save_result

    channels = open_channels(options.channel, report)
    first = info.contract.roles[0].role if info.contract.roles else ""
    check = check_inputs(info, {first: image, **channels})
    if check.needs_agreement and not options.agree:
        raise ContractError(f"{' '.join(check.needs_agreement)} Add --agree to run the model anyway.")
    what = (folder, image, dict(options.param), options.device, options.agree, channels)
    result = in_model_host("medviewer.inference.run:run_model", *what, title=info.name, report=report)
    saved = save_result(result, output, image, dicom_files(entry), report)
    return {
        "model": info.id,
        "version": info.version,
        "series": image.info.series_id,
        "output": saved,
        "warnings": [*check.needs_agreement, *check.warnings],
        **result_facts(result),
    }


def dicom_files(entry: SeriesEntry) -> tuple[str, ...]:
    """The files that a DICOM Segmentation takes patient and study from."""
    return entry.files if entry.kind == "dicom" else ()


def demand_ending(info: ModelInfo, output: str) -> None:
    """Refuses, before anything runs, a name or a folder that the result cannot be saved to."""
    from medviewer.io.result_file import suffixes_of
    from medviewer.io.write_image import format_of

    suffixes = suffixes_of(info.task)
    if format_of(output) not in suffixes:
        *some, last = suffixes
        wanted = f"{', '.join(some)} or {last}" if some else last
        raise WriteError(f"{info.id} is a model for {info.task}: its result is saved to a name in {wanted}.")
    if not Path(output).resolve().parent.is_dir():
        raise WriteError(f"{output} cannot be saved: its folder does not exist; make it first.")
    from medviewer.io.atomic import check_place

    check_place(output)


def _say(summary: dict[str, Any]) -> None:
    for warning in summary["warnings"]:
        say(f"Note: {warning}")
    for segment in summary.get("segments", ()):
        say(f"{segment['name']}: {segment['volume_ml']:.1f} ml")
    for finding in summary.get("findings", ()):
        mark = "positive" if finding["positive"] else "negative"
        say(f"{finding['label']}: {finding['probability']:.3f} ({mark} at {finding['threshold']:g})")
    for box in summary.get("boxes", ()):
        place = ", ".join(f"{value:.0f}" for value in box["centre_lps"])
        say(f"{box['label']}: {box['score']:.3f} at {place} mm (LPS)")
    for point in summary.get("landmarks", ()):
        place = ", ".join(f"{value:.1f}" for value in point["point_lps"])
        say(f"{point['label']}: at {place} mm (LPS), score {point['score']:.3f}")
    if "anomaly" in summary:
        say(_anomaly_words(summary["anomaly"]))
    say(f"Saved {summary['output']}")
    say("Made by a model and not reviewed. Research use only, not a medical device.")


def _anomaly_words(anomaly: dict[str, Any]) -> str:
    if anomaly["threshold"] is None:
        return f"Anomaly score {anomaly['score']:.4g} (its makers name no threshold)"
    mark = "abnormal" if anomaly["abnormal"] else "not abnormal"
    return f"Anomaly score {anomaly['score']:.4g} ({mark} at {anomaly['threshold']:.4g})"
