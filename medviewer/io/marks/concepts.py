"""What figures, units and kinds of marks are called in DICOM (PS3.16 TID 1500, CID 7470 and others)."""

from __future__ import annotations

from collections.abc import Mapping

from medviewer.core.organs import LYMPH_NODE_CODE
from medviewer.io.marks.content_tree import Concept

OWN = "99MEDVIEWER"
"""The coding scheme of what DICOM has no code for."""

REPORT = Concept("126000", "DCM", "Imaging Measurement Report")
LANGUAGE = Concept("121049", "DCM", "Language of Content Item and Descendants")
ENGLISH = Concept("en-US", "RFC5646", "English (United States)")
OBSERVER_TYPE = Concept("121005", "DCM", "Observer Type")
DEVICE = Concept("121007", "DCM", "Device")
DEVICE_UID = Concept("121012", "DCM", "Device Observer UID")
DEVICE_NAME = Concept("121013", "DCM", "Device Observer Name")
DEVICE_MAKER = Concept("121014", "DCM", "Device Observer Manufacturer")
PROCEDURE = Concept("121058", "DCM", "Procedure reported")
IMAGING = Concept("363679005", "SCT", "Imaging procedure")
LIBRARY = Concept("111028", "DCM", "Image Library")
LIBRARY_GROUP = Concept("126200", "DCM", "Image Library Group")
MEASUREMENTS = Concept("126010", "DCM", "Imaging Measurements")
GROUP = Concept("125007", "DCM", "Measurement Group")
TRACKING_ID = Concept("112039", "DCM", "Tracking Identifier")
TRACKING_UID = Concept("112040", "DCM", "Tracking Unique Identifier")
FINDING = Concept("121071", "DCM", "Finding")
LESION = Concept("52988006", "SCT", "Lesion")
ANY_FINDING = Concept("404684003", "SCT", "Finding")
COMMENT = Concept("121106", "DCM", "Comment")
REGION = Concept("111030", "DCM", "Image Region")
SURFACE = Concept("121231", "DCM", "Volume Surface")
SOURCE = Concept("260753009", "SCT", "Source")
SOURCE_OF_GROUP = Concept("121112", "DCM", "Source of Measurement")
SOURCE_OF_SURFACE = Concept("121233", "DCM", "Source image for segmentation")
DERIVATION = Concept("121401", "DCM", "Derivation")
FINDING_SITE = Concept("363698007", "SCT", "Finding Site")
LYMPH_NODE = Concept(LYMPH_NODE_CODE, "SCT", "Lymph node")
ORGAN = Concept("ORGAN", OWN, "Organ of the lesion")
NODE = Concept("NODE", OWN, "Is a lymph node")
YES = Concept("373066001", "SCT", "Yes")
NO = Concept("373067005", "SCT", "No")
LESION_NUMBER = Concept("LESION", OWN, "Number of the lesion")
NO_UNIT = Concept("1", "UCUM", "no units")
KIND = Concept("KIND", OWN, "Kind of mark")
ROLE = Concept("ROLE", OWN, "RECIST role")
LABEL = Concept("LABEL", OWN, "Name of mark")

KINDS: Mapping[str, Concept] = {
    name: Concept(name.upper(), OWN, meaning)
    for name, meaning in {
        "length": "Length", "angle": "Angle", "cobb": "Cobb angle", "bidirectional": "Bidirectional",
        "ellipse": "Ellipse", "rectangle": "Rectangle", "polygon": "Polygon", "freehand": "Freehand",
        "point": "Point", "arrow": "Arrow", "text": "Text", "ball": "Ball",
    }.items()
}  # fmt: skip
ROLES: Mapping[str, Concept] = {
    "target": Concept("TARGET", OWN, "Target lesion"),
    "non-target": Concept("NON-TARGET", OWN, "Non-target lesion"),
    "new": Concept("NEW", OWN, "New lesion"),
}
SIZES: Mapping[str, Concept] = {
    "length": Concept("410668003", "SCT", "Length"),
    "long_axis": Concept("103339001", "SCT", "Long axis"),
    "short_axis": Concept("103340004", "SCT", "Short axis"),
    "diameter": Concept("81827009", "SCT", "Diameter"),
    "angle": Concept("1483009", "SCT", "Angle"),
    "cobb_angle": Concept("285285000", "SCT", "Cobb angle"),
    "area": Concept("42798000", "SCT", "Area"),
    "perimeter": Concept("131191004", "SCT", "Perimeter"),
    "volume": Concept("118565006", "SCT", "Volume"),
}
DERIVATIONS: Mapping[str, Concept] = {
    "mean": Concept("373098007", "SCT", "Mean"),
    "sd": Concept("386136009", "SCT", "Standard Deviation"),
    "min": Concept("255605001", "SCT", "Minimum"),
    "max": Concept("56851009", "SCT", "Maximum"),
}
_VALUES: Mapping[str, Concept] = {
    "HU": Concept("112031", "DCM", "Attenuation Coefficient"),
    "SUV": Concept("126401", "DCM", "SUVbw"),
}
_ANY_VALUE = Concept("VALUE", OWN, "Value of the pixels")
_UNITS: Mapping[str, Concept] = {
    "": NO_UNIT,
    "mm": Concept("mm", "UCUM", "millimeter"),
    "mm2": Concept("mm2", "UCUM", "square millimeter"),
    "mm3": Concept("mm3", "UCUM", "cubic millimeter"),
    "ml": Concept("ml", "UCUM", "milliliter"),
    "cm2": Concept("cm2", "UCUM", "square centimeter"),
    "deg": Concept("deg", "UCUM", "degree"),
    "px": Concept("{pixels}", "UCUM", "pixels"),
    "px2": Concept("{pixels}2", "UCUM", "square pixels"),
    "HU": Concept("[hnsf'U]", "UCUM", "Hounsfield unit"),
    "SUV": Concept("g/ml{SUVbw}", "UCUM", "Standardized Uptake Value body weight"),
    "BQML": Concept("Bq/ml", "UCUM", "Becquerels/milliliter"),
}


def value_concept(unit: str) -> Concept:
    """What the pixels of an image measure, by its unit."""
    return _VALUES.get(unit, _ANY_VALUE)


def unit_concept(unit: str) -> Concept:
    """A unit in UCUM; one that is not known there is a remark on no unit."""
    known = _UNITS.get(unit)
    if known is not None:
        return known
    plain = "".join(c for c in unit if c.isascii() and c.isprintable() and c not in "{}\\")[:14]
    return Concept("{" + (plain or "unit") + "}", "UCUM", unit)
