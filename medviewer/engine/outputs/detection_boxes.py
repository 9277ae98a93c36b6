"""From what a detector says of a tile to boxes, with MONAI's own anchors, coder and selection."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from medviewer.core.errors import ModelError
from medviewer.engine.networks.torchvision_import import import_torchvision
from medviewer.engine.outputs.output_options import OutputOptions

# MONAI takes parts of torchvision when it is imported, and must find them where they can be found.
import_torchvision("torchvision.models")

from monai.apps.detection.utils.anchor_utils import AnchorGenerator, AnchorGeneratorWithAnchorShape  # noqa: E402
from monai.apps.detection.utils.box_coder import BoxCoder  # noqa: E402
from monai.apps.detection.utils.box_selector import BoxSelector  # noqa: E402
from monai.data.box_utils import batched_nms, clip_boxes_to_image  # noqa: E402

FloatArray = npt.NDArray[np.float32]
_SURE = 1e-6


@dataclass(frozen=True, eq=False)
class FoundBoxes:
    """Boxes on a grid.

    Parameters
    ----------
    corners
        [n, 2 * dims]: the least corner along a, b(, c), then the greatest.
    scores, classes
        [n], 0..1, and the number of the class from 0.
    """

    corners: FloatArray
    scores: FloatArray
    classes: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.scores)

    def kept(self, which: npt.NDArray[np.bool_] | npt.NDArray[np.int64]) -> FoundBoxes:
        """Some of them."""
        return FoundBoxes(self.corners[which], self.scores[which], self.classes[which])

    def moved(self, by: Sequence[float]) -> FoundBoxes:
        """All of them moved along a, b(, c)."""
        return FoundBoxes(self.corners + np.array([*by, *by], np.float32), self.scores, self.classes)


class BoxReader:
    """Reads a detector's output.

    Two forms are known. ``"anchors"``: [anchors, classes + 2 * dims], logits and coded boxes, as
    `medviewer.engine.networks.retina.RetinaNet` gives them. ``"boxes"``: [boxes, 2 * dims + classes], least
    and greatest corner and scores 0..1 that are boxes already.
    """

    def __init__(self, options: OutputOptions, dims: int, classes: int) -> None:
        self._dims = dims
        self._classes = classes
        self._form = options.choice("form", ("anchors", "boxes"))
        self.nms = options.number("nms_threshold", 0.22, 0.0, 1.0)
        self.most = options.whole("most_boxes", 300, 1, 10_000)
        self._score = options.number("score_threshold", 0.05, 0.0, 1.0)
        self._selector = BoxSelector(
            score_thresh=self._score,
            topk_candidates_per_level=options.whole("candidates_per_level", 1000, 1, 100_000),
            nms_thresh=self.nms,
            detections_per_img=self.most,
        )
        if self._form == "anchors":
            self._strides = _strides(options, dims)
            self._anchors, self._per_place = _anchors(options, dims, len(self._strides))
            self._coder = BoxCoder(weights=options.numbers("box_weights") or (1.0,) * (2 * dims))

    def read(self, output: torch.Tensor, size: Sequence[int], inside: Sequence[int]) -> FoundBoxes:
        """The boxes of one tile.

        Parameters
        ----------
        output
            Without the batch axis.
        size
            Of the tile along a, b(, c).
        inside
            How much of it, from its beginning, is image: boxes are clipped to that.

        Raises
        ------
        ModelError
            If the output does not fit the pack's options.
        """
        output = self._checked(output).float().cpu()
        if self._form == "boxes":
            return self._read_boxes(output, inside)
        boxes, logits, counts = self._decoded(output, size)
        found, scores, classes = self._selector.select_boxes_per_image(
            list(torch.split(boxes, counts)), list(torch.split(logits, counts)), list(inside)
        )
        return FoundBoxes(found.numpy(), scores.numpy(), classes.numpy().astype(np.int64))

    def every(self, output: torch.Tensor, size: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor]:
        """Corners [rows, 2 * dims] and logits [rows, classes] of all that one tile's output speaks of.

        On the output's device, with its gradients.
        """
        output = self._checked(output)
        if self._form == "boxes":
            return output[:, : 2 * self._dims], torch.logit(output[:, 2 * self._dims :], eps=_SURE)
        boxes, logits, _ = self._decoded(output, size)
        return boxes, logits

    def _checked(self, output: torch.Tensor) -> torch.Tensor:
        wanted = self._classes + 2 * self._dims
        if output.dim() != 2 or output.shape[1] != wanted:
            raise ModelError(
                f"The detector gave numbers of the shape {tuple(output.shape)}; "
                f"rows of {wanted} were expected."
            )
        return output

    def _decoded(
        self, output: torch.Tensor, size: Sequence[int]
    ) -> tuple[torch.Tensor, torch.Tensor, list[int]]:
        """Boxes and logits of all anchors, and how many there are on each level."""
        grids = [[n // stride for n, stride in zip(size, strides, strict=True)] for strides in self._strides]
        counts = [math.prod(grid) * self._per_place for grid in grids]
        if sum(counts) != len(output):
            raise ModelError(
                f"The detector gave {len(output)} anchors and the pack's strides make {sum(counts)} of them."
            )
        levels = [torch.zeros(1).expand(1, 1, *grid) for grid in grids]
        anchors = self._anchors(torch.zeros(1).expand(1, 1, *size), levels)[0].to(output.device)
        logits, codes = output[:, : self._classes], output[:, self._classes :]
        return self._coder.decode_single(codes, anchors), logits, counts

    def _read_boxes(self, output: torch.Tensor, inside: Sequence[int]) -> FoundBoxes:
        scores, classes = output[:, 2 * self._dims :].max(dim=1)
        sure = scores > self._score
        boxes, keep = clip_boxes_to_image(output[sure, : 2 * self._dims], list(inside), remove_empty=True)
        found = FoundBoxes(boxes.numpy(), scores[sure][keep].numpy(), classes[sure][keep].numpy())
        return suppressed(found, self.nms, self.most)


def suppressed(found: FoundBoxes, threshold: float, most: int) -> FoundBoxes:
    """The boxes of each class that no better one overlaps by more than ``threshold``.

    Overlap is intersection over union of areas or volumes (non-maximum suppression).
    """
    if not len(found):
        return found
    keep = batched_nms(
        torch.from_numpy(found.corners),
        torch.from_numpy(found.scores),
        torch.from_numpy(found.classes),
        threshold,
        max_proposals=most,
    )
    return found.kept(keep.numpy())


def _strides(options: OutputOptions, dims: int) -> tuple[tuple[int, ...], ...]:
    strides = options.table("strides")
    if not strides or any(len(row) != dims or min(row) < 1 for row in strides):
        raise ModelError(f"The pack's output option strides must have {dims} numbers for each level.")
    return tuple(tuple(int(n) for n in row) for row in strides)


def _anchors(options: OutputOptions, dims: int, levels: int) -> tuple[AnchorGenerator, int]:
    """MONAI's generator, and how many anchors there are at each place."""
    shapes = options.table("anchor_shapes")
    if not shapes or any(len(row) != dims or min(row) <= 0 for row in shapes):
        raise ModelError(f"The pack's output option anchor_shapes must have {dims} numbers for each shape.")
    scales = options.numbers("level_scales") or tuple(2.0**n for n in range(levels))
    if len(scales) != levels:
        raise ModelError("The pack's output option level_scales must have a number for each level.")
    return AnchorGeneratorWithAnchorShape(scales, shapes), len(shapes)
