"""GateCase: one pack on its way through the tests, with what they found out so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from medviewer.api.model import Report
from medviewer.core.errors import PluginError
from medviewer.core.install_report import CheckOutcome
from medviewer.core.volume import Volume
from medviewer.installer.answer import Answer, answer_of
from medviewer.packs.pack_manifest import PackManifest

_USUAL: Mapping[str, str] = MappingProxyType({})
Told = tuple[CheckOutcome, str]
"""How a test went, and one sentence."""


@dataclass
class GateCase:
    """One pack.

    Parameters
    ----------
    source
        What was given: a folder, a ``.mvpack`` file, or something in a foreign format.
    staging
        An empty folder of its own.
    store
        Where it may be installed.
    options
        For the importer of a foreign format.
    """

    source: Path
    staging: Path
    store: Path
    options: Mapping[str, str]
    report: Report
    folder: Path | None = None
    known_manifest: PackManifest | None = None
    is_converted: bool = False
    signer: str = ""
    content_sha256: str = ""
    backend: str = ""
    ms_per_tile: float = 0.0
    peak_ram_bytes: int = 0
    inputs: list[Volume] = field(default_factory=list)
    answer: Answer | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def pack(self) -> Path:
        """Where it lies unpacked."""
        if self.folder is None:
            raise PluginError("The pack was not unpacked.")
        return self.folder

    @property
    def manifest(self) -> PackManifest:
        """What it says."""
        if self.known_manifest is None:
            raise PluginError("The manifest of the pack was not read.")
        return self.known_manifest

    def run(self, inputs: list[Volume], params: Mapping[str, str] = _USUAL) -> Answer:
        """The pack's answer to images, one a channel, on the processor."""
        from medviewer.inference.run import run_model

        roles = [channel.role for channel in self.manifest.info.contract.roles]
        further = dict(zip(roles[1:], inputs[1:], strict=False))  # of time points there may be fewer
        return answer_of(
            run_model(str(self.pack), inputs[0], params, "cpu", True, further, report=_Unheard(self.report))
        )

    def quickest(self) -> dict[str, str]:
        """One fold without mirrored copies, where the pack has these: places do not depend on them."""
        from medviewer.engine.standard_parameters import standard_parameters

        names = {parameter.name for parameter in standard_parameters(self.manifest)}
        return {name: value for name, value in (("tta", "false"), ("folds", "1")) if name in names}


class _Unheard:
    """Passes on that the user asked to stop, and nothing of how far one of several runs is."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def __call__(self, fraction: float, message: str = "") -> None:
        self._report(0.0)
