"""Lets the tests import the plugin's files by their names, as the program does while the plugin runs."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
