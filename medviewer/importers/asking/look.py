"""Looking at a model before it is converted. Job function of the model host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from medviewer.api.model import Report
from medviewer.core.errors import PluginError
from medviewer.core.source_look import SourceLook, SourceRow
from medviewer.importers.asking.nnunet import asked_of_nnunet, asked_of_totalsegmentator
from medviewer.importers.asking.others import (
    asked_of_brainchop,
    asked_of_bundle,
    asked_of_graph,
    asked_of_weights,
)
from medviewer.importers.graph_shape import GraphShape
from medviewer.importers.mac_files import is_mac_file
from medviewer.importers.pack_files import licence_beside
from medviewer.importers.refused import ImportRefused
from medviewer.importers.source_format import NAMES, SourceFormat, model_folder, source_format
from medviewer.packs.archive import unpack_archive
from medviewer.packs.pack_path import is_pack_path

_TOLD_BY = (".json", ".yaml", ".yml", ".toml", ".md", ".txt")
_ALWAYS: Mapping[str, tuple[str, ...]] = {
    "torch_export": ("modality", "normalise"),
    "torchscript": ("allow_legacy", "modality", "normalise"),
}
_DAMAGED = (OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)


def look_at_source(path: str, *, report: Report) -> SourceLook:
    """What a file or folder is and what may be said of it; nothing is converted and no weights are read.

    Parameters
    ----------
    path
        As for `medviewer.importers.convert.convert`. What cannot be converted is told in ``refused``.
    """
    source = Path(path).absolute()
    report(0.1, "Looking at the model")
    try:
        form = source_format(source)
        if form == "pack":
            return SourceLook(form, NAMES[form])
        with _texts_of(source, form) as (folder, found):
            rows, needed = _asked(folder, found, folder == source)
            rows = _with_licence(rows, folder, found)
        return SourceLook(found, NAMES[found], _called(rows, source, folder), needed)
    except ImportRefused as error:
        return SourceLook("", refused=error.reasons)
    except PluginError as error:
        return SourceLook("", refused=(str(error),))
    except _DAMAGED as error:
        return SourceLook(
            "", refused=(f"It is damaged or not as its format has it ({type(error).__name__}).",)
        )


def _asked(source: Path, form: SourceFormat, is_whole: bool) -> tuple[tuple[SourceRow, ...], tuple[str, ...]]:
    """Rows, and the names of those that must be answered."""
    if form in ("onnx", "torch_export", "torchscript"):
        shape = _onnx_shape(source) if form == "onnx" and is_whole else None
        rows = asked_of_graph(source, shape, form == "torchscript")
        return rows, _needed_of_graph(shape, form)
    asking = {
        "nnunet": asked_of_nnunet,
        "totalsegmentator": asked_of_totalsegmentator,
        "monai_bundle": asked_of_bundle,
        "brainchop": asked_of_brainchop,
        "state_dict": asked_of_weights,
    }
    rows = asking[form](source)
    flags = tuple(row.name for row in rows if row.name in ("whole_image", "trust_trainer", "allow_legacy"))
    return rows, flags


def _with_licence(rows: tuple[SourceRow, ...], source: Path, form: SourceFormat) -> tuple[SourceRow, ...]:
    """With the name of the licence whose text lies beside the model, as the importers take it."""
    name = licence_beside(source, form in ("nnunet", "totalsegmentator", "brainchop"))
    return tuple(
        replace(row, default=name) if row.name == "licence" and name and not row.default else row
        for row in rows
    )


def _needed_of_graph(shape: GraphShape | None, form: SourceFormat) -> tuple[str, ...]:
    if shape is None:
        return _ALWAYS.get(form, _ALWAYS["torch_export"])
    from medviewer.importers.graph_manifest import needed_options

    return needed_options(shape)


def _onnx_shape(source: Path) -> GraphShape:
    from medviewer.importers.onnx_file.checked_model import checked_model
    from medviewer.importers.onnx_file.convert import onnx_shape
    from medviewer.importers.source_format import model_file

    path = model_file(source, (".onnx",))
    return onnx_shape(checked_model(path), path.name)


@contextmanager
def _texts_of(source: Path, form: SourceFormat) -> Iterator[tuple[Path, SourceFormat]]:
    """The source; of an archive, its texts in a folder where the other files are there, but empty."""
    if form != "archive":
        yield source, form
        return
    with TemporaryDirectory(prefix="medviewer-look-") as temporary:
        folder = Path(temporary) / "unpacked"
        others: list[str] = []

        def is_other(name: str) -> bool:
            path = PurePosixPath(name)
            is_text = path.suffix.lower() in _TOLD_BY or path.name.upper().startswith(("LICEN", "COPYING"))
            if name.endswith("/") or is_mac_file(name) or is_text:
                return is_mac_file(name)
            others.append(name)
            return True

        unpack_archive(source, folder, leave_out=is_other)
        for name in others:
            if not is_pack_path(name):
                raise ImportRefused(source.name, [f"it holds a file with the name {name!r:.80}"])
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).touch()
        inside = model_folder(folder)
        found = source_format(inside)
        if found in ("archive", "pack"):
            raise ImportRefused(source.name, ["it is an archive in an archive; unpack it first."])
        yield inside, found


def _called(rows: tuple[SourceRow, ...], source: Path, folder: Path) -> tuple[SourceRow, ...]:
    """A temporary folder has no good name: what was made of it is made of the archive's."""
    if folder == source:
        return rows
    from medviewer.importers.options import model_id

    wrong = model_id({}, folder)
    return tuple(
        replace(row, default=model_id({}, source)) if row.name == "id" and row.default == wrong else row
        for row in rows
    )
