"""The gate in the window's model host: without a network, in a process of its own, stopped and killed."""

from __future__ import annotations

import pytest

from medviewer.installer.accept import accept_pack
from medviewer.jobs.host_spec import HostSpec
from medviewer.jobs.job import JobState
from medviewer.jobs.main_thread_calls import MainThreadCalls
from medviewer.jobs.queue import JobQueue
from medviewer.jobs.sandbox import Sandbox
from medviewer.packs.store import STAGING_NAME, installed_packs


@pytest.fixture(scope="module")
def a_host(tmp_path_factory):
    calls = MainThreadCalls()
    spec = HostSpec(grace_s=0.5, sandbox=Sandbox.NO_NETWORK)
    queue = JobQueue({"model": spec}, calls.post, tmp_path_factory.mktemp("logs"))

    def submit(pack, store):
        return queue.submit(
            "model", "medviewer.installer.gate:inspect_pack", str(pack), str(store), title="Testing a pack"
        )

    submit.calls, submit.queue = calls, queue
    yield submit
    queue.close()


def left_in(store):
    return [path for path in store.rglob("*") if path.name != STAGING_NAME] if store.exists() else []


def test_pack_is_tested_in_the_host_and_accepted_here(a_host, a_pack, a_store):
    job = a_host(a_pack, a_store)
    assert a_host.calls.run_until(lambda: job.state.is_final, 120)
    assert job.state is JobState.DONE, job.error
    assert job.result.is_acceptable, job.result
    assert accept_pack(job.result.staged_folder, str(a_store))
    assert len(installed_packs(a_store)) == 1


def test_refusal_comes_back_as_a_report(a_host, a_pack, a_store):
    (a_pack / "more.txt").write_text("x")
    job = a_host(a_pack, a_store)
    assert a_host.calls.run_until(lambda: job.state.is_final, 60)
    assert not job.result.is_acceptable
    assert left_in(a_store) == []


def test_cancel_leaves_nothing(a_host, a_pack, a_store):
    job = a_host(a_pack, a_store)
    assert a_host.calls.run_until(lambda: job.fraction > 0.3 or job.state.is_final, 60)
    job.cancel()
    assert a_host.calls.run_until(lambda: job.state.is_final, 30)
    assert job.state is JobState.CANCELLED
    again = a_host(a_pack / "nowhere", a_store)  # a killed process is cleared up after by the next inspection
    assert a_host.calls.run_until(lambda: again.state.is_final, 60)
    assert left_in(a_store) == []


def test_what_a_source_says_comes_back_from_the_host(a_host, tmp_path):
    (tmp_path / "x.pt2").write_bytes(b"PK no archive")
    (tmp_path / "weights.pt").write_bytes(b"")
    function = "medviewer.importers.asking.look:look_at_source"
    jobs = [
        a_host.queue.submit("model", function, str(tmp_path / name), title="Looking")
        for name in ("x.pt2", "weights.pt")
    ]
    assert a_host.calls.run_until(lambda: all(job.state.is_final for job in jobs), 60)
    refused, told = (job.result for job in jobs)
    assert refused.refused
    assert [row.name for row in told.rows] == ["network", "id", "licence_file", "golden"]
