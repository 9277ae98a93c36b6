"""From the staging place into the store, out of it again, and copies of what is installed.

Job functions that may also be called as they are: nothing here needs torch.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from medviewer.api.model import Report
from medviewer.core.errors import PluginError
from medviewer.installer import staging
from medviewer.packs.archive import make_archive, unpack_pack
from medviewer.packs.hashes import SUMS_NAME, check_hashes
from medviewer.packs.install_record import RECORD_NAME, read_record
from medviewer.packs.pack_manifest import PACK_SUFFIX
from medviewer.packs.policy import current_policy
from medviewer.packs.read_pack import read_pack
from medviewer.packs.store import pack_versions

_REMOVED = ".removed"


def _silent(fraction: float, message: str = "") -> None:
    """The report of whoever does not wait."""


def accept_pack(staged_folder: str, store: str, *, report: Report = _silent) -> str:
    """Installs a pack that passed its tests; gives the folder it lies in from now on.

    Raises
    ------
    PluginError
        If it did not pass, was changed since, or this version is installed with other content. It is
        gone from the staging place then, too.
    """
    root, folder = Path(store).resolve(), Path(staged_folder).resolve()
    if not staging.is_ready(folder.parent, root) or not folder.is_dir():
        raise PluginError("This pack does not wait to be installed (any more); open it again.")
    try:
        return _accepted(folder, root)
    finally:
        staging.discard(folder.parent, root)


def _accepted(folder: Path, root: Path) -> str:
    manifest, record = read_pack(folder), read_record(folder)
    if record is None or any(check["outcome"] == "failed" for check in record.checks):
        raise PluginError(f"{manifest.info.name} did not pass its tests, so it is not installed.")
    check_hashes(folder)
    sums = (folder / SUMS_NAME).read_bytes()
    if hashlib.sha256(sums).hexdigest() != record.content_sha256:
        raise PluginError(f"{manifest.info.name} was changed after its tests, so it is not installed.")
    if current_policy().require_signature and not record.signer:
        raise PluginError("The pack is not signed, and this machine installs signed packs only.")
    target = root / manifest.info.id / manifest.info.version
    _move(folder, target, sums)
    return str(target)


def discard(staged_folder: str, store: str, *, report: Report = _silent) -> None:
    """Removes a pack that waits in the staging place; harmless if it is gone."""
    staging.discard(Path(staged_folder).resolve().parent, Path(store).resolve())


def remove_pack(model_id: str, store: str, version: str = "", *, report: Report = _silent) -> tuple[str, ...]:
    """Removes an installed pack, all its versions or one; gives the versions that were removed.

    Raises
    ------
    PluginError
        If it is not installed, or its files may not be removed.
    """
    root = Path(store).resolve()
    found = [path for path in _versions(root, model_id) if version in ("", path.name)]
    if not found:
        wanted = f"{model_id} {version}".strip()
        raise PluginError(f"There is no installed model pack {wanted}; see: medviewer models list.")
    for folder in found:
        _remove(folder, root)
    model_folder = root / model_id
    if not any(model_folder.iterdir()):
        model_folder.rmdir()
    return tuple(folder.name for folder in found)


def export_pack(
    model_id: str, store: str, target: str, version: str = "", *, report: Report = _silent
) -> str:
    """Copies an installed pack to a new folder or a ``.mvpack`` file; gives the path.

    The install record, which speaks of this machine, is not copied.

    Raises
    ------
    PluginError
        If it is not installed, is damaged, or the copy cannot be made.
    """
    found = [path for path in _versions(Path(store).resolve(), model_id) if version in ("", path.name)]
    if not found:
        raise PluginError(f"There is no installed model pack {model_id}; see: medviewer models list.")
    check_hashes(found[0])
    path = Path(target).absolute()
    if path.exists():
        raise PluginError(f"{path} is there already; choose another name.")
    if not path.parent.is_dir():
        raise PluginError(f"{path} cannot be made: its folder does not exist; make it first.")
    if path.suffix.lower() == PACK_SUFFIX:
        make_archive(found[0], path)
    else:
        _copy(found[0], path)
    return str(path)


def _copy(folder: Path, path: Path) -> None:
    with staging.new_staging(path.parent) as place:
        unpack_pack(folder, place).rename(path)


def _versions(root: Path, model_id: str) -> list[Path]:
    """The newest first; an id is the name of one folder in the store, and never a path."""
    return pack_versions(root / model_id) if (root / model_id).parent == root and model_id[:1] != "." else []


def _move(folder: Path, target: Path, sums: bytes) -> None:
    """Renames in one step: of two at once one wins, and nobody sees half a pack."""
    target.parent.mkdir(exist_ok=True)
    try:
        if not target.exists():
            folder.rename(target)
            return
    except OSError as error:
        if not target.exists():
            raise PluginError(
                f"The pack cannot be installed in {target.parent} ({error.strerror})."
            ) from error
    if not (target / SUMS_NAME).is_file() or (target / SUMS_NAME).read_bytes() != sums:
        raise PluginError(
            f"Another {target.parent.name} {target.name} is installed; a changed pack needs a new version."
        )
    record = read_record(folder)  # the same pack again: only its tests are newer
    if record is not None:
        (folder / RECORD_NAME).replace(target / RECORD_NAME)


def _remove(folder: Path, root: Path) -> None:
    """Renamed first, so that a removal that is interrupted leaves no half a pack where one is looked for."""
    with staging.new_staging(root) as place:
        try:
            folder.rename(place / _REMOVED)
        except OSError as error:
            raise PluginError(f"{folder} cannot be removed ({error.strerror}).") from error
        shutil.rmtree(place / _REMOVED, ignore_errors=True)
