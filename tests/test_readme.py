"""What README says is true: its plugin is complete and passes the contract test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from medviewer.api.testing import check_model

CHECKOUT = Path(__file__).resolve().parent.parent
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
A_FILE = re.compile(
    r"^`plugins/bones/(?P<name>[\w.]+)`\n```\w+\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)


@pytest.fixture
def the_plugin_of_the_readme(tmp_path: Path) -> Path:
    folder = tmp_path / "bones"
    folder.mkdir()
    for found in A_FILE.finditer(README):
        (folder / found["name"]).write_text(found["text"], encoding="utf-8")
    (folder / "card.md").write_text("Everything above 250 HU. Not measured; not for patients.\n")
    (folder / "LICENSE").write_text("Apache-2.0\n")
    return folder


def test_plugin_of_the_readme_passes_the_contract_test(the_plugin_of_the_readme: Path) -> None:
    names = {path.name for path in the_plugin_of_the_readme.iterdir()}
    assert names == {"plugin.toml", "bones_model.py", "card.md", "LICENSE"}
    check_model(the_plugin_of_the_readme)


def test_readme_says_what_it_is_not_meant_for() -> None:
    assert "Not a medical device" in README
    assert "research use" in README.lower()


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/user-guide.md", "docs/adr/README.md"])
def test_every_link_leads_somewhere(page: str) -> None:
    path = CHECKOUT / page
    links = re.findall(r"\]\((?!https?://)([^)#]+)", path.read_text(encoding="utf-8"))
    lost = [link for link in links if not (path.parent / link).exists()]
    assert not lost
