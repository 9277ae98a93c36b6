"""A pack's manifest: written and read back it is the same, and what it may not say is refused."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medviewer.core.errors import PluginError
from medviewer.packs.hashes import check_hashes
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.read_pack import read_pack
from medviewer.packs.stage import Normalise, Stage
from medviewer.packs.write_pack import write_pack
from tests.packs.everything import EVERYTHING, FILES


@pytest.fixture
def a_folder(tmp_path):
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


def test_every_field_of_every_noun_comes_back(a_folder):
    manifest = replace(EVERYTHING, folder=a_folder)
    write_pack(manifest, a_folder)
    assert read_pack(a_folder) == manifest
    assert set(check_hashes(a_folder)) == {*FILES, "pack.toml"}


def test_no_field_is_left_at_its_default_in_that_test():
    """A field that is added to a noun and forgotten in the reader must be noticed."""
    # The stages of a pack name its weights; time points come without channels, and are tested where they run.
    left_out = {"ModelInfo.weights", "InputContract.time_points"}
    stage = EVERYTHING.stages[0]
    nouns = (
        EVERYTHING, EVERYTHING.info, EVERYTHING.info.contract, stage.space, stage.tiles, stage.output,
        EVERYTHING.golden, EVERYTHING.clean_up[0], EVERYTHING.calibration[0], EVERYTHING.info.parameters[0],
    )  # fmt: skip
    for noun in nouns:
        for field in fields(noun):
            name = f"{type(noun).__name__}.{field.name}"
            if name not in {*left_out, "Parameter.choices", "PackManifest.folder"}:
                assert getattr(noun, field.name) != field.default, name


def test_types_come_back_too(a_folder):
    write_pack(replace(EVERYTHING, folder=a_folder), a_folder)
    arguments = read_pack(a_folder).stages[0].arguments
    assert type(arguments["dropout"]) is float
    assert type(arguments["features"][0]) is int
    assert arguments["norm"][1]["affine"] is True


texts = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
literals = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: (
        st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(texts.filter(lambda key: key not in ("", "none")), inner, max_size=4)
    ),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(arguments=st.dictionaries(st.text('abc_ .é"\n', min_size=1), literals, max_size=5))
def test_any_literal_arguments_come_back(a_folder, arguments):
    stage = Stage(name="one", architecture="monai.UNet", arguments=arguments, weights=("a.safetensors",))
    manifest = PackManifest(EVERYTHING.info, a_folder, (stage,))
    write_pack(manifest, a_folder)
    assert in_order(read_pack(a_folder).stages[0].arguments) == in_order(arguments)


def in_order(value):
    """With types told apart (1, 1.0, True) and tables in one order."""
    if isinstance(value, dict):
        return {key: in_order(value[key]) for key in sorted(value)}
    return tuple(map(in_order, value)) if isinstance(value, tuple) else repr(value)


TEXT = """
format = 1
[model]
id = "m"
version = "1"
name = "M"
task = "segmentation"
licence = "MIT"
intended_use = "Tests."
[[labels]]
number = 1
name = "A"
[[stages]]
name = "one"
architecture = "monai.BasicUNet"
weights = ["a.safetensors"]
normalise = [[{op = "zscore"}]]
arguments = {a = 1}
"""


def test_least_manifest_is_read(a_folder):
    (a_folder / "pack.toml").write_text(TEXT)
    manifest = read_pack(a_folder)
    assert manifest.stages[0].normalise == ((Normalise("zscore"),),)
    assert manifest.golden is None


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("format = 1", "", "has no format"),
        ("format = 1", "format = 2", "has format 2"),
        ("format = 1", "format = 1\nentry = 'x:Y'", "unknown field: entry"),
        ('id = "m"', 'id = "../m"', "id must be letters"),
        ('id = "m"', 'id = "a/b"', "id must be letters"),
        ('id = "m"', 'id = "CON"', "id"),
        ('version = "1"', 'version = "../1"', "version"),
        ('name = "M"', 'name = "\\u001b[2J"', "without control characters"),
        ('name = "M"', 'name = "safe\\u202eexe"', "without control characters"),
        ('task = "segmentation"', 'task = "x"', "task must be one of"),
        ('task = "segmentation"', 'task = "image"', "gives no image"),
        ("[model]", "[model]\nweights = 'a.safetensors'", "named by its stages"),
        ("[model]", "[model]\ncode = 'x'", "unknown field: code"),
        ("[[labels]]\nnumber = 1\nname = \"A\"", "", "at least one of [[labels]]"),
        ('architecture = "monai.BasicUNet"', "", "need an architecture"),
        ('weights = ["a.safetensors"]', "", "has no weights"),
        ('"a.safetensors"', '"../a.safetensors"', "inside the pack"),
        ('"a.safetensors"', '"/etc/passwd"', "inside the pack"),
        ('"a.safetensors"', '"C:/a"', "inside the pack"),
        ('"a.safetensors"', '"a\\\\b"', "inside the pack"),
        ('"a.safetensors"', '"gone.safetensors"', "names gone.safetensors, which is not in the pack"),
        ('"a.safetensors"', '"a.safetensors", "a.safetensors"', "different files"),
        ('{op = "zscore"}', '{op = "eval"}', "op must be one of"),
        ('{op = "zscore"}', '{op = "range"}', "range needs high and low"),
        ('{op = "zscore"}', '{op = "zscore", low = 1}', "zscore has no low"),
        ('{op = "zscore"}', '{op = "zscore", std = 0}', "std must be more than 0"),
        ('[{op = "zscore"}]', '[{op = "zscore"}], []', "normalises 2 channels of 1"),
        ('[[{op = "zscore"}]]', '"x"', "list of lists of tables"),
        ("{a = 1}", "{a = 2020-01-01}", "must be a text, a number"),
        ("{a = 1}", "{a = nan}", "must be a text, a number"),
        ("{a = 1}", "{a = {none = 1}}", "must be a text, a number"),
        ("{a = 1}", "{a = [[[[[[[[[[1]]]]]]]]]]}", "nested too deeply"),
        ("{a = 1}", "{a = " + "[" * 5000 + "]" * 5000 + "}", "nested too deeply"),
        ("{a = 1}", "{a = 1}\nspace = {axes = 'SPS'}", "three letters such as SPL"),
        ("{a = 1}", "{a = 1}\nspace = {spacing_mm = [1, -1, 1]}", "negative"),
        ("{a = 1}", "{a = 1}\nspace = {spacing_mm = [1]}", "2 or 3 numbers"),
        ("{a = 1}", "{a = 1}\nspace = {axis = 'SPL'}", "unknown field: axis"),
        ("{a = 1}", "{a = 1}\ntiles = {step = 0}", "step must be more than 0"),
        ("{a = 1}", "{a = 1}\ntiles = {size = [64, 64, 0]}", "from 1 to 4096"),
        ("{a = 1}", "{a = 1}\ntiles = {size = [64, 64, 100000000]}", "from 1 to 4096"),
        ("{a = 1}", "{a = 1}\ntiles = {mirror_axes = [0, 0]}", "different ones of 0, 1 and 2"),
        ("{a = 1}", "{a = 1}\noutput = {kind = 'boxes'}", "gives no segmentation"),
        ("{a = 1}", "{a = 1}\noutput = {labels = [0, 9]}", "label 9, which is not there"),
        ("{a = 1}", "{a = 1}\nprevious = 'two'", "no earlier stage 'two'"),
        ("{a = 1}", "{a = 1}\nprevious = 'one'", "no earlier stage 'one'"),
        ("{a = 1}", "{a = 1}\n[[clean_up]]\nlabel = 5", "names a label that is not there"),
        ("{a = 1}", "{a = 1}\n[[clean_up]]\nlargest = -1", "must not be negative"),
        ("{a = 1}", "{a = 1}\n[[calibration]]\nmethod = 'temperature'\na = 0", "temperature"),
        ("{a = 1}", "{a = 1}\n[[calibration]]\nmethod = 'platt'\nlabel = 'x'", "label that is not there"),
        ("{a = 1}", "{a = 1}\n[golden]\ninputs = []\nexpected = 'p.png'", "has no inputs"),
        ("{a = 1}", "{a = 1}\n[golden]\ninputs = ['p.png', 'b.safetensors']\nexpected = 'p.png'", "1 inputs"),
        ("{a = 1}", "{a = 1}\n[[operating_points]]\nlabel = 'B'\nname = 'x'\nthreshold = 1",
         "no label 'B'"),
        ("{a = 1}", "{a = 1}\n[[parameters]]\nname = 'x'\ntitle = 'X'\nkind = 'whole'\ndefault = '1.5'",
         "no value that it may have"),
    ],
)  # fmt: skip
def test_what_a_manifest_may_not_say_is_one_sentence(a_folder, old, new, reason):
    assert old in TEXT
    (a_folder / "pack.toml").write_text(TEXT.replace(old, new))
    with pytest.raises(PluginError) as caught:
        read_pack(a_folder)
    assert reason in str(caught.value)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_huge_manifest_is_refused_unread(a_folder):
    (a_folder / "pack.toml").write_text(TEXT + "#" * (1 << 20))
    with pytest.raises(PluginError, match="larger than 1 MB"):
        read_pack(a_folder)


def test_two_stages_of_one_name_are_refused(a_folder):
    (a_folder / "pack.toml").write_text(TEXT + TEXT[TEXT.index("[[stages]]") :])
    with pytest.raises(PluginError, match="two stages have the same name"):
        read_pack(a_folder)


def test_folder_without_a_manifest_is_one_sentence(tmp_path):
    with pytest.raises(PluginError, match=r"has no pack\.toml"):
        read_pack(tmp_path)


def test_what_cannot_be_read_back_is_not_written_in_silence(a_folder):
    stage = replace(EVERYTHING.stages[1], previous="")
    manifest = PackManifest(replace(EVERYTHING.info, weights="a.safetensors"), a_folder, (stage,))
    with pytest.raises(PluginError, match="named by its stages"):
        write_pack(manifest, a_folder)
    stage = replace(stage, arguments={"f": float("nan")})
    with pytest.raises(PluginError, match="cannot be written"):
        write_pack(PackManifest(EVERYTHING.info, a_folder, (stage,)), a_folder)


def test_boxes_of_several_folds_are_refused_because_boxes_have_no_mean(a_folder):
    told = TEXT.replace('task = "segmentation"', 'task = "detection"').replace(
        '"a.safetensors"', '"a.safetensors", "b.safetensors"'
    )
    (a_folder / "pack.toml").write_text(
        told + 'output = {kind = "boxes", labels = [1], options = {form = "boxes"}}\n'
    )
    with pytest.raises(
        PluginError, match=r"one fold only, because the boxes of 2 networks cannot be averaged\.$"
    ):
        read_pack(a_folder)
    (a_folder / "pack.toml").write_text(
        told + 'output = {kind = "boxes", labels = [1]}\n'
    )  # logits of anchors have a mean
    assert len(read_pack(a_folder).stages[0].weights) == 2
