"""Verify this installation: phantoms are built, read, drawn and measured, and the numbers are told."""
