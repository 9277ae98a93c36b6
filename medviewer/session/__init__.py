"""The verbs of the program, from opening to saving."""

from medviewer.session.model_runs import STILL_READING, InBackground, RunChoices
from medviewer.session.session import Session

__all__ = ["STILL_READING", "InBackground", "RunChoices", "Session"]
