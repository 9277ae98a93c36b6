"""Running a model on an image: check, load, predict, check again, and say where the result comes from.

Job functions of the model host; torch is imported by the plugin and by the choice of a device only.
"""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from medviewer.api.manifest import Manifest, read_manifest
from medviewer.api.model import Model, Report, Result
from medviewer.api.result_check import check_result
from medviewer.core.errors import ContractError, MedviewerError, ModelError
from medviewer.core.fingerprint import fingerprint
from medviewer.core.provenance import Provenance
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Stack, Volume
from medviewer.inference.contract import check_contract
from medviewer.inference.device import choose_device, is_out_of_memory
from medviewer.inference.discover import discover
from medviewer.inference.loaded_model import code_of, forget_models, loaded_model, weights_sha256
from medviewer.inference.model_input import without_padding
from medviewer.inference.model_report import ModelReport


def run_model(
    plugin_folder: str,
    image: Volume | Stack,
    params: Mapping[str, str],
    device: str = "auto",
    agreed: bool = False,
    *,
    report: Report,
) -> Result:
    """Runs a plugin's model; gives its checked result with `Provenance`.

    Parameters
    ----------
    plugin_folder, params, agreed
        Where its ``plugin.toml`` lies; what it is told; whether the user agreed to `needs_agreement`.
    image
        Given to the model with read-only voxels; a stack of one frame as a volume of one slice.
    device
        ``"auto"``, ``"cpu"``, ``"cuda"`` or ``"cuda:n"``. If the card's memory is too small the
        processor does the work, and the progress message and the provenance say so.

    Raises
    ------
    ContractError, PluginError, ModelError
        If the model does not accept the image, cannot be imported, or fails or gives what does not fit.
    """
    started = datetime.now(UTC)
    manifest = read_manifest(Path(plugin_folder))
    volume = _accepted(manifest, image, agreed)
    try:
        with ThreadPoolExecutor(1) as beside:  # hashing goes on beside the network
            hashed = beside.submit(fingerprint, image)
            result, model, used_device = _run_on_best(manifest, volume, params, device, report)
        used = _as_used(manifest, model)
        check_result(result, volume, used.info)
        made = _provenance(used, params, used_device, started)
    finally:
        _give_memory_back()
    report(1.0, "Checked the result")
    return _with_provenance(result, replace(made, input_fingerprint=hashed.result()), volume)


def warm_up(plugin_folders: Sequence[str], *, report: Report) -> None:
    """Imports torch, and imports and loads the bundled plugins, so that the first run starts at once.

    Parameters
    ----------
    plugin_folders
        Folders of plugins, as for `discover`. The code of plugins that did not come with the program
        is not touched before the user runs them. A plugin that cannot be loaded says so when it is run.
    """
    usable = [record for record in discover([Path(f) for f in plugin_folders]) if record.is_usable]
    device = choose_device("auto").name if usable else ""  # imports torch, which takes the longest
    for record in usable:
        if record.source == "bundled":
            with contextlib.suppress(MedviewerError):
                loaded_model(record.folder, device)


def _accepted(manifest: Manifest, image: Volume | Stack, agreed: bool) -> Volume:
    """The volume that the model is given."""
    check = check_contract(manifest.info, image)
    if check.blocks:
        raise ContractError(" ".join(check.blocks))
    if check.needs_agreement and not agreed:
        raise ContractError(f"{' '.join(check.needs_agreement)} It runs only if you agree to that.")
    volume = image.slice(0) if isinstance(image, Stack) else image
    return without_padding(volume, manifest.info.contract)


def _as_used(manifest: Manifest, model: Model) -> Manifest:
    """The manifest with the labels and the weights of this run: params may have named others."""
    info = replace(manifest.info, labels=model.info.labels, weights=model.info.weights)
    return replace(manifest, info=info)


def _provenance(
    manifest: Manifest,
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
    manifest: Manifest, volume: Volume, params: Mapping[str, str], wanted: str, report: Report
) -> tuple[Result, Model, str]:
    """The result, its model and the device it came from: the wanted one, or the processor if memory fails."""
    device = choose_device(wanted)
    try:
        return *_run_on(manifest, volume, params, device.name, device.reason, report), device.name
    except Exception as error:
        if not is_out_of_memory(error):
            raise
        if device.name == "cpu":
            raise ModelError(
                f"{manifest.info.name} needs more memory than this machine has free for this series; "
                "close other series or programs and try again."
            ) from error
    forget_models()
    _give_memory_back()
    note = "The graphics card has too little memory; running on the processor instead."
    return *_run_on(manifest, volume, params, "cpu", note, report), "cpu"


def _run_on(
    manifest: Manifest, volume: Volume, params: Mapping[str, str], device: str, note: str, report: Report
) -> tuple[Result, Model]:
    report(0.0, note)
    model = loaded_model(manifest.folder, device)
    stopped = (
        "{model} stopped with an error ({error}); "
        "the picture is unchanged, and the log of the model host says more."
    )
    with code_of(manifest, stopped):
        return model.predict(volume, dict(params), ModelReport(report)), model


def _with_provenance(result: Result, provenance: Provenance, volume: Volume) -> Result:
    provenance = replace(provenance, input_series_id=volume.info.series_id)
    if isinstance(result, Segmentation):
        return replace(
            result,
            provenance=provenance,
            source_series_uid=result.source_series_uid or volume.info.series_uid,
            source_instance_uids=result.source_instance_uids or volume.instance_uids,
        )
    return replace(result, provenance=provenance)


def _give_memory_back() -> None:
    gc.collect()
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available() and torch.cuda.is_initialized():
        torch.cuda.empty_cache()
