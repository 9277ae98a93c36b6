"""CaseRunner: cases on the hosts of this machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from medviewer.batch.batch_order import BatchOrder
from medviewer.batch.case import Case, CaseOutcome, outcome_of
from medviewer.batch.case_store import case_folder, find_record
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.inference.contract import check_contract
from medviewer.jobs.job import Job, JobState
from medviewer.jobs.queue import JobQueue

Done = Callable[[CaseOutcome], None]


class CaseRunner:
    """Does cases: reading, model and writing each in the host that it belongs to.

    Several cases may be under way at once, so that one is read while another is in the network. Used on
    one thread, which makes the calls that the queue posts.
    """

    def __init__(self, queue: JobQueue, order: BatchOrder, worker: str = "") -> None:
        self._queue = queue
        self._order = order
        self._worker = worker
        self._under_way: dict[str, int] = {}

    def start(self, case: Case, done: Done) -> None:
        """Begins a case; ``done`` is called once with what came of it."""
        _OneCase(self._queue, self._order, case, self._worker, self._under_way, done).compare()


class _OneCase:
    """One case on its way; each step is a job, and its end begins the next step."""

    def __init__(
        self,
        queue: JobQueue,
        order: BatchOrder,
        case: Case,
        worker: str,
        under_way: dict[str, int],
        done: Done,
    ) -> None:
        self._queue = queue
        self._order = order
        self._case = case
        self._worker = worker
        self._under_way = under_way
        self._done = done
        self._key = ""
        self._seconds: dict[str, float] = {}

    def compare(self) -> None:
        """First: is it done already?"""
        self._step(
            "compare",
            "reader",
            "medviewer.batch.fingerprints:source_fingerprint",
            self._compared,
            self._case.entry,
        )

    def _compared(self, fingerprint: str) -> None:
        self._key = self._order.key_of(fingerprint)
        other = self._under_way.setdefault(self._key, self._case.number)
        if other != self._case.number:
            self._key = ""
            self._end("same", f"Case {other} is the very same data.")
            return
        record = find_record(self._order.output, self._key)
        if record is not None:
            self._end_with("skipped", record, "Done by an earlier run.")
            return
        self._step("read", "reader", "medviewer.io.load:load_series", self._read, self._case.entry)

    def _read(self, loaded: Any) -> None:
        if isinstance(loaded, TimeSeries):
            loaded = loaded.middle
        if not isinstance(loaded, (Volume, Stack)):
            self._end("unfit", "This is no image of its own.")
            return
        image = replace(loaded, acquired=None) if isinstance(loaded, Volume) else loaded
        order = self._order
        check = check_contract(order.info, image)
        against = check.blocks or (() if order.agreed else check.needs_agreement)
        if against:
            self._end("unfit", " ".join(against))
            return
        self._step(
            "model",
            "model",
            "medviewer.inference.run:run_model",
            lambda result: self._save(result, image),
            order.model_folder,
            image,
            dict(order.params),
            order.device,
            order.agreed,
        )

    def _save(self, result: Any, image: Volume | Stack) -> None:
        case, order = self._case, self._order
        facts = {
            "source": case.source,
            "series_id": case.entry.series_id,
            "model": f"{order.info.id} {order.info.version}",
            "model_fingerprint": order.model_fingerprint,
            "seconds": {name: round(value, 3) for name, value in self._seconds.items()},
            "worker": self._worker,
        }
        files = case.entry.files if case.entry.kind == "dicom" else ()
        function = "medviewer.batch.case_store:save_case"
        what = (result, order.output, self._key, order.ending, image, files, facts)
        self._step("write", "writer", function, lambda record: self._end_with("done", record), *what)

    def _step(self, name: str, host: str, function: str, after: Callable[[Any], None], *what: Any) -> None:
        started = time.monotonic()
        job = self._queue.submit(host, function, *what, title=f"case {self._case.number}", kind="batch")

        def ended(job: Job) -> None:
            self._seconds[name] = time.monotonic() - started
            result, state, error = job.result, job.state, job.error
            self._queue.forget(job)
            if state is JobState.DONE:
                after(result)
            elif state is JobState.CANCELLED:
                self._end("stopped", "Stopped before it was done.")
            else:
                self._end("failed", error)

        job.finished.connect(ended)

    def _end_with(self, state: Any, record: dict[str, Any], reason: str = "") -> None:
        place = case_folder("", self._key) / str(record["result"])
        self._end(
            state,
            reason,
            result=place.as_posix(),
            facts=record.get("facts", {}),
            seconds=record.get("seconds", {}) if state == "skipped" else dict(self._seconds),
        )

    def _end(self, state: Any, reason: str = "", **fields: Any) -> None:
        fields.setdefault("seconds", dict(self._seconds))
        self._done(outcome_of(self._case, state, reason, key=self._key, worker=self._worker, **fields))
