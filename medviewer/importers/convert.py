"""Any foreign model -> a pack. Nothing of the source is executed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from medviewer.api.model import Report
from medviewer.core.errors import MedviewerError
from medviewer.engine.part_report import PartReport
from medviewer.importers.golden_case import make_golden
from medviewer.importers.mac_files import is_mac_file, left_out_of
from medviewer.importers.options import OPTIONS, model_id, yes
from medviewer.importers.pack_files import CARD_NAME, LICENCE_NAME, take_licence, write_card
from medviewer.importers.refused import ImportRefused
from medviewer.importers.source_format import NAMES, SourceFormat, model_folder, source_format
from medviewer.packs.archive import unpack_archive, unpack_pack
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.read_pack import read_pack
from medviewer.packs.write_pack import write_pack

Converter = Callable[[Path, Path, Mapping[str, str], Report], PackManifest]

_CONVERTERS: Mapping[SourceFormat, tuple[str, str]] = {
    "nnunet": ("medviewer.importers.nnunet.convert", "convert_nnunet"),
    "totalsegmentator": ("medviewer.importers.totalsegmentator.convert", "convert_totalsegmentator"),
    "monai_bundle": ("medviewer.importers.monai_bundle.convert", "convert_monai_bundle"),
    "onnx": ("medviewer.importers.onnx_file.convert", "convert_onnx"),
    "torch_export": ("medviewer.importers.pt2_file.convert", "convert_pt2"),
    "torchscript": ("medviewer.importers.torchscript_file.convert", "convert_torchscript"),
    "brainchop": ("medviewer.importers.brainchop.convert", "convert_brainchop"),
    "state_dict": ("medviewer.importers.state_dict.convert", "convert_state_dict"),
}
# What reading damaged or strange files as data may raise; all of it is one sentence for a user.
_DAMAGED = (
    OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError, EOFError,
    RecursionError,
)  # fmt: skip


def convert(source: Path, into: Path, options: Mapping[str, str], report: Report) -> PackManifest:
    """Converts a file, folder or ZIP archive of any known format into a pack.

    Parameters
    ----------
    source
        Its format is told by its content; see `source_format`.
    into
        An empty or new folder for the pack. It is empty again if this fails.
    options
        What the source does not say of itself; see `medviewer.importers.options`.

    Raises
    ------
    ImportRefused
        With the list of what the source wanted to run, or what is missing.
    """
    unknown = sorted(set(options) - set(OPTIONS))
    if unknown:
        listed = ", ".join(OPTIONS)
        raise ImportRefused(
            source.name, [f"there is no option {name!r:.40}; there are {listed}." for name in unknown]
        )
    into.mkdir(parents=True, exist_ok=True)
    if any(into.iterdir()):
        raise ImportRefused(into.name, ["the folder for the pack is not empty."])
    try:
        return _convert(source, into, options, report)
    except BaseException as error:
        _clear(into)
        if isinstance(error, MedviewerError) or not isinstance(error, _DAMAGED):
            raise
        reason = f"it is damaged or not as its format has it ({type(error).__name__}: {error})."
        raise ImportRefused(source.name, [reason]) from error


def _convert(source: Path, into: Path, options: Mapping[str, str], report: Report) -> PackManifest:
    form = source_format(source)
    if form == "pack":
        return _taken_pack(source, into, report)
    left_out = left_out_of(source) if form == "archive" else ""
    with _opened(source, form, into.parent) as (path, found):
        report(0.05, f"Converting a {NAMES[found]}")
        module, name = _CONVERTERS[found]
        converter: Converter = getattr(import_module(module), name)
        told = {"id": model_id({}, source)} if path != source else {}  # a temporary folder has no good name
        manifest = converter(path, into, {**told, **options}, PartReport(report, 0.05, 0.6))
        if left_out:
            manifest = replace(manifest, made_from=f"{manifest.made_from}. {left_out}")
        if not (into / LICENCE_NAME).is_file():
            take_licence(path, into, options)
        if not (into / CARD_NAME).is_file():
            write_card(manifest)
    if manifest.golden is None and yes(options, "golden", default=True):
        report(0.6, "Running the model on a made-up case")
        manifest = make_golden(manifest, into, PartReport(report, 0.6, 0.95))
    write_pack(manifest, into)
    report(1.0, "Converted")
    return read_pack(into)


@contextmanager
def _opened(source: Path, form: SourceFormat, beside: Path) -> Iterator[tuple[Path, SourceFormat]]:
    """The source; of an archive that is no model itself, the folder in it, unpacked for so long.

    Unpacked beside the pack that is made: a staging place, which is cleared even if this process is killed.
    """
    if form != "archive":
        yield source, form
        return
    with TemporaryDirectory(prefix="medviewer-import-", dir=beside) as temporary:
        folder = model_folder(unpack_archive(source, Path(temporary) / "unpacked", leave_out=is_mac_file))
        found = source_format(folder)
        if found in ("archive", "pack"):
            raise ImportRefused(source.name, ["it is an archive in an archive; unpack it first."])
        yield folder, found


def _taken_pack(source: Path, into: Path, report: Report) -> PackManifest:
    with TemporaryDirectory(prefix="medviewer-import-", dir=into.parent) as temporary:
        folder = unpack_pack(source, Path(temporary), lambda fraction: report(0.9 * fraction, "Copying"))
        for path in folder.iterdir():
            path.replace(into / path.name)
    report(1.0, "Copied")
    return replace(read_pack(into), folder=into)


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
