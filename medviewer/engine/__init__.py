"""The engine: packs on volumes. Torch is imported here; nothing here knows files, Qt or DICOM."""
