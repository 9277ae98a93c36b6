"""The verbs of the program, from opening to saving."""

from medviewer.jobs.in_background import InBackground
from medviewer.session.model_runs import STILL_READING, RunChoices
from medviewer.session.session import Session

__all__ = ["STILL_READING", "InBackground", "RunChoices", "Session"]
