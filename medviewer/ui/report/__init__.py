"""The report: its text, its preview, and where it is saved to."""
