"""Plugins are programs: those that did not come with this one are off until they are allowed."""

from __future__ import annotations

import shutil

import pytest

from medviewer.core.errors import PluginError
from medviewer.inference import discover as finding
from medviewer.inference import plugin_permission
from medviewer.inference.discover import discover
from medviewer.inference.loaded_model import loaded_model
from medviewer.inference.plugin_permission import plugin_hash
from medviewer.inference.run import run_model
from medviewer.packs import policy


@pytest.fixture
def settings(tmp_path, monkeypatch):
    machine, user = tmp_path / "machine", tmp_path / "user"
    monkeypatch.setattr(policy, "machine_config", lambda: machine)
    monkeypatch.setattr(policy, "user_config", lambda: user)
    return machine, user


@pytest.fixture
def users_plugin(a_plugin, tmp_path, monkeypatch, settings):
    """A plugin in the user's own folder."""
    place = tmp_path / "data" / "plugins"
    monkeypatch.setattr(plugin_permission, "user_folder", lambda: place)
    return shutil.copytree(a_plugin, place / "threshold")


def record_of(folder):
    (record,) = discover([folder.parent], with_packages=False)
    return record


def test_plugin_of_the_user_is_listed_but_off(users_plugin):
    record = record_of(users_plugin)
    assert record.info.id == "threshold"
    assert not record.is_usable
    assert "off until an administrator allows it" in record.reason


def test_plugin_that_is_off_does_not_run_whoever_asks(users_plugin, a_ct, silent):
    marker = users_plugin / "ran"
    (users_plugin / "sibling.py").write_text(f"open({str(marker)!r}, 'w')\nLIMIT = 0\n")
    with pytest.raises(PluginError, match="off until an administrator"):
        run_model(str(users_plugin), a_ct, {}, "cpu", report=silent)
    assert not marker.exists()


def test_plugin_that_was_allowed_runs(users_plugin, a_ct, silent):
    policy.allow_plugin("threshold", plugin_hash(users_plugin))
    assert record_of(users_plugin).is_usable
    assert run_model(str(users_plugin), a_ct, {}, "cpu", report=silent).counts()[1] > 0


def test_running_it_does_not_switch_it_off(users_plugin, a_ct, silent):
    policy.allow_plugin("threshold", plugin_hash(users_plugin))
    run_model(str(users_plugin), a_ct, {}, "cpu", report=silent)
    assert record_of(users_plugin).is_usable


@pytest.mark.parametrize("name", ["sibling.py", "weights.bin", "new.py", "plugin.toml"])
def test_plugin_whose_files_changed_is_off_again(users_plugin, name):
    policy.allow_plugin("threshold", plugin_hash(users_plugin))
    with (users_plugin / name).open("a") as file:
        file.write("# changed\n")
    record = record_of(users_plugin)
    assert not record.is_usable
    assert "were changed since" in record.reason
    with pytest.raises(PluginError, match="were changed since"):
        loaded_model(users_plugin, "cpu")


def test_compiled_code_that_somebody_put_there_is_not_run(users_plugin, a_ct, silent):
    policy.allow_plugin("threshold", plugin_hash(users_plugin))
    loaded_model(users_plugin, "cpu")
    (users_plugin / "__pycache__").mkdir(exist_ok=True)
    foreign = users_plugin / "__pycache__" / "sibling.cpython-311.pyc"
    foreign.write_bytes(b"not what Python made")
    (users_plugin / "card.md").touch()  # loads it anew
    loaded_model(users_plugin, "cpu")
    assert not foreign.exists() or foreign.read_bytes() != b"not what Python made"


def test_plugin_that_was_forbidden_again_is_off(users_plugin):
    policy.allow_plugin("threshold", plugin_hash(users_plugin))
    policy.forbid_plugin("threshold")
    assert not record_of(users_plugin).is_usable


def test_folder_that_somebody_names_is_their_own_word(a_plugin, settings):
    assert record_of(a_plugin).is_usable


def test_administrator_alone_may_decide(users_plugin, settings):
    machine, _ = settings
    policy.allow_plugin("threshold", plugin_hash(users_plugin))
    policy.write_policy(policy.ModelPolicy(administrator_only=True), machine)
    assert not record_of(users_plugin).is_usable
    policy.allow_plugin("threshold", plugin_hash(users_plugin), machine)
    assert record_of(users_plugin).is_usable


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"require_signature": 1}', '{"other": true}', '{"allowed_plugins": []}']
)
def test_damaged_settings_allow_nothing(users_plugin, settings, text):
    policy.allow_plugin("threshold", plugin_hash(users_plugin))
    (settings[1] / "models.json").write_text(text)
    record = record_of(users_plugin)
    assert not record.is_usable
    assert "correct or remove it" in record.reason


def test_bundled_plugins_need_no_permission(settings):
    assert all(record.is_usable for record in discover([finding.bundled_folder()], with_packages=False))
