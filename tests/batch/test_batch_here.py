"""A batch on this machine: done once, skipped when done, resumed after a kill."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from medviewer.batch.case import CaseOutcome
from medviewer.batch.run_here import opened_hosts
from medviewer.batch.summary import write_summary
from medviewer.cli import main
from tests.batch.conftest import cases_in, records_in, write_study


@pytest.fixture(scope="module")
def the_hosts(tmp_path_factory):
    with opened_hosts(tmp_path_factory.mktemp("logs"), workers=2, threads=1) as hosts:
        yield hosts


@pytest.fixture
def run_order(the_hosts):
    def run(order, folder) -> list[CaseOutcome]:
        outcomes: list[CaseOutcome] = []
        the_hosts.run(order, cases_in(folder, order), outcomes.append)
        return sorted(outcomes, key=lambda outcome: outcome.number)

    return run


def test_every_study_is_done_and_says_what_was_found(run_order, make_order, a_folder_of_studies):
    order = make_order()
    outcomes = run_order(order, a_folder_of_studies)
    assert [outcome.state for outcome in outcomes] == ["done"] * 6
    voxels = [outcome.facts["segments"][0]["voxels"] for outcome in outcomes]
    assert voxels == [10, 20, 30, 40, 50, 60]
    for outcome in outcomes:
        assert (Path(order.output) / outcome.result).is_file()
        assert outcome.seconds.keys() == {"compare", "read", "model", "write"}


def test_what_is_done_is_skipped_and_keeps_its_answer(run_order, make_order, a_folder_of_studies):
    order = make_order()
    first = run_order(order, a_folder_of_studies)
    before = {path: path.stat().st_mtime_ns for path in Path(order.output).rglob("*") if path.is_file()}
    again = run_order(order, a_folder_of_studies)
    assert {outcome.state for outcome in again} == {"skipped"}
    assert [json.dumps(one.facts) for one in again] == [json.dumps(one.facts) for one in first]
    assert before == {p: p.stat().st_mtime_ns for p in Path(order.output).rglob("*") if p.is_file()}


def test_a_study_that_was_moved_or_renamed_is_still_done(run_order, make_order, a_folder_of_studies):
    order = make_order()
    run_order(order, a_folder_of_studies)
    other = a_folder_of_studies.parent / "elsewhere"
    shutil.move(a_folder_of_studies, other)
    (other / "study1.nii.gz").rename(other / "zz.nii.gz")
    assert {outcome.state for outcome in run_order(order, other)} == {"skipped"}


def test_other_settings_are_other_work(run_order, make_order, a_folder_of_studies):
    run_order(make_order(), a_folder_of_studies)
    outcomes = run_order(make_order(limit="250"), a_folder_of_studies)
    assert {outcome.state for outcome in outcomes} == {"done"}
    assert all(outcome.facts["segments"][0]["voxels"] == 0 for outcome in outcomes)


def test_a_damaged_result_is_made_again(run_order, make_order, a_folder_of_studies):
    order = make_order()
    first = run_order(order, a_folder_of_studies)
    damaged = Path(order.output) / first[2].result
    whole = damaged.read_bytes()
    damaged.write_bytes(whole[:-20])
    states = [outcome.state for outcome in run_order(order, a_folder_of_studies)]
    assert states == ["skipped", "skipped", "done", "skipped", "skipped", "skipped"]
    assert len(damaged.read_bytes()) == len(whole)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"result": "../../x"}', '{"result": 3, "key": null}'])
def test_a_damaged_record_counts_as_not_done(run_order, make_order, tmp_path, content):
    folder = tmp_path / "one"
    folder.mkdir()
    write_study(folder / "a.nii.gz", 10)
    order = make_order()
    (outcome,) = run_order(order, folder)
    (Path(order.output) / outcome.result).with_name("record.json").write_text(content)
    assert [one.state for one in run_order(order, folder)] == ["done"]


def test_the_same_data_twice_is_done_once(run_order, make_order, a_folder_of_studies):
    shutil.copy(a_folder_of_studies / "study2.nii.gz", a_folder_of_studies / "study2 copy.nii.gz")
    order = make_order()
    outcomes = run_order(order, a_folder_of_studies)
    assert [outcome.state for outcome in outcomes].count("same") == 1
    assert len(records_in(Path(order.output))) == 6


def test_a_case_that_fails_says_why_and_the_others_are_done(run_order, make_order, a_folder_of_studies):
    write_study(a_folder_of_studies / "study3.nii.gz", 10, value=1000)
    (a_folder_of_studies / "study4.nii.gz").write_bytes(
        (a_folder_of_studies / "study4.nii.gz").read_bytes()[:400]
    )
    order = make_order()
    outcomes = run_order(order, a_folder_of_studies)
    by_name = {Path(outcome.source).name: outcome for outcome in outcomes}
    assert by_name["study3.nii.gz"].state == "failed"
    assert "too bright" in by_name["study3.nii.gz"].reason
    if "study4.nii.gz" in by_name:
        assert by_name["study4.nii.gz"].state == "failed"
        assert by_name["study4.nii.gz"].reason.endswith(".")
    done = [outcome for outcome in outcomes if outcome.state == "done"]
    assert len(done) == 4
    assert len(records_in(Path(order.output))) == 4


def test_a_summary_is_a_table_that_no_spreadsheet_runs(make_order):
    order = make_order()
    outcome = CaseOutcome(1, '=HYPERLINK("x")', "-1+1", "failed", "@ no")
    write_summary(order, [outcome])
    rows = list(csv.DictReader((Path(order.output) / "summary.csv").read_text("utf-8-sig").splitlines()))
    assert rows[0]["source"] == '\'=HYPERLINK("x")'
    assert rows[0]["series_id"].startswith("'")
    assert rows[0]["reason"].startswith("'")
    content = json.loads((Path(order.output) / "summary.json").read_text())
    assert content["cases"][0]["source"] == '=HYPERLINK("x")'
    assert content["counts"] == {"failed": 1}


def command(a_plugin, folder, output, *more):
    return ["batch", str(a_plugin), str(folder), "-o", str(output), "--device", "cpu", *more]


def test_the_command_writes_the_summary_and_says_how_it_went(a_plugin, a_folder_of_studies, tmp_path, capsys):
    (a_folder_of_studies / "notes.nii").write_text("not an image")
    assert main(command(a_plugin, a_folder_of_studies, tmp_path / "out")) == 0
    said = capsys.readouterr().out
    assert "6 done." in said
    assert "1 file could not be read" in said
    content = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert content["counts"] == {"done": 6}
    assert main(command(a_plugin, a_folder_of_studies, tmp_path / "out", "--json")) == 0
    assert json.loads(capsys.readouterr().out)["counts"] == {"skipped": 6}


def test_a_failed_case_is_the_exit_status(a_plugin, a_folder_of_studies, tmp_path, capsys):
    write_study(a_folder_of_studies / "study3.nii.gz", 10, value=1000)
    assert main(command(a_plugin, a_folder_of_studies, tmp_path / "out")) == 1
    captured = capsys.readouterr()
    assert "5 done, 1 failed." in captured.out
    assert "failed: This case is too bright" in captured.err


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--format", ".json"), "cannot be .json"),
        (("--cluster", "tcp://10.1.2.3:8786"), "not protected"),
        (("--cluster", "http://x"), "no address of a cluster"),
        (("--cluster", "tls://host:99999"), "no address of a cluster"),
        (("--cluster", "tls://[host:1"), "no address of a cluster"),
        (("--cluster", "tls://10.1.2.3:8786"), "--tls-ca"),
        (("--cluster", "tls://10.1.2.3:8786", "--tls-ca", "/nowhere"), "--tls-ca"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    a_plugin, a_folder_of_studies, tmp_path, capsys, more, says
):
    assert main(command(a_plugin, a_folder_of_studies, tmp_path / "out", *more)) == 1
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_a_batch_that_is_interrupted_says_of_every_case_once_what_became_of_it(
    the_hosts, make_order, a_folder_of_studies
):
    order = make_order(pause_s="0.2")
    outcomes: list[CaseOutcome] = []

    def ended(outcome: CaseOutcome) -> None:
        outcomes.append(outcome)
        if len(outcomes) == 1:
            raise KeyboardInterrupt

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        the_hosts.run(order, cases_in(a_folder_of_studies, order), ended)
    assert time.monotonic() - began < 9.0
    assert sorted(outcome.number for outcome in outcomes) == [1, 2, 3, 4, 5, 6]
    assert [outcome.state for outcome in outcomes[1:]] == ["stopped"] * 5
    assert not [job for job in the_hosts.queue.jobs if not job.state.is_final]


def test_a_model_of_several_images_is_refused_before_anything_is_read(
    a_plugin, a_folder_of_studies, tmp_path, capsys
):
    several = shutil.copytree(a_plugin, tmp_path / "several")
    roles = "".join(f'\n[[contract.channels]]\nrole = "{role}"\n' for role in ("T1", "T2"))
    with (several / "plugin.toml").open("a") as manifest:
        manifest.write(roles)
    assert main(command(several, a_folder_of_studies, tmp_path / "out")) == 1
    error = capsys.readouterr().err
    assert "several images at once (T1, T2)" in error
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("is_there_before", [False, True])
def test_a_batch_of_nothing_leaves_no_folder_that_was_not_there(a_plugin, tmp_path, capsys, is_there_before):
    output = tmp_path / "some" / "out"
    if is_there_before:
        output.mkdir(parents=True)
    assert main(command(a_plugin, tmp_path / "missing", output)) == 1
    assert "missing" in capsys.readouterr().err
    assert output.exists() is is_there_before
    assert output.parent.exists() is is_there_before


def test_a_batch_that_was_killed_goes_on_where_it_was(a_plugin, a_folder_of_studies, tmp_path):
    output = tmp_path / "out"
    words = command(a_plugin, a_folder_of_studies, output, "--param", "pause_s=0.3", "--workers", "1")
    killed = subprocess.Popen(
        [sys.executable, "-m", "medviewer", *words], env=os.environ, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(lambda: len(records_in_or_none(output)) >= 2)
    finally:
        killed.send_signal(signal.SIGKILL)
        killed.wait(10)
    time.sleep(0.3)  # its children end with it
    done = {key: path_time(output, key) for key in records_in(output)}
    assert 2 <= len(done) < 6
    assert main(words) == 0
    content = json.loads((output / "summary.json").read_text())
    assert content["counts"] == {"done": 6 - len(done), "skipped": len(done)}
    assert len(records_in(output)) == 6
    assert all(path_time(output, key) == when for key, when in done.items()), "done twice"


def path_time(output, key):
    return (output / "cases" / key / "record.json").stat().st_mtime_ns


def records_in_or_none(output):
    try:
        return records_in(output)
    except ValueError:  # read while it is being renamed into place
        return {}


def wait_for(condition, timeout_s=60.0):
    end = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
