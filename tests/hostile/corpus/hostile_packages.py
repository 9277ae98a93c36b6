"""Small whole models of every format that can be installed, and random damage to them."""

from __future__ import annotations

import io
import json
import os
import pickle
import random
import shutil
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from hostile_mutate import mutated
from safetensors.torch import save_file

from medviewer.engine.networks.table import build_network
from medviewer.packs.archive import make_archive
from medviewer.packs.hashes import write_hashes

_IMPORTERS = str(Path(__file__).resolve().parents[2] / "importers")
_ARGUMENTS = {"in_channels": 1, "out_channels": 3, "channels": 2, "dilations": (1, 2)}
_MANIFEST = """
format = 1

[model]
id = "made-up"
version = "1.0"
name = "Made up"
task = "segmentation"
licence = "MIT"
intended_use = "Tests."

[contract]
modalities = ["MR"]

[[labels]]
number = 1
name = "one"
color = [230, 159, 0]

[[labels]]
number = 2
name = "two"
color = [0, 114, 178]

[[stages]]
name = "main"
architecture = "medviewer.MeshNet"
weights = ["{weights}"]
normalise = [[{{op = "minmax"}}]]

[stages.arguments]
in_channels = 1
out_channels = 3
channels = 2
dilations = [1, 2]

[stages.space]
axes = "SPL"
spacing_mm = [1.0, 1.0, 1.0]

[stages.tiles]
size = [16, 16, 16]

[stages.output]
kind = "softmax"
labels = [0, 1, 2]
"""


class _Evil:
    """Makes a folder when it is unpickled."""

    def __init__(self, canary: Path) -> None:
        self._canary = canary

    def __reduce__(self) -> Any:
        return (os.mkdir, (str(self._canary),))


def make_packages(folder: Path) -> list[Path]:
    """One model of each format; folders and files."""
    if _IMPORTERS not in sys.path:
        sys.path.insert(0, _IMPORTERS)
    folder.mkdir()
    made = [_pack(folder), _plain_weights(folder), _bundle(folder), _layers(folder), *_graphs(folder)]
    make_archive(made[0], folder / "pack.mvpack")
    with zipfile.ZipFile(folder / "bundle.zip", "w") as archive:
        for path in made[2].rglob("*"):
            archive.write(path, path.relative_to(folder))
    return [*made, folder / "pack.mvpack", folder / "bundle.zip"]


def _pack(folder: Path) -> Path:
    pack = folder / "pack"
    pack.mkdir()
    save_file(build_network("medviewer.MeshNet", _ARGUMENTS).state_dict(), pack / "w.safetensors")
    (pack / "pack.toml").write_text(_MANIFEST.format(weights="w.safetensors"))
    (pack / "card.md").write_text("# Made up\n")
    (pack / "LICENSE").write_text("MIT\n")
    write_hashes(pack)
    return pack


def _plain_weights(folder: Path) -> Path:
    plain = folder / "plain"
    plain.mkdir()
    torch.save({"state_dict": build_network("medviewer.MeshNet", _ARGUMENTS).state_dict()}, plain / "w.pt")
    (plain / "model.toml").write_text(_MANIFEST.format(weights="w.pt"))
    return plain


def _bundle(folder: Path) -> Path:
    from bundle_maker import write_bundle

    return write_bundle(folder / "bundle")


def _layers(folder: Path) -> Path:
    from test_import_brainchop import a_layer_model

    return a_layer_model(folder / "layers")


def _graphs(folder: Path) -> list[Path]:
    network = torch.nn.Sequential(torch.nn.Conv3d(1, 3, 3, padding=1), torch.nn.ReLU()).eval()
    image = torch.zeros(1, 1, 16, 16, 16)
    paths = [folder / name for name in ("graph.onnx", "graph.pt2", "graph.ts")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(network, (image,), str(paths[0]), dynamo=False)
        torch.export.save(torch.export.export(network, (image,)), paths[1])
        torch.jit.trace(network, image).save(str(paths[2]))
    return paths


def damage(package: Path, into: Path, chance: random.Random, canary: Path) -> Path:
    """A damaged copy of a model below ``into``."""
    target = into / package.name
    if package.is_file():
        content = package.read_bytes()
        is_archive = zipfile.is_zipfile(package) and chance.random() < 0.8
        target.write_bytes(
            _damaged_archive(content, chance, canary) if is_archive else mutated(content, [content], chance)
        )
        return target
    shutil.copytree(package, target)
    files = sorted(path for path in target.rglob("*") if path.is_file())
    for path in chance.sample(files, min(len(files), chance.choice((1, 1, 2)))):
        path.write_bytes(_damaged_member(path.name, path.read_bytes(), chance, canary))
    if (target / "SHA256SUMS").is_file() and chance.random() < 0.8:
        write_hashes(target)
    return target


def _damaged_archive(content: bytes, chance: random.Random, canary: Path) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        members = source.infolist()
        chosen = chance.choice(members).filename
        how = chance.choice(("content", "content", "content", "name", "twice", "gone", "more"))
        for info in members:
            data, name = source.read(info), info.filename
            if name == chosen and how == "content":
                data = _damaged_member(name, data, chance, canary)
            elif name == chosen and how == "name":
                name = chance.choice(
                    ("../x", "/x", "a/../../x", name.upper(), name + "/", "C:\\x", "x" * 300)
                )
            elif name == chosen and how == "gone":
                continue
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for _ in range(1 + (name == chosen and how == "twice")):
                    target.writestr(name, data, chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
        if how == "more":
            target.writestr(members[0].filename.partition("/")[0] + "/code/evil.py", b"import os")
    return made.getvalue()


def _damaged_member(name: str, data: bytes, chance: random.Random, canary: Path) -> bytes:
    if name.endswith((".pkl", ".pt")) and chance.random() < 0.3:
        return _evil(chance, canary)
    if name.endswith(".json") and chance.random() < 0.8:
        document = json.loads(data)
        for _ in range(chance.choice((1, 1, 3))):
            _change_value(document, chance, canary)
        return json.dumps(document).encode()
    if name.endswith(".toml") and chance.random() < 0.8:
        return _damaged_lines(data.decode(), chance).encode()
    return mutated(data or b"x", [data or b"x"], chance)


def _evil(chance: random.Random, canary: Path) -> bytes:
    if chance.random() < 0.5:
        return pickle.dumps({"state_dict": _Evil(canary)}, protocol=chance.choice((0, 2, 4)))
    made = io.BytesIO()
    torch.save({"w": _Evil(canary)}, made)
    return made.getvalue()


def _values(canary: Path) -> list[Callable[[], Any]]:
    words = (
        f"$__import__('os').mkdir('{canary}')", "$@network", "@network_def", "%a.json", "os.mkdir", "",
        "../../x",
        "/etc/passwd", "x" * 5000, "e\u0301\u202e\0", "1-1" * 300 + "!", "torch.ops.aten.from_file.default",
    )  # fmt: skip
    numbers = (0, -1, 1, 1.5, 10**6, 2**31, 2**63, 10**40, float("nan"), float("inf"), True, None)
    nested: Any = []
    for _ in range(200):
        nested = [nested]
    return [lambda v=value: v for value in (*words, *numbers, nested, [], {}, [1] * 20000)]


def _change_value(document: Any, chance: random.Random, canary: Path) -> None:
    """One value anywhere in a document, or one key."""
    places: list[tuple[Any, Any]] = []
    left = [document]
    while left:
        table = left.pop()
        pairs = table.items() if isinstance(table, dict) else enumerate(table)
        for key, value in pairs:
            places.append((table, key))
            if isinstance(value, dict | list):
                left.append(value)
    if not places:
        return
    table, key = chance.choice(places)
    if isinstance(table, dict) and chance.random() < 0.15:
        del table[key]
    else:
        table[key] = chance.choice(_values(canary))()


def _damaged_lines(text: str, chance: random.Random) -> str:
    lines = text.splitlines()
    at = chance.randrange(len(lines))
    key = lines[at].partition("=")[0].strip() or "x"
    new = (
        "", "-1", "0", "1e400", "nan", "0x" + "f" * 9000, "9" * 4000, '"../../x"',
        '"/etc/passwd"', '"con"', "true",
        "[" * 500 + "]" * 500, "[]", "{}", '""', '"' + "x" * 100_000 + '"',
        '"\\u202e\\u0000"', "[1000000, 1000000]",
        "{none = true}", "1979-05-27", '"e\\u0301"',
    )  # fmt: skip
    whole_lines = ("", f"[{key}.{key}]", ".".join("a" * 2000) + " = 1")
    lines[at] = chance.choice((f"{key} = {chance.choice(new)}",) * 4 + whole_lines)
    return "\n".join(lines)
