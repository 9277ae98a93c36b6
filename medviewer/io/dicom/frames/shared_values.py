"""Headers of a series say mostly the same: what is equal is kept once."""

from __future__ import annotations

from dataclasses import replace

from medviewer.io.dicom.parse.elements import Elements


class SharedValues:
    """Gives tags and values of each header those of the one before it where they are equal.

    A header of its own takes some kilobytes; tens of thousands of them would fill the memory.
    """

    def __init__(self) -> None:
        self._tags: dict[int, int] = {}
        self._before: dict[int, bytes] = {}
        self._syntax = ""

    def shared(self, elements: Elements) -> Elements:
        """The same elements, in less memory."""
        before, tags = self._before, self._tags
        values = {}
        for tag, value in elements.values.items():
            earlier = before.get(tag)
            values[tags.setdefault(tag, tag)] = earlier if earlier == value else value
        if self._syntax != elements.transfer_syntax:
            self._syntax = elements.transfer_syntax
        self._before = values
        return replace(elements, values=values, transfer_syntax=self._syntax)
