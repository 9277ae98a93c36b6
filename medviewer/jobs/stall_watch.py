"""StallWatch: notices a child that works on one file and gets nowhere."""

from __future__ import annotations

import time

from medviewer.jobs.file_notes import FileNote, FileNotes

_SLOWEST_BYTES_A_SECOND = 10e6
_LEAST_BUSY = 0.1
"""Of one processor: a busy machine leaves a decoder little, and waiting for a disk takes less."""
_PATIENCE = 12


class StallWatch:
    """Looks at one child during one job.

    Parameters
    ----------
    pid
        The child.
    limit_s
        How long it may work on one small file without a sign of life; a large file gets more. A child
        that waits (for a slow disk) rather than works gets twelve times as long.
    """

    def __init__(self, pid: int | None, limit_s: float) -> None:
        self._pid = pid
        self._limit_s = limit_s
        self._fraction = -1.0
        self._last_sign = time.monotonic()
        self._half_way: tuple[float, float] | None = None

    def got_to(self, fraction: float) -> None:
        """The child says how far it is; saying the same again is no sign of life."""
        if fraction != self._fraction:
            self._fraction = fraction
            self._last_sign = time.monotonic()
            self._half_way = None

    def stuck_on(self, notes: FileNotes | None) -> FileNote | None:
        """The file that the child does not come to an end with, if there is one."""
        now = time.monotonic()
        for note in notes.open_notes()[:1] if notes is not None else []:
            limit_s = self._limit_s + max(note.file.size_bytes, 0) / _SLOWEST_BYTES_A_SECOND
            waited_s = now - max(note.since, self._last_sign)
            if waited_s > _PATIENCE * limit_s or (waited_s > limit_s and self._is_busy(now)):
                return note
            if waited_s < limit_s / 2:
                self._half_way = None
            elif self._half_way is None:
                self._half_way = now, self._processor_time_s()
        return None

    def _is_busy(self, now: float) -> bool:
        """Whether the child has worked rather than waited since half of its time was over."""
        if self._half_way is None:
            return False
        then, used_s = self._half_way
        return self._processor_time_s() - used_s > _LEAST_BUSY * (now - then)

    def _processor_time_s(self) -> float:
        # Loaded late: the window starts faster, and hardly any job gets here.
        import psutil

        try:
            times = psutil.Process(self._pid).cpu_times()
        except psutil.Error:
            return 0.0
        return float(times.user + times.system)
