"""Installing, listing, showing, exporting, removing, fetching and allowing, as typed."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import platformdirs
import pytest

from medviewer.commands import in_model_host, models_permission
from medviewer.inference import plugin_permission
from medviewer.inference.plugin_places import user_folder
from medviewer.installer import gate
from medviewer.packs import policy
from medviewer.packs.archive import make_archive
from medviewer.packs.store import installed_packs, models_folder
from tests.installer.conftest import a_pack as a_pack  # fixtures
from tests.installer.conftest import made_pack as made_pack
from tests.installer.conftest import no_policy as no_policy

IN_A_HOST = in_model_host.in_model_host


def here(function, *what, title, report):
    """In this process, where the gate has been shortened."""
    return gate.inspect_pack(*what, report=report)


@pytest.fixture(autouse=True)
def clean(no_policy, monkeypatch):
    """An empty store and plugin folder, and the gate without the tests that run a network."""
    monkeypatch.setattr(in_model_host, "in_model_host", here)
    slow = ("forward", "golden", "orientations", "oblique")
    monkeypatch.setattr(gate, "CHECKS", tuple(check for check in gate.CHECKS if check[0] not in slow))
    yield
    for folder in (models_folder(), user_folder()):
        shutil.rmtree(folder, ignore_errors=True)


def answering(monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_pack_is_installed_after_a_yes(medviewer, a_pack, monkeypatch):
    answering(monkeypatch, "y\n")
    said = medviewer("models", "install", a_pack)
    assert said.status == 0
    assert "Meant for: Tests." in said.out
    assert "Whole and unchanged: All 6 files" in said.out
    assert "note  Signed: The pack is not signed" in said.out
    assert "Installed bright-block 1.0.0" in said.out
    assert said.err == "Install it? [y/N] "


def test_a_pack_is_tested_in_a_process_of_its_own(medviewer, a_pack, monkeypatch, tmp_path):
    monkeypatch.setattr(in_model_host, "in_model_host", IN_A_HOST)
    found = medviewer("models", "install", a_pack, "--json", "--yes").json
    assert found["installed"]
    assert [check["key"] for check in found["checks"]][-2:] == ["orientations", "oblique"]
    log = Path(platformdirs.user_log_dir("medviewer", appauthor=False)) / "model.log"
    assert "medviewer.installer.gate:inspect_pack" in log.read_text()
    broken = shutil.copytree(a_pack, tmp_path / "broken")
    (broken / "card.md").write_text("changed")
    assert "card.md" in medviewer("models", "install", broken, "--yes").sentence


@pytest.mark.parametrize("text", ["n\n", "\n", "", "Yeah no\n"])
def test_anything_but_yes_installs_nothing(medviewer, a_pack, monkeypatch, text):
    answering(monkeypatch, text)
    said = medviewer("models", "install", a_pack)
    assert said.status == 1
    assert said.out.endswith("Nothing was installed.\n")
    assert not models_folder().exists() or not any(models_folder().iterdir())


def test_json_without_yes_only_tests(medviewer, a_pack):
    found = medviewer("models", "install", a_pack, "--json").json
    assert (found["acceptable"], found["installed"]) == (True, False)
    assert [check["key"] for check in found["checks"]] == [
        "unpack",
        "hashes",
        "signature",
        "manifest",
        "weights",
    ]
    assert installed_packs() == ()


def test_whole_life_of_a_pack(medviewer, a_pack, tmp_path):
    make_archive(a_pack, tmp_path / "block.mvpack")
    assert medviewer("models", "install", tmp_path / "block.mvpack", "--yes", "--json").json["installed"]
    rows = medviewer("models", "list", "--json").json["models"]
    (row,) = [row for row in rows if row["kind"] == "pack"]
    assert (row["id"], row["versions"], row["allowed"]) == ("bright-block", ["1.0.0"], True)
    shown = medviewer("models", "show", "bright-block")
    assert "Finds <b>bright</b> blocks." in shown.out
    assert "not signed" in shown.out
    assert medviewer("models", "show", "bright-block", "--json").json["installed"]["source"] == "block.mvpack"
    assert "keeps its promises" in medviewer("models", "check", "bright-block").out
    out = tmp_path / "copy.mvpack"
    assert medviewer("models", "export", "bright-block", out).status == 0
    assert out.read_bytes() == (tmp_path / "block.mvpack").read_bytes()
    assert "is there already" in medviewer("models", "export", "bright-block", out).sentence
    assert medviewer("models", "remove", "bright-block", "--version", "2").sentence
    assert medviewer("models", "remove", "bright-block", "--json").json["removed"] == ["1.0.0"]
    assert installed_packs() == ()
    assert "There is no installed model pack" in medviewer("models", "remove", "bright-block").sentence


def test_damage_after_the_installation_is_found(medviewer, a_pack):
    medviewer("models", "install", a_pack, "--yes")
    (models_folder() / "bright-block" / "1.0.0" / "card.md").write_text("changed")
    said = medviewer("models", "check", "bright-block")
    assert "FAILED  Whole and unchanged: card.md is not what SHA256SUMS says" in said.out
    assert "does not keep its promises" in said.sentence
    assert medviewer("models", "export", "bright-block", "x.mvpack").sentence


def test_card_cannot_steer_the_terminal(medviewer, a_pack):
    from medviewer.packs.hashes import write_hashes

    (a_pack / "card.md").write_text("\x1b[2J\x1b]0;evil\x07 <script>alert(1)</script> 肺\u3000部\n")
    write_hashes(a_pack)
    medviewer("models", "install", a_pack, "--yes")
    shown = medviewer("models", "show", "bright-block").out
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "<script>alert(1)</script> 肺 部" in shown


def test_refused_pack_is_one_sentence_and_its_tests(medviewer, a_pack):
    (a_pack / "card.md").write_text("changed")
    said = medviewer("models", "install", a_pack, "--yes")
    assert "FAILED  Whole and unchanged" in said.out
    assert "is not installed. card.md is not what SHA256SUMS says" in said.sentence
    facts = json.loads(medviewer("models", "install", a_pack, "--yes", "--json").out)
    assert (facts["acceptable"], facts["installed"]) == (False, False)
    assert installed_packs() == ()


def test_what_is_no_model_is_one_sentence(medviewer, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all")
    assert medviewer("models", "install", tmp_path / "letter.txt", "--yes").sentence
    assert medviewer("models", "install", tmp_path / "gone.mvpack", "--yes").sentence
    assert medviewer("models", "convert", tmp_path / "letter.txt", tmp_path / "out").sentence
    assert not (tmp_path / "out").exists()


def test_folder_is_converted_to_a_file(medviewer, a_pack, tmp_path):
    assert medviewer("models", "convert", a_pack, tmp_path / "out.mvpack").status == 0
    assert medviewer("models", "install", tmp_path / "out.mvpack", "--yes").status == 0
    assert "is there already" in medviewer("models", "convert", a_pack, tmp_path / "out.mvpack").sentence


def test_pack_is_fetched_and_not_installed(medviewer, a_pack, tmp_path, monkeypatch):
    (tmp_path / "served").mkdir()
    make_archive(a_pack, tmp_path / "served" / "block.mvpack")
    content = (tmp_path / "served" / "block.mvpack").read_bytes()

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *given):
            super().__init__(*given, directory=str(tmp_path / "served"))

        def log_message(self, *_):
            """Says nothing."""

    monkeypatch.setenv("no_proxy", "*")
    with ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/block.mvpack"
        out = tmp_path / "got.mvpack"
        right = hashlib.sha256(content).hexdigest()
        assert medviewer("models", "fetch", url, "--sha256", right, "-o", out, "--json").json[
            "output"
        ] == str(out)
        assert (
            "not what was asked for"
            in medviewer(
                "models", "fetch", url, "--sha256", "0" * 64, "-o", tmp_path / "other.mvpack"
            ).sentence
        )
        server.shutdown()
        thread.join()
    assert out.read_bytes() == content
    assert installed_packs() == ()
    assert medviewer("models", "fetch", url).status == 2  # a hash is demanded


PLUGIN = """
api_version = "1"
entry = "own:Own"
[model]
id = "own"
version = "1"
name = "Own"
task = "segmentation"
licence = "MIT"
intended_use = "Tests."
[[labels]]
number = 1
name = "A"
"""


@pytest.fixture
def a_users_plugin():
    folder = user_folder() / "own"
    folder.mkdir(parents=True)
    (folder / "plugin.toml").write_text(PLUGIN)
    (folder / "LICENSE").write_text("MIT")
    (folder / "card.md").write_text("# Own")
    (folder / "own.py").write_text("raise RuntimeError('it ran')\n")
    return folder


def test_plugin_is_allowed_and_forbidden(medviewer, a_users_plugin):
    assert "(off)  own" in medviewer("models", "list").out
    assert "off until an administrator" in medviewer("models", "show", "own").out
    for words in (["models", "check", "own"], ["run", "own", "x.nii.gz", "-o", "y.nii.gz"]):
        assert "off until an administrator" in medviewer(*words).sentence
    allowed = medviewer("models", "allow", "own", "--json").json
    assert allowed["sha256"] == plugin_permission.plugin_hash(a_users_plugin)
    assert "(off)" not in medviewer("models", "list").out
    assert "cannot be imported (RuntimeError: it ran)" in medviewer("models", "check", "own").sentence
    (a_users_plugin / "own.py").write_text("print('changed')\n")
    assert "were changed since" in medviewer("models", "check", "own").sentence
    assert medviewer("models", "forbid", "own").status == 0
    assert "is not allowed anyway" in medviewer("models", "forbid", "own").sentence


def test_bundled_plugin_needs_no_permission(medviewer):
    assert "needs no permission" in medviewer("models", "allow", "lung_ct").sentence


def test_administrator_alone_decides(medviewer, a_users_plugin, no_policy):
    policy.write_policy(policy.ModelPolicy(administrator_only=True), no_policy[0])
    assert "only an administrator" in medviewer("models", "allow", "own").sentence
    assert "(off)  own" in medviewer("models", "list").out


def test_policy_is_the_one_of_the_tests(no_policy):
    assert models_permission.current_policy() == policy.ModelPolicy()
