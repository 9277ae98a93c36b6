"""Reading one of ``[[stages]]`` of a ``pack.toml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast, get_args

from medviewer.core.errors import PluginError
from medviewer.packs.pack_table import PackTable
from medviewer.packs.stage import (
    Blending,
    Crop,
    Merge,
    Normalise,
    NormaliseOp,
    Output,
    OutputKind,
    ResampleBack,
    Resampling,
    Space,
    Stage,
    Tiles,
    TileScheme,
    WeightsFormat,
)

_OPPOSITES = ("LR", "AP", "IS")
# Which numbers a step of the normalisation needs, and which it may have besides.
_NEEDS: dict[str, tuple[set[str], set[str]]] = {
    "clip": (set(), {"low", "high"}),
    "linear": (set(), {"scale", "shift"}),
    "range": ({"low", "high"}, {"to_low", "to_high", "clip"}),
    "minmax": (set(), {"to_low", "to_high"}),
    "percentile": ({"low", "high"}, {"to_low", "to_high", "clip"}),
    "zscore": (set(), {"mean", "std", "nonzero"}),
}


def read_stage(table: PackTable, folder: Path) -> Stage:
    """One stage.

    Raises
    ------
    PluginError
        If a field is missing, wrong or contradicts another one.
    """
    form = cast(WeightsFormat, table.choice("format", get_args(WeightsFormat), default="safetensors"))
    architecture = table.text("architecture", default="")
    if (form == "safetensors") != bool(architecture):
        raise PluginError(
            f"{table.place}: weights in safetensors need an architecture, and other formats have none."
        )
    stage = Stage(
        name=table.identifier("name"),
        architecture=architecture,
        arguments=table.literals("arguments"),
        format=form,
        weights=table.pack_files("weights", folder),
        normalise=tuple(
            tuple(_normalise(step) for step in steps) for steps in table.lists_of_tables("normalise")
        ),
        space=_space(table.table("space", optional=True)),
        tiles=_tiles(table.table("tiles", optional=True)),
        output=_output(table.table("output", optional=True)),
        previous=table.text("previous", default=""),
        merge=cast(Merge, table.choice("merge", get_args(Merge), default="overwrite")),
    )
    table.expect_no_more()
    if not stage.weights:
        raise PluginError(f"{table.place} has no weights.")
    return stage


def _normalise(table: PackTable) -> Normalise:
    op = cast(NormaliseOp, table.choice("op", get_args(NormaliseOp)))
    needed, allowed = _NEEDS[op]
    values: dict[str, Any] = {}
    for name in ("low", "high", "to_low", "to_high", "scale", "shift", "mean", "std"):
        number = table.optional_number(name)
        if number is not None:
            values[name] = number
    for name in ("clip", "nonzero"):
        if name in table:
            values[name] = table.flag(name)
    table.expect_no_more()
    if not needed <= set(values):
        raise PluginError(f"{table.place}: {op} needs {' and '.join(sorted(needed))}.")
    if set(values) - needed - allowed:
        raise PluginError(f"{table.place}: {op} has no {', '.join(sorted(set(values) - needed - allowed))}.")
    step = Normalise(op, **values)
    if step.low is not None and step.high is not None and step.low >= step.high:
        raise PluginError(f"{table.place}: low must be less than high.")
    if step.std is not None and step.std <= 0:
        raise PluginError(f"{table.place}: std must be more than 0.")
    return step


def _space(table: PackTable) -> Space:
    space = Space(
        axes=table.text("axes", default="SPL"),
        spacing_mm=table.numbers("spacing_mm", (0, 2, 3)),
        resampling=cast(Resampling, table.choice("resampling", get_args(Resampling), default="linear")),
        crop=cast(Crop, table.choice("crop", get_args(Crop), default="none")),
        conform=table.whole_numbers("conform", (0, 3)),
        slices=table.flag("slices"),
        resize=table.whole_numbers("resize", (0, 2)),
    )
    table.expect_no_more()
    if space.axes and not _is_axes(space.axes):
        raise PluginError(
            f"{table.place}: axes must be three letters such as SPL, one of each of "
            f"L/R, A/P and S/I, not {space.axes!r}."
        )
    if any(spacing < 0 for spacing in space.spacing_mm):
        raise PluginError(f"{table.place}: spacing_mm must not be negative.")
    if any(not 1 <= size <= 4096 for size in space.conform + space.resize):
        raise PluginError(f"{table.place}: conform and resize must be from 1 to 4096.")
    return space


def _is_axes(axes: str) -> bool:
    return len(axes) == 3 and all(sum(letter in pair for letter in axes) == 1 for pair in _OPPOSITES)


def _tiles(table: PackTable) -> Tiles:
    tiles = Tiles(
        size=table.whole_numbers("size", (0, 2, 3)),
        step=table.number("step", default=0.5),
        scheme=cast(TileScheme, table.choice("scheme", get_args(TileScheme), default="monai")),
        blending=cast(Blending, table.choice("blending", get_args(Blending), default="gaussian")),
        sigma_scale=table.number("sigma_scale", default=0.125),
        mirror_axes=table.whole_numbers("mirror_axes", (0, 1, 2, 3)),
        multiple_of=table.whole_number("multiple_of", default=1),
        skip_below=table.optional_number("skip_below"),
        fill=table.number("fill", default=0.0),
    )
    table.expect_no_more()
    if any(not 1 <= size <= 4096 for size in tiles.size) or not 1 <= tiles.multiple_of <= 4096:
        raise PluginError(f"{table.place}: size and multiple_of must be from 1 to 4096.")
    if not 0 < tiles.step <= 1 or not 0 < tiles.sigma_scale <= 10:
        raise PluginError(f"{table.place}: step must be more than 0 and at most 1, sigma_scale at most 10.")
    if sorted(set(tiles.mirror_axes)) != sorted(tiles.mirror_axes) or not {0, 1, 2} >= set(tiles.mirror_axes):
        raise PluginError(f"{table.place}: mirror_axes must be different ones of 0, 1 and 2.")
    return tiles


def _output(table: PackTable) -> Output:
    output = Output(
        kind=cast(OutputKind, table.choice("kind", get_args(OutputKind), default="softmax")),
        labels=table.whole_numbers("labels"),
        resample=cast(ResampleBack, table.choice("resample", get_args(ResampleBack), default="logits")),
        threshold=table.number("threshold", default=0.5),
        options=table.literals("options"),
    )
    table.expect_no_more()
    if not 0.0 <= output.threshold <= 1.0:
        raise PluginError(f"{table.place}: threshold must be from 0 to 1.")
    return output
