"""What every test of the package and of the plugins stands on.

Qt paints off screen, each process reckons on one core, and the user's own folders (settings, cache, plugins)
are replaced by empty ones before anything is imported: child processes inherit all that.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

CHECKOUT = Path(__file__).resolve().parent
_USER_FOLDERS = (
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "APPDATA",
    "LOCALAPPDATA",
)

# Several processes of tests share the cores: threads of small matrix products that wait for each other made a
# phantom cost seven times its work. This has to be said before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ["QT_QPA_PLATFORM"] = os.environ.get("MEDVIEWER_TEST_PLATFORM", "offscreen")
_empty_home = Path(tempfile.mkdtemp(prefix="medviewer-tests-"))
for _name in _USER_FOLDERS:
    os.environ[_name] = str(_empty_home / _name.lower())
    Path(os.environ[_name]).mkdir()

settings.register_profile("medviewer", deadline=None, database=None)
settings.load_profile("medviewer")


def pytest_sessionfinish() -> None:
    shutil.rmtree(_empty_home, ignore_errors=True)


def _data_folder() -> Path:
    return Path(os.environ.get("MEDVIEWER_DATA") or CHECKOUT.parent / "shared" / "data")


def _require_real_data() -> None:
    folder = _data_folder()
    if (folder / "ct").is_dir():
        return
    reason = f"no real images in {folder}; set MEDVIEWER_DATA to the folder that holds them"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("real_data"):
        _require_real_data()


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real images: MEDVIEWER_DATA, or ../shared/data beside the checkout."""
    _require_real_data()
    return _data_folder()


@pytest.fixture
def a_folder_with_a_chinese_name(tmp_path: Path) -> Path:
    """An empty folder whose path holds Chinese characters, a space and a quote."""
    folder = tmp_path / "胸部 CT 检查 'a'"
    folder.mkdir()
    return folder
