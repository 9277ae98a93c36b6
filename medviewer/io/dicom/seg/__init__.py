"""DICOM segmentations, read and written."""
