"""A model run in the model host, from the queue to the checked result."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.core.fingerprint import fingerprint
from medviewer.inference.binding import require_same_image
from medviewer.jobs.block import block_of
from medviewer.jobs.host_spec import HostSpec
from medviewer.jobs.job import JobState
from medviewer.jobs.main_thread_calls import MainThreadCalls
from medviewer.jobs.queue import JobQueue


@pytest.fixture(scope="module")
def a_host(tmp_path_factory):
    calls = MainThreadCalls()
    queue = JobQueue({"model": HostSpec(grace_s=0.5)}, calls.post, tmp_path_factory.mktemp("logs"))

    def run(folder, image, is_over=lambda job: job.state.is_final):
        job = queue.submit(
            "model", "medviewer.inference.run:run_model", str(folder), image, {}, "cpu", title="Threshold"
        )
        assert calls.run_until(lambda: is_over(job), 30)
        return job

    run.calls, run.queue = calls, queue
    yield run
    queue.close()


def test_result_comes_back_bound_to_its_input(a_host, a_plugin, a_ct):
    job = a_host(a_plugin, a_ct)
    assert job.state is JobState.DONE, job.error
    assert np.array_equal(job.result.labels, a_ct.voxels > 0)
    assert job.result.segments[0].name == "Dense"
    require_same_image(job.result, fingerprint(a_ct))
    assert job.peak_memory_mb > 10


def test_large_label_map_comes_in_shared_memory(a_host, a_plugin, a_ct):
    import dataclasses

    large = np.tile(a_ct.voxels, (4, 1, 1))
    grid = dataclasses.replace(a_ct.geometry, shape_kji=large.shape)
    job = a_host(a_plugin, dataclasses.replace(a_ct, voxels=large, geometry=grid))
    assert block_of(job.result.labels) is not None
    assert np.array_equal(job.result.labels, large > 0)


def test_error_of_a_plugin_is_one_sentence_and_its_place_is_in_the_log(a_host, make_plugin, a_ct):
    folder = make_plugin(model=[('report(0.0, "begin")', "[][3]")])
    job = a_host(folder, a_ct)
    assert job.state is JobState.FAILED
    assert job.error.startswith("Threshold stopped with an error (IndexError)")
    tail = a_host.queue.hosts["model"].log_tail(80)
    assert "IndexError: list index out of range" in tail
    assert "threshold_model.py" in tail


def test_contract_is_told_to_the_user(a_host, make_plugin, a_ct):
    job = a_host(make_plugin(manifest=[('["CT"]', '["MR"]')]), a_ct)
    assert job.error == "This model is for MR, and this series is CT."


def test_model_that_does_not_listen_is_killed(a_host, make_plugin, a_ct):
    folder = make_plugin(
        model=[
            ("import numpy as np", "import time, numpy as np"),
            ('report(0.0, "begin")', "report(0.5); time.sleep(60)"),
        ]
    )
    job = a_host(folder, a_ct, is_over=lambda job: job.fraction > 0.4)
    job.cancel()
    assert a_host.calls.run_until(lambda: job.state.is_final, 30)
    assert job.state is JobState.CANCELLED


def test_warm_up_passes_over_broken_plugins(a_host, make_plugin):
    folder = make_plugin(model=[("import numpy as np", "import no_such_module_at_all")])
    job = a_host.queue.submit("model", "medviewer.inference.run:warm_up", [str(folder), "nowhere"], title="")
    assert a_host.calls.run_until(lambda: job.state.is_final, 60)
    assert job.state is JobState.DONE
