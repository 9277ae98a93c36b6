"""The published schema: as it is made, and of one mind with the reader."""

from __future__ import annotations

import copy
import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medviewer.core.errors import PluginError
from medviewer.packs.read_pack import read_pack
from medviewer.packs.schema import pack_schema
from medviewer.packs.toml_text import toml_text
from medviewer.packs.write_pack import write_pack
from tests.packs.everything import EVERYTHING, FILES

DOCS = Path(__file__).parent.parent.parent / "docs"
PUBLISHED = DOCS / "pack.schema.json"

# What fields say of each other is beyond a schema.
BEYOND = re.compile(
    "which is not (there|in the pack)|that is not there|there is no (label|earlier stage)|smaller one first"
    "|low must be less|the same (number|name|role)|at least one of|gives no|normalises|needs . inputs"
    "|no value that it may have|temperature|nested too deeply"
    "|whole number",  # in JSON 1e9 is one, in TOML it is not
)


def validator():
    return jsonschema.Draft202012Validator(json.loads(PUBLISHED.read_text(encoding="utf-8")))


def test_published_schema_is_the_one_that_is_made():
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == pack_schema(), (
        "docs/pack.schema.json is not what medviewer.packs.schema makes; write it anew (json.dumps, indent=2)"
    )


def test_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(pack_schema())


@pytest.fixture(scope="module")
def a_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("everything")
    for name in FILES:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(name.encode())
    write_pack(replace(EVERYTHING, folder=folder), folder)
    return folder


@pytest.fixture(scope="module")
def whole(a_folder):
    return tomllib.loads((a_folder / "pack.toml").read_text(encoding="utf-8"))


def test_manifest_with_everything_is_valid(whole):
    validator().validate(whole)


def test_example_of_the_documentation_is_valid():
    for path in sorted((DOCS / "examples").rglob("pack.toml")):
        validator().validate(tomllib.loads(path.read_text(encoding="utf-8")))
    text = (DOCS / "model-packs.md").read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n(format = 1.*?)```", text, re.DOTALL)
    assert examples
    for example in examples:
        validator().validate(tomllib.loads(example))


def places(value, path=()):
    """Every place of a document, as a path of keys and positions."""
    yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from places(item, (*path, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from places(item, (*path, n))


def at(document, path):
    for step in path:
        document = document[step]
    return document


JUNK = st.sampled_from(
    ["", "x", "../x", "SPL", 0, 1, -1, 7, 99999, 0.5, -2.5, 1e9, True, False, [], {}, ["x"], [1], [0.5, 0.25],
     [[]], [{}], {"x": 1}, {"none": True}, {"none": 1}, "\x1b[2J", " ", "con.txt", [1, 1, 1], ["a", "a"]]
)  # fmt: skip


@st.composite
def mutants(draw, whole):
    document = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from([p for p in places(document) if p]))
        kind = draw(st.sampled_from(["replace", "remove", "add", "twice"]))
        parent, last = at(document, path[:-1]), path[-1]
        if kind == "replace":
            parent[last] = draw(JUNK)
        elif kind == "remove":
            del parent[last]
        elif kind == "add" and isinstance(parent, dict):
            parent[draw(st.sampled_from(["more", "low", "clip", "code", "weights", "std"]))] = draw(JUNK)
        elif isinstance(parent, list):
            parent.insert(last, copy.deepcopy(parent[last]))
    return document


def refusal(folder, document):
    (folder / "pack.toml").write_text(toml_text(document), encoding="utf-8")
    try:
        read_pack(folder)
    except PluginError as error:
        return str(error)
    return ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=600)
@given(data=st.data())
def test_schema_and_reader_agree_on_whatever_is_changed(a_folder, whole, data):
    document = data.draw(mutants(whole))
    sentence = refusal(a_folder, document)
    errors = [error.message for error in validator().iter_errors(document)]
    if errors:
        assert sentence, f"the schema refuses what the reader takes: {errors}"
    elif sentence:
        assert BEYOND.search(sentence), f"the reader refuses what the schema takes: {sentence}"
    assert "\n" not in sentence
