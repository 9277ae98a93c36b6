"""What a worker does: one study, on hosts that it keeps with their models loaded."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from medviewer.batch.batch_order import BatchOrder
from medviewer.batch.case import Case, CaseOutcome, outcome_of
from medviewer.batch.fingerprints import model_fingerprint
from medviewer.batch.run_here import BatchHosts
from medviewer.core.errors import MedviewerError, PluginError
from medviewer.core.series import StudyInfo
from medviewer.inference.discover import discover
from medviewer.inference.plugin_places import plugin_folders

HOSTS = "medviewer_hosts"
"""The worker's attribute that holds its `WorkerHosts`."""


def without_patient(case: Case) -> Case:
    """The case as it goes through the scheduler: paths and identifiers, no names."""
    info = case.entry.info
    study = StudyInfo(study_uid=info.study.study_uid)
    return replace(case, entry=replace(case.entry, info=replace(info, study=study)))


def do_study(order: BatchOrder, cases: Sequence[Case]) -> list[CaseOutcome]:
    """One task: the cases of one study, on the worker's hosts."""
    from distributed import get_worker

    worker: Any = get_worker()
    hosts = getattr(worker, HOSTS, None)
    if hosts is None:
        return [
            outcome_of(case, "failed", "This worker was not started with `medviewer worker`.")
            for case in cases
        ]
    outcomes: list[CaseOutcome] = hosts.do(order, cases, str(worker.name))
    return outcomes


class WorkerHosts:
    """The hosts of one worker, started at its first task and kept."""

    def __init__(self, log_folder: Path, threads: int = 0) -> None:
        self._log_folder = log_folder
        self._threads = threads
        self._hosts: BatchHosts | None = None
        self._folders: dict[str, str] = {}
        self._lock = threading.Lock()

    def do(self, order: BatchOrder, cases: Sequence[Case], worker: str) -> list[CaseOutcome]:
        """The outcome of every case; never raises for one that fails."""
        outcomes: list[CaseOutcome] = []
        with self._lock:
            try:
                here = replace(order, model_folder=self._own_copy(order))
                if self._hosts is None:
                    self._hosts = BatchHosts(self._log_folder, 1, self._threads)
                self._hosts.run(here, cases, outcomes.append, worker)
            except MedviewerError as error:
                known = {outcome.number for outcome in outcomes}
                outcomes += [outcome_of(c, "failed", str(error)) for c in cases if c.number not in known]
        return outcomes

    def close(self) -> None:
        """Ends the child processes."""
        if self._hosts is not None:
            self._hosts.close()

    def _own_copy(self, order: BatchOrder) -> str:
        """The folder of this machine that holds the very same model."""
        wanted = order.model_fingerprint
        if wanted not in self._folders:
            named = [Path(order.model_folder)] if Path(order.model_folder).is_dir() else []
            installed = [
                record.folder
                for record in discover(plugin_folders())
                if record.info is not None and record.info.id == order.info.id
            ]
            same = [folder for folder in (*named, *installed) if model_fingerprint(folder) == wanted]
            if not same:
                raise PluginError(
                    f"This worker has no {order.info.name} {order.info.version} that equals the one of the "
                    "batch; install the same model there."
                )
            self._folders[wanted] = str(same[0])
        return self._folders[wanted]
