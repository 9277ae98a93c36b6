"""The log of a host: what libraries print, where errors came from, never patient data."""

from __future__ import annotations

from medviewer.jobs.host_log import log_tail


def test_output_of_python_and_c_goes_to_the_log(make_bench):
    bench = make_bench()
    bench.run("print_things")
    tail = bench.queue.hosts["reader"].log_tail()
    for line in ("printed by C", "an error line", "job 1: job_functions:print_things", "job 1: done"):
        assert line in tail


def test_host_that_reads_files_logs_no_output_and_no_values(make_bench):
    bench = make_bench(keeps_output=False)
    bench.run("print_things")
    bench.run("raise_surprise", title="Doe^Jane")
    tail = bench.queue.hosts["reader"].log_tail()
    assert "printed" not in tail
    assert "12340" not in tail
    assert "Doe" not in tail
    assert "ValueError" in tail
    assert "raise_surprise" in tail


def test_crash_leaves_its_place_in_the_log(make_bench):
    bench = make_bench(keeps_output=False)
    bench.run("segfault")
    tail = bench.queue.hosts["reader"].log_tail()
    assert "Segmentation fault" in tail
    assert "in segfault" in tail


def test_large_log_loses_its_older_part(make_bench, tmp_path):
    log = tmp_path / "logs" / "reader.log"
    log.parent.mkdir()
    log.write_text("".join(f"line {n:06d}\n" for n in range(100_000)))
    bench = make_bench()
    bench.run("add", 1, 2)
    bench.run("print_things")
    text = log.read_text()
    assert 100_000 < len(text) < 300_000
    assert "line 099999\n" in text
    assert "line 000001\n" not in text
    assert "printed by C" in text
    assert [file.name for file in log.parent.iterdir()] == ["reader.log"]


def test_tail_gives_the_last_lines(tmp_path):
    log = tmp_path / "a.log"
    assert log_tail(log) == ""
    log.write_text("".join(f"line {n}\n" for n in range(10_000)))
    assert log_tail(log, 2) == "line 9998\nline 9999"
