"""Ways to damage files of work where it hurts: their JSON, their arrays and the ZIP around them."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from hostile_mutate import mutated
from hostile_work_seeds import PRIVATE

from medviewer.session.journal_line import line_of

_DEEP = 3000

Chance = random.Random


def damaged_work(suffix: str, content: bytes, others: list[bytes], chance: Chance) -> bytes:
    """A copy that was damaged: its bytes, its JSON, its arrays or the ZIP around them."""
    way = chance.random()
    if way < 0.25:
        return mutated(content, others, chance)
    if suffix in (".medviewer", ".result"):
        return _zip(content, others, chance)
    if suffix == ".journal":
        return _lines(content, chance)
    if suffix in (".json", ".rules"):
        return _text(bent(json.loads(content), chance), chance)
    return mutated(content, others, chance)


def bent(tree: Any, chance: Chance) -> Any:
    """A tree of JSON with one to four of its nodes changed into something else."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        places = list(_places(tree))
        if not places:
            return chance.choice(_EVIL)()
        parent, key = chance.choice(places)
        act = chance.random()
        if act < 0.7:
            parent[key] = chance.choice(_EVIL)()
        elif act < 0.8:
            del parent[key]
        elif isinstance(parent, list):
            times = chance.choice((1, 3, 5000))
            parent[key:key] = [parent[key]] * (times if _fits(parent[key], times) else 1)
        else:
            other_parent, other_key = chance.choice(places)
            parent[key] = json.loads(json.dumps(other_parent[other_key])) if _small(other_parent) else 1
    return tree


def _small(tree: Any) -> bool:
    return _fits(tree, 1)


def _fits(tree: Any, times: int) -> bool:
    """Whether so many of it make a file of work that anybody has: thousands of thousands fill the memory."""
    try:
        return len(json.dumps(tree)) * times < 1 << 20
    except (RecursionError, ValueError):
        return False


def _places(tree: Any, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    if depth > 40:
        return
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in list(pairs)[:300]:
        yield tree, key
        yield from _places(value, depth + 1)


def _nested() -> Any:
    tree: Any = 1
    for _ in range(_DEEP // 10):
        tree = [tree]
    return tree


_EVIL: tuple[Callable[[], Any], ...] = (
    lambda: None,
    lambda: True,
    lambda: -1,
    lambda: 0,
    lambda: 10**400,
    lambda: -(10**400),
    lambda: 2**63,
    lambda: 1e308,
    lambda: -1e308,
    lambda: 5e-324,
    lambda: float("nan"),
    lambda: float("inf"),
    lambda: "",
    lambda: "\ud800",
    lambda: "x" * 70_000,
    lambda: "<script>" + PRIVATE,
    lambda: "../../../etc/passwd",
    lambda: "\0",
    lambda: [],
    lambda: {},
    lambda: [[]],
    lambda: {"array": 0},
    lambda: {"array": -1},
    lambda: {"array": "0"},
    lambda: {"float": "nan"},
    lambda: {"noun": "Segment"},
    lambda: {"noun": "Volume", "voxels": {"array": 0}},
    lambda: {"noun": []},
    lambda: [1e300, 1e300, 1e300],
    lambda: [0.0] * 1000,
    lambda: "grid 4x6",
    _nested,
)


def _text(tree: Any, chance: Chance) -> bytes:
    text = json.dumps(tree, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    if chance.random() < 0.05:
        return text[:-1] + b"," + b'"x":' + b"[" * _DEEP + b"]" * _DEEP + text[-1:]
    return text


def _lines(content: bytes, chance: Chance) -> bytes:
    lines = [json.loads(line[17:]) for line in content.split(b"\n") if line]
    for _ in range(chance.choice((1, 1, 3))):
        at = chance.randrange(len(lines))
        lines[at] = bent(lines[at], chance)
    if chance.random() < 0.2:
        chance.shuffle(lines)
    return b"".join(line_of(one) for one in lines)


def _zip(content: bytes, others: list[bytes], chance: Chance) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        members = {name: old.read(name) for name in old.namelist()}
    name = chance.choice(list(members))
    if name.endswith(".npy"):
        members[name] = _array(members[name], others, chance)
    elif chance.random() < 0.85:
        members[name] = _text(bent(json.loads(members[name]), chance), chance)
    else:
        del members[name]
    packed = io.BytesIO()
    way = chance.choice(
        (zipfile.ZIP_DEFLATED,) * 5 + (zipfile.ZIP_STORED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2)
    )
    with zipfile.ZipFile(packed, "w", way) as new:
        for one, inside in members.items():
            new.writestr(one, inside)
    raw = packed.getvalue()
    return mutated(raw, others, chance) if chance.random() < 0.15 or way > zipfile.ZIP_DEFLATED else raw


_HEADS = (
    "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (4, 5, 6), }",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (4000000000, 1000), }",
    "{'descr': '<U100000000', 'fortran_order': False, 'shape': (1,), }",
    "{'descr': '|u1', 'fortran_order': True, 'shape': (-1, -120), }",
    "{'descr': '|u1', 'fortran_order': True, 'shape': (True, 120), }",
    "{'descr': '|V120', 'fortran_order': False, 'shape': (), }",
    "{'descr': '<M8[s]', 'fortran_order': False, 'shape': (15,), }",
    "{'descr': [('a', '|u1')], 'fortran_order': False, 'shape': (4, 5, 6), }",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (4, 5, 6",
    "{'descr': '|S0', 'fortran_order': False, 'shape': (10**9,), }",
    "{'descr': '|V0', 'fortran_order': False, 'shape': (999999999999,), }",
    "'''",
    "\0" * 30,
    "(" * 5000,
)


def _array(content: bytes, others: list[bytes], chance: Chance) -> bytes:
    if chance.random() < 0.4:
        return mutated(content, others, chance)
    head = chance.choice(_HEADS).encode()
    version = chance.choice((b"\x01\x00", b"\x02\x00", b"\x03\x00", b"\x09\x00"))
    size = len(head).to_bytes(2 if version[0] == 1 else 4, "little")
    return b"\x93NUMPY" + version + size + head + content[128:]
