"""``medviewer batch``: one model on many studies."""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from medviewer.batch.batch_order import BatchOrder
from medviewer.batch.case import Case, CaseOutcome
from medviewer.commands.console import ConsoleReport, say, say_json
from medviewer.commands.find_model import find_model
from medviewer.core.errors import ContractError, MedviewerError, ReadError, WriteError

if TYPE_CHECKING:
    from medviewer.core.series import Catalog, RejectedFile

_LOGS = "logs"
_ENDINGS = {"segmentation": ".nii.gz", "image": ".nii.gz", "anomaly": ".nii.gz"}


def run(arguments: argparse.Namespace) -> int:
    """Does every series that the model fits and writes the summary; 1 if one of them failed."""
    order = _order(arguments)
    report = ConsoleReport()
    with contextlib.ExitStack() as nothing_found:
        _make_folder(Path(order.output), nothing_found)
        cases, outcomes, rejected = _find(arguments.path, order, report)
        nothing_found.pop_all()
    progress = _Progress(len(cases), report)
    started = time.monotonic()
    interrupted = False
    try:
        _do(arguments, order, cases, progress)
    except KeyboardInterrupt:
        interrupted = True
    finally:
        report.clear()
        everything = [*outcomes, *progress.outcomes]
        content = _summary(order, everything, rejected, time.monotonic() - started)
    if arguments.json:
        say_json(content)
    else:
        _say(content, order)
    if interrupted:
        raise MedviewerError("Stopped. The same command goes on where it was.")
    return 1 if content["counts"].get("failed") else 0


def _order(arguments: argparse.Namespace) -> BatchOrder:
    from medviewer.batch.fingerprints import model_fingerprint

    record, info = find_model(arguments.model)
    if len(info.contract.roles) > 1:
        roles = ", ".join(role.role for role in info.contract.roles)
        raise ContractError(
            f"{info.name} takes several images at once ({roles}), and a batch gives a model one series at a "
            "time; run it in the window."
        )
    usual = _ENDINGS.get(info.task, ".json")
    ending = arguments.format or usual
    if (ending == ".json") != (usual == ".json") or (ending == ".dcm" and info.task != "segmentation"):
        raise WriteError(f"{info.id} is a model for {info.task}: its results cannot be {ending} files.")
    return BatchOrder(
        model_folder=str(record.folder),
        info=info,
        model_fingerprint=model_fingerprint(record.folder),
        output=str(Path(arguments.output).resolve()),
        ending=ending,
        params=tuple(arguments.param),
        device=arguments.device,
        agreed=arguments.agree,
    )


def _make_folder(output: Path, nothing_found: contextlib.ExitStack) -> None:
    """Makes the output folder before anything is read, which takes long; for nothing it does not stay."""
    try:
        new = [folder for folder in (output, *output.parents) if not folder.exists()]
        for folder in reversed(new):
            nothing_found.callback(_remove_empty, folder)
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(
            f"The folder {output} cannot be made ({error.strerror}); choose another one."
        ) from error


def _remove_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


def _find(
    paths: list[str], order: BatchOrder, report: ConsoleReport
) -> tuple[list[Case], list[CaseOutcome], list[RejectedFile]]:
    """The cases below all paths; a path with nothing in it is a rejected file, not the end."""
    from medviewer.batch.find_cases import cases_of, rejected_of
    from medviewer.core.series import RejectedFile
    from medviewer.io.scan import scan_path

    catalogs: list[Catalog] = []
    unread: list[RejectedFile] = []
    for path in paths:
        try:
            catalogs.append(scan_path(str(Path(path).absolute()), report=report))
        except ReadError as error:
            unread.append(RejectedFile(path, str(error)))
    if not catalogs:
        raise ReadError(unread[0].reason)
    cases, unfit = cases_of(catalogs, order.info)
    return cases, unfit, unread + rejected_of(catalogs)


def _do(arguments: argparse.Namespace, order: BatchOrder, cases: list[Case], progress: _Progress) -> None:
    if not cases:
        return
    if arguments.cluster:
        from medviewer.batch.cluster.run_on_cluster import run_on_cluster
        from medviewer.commands.cluster_worker import cluster_address

        run_on_cluster(cluster_address(arguments, arguments.cluster), order, cases, progress.took)
        return
    from medviewer.batch.run_here import opened_hosts

    with opened_hosts(Path(order.output) / _LOGS, arguments.workers, arguments.threads) as hosts:
        hosts.run(order, cases, progress.took)


class _Progress:
    """Counts what has ended and says how long the rest takes."""

    def __init__(self, total: int, report: ConsoleReport) -> None:
        self.outcomes: list[CaseOutcome] = []
        self._total = total
        self._report = report
        self._started = time.monotonic()

    def took(self, outcome: CaseOutcome) -> None:
        """One more has ended."""
        self.outcomes.append(outcome)
        done = len(self.outcomes)
        worked = sum(1 for one in self.outcomes if one.state != "skipped")
        failed = sum(1 for one in self.outcomes if one.state == "failed")
        left_s = (time.monotonic() - self._started) / max(worked, 1) * (self._total - done)
        words = f"{done} of {self._total}" + (f", {failed} failed" if failed else "")
        self._report(done / self._total, f"{words}, {_duration(left_s)} left")
        if outcome.state == "failed":
            self._report.clear()
            sys.stderr.write(f"medviewer: case {outcome.number} failed: {outcome.reason}\n")


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def _summary(
    order: BatchOrder, outcomes: list[CaseOutcome], rejected: list[RejectedFile], total_s: float
) -> dict[str, Any]:
    from medviewer.batch.summary import write_summary

    return write_summary(order, outcomes, rejected, total_s)


def _say(content: dict[str, Any], order: BatchOrder) -> None:
    from medviewer.batch.summary import SUMMARY_CSV

    words = {
        "done": "done", "skipped": "done before", "same": "the same data as another", "failed": "failed",
        "unfit": "not for this model", "stopped": "stopped",
    }  # fmt: skip
    counts = content["counts"]
    say(", ".join(f"{counts[state]} {word}" for state, word in words.items() if counts.get(state)) + ".")
    if content["rejected"]:
        count = len(content["rejected"])
        say(f"{count} file{'s' if count > 1 else ''} could not be read; the summary says why.")
    say(f"Summary: {Path(order.output) / SUMMARY_CSV}")
    say("Made by a model and not reviewed. Research use only, not a medical device.")
