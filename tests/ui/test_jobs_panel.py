"""The list of jobs and what was done before."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from medviewer.core.geometry import Geometry
from medviewer.core.install_report import GateCheck, InstallReport
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.jobs.history import JobHistory
from medviewer.jobs.job import Job, JobState
from medviewer.session.kept_results import KeptResults
from medviewer.session.model_runs import RunChoices
from medviewer.session.planned_runs import PlannedRun
from medviewer.ui.panels.job_row import JobRow


def at_once(function, done, _failed=None) -> None:
    done(function())


@pytest.fixture
def a_job() -> Job:
    return Job(1, "model", "Lungs on <b>Thorax</b>", "model", lambda _job: None)


@pytest.fixture
def a_row(a_job, qtbot) -> JobRow:
    row = JobRow(a_job)
    qtbot.addWidget(row)
    row.show()
    return row


def test_a_running_job_tells_how_far_it_is_and_how_long_it_takes(a_job, a_row) -> None:
    a_job.update(state=JobState.RUNNING, started=datetime.now(UTC) - timedelta(seconds=30))
    a_job.update(fraction=0.25, message="Tile 3 of 12")
    assert a_row.state_label.text() == "25%  ·  2 min left  ·  Tile 3 of 12"
    assert a_row.bar.value() == 250
    assert a_row.cancel_button.isVisible()
    assert not a_row.retry_button.isVisible()


def test_a_job_that_cannot_tell_how_far_it_is_tells_how_long_it_has_run(a_job, a_row) -> None:
    a_job.update(state=JobState.RUNNING, started=datetime.now(UTC) - timedelta(seconds=125))
    a_job.update(message="Tile 1 of 1")
    assert a_row.state_label.text() == "0%  ·  2 min so far  ·  Tile 1 of 1"


def test_the_test_of_a_model_that_was_refused_is_not_called_done(a_job, a_row) -> None:
    failed = GateCheck("unpack", "Unpacked safely", "failed", "It is no pack.")
    now = datetime.now(UTC)
    a_job.update(state=JobState.RUNNING, started=now - timedelta(seconds=2))
    a_job.update(state=JobState.DONE, ended=now, result=InstallReport("m", "1", "M", (failed,)))
    a_job.forget_result()
    a_row.refresh(a_job)
    assert a_row.state_label.text() == "Refused after 2.0 s"


def test_a_job_that_failed_says_why_and_can_be_tried_again(a_job, a_row) -> None:
    wanted, logs = [], []
    a_row.retry_wanted.connect(wanted.append)
    a_row.log_wanted.connect(logs.append)
    a_job.update(state=JobState.RUNNING, started=datetime.now(UTC))
    a_job.update(state=JobState.FAILED, error="It needs more <i>memory</i>.")
    assert a_row.state_label.text() == "It needs more <i>memory</i>."
    a_row.retry_button.click()
    a_row.log_button.click()
    assert (wanted, logs) == ([a_job], [a_job])


def test_a_job_that_is_done_tells_time_and_memory(a_job, a_row) -> None:
    a_job.update(state=JobState.RUNNING, started=datetime.now(UTC))
    a_job.update(state=JobState.DONE, peak_memory_mb=2500.0)
    assert "2.5 GB at most" in a_row.state_label.text()


def test_a_waiting_job_is_moved_by_its_arrows(a_job, a_row) -> None:
    moved = []
    a_row.move_wanted.connect(lambda job, by: moved.append((job, by)))
    assert not a_row.earlier_button.isVisible()
    a_row.show_place(1, 3)
    assert a_row.state_label.text() == "Waiting, 1 of 3"
    assert not a_row.earlier_button.isEnabled()
    a_row.later_button.click()
    assert moved == [(a_job, 1)]


def test_waiting_jobs_are_listed_in_their_order_and_reordered(an_app, qtbot) -> None:
    queue = an_app.queue
    sleep = "medviewer.io.warm_up:no_such_function"
    for host in queue.hosts.values():
        host.close()  # nothing is started: the jobs only wait
    jobs = [queue.submit("model", sleep, title=f"Run {n}", kind="model") for n in range(3)]
    panel = an_app.window.panels.jobs

    def titles() -> list[str]:
        return [row.job.title for row in panel.rows]

    qtbot.waitUntil(lambda: titles() == ["Run 0", "Run 1", "Run 2"])
    panel.rows[2].earlier_button.click()
    qtbot.waitUntil(lambda: titles() == ["Run 0", "Run 2", "Run 1"])
    assert queue.waiting("model") == [jobs[0], jobs[2], jobs[1]]
    jobs[0].cancel()
    qtbot.waitUntil(lambda: titles() == ["Run 2", "Run 1", "Run 0"])


def test_what_was_done_before_this_start_is_listed(an_app, tmp_path, qtbot) -> None:
    panel = an_app.window.panels.history
    row = {
        "key": "1", "title": "Lungs on CT", "kind": "model", "state": "DONE",
        "submitted": "2026-01-01T10:00:00+00:00", "started": "2026-01-01T10:00:00+00:00",
        "ended": "2026-01-01T10:02:00+00:00", "sentence": "", "peak_memory_bytes": 0,
    }  # fmt: skip
    unfinished = row | {"key": "2", "state": "RUNNING", "ended": "", "submitted": "2026-01-01T09:00:00+00:00"}
    file = tmp_path / "history.json"
    file.write_text(json.dumps([row, unfinished]))
    panel._history = JobHistory(file, at_once)
    panel.rebuild()
    assert "done  ·  2 min" in panel.texts[0]
    assert "interrupted" in panel.texts[1]


def test_a_kept_result_is_listed_saved_from_there_and_gone(an_app, questions, tmp_path, qtbot) -> None:
    grid = Geometry((2, 3, 4), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    made = Provenance(
        "m", "Lungs", input_fingerprint="ab", input_series_id="s", ended="2026-01-01T10:00:00+00:00"
    )
    kept = an_app.session.runs.kept
    kept.keep(Segmentation(np.ones((2, 3, 4), np.uint8), grid, (Segment(1, "Lung"),), "S", made))
    panel = an_app.window.panels.history
    qtbot.waitUntil(lambda: any(text.startswith("Lungs: Finished 2026-01-01") for text in panel.texts))
    questions.target = str(tmp_path / "lungs.nii.gz")
    panel.save_wanted.emit(kept.waiting[0])
    qtbot.waitUntil(lambda: (tmp_path / "lungs.nii.gz").is_file(), timeout=20_000)
    qtbot.waitUntil(lambda: kept.waiting == ())
    assert panel.texts == []


def test_runs_that_are_to_come_are_listed_and_can_be_taken_back(an_app) -> None:
    planned = an_app.session.planned
    planned.waiting.append(PlannedRun("m", "Lungs on CT", {}, RunChoices()))
    planned.changed.emit()
    QApplication.processEvents()
    panel = an_app.window.panels.history
    assert panel.texts == ["Lungs on CT: To come: its series is read when it is its turn"]
    planned.cancel(planned.waiting[0])
    assert panel.texts == []


def test_an_empty_store_shows_no_history(tmp_path, qtbot) -> None:
    assert KeptResults(tmp_path / "none", at_once).waiting == ()
