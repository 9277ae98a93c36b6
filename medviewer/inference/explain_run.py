"""Explaining one statement of a classifier: a job function of the model host."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import numpy as np

from medviewer.api.explainable import (
    ExplainableChannelModel,
    ExplainableInput,
    ExplainableModel,
    ExplainablePlaceModel,
    StatedPlace,
)
from medviewer.api.model import Model, Report
from medviewer.core.errors import ModelError
from medviewer.core.fingerprint import fingerprint
from medviewer.core.heat_map import HeatMap, HeatMapMethod
from medviewer.core.provenance import Provenance
from medviewer.core.volume import Stack, Volume
from medviewer.engine.backends.out_of_memory import is_out_of_memory
from medviewer.inference.channels import accepted_inputs
from medviewer.inference.device import choose_device
from medviewer.inference.loaded_model import code_of, loaded_model
from medviewer.inference.memory_room import give_memory_back
from medviewer.inference.model_report import ModelReport
from medviewer.inference.read_model import AnyManifest, read_model
from medviewer.inference.run import as_used, provenance_of

_NO_CHANNELS: Mapping[str, Volume] = MappingProxyType({})
_NO_MEMORY = (
    "Explaining what {model} says needs more memory than is free for this series; close other series or "
    "programs, or choose another method."
)
_STOPPED = "{model} could not be explained ({error}); the log of the model host says more."


def explain_finding(
    folder: str,
    image: Volume | Stack,
    label: str,
    method: HeatMapMethod,
    params: Mapping[str, str],
    device: str = "auto",
    channels: Mapping[str, Volume] = _NO_CHANNELS,
    place: StatedPlace | None = None,
    *,
    report: Report,
) -> HeatMap:
    """A tested heat map of the statement ``label``; its ``values`` carry the `Provenance`.

    Parameters
    ----------
    folder, image, device, channels
        As for `run_model`.
    params
        Those of the run that made the statement, and `Options` as ``explain_batch`` and so on.
    place
        The segment or the box that is explained; None: a statement of a classifier.

    Raises
    ------
    ContractError, PluginError, ModelError
        If the model does not accept the image, cannot be explained, or the method does not suit it.
    """
    started, manifest = datetime.now(UTC), read_model(Path(folder))
    inputs = accepted_inputs(manifest.info, image, channels, agreed=True)
    chosen = choose_device(device)
    report(0.0, chosen.reason)
    with _memory_given_back(manifest):
        model = loaded_model(manifest.folder, chosen.name)
        with code_of(manifest, _STOPPED):
            found = _explained(_seen(model, inputs, params, place), inputs, label, method, params, report)
    told = {**params, "label": label, "method": method, **_told_of(place)}
    made = _bound(provenance_of(as_used(manifest, model), told, chosen.name, started), image, channels)
    found = replace(found, values=replace(found.values, info=image.info, provenance=made))
    return found if place is None else replace(found, place_lps=place.centre_lps)


def _told_of(place: StatedPlace | None) -> dict[str, str]:
    return {} if place is None else {"place": ", ".join(f"{value:.1f}" for value in place.centre_lps)}


@contextlib.contextmanager
def _memory_given_back(manifest: AnyManifest) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if not is_out_of_memory(error):
            raise
        raise ModelError(_NO_MEMORY.format(model=manifest.info.name)) from error
    finally:
        give_memory_back()


def _bound(made: Provenance, image: Volume | Stack, channels: Mapping[str, Volume]) -> Provenance:
    """With the marks of the images that it was made from."""
    return replace(
        made,
        input_fingerprint=fingerprint(image),
        input_series_id=image.info.series_id,
        further_inputs=tuple((role, fingerprint(channels[role])) for role in sorted(channels)),
    )


def _explained(
    seen: ExplainableInput,
    inputs: Mapping[str, Volume],
    label: str,
    method: HeatMapMethod,
    params: Mapping[str, str],
    report: Report,
) -> HeatMap:
    from medviewer.explain.heat_map import heat_map  # imports torch
    from medviewer.explain.options import Options

    options = Options.from_params(params)
    volume = next(iter(inputs.values()))
    found = heat_map(seen, label, method, options, ModelReport(report))
    heat = found.values
    if not np.isfinite(heat.voxels).all():
        raise ModelError(
            f"The explanation of {label} is not shown, because it holds numbers that are not finite."
        )
    if volume.geometry.nearest_index(heat.geometry.centre_lps) is None:
        raise ModelError(f"The explanation of {label} is not shown, because it lies outside the picture.")
    return replace(found, values=replace(heat, has_orientation=volume.has_orientation))


def _seen(
    model: Model, inputs: Mapping[str, Volume], params: Mapping[str, str], place: StatedPlace | None
) -> ExplainableInput:
    if place is not None:
        if isinstance(model, ExplainablePlaceModel):
            return model.explainable_place(inputs, place, params)
    elif len(inputs) > 1:
        if isinstance(model, ExplainableChannelModel):
            return model.explainable_channels(inputs, params)
    elif isinstance(model, ExplainableModel):
        return model.explainable(next(iter(inputs.values())), params)
    raise ModelError(f"{model.info.name} does not let its statements be explained.")
