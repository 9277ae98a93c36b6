"""What a run of a model on a series will take, told before it starts. Quick; loads no model and no torch."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from medviewer.api.model import Report
from medviewer.core.estimate import Estimate
from medviewer.core.geometry import Geometry
from medviewer.engine.backends.record import read_backend_record
from medviewer.inference.noted_run import work_params
from medviewer.inference.past_runs import read_runs, runs_folder
from medviewer.inference.read_model import AnyManifest, read_model
from medviewer.inference.reckoning import corrected, reckoned

_NO_PARAMS: Mapping[str, str] = MappingProxyType({})


def estimate_run(
    folder: str,
    geometry: Geometry,
    device: str = "auto",
    params: Mapping[str, str] = _NO_PARAMS,
    runs: str = "",
    *,
    report: Report,
) -> Estimate:
    """Time and memory of a model on a volume of this grid, on this machine.

    Parameters
    ----------
    folder, geometry
        Of the plugin or pack; of the volume that the result will belong to.
    device
        ``"auto"``, ``"cpu"``, ``"cuda"`` or ``"cuda:n"``. Without torch nobody knows whether there is a card:
        ``"auto"`` is one if the pack was tried on one when it was installed.
    params, runs
        ``tta``, ``folds``, ``step`` and ``precision`` count; the folder of past runs, ``""`` for the user's.

    Returns
    -------
    the estimate; 0 seconds where nothing is known (a plugin that was never run).

    Raises
    ------
    PluginError
        If there is no model in the folder.
    """
    manifest = read_model(Path(folder))
    device = _device(manifest, device)
    told = reckoned(manifest, geometry, device, params)
    found = read_runs(Path(runs) if runs else runs_folder(), manifest.info.id)
    kind, wanted = told.device.partition(":")[0], work_params(params)
    same = [
        run for run in found if (run.version, run.device, run.params) == (manifest.info.version, kind, wanted)
    ]
    return corrected(told, same, math.prod(geometry.shape_kji))


def _device(manifest: AnyManifest, wanted: str) -> str:
    if wanted == "auto":
        return "cuda:0" if read_backend_record(manifest.folder, "cuda") is not None else "cpu"
    return "cuda:0" if wanted == "cuda" else wanted
