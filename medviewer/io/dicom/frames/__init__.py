"""Many pictures in one file, read as the slices they stand for."""
