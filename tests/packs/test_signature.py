"""Signatures: by a key of the clinic, for exactly this content."""

from __future__ import annotations

import minisign
import pytest

from medviewer.core.errors import PluginError
from medviewer.packs import policy
from medviewer.packs.hashes import SIGNATURE_NAME, SUMS_NAME, write_hashes
from medviewer.packs.signature import signer_of


@pytest.fixture
def a_key():
    return minisign.KeyPair.generate()


@pytest.fixture
def keys(tmp_path, a_key):
    folder = tmp_path / "keys"
    folder.mkdir()
    other = minisign.KeyPair.generate()
    (folder / "another.pub").write_bytes(bytes(other.public_key))
    (folder / "radiology.pub").write_bytes(bytes(a_key.public_key))
    (folder / "broken.pub").write_bytes(b"no key")
    return folder


@pytest.fixture
def a_signed_folder(tmp_path, a_key):
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "card.md").write_text("card")
    write_hashes(folder)
    sign(folder, a_key)
    return folder


def sign(folder, key, **options):
    signature = key.secret_key.sign((folder / SUMS_NAME).read_bytes(), **options)
    (folder / SIGNATURE_NAME).write_bytes(bytes(signature))


def test_key_that_signed_is_named(a_signed_folder, keys):
    assert signer_of(a_signed_folder, [keys]) == "radiology"


def test_unsigned_pack_has_no_signer(a_signed_folder, keys):
    (a_signed_folder / SIGNATURE_NAME).unlink()
    assert signer_of(a_signed_folder, [keys]) == ""


def test_unknown_key_is_refused(a_signed_folder, keys, tmp_path):
    (keys / "radiology.pub").unlink()
    with pytest.raises(PluginError, match="not by a key that this machine knows"):
        signer_of(a_signed_folder, [keys])
    with pytest.raises(PluginError, match="not by a key that this machine knows"):
        signer_of(a_signed_folder, [tmp_path / "nowhere"])


def test_changed_hashes_are_refused(a_signed_folder, keys):
    with (a_signed_folder / SUMS_NAME).open("a") as file:
        file.write(f"{'0' * 64}  evil.py\n")
    with pytest.raises(PluginError, match="or it was changed"):
        signer_of(a_signed_folder, [keys])


def test_signature_for_another_pack_is_refused(a_signed_folder, keys, a_key, tmp_path):
    sums = (a_signed_folder / SUMS_NAME).read_bytes()
    (a_signed_folder / SUMS_NAME).write_text("something else")
    sign(a_signed_folder, a_key)
    (a_signed_folder / SUMS_NAME).write_bytes(sums)
    with pytest.raises(PluginError, match="or it was changed"):
        signer_of(a_signed_folder, [keys])


@pytest.mark.parametrize(
    "content", [b"", b"junk", b"untrusted comment: x\nAAAA\n", b"x" * 100_000, b"\xff\xfe"]
)
def test_damaged_signature_is_refused(a_signed_folder, keys, content):
    (a_signed_folder / SIGNATURE_NAME).write_bytes(content)
    with pytest.raises(PluginError):
        signer_of(a_signed_folder, [keys])


def test_writing_hashes_anew_takes_the_signature_away(a_signed_folder):
    write_hashes(a_signed_folder)
    assert not (a_signed_folder / SIGNATURE_NAME).exists()


def test_only_the_administrators_keys_count_where_that_is_set(tmp_path, monkeypatch):
    machine, user = tmp_path / "machine", tmp_path / "user"
    monkeypatch.setattr(policy, "machine_config", lambda: machine)
    monkeypatch.setattr(policy, "user_config", lambda: user)
    assert policy.key_folders() == (machine / "keys", user / "keys")
    policy.write_policy(policy.ModelPolicy(require_signature=True, administrator_only=True), machine)
    assert policy.key_folders() == (machine / "keys",)
    policy.write_policy(policy.ModelPolicy(), user)
    assert policy.current_policy().require_signature
