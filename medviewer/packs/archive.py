"""``.mvpack`` files: a pack in one ZIP archive, unpacked by believing nothing that it says of itself."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from medviewer.core.errors import PluginError
from medviewer.packs.hashes import files_of
from medviewer.packs.install_record import RECORD_NAME
from medviewer.packs.pack_manifest import PACK_NAME
from medviewer.packs.pack_path import is_pack_path

MOST_BYTES = 24 << 30
MOST_FILES = 2_000
_LARGEST_FILE = 8 << 30
_HIGHEST_RATIO = 100
_ALWAYS_ALLOWED = 16 << 20
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 1 << 20
_BROKEN = (
    zipfile.BadZipFile, ValueError, NotImplementedError, LookupError, OverflowError, EOFError,
    RecursionError, zlib.error,
)  # fmt: skip
_ARCHIVES = (".zip", ".mvpack", ".tar", ".gz.tar", ".tgz", ".7z", ".rar")
_OLDEST = (1980, 1, 1, 0, 0, 0)

Step = Callable[[float], None]
LeaveOut = Callable[[str], bool]


def unpack_pack(path: Path, into: Path, step: Step = lambda fraction: None) -> Path:
    """Copies a pack, a folder or a ``.mvpack`` file, into a new folder ``pack`` of an empty folder.

    Parameters
    ----------
    step
        Told the fraction that is done; may raise to stop.

    Returns
    -------
    the folder that holds ``pack.toml``.

    Raises
    ------
    PluginError
        If the pack could write elsewhere, fill the disk, or holds links, devices or names that mean
        different files on different systems. Nothing stays behind in ``into``.
    """
    target = unpack_archive(path, into / "pack", step, without_folder=True)
    if not (target / PACK_NAME).is_file():
        shutil.rmtree(target, ignore_errors=True)
        raise PluginError(f"{path.name} holds no {PACK_NAME}, so it is no model pack.")
    return target


def unpack_archive(
    path: Path,
    target: Path,
    step: Step = lambda fraction: None,
    *,
    without_folder: bool = False,
    leave_out: LeaveOut = lambda name: False,
) -> Path:
    """As `unpack_pack`, for any folder or ZIP archive: into the new folder ``target``, which is returned.

    ``without_folder``: the one folder that all members lie in is left out; its name may say something.
    ``leave_out`` tells by their names the members of an archive that are not looked at at all.
    """
    target.mkdir()
    try:
        if path.is_dir():
            _copy_folder(path, target, step)
        else:
            _unpack(path, target, step, without_folder, leave_out)
    except BaseException as error:
        shutil.rmtree(target, ignore_errors=True)
        if isinstance(error, OSError):
            raise PluginError(f"{path.name} cannot be unpacked ({error.strerror or error}).") from error
        raise
    return target


def make_archive(folder: Path, path: Path) -> None:
    """Packs a pack's folder into a ``.mvpack`` file; equal folders give equal files.

    Raises
    ------
    PluginError
        If the folder holds what no pack may hold, or the file cannot be written; an old one is kept.
    """
    names = [name for name in files_of(folder) if name != RECORD_NAME]
    temporary = path.with_name(f".medviewer-{secrets.token_hex(6)}.part")
    try:
        with zipfile.ZipFile(temporary, "w") as archive:
            for name in names:
                _add(archive, folder, name)
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise PluginError(f"{path} was not written ({error.strerror or error}).") from error
    finally:
        temporary.unlink(missing_ok=True)


def _add(archive: zipfile.ZipFile, folder: Path, name: str) -> None:
    info = zipfile.ZipInfo(name, _OLDEST)
    info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o644) << 16
    is_small_text = name.endswith((".toml", ".md", ".json", ".txt")) or "." not in name
    info.compress_type = zipfile.ZIP_DEFLATED if is_small_text else zipfile.ZIP_STORED
    with (folder / name).open("rb") as source, archive.open(info, "w", force_zip64=True) as member:
        shutil.copyfileobj(source, member, _CHUNK)


def _copy_folder(source: Path, target: Path, step: Step) -> None:
    names = [name for name in files_of(source) if name != RECORD_NAME]  # refuses links, devices, bad names
    sizes = {name: (source / name).stat().st_size for name in names}
    _check_names(names)
    _check_amount(source.name, sizes.values(), target)
    done, whole = 0, sum(sizes.values()) or 1
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        with (source / name).open("rb") as file, (target / name).open("xb") as copy:
            shutil.copyfileobj(file, copy, _CHUNK)
        done += sizes[name]
        step(done / whole)


def _unpack(path: Path, target: Path, step: Step, without_folder: bool, leave_out: LeaveOut) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            looked_at = [info for info in archive.infolist() if not leave_out(info.filename)]
            members = [info for info in looked_at if not _is_folder(info)]
            _check_members(path, archive, members)
            prefix = _common_folder([info.filename for info in members]) if without_folder else ""
            names = [info.filename.removeprefix(prefix) for info in members]
            _check_names(names)
            _check_amount(path.name, (info.file_size for info in members), target)
            done, whole = 0, sum(info.file_size for info in members) or 1
            for info, name in zip(members, names, strict=True):
                _write(archive, info, target / name)
                done += info.file_size
                step(done / whole)
    except _BROKEN as error:
        raise PluginError(f"{path.name} is damaged or no model pack; ask for it again.") from error


def _write(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(info) as member, path.open("xb") as file:
        while block := member.read(_CHUNK):
            written += len(block)
            if written > info.file_size:
                raise PluginError(f"The pack's {info.filename} is larger than it says, so it is refused.")
            file.write(block)
    if written != info.file_size:
        raise PluginError(f"The pack's {info.filename} is shorter than it says, so it is refused.")


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.filename.endswith("/") and info.file_size == 0 and is_pack_path(info.filename.rstrip("/"))


def _common_folder(names: list[str]) -> str:
    """``"x/"`` if the whole pack was packed as a folder x."""
    first, _, rest = names[0].partition("/") if names else ("", "", "")
    prefix = f"{first}/"
    is_common = bool(rest) and PACK_NAME not in names and all(name.startswith(prefix) for name in names)
    return prefix if is_common else ""


def _check_members(path: Path, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    for info in members:
        if info.orig_filename != info.filename or not is_pack_path(info.filename):
            raise PluginError(
                f"{path.name} holds a file with the name {info.orig_filename!r:.80}, which no pack may hold."
            )
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise PluginError(f"{path.name} holds {info.filename}, which is a link or a device and no file.")
        if info.flag_bits & _ENCRYPTED or info.compress_type not in _METHODS:
            raise PluginError(f"{path.name} is packed by a method that is not read; ask for a plain one.")
    size = path.stat().st_size
    if sum(info.file_size for info in members) > _HIGHEST_RATIO * size + _ALWAYS_ALLOWED:
        raise PluginError(f"{path.name} would unpack to an unreasonable size, so it is refused.")
    ordered = sorted(members, key=lambda info: info.header_offset)
    begins = [*(info.header_offset for info in ordered[1:]), archive.start_dir]
    if any(info.header_offset + info.compress_size > begin
           for info, begin in zip(ordered, begins, strict=False)):  # fmt: skip
        raise PluginError(f"{path.name} is made so that its files overlap, so it is refused.")


def _check_names(names: Iterable[str]) -> None:
    """No two names may be one file on a system that knows no upper and lower case, nor file and folder."""
    files: set[str] = set()
    folders: set[str] = set()
    for name in names:
        folded = name.casefold()
        if folded == RECORD_NAME:
            raise PluginError(f"The pack brings an {name}, which only this program writes, so it is refused.")
        if folded in files:
            raise PluginError(f"The pack holds {name} twice, so it is refused.")
        if folded.endswith(_ARCHIVES):
            raise PluginError(f"The pack holds another archive, {name}, so it is refused.")
        files.add(folded)
        parts = folded.split("/")[:-1]
        folders |= {"/".join(parts[: n + 1]) for n in range(len(parts))}
    if files & folders:
        raise PluginError(f"The pack holds {min(files & folders)} both as a file and as a folder.")


def _check_amount(name: str, sizes: Iterable[int], target: Path) -> None:
    listed = list(sizes)
    whole = sum(listed)
    if len(listed) > MOST_FILES:
        raise PluginError(f"{name} holds more than {MOST_FILES} files, so it is refused.")
    if whole > MOST_BYTES or max(listed, default=0) > _LARGEST_FILE:
        raise PluginError(f"{name} is unreasonably large ({whole / 1e9:.0f} GB), so it is refused.")
    if shutil.disk_usage(target).free < whole + _ALWAYS_ALLOWED:
        raise PluginError(f"The disk has too little room for {name} ({whole / 1e9:.2f} GB); make room first.")
