"""``python -m medviewer``: the same as the command ``medviewer``."""

import sys

from medviewer.cli import main

if __name__ == "__main__":
    sys.exit(main())
