"""What every pack carries besides its manifest: weights, licence, card."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.core.errors import PluginError
from medviewer.importers.options import NOT_STATED
from medviewer.importers.refused import ImportRefused
from medviewer.packs.pack_manifest import PackManifest

if TYPE_CHECKING:
    import torch

LICENCE_NAME = "LICENSE"
CARD_NAME = "card.md"
_LONGEST_LICENCE = 1 << 20
_KNOWN_LICENCES = (
    ("MIT", "permission is hereby granted, free of charge"),
    ("Apache-2.0", "apache license"),
    ("BSD", "redistribution and use in source and binary forms"),
    ("CC BY-NC-SA 4.0", "attribution-noncommercial-sharealike 4.0"),
    ("CC BY-NC 4.0", "attribution-noncommercial 4.0"),
    ("CC BY 4.0", "attribution 4.0 international"),
)


def write_weights(state: Mapping[str, torch.Tensor], path: Path) -> None:
    """Writes a state dict as safetensors.

    Raises
    ------
    ImportRefused
        If a value is no tensor or a number in it is not finite.
    """
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import save_file

    tensors: dict[str, torch.Tensor] = {}
    for name, value in state.items():
        if not isinstance(value, torch.Tensor) or value.layout is not torch.strided:
            raise ImportRefused(path.name, [f"{name} is no plain tensor but a {type(value).__name__}."])
        if value.is_floating_point() and not bool(torch.isfinite(value).all()):
            raise ImportRefused(path.name, [f"{name} holds values that are not numbers (NaN or infinite)."])
        tensors[name] = value.detach().cpu().clone().contiguous()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        save_file(tensors, str(path))
    except SafetensorError as error:
        raise PluginError(f"{path.name} cannot be written; is the disk full?") from error


def take_licence(source: Path, into: Path, options: Mapping[str, str], also_above: bool = False) -> str:
    """Copies the licence's text into the pack; gives the licence's name.

    The text is looked for in the option ``licence_file``, in the source's folder and, ``also_above``, in
    the one that holds it, because collections of models have it there.
    """
    told = options.get("licence_file", "")
    if told and not Path(told).is_file():
        raise ImportRefused(Path(told).name, ["there is no such file of a licence."])
    found = Path(told) if told else _licence_beside(source, also_above)
    text = "" if found is None else _licence_text(found)
    name = options.get("licence") or _name_of(text)
    if not text:
        text = f"Licence: {name}. The files of this model did not carry the text of a licence.\n"
    (into / LICENCE_NAME).write_text(text, encoding="utf-8", newline="\n")
    return name


def licence_beside(source: Path, also_above: bool = False) -> str:
    """The name of the licence whose text `take_licence` would find; "" if it finds none that it knows."""
    found = _licence_beside(source, also_above)
    name = NOT_STATED if found is None else _name_of(_licence_text(found))
    return "" if name == NOT_STATED else name


def write_card(manifest: PackManifest, notes: str = "") -> None:
    """Writes a model card of what is known, unless the source brought one."""
    path = manifest.folder / CARD_NAME
    if path.exists():
        return
    info = manifest.info
    lines = [
        f"# {info.name}",
        "",
        info.intended_use,
        "",
        f"- Made from: {manifest.made_from or 'a model in the native form'}",
        f"- Licence: {info.licence}",
        *([f"- Author: {manifest.author}"] if manifest.author else []),
        *([f"- Legacy: {manifest.legacy}"] if manifest.legacy else []),
        f"- Classes: {', '.join(label.name for label in info.labels) or 'none'}",
        *([f"- Reference: {reference}" for reference in manifest.references]),
        *(["", notes.strip()] if notes.strip() else []),
        "",
        "How well it works on your patients has not been measured here. Research use only.",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def copy_card(source: Path, into: Path) -> None:
    """Copies a card or a README that came with the model, if there is one."""
    for name in ("card.md", "README.md", "docs/README.md", "model_card.md"):
        if (source / name).is_file() and (source / name).stat().st_size <= _LONGEST_LICENCE:
            shutil.copyfile(source / name, into / CARD_NAME)
            return


def _licence_beside(source: Path, also_above: bool) -> Path | None:
    folder = source if source.is_dir() else source.parent
    for place in (folder, folder / "docs", *([folder.parent] if also_above else [])):
        for pattern in ("LICEN[CS]E*", "license*", "COPYING*"):
            for path in sorted(place.glob(pattern)):
                if path.is_file() and not path.is_symlink():
                    return path
    return None


def _licence_text(path: Path) -> str:
    if path.stat().st_size > _LONGEST_LICENCE:
        raise ImportRefused(path.name, ["a licence is not that long."])
    return path.read_text(encoding="utf-8", errors="replace")


def _name_of(text: str) -> str:
    folded = " ".join(text.lower().split())
    return next((name for name, words in _KNOWN_LICENCES if words in folded), NOT_STATED)
