"""A host that reads files can neither write, nor reach a network, nor start a program."""

from __future__ import annotations

import platform
import socket
import sys

import pytest

from medviewer.jobs.host_spec import library_spec, model_specs, reader_spec, writer_spec
from medviewer.jobs.sandbox import Sandbox
from medviewer.jobs.seccomp import _MACHINES, filter_program

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in _MACHINES, reason="the kernel filter is Linux's"
)
MODULES = ("sandbox_functions",)


@pytest.fixture
def a_folder(tmp_path):
    folder = tmp_path / "data"
    (folder / "empty").mkdir(parents=True)
    (folder / "victim").write_text("old")
    (folder / "victim").chmod(0o644)
    return folder


@pytest.fixture
def tried(make_bench):
    """Runs one of the sandbox functions in a fresh host; gives its result."""
    benches = {}

    def run(sandbox, function, *args):
        if sandbox not in benches:
            benches[sandbox] = make_bench(sandbox=sandbox, modules=MODULES, keeps_output=False)
        bench = benches[sandbox]
        job = bench.queue.submit("reader", f"sandbox_functions:{function}", *args, title="")
        bench.wait(job)
        assert job.error == ""
        return job.result

    return run


@pytest.mark.parametrize("sandbox", [Sandbox.READ_ONLY, Sandbox.NO_NETWORK])
def test_no_socket_leads_out(tried, sandbox):
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = tried(sandbox, "try_network", server.getsockname()[1])
    assert set(found.values()) == {"refused"}, found


def test_without_a_sandbox_the_same_attempts_succeed(tried, a_folder):
    """So that the tests beside this one cannot pass because the attempts are wrong."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        network = tried(Sandbox.NONE, "try_network", server.getsockname()[1])
    assert network["v4"] == network["connect"] == network["kernel"] == "done"
    changes = tried(Sandbox.NO_NETWORK, "try_changes", str(a_folder))
    assert "refused" not in changes.values()
    assert [changes[name] for name in ("make", "append", "unlink")] == ["done"] * 3


def test_a_reader_reaches_no_socket_of_this_machine(tried, tmp_path):
    path = str(tmp_path / "door")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()
        assert tried(Sandbox.READ_ONLY, "try_local_socket", path) == "refused"
        assert tried(Sandbox.NONE, "try_local_socket", path) == "done"


def test_a_reader_changes_no_file(tried, a_folder):
    before = (a_folder / "victim").stat()
    found = tried(Sandbox.READ_ONLY, "try_changes", str(a_folder))
    assert set(found.values()) == {"refused"}, found
    assert (a_folder / "victim").stat() == before
    assert sorted(p.name for p in a_folder.iterdir()) == ["empty", "victim"]


def test_a_reader_starts_no_program_and_touches_no_other_process(tried):
    found = tried(Sandbox.READ_ONLY, "try_programs")
    assert set(found.values()) == {"refused"}, found


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the numbers of the calls are those of x86_64")
def test_machine_code_is_refused_as_python_is(tried, a_folder):
    found = tried(Sandbox.READ_ONLY, "try_machine_code", str(a_folder))
    assert set(found.values()) <= {"EACCES", "EPERM", "ENOSYS"}, found


def test_a_reader_still_reads_computes_and_imports(tried, a_folder, tmp_path):
    modules = tmp_path / "modules"
    modules.mkdir()
    (modules / "never_compiled.py").write_text("VALUE = 5\n")
    assert tried(Sandbox.READ_ONLY, "may_still", str(a_folder), str(modules)) == (
        "old",
        [1],
        5,
        7_000_000,
        False,
    )


def test_a_crash_of_a_reader_writes_no_memory_to_a_disk(tried):
    assert tried(Sandbox.READ_ONLY, "core_file_limit") == 0


def test_peak_memory_is_counted_anew_for_each_job_inside_the_sandbox(make_bench):
    bench = make_bench(sandbox=Sandbox.READ_ONLY, modules=MODULES)
    peaks = []
    for megabytes in (300, 1):
        job = bench.queue.submit("reader", "sandbox_functions:peak_of", megabytes, title="")
        peaks.append(bench.wait(job).peak_memory_mb)
    assert peaks[0] > 300
    assert peaks[1] < peaks[0] - 200


def test_the_second_line_of_defence_refuses_the_same(tried, a_folder):
    found = tried(Sandbox.NONE, "guarded_by_python", str(a_folder))
    for part in found:
        # Python has no audit event for these two.
        assert {name for name, outcome in part.items() if outcome != "refused"} <= {"kill", "mkfifo"}
    assert (a_folder / "victim").read_text() == "old"


def test_the_log_says_who_enforces_it(make_bench):
    bench = make_bench(sandbox=Sandbox.READ_ONLY, modules=MODULES)
    bench.wait(bench.queue.submit("reader", "sandbox_functions:core_file_limit", title=""))
    assert "reads only, enforced by the kernel" in bench.queue.hosts["reader"].log_tail()


def test_every_host_of_the_program_has_its_sandbox():
    assert reader_spec().sandbox is Sandbox.READ_ONLY
    for spec in (writer_spec(), library_spec(), *model_specs()):
        assert spec.sandbox is Sandbox.NO_NETWORK


@pytest.mark.parametrize("machine", _MACHINES)
def test_the_filter_is_a_whole_number_of_steps_that_the_kernel_takes(machine):
    for may_write in (False, True):
        program = filter_program(_MACHINES[machine], may_write)
        assert len(program) % 8 == 0
        assert len(program) // 8 < 4096
