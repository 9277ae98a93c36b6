"""The verbs of the program, from opening to saving."""

from medviewer.session.session import InBackground, Session

__all__ = ["InBackground", "Session"]
