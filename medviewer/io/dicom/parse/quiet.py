"""pydicom without its warnings and log lines, which may quote a patient's data."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pydicom
from pydicom.config import settings


@contextmanager
def quiet_pydicom(on_warning: Literal["ignore", "error"] = "ignore") -> Iterator[None]:
    """pydicom neither logs, nor prints, nor refuses values; the raw bytes are judged by us."""
    logger = logging.getLogger("pydicom")
    mode, level = settings.reading_validation_mode, logger.level
    settings.reading_validation_mode = pydicom.config.IGNORE
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(on_warning)
            yield
    finally:
        settings.reading_validation_mode = mode
        logger.setLevel(level)
