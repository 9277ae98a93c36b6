"""Detection: boxes in each tile, brought together over tiles, in the world.

Options of the output (``Output.options``); names in brackets are MONAI's:

======================== ==================================================================================
``form``                 ``"anchors"`` (default) or ``"boxes"``; see `engine.outputs.detection_boxes`
``anchor_shapes``        sizes of the anchors on the first level, in voxels (base_anchor_shapes)
``level_scales``         factor of them on each level; default 1, 2, 4 ... (feature_map_scales)
``strides``              for each level how many voxels apart anchors are along a, b, c
``box_weights``          of the box coder; default all 1
``score_threshold``      default 0.05 (score_thresh)
``candidates_per_level`` default 1000 (topk_candidates_per_level)
``nms_threshold``        overlap from which the weaker of two boxes goes; default 0.22 (nms_thresh)
``most_boxes``           of one image; default 300 (detections_per_img)
``size_divisible``       an image with fewer voxels than one tile, or any where there are no tiles, is looked
                         at whole, its sides filled up to multiples of these numbers, one an axis
``whole_numbers_at``     ``"centres"`` (default): box coordinates are indices, whole numbers at voxel centres,
                         as MONAI's transforms of boxes to world coordinates take them; ``"edges"``: a voxel i
                         reaches from i to i + 1
======================== ==================================================================================

``Output.labels`` are the numbers of the pack's labels, class by class; ``Output.threshold`` is the score from
which a box is drawn.

A box of the network lies along the network's axes. `Box` lies along the patient's: of an oblique volume it is
the smallest one around the network's box, and so larger than it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np

from medviewer.core.detections import Box, Detections
from medviewer.core.errors import ModelError
from medviewer.engine.engine_run import EngineRun
from medviewer.engine.grid.model_grid import ModelGrid
from medviewer.engine.grid.model_space import ModelImage, to_model_space
from medviewer.engine.outputs.class_findings import output_names
from medviewer.engine.outputs.detection_boxes import BoxReader, FoundBoxes, suppressed
from medviewer.engine.outputs.output_options import OutputOptions
from medviewer.engine.tiling.predict_parts import Part, plan_of, predicted_parts, settings_used
from medviewer.engine.tiling.tile_plan import TilePlan, whole_if_small

_SLACK = 0.25  # of the overlap of two tiles: how far beyond its own share a tile may still find boxes


def run(engine_run: EngineRun) -> Detections:
    """The boxes that a pack finds, most certain first.

    Raises
    ------
    ModelError
        If the network or the pack's options do not fit.
    """
    manifest, stage = engine_run.manifest, engine_run.manifest.stages[-1]
    names = output_names(manifest, stage)
    is_flat = stage.space.slices
    options = OutputOptions(stage)
    reader = BoxReader(options, 2 if is_flat else 3, len(names))
    engine_run.report(0.0, "Preparing the image")
    image = to_model_space(engine_run.volumes, stage)
    tiled = replace(stage, tiles=whole_if_small(image.shape, stage.tiles, _multiples(options, is_flat)))
    plan = _filled_at_its_end(plan_of(engine_run, tiled, image))
    found = [
        _of_tile(part, reader, plan, image, is_flat)
        for part in predicted_parts(engine_run, stage, image, plan, may_mirror=False)
        if part.output is not None
    ]
    engine_run.report(0.97, "Bringing the boxes together")
    boxes = suppressed(_together(found), reader.nms, reader.most)
    shift = 0.5 if options.choice("whole_numbers_at", ("centres", "edges")) == "edges" else 0.0
    placed = (_box(boxes, n, names, image.grid, shift, is_flat) for n in range(len(boxes)))
    boxes_lps = tuple(box for box in placed if box is not None)
    used = settings_used(engine_run, stage)
    return Detections(boxes_lps, manifest.info.name, used, stage.output.threshold)


def _multiples(options: OutputOptions, is_flat: bool) -> tuple[int, ...]:
    told = options.numbers("size_divisible")
    if told and (len(told) != (2 if is_flat else 3) or any(n < 1 or n != int(n) for n in told)):
        raise ModelError("The pack's output option size_divisible must be a whole number for each axis.")
    return tuple(int(n) for n in told)


def _filled_at_its_end(plan: TilePlan) -> TilePlan:
    """As MONAI's detector fills an image up, so that anchors lie where they lay in training."""
    return replace(plan, before=(0, 0, 0))


def _of_tile(part: Part, reader: BoxReader, plan: TilePlan, image: ModelImage, is_flat: bool) -> FoundBoxes:
    """A tile's boxes on the network's grid [n, 6], without those that another tile sees better."""
    first = 1 if is_flat else 0
    inside = [min(size, n - start) for size, n, start in zip(plan.size, image.shape, part.start, strict=True)]
    if part.output is None:
        raise ValueError("a part that was skipped has no boxes")
    found = reader.read(part.output, plan.size[first:], inside[first:])
    found = found.moved(part.start[first:])
    if is_flat:  # a box of one slice is one voxel thick
        n = len(found)
        below, above = np.full((n, 1), part.start[0] - 0.5), np.full((n, 1), part.start[0] + 0.5)
        corners = np.concatenate([below, found.corners[:, :2], above, found.corners[:, 2:]], axis=1)
        found = FoundBoxes(corners.astype(np.float32), found.scores, found.classes)
    middle = (found.corners[:, :3] + found.corners[:, 3:]) / 2.0
    own = np.ones(len(found), bool)
    for axis in range(first, 3):
        low, high = _share(plan, axis, part.start[axis])
        own &= (middle[:, axis] >= low) & (middle[:, axis] <= high)
    return found.kept(own)


def _share(plan: TilePlan, axis: int, start: int) -> tuple[float, float]:
    """From where to where along an axis the middle of a box may lie that a tile is believed.

    Of two tiles that overlap each has its half of the overlap and a little more: nothing is lost between
    them, and what an edge has cut into halves is left to the tile that sees it whole.
    """
    starts = [n - plan.before[axis] for n in plan.starts[axis]]
    place, size = starts.index(start), plan.size[axis]
    low, high = -np.inf, np.inf
    if place > 0:
        overlap = max(starts[place - 1] + size - start, 0)
        low = start + overlap * (0.5 - _SLACK)
    if place + 1 < len(starts):
        overlap = max(start + size - starts[place + 1], 0)
        high = start + size - overlap * (0.5 - _SLACK)
    return float(low), float(high)


def _together(found: list[FoundBoxes]) -> FoundBoxes:
    if not found:
        return FoundBoxes(np.empty((0, 6), np.float32), np.empty(0, np.float32), np.empty(0, np.int64))
    return FoundBoxes(
        np.concatenate([one.corners for one in found]),
        np.concatenate([one.scores for one in found]),
        np.concatenate([one.classes for one in found]),
    )


def _box(
    boxes: FoundBoxes, n: int, names: tuple[str, ...], grid: ModelGrid, shift: float, is_flat: bool
) -> Box | None:
    """A box in the world; None where its middle is not in the image."""
    ends = boxes.corners[n].astype(np.float64).reshape(2, 3).T
    ends[1 if is_flat else 0 :] -= shift
    corners = grid.to_lps(np.array(list(product(*ends))))
    low, high = corners.min(axis=0), corners.max(axis=0)
    x, y, z = (float(value) for value in (low + high) / 2.0)
    if grid.volume.nearest_index((x, y, z)) is None:
        return None
    size = tuple(float(value) for value in np.maximum(high - low, 1e-3))
    return Box(names[int(boxes.classes[n])], float(boxes.scores[n]), (x, y, z), (size[0], size[1], size[2]))
