"""Tool tips that never take data for markup."""

from __future__ import annotations

import html


def plain_tip(text: str) -> str:
    """A text as a tool tip shows it letter by letter, its lines broken where they are too long."""
    return f'<p style="white-space: pre-wrap">{html.escape(text)}</p>' if text else ""
