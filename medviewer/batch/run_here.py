"""All cases of a batch on this machine."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from medviewer.batch.batch_order import BatchOrder
from medviewer.batch.case import Case, CaseOutcome, outcome_of
from medviewer.batch.case_runner import CaseRunner
from medviewer.jobs.host_spec import HostSpec, model_specs, reader_spec, writer_spec
from medviewer.jobs.main_thread_calls import MainThreadCalls
from medviewer.jobs.queue import JobQueue

_LOOK_S = 0.2
_PATIENCE_S = 10.0
Ended = Callable[[CaseOutcome], None]


class BatchHosts:
    """The child processes of a batch and the one thread that drives them.

    Parameters
    ----------
    workers
        How many models run side by side; 0 for one a graphics card, at least one.
    threads
        For each model; 0 for all cores.
    log_folder
        Where each host keeps its log.
    """

    def __init__(self, log_folder: Path, workers: int = 0, threads: int = 0) -> None:
        models = _model_hosts(workers, threads)
        self.workers = len(models)
        self.calls = MainThreadCalls()
        readers = [reader_spec()] * min(2, self.workers)
        self.queue = JobQueue(
            {"reader": readers, "model": models, "writer": writer_spec()}, self.calls.post, log_folder
        )

    def run(self, order: BatchOrder, cases: Sequence[Case], ended: Ended, worker: str = "") -> None:
        """Does the cases; ``ended`` is called with each outcome.

        Ctrl+C stops what runs, begins no more and comes through as KeyboardInterrupt.
        """
        runner = CaseRunner(self.queue, order, worker)
        waiting, under_way = deque(cases), set[int]()

        def done(outcome: CaseOutcome) -> None:
            if outcome.number in under_way:
                under_way.discard(outcome.number)
                ended(outcome)

        try:
            while waiting or under_way:
                # One more than can run: it is read meanwhile.
                while waiting and len(under_way) <= self.workers:
                    case = waiting.popleft()
                    under_way.add(case.number)
                    runner.start(case, done)
                one_less = len(under_way) - 1
                self.calls.run_until(partial(_has_at_most, under_way, one_less), _LOOK_S)
        except KeyboardInterrupt:
            self._stop(under_way)
            for case in (case for case in cases if case.number in under_way):
                done(outcome_of(case, "stopped", "Stopped before it was done."))
            for case in waiting:
                ended(outcome_of(case, "stopped", "Not begun."))
            raise

    def close(self) -> None:
        """Ends the child processes."""
        self.queue.close()

    def _stop(self, under_way: set[int]) -> None:
        """Again and again, for a step that had just ended begins the case's next one."""

        def is_stopped() -> bool:
            for job in list(self.queue.jobs):
                job.cancel()
            return not under_way

        self.calls.run_until(is_stopped, _PATIENCE_S)


@contextlib.contextmanager
def opened_hosts(log_folder: Path, workers: int = 0, threads: int = 0) -> Iterator[BatchHosts]:
    """Hosts that are closed at the end."""
    hosts = BatchHosts(log_folder, workers, threads)
    try:
        yield hosts
    finally:
        hosts.close()


def _has_at_most(under_way: set[int], count: int) -> bool:
    return len(under_way) <= count


def _model_hosts(workers: int, threads: int) -> list[HostSpec]:
    """One a card or, if more are asked for, as many as that, turn by turn on the cards."""
    cards = model_specs()
    wanted = [cards[n % len(cards)] for n in range(workers or len(cards))]
    # Nobody works at this machine's window meanwhile: full priority, nothing to warm up for.
    return [replace(spec, niceness=0, warm_up="", warm_up_arguments=(), threads=threads) for spec in wanted]
