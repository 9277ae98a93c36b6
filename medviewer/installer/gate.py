"""The gate: every test that a pack must pass before it may be installed. Job functions of the model host."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from medviewer.api.model import Report
from medviewer.core.errors import Cancelled, MedviewerError
from medviewer.core.install_report import GateCheck, InstallReport
from medviewer.inference.loaded_model import forget_models
from medviewer.installer.content_checks import (
    check_manifest,
    check_signature,
    check_unpacking,
    check_weights,
    check_whole,
)
from medviewer.installer.gate_case import GateCase, Told
from medviewer.installer.gate_progress import GateProgress
from medviewer.installer.golden_checks import check_golden, check_oblique, check_orientations
from medviewer.installer.make_record import make_record
from medviewer.installer.speed_check import check_speed
from medviewer.installer.staging import keep, new_staging
from medviewer.packs.install_record import write_record

_LOG = logging.getLogger(__name__)
_NO_OPTIONS: Mapping[str, str] = MappingProxyType({})

CHECKS: tuple[tuple[str, str, Callable[[GateCase], Told]], ...] = (
    ("unpack", "Unpacked safely", check_unpacking),
    ("hashes", "Whole and unchanged", check_whole),
    ("signature", "Signed", check_signature),
    ("manifest", "Manifest, card and licence", check_manifest),
    ("weights", "Weights fit the network", check_weights),
    ("forward", "Runs on this machine", check_speed),
    ("golden", "Known case", check_golden),
    ("orientations", "Known case in other orientations", check_orientations),
    ("oblique", "Known case on a tilted grid", check_oblique),
)
"""Key, title and test, in order; after one that fails the others are not done."""


def inspect_pack(
    path: str, store: str, options: Mapping[str, str] = _NO_OPTIONS, *, report: Report
) -> InstallReport:
    """Takes a pack (or what importers can make one from) into the staging place and tests all of it.

    Parameters
    ----------
    path
        A pack's folder or ``.mvpack`` file, or a file or folder in a foreign format.
    store
        The folder of installed packs that it would go to.
    options
        For the importer of a foreign format.

    Returns
    -------
    what was found. With ``is_acceptable`` the pack waits in ``staged_folder`` for `accept_pack` or
    `discard`; otherwise nothing is left behind.

    Raises
    ------
    Cancelled
        Nothing is left behind then either.
    """
    root = Path(store).resolve()
    with new_staging(root) as staging:
        case = GateCase(Path(path).absolute(), staging, root, options, GateProgress(report))
        try:
            checks = _all_checks(case)
        finally:
            forget_models()
        found = _report(case, checks)
        if not found.is_acceptable:
            return found
        write_record(make_record(case, found), case.pack)
        return replace(found, staged_folder=str(keep(staging) / case.pack.name))


def _all_checks(case: GateCase) -> tuple[GateCheck, ...]:
    done: list[GateCheck] = []
    for n, (key, title, test) in enumerate(CHECKS):
        if done and done[-1].outcome == "failed":
            done += [GateCheck(key, title, "skipped") for key, title, _ in CHECKS[n:]]
            break
        case.report(0.0, title)
        done.append(_checked(case, key, title, test))
    return tuple(done)


def _checked(case: GateCase, key: str, title: str, test: Callable[[GateCase], Told]) -> GateCheck:
    started = time.perf_counter()
    try:
        outcome, sentence = test(case)
    except Cancelled:
        raise
    except MedviewerError as error:
        outcome, sentence = "failed", str(error)
    except Exception as error:  # noqa: BLE001 - the edge: libraries raise anything on foreign networks
        _LOG.warning("The test %s of a pack stopped", key, exc_info=error)
        sentence = f"The pack cannot be used: {title.lower()}, {type(error).__name__}."
        outcome, sentence = "failed", sentence
    return GateCheck(key, title, outcome, sentence, round(time.perf_counter() - started, 3))


def _report(case: GateCase, checks: tuple[GateCheck, ...]) -> InstallReport:
    info = None if case.known_manifest is None else case.known_manifest.info
    return InstallReport(
        model_id="" if info is None else info.id,
        version="" if info is None else info.version,
        name=case.source.name if info is None else info.name,
        checks=checks,
        signer=case.signer,
        source=str(case.source),
        ms_per_tile=case.ms_per_tile,
        peak_ram_bytes=case.peak_ram_bytes,
        backend=case.backend,
        notes=tuple(case.notes),
    )
