"""Every pack offers in its form what the engine understands for it."""

from __future__ import annotations

from dataclasses import replace

from engine_cases import a_run, a_volume, noise

from medviewer.api import OperatingPoint, Parameter
from medviewer.engine.standard_parameters import standard_parameters, with_standard_parameters
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Stage, Tiles


def a_manifest(stage: Stage) -> PackManifest:
    return a_run([stage], {}, [a_volume(noise((2, 2, 2)))], 1).manifest


def test_offers_only_what_the_pack_can_do() -> None:
    plain = standard_parameters(a_manifest(Stage("main")))
    assert [row.name for row in plain] == ["uncertainty", "precision"]
    assert plain[0].choices == ("off", "tta", "mc_dropout")
    tiles = Tiles((8, 8, 8), 0.5, mirror_axes=(0, 1, 2))
    rich = standard_parameters(a_manifest(Stage("main", weights=("a", "b", "c"), tiles=tiles)))
    assert {row.name: row.default for row in rich} == {
        "tta": "true", "folds": "all", "step": "0.5", "uncertainty": "off", "precision": "auto",
    }  # fmt: skip
    assert rich[3].choices == ("off", "tta", "folds", "mc_dropout")
    assert rich[1].choices == ("all", "1", "2")


def test_a_row_of_the_pack_s_own_wins() -> None:
    manifest = a_manifest(Stage("main"))
    own = Parameter("precision", "Own", "choice", "float32", choices=("float32",))
    standard = standard_parameters(manifest)
    manifest = replace(manifest, info=replace(manifest.info, parameters=(own,)))
    assert with_standard_parameters(manifest).parameters == (own, standard[0])


def test_operating_points_are_offered_where_there_is_a_choice() -> None:
    manifest = a_manifest(Stage("main"))
    points = (OperatingPoint("A", "screening", 0.3), OperatingPoint("A", "confirmation", 0.7))
    info = replace(manifest.info, task="classification", operating_points=points)
    rows = {row.name: row for row in standard_parameters(replace(manifest, info=info))}
    assert rows["operating_point"].choices == ("screening", "confirmation")
    assert "uncertainty" not in rows
