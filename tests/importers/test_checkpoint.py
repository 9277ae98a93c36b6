"""Checkpoints: what trainings write is read, what wants to run is refused and named."""

from __future__ import annotations

import os
import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from medviewer.importers.checkpoint import load_checkpoint
from medviewer.importers.refused import ImportRefused


class _Trap:
    """A pickle that makes a file when it is loaded."""

    def __init__(self, target: Path) -> None:
        self._target = target

    def __reduce__(self) -> Any:
        return (os.mkdir, (str(self._target),))


class _Hidden:
    """A pickle that gets at eval through a function that looks harmless."""

    def __reduce__(self) -> Any:
        return (getattr, (OrderedDict, "__init__"))


def test_what_a_training_of_nnunet_writes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint_final.pth"
    held = {
        "network_weights": OrderedDict(a=torch.arange(3.0)),
        "logging": {"mean": [np.float64(0.25), np.float32(0.5)]},
        "inference_allowed_mirroring_axes": (0, 1, 2),
        "_best_ema": None,
        "init_args": {"device": torch.device("cpu")},
    }
    torch.save(held, path)
    loaded = load_checkpoint(path)
    assert torch.equal(loaded["network_weights"]["a"], torch.arange(3.0))
    assert loaded["logging"]["mean"] == [0.25, 0.5]
    assert loaded["inference_allowed_mirroring_axes"] == (0, 1, 2)


@pytest.mark.parametrize("old", [True, False])
def test_numpy_scalars_are_read_under_both_names(tmp_path: Path, old: bool) -> None:
    name = "numpy.core" if old else "numpy._core"
    data = pickle.dumps({"best": np.float64(0.5)}, protocol=2)
    path = tmp_path / "x.pth"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x/data.pkl", data.replace(b"numpy._core", name.encode()))
        archive.writestr("x/version", "3\n")
    assert load_checkpoint(path)["best"] == 0.5


@pytest.mark.parametrize("form", ["zip", "legacy", "pickle", "protocol 4"])
def test_a_pickle_that_would_run_something_is_refused_and_named(tmp_path: Path, form: str) -> None:
    target, path = tmp_path / "was_here", tmp_path / "checkpoint_final.pth"
    evil = {"network_weights": {"a": _Trap(target)}}
    if form == "zip":
        torch.save(evil, path)
    elif form == "legacy":
        torch.save(evil, path, _use_new_zipfile_serialization=False)
    else:
        path.write_bytes(pickle.dumps(evil, protocol=4 if form == "protocol 4" else 2))
    with pytest.raises(ImportRefused) as refused:
        load_checkpoint(path)
    assert not target.exists()
    assert "checkpoint_final.pth" in str(refused.value)
    assert "posix.mkdir" in str(refused.value) or "nt.mkdir" in str(refused.value)
    assert "weights_only" not in str(refused.value)


def test_a_roundabout_way_to_code_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.pth"
    torch.save({"a": _Hidden()}, path)
    with pytest.raises(ImportRefused, match="getattr"):
        load_checkpoint(path)


def test_numpy_arrays_are_not_on_the_list(tmp_path: Path) -> None:
    path = tmp_path / "x.pth"
    torch.save({"a": np.zeros(3)}, path)
    with pytest.raises(ImportRefused, match="_reconstruct"):
        load_checkpoint(path)


@pytest.mark.parametrize("data", [b"", b"not a checkpoint at all", b"PK\x03\x04broken", b"\x80\x02}q\x00"])
def test_what_is_no_checkpoint_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.pth"
    path.write_bytes(data)
    with pytest.raises(ImportRefused, match=r"x\.pth is not converted"):
        load_checkpoint(path)


def test_a_cut_off_checkpoint_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.pth"
    torch.save({"a": torch.zeros(1000)}, path)
    path.write_bytes(path.read_bytes()[:-600])
    with pytest.raises(ImportRefused, match=r"x\.pth"):
        load_checkpoint(path)


def test_a_checkpoint_that_grows_is_refused(tmp_path: Path) -> None:
    plain, path = tmp_path / "plain.pth", tmp_path / "x.pth"
    torch.save({"a": torch.zeros(100_000)}, plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            packed.writestr(name, source.read(name))
    with pytest.raises(ImportRefused, match="grow"):
        load_checkpoint(path)


def test_a_list_is_no_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "x.pth"
    torch.save([torch.zeros(1)], path)
    with pytest.raises(ImportRefused, match="list"):
        load_checkpoint(path)


def test_the_allowed_names_are_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "x.pth"
    torch.save({"a": np.float64(1)}, path)
    before = torch.serialization.get_safe_globals()  # a set's order: told again, it may be another
    load_checkpoint(path)
    after = torch.serialization.get_safe_globals()
    assert len(after) == len(before)
    assert set(after) == set(before)


@pytest.mark.parametrize("is_zip", [True, False])
def test_tensor_that_repeats_a_few_bytes_is_refused(tmp_path: Path, is_zip: bool) -> None:
    """A view of four bytes can be terabytes long, and any sum over it would ask for them."""
    path = tmp_path / "x.pth"
    held = {"network_weights": {"a": torch.zeros(1).expand(1 << 44)}}
    torch.save(held, path, _use_new_zipfile_serialization=is_zip)
    with pytest.raises(ImportRefused, match="repeat few numbers as many"):
        load_checkpoint(path)
