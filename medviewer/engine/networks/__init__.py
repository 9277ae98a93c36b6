"""The table of allowed architectures, and those that are our own."""
