"""Reports: what is known of a study, worded and laid out by templates; no Qt, no DICOM."""
