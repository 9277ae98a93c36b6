"""Finding plugins: good ones with their info, broken ones with their reason."""

from __future__ import annotations

import importlib
import shutil

import pytest

from medviewer.core.segmentation import Code
from medviewer.inference.discover import discover
from medviewer.inference.plugin_places import bundled_folder, plugin_folders, user_folder
from medviewer.packs.store import models_folder


def only_record(folder):
    (record,) = discover([folder.parent], with_packages=False)
    return record


def test_manifest_is_read_whole(a_plugin):
    record = only_record(a_plugin)
    assert record.is_usable
    assert record.reason == ""
    assert record.folder == a_plugin
    assert record.entry == "threshold_model:ThresholdModel"
    assert record.source == "user"
    info = record.info
    assert (info.id, info.version, info.name, info.task) == (
        "threshold",
        "1.0.0",
        "Threshold",
        "segmentation",
    )
    assert info.contract.modalities == ("CT",)
    assert info.contract.spacing_mm == (0.5, 5.0)
    assert info.contract.value_range == (-1000.0, 400.0)
    assert info.contract.min_extent_mm == 30.0
    (label,) = info.labels
    assert label.color == (86, 180, 233)
    assert label.code == Code("44029006", "SCT", "Left lung")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('api_version = "1"', 'api_version = "9"', "made for plugin API 9"),
        ('api_version = "1"', "", "has no api_version"),
        ('id = "threshold"', "", "has no id"),
        ('id = "threshold"', 'id = "../x"', "id must be letters, digits"),
        ('version = "1.0.0"', "version = 1", "version must be a text"),
        ('task = "segmentation"', 'task = "guessing"', "task must be one of"),
        ("[contract]", "[contract]\nspacing = [1, 2]", "unknown field: spacing"),
        ("[model]", "[model]\nweight = 'x'", "unknown field: weight"),
        ("spacing_mm = [0.5, 5.0]", "spacing_mm = [5.0, 0.5]", "smaller one first"),
        ("spacing_mm = [0.5, 5.0]", "spacing_mm = [0.5]", "spacing_mm must be two numbers"),
        ("dimensions = 3", "dimensions = 4", "dimensions must be 2 or 3"),
        ("dimensions = 3", "dimensions = true", "dimensions must be a whole number"),
        ("min_extent_mm = 30", "min_extent_mm = nan", "min_extent_mm must be a number"),
        ("color = [86, 180, 233]", "color = [86, 180, 300]", "three numbers from 0 to 255"),
        ("number = 1", "number = 0", "from 1 to 65535"),
        (
            "[[labels]]\nnumber = 1",
            "[[labels]]\nnumber=1\nname='a'\n[[labels]]\nnumber = 1",
            "the same number",
        ),
        ('weights = "weights.bin"', 'weights = "gone.bin"', "names gone.bin, which is not in"),
        ('weights = "weights.bin"', 'weights = "../weights.bin"', "inside the plugin's folder"),
        ('weights = "weights.bin"', 'weights = "/etc/passwd"', "inside the plugin's folder"),
        ('card = "card.md"', 'card = "/etc/motd"', "inside the plugin's folder"),
        ('entry = "threshold_model:ThresholdModel"', 'entry = "os.path:join"', "entry must be like"),
        ('entry = "threshold_model:ThresholdModel"', 'entry = "gone:Model"', "gone.py"),
        ("[model]", "[model", "cannot be read"),
    ],
)
def test_broken_plugin_is_listed_with_its_reason(make_plugin, old, new, reason):
    record = only_record(make_plugin(manifest=[(old, new)]))
    assert record.info is None
    assert not record.is_usable
    assert reason in record.reason
    assert record.reason.endswith(".")


def test_folder_without_a_manifest_is_listed_with_its_reason(a_plugin):
    (a_plugin / "plugin.toml").unlink()
    assert "has no plugin.toml" in only_record(a_plugin).reason


def test_manifest_that_is_not_text_is_listed_with_its_reason(a_plugin):
    (a_plugin / "plugin.toml").write_bytes(b"\xff\xfe\x00")
    assert "cannot be read" in only_record(a_plugin).reason


def test_one_broken_plugin_does_not_hide_the_others(make_plugin):
    make_plugin("a_broken", manifest=[("[model]", "[model")])
    folder = make_plugin("b_good")
    records = discover([folder.parent], with_packages=False)
    assert [record.is_usable for record in records] == [False, True]


def test_second_plugin_with_the_same_id_is_refused(make_plugin):
    first, second = make_plugin("a_first"), make_plugin("b_second")
    records = discover([first.parent], with_packages=False)
    assert [record.folder for record in records] == [first, second]
    assert records[0].is_usable
    assert "same id threshold" in records[1].reason


def test_hidden_folders_and_missing_places_are_passed_over(a_plugin, tmp_path):
    shutil.copytree(a_plugin, a_plugin.parent / ".hidden")
    shutil.copytree(a_plugin, a_plugin.parent / "__pycache__")
    records = discover([tmp_path / "nowhere", a_plugin.parent], with_packages=False)
    assert [record.folder for record in records] == [a_plugin]


def test_folder_of_one_plugin_may_be_given(a_plugin):
    assert [record.folder for record in discover([a_plugin], with_packages=False)] == [a_plugin]


def test_plugin_of_an_installed_package_is_found_without_importing_it(a_plugin, tmp_path, monkeypatch):
    site = tmp_path / "site"
    shutil.copytree(a_plugin, site / "their_package")
    (site / "their_package" / "__init__.py").write_text("raise RuntimeError('imported')")
    facts = site / "their_package-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: their-package\nVersion: 1.0\n")
    (facts / "entry_points.txt").write_text("[medviewer.plugins]\nthreshold = their_package\n")
    monkeypatch.syspath_prepend(str(site))
    importlib.invalidate_caches()
    records = [record for record in discover([]) if record.folder == site / "their_package"]
    assert [(record.source, record.info.id) for record in records] == [("package", "threshold")]


def test_bundled_and_user_folders_are_searched():
    assert plugin_folders() == [bundled_folder(), user_folder(), models_folder()]
    assert bundled_folder().name == user_folder().name == "plugins"
