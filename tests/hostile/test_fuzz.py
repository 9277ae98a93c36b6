"""The fuzzer itself: it repeats what it did, makes what it finds small, and tells by its exit status."""

from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
from pathlib import Path

from hostile_bytes import dicom
from hostile_mutate import mutated

SCRIPT = Path(__file__).parent / "fuzz.py"


def the_fuzzer():
    spec = importlib.util.spec_from_file_location("hostile_fuzz", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_same_seed_gives_the_same_damage_and_another_seed_another():
    whole, others = dicom(), [b"abc" * 100]
    first, again, other = (
        [mutated(whole, others, chance) for _ in range(20)] for chance in map(random.Random, (1, 1, 2))
    )
    assert first == again != other
    assert whole not in first


def test_what_is_found_is_made_small():
    content = bytes(500) + b"the fault" + bytes(500)
    smaller = the_fuzzer()._shrunk(content, content, lambda candidate: b"fault" in candidate)
    assert b"fault" in smaller
    assert len(smaller) < 30


def test_a_short_run_reads_files_and_ends_well():
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--minutes", "0.05", "--seed", "1", "--data", "nowhere"],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 findings" in done.stdout
    assert int(done.stdout.splitlines()[1].split()[0]) > 0
