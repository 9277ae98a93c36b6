"""Running a model on an image: check, load, predict, check again, and say where the result comes from.

Job functions of the model host; torch is imported by the plugin and by the choice of a device only.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from medviewer.api.model import ChannelModel, Model, Report, Result
from medviewer.api.result_check import check_result
from medviewer.core.errors import MedviewerError, ModelError
from medviewer.core.fingerprint import fingerprint
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Stack, Volume
from medviewer.engine.backends.out_of_memory import is_out_of_memory
from medviewer.inference.attempts import Attempt, attempts
from medviewer.inference.channels import accepted_inputs
from medviewer.inference.device import choose_device
from medviewer.inference.discover import discover
from medviewer.inference.loaded_model import code_of, forget_models, loaded_model, weights_sha256
from medviewer.inference.memory_room import bounded_memory, give_memory_back, room_for
from medviewer.inference.model_report import ModelReport
from medviewer.inference.noted_run import note_run
from medviewer.inference.read_model import AnyManifest, read_model
from medviewer.inference.warm_packs import warm_packs

_NO_CHANNELS: Mapping[str, Volume] = MappingProxyType({})


def run_model(
    plugin_folder: str,
    image: Volume | Stack,
    params: Mapping[str, str],
    device: str = "auto",
    agreed: bool = False,
    channels: Mapping[str, Volume] = _NO_CHANNELS,
    runs: str = "",
    *,
    report: Report,
) -> Result:
    """Runs the model of a plugin or a pack; gives its checked result with `Provenance`.

    Parameters
    ----------
    plugin_folder, params, agreed
        Where its manifest lies; what it is told; whether the user agreed to `needs_agreement`.
    image
        Its voxels are given read-only; a stack of one frame as a volume of one slice.
    device
        ``"auto"``, ``"cpu"``, ``"cuda"`` or ``"cuda:n"``. If memory is too small see `attempts`.
    channels, runs
        For a model of several images: those of all roles but the first. The folder where what this run
        takes is kept for later estimates; ``""`` for nowhere.

    Raises
    ------
    ContractError, PluginError, ModelError
        If the model does not accept the image, cannot be imported, or fails or gives what does not fit.
    """
    manifest = read_model(Path(plugin_folder))
    inputs = accepted_inputs(manifest.info, image, channels, agreed)
    with ThreadPoolExecutor(1) as beside:  # hashing goes on beside the network
        hashed = beside.submit(fingerprint, image)
        also = {role: beside.submit(fingerprint, channels[role]) for role in sorted(channels)}
        result, made = _checked_result(manifest, inputs, params, device, runs, report)
    report(1.0, "Checked the result")
    further = tuple((role, found.result()) for role, found in also.items())
    made = replace(made, input_fingerprint=hashed.result(), further_inputs=further)
    return _with_provenance(result, made, next(iter(inputs.values())))


def _checked_result(
    manifest: AnyManifest,
    inputs: Mapping[str, Volume],
    params: Mapping[str, str],
    device: str,
    runs: str,
    report: Report,
) -> tuple[Result, Provenance]:
    started, volume = datetime.now(UTC), next(iter(inputs.values()))
    try:
        result, model, used_device = _run_on_best(manifest, inputs, params, device, report)
        used = as_used(manifest, model)
        check_result(result, volume, used.info)
        made = provenance_of(used, params, used_device, started)
    finally:
        give_memory_back()
    if runs:
        note_run(Path(runs), manifest, volume.geometry, made)
    return result, made


def warm_up(plugin_folders: Sequence[str], *, report: Report) -> None:
    """Imports what packs run by and loads the bundled plugins, so that the first run starts at once.

    Parameters
    ----------
    plugin_folders
        Folders of models, as for `discover`. The code of plugins that did not come with the program
        is not touched before the user runs them. A plugin that cannot be loaded says so when it is run.
    """
    usable = [record for record in discover([Path(f) for f in plugin_folders]) if record.is_usable]
    device = choose_device("auto").name if usable else ""  # imports torch, which takes the longest
    for record in usable:
        if record.source == "bundled":
            with contextlib.suppress(MedviewerError):
                loaded_model(record.folder, device)
    warm_packs((record.folder for record in usable if record.kind == "pack"), report)


def as_used(manifest: AnyManifest, model: Model) -> AnyManifest:
    """The manifest with the labels and the weights of this run: params may have named others."""
    info = replace(manifest.info, labels=model.info.labels, weights=model.info.weights)
    return replace(manifest, info=info)


def provenance_of(
    manifest: AnyManifest,
    params: Mapping[str, str],
    device: str,
    started: datetime,
) -> Provenance:
    return Provenance(
        model_id=manifest.info.id,
        model_name=manifest.info.name,
        model_version=manifest.info.version,
        weights_sha256=weights_sha256(manifest),
        parameters=tuple(sorted((str(name), str(value)) for name, value in params.items())),
        device=device,
        started=started.isoformat(timespec="milliseconds"),
        ended=datetime.now(UTC).isoformat(timespec="milliseconds"),
    )


def _run_on_best(
    manifest: AnyManifest,
    inputs: Mapping[str, Volume],
    params: Mapping[str, str],
    wanted: str,
    report: Report,
) -> tuple[Result, Model, str]:
    """The result, its model and the device it came from: the wanted one, or the processor if memory fails."""
    device = choose_device(wanted)
    geometry = next(iter(inputs.values())).geometry
    found = attempts(manifest, device, params)
    for attempt in found:
        told = room_for(manifest, geometry, attempt, attempt is found[-1])
        if told is None:
            continue
        try:
            with bounded_memory(told, attempt.device):
                return *_run_on(manifest, inputs, attempt, report), attempt.device
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            if attempt is found[-1]:
                raise ModelError(
                    f"{manifest.info.name} needs more memory than this machine has free for this series; "
                    "close other series or programs and try again."
                ) from error
        forget_models()
        give_memory_back()
    raise AssertionError("The last attempt gives a result or raises.")


def _run_on(
    manifest: AnyManifest,
    inputs: Mapping[str, Volume],
    attempt: Attempt,
    report: Report,
) -> tuple[Result, Model]:
    report(0.0, attempt.note)
    model, params = loaded_model(manifest.folder, attempt.device), attempt.params
    stopped = (
        "{model} stopped with an error ({error}); "
        "the picture is unchanged, and the log of the model host says more."
    )
    with code_of(manifest, stopped):
        if not manifest.info.contract.roles:
            (volume,) = inputs.values()
            return model.predict(volume, dict(params), ModelReport(report)), model
        if not isinstance(model, ChannelModel):
            raise ModelError(f"{manifest.info.name} names several images but cannot take them.")
        return model.predict_channels(inputs, dict(params), ModelReport(report)), model


def _with_provenance(result: Result, provenance: Provenance, volume: Volume) -> Result:
    used = dict(result.provenance.parameters) if result.provenance is not None else {}
    parameters = tuple(sorted((dict(provenance.parameters) | used).items()))
    provenance = replace(provenance, input_series_id=volume.info.series_id, parameters=parameters)
    if isinstance(result, Segmentation):
        return replace(
            result,
            provenance=provenance,
            source_series_uid=result.source_series_uid or volume.info.series_uid,
            source_instance_uids=result.source_instance_uids or volume.instance_uids,
        )
    return replace(result, provenance=provenance)
