"""What can go wrong when a picture is made."""

from __future__ import annotations

from medviewer.core.errors import MedviewerError


class RenderError(MedviewerError):
    """A picture cannot be made; the rest of the window is not touched by it."""
