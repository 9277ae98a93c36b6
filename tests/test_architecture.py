"""The house keeps its own rules: arrows, sizes, and what may never be called."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGE = CHECKOUT / "medviewer"
PLUGINS = CHECKOUT / "plugins"

MAX_FILE_LINES = 300
MAX_CLASS_LINES = 250
MAX_FUNCTION_LINES = 40

# Rooms that run in the GUI process, and what must not be in that process: parsers, networks, whole VTK.
GUI_ROOMS = ("core", "api", "scene", "jobs", "render", "session", "doctor", "ui", "app", "cli")
NOT_IN_THE_GUI_PROCESS = (
    "torch",
    "monai",
    "SimpleITK",
    "pydicom",
    "highdicom",
    "imagecodecs",
    "scipy",
    "torchvision",
    "openvino",
    "onnx",
    "onnxruntime",
    "captum",
    "distributed",
    "jinja2",
    "vtk",
    "vtkmodules.all",
)

# Which rooms may name a library at all, lazily or not.
ROOMS_OF_LIBRARY = {
    "PySide6": {"ui", "app"},
    "qtpy": set[str](),
    "qtawesome": {"ui", "app"},
    "vtkmodules": {"render"},
    "vtk": set[str](),
    "torch": {"inference", "engine", "explain", "importers", "installer"},
    "monai": {"inference", "engine"},
    "torchvision": {"engine"},
    "openvino": {"engine"},
    "onnxruntime": {"engine"},
    "onnx": {"importers"},
    "captum": set[str](),
    "distributed": {"batch"},
    "dask": {"batch"},
    "jinja2": {"report"},
    "nnunetv2": set[str](),
    "dynamic_network_architectures": set[str](),
    "SimpleITK": {"io"},
    "pydicom": {"io"},
    "highdicom": {"io"},
    "imagecodecs": {"io"},
}
CORE_MAY_IMPORT = {"numpy", "medviewer"}

# Runs code or shell words that came from elsewhere, or trusts foreign bytes.
FORBIDDEN_CALLS = {
    "eval",
    "exec",
    "os.system",
    "os.popen",
    "pickle.load",
    "pickle.loads",
    "pickle.Unpickler",
    "marshal.loads",
    "yaml.load",
    "torch.hub.load",
}


def _sources(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _module(path: Path) -> str:
    parts = path.relative_to(CHECKOUT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _name(path: Path) -> str:
    return path.name


def _place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(CHECKOUT)}:{getattr(node, 'lineno', 1)}"


def _imported_names(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            yield node, "." * node.level + (node.module or "")


def _called_name(call: ast.Call) -> str:
    try:
        return ast.unparse(call.func)
    except RecursionError:  # pragma: no cover - a chain of calls too long to print is none of ours
        return ""


def test_arrows_point_down() -> None:
    script = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [str(script), "--no-cache"], cwd=CHECKOUT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_gui_process_never_imports_parsers_or_networks() -> None:
    modules = [_module(path) for path in _sources(PACKAGE) if _room(path) in GUI_ROOMS]
    if (PACKAGE / "inference" / "discover.py").is_file():
        modules.append("medviewer.inference.discover")
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[2].split(','):\n"
        "    importlib.import_module(name)\n"
        "    heavy = sorted(set(sys.argv[1].split(',')) & set(sys.modules))\n"
        "    if heavy:\n"
        "        sys.exit(f'{name} brings in {heavy}')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, ",".join(NOT_IN_THE_GUI_PROCESS), ",".join(modules)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_library_stays_in_its_room() -> None:
    astray = []
    for path in _sources(PACKAGE):
        for node, name in _imported_names(_tree(path)):
            library = name.split(".")[0]
            allowed = ROOMS_OF_LIBRARY.get(library)
            if allowed is not None and _room(path) not in allowed:
                astray.append(f"{_place(path, node)} imports {library}")
    assert not astray, "\n".join(astray)


def test_core_needs_numpy_only() -> None:
    allowed = CORE_MAY_IMPORT | set(sys.stdlib_module_names) - {"threading", "multiprocessing", "socket"}
    astray = [
        f"{_place(path, node)} imports {name}"
        for path in _sources(PACKAGE / "core")
        for node, name in _imported_names(_tree(path))
        if name.split(".")[0] not in allowed
    ]
    assert not astray, "\n".join(astray)


def _too_long(path: Path) -> Iterator[str]:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    if lines > MAX_FILE_LINES:
        yield f"{path.relative_to(CHECKOUT)} has {lines} lines (at most {MAX_FILE_LINES})"
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ClassDef):
            most = MAX_CLASS_LINES
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            most = MAX_FUNCTION_LINES
        else:
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > most:
            yield f"{_place(path, node)} {node.name} has {length} lines (at most {most})"


def test_files_classes_and_functions_stay_short() -> None:
    long = [text for path in _sources(PACKAGE) for text in _too_long(path)]
    assert not long, "\n".join(long)


def _dangerous_calls(path: Path) -> Iterator[str]:
    for node in ast.walk(_tree(path)):
        if not isinstance(node, ast.Call):
            continue
        name = _called_name(node)
        if name in FORBIDDEN_CALLS:
            yield f"{_place(path, node)} calls {name}"
        for keyword in node.keywords:
            if keyword.arg == "shell" and getattr(keyword.value, "value", True) is not False:
                yield f"{_place(path, node)} calls {name} with a shell"
        if name == "torch.load" and not _has_weights_only(node):
            yield f"{_place(path, node)} calls torch.load without weights_only=True"


def _has_weights_only(call: ast.Call) -> bool:
    return any(k.arg == "weights_only" and getattr(k.value, "value", None) is True for k in call.keywords)


def test_nothing_runs_foreign_code_or_a_shell() -> None:
    sources = _sources(PACKAGE) + _sources(PLUGINS)
    found = [text for path in sources for text in _dangerous_calls(path)]
    assert not found, "\n".join(found)


def test_package_prints_through_the_command_line_only() -> None:
    printing = [
        _place(path, node)
        for path in _sources(PACKAGE)
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and _called_name(node) == "print"
    ]
    assert all(place.startswith(("medviewer/cli", "medviewer/commands")) for place in printing), printing
    assert len({place.split(":")[0] for place in printing}) <= 1, f"print in more than one file: {printing}"


def _run_by_the_program(plugin: Path) -> set[Path]:
    """The files of a plugin that its entry imports, and what those import: all but its training."""
    entry = tomllib.loads((plugin / "plugin.toml").read_text(encoding="utf-8"))["entry"]
    found: set[Path] = set()
    waiting = {plugin / (entry.partition(":")[0] + ".py")}
    while waiting:
        path = waiting.pop()
        found.add(path)
        names = {name for _, name in _imported_names(_tree(path))}
        waiting |= {plugin / f"{name}.py" for name in names if (plugin / f"{name}.py").is_file()} - found
    return found


@pytest.mark.parametrize("plugin", sorted(path.parent for path in PLUGINS.glob("*/plugin.toml")), ids=_name)
def test_plugin_knows_the_door_only(plugin: Path) -> None:
    """What runs in the model host imports `medviewer.api`; training and measuring may use more."""
    astray = [
        f"{_place(path, node)} imports {name}"
        for path in _run_by_the_program(plugin)
        for node, name in _imported_names(_tree(path))
        if name.split(".")[0] == "medviewer" and not (name + ".").startswith("medviewer.api.")
    ]
    assert not astray, "\n".join(astray)


@pytest.mark.parametrize("name", ["CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md"])
def test_a_newcomer_finds(name: str) -> None:
    assert (CHECKOUT / name).stat().st_size > 500
