"""MemoryWatch: notices a child that is about to fill the machine."""

from __future__ import annotations

from medviewer.core.free_memory import free_memory_bytes


class MemoryWatch:
    """Looks at one child during one job, from outside: a child that is busy cannot look after itself.

    Parameters
    ----------
    pid
        The child.
    reserve_bytes
        What must stay free on the machine; a child that holds less than that itself is not to blame. 0: it
        is not watched.
    """

    def __init__(self, pid: int | None, reserve_bytes: int) -> None:
        self._pid = pid
        self._reserve_bytes = reserve_bytes

    @property
    def is_to_blame(self) -> bool:
        """Whether the machine is nearly full and this child holds more than what is missing."""
        if not self._reserve_bytes:
            return False
        free = _free_bytes()
        return free < self._reserve_bytes and self._held_bytes() > self._reserve_bytes

    def _held_bytes(self) -> int:
        # Loaded late: the window starts faster, and hardly any job gets here.
        import psutil

        try:
            return int(psutil.Process(self._pid).memory_info().rss)
        except psutil.Error:
            return 0


def _free_bytes() -> int:
    free = free_memory_bytes()
    if free is not None:
        return free
    import psutil

    return int(psutil.virtual_memory().available)
