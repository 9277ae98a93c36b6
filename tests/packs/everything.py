"""A manifest in which every field of every noun says something."""

from __future__ import annotations

from medviewer.api.contract import ChannelRole, InputContract
from medviewer.api.model_info import Label, ModelInfo, OperatingPoint, Parameter
from medviewer.core.segmentation import Code
from medviewer.packs.pack_manifest import Calibration, CleanUp, Golden, PackManifest
from medviewer.packs.stage import Normalise, Output, Space, Stage, Tiles

FILES = (
    "a.safetensors",
    "b.safetensors",
    "golden/t1.nii.gz",
    "golden/t2.nii.gz",
    "golden/out.nii.gz",
    "p.png",
)

LABELS = (
    Label(1, "Left lung", (1, 2, 3), Code("44029006", "SCT", "Left lung")),
    Label(7, 'Tumour "core" \\ 肿瘤', (255, 0, 0)),
)

EVERYTHING = PackManifest(
    info=ModelInfo(
        id="all.of-it_1",
        version="2.0.0",
        name="Everything",
        task="segmentation",
        contract=InputContract(
            ("MR",), 2, (0.5, 2.0), (-5.0, 4000.0), "HU", 30.5, ("BRAIN", "HEAD"),
            (ChannelRole("T1", ("MR",), ("t1", "mprage")), ChannelRole("FLAIR")),
        ),
        labels=LABELS,
        licence="MIT",
        intended_use="Tests only.\nTwo lines.",
        card="docs/card.md",
        parameters=(
            Parameter("step", "Step", "number", "0.5", "How far.", (), 0.1, 1.0, "tiles"),
            Parameter("mode", "Mode", "choice", "fast", choices=("fast", "exact")),
            Parameter("n", "Count", "whole", "3", low=1.0),
            Parameter("on", "On", "flag", "true"),
            Parameter("note", "Note", "text", ""),
        ),
        operating_points=(OperatingPoint("Left lung", "screening", 0.25, 0.97, 0.6),),
        picture="p.png",
    ),
    folder=None,
    stages=(
        Stage(
            name="low",
            architecture="monai.BasicUNet",
            arguments={
                "features": (4, 4, 4, 4), "act": None, "dropout": 0.0, "norm": ("instance", {"affine": True}),
                "odd key!": "x", "deep": {"a": {"b": (1, (2.5, "z"))}}, "empty": {}, "nothing": (),
                "tables": ({"a": 1}, {"b": None}),
            },
            weights=("a.safetensors", "b.safetensors"),
            normalise=(
                (Normalise("clip", low=-1.0), Normalise("zscore", mean=3.5, std=2.0, nonzero=True)),
                (Normalise("percentile", low=0.5, high=99.5, to_low=-1.0, to_high=1.0, clip=True),),
            ),
            space=Space("RAS", (1.0, 0.0, 2.5), "nnunet", "nonzero", (256, 256, 256), True, (224, 224)),
            tiles=Tiles((64, 96, 96), 0.25, "nnunet", "constant", 0.2, (0, 2), 16, -0.9, -1.0),
            output=Output("regions", (0, 1, 7), "labels", 0.4, {"score": 0.5, "none_here": None}),
        ),
        Stage(
            name="full", architecture="monai.UNet", weights=("b.safetensors",), previous="low",
            merge="keep_earlier", normalise=((Normalise("linear", scale=2.0, shift=1.0),),),
            space=Space(axes=""),
        ),
        Stage(name="graph", format="onnx", weights=("a.safetensors",)),
    ),
    clean_up=(CleanUp(7, 2, 0.5, True), CleanUp()),
    calibration=(Calibration("platt", 1.5, -0.25, "Left lung", 0.02, 140), Calibration("temperature", 1.7)),
    golden=Golden(("golden/t1.nii.gz", "golden/t2.nii.gz"), "golden/out.nii.gz", 0.99),
    made_from="nnU-Net v2 folder",
    legacy="TorchScript is no longer made.",
    author="Someone",
    references=("Paper 1", "Paper 2"),
)  # fmt: skip
