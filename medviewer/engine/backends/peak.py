"""How much memory a piece of work takes at most."""

from __future__ import annotations

import gc
import threading
from types import TracebackType

import psutil
import torch

_EVERY_S = 0.005


class Peak:
    """While it is open: growth of this process and of a graphics card at most, bytes."""

    def __init__(self, device: str = "cpu") -> None:
        self.ram_bytes = 0
        self.vram_bytes = 0
        self.before_bytes = 0
        self._device = device if device.startswith("cuda") else ""
        self._process = psutil.Process()
        self._is_over = threading.Event()
        self._watch = threading.Thread(target=self._look, name="memory", daemon=True)

    def __enter__(self) -> Peak:
        gc.collect()
        self.before_bytes = self._process.memory_info().rss
        if self._device:
            torch.cuda.reset_peak_memory_stats(self._device)
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._watch.join()
        if self._device:
            self.vram_bytes = int(torch.cuda.max_memory_reserved(self._device))

    def _look(self) -> None:
        while True:
            grown = self._process.memory_info().rss - self.before_bytes
            self.ram_bytes = max(self.ram_bytes, int(grown))
            if self._is_over.wait(_EVERY_S):
                return
