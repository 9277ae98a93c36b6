"""Plain weights with a manifest that names their network -> a pack.

The manifest is a ``pack.toml`` (docs/model-packs.md) whose stage names the files of weights (``.pt``,
``.pth``, ``.ckpt``, ``.bin`` or ``.safetensors``); it lies beside them as ``model.toml`` or
``<name of the weights>.toml``, or is given by the option ``network``.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from medviewer.api.model import Report
from medviewer.importers.checkpoint import load_checkpoint
from medviewer.importers.pack_files import CARD_NAME, copy_card, take_licence, write_weights
from medviewer.importers.refused import ImportRefused
from medviewer.packs.pack_manifest import PACK_NAME, PackManifest
from medviewer.packs.read_pack import read_pack

if TYPE_CHECKING:
    import torch

_SUFFIXES = (".pt", ".pth", ".ckpt", ".bin", ".safetensors")
_STATE_KEYS = ("state_dict", "model_state_dict", "model", "net", "network", "network_weights", "weights")
_PREFIXES = ("module.", "_orig_mod.", "model.", "net.", "network.")


def convert_state_dict(source: Path, into: Path, options: Mapping[str, str], report: Report) -> PackManifest:
    """Converts weights into safetensors as their manifest says; each file of weights is one fold.

    Raises
    ------
    ImportRefused
        If there is no manifest, or the weights want to run something or do not fit the network.
    """
    sheet = _sheet(source, options)
    manifest = _read_sheet(sheet, source if source.is_dir() else source.parent)
    folder = source if source.is_dir() else source.parent
    stages = []
    for stage in manifest.stages:
        names = []
        for number, name in enumerate(stage.weights):
            report(0.2 + 0.6 * number / len(stage.weights), "Reading the weights")
            target = (
                f"{stage.name}.safetensors"
                if len(stage.weights) == 1
                else f"{stage.name}-{number}.safetensors"
            )
            write_weights(fitting_weights(stage.architecture, stage.arguments, folder / name), into / target)
            names.append(target)
        stages.append(replace(stage, weights=tuple(names)))
    copy_card(folder, into) if source.is_dir() else None
    licence = take_licence(source, into, options)
    info = replace(manifest.info, id=options.get("id") or manifest.info.id)
    info = replace(info, licence=info.licence or licence, card=CARD_NAME)
    made_from = manifest.made_from or f"plain weights of torch ({source.name})"
    return replace(manifest, info=info, folder=into, stages=tuple(stages), made_from=made_from)


def state_of(loaded: Any, what: str) -> dict[str, torch.Tensor]:
    """The state dict in what a training has saved, without prefixes that wrappers add to every key.

    Raises
    ------
    ImportRefused
        If there is none, or it holds something that is no tensor.
    """
    import torch

    for key in _STATE_KEYS:
        if isinstance(loaded, dict) and isinstance(loaded.get(key), dict):
            loaded = loaded[key]
            break
    if not isinstance(loaded, dict) or not loaded:
        raise ImportRefused(
            what, ["it holds no weights by name (a whole saved network holds code; save its state_dict)."]
        )
    wrong = [str(key) for key, value in loaded.items() if not isinstance(value, torch.Tensor)]
    if wrong:
        raise ImportRefused(what, [f"besides weights it holds {', '.join(sorted(wrong)[:5])}."])
    return {str(key): value for key, value in loaded.items()}


def fitting_weights(architecture: str, arguments: Mapping[str, Any], path: Path) -> dict[str, torch.Tensor]:
    """The weights under the names that the network has, every key and every shape."""
    from medviewer.engine.networks.meta_weights import meta_weights

    state = state_of(_load(path), path.name)
    wanted = meta_weights(architecture, arguments)
    for prefix in ("", *_PREFIXES):
        bare = {key.removeprefix(prefix): value for key, value in state.items()}
        if set(bare) == set(wanted):
            state = bare
            break
    return fitted(state, {key: tuple(value.shape) for key, value in wanted.items()}, path.name, architecture)


def fitted(
    state: Mapping[str, torch.Tensor], wanted: Mapping[str, tuple[int, ...]], what: str, network: str
) -> dict[str, torch.Tensor]:
    """The state dict, if it has exactly the wanted keys and shapes.

    Raises
    ------
    ImportRefused
        With what is missing, too much or of another shape.
    """
    reasons = []
    for verb, keys in (("lacks", set(wanted) - set(state)), ("has besides", set(state) - set(wanted))):
        if keys:
            more = f" and {len(keys) - 5} more" if len(keys) > 5 else ""
            reasons.append(f"for {network} it {verb} {', '.join(sorted(keys)[:5])}{more}.")
    for key in sorted(set(wanted) & set(state)):
        if tuple(state[key].shape) != wanted[key]:
            reasons.append(f"its {key} is of shape {tuple(state[key].shape)}, not {wanted[key]}.")
    if reasons:
        raise ImportRefused(what, reasons[:20])
    return dict(state)


def _load(path: Path) -> Any:
    if path.suffix.lower() == ".safetensors":
        from safetensors import SafetensorError
        from safetensors.torch import load_file

        try:
            return load_file(str(path))
        except SafetensorError as error:
            raise ImportRefused(path.name, [f"it is damaged ({error})."]) from error
    return load_checkpoint(path)


def _sheet(source: Path, options: Mapping[str, str]) -> Path:
    told = options.get("network", "")
    if told:
        if not Path(told).is_file():
            raise ImportRefused(Path(told).name, ["there is no such manifest."])
        return Path(told)
    folder = source if source.is_dir() else source.parent
    names = ["model.toml"] if source.is_dir() else [f"{source.name}.toml", f"{source.stem}.toml"]
    if source.is_dir():
        names += [
            f"{path.stem}.toml" for path in sorted(folder.iterdir()) if path.suffix.lower() in _SUFFIXES
        ]
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise ImportRefused(
        source.name,
        [
            "it holds plain weights, which do not say of which network; put a manifest beside it "
            f"({names[1] if source.is_file() else names[0]}, see docs/model-packs.md) that names it."
        ],
    )


def _read_sheet(sheet: Path, folder: Path) -> PackManifest:
    """The manifest as a pack's, in a folder where the files that it names lie."""
    with TemporaryDirectory(prefix="medviewer-import-") as temporary:
        place = Path(temporary) / sheet.stem
        place.mkdir()
        shutil.copyfile(sheet, place / PACK_NAME)
        for path in folder.iterdir():
            if path.is_file() and path.suffix.lower() in _SUFFIXES:
                (place / path.name).touch()  # only their names are looked at here
        return read_pack(place)
