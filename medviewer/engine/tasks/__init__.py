"""One module a task: what a pack's network says, made into a result."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, get_args

from medviewer.api.model_info import TaskType

if TYPE_CHECKING:
    from medviewer.api.model import Result
    from medviewer.engine.engine_run import EngineRun

_MODULES: Mapping[str, str] = {task: f"{__name__}.{task}" for task in get_args(TaskType)}
"""Each has ``run(engine_run) -> Result``."""


def run_task(engine_run: EngineRun) -> Result:
    """The result of a pack on its images, by the task that its manifest names."""
    return import_task(engine_run.manifest.info.task)(engine_run)


def import_task(task: TaskType) -> Callable[[EngineRun], Result]:
    """What makes the results of a task; imported here at the latest."""
    run: Callable[[EngineRun], Result] = importlib.import_module(_MODULES[task]).run
    return run
