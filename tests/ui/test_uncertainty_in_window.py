"""What several predictions disagree on comes from the model's process into the window: map and numbers."""

from __future__ import annotations

import pytest
import torch
from PySide6.QtWidgets import QApplication
from safetensors.torch import save_file

from medviewer.api.contract import InputContract
from medviewer.api.model_info import Label, ModelInfo
from medviewer.app import App, Folders
from medviewer.engine.networks.table import build_network
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Normalise, Output, Stage, Tiles
from medviewer.packs.write_pack import write_pack
from medviewer.scene.layers.heat_layer import HeatLayer
from medviewer.scene.layers.layers import LabelLayer
from medviewer.session import RunChoices
from medviewer.ui.explain.heat_legend import legends_of
from medviewer.ui.panels.segment_table import VOLUME_TEXT

ARGUMENTS = {
    "spatial_dims": 3, "in_channels": 1, "out_channels": 2, "channels": (2, 4), "strides": (2,),
    "dropout": 0.3,
}  # fmt: skip


@pytest.fixture
def a_pack(tmp_path):
    """Two folds with dropout that may be mirrored: every way of asking several times is open."""
    folder = tmp_path / "models" / "doubts"
    folder.mkdir(parents=True)
    for fold in (0, 1):
        torch.manual_seed(fold)
        state = build_network("monai.UNet", ARGUMENTS).state_dict()
        save_file({name: value.contiguous() for name, value in state.items()}, folder / f"{fold}.safetensors")
    for name in ("LICENSE", "card.md"):
        (folder / name).write_text("Tests only.\n", encoding="utf-8")
    stage = Stage(
        "main", "monai.UNet", ARGUMENTS, weights=("0.safetensors", "1.safetensors"),
        normalise=((Normalise("linear", scale=0.005),),),
        tiles=Tiles(multiple_of=2, mirror_axes=(0,)), output=Output("softmax", (0, 1)),
    )  # fmt: skip
    labels = (Label(1, "Thing"),)
    info = ModelInfo("doubts", "1", "Doubts", "segmentation", InputContract(), labels, "MIT", "Tests.")
    write_pack(PackManifest(info, folder, (stage,)), folder)
    return folder


def test_all_three_ways_reach_the_window(qtbot, tmp_path, questions, a_pack, a_ct_volume) -> None:
    app = App(
        Folders(tmp_path / "config", tmp_path / "cache", tmp_path / "log"),
        [a_pack],
        questions,
        warms_up=False,
    )
    try:
        app.window.show()
        app.window.wings.complete()
        app.models.look_again.emit()
        qtbot.waitUntil(lambda: "doubts" in app.models.usable, timeout=30_000)
        app.scene.layout = "1x3"
        app.scene.add_volume(a_ct_volume)
        home = app.scene.active
        for way, source in (("tta", "test-time"), ("folds", "folds"), ("mc_dropout", "dropout")):
            came = []
            choices = RunChoices({"uncertainty": way, "uncertainty_samples": "3"}, "cpu", True)
            job = app.session.runs.run("doubts", a_ct_volume, choices, way, came.append)
            qtbot.waitUntil(lambda came=came, job=job: bool(came) or bool(job.error), timeout=60_000)
            assert not job.error
            (labels,) = came
            assert isinstance(labels, LabelLayer)
            found = labels.segmentation.uncertainty
            assert (found.method, found.entropy.voxels.max() > 0.0) == (way, True)
            heat = [one for one in app.scene.results_of(home.id) if isinstance(one, HeatLayer)][-1]
            assert source in heat.name
            assert not heat.visible  # a reader who wants it switches it on
            heat.visible = True
            assert [one.caption for one in legends_of(app.scene, home)] == ["Uncertainty"]
            QApplication.processEvents()
            rows = app.window.panels.segments.lists[labels.id]
            told = dict(found.by_segment)[1]
            mean = float(found.entropy.voxels[labels.segmentation.labels == 1].mean())
            assert told == pytest.approx(mean, abs=0.02)
            qtbot.waitUntil(lambda rows=rows: "ml" in str(rows.table.index(0).data(VOLUME_TEXT)))
            assert f"unsure {told:.0%}" in str(rows.table.index(0).data(VOLUME_TEXT))
            app.scene.remove_layer(heat.id)
            app.scene.remove_layer(labels.id)
    finally:
        questions.unsaved = "discard"
        app.window.close()
        app.close()
        QApplication.processEvents()
