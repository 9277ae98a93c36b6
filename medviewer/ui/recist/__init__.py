"""The RECIST table."""
