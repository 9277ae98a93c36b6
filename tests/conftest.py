"""What holds for all tests: they have patience, and nothing that they leave behind tells of a patient.

The studies of the tests carry names and numbers that occur nowhere else. What the program writes of its own
accord is searched for them when everything has run, and one that is found fails the run.
"""

from __future__ import annotations

import json
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

PLANTED = ("Xiaodong", "王小东", "MV7351846", "Zhangweixuan", "张伟轩", "Test^Phantom")
"""Names and numbers of the patients of `tests/ui`, `tests/session` and the support bundle."""

_ENCODINGS = ("utf-8", "gb18030", "utf-16-le")
_LOGS = (".log", ".err", ".stderr", ".crash", ".dmp", ".lock")
_JOURNAL = ".journal"
_OWN = {"log", "logs", "journal", "cache", "config", "crash"}
_USER_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
_MOST_BYTES = 32_000_000
_FOUND = "medviewer_patients"
_PATIENCE_MS = 180_000
_QUIET_TURNS = 5
"""Of the event loop; what ends may begin something else."""
_LONGEST = (
    "test_patient_switch.py", "test_journal.py", "test_pack_in_host.py", "test_chest_xray.py",
    "test_patients_at_random.py", "test_import_brainchop.py", "test_import_state_dict.py", "test_verify.py",
    "test_ten_minutes.py", "test_text_and_verify.py", "test_batch_cluster.py", "test_attempts.py",
    "test_real_files.py", "test_fuzz.py",
)  # fmt: skip
"""Few tests that take long: files that begin first, or one process would still be at them when the others are
done. Behind them the files with most tests come first, as pytest-xdist would have it."""


class PatientSearch:
    """Looks where the program wrote when all tests have run; one process of several looks at its own."""

    def __init__(self) -> None:
        self.folders = [Path(os.environ[name]) for name in _USER_FOLDERS if name in os.environ]
        self._found: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """What went through `logging` while a test ran, whether it reached a file or not."""
        if report.when != "teardown" and any(word in report.caplog for word in PLANTED):
            self._found.append(f"the log of {report.nodeid}")

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """One of several processes has ended (pytest-xdist)."""
        self._found += getattr(node, "workeroutput", {}).get(_FOUND, [])

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fails the run if something tells; before the folders are taken away."""
        self._found += [place for folder in self.folders for place in telling(folder)]
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[_FOUND] = self._found
        if self._found:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._found:
            terminalreporter.section("a patient is told of", red=True, bold=True)
        for place in dict.fromkeys(self._found):
            terminalreporter.line(place, red=True)


class PatientBot(QtBot):
    """Waits for what comes at once as long as a machine needs that does ten things besides.

    What is waited for ends the wait, so patience costs nothing; impatience fails tests under load.
    """

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = 0) -> None:
        super().waitUntil(callback, timeout=max(timeout, _PATIENCE_MS))

    def waitSignal(self, signal: Any, *, timeout: int = _PATIENCE_MS, **rest: Any) -> Any:
        if rest.get("raising") is not False:  # it must come; assertNotEmitted waits for what must not
            timeout = max(timeout, _PATIENCE_MS)
        return super().waitSignal(signal, timeout=timeout, **rest)


@pytest.fixture
def qtbot(qapp: Any, request: pytest.FixtureRequest) -> PatientBot:
    return PatientBot(request)


@pytest.fixture
def at_rest(qtbot: PatientBot) -> Callable[[Any], None]:
    """Waits until no job and no thread works for a program, and what they brought has been taken.

    A fixture that begins a program takes this one first: what worked before does not count.
    """
    before = frozenset(threading.enumerate())

    def wait(app: Any) -> None:
        quiet = 0

        def is_quiet() -> bool:
            nonlocal quiet
            threads = [one for one in threading.enumerate() if one.name == "background" and one not in before]
            quiet = 0 if threads or not all(job.state.is_final for job in app.queue.jobs) else quiet + 1
            return quiet > _QUIET_TURNS

        qtbot.waitUntil(is_quiet)

    return wait


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(PatientSearch(), _FOUND)
    if hasattr(config.option, "loadscopereorder"):  # pytest-xdist: the order below is the order
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files in the order of `_LONGEST`, then by their number of tests; the order within a file stays."""
    tests = Counter(item.path for item in items)
    long = {name: place for place, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: (long.get(item.path.name, len(long)), -tests[item.path], str(item.path)))


@pytest.fixture(scope="session", autouse=True)
def _folder_of_all_tests(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    request.config.pluginmanager.get_plugin(_FOUND).folders.append(tmp_path_factory.getbasetemp())


def telling(folder: Path) -> Iterator[str]:
    """Every place below a folder, in words, where a planted patient stands and must not."""
    needles = [word.encode(encoding) for word in PLANTED for encoding in _ENCODINGS]
    needles += [json.dumps(word)[1:-1].encode() for word in PLANTED]
    for above, _, names in os.walk(folder):
        own = bool(_OWN & {part.lower() for part in Path(above).relative_to(folder).parts})
        for name in names:
            path = Path(above) / name
            if (own or _is_log(name)) and any(word in name for word in PLANTED):
                yield f"the name of {path}"
            if _is_log(name) and _holds(path, needles):
                yield f"inside {path}"


def _is_log(name: str) -> bool:
    stem = name.rstrip("0123456789").rstrip(".")  # window.log.1
    return name.endswith((*_LOGS, _JOURNAL)) or stem.endswith(_LOGS)


def _holds(path: Path, needles: list[bytes]) -> bool:
    if not path.is_file():
        return False  # a pipe would keep whoever opens it waiting
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES)
    except OSError:
        return False  # a socket, or gone meanwhile
    return any(needle in content for needle in needles)
