"""Options: how much work an explanation may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

from medviewer.core.errors import ModelError

Reference = Literal["blur", "mean", "low"]


@dataclass(frozen=True)
class Options:
    """All that may be changed of an explanation; the defaults suit a processor with two cores.

    Parameters
    ----------
    batch
        How many changed copies of the image are held and judged at once.
    samples
        How many changed copies are judged in all (occlusion, LIME, kernel SHAP); 0: as many as the method
        needs for an image of this kind.
    steps
        Gradients along the way from the reference to the image (integrated gradients, gradient SHAP).
    cells
        How many parts LIME and kernel SHAP see in the image; 0: 64 of a picture, 100 of a volume.
    slices
        Of a network that reads slices: the most that are explained.
    reference
        What a part of the image that is taken away is replaced by: the image blurred with a standard
        deviation of a tenth of its size, its mean, or its least value.
    seed
        Everything that is random follows from it.
    layer
        The module for Grad-CAM; "" for the last one that has places.
    trust
        Whether the two tests of the map are made.
    """

    batch: int = 8
    samples: int = 0
    steps: int = 32
    cells: int = 0
    slices: int = 5
    reference: Reference = "blur"
    seed: int = 0
    layer: str = ""
    trust: bool = True

    def __post_init__(self) -> None:
        if min(self.batch, self.steps, self.slices) < 1 or min(self.samples, self.cells) < 0:
            raise ModelError("The numbers of an explanation's options must be positive.")
        if self.reference not in ("blur", "mean", "low"):
            raise ModelError(f"There is no reference {self.reference!r}; choose blur, mean or low.")

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> Options:
        """Options from parameters named ``explain_batch`` and so on; other parameters do not count.

        Raises
        ------
        ModelError
            If a value is not what its name needs.
        """
        given: dict[str, object] = {}
        for field in fields(cls):
            text = params.get(f"explain_{field.name}")
            if text is None:
                continue
            if field.type == "int":
                if not text.isdecimal():
                    raise ModelError(f"explain_{field.name} must be a whole number, not {text!r}.")
                given[field.name] = int(text)
            else:
                given[field.name] = text.lower() in ("true", "1", "yes") if field.type == "bool" else text
        return cls(**given)  # type: ignore[arg-type]
