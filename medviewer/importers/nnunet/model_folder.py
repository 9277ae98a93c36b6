"""Where the trained models lie in a folder of nnU-Net's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_CHECKPOINTS = {"final": "checkpoint_final.pth", "best": "checkpoint_best.pth"}
_DEPTH = 5
_MOST_FOLDERS = 2000


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

    def folds(self, checkpoint: str = "") -> tuple[Path, ...]:
        """The checkpoint of each fold, in order: the final one, else the best one; or only the one named.

        ``fold_all`` counts only where there is no other, as in nnU-Net.
        """
        names = [_CHECKPOINTS[checkpoint]] if checkpoint else list(_CHECKPOINTS.values())
        found = {}
        for fold in self.path.glob("fold_*"):
            there = [fold / name for name in names if (fold / name).is_file()]
            if there:
                found[fold.name.removeprefix("fold_")] = there[0]
        numbered = sorted((name for name in found if name.isdigit()), key=int)
        return tuple(found[name] for name in numbered or found)

    def checkpoints(self) -> tuple[str, ...]:
        """``"final"`` and ``"best"``, as far as every fold has them."""
        every = len(self.folds())
        return tuple(kind for kind in _CHECKPOINTS if every and len(self.folds(kind)) == every)


def models_below(folder: Path) -> tuple[ModelFolder, ...]:
    """All trained configurations in a folder, by name."""
    found = [ModelFolder(path) for path in _folders(folder) if _is_model(path)]
    return tuple(sorted(found, key=lambda model: str(model.path)))


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
