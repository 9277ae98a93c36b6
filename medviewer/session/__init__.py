"""The verbs of the program, from opening to saving."""

from medviewer.session.session import STILL_READING, InBackground, Session

__all__ = ["STILL_READING", "InBackground", "Session"]
