"""BatchOrder: what a batch is to do with every case."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from medviewer.api.model_info import ModelInfo

RESULT_NAME = "result"


@dataclass(frozen=True)
class BatchOrder:
    """The model, its settings and the form of the results.

    Parameters
    ----------
    model_folder, info
        Where the model lies and what it says of itself; a worker elsewhere finds its own copy by the id.
    model_fingerprint
        `model_fingerprint` of the folder; a worker whose copy differs refuses the work.
    params
        For the model, as pairs in order.
    ending
        Of the result's name, e.g. ``".nii.gz"``.
    output
        The output folder, which all workers see under this path.
    """

    model_folder: str
    info: ModelInfo
    model_fingerprint: str
    output: str
    ending: str
    params: tuple[tuple[str, str], ...] = field(default=())
    device: str = "auto"
    agreed: bool = False

    def key_of(self, source_fingerprint: str) -> str:
        """What names a case: the same data, model and settings give the same key."""
        said = json.dumps([source_fingerprint, self.model_fingerprint, sorted(self.params), self.ending])
        return hashlib.sha256(said.encode()).hexdigest()[:32]
