"""SOP classes that more than one part of the reader tells apart (DICOM PS3.4 B.5, PS3.6 A)."""

from __future__ import annotations

DIRECTORY_CLASS = "1.2.840.10008.1.3.10"
"""Media Storage Directory (DICOMDIR)."""

SEGMENTATION_CLASSES = frozenset({"1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.66.7"})
"""Segmentation, and Label Map Segmentation."""
