"""The install record of a pack that passed its tests."""

from __future__ import annotations

import platform
from dataclasses import asdict
from datetime import UTC, datetime

import medviewer
from medviewer.core.install_report import InstallReport
from medviewer.installer.gate_case import GateCase
from medviewer.packs.install_record import InstallRecord


def make_record(case: GateCase, found: InstallReport) -> InstallRecord:
    """When, where and with what result a pack was tested."""
    return InstallRecord(
        model_id=found.model_id,
        version=found.version,
        content_sha256=case.content_sha256,
        source=case.source.name,  # not the folders above it, which may name people
        signer=found.signer,
        installed=datetime.now(UTC).isoformat(timespec="seconds"),
        machine=f"{platform.processor() or platform.machine()}, {platform.system()} {platform.release()}",
        program=f"medviewer {medviewer.__version__}",
        backend=found.backend,
        ms_per_tile=found.ms_per_tile,
        peak_ram_bytes=found.peak_ram_bytes,
        checks=tuple(asdict(check) for check in found.checks),
    )
