"""DICOM: header pass, grouping, geometry verdict, pixels, values, text."""
