"""Where the trained models lie in a folder or a zip of nnU-Net's."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from medviewer.importers.refused import ImportRefused

_CHECKPOINTS = ("checkpoint_final.pth", "checkpoint_best.pth")
_WANTED = re.compile(r"(dataset|plans)\.json|fold_(\d+|all)/checkpoint_(final|best)\.pth")
_LICENCE = re.compile(r"LICEN[CS]E(\.txt|\.md)?", re.IGNORECASE)
_PART = re.compile(r"[\w][\w.+=, -]*")
_DEPTH = 5
_MOST_FOLDERS = 2000
_MOST_BYTES = 32 * 2**30
_MOST_GROWTH = 100
_BLOCK = 2**20


@dataclass(frozen=True)
class ModelFolder:
    """One trained configuration: the folder of ``dataset.json``, ``plans.json`` and the folds.

    nnU-Net names it ``Trainer__Plans__configuration``, inside ``DatasetXXX_Name``.
    """

    path: Path

    @property
    def parts(self) -> tuple[str, str, str]:
        """Trainer, plans and configuration as the folder's name has them; empty where it has none."""
        parts = self.path.name.split("__")
        return (parts[0], parts[1], parts[2]) if len(parts) == 3 else ("", "", "")

    @property
    def dataset(self) -> str:
        return self.path.parent.name if self.parts[2] else self.path.name

    @property
    def name(self) -> str:
        """For people."""
        return f"{self.dataset}/{self.path.name}" if self.parts[2] else self.path.name

    def folds(self) -> tuple[Path, ...]:
        """The checkpoint of each fold, in order: the final one, else the best one.

        ``fold_all`` counts only where there is no other, as in nnU-Net.
        """
        found = {}
        for fold in self.path.glob("fold_*"):
            there = [fold / name for name in _CHECKPOINTS if (fold / name).is_file()]
            if there:
                found[fold.name.removeprefix("fold_")] = there[0]
        numbered = sorted((name for name in found if name.isdigit()), key=int)
        return tuple(found[name] for name in numbered or found)


def models_below(folder: Path) -> tuple[ModelFolder, ...]:
    """All trained configurations in a folder, by name."""
    found = [ModelFolder(path) for path in _folders(folder) if _is_model(path)]
    return tuple(sorted(found, key=lambda model: str(model.path)))


def is_nnunet(source: Path) -> bool:
    """Whether a folder or a zip holds models of nnU-Net v2; nothing of it is read but names."""
    if source.is_dir():
        return bool(models_below(source))
    if not zipfile.is_zipfile(source):
        return False
    try:
        with zipfile.ZipFile(source) as archive:
            names = {PurePosixPath(name).name for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError):
        return False
    return {"dataset.json", "plans.json"} <= names and bool(names & set(_CHECKPOINTS))


@contextmanager
def unpacked(source: Path, beside: Path) -> Iterator[Path]:
    """The folder of a source; of a zip, what is needed of it in a temporary folder inside ``beside``.

    Raises
    ------
    ImportRefused
        If the zip is damaged, names places outside itself, or would grow beyond reason.
    """
    if source.is_dir():
        yield source
        return
    beside.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="unpacked-", dir=beside) as folder:
        try:
            with zipfile.ZipFile(source) as archive:
                members = _needed(archive, source.name)
                for member in members:
                    _unpack(archive, member, Path(folder), source.name)
        except (
            zipfile.BadZipFile,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise ImportRefused(source.name, ["the archive is damaged or cannot be unpacked"]) from error
        yield Path(folder)


def licence_beside(model: ModelFolder, top: Path) -> Path | None:
    """A licence's file in the model's folder or one above it, up to ``top``."""
    for folder in (model.path, *model.path.parents):
        if not folder.is_relative_to(top):
            return None
        for path in sorted(folder.iterdir()):
            if path.is_file() and _LICENCE.fullmatch(path.name):
                return path
    return None


def _folders(folder: Path, depth: int = 0) -> Iterator[Path]:
    pending: list[tuple[Path, int]] = [(folder, 0)]
    seen = 0
    while pending and seen < _MOST_FOLDERS:
        path, depth = pending.pop()
        seen += 1
        yield path
        if depth < _DEPTH:
            pending += [
                (child, depth + 1) for child in path.iterdir() if child.is_dir() and not child.is_symlink()
            ]


def _is_model(folder: Path) -> bool:
    named = all((folder / name).is_file() for name in ("dataset.json", "plans.json"))
    return named and bool(ModelFolder(folder).folds())


def _needed(archive: zipfile.ZipFile, name: str) -> Sequence[zipfile.ZipInfo]:
    """The members that a model is made of, checked before a byte is unpacked."""
    needed, total = [], 0
    for member in archive.infolist():
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        is_licence = bool(parts) and bool(_LICENCE.fullmatch(parts[-1]))
        if member.is_dir() or not (
            is_licence or any(_WANTED.fullmatch("/".join(parts[-n:])) for n in (1, 2))
        ):
            continue
        if len(parts) > _DEPTH + 2 or not all(_PART.fullmatch(part) and ".." not in part for part in parts):
            raise ImportRefused(name, [f"it wanted to write to {member.filename!r}, outside of its folder"])
        if (member.external_attr >> 16) & 0o170000 == 0o120000:
            raise ImportRefused(name, [f"{member.filename!r} is a link to another place"])
        total += member.file_size
        if member.file_size > _MOST_GROWTH * max(member.compress_size, _BLOCK) or total > _MOST_BYTES:
            raise ImportRefused(name, ["it would grow far beyond its size when unpacked"])
        needed.append(member)
    return needed


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, name: str) -> None:
    target = folder.joinpath(*PurePosixPath(member.filename.replace("\\", "/")).parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as source, target.open("wb") as out:
        shutil.copyfileobj(source, out, _BLOCK)
    if target.stat().st_size != member.file_size:
        raise ImportRefused(name, [f"{member.filename!r} is not as long as the archive says"])
