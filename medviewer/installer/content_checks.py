"""The tests of what a pack holds: unpacked safely, whole, signed, well described, fit weights."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

from medviewer.core.errors import PluginError
from medviewer.installer.gate_case import GateCase, Told
from medviewer.packs.archive import unpack_pack
from medviewer.packs.hashes import SUMS_NAME, check_hashes
from medviewer.packs.pack_manifest import PACK_NAME, PACK_SUFFIX
from medviewer.packs.policy import current_policy, key_folders
from medviewer.packs.read_pack import read_pack
from medviewer.packs.signature import signer_of
from medviewer.packs.stage import Stage

LICENCE_NAME = "LICENSE"
_LONGEST_CARD_BYTES = 1 << 20


def check_unpacking(case: GateCase) -> Told:
    """The pack in the staging folder; a foreign format is converted on the way."""
    if not case.source.exists():
        raise PluginError(f"There is no {case.source.name}; choose a model pack that is there.")
    if is_pack(case.source):
        case.folder = unpack_pack(case.source, case.staging, lambda fraction: case.report(0.1 * fraction))
        return "passed", "Unpacked without leaving its folder."
    from medviewer.importers.convert import convert

    target = case.staging / "pack"
    target.mkdir()
    manifest = convert(case.source, target, case.options, case.report)
    case.folder, case.is_converted = target, True
    return "passed", f"Converted from {manifest.made_from or 'another format'}; nothing of it was run."


def is_pack(source: Path) -> bool:
    """Whether a path is a pack of our own form: its folder, or an archive with a ``pack.toml``."""
    if source.is_dir():
        return (source / PACK_NAME).is_file()
    if source.suffix.lower() == PACK_SUFFIX:
        return True
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return any(name.rpartition("/")[2] == PACK_NAME and name.count("/") <= 1 for name in names)


def check_whole(case: GateCase) -> Told:
    """Every file is listed and unchanged."""
    hashes = check_hashes(case.pack, lambda fraction: case.report(0.1 + 0.1 * fraction))
    case.content_sha256 = hashlib.sha256((case.pack / SUMS_NAME).read_bytes()).hexdigest()
    return "passed", f"All {len(hashes)} files are as {SUMS_NAME} says."


def check_signature(case: GateCase) -> Told:
    """Signed by a key that the clinic knows."""
    case.signer = signer_of(case.pack, key_folders())
    if case.signer:
        return "passed", f"Signed with the key {case.signer}."
    must = current_policy().require_signature
    if must:
        raise PluginError("The pack is not signed, and this machine installs signed packs only.")
    if case.is_converted:
        return "skipped", "Converted here, so nobody has signed it."
    return "warned", "The pack is not signed: nobody vouches for where it comes from."


def check_manifest(case: GateCase) -> Told:
    """The manifest, the card, the licence, and that no other pack of this version is installed."""
    manifest = case.known_manifest = read_pack(case.pack)
    info = manifest.info
    for name, what in ((info.card, "card"), (LICENCE_NAME, "licence")):
        _require_text(case.pack / name, f"The pack has no {what} ({name}); ask for a whole one.")
    place = case.store / info.id / info.version
    if place.is_dir() and _sums(place) != (case.pack / SUMS_NAME).read_bytes():
        raise PluginError(
            f"Another {info.id} {info.version} is installed; a changed pack needs a new version number, "
            "or remove the installed one first."
        )
    if manifest.legacy:
        case.notes.append(manifest.legacy)
        return "warned", manifest.legacy
    return "passed", f"{info.name} {info.version}, {info.licence}."


def check_weights(case: GateCase) -> Told:
    """Every network is known here and its weights fit it: names, shapes, numbers."""
    from medviewer.engine.backends.make_backend import backend_of

    count = 0
    for stage in case.manifest.stages:
        for name in stage.weights:
            case.report(0.2 + 0.01 * min(count, 10), f"Checking {name}")
            _check_size(stage, case.pack / name)
            runner = "onnxruntime" if stage.format == "onnx" else "torch"
            backend_of(stage, case.pack / name, "cpu", runner, "float32").close()
            count += 1
    files = "1 file" if count == 1 else f"{count} files"
    return "passed", f"{files} of weights, all numbers finite."


def _check_size(stage: Stage, weights: Path) -> None:
    """Refuses arguments that would make a network far larger than its weights, before memory is taken."""
    if stage.format != "safetensors":
        return
    from medviewer.engine.networks.meta_weights import meta_weights

    wanted = sum(tensor.nelement() for tensor in meta_weights(stage.architecture, stage.arguments).values())
    if wanted > weights.stat().st_size:  # no format of floats takes less than a byte a number
        raise PluginError(
            f"The network {stage.architecture} of {stage.name} has {wanted} numbers, more than its weights "
            f"{weights.name} can hold."
        )


def _require_text(path: Path, sentence: str) -> None:
    try:
        if not 0 < path.stat().st_size <= _LONGEST_CARD_BYTES:
            raise PluginError(sentence)
        path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise PluginError(sentence) from error


def _sums(folder: Path) -> bytes:
    try:
        return (folder / SUMS_NAME).read_bytes()
    except OSError:
        return b""
