"""Organs that lesions are often in, with their SNOMED CT codes (DICOM PS3.16 CID 4031), and in names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_NODE = re.compile(r"\b(lymph|nodes?|nodal|ln|lnn)\b|lymphnode|淋巴|lk\b", re.IGNORECASE)
LYMPH_NODE_CODE = "59441001"
ORGANS: Mapping[str, str] = MappingProxyType(
    {
        "liver": "10200004", "lung": "39607008", "brain": "12738006", "bone": "272673000",
        "adrenal gland": "23451007", "kidney": "64033007", "pancreas": "15776009", "spleen": "78961009",
        "pleura": "3120008", "mediastinum": "72410000", "breast": "76752008", "thyroid": "69748006",
        "esophagus": "32849002", "stomach": "69695003", "colon": "71854001", "rectum": "34402009",
        "bladder": "89837001", "prostate": "41216001", "uterus": "35039007", "ovary": "15497006",
        "retroperitoneum": "82849001", "chest wall": "78904004", "muscle": "71616004",
        "soft tissue": "87784001", "skin": "39937001", "heart": "80891009", "neck": "45048000",
    }
)  # fmt: skip
"""Code by name; the name is what is kept, whatever the language of the window."""


def is_node_name(label: str) -> bool:
    """Whether a name says lymph node."""
    return _NODE.search(label) is not None


def organ_of(label: str) -> str:
    """The organ that a name begins with: the name without numbers and what follows a comma."""
    words = re.sub(r"[\d#]+", " ", label.split(",")[0].split("，")[0])
    return " ".join(words.casefold().split())
