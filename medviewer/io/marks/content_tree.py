"""Content items of a structured report, as data sets (DICOM PS3.3 C.17.3, C.18)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.valuerep import format_number_as_ds

from medviewer.io.dicom.short_label import short_label

Relation = Literal["CONTAINS", "HAS CONCEPT MOD", "HAS OBS CONTEXT", "HAS PROPERTIES", "INFERRED FROM",
                   "SELECTED FROM", "HAS ACQ CONTEXT"]  # fmt: skip


class Concept(NamedTuple):
    """A coded concept: value, scheme, meaning (PS3.3 8.8)."""

    value: str
    scheme: str
    meaning: str


class Instance(NamedTuple):
    """An instance that an object refers to; ``frame`` 0 means all of it."""

    sop_class: str
    uid: str
    frame: int = 0


def code_item(concept: Concept) -> Dataset:
    """One item of a code sequence."""
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator = concept.value, concept.scheme
    item.CodeMeaning = short_label(concept.meaning)
    return item


def content(relation: Relation, kind: str, name: Concept | None, *children: Dataset) -> Dataset:
    """A content item without its value."""
    item = Dataset()
    item.RelationshipType, item.ValueType = relation, kind
    if name is not None:
        item.ConceptNameCodeSequence = Sequence([code_item(name)])
    if children:
        item.ContentSequence = Sequence(children)
    return item


def container(relation: Relation, name: Concept, children: Iterable[Dataset], template: str = "") -> Dataset:
    """A container, with the number of the template that it follows."""
    item = content(relation, "CONTAINER", name, *children)
    item.ContinuityOfContent = "SEPARATE"
    if template:
        item.ContentTemplateSequence = Sequence([template_item(template)])
    return item


def template_item(number: str) -> Dataset:
    """Which template of PS3.16 an item follows."""
    item = Dataset()
    item.MappingResource, item.MappingResourceUID = "DCMR", "1.2.840.10008.8.1.1"
    item.TemplateIdentifier = number
    return item


def text(relation: Relation, name: Concept, words: str) -> Dataset:
    """Words; control characters but for ends of lines become spaces."""
    item = content(relation, "TEXT", name)
    item.TextValue = "".join(c if c.isprintable() or c in "\r\n" else " " for c in words) or " "
    return item


def coded(relation: Relation, name: Concept, value: Concept) -> Dataset:
    """A coded answer."""
    item = content(relation, "CODE", name)
    item.ConceptCodeSequence = Sequence([code_item(value)])
    return item


def uid_reference(relation: Relation, name: Concept, uid: str) -> Dataset:
    """A unique identifier."""
    item = content(relation, "UIDREF", name)
    item.UID = uid
    return item


def number(relation: Relation, name: Concept, value: float, unit: Concept, *children: Dataset) -> Dataset:
    """A measured number with its unit."""
    item = content(relation, "NUM", name, *children)
    measured = Dataset()
    measured.NumericValue = format_number_as_ds(float(value))
    measured.FloatingPointValue = float(value)
    measured.MeasurementUnitsCodeSequence = Sequence([code_item(unit)])
    item.MeasuredValueSequence = Sequence([measured])
    return item


def image(relation: Relation, instance: Instance, name: Concept | None = None) -> Dataset:
    """A reference to an image or to one of its frames."""
    item = content(relation, "IMAGE", name)
    item.ReferencedSOPSequence = Sequence([sop_item(instance)])
    return item


def sop_item(instance: Instance) -> Dataset:
    """A reference to an instance, for any sequence of them."""
    item = Dataset()
    item.ReferencedSOPClassUID, item.ReferencedSOPInstanceUID = instance.sop_class, instance.uid
    if instance.frame:
        item.ReferencedFrameNumber = instance.frame
    return item


def on_image(
    relation: Relation, name: Concept, graphic: str, points_px: npt.ArrayLike, instance: Instance
) -> Dataset:
    """Points [n, 2], column and row on an image, as 32-bit floats."""
    item = content(relation, "SCOORD", name, image("SELECTED FROM", instance))
    item.GraphicType = graphic
    item.GraphicData = _floats(points_px)
    return item


def in_world(
    relation: Relation, name: Concept, graphic: str, points_lps: npt.ArrayLike, frame_of_reference: str
) -> Dataset:
    """Points [n, 3], LPS mm, in a frame of reference, as 32-bit floats."""
    item = content(relation, "SCOORD3D", name)
    item.GraphicType = graphic
    item.GraphicData = _floats(points_lps)
    item.ReferencedFrameOfReferenceUID = frame_of_reference
    return item


def _floats(points: npt.ArrayLike) -> list[float]:
    return [float(value) for value in np.asarray(points, dtype=np.float32).ravel()]
