"""Caution: what a host has learnt about files that stopped its child."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from medviewer.jobs.file_notes import FileNote, FileState


@dataclass(frozen=True)
class Caution:
    """Goes to the child with each job.

    Parameters
    ----------
    left_out
        Files that are not to be read, each with the sentence that says why (without its subject).
    is_careful
        Read one file at a time, so that the next crash names its file.
    """

    left_out: dict[FileState, str] = field(default_factory=dict)
    is_careful: bool = False

    def without(self, file: FileState, reason: str) -> Caution:
        """The same, and one more file is left out."""
        return replace(self, left_out={**self.left_out, file: reason}, is_careful=False)

    def at_ease(self) -> Caution:
        """For the next job: files may be read side by side again."""
        return replace(self, is_careful=False) if self.is_careful else self

    def after_crash(self, notes: list[FileNote], thread: int | None) -> Caution | None:
        """What to do after a crash of a thread (None if unknown), or None if no file is to blame."""
        guilty = [note for note in notes if note.thread == thread] or notes
        if len(guilty) == 1:
            return self.without(guilty[0].file, "makes the reader crash, so it is left out.")
        if guilty and not self.is_careful:
            return replace(self, is_careful=True)
        return None
