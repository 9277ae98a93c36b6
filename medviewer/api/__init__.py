"""The small stable door for plugins.

A plugin imports from here and nowhere else in medviewer (training scripts may use
`medviewer.samples` too). Everything that a model needs is re-exported below.
"""

from medviewer.api.contract import InputContract
from medviewer.api.model import Model, Report, Result
from medviewer.api.model_info import Label, ModelInfo
from medviewer.core.classification import Classification, Finding
from medviewer.core.detections import Box, Detections
from medviewer.core.errors import Cancelled, ContractError, GeometryError, MedviewerError, ModelError
from medviewer.core.geometry import Geometry
from medviewer.core.provenance import Provenance
from medviewer.core.reorient import reorient
from medviewer.core.segmentation import Code, Segment, Segmentation
from medviewer.core.volume import Stack, Volume

__all__ = [
    "Box",
    "Cancelled",
    "Classification",
    "Code",
    "ContractError",
    "Detections",
    "Finding",
    "Geometry",
    "GeometryError",
    "InputContract",
    "Label",
    "MedviewerError",
    "Model",
    "ModelError",
    "ModelInfo",
    "Provenance",
    "Report",
    "Result",
    "Segment",
    "Segmentation",
    "Stack",
    "Volume",
    "reorient",
]
