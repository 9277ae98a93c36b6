"""Where the program keeps its own things."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

_NAME = "medviewer"


@dataclass(frozen=True)
class Folders:
    """The folders of settings, of what can be made anew, of logs, and of what must last."""

    config: Path
    cache: Path
    log: Path
    data: Path | None = None

    @classmethod
    def of_user(cls) -> Folders:
        """The usual places of this system."""
        return cls(
            Path(platformdirs.user_config_dir(_NAME, appauthor=False)),
            Path(platformdirs.user_cache_dir(_NAME, appauthor=False)),
            Path(platformdirs.user_log_dir(_NAME, appauthor=False)),
            Path(platformdirs.user_data_dir(_NAME, appauthor=False)),
        )

    @property
    def library(self) -> Path:
        """Where the study index and the copied studies are."""
        return self._lasting / "library"

    @property
    def models(self) -> Path:
        """Where installed model packs are."""
        return self._lasting / "models"

    @property
    def results(self) -> Path:
        """Where results wait whose series was closed before they came."""
        return self._lasting / "results"

    @property
    def journal(self) -> Path:
        """Where work lies that is not saved yet, until it is."""
        return self._lasting / "journal"

    @property
    def history(self) -> Path:
        """What was done, also before this start."""
        return self._lasting / "history.json"

    @property
    def _lasting(self) -> Path:
        return self.data or self.config
