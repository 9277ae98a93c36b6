"""Marks and key images as files: DICOM structured reports, presentation states, key objects, JSON, CSV."""
