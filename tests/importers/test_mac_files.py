"""What macOS adds to archives does not stand in a foreign model's way, and stays refused in packs."""

from __future__ import annotations

import shutil
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from bundle_maker import write_bundle

from medviewer.core.errors import PluginError
from medviewer.importers.convert import convert
from medviewer.importers.mac_files import is_mac_file
from medviewer.io.progress import LocalReport
from medviewer.packs.archive import make_archive, unpack_pack

NO_GOLDEN = {"golden": "no"}
JUNK = {
    "__MACOSX/._spleen": b"attributes",
    "__MACOSX/spleen/models/._model.pt": b"attributes",
    "spleen/.DS_Store": b"window",
    "spleen/models/._model.pt": b"attributes",
    "spleen/configs/._inference.json": b"attributes",
}


def _zipped(folder: Path, path: Path, extra: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            archive.write(file, file.relative_to(folder.parent).as_posix())
        for name, content in extra.items():
            archive.writestr(name, content)
    return path


def test_archive_with_files_of_macos_is_converted_and_they_are_named(tmp_path: Path) -> None:
    bundle = write_bundle(tmp_path / "spleen")
    plain = convert(_zipped(bundle, tmp_path / "a.zip", {}), tmp_path / "plain", NO_GOLDEN, LocalReport())
    manifest = convert(_zipped(bundle, tmp_path / "b.zip", JUNK), tmp_path / "pack", NO_GOLDEN, LocalReport())
    assert manifest.stages == plain.stages
    assert "Left out of its archive" in manifest.made_from
    assert all(name in manifest.made_from for name in JUNK)
    assert "Left out" not in plain.made_from
    assert "Left out of its archive" in (tmp_path / "pack" / "card.md").read_text()


def test_folder_with_files_of_macos_is_converted(tmp_path: Path) -> None:
    bundle = write_bundle(tmp_path / "spleen")
    (bundle / "models" / "model.pt").rename(bundle / "models" / "best.pt")
    (bundle / "models" / "._best.pt").write_bytes(b"attributes")
    (bundle / ".DS_Store").write_bytes(b"window")
    assert convert(bundle, tmp_path / "pack", NO_GOLDEN, LocalReport()).stages


@pytest.mark.parametrize("name", ["../__MACOSX.txt", "spleen/.hidden", "._spleen/model.pt", "a\\._x"])
def test_other_strange_names_stay_refused(tmp_path: Path, name: str) -> None:
    archive = _zipped(write_bundle(tmp_path / "spleen"), tmp_path / "a.zip", {name: b"x"})
    with pytest.raises(PluginError, match="which no pack may hold"):
        convert(archive, tmp_path / "pack", NO_GOLDEN, LocalReport())


def test_a_native_pack_with_files_of_macos_stays_refused(tmp_path: Path) -> None:
    manifest = convert(write_bundle(tmp_path / "spleen"), tmp_path / "pack", NO_GOLDEN, LocalReport())
    path = tmp_path / "a.mvpack"
    make_archive(manifest.folder, path)
    (tmp_path / "into").mkdir()
    assert unpack_pack(path, tmp_path / "into").is_dir()
    shutil.rmtree(tmp_path / "into" / "pack")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("__MACOSX/._pack.toml", b"attributes")
    with pytest.raises(PluginError, match="which no pack may hold"):
        unpack_pack(path, tmp_path / "into")


def test_only_what_macos_makes_is_left_out() -> None:
    assert all(is_mac_file(name) for name in [*JUNK, "__MACOSX/", "a/__MACOSX/b"])
    assert not any(
        is_mac_file(name) for name in ("model.pt", "a.DS_Store", "__MACOSX2/a", "a/._b/c", ".git/a")
    )
