"""The small stable door for plugins.

A plugin imports from here and nowhere else in medviewer (training scripts may use
`medviewer.samples` too). Everything that a model needs is re-exported below.
"""

from medviewer.api.contract import ChannelRole, InputContract
from medviewer.api.explainable import ExplainableInput, ExplainableModel
from medviewer.api.model import ChannelModel, Model, Report, Result
from medviewer.api.model_info import Label, ModelInfo, OperatingPoint, Parameter
from medviewer.core.anomaly import AnomalyMap
from medviewer.core.classification import Classification, Finding
from medviewer.core.detections import Box, Detections
from medviewer.core.errors import Cancelled, ContractError, GeometryError, MedviewerError, ModelError
from medviewer.core.geometry import Geometry
from medviewer.core.heat_map import HeatMap, Trust
from medviewer.core.landmarks import Landmark, Landmarks
from medviewer.core.provenance import Provenance
from medviewer.core.reorient import reorient
from medviewer.core.segmentation import Code, Segment, Segmentation
from medviewer.core.uncertainty import Uncertainty
from medviewer.core.volume import Stack, Volume

__all__ = [
    "AnomalyMap",
    "Box",
    "Cancelled",
    "ChannelModel",
    "ChannelRole",
    "Classification",
    "Code",
    "ContractError",
    "Detections",
    "ExplainableInput",
    "ExplainableModel",
    "Finding",
    "Geometry",
    "GeometryError",
    "HeatMap",
    "InputContract",
    "Label",
    "Landmark",
    "Landmarks",
    "MedviewerError",
    "Model",
    "ModelError",
    "ModelInfo",
    "OperatingPoint",
    "Parameter",
    "Provenance",
    "Report",
    "Result",
    "Segment",
    "Segmentation",
    "Stack",
    "Trust",
    "Uncertainty",
    "Volume",
    "reorient",
]
