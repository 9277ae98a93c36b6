"""What a classifier implements so that its statements can be explained by every method of the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from medviewer.core.geometry import Geometry, Vector
from medviewer.core.volume import Volume

Activation = Literal["sigmoid", "softmax", "probability"]


@dataclass(frozen=True)
class StatedPlace:
    """A segment, or a box, that a model has found.

    Parameters
    ----------
    label
        Its name.
    centre_lps
        A place in the segment, or the middle of the box, mm.
    size_lps
        Of the box along the patient's axes, mm; None: it is a segment.
    """

    label: str
    centre_lps: Vector
    size_lps: Vector | None = None


@dataclass(frozen=True, eq=False)
class ExplainableInput:
    """A network with what it sees of one image.

    Parameters
    ----------
    network
        Called with a torch tensor [n, channels, (a,) b, c] it gives outputs [n, outputs]. A
        ``torch.nn.Module`` in evaluation mode allows every method; any other callable only those that need
        no gradient.
    tensor
        The image as the network sees it, a torch tensor [1, channels, (a,) b, c], float32.
    geometry
        Where its places lie in the world: a grid of shape [a, b, c], or [1, b, c] of a picture; may be
        oblique or left-handed.
    labels
        The label of each output, "" for one that is not shown.
    activation
        What makes probabilities of the outputs; ``"probability"``: they are probabilities already.
    layer
        The name of the module whose maps Grad-CAM weighs; "" for the last one that has places.
    per_slice
        The network reads slices [n, channels, b, c]; the tensor is [1, channels, a, b, c]. The heat map is
        made for those slices that speak most for the statement.
    deep
        Grad-CAM weighs the smallest maps that still have places, and not the last ones: of networks whose
        last maps are the answer itself.
    note
        What the reader should know of what is explained, one sentence, or "".
    """

    network: Any
    tensor: Any
    geometry: Geometry
    labels: tuple[str, ...]
    activation: Activation = "sigmoid"
    layer: str = ""
    per_slice: bool = False
    deep: bool = False
    note: str = ""


@runtime_checkable
class ExplainableModel(Protocol):
    """A classifier whose statements can be explained; it is loaded as any `Model`."""

    def explainable(self, volume: Volume, params: Mapping[str, str]) -> ExplainableInput:
        """What its network sees of an image; ``volume`` and ``params`` as for `Model.predict`."""


@runtime_checkable
class ExplainableChannelModel(Protocol):
    """As `ExplainableModel` for models of several images, by role as for `ChannelModel`."""

    def explainable_channels(
        self, volumes: Mapping[str, Volume], params: Mapping[str, str]
    ) -> ExplainableInput: ...


@runtime_checkable
class ExplainablePlaceModel(Protocol):
    """A model that finds segments or boxes, each of which can be explained."""

    def explainable_place(
        self, volumes: Mapping[str, Volume], place: StatedPlace, params: Mapping[str, str]
    ) -> ExplainableInput:
        """What its network sees around a place; of the one output more is more of what stands there."""
