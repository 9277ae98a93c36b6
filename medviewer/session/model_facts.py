"""What a model's folder says beyond its `ModelInfo`: card, licence, stages, how it was tested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from medviewer.core.errors import PluginError
from medviewer.core.install_report import CheckOutcome, GateCheck

if TYPE_CHECKING:
    from medviewer.inference.discover import PluginRecord
    from medviewer.packs.install_record import InstallRecord
    from medviewer.packs.stage import Stage

_MOST_TEXT = 200_000
_LICENCES = ("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING")


@dataclass(frozen=True)
class ModelFacts:
    """All texts are plain and as the pack's makers wrote them; "" where there is none.

    Parameters
    ----------
    legacy
        Why it should be replaced, "" if it need not be.
    made_from
        What it was converted from.
    stages
        The networks of a pack; empty for a plugin.
    record
        What the gate found when it was installed; None if it was not installed through it.
    picture
        A plain PNG, see `medviewer.packs.pack_picture`; b"" where there is none that can be shown.
    """

    card: str = ""
    licence_text: str = ""
    author: str = ""
    made_from: str = ""
    legacy: str = ""
    references: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = field(default=())
    record: InstallRecord | None = None
    picture: bytes = b""

    @property
    def checks(self) -> tuple[GateCheck, ...]:
        """The tests of the installation; what a damaged record says is left out."""
        told = () if self.record is None else self.record.checks
        return tuple(
            GateCheck(
                str(one["key"]),
                str(one["title"]),
                one["outcome"],
                str(one.get("sentence", "")),
                _seconds(one),
            )
            for one in told
            if {"key", "title", "outcome"} <= set(one) and one["outcome"] in get_args(CheckOutcome)
        )


def _seconds(told: Mapping[str, Any]) -> float:
    seconds = told.get("seconds", 0.0)
    return float(seconds) if isinstance(seconds, int | float) else 0.0


def read_facts(record: PluginRecord) -> ModelFacts:
    """Reads the small files of a model. For worker threads; a file that cannot be read is missing."""
    # Here, as this is done on worker threads: the window's start need not wait for what reads manifests.
    from medviewer.inference.read_model import read_model
    from medviewer.packs.install_record import read_record
    from medviewer.packs.pack_manifest import PackManifest
    from medviewer.packs.pack_path import is_pack_path
    from medviewer.packs.pack_picture import pack_picture

    told = "" if record.info is None else record.info.picture
    picture = pack_picture(record.folder / told) if is_pack_path(told) else b""
    card = _text(record.folder / (record.info.card if record.info is not None else "card.md"))
    licence = next((text for name in _LICENCES if (text := _text(record.folder / name))), "")
    try:
        manifest = read_model(record.folder)
    except PluginError:
        return ModelFacts(card, licence, picture=picture)
    if not isinstance(manifest, PackManifest):
        return ModelFacts(card, licence, picture=picture)
    return ModelFacts(
        card, licence, manifest.author, manifest.made_from, manifest.legacy, manifest.references,
        manifest.stages, read_record(record.folder), picture,
    )  # fmt: skip


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_TEXT).decode("utf-8", "replace")
    except OSError:
        return ""
