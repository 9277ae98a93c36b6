"""Files of choices: two windows write them, folders cannot be written, files are damaged; nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from medviewer.core.hanging import HangingRule
from medviewer.ui.comfort.settings import Settings
from medviewer.ui.comfort.shortcut_keys import ShortcutKeys
from medviewer.ui.hanging.rule_list import RuleList
from medviewer.ui.layouts.layout_memory import LayoutMemory
from medviewer.ui.layouts.screen_places import WindowPlaces
from medviewer.ui.models.model_settings import ModelSettings
from medviewer.ui.own_windows import OwnWindow, OwnWindows
from medviewer.ui.parts.choice_file import ChoiceFile, ChoiceWatch
from medviewer.ui.recent_studies import RecentStudies
from medviewer.ui.report.snippets import Snippets


class Choices:
    """Every store of one window."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(folder / "settings.json")
        self.rules = RuleList(folder / "hanging.json")
        self.layouts = LayoutMemory(folder / "layouts.json")
        self.places = WindowPlaces(folder / "windows.json")
        self.models = ModelSettings(folder / "model_settings.json")
        self.recent = RecentStudies(folder / "recent.json", lambda *_: None)
        self.snippets = Snippets(folder / "snippets.json")
        self.windows = OwnWindows(folder / "own_windows.json")

    @property
    def files(self) -> list[ChoiceFile]:
        return [store.file for store in vars(self).values()]

    def read(self) -> None:
        """A store reads at first use."""
        assert self.settings.text("view.layout")
        assert len(self.rules.rules) + len(self.recent.paths) + len(self.snippets.items) >= 0
        assert (self.layouts.layout_of("x"), self.places.last("x"), self.models.device("x")) == (
            "",
            "",
            "auto",
        )

    def choose(self, key: str, name: str, volume) -> None:
        self.settings.set(key, not self.settings.flag(key))
        self.rules.add(HangingRule(name, "2x2"))
        self.layouts.remember(name, "2x2")
        self.places.remember(name, "screen", (1, 2, 300, 400))
        self.models.remember(name, {"a": "1"}, "cpu")
        self.recent.add(f"/{name}")
        self.snippets.put(name, "text")
        self.windows.keep(volume, OwnWindow(400.0, 40.0))

    def chosen(self, key: str, name: str) -> list[bool]:
        return [
            not self.settings.is_usual(key),
            any(rule.name == name for rule in self.rules.rules),
            self.layouts.layout_of(name) == "2x2",
            self.places.known(name) == {"screen": (1, 2, 300, 400)},
            self.models.device(name) == "cpu",
            f"/{name}" in self.recent.paths,
            any(one.name == name for one in self.snippets.items),
        ]


def test_what_one_window_chose_is_not_lost_when_another_chooses(qapp, tmp_path, a_ct_volume) -> None:
    one, other = Choices(tmp_path), Choices(tmp_path)
    one.read()
    other.read()  # it knows of nothing of what the first will choose
    one.choose("view.crosshair", "one", a_ct_volume)
    other.choose("library.watches", "other", a_ct_volume)
    later = Choices(tmp_path)
    assert all(later.chosen("view.crosshair", "one"))
    assert all(later.chosen("library.watches", "other"))
    assert not [path for path in tmp_path.iterdir() if path.suffix != ".json"]


def test_rules_that_one_window_deletes_or_moves_are_not_brought_back_by_another(qapp, tmp_path) -> None:
    one, other = RuleList(tmp_path / "hanging.json"), RuleList(tmp_path / "hanging.json")
    for name in "cba":
        one.add(HangingRule(name, "2x2"))
    assert len(other.rules) == 3
    one.remove(1)
    other.move(2, -1)
    assert [rule.name for rule in RuleList(tmp_path / "hanging.json").rules] == ["a", "c"]


def test_keys_that_two_windows_give_are_both_kept(an_app, tmp_path) -> None:
    rows = an_app.window.actions_by_id.rows.values()
    one, other = ShortcutKeys(tmp_path / "shortcuts.json"), ShortcutKeys(tmp_path / "shortcuts.json")
    one.with_keys(rows)
    other.with_keys(rows)
    one.give("view.flip", "Ctrl+Alt+F11")
    other.give("view.mirror", "Ctrl+Alt+F12")
    later = ShortcutKeys(tmp_path / "shortcuts.json")
    later.with_keys(rows)
    assert (later.key("view.flip"), later.key("view.mirror")) == ("Ctrl+Alt+F11", "Ctrl+Alt+F12")
    one.reset("view.flip")
    assert json.loads((tmp_path / "shortcuts.json").read_text())["keys"] == {"view.mirror": "Ctrl+Alt+F12"}


@pytest.mark.parametrize("obstacle", ["file", "rights"])
def test_choices_that_cannot_be_written_hold_and_are_told_once(
    qapp, tmp_path, a_ct_volume, obstacle, monkeypatch
) -> None:
    folder = tmp_path / "config"
    if obstacle == "file":
        folder.write_text("a file where the folder should be")
    else:  # root may write anywhere
        monkeypatch.setattr("medviewer.ui.parts.choice_file.write_json", lambda *_: False)
    choices, watch, told = Choices(folder), ChoiceWatch(), []
    watch.watch(*choices.files)
    choices.choose("view.crosshair", "one", a_ct_volume)
    choices.choose("library.watches", "other", a_ct_volume)
    assert all(choices.chosen("view.crosshair", "one"))
    assert all(choices.chosen("library.watches", "other"))
    watch.begin(told.append)
    choices.settings.set("view.crosshair", True)
    (text,) = told
    assert "cannot be kept" in text
    assert str(folder) in text


def test_choices_are_written_once_the_folder_can_be_written_again(qapp, tmp_path) -> None:
    folder = tmp_path / "config"
    folder.write_text("a file where the folder should be")
    settings = Settings(folder / "settings.json")
    settings.set("view.crosshair", False)
    folder.unlink()
    settings.set("library.watches", not settings.flag("library.watches"))
    assert not Settings(folder / "settings.json").flag("view.crosshair")
    assert settings.file.is_written


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"7", b"[[[", b"\0" * 64])
def test_damaged_files_are_told_one_by_one_kept_and_not_written_over(
    qapp, tmp_path, a_ct_volume, content
) -> None:
    names = [file._path.name for file in Choices(tmp_path).files]
    for name in names:
        (tmp_path / name).write_bytes(content)
        (tmp_path / f"{name}.broken").write_bytes(b"of before")
    choices, watch, told = Choices(tmp_path), ChoiceWatch(), []
    watch.watch(*choices.files)
    watch.begin(told.append)
    choices.read()
    choices.choose("view.crosshair", "one", a_ct_volume)
    assert sorted(text.split()[0] for text in told) == sorted(names)
    for name in names:
        assert (tmp_path / f"{name}.2.broken").read_bytes() == content
        assert (tmp_path / f"{name}.broken").read_bytes() == b"of before"
        assert any(f"{name}.2.broken" in text for text in told)
    assert all(Choices(tmp_path).chosen("view.crosshair", "one"))


def test_what_is_no_json_number_counts_as_nothing(qapp, tmp_path, a_ct_volume) -> None:
    (tmp_path / "own_windows.json").write_text('{"a": [NaN, Infinity, false]}')
    windows = OwnWindows(tmp_path / "own_windows.json")
    windows.keep(a_ct_volume, OwnWindow(400.0, 40.0))
    assert "NaN" not in (tmp_path / "own_windows.json").read_text()
    assert windows.file.trouble == ""


_CHOOSES = """
import sys
from pathlib import Path
from medviewer.ui.parts.choice_file import ChoiceFile, rows_in
file = ChoiceFile(Path(sys.argv[1]))
for n in range(15):
    file.update(lambda told, n=n: {**rows_in(told), f"{sys.argv[2]} {n}": n})
"""


def test_two_processes_that_choose_at_once_lose_nothing(tmp_path) -> None:
    file = tmp_path / "rows.json"
    ends = [
        subprocess.Popen([sys.executable, "-c", _CHOOSES, str(file), name], env={**os.environ})
        for name in ("one", "other")
    ]
    assert [end.wait(30) for end in ends] == [0, 0]
    assert len(json.loads(file.read_text())) == 30
    assert [path.name for path in tmp_path.iterdir()] == ["rows.json"]
