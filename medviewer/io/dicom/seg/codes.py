"""Codes, colours and descriptions of segments (DICOM PS3.3 C.8.20.4, CID 7150)."""

from __future__ import annotations

import re
from typing import Any

import highdicom as hd
from pydicom.sr.codedict import codes

from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import COLOR_BLIND_SAFE, Code, Color, Segment
from medviewer.io.dicom.short_label import short_label

_ALTERED = (
    "nodule",
    "mass",
    "lesion",
    "tumor",
    "tumour",
    "neoplasm",
    "opacity",
    "cyst",
    "metastasis",
    "infarct",
)
# SNOMED CT codes of sides of organs are not in the standard's own lists.
_SIDED = {
    "left lung": Code("44029006", "SCT", "Left lung"),
    "right lung": Code("3341006", "SCT", "Right lung"),
    "left kidney": Code("18639004", "SCT", "Left kidney"),
    "right kidney": Code("9846003", "SCT", "Right kidney"),
}


def describe_segment(number: int, segment: Segment, provenance: Provenance | None) -> Any:
    """The description of one segment as highdicom wants it; ``number`` is its place in the file, from 1."""
    kind = segment.code or code_for_name(segment.name)
    return hd.seg.SegmentDescription(
        segment_number=number,
        segment_label=short_label(segment.name) or f"Label {segment.number}",
        segmented_property_category=_category(kind),
        segmented_property_type=codes.SCT.Tissue if kind is None else _concept(kind),
        algorithm_type="SEMIAUTOMATIC" if provenance is None else "AUTOMATIC",
        algorithm_identification=algorithm(provenance),
        tracking_uid=hd.UID(),
        tracking_id=f"Segment {number}",
        display_color=hd.color.CIELabColor.from_rgb(*segment.color),
    )


def algorithm(provenance: Provenance | None) -> Any:
    """Which algorithm made a segment: the model and its version (DICOM PS3.3 10.16)."""
    if provenance is None:
        return hd.AlgorithmIdentificationSequence("unknown", codes.DCM.ArtificialIntelligence, "unknown")
    parameters = {"weights_sha256": provenance.weights_sha256, "device": provenance.device}
    parameters |= dict(provenance.parameters)
    return hd.AlgorithmIdentificationSequence(
        name=short_label(provenance.model_name or provenance.model_id) or "unknown",
        family=codes.DCM.ArtificialIntelligence,
        version=short_label(provenance.model_version) or "unknown",
        parameters={key: value for key, value in parameters.items() if value},
    )


def code_for_name(name: str) -> Code | None:
    """The SNOMED CT code whose English name a segment bears, e.g. ``"Liver"``; None if there is none."""
    words = re.findall(r"[A-Za-z]+", name)
    sided = _SIDED.get(" ".join(words).lower())
    if sided is not None:
        return sided
    keyword = "".join(word.capitalize() for word in words)
    found = getattr(codes.SCT, keyword, None) if words else None
    return None if found is None else Code(found.value, found.scheme_designator, found.meaning)


def code_of_segment(item: Any) -> Code | None:
    """What a segment description says the segment is; None for just any tissue."""
    for concept in item.get("SegmentedPropertyTypeCodeSequence") or ():
        value = concept.get("CodeValue") or concept.get("LongCodeValue") or concept.get("URNCodeValue")
        code = Code(
            str(value or ""),
            str(concept.get("CodingSchemeDesignator", "")),
            str(concept.get("CodeMeaning", "")),
        )
        if code.value and code.scheme and (code.value, code.scheme) != ("85756007", "SCT"):
            return code
    return None


def color_of_segment(item: Any, number: int) -> Color:
    """The recommended colour of a segment (CIELab D50, PS3.3 C.10.7.1.1), else one of ours."""
    value = item.get("RecommendedDisplayCIELabValue")
    if value is None or len(value) != 3 or not all(isinstance(v, int) and 0 <= v <= 0xFFFF for v in value):
        return COLOR_BLIND_SAFE[(number - 1) % len(COLOR_BLIND_SAFE)]
    red, green, blue = hd.color.CIELabColor.from_dicom_value([int(v) for v in value]).to_rgb(clip=True)
    return (int(red), int(green), int(blue))


def _concept(code: Code) -> Any:
    return hd.sr.CodedConcept(code.value, code.scheme[:16], short_label(code.meaning) or code.value)


def _category(kind: Code | None) -> Any:
    if kind is None:
        return codes.SCT.Tissue
    if any(word in kind.meaning.lower() for word in _ALTERED):
        return codes.SCT.MorphologicallyAbnormalStructure
    return codes.SCT.AnatomicalStructure
