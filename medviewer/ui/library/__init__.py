"""The window of the library."""
