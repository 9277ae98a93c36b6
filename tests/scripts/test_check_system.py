"""The check of system libraries says what is missing and what to type."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "check_system.py"


@pytest.fixture(scope="module")
def check_system() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_system", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_system"] = module
    spec.loader.exec_module(module)
    return module


def test_need_is_met_by_any_of_its_libraries(check_system: ModuleType) -> None:
    need = check_system.Need(("libEGL_mesa.so.0", "libEGL_nvidia.so.0"), "libegl-mesa0", "OpenGL")
    assert check_system.missing([need], lambda name: "nvidia" in name) == []
    assert check_system.missing([need], lambda name: False) == [need]


def test_one_line_installs_everything(check_system: ModuleType) -> None:
    needs = [
        check_system.Need(("b",), "libb", ""),
        check_system.Need(("a",), "liba", ""),
        check_system.CJK_FONT,
    ]
    line = "sudo apt-get install -y --no-install-recommends fonts-noto-cjk liba libb"
    assert check_system.line_to_type(needs) == line


def test_library_that_is_not_there_is_not_loaded(check_system: ModuleType) -> None:
    assert not check_system.can_load("libnosuchthing.so.7")


def test_font_is_known_by_its_file(check_system: ModuleType, tmp_path: Path) -> None:
    assert not check_system.has_cjk_font([str(tmp_path)])
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / "NotoSansCJK-Regular.ttc").touch()
    assert check_system.has_cjk_font([str(tmp_path)])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="nothing is checked elsewhere")
def test_what_only_others_may_install_is_named(
    check_system: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check_system.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(check_system, "can_load", lambda name: name != "libEGL.so.1")
    monkeypatch.setattr(check_system, "wishes", lambda for_tests: [])
    assert check_system.main([]) == 1
    said = capsys.readouterr().err
    assert "libEGL.so.1" in said
    assert "libegl1" in said or "package manager" in said
