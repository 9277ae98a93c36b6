"""The card and the licence of a converted pack."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from medviewer.packs.pack_manifest import PackManifest

_MOST_BYTES = 2**20


def licence_name(dataset: Mapping[str, Any], licence: Path | None) -> str:
    """What the source calls its licence."""
    for key in ("licence", "license"):
        if isinstance(dataset.get(key), str) and dataset[key].strip():
            return str(dataset[key]).strip()
    return "see LICENSE" if licence is not None else "not stated"


def write_texts(manifest: PackManifest, source: Path, licence: Path | None) -> None:
    """Writes ``LICENSE`` and ``card.md`` into the pack's folder; a ``card.md`` of the source is kept."""
    info = manifest.info
    if licence is not None and licence.stat().st_size <= _MOST_BYTES:
        text = licence.read_text(encoding="utf-8", errors="replace")
    else:
        text = (
            f"Licence: {info.licence}\n\nThe files that this pack was made from carry no licence text. "
            "Ask the authors of the model what its weights may be used for.\n"
        )
    (manifest.folder / "LICENSE").write_text(text, encoding="utf-8", newline="\n")
    (manifest.folder / info.card).write_text(_card(manifest), encoding="utf-8", newline="\n")


def _card(manifest: PackManifest) -> str:
    info = manifest.info
    lines = [
        f"# {info.name}",
        "",
        info.intended_use,
        "",
        f"- Licence: {info.licence}",
        f"- Made from: {manifest.made_from}",
        f"- Input: {_input(manifest)}",
        f"- Labels: {len(info.labels)}",
        "",
        "| number | label |",
        "|---|---|",
        *(f"| {label.number} | {label.name.replace('|', '/')} |" for label in info.labels),
        "",
        "Not validated by its conversion: how good it is on other images must be checked before use. "
        "Research use only.",
        "",
        *(f"- {reference}" for reference in manifest.references),
    ]
    return "\n".join(lines) + "\n"


def _input(manifest: PackManifest) -> str:
    contract = manifest.info.contract
    what = " or ".join(contract.modalities) or "any modality"
    if contract.channels:
        what += ", channels " + ", ".join(role.role for role in contract.channels)
    spacing = manifest.stages[-1].space.spacing_mm
    grid = " x ".join("own" if number == 0 else f"{number:g}" for number in spacing)
    return f"{what}; resampled to {grid} mm ({manifest.stages[-1].space.axes})"
