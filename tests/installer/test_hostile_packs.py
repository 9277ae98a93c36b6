"""Packs that mean harm: all refused in one sentence, nothing run, nothing left behind."""

from __future__ import annotations

import io
import json
import os
import pickle
import shutil
import stat
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from medviewer.core.errors import PluginError
from medviewer.installer.gate import inspect_pack
from medviewer.packs.archive import make_archive, unpack_pack
from medviewer.packs.hashes import write_hashes

pytestmark = pytest.mark.usefixtures("no_policy")


def quiet(fraction, message=""):
    assert 0.0 <= fraction <= 1.0


def refusal(pack, store):
    """The sentence of the test that failed; the store must be as empty as before."""
    found = inspect_pack(str(pack), str(store), report=quiet)
    assert not found.is_acceptable
    assert found.staged_folder == ""
    assert not store.exists() or not any(store.rglob("*"))
    (sentence,) = [check.sentence for check in found.checks if check.outcome == "failed"]
    assert sentence.endswith(".")
    return sentence


def archive_with(path, good, extra):
    """A .mvpack of a good pack with more members, as `ZipInfo` and content."""
    make_archive(good, path)
    with zipfile.ZipFile(path, "a") as archive:
        for info, content in extra:
            archive.writestr(info, content)
    return path


def raw_name(name):
    """A member whose name is written as it is, whatever the system thinks of it."""
    info = zipfile.ZipInfo("x")
    info.filename = info.orig_filename = name
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    return info


BAD_NAMES = [
    "../evil.txt",
    "golden/../../evil.txt",
    "/evil.txt",
    "C:/evil.txt",
    "C:\\evil.txt",
    "..\\evil.txt",
    "golden\\evil.txt",
    "\\\\server\\share\\evil.txt",
    "con",
    "aux.txt",
    "golden/NUL.nii.gz",
    "evil.txt.",
    "evil.txt ",
    ".hidden",
    "~/evil.txt",
    "a:b",
    "evil\n.txt",
    "é.txt",
    "a/b/c/d/e/f/g",
    "x" * 200,
    "-rf",
]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_name_that_leads_elsewhere_is_refused(a_pack, a_store, tmp_path, name):
    path = archive_with(tmp_path / "evil.mvpack", a_pack, [(raw_name(name), b"evil")])
    assert "which no pack may hold" in refusal(path, a_store)
    assert not list(tmp_path.rglob("evil.txt*"))


def test_name_cut_by_a_null_byte_is_refused(a_pack, a_store, tmp_path):
    make_archive(a_pack, tmp_path / "p.mvpack")
    content = (tmp_path / "p.mvpack").read_bytes()
    evil = content.replace(b"card.md", b"car\0.md")
    (tmp_path / "p.mvpack").write_bytes(evil)
    assert refusal(tmp_path / "p.mvpack", a_store)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO, stat.S_IFSOCK, stat.S_IFBLK])
def test_link_or_device_in_an_archive_is_refused(a_pack, a_store, tmp_path, kind):
    info = zipfile.ZipInfo("link")
    info.create_system, info.external_attr = 3, (kind | 0o777) << 16
    path = archive_with(tmp_path / "p.mvpack", a_pack, [(info, b"/etc/passwd")])
    assert "a link or a device" in refusal(path, a_store)


def test_link_in_a_folder_is_refused_and_not_followed(a_pack, a_store, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (a_pack / "link").symlink_to(secret)
    assert "a link or a device" in refusal(a_pack, a_store)
    (a_pack / "link").unlink()
    (a_pack / "folder").symlink_to(tmp_path)
    assert "a link or a device" in refusal(a_pack, a_store)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_pipe_in_a_folder_is_refused_at_once(a_pack, a_store):
    os.mkfifo(a_pack / "pipe")
    assert "a link or a device" in refusal(a_pack, a_store)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["card.md", "CARD.MD", "Golden/IMAGE.nii.gz"])
def test_two_members_of_one_name_are_refused(a_pack, a_store, tmp_path, name):
    path = archive_with(tmp_path / "p.mvpack", a_pack, [(zipfile.ZipInfo(name), b"x")])
    assert "twice" in refusal(path, a_store)


def test_name_that_is_file_and_folder_is_refused(a_pack, a_store, tmp_path):
    path = archive_with(tmp_path / "p.mvpack", a_pack, [(zipfile.ZipInfo("card.md/x"), b"x")])
    assert "both as a file and as a folder" in refusal(path, a_store)


def test_archive_in_the_archive_is_refused(a_pack, a_store, tmp_path):
    path = archive_with(tmp_path / "p.mvpack", a_pack, [(zipfile.ZipInfo("inner.zip"), b"x")])
    assert "another archive" in refusal(path, a_store)


def test_bomb_is_refused_before_it_is_unpacked(a_pack, a_store, tmp_path):
    info = zipfile.ZipInfo("zeros.bin")
    info.compress_type = zipfile.ZIP_DEFLATED
    path = archive_with(tmp_path / "p.mvpack", a_pack, [(info, bytes(64 << 20))])
    assert path.stat().st_size < 1 << 20
    assert "unreasonable size" in refusal(path, a_store)


def test_bomb_that_lies_about_its_size_is_refused(a_pack, a_store, tmp_path):
    info = zipfile.ZipInfo("zeros.bin")
    info.compress_type = zipfile.ZIP_DEFLATED
    path = archive_with(tmp_path / "p.mvpack", a_pack, [(info, bytes(4 << 20))])
    content = path.read_bytes().replace(struct.pack("<I", 4 << 20), struct.pack("<I", 1000))
    path.write_bytes(content)
    assert refusal(path, a_store)


def test_overlapping_members_are_refused(a_pack, a_store, tmp_path):
    """Fifield (2019), "A better zip bomb": many entries over the same bytes."""
    make_archive(a_pack, tmp_path / "p.mvpack")
    with zipfile.ZipFile(tmp_path / "p.mvpack", "a") as archive:
        first = archive.getinfo("weights.safetensors")
        archive.writestr("other.bin", b"x" * first.compress_size)
        archive.getinfo("other.bin").header_offset = first.header_offset
        archive._didModify = True
    assert "overlap" in refusal(tmp_path / "p.mvpack", a_store)


def test_too_many_files_are_refused(a_pack, tmp_path, monkeypatch):
    from medviewer.packs import archive

    monkeypatch.setattr(archive, "MOST_FILES", 3)
    (tmp_path / "into").mkdir()
    with pytest.raises(PluginError, match="more than 3 files"):
        unpack_pack(a_pack, tmp_path / "into")
    assert not list((tmp_path / "into").iterdir())


def test_full_disk_is_told_before_it_is_full(a_pack, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(100, 99, 1))
    (tmp_path / "into").mkdir()
    with pytest.raises(PluginError, match="too little room"):
        unpack_pack(a_pack, tmp_path / "into")
    assert not list((tmp_path / "into").iterdir())


def test_encrypted_member_is_refused(a_pack, a_store, tmp_path):
    make_archive(a_pack, tmp_path / "p.mvpack")
    content = bytearray((tmp_path / "p.mvpack").read_bytes())
    start = 0
    while (start := content.find(b"PK\x01\x02", start)) >= 0:
        content[start + 8] |= 1
        start += 4
    (tmp_path / "p.mvpack").write_bytes(content)
    assert "a method that is not read" in refusal(tmp_path / "p.mvpack", a_store)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_file_that_is_no_archive_is_one_sentence(a_store, tmp_path, content):
    (tmp_path / "p.mvpack").write_bytes(content)
    assert refusal(tmp_path / "p.mvpack", a_store)


def test_archive_cut_anywhere_is_one_sentence(a_pack, a_store, tmp_path):
    make_archive(a_pack, tmp_path / "p.mvpack")
    content = (tmp_path / "p.mvpack").read_bytes()
    for length in np.linspace(0, len(content) - 1, 12).astype(int):
        (tmp_path / "p.mvpack").write_bytes(content[:length])
        assert refusal(tmp_path / "p.mvpack", a_store)


def test_wrong_hash_is_refused(a_pack, a_store):
    (a_pack / "card.md").write_text("changed")
    assert "card.md is not what SHA256SUMS says" in refusal(a_pack, a_store)


def test_file_that_is_not_listed_is_refused(a_pack, a_store):
    (a_pack / "more.txt").write_text("more")
    assert "holds more.txt, which its SHA256SUMS does not list" in refusal(a_pack, a_store)


def test_file_that_is_missing_is_refused(a_pack, a_store):
    (a_pack / "card.md").unlink()
    assert "lacks card.md" in refusal(a_pack, a_store)


@pytest.mark.parametrize(
    "text", ["", "nonsense\n", f"{'a' * 64}  ../x\n", f"{'a' * 64}  card.md\n{'b' * 64}  card.md\n"]
)
def test_damaged_list_of_hashes_is_refused(a_pack, a_store, text):
    (a_pack / "SHA256SUMS").write_text(text)
    assert "SHA256SUMS" in refusal(a_pack, a_store)


def test_pack_without_hashes_is_refused(a_pack, a_store):
    (a_pack / "SHA256SUMS").unlink()
    assert "has no SHA256SUMS" in refusal(a_pack, a_store)


def with_weights(pack, change):
    path = pack / "weights.safetensors"
    state = load_file(path)
    save_file(change(state), path)
    write_hashes(pack)
    return pack


def test_weights_that_are_not_numbers_are_refused(a_pack, a_store):
    for value in (float("nan"), float("inf")):
        with_weights(a_pack, lambda state, v=value: {**state, "last.bias": torch.tensor([v, 0.0])})
        assert "not finite" in refusal(a_pack, a_store)


def test_missing_and_left_over_keys_and_shapes_are_refused(a_pack, a_store):
    good = load_file(a_pack / "weights.safetensors")
    with_weights(a_pack, lambda _: {key: value for key, value in good.items() if key != "last.bias"})
    assert "last.bias missing" in refusal(a_pack, a_store)
    with_weights(a_pack, lambda _: {**good, "backdoor.weight": torch.zeros(3)})
    assert "backdoor.weight not known to the network" in refusal(a_pack, a_store)
    with_weights(a_pack, lambda _: {**good, "last.bias": torch.zeros(3)})
    assert "last.bias of another shape" in refusal(a_pack, a_store)


class Evil:
    """Runs a program when it is unpickled."""

    def __init__(self, marker):
        self.marker = marker

    def __reduce__(self):
        return Path.touch, (Path(self.marker),)


@pytest.mark.parametrize("kind", ["pickle", "torch", "torch in a zip"])
def test_pickle_as_weights_is_refused_and_not_run(a_pack, a_store, tmp_path, kind):
    marker = tmp_path / "ran"
    path = a_pack / "weights.safetensors"
    if kind == "pickle":
        path.write_bytes(pickle.dumps(Evil(marker)) + bytes(4096))
    else:
        buffer = io.BytesIO()
        torch.save({"w": Evil(marker)}, buffer, _use_new_zipfile_serialization=kind == "torch in a zip")
        path.write_bytes(buffer.getvalue())
    write_hashes(a_pack)
    assert "cannot be read as safetensors" in refusal(a_pack, a_store)
    assert not marker.exists()


HEADERS = {
    "longer than the file": struct.pack("<Q", 1 << 40) + b"{}",
    "as long as a number can be": struct.pack("<Q", (1 << 64) - 1) + b"{}",
    "huge and there": struct.pack("<Q", 120 << 20) + b" " * (1 << 20),
    "no JSON": struct.pack("<Q", 4) + b"{{{{",
    "offsets outside": (lambda t: struct.pack("<Q", len(t)) + t)(
        json.dumps({"last.bias": {"dtype": "F32", "shape": [2], "data_offsets": [0, 1 << 50]}}).encode()
    ),
    "negative shape": (lambda t: struct.pack("<Q", len(t)) + t)(
        json.dumps({"last.bias": {"dtype": "F32", "shape": [-2], "data_offsets": [0, 8]}}).encode()
    ),
    "empty": b"",
}


@pytest.mark.parametrize("name", list(HEADERS))
def test_header_of_weights_that_lies_is_refused(a_pack, a_store, name):
    (a_pack / "weights.safetensors").write_bytes(HEADERS[name])
    write_hashes(a_pack)
    assert "weights.safetensors" in refusal(a_pack, a_store)


def with_manifest(pack, old, new):
    text = (pack / "pack.toml").read_text()
    assert old in text
    (pack / "pack.toml").write_text(text.replace(old, new))
    write_hashes(pack)
    return pack


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"medviewer.MeshNet"', '"os.system"', "knows no network 'os.system'"),
        ('"medviewer.MeshNet"', '"builtins.eval"', "knows no network"),
        ('"medviewer.MeshNet"', '"medviewer.MeshNet.__init__"', "knows no network"),
        ("\nchannels = 2", "\nchannels = 2\ndevice = 'cuda'", "do"),
        ("\nchannels = 2", "\nchannels = -5", "do"),
        ("\nchannels = 2", "\nchannels = 'x'", "do"),
        ("\nchannels = 2", "\nchannels = 4000", "more than its weights"),
        ("\nchannels = 2", "\nchannels = {a = [{b = [{c = 1}]}]}", "do"),
        ("dilations = [1, 1]", "dilations = " + "[" * 60 + "]" * 60, "nested too deeply"),
        ("format = 1", "format = 1\n" + "a." * 400_000 + "a = 1", "nested too deeply"),
        ("format = 1", "format = 1\n[" + '"a" . ' * 100_000 + "a]", "nested too deeply"),
        ("format = 1", "format = 0x" + "f" * 900_000, "a number in it is too long"),
        ('id = "bright-block"', 'id = "../../evil"', "id must be letters"),
        ('id = "bright-block"', 'id = "a/b"', "id must be letters"),
        ('version = "1.0.0"', 'version = "../1"', "version must be"),
        ('version = "1.0.0"', 'version = "/etc"', "version must be"),
        ('"weights.safetensors"', '"../weights.safetensors"', "inside the pack"),
        ('"golden/image.nii.gz"', '"/etc/passwd"', "inside the pack"),
        ('format = 1', 'format = 1\nentry = "os:system"', "unknown field: entry"),
        ('expected = "golden/labels.nii.gz"', 'expected = "card.md"', "card.md"),
    ],
)  # fmt: skip
def test_manifest_that_means_harm_is_refused(a_pack, a_store, old, new, reason):
    assert reason in refusal(with_manifest(a_pack, old, new), a_store)


def test_pack_without_card_or_licence_is_refused(a_pack, a_store):
    for name in ("card.md", "LICENSE"):
        content = (a_pack / name).read_bytes()
        (a_pack / name).unlink()
        write_hashes(a_pack)
        assert f"({name})" in refusal(a_pack, a_store)
        (a_pack / name).write_bytes(content)


def test_golden_case_that_is_no_image_is_refused(a_pack, a_store):
    (a_pack / "golden" / "image.nii.gz").write_bytes(b"\x1f\x8b nonsense")
    write_hashes(a_pack)
    assert refusal(a_pack, a_store)


def test_code_beside_the_weights_is_never_imported(a_pack, a_store, tmp_path):
    """A pack may hold any file, and none of them is run."""
    marker = tmp_path / "ran"
    for name in ("torch.py", "sitecustomize.py", "plugin.py"):
        (a_pack / name).write_text(f"open({str(marker)!r}, 'w')")
    (a_pack / "plugin.toml").write_text('entry = "plugin:Plugin"')
    with_manifest(a_pack, '"medviewer.MeshNet"', '"plugin.Plugin"')
    assert "knows no network" in refusal(a_pack, a_store)
    assert not marker.exists()


def test_source_that_is_not_there_is_one_sentence(a_store, tmp_path):
    assert "There is no gone.mvpack" in refusal(tmp_path / "gone.mvpack", a_store)


def test_foreign_archive_is_unpacked_in_the_staging_place_and_nowhere_else(a_store, tmp_path, monkeypatch):
    """What a killed process leaves there is cleared at the next start; elsewhere it would stay."""
    from medviewer.importers import convert

    places = []

    def unpack(path, target, **fields):
        places.append(target)
        raise PluginError("Seen.")

    monkeypatch.setattr(convert, "unpack_archive", unpack)
    with zipfile.ZipFile(tmp_path / "foreign.zip", "w") as archive:
        archive.writestr("model/dataset.json", "{}")
    assert refusal(tmp_path / "foreign.zip", a_store) == "Seen."
    assert a_store / ".staging" in places[0].parents


def test_weights_that_the_disk_has_no_room_for_are_one_sentence(tmp_path):
    from medviewer.importers.pack_files import write_weights

    (tmp_path / "w.safetensors").mkdir()  # cannot be written either
    with pytest.raises(PluginError, match=r"w\.safetensors cannot be written"):
        write_weights({"a": torch.zeros(2)}, tmp_path / "w.safetensors")
