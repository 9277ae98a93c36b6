"""A stage: one network of a pack with everything that goes into it and comes out of it.

Axes: a network's tensor is [channel, a, b, c]. ``Space.axes`` says which way in the patient each tensor
axis runs, in order: ``"SPL"`` is the order of a supine axial CT in DICOM (a to Superior, b to Posterior, c to
Left), which is also what the array [k, j, i] of such a volume is. Everything per axis (spacing, tile size,
mirroring) follows that order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Scalar = bool | int | float | str
Argument = Scalar | None | tuple["Argument", ...] | Mapping[str, "Argument"]

NormaliseOp = Literal["clip", "linear", "range", "minmax", "percentile", "zscore"]
Resampling = Literal["linear", "cubic", "nnunet", "nearest"]
Crop = Literal["none", "nonzero", "body"]
TileScheme = Literal["monai", "nnunet"]
Blending = Literal["gaussian", "constant"]
ResampleBack = Literal["logits", "probabilities", "labels"]
Merge = Literal["overwrite", "keep_earlier"]
WeightsFormat = Literal["safetensors", "onnx", "torch_export", "torchscript"]
OutputKind = Literal[
    "softmax", "sigmoid", "regions", "scores", "sigmoid_scores", "image", "boxes", "reconstruction",
    "heat_maps",
]  # fmt: skip


@dataclass(frozen=True)
class Normalise:
    """One step of the normalisation of one channel; steps run in order, in float32.

    ======== ===============================================================================
    op       numbers
    ======== ===============================================================================
    clip     ``low``, ``high`` (either may be None)
    linear   value * ``scale`` + ``shift``
    range    ``low``..``high`` to ``to_low``..``to_high``; ``clip`` to that
    minmax   the image's least and greatest value to ``to_low``..``to_high``
    percentile  the image's percentiles ``low`` and ``high`` to ``to_low``..``to_high``; ``clip``
    zscore   minus ``mean``, over ``std``; each the image's own where None; ``nonzero``: of voxels
             that are not 0 (with ``Space.crop`` "nonzero": inside that mask, holes filled, as
             nnU-Net has it), and the others stay; the divisor is at least 1e-8
    ======== ===============================================================================
    """

    op: NormaliseOp
    low: float | None = None
    high: float | None = None
    to_low: float = 0.0
    to_high: float = 1.0
    scale: float = 1.0
    shift: float = 0.0
    mean: float | None = None
    std: float | None = None
    clip: bool = False
    nonzero: bool = False


@dataclass(frozen=True)
class Space:
    """The grid that the network sees.

    Parameters
    ----------
    axes
        Three letters, see above; ``""``: the array as it is stored (only for two-dimensional pictures).
    spacing_mm
        Per tensor axis; empty: the image's own spacing. 0 in one place: that axis keeps its own.
    resampling
        How images come onto that grid: ``"nnunet"`` is order 3 with a separate axis where the spacing is
        anisotropic by more than 3 (nnU-Net's ``resample_data_or_seg_to_shape``).
    crop
        ``"nonzero"``: to the bounding box of what is not 0 in any channel, before normalising (nnU-Net);
        ``"body"``: to the body in CT (above -500 HU, largest component, with a margin).
    conform
        A fixed shape that the resampled image is centred in, by cropping and filling with its least value
        (brainchop's 256 x 256 x 256); empty: none.
    slices
        True for a two-dimensional network that is run slice by slice along tensor axis a.
    resize
        [rows, columns] that a two-dimensional picture is resized to (antialiased linear); empty: none.
    """

    axes: str = "SPL"
    spacing_mm: tuple[float, ...] = ()
    resampling: Resampling = "linear"
    crop: Crop = "none"
    conform: tuple[int, ...] = ()
    slices: bool = False
    resize: tuple[int, ...] = ()


@dataclass(frozen=True)
class Tiles:
    """How the network is slid over the image.

    Parameters
    ----------
    size
        Per tensor axis; empty: the whole image at once. Two numbers for a network of slices.
    step
        Distance of neighbouring tiles as a fraction of ``size`` (nnU-Net's step; MONAI's 1 - overlap).
    scheme
        Where tiles begin and how a Gaussian is made: as MONAI's ``sliding_window_inference`` or as nnU-Net's
        predictor does it. The two differ by a voxel here and there, so each pack says what it was made for.
    sigma_scale
        Standard deviation of the Gaussian as a fraction of the size.
    mirror_axes
        Tensor axes that the network may be mirrored along in test-time augmentation (0, 1, 2).
    multiple_of
        An untiled image is filled up to a multiple of this per axis.
    skip_below
        A tile whose normalised values are all at or below this is not run; it is background. None: run all.
    fill
        What is put around an image that is smaller than one tile (after normalisation).
    """

    size: tuple[int, ...] = ()
    step: float = 0.5
    scheme: TileScheme = "monai"
    blending: Blending = "gaussian"
    sigma_scale: float = 0.125
    mirror_axes: tuple[int, ...] = ()
    multiple_of: int = 1
    skip_below: float | None = None
    fill: float = 0.0


@dataclass(frozen=True)
class Output:
    """What the network's channels mean.

    Parameters
    ----------
    kind
        ``softmax``: channel n is ``labels[n]``, the greatest wins. ``sigmoid``: each channel is a label of
        its own at ``threshold``; the later channel wins where several hold. ``regions``: sigmoid channels
        that are written in order as ``labels`` (nnU-Net's regions_class_order). ``scores`` and
        ``sigmoid_scores``: classification. ``image``: image to image. ``boxes``: a detector.
        ``reconstruction``: an autoencoder's copy of its input. ``heat_maps``: one channel a landmark.
    labels
        For each channel the number of the pack's label that it is, 0 for background.
    resample
        How it comes back to the volume's grid: logits linearly and then the label (nnU-Net), the
        probabilities of a softmax or sigmoid linearly and then the label (most MONAI bundles), or the labels
        to the nearest voxel.
    threshold
        For sigmoid kinds.
    options
        What only one kind needs, by name (see the task of that kind in docs/model-packs.md).
    """

    kind: OutputKind = "softmax"
    labels: tuple[int, ...] = ()
    resample: ResampleBack = "logits"
    threshold: float = 0.5
    options: Mapping[str, Argument] = field(default_factory=dict)


@dataclass(frozen=True)
class Stage:
    """One network with its input, tiles and output.

    Parameters
    ----------
    architecture, arguments
        A name of the table of allowed architectures and its literal arguments; empty for formats that
        carry their graph (ONNX, torch.export, TorchScript).
    weights
        Files inside the pack, one a fold; the folds' outputs are averaged.
    normalise
        The steps for each channel, in the order of the contract's channels; one list alone serves all.
        Three lists where the contract has one channel: red, green and blue, a grey picture three times.
    previous
        Name of the stage whose labels are given to this one, one-hot without background, after its own
        channels (nnU-Net's cascade).
    merge
        Of several stages that give labels, later ones win over earlier ones unless this is
        ``"keep_earlier"``. A stage that is another's ``previous`` only helps and is not shown.
    """

    name: str
    architecture: str = ""
    arguments: Mapping[str, Argument] = field(default_factory=dict)
    format: WeightsFormat = "safetensors"
    weights: tuple[str, ...] = ("weights.safetensors",)
    normalise: tuple[tuple[Normalise, ...], ...] = ()
    space: Space = field(default_factory=Space)
    tiles: Tiles = field(default_factory=Tiles)
    output: Output = field(default_factory=Output)
    previous: str = ""
    merge: Merge = "overwrite"
