"""The phantom as a DICOM series and as the sample study."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest

from medviewer.core.errors import Cancelled, WriteError
from medviewer.io.dicom.write_series import write_ct_series
from medviewer.samples import sample_study
from medviewer.samples.sample_place import SAMPLE_NAME
from medviewer.samples.sample_study import ensure_sample
from medviewer.samples.thorax import Sample, ThoraxSpec, thorax_ct

SMALL = ThoraxSpec(shape_kji=(6, 48, 64), spacing_ijk=(5.5, 5.5, 4.0), seed=1, nodules=0)


@pytest.fixture(scope="module")
def a_small_thorax() -> Sample:
    return thorax_ct(SMALL)


@pytest.fixture
def a_small_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample_study, "SAMPLE_SPEC", SMALL)


def silent(fraction: float, message: str = "") -> None:
    """A report that listens to nobody."""


def complaints(path: Path) -> list[str]:
    """Lines of dciodvfy that say Error."""
    if shutil.which("dciodvfy") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("dciodvfy is missing")
        pytest.skip("dciodvfy (Debian: dicom3tools) is not installed")
    done = subprocess.run(["dciodvfy", str(path)], capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).splitlines()
    assert any("CTImage" in line for line in said), said
    return [line for line in said if "Error" in line]


def test_dciodvfy_finds_no_error_in_any_file(a_small_thorax: Sample, tmp_path: Path) -> None:
    for path in write_ct_series(a_small_thorax.volume, tmp_path):
        assert complaints(path) == []


def test_dciodvfy_accepts_a_tilted_series_with_padding(tmp_path: Path) -> None:
    sample = thorax_ct(replace(SMALL, gantry_tilt_deg=15.0, outside_hu=-3024.0))
    files = write_ct_series(sample.volume, tmp_path, gantry_tilt_deg=15.0)
    assert complaints(files[0]) == []
    assert pydicom.dcmread(files[0]).PixelPaddingValue == -3024


def test_written_values_and_places_are_those_of_the_volume(a_small_thorax: Sample, tmp_path: Path) -> None:
    volume = a_small_thorax.volume
    for k, path in enumerate(write_ct_series(volume, tmp_path)):
        data = pydicom.dcmread(path)
        values = data.pixel_array.astype(int) * int(data.RescaleSlope) + int(data.RescaleIntercept)
        assert np.array_equal(values, volume.voxels[k])
        assert np.allclose(data.ImagePositionPatient, volume.geometry.index_to_lps((0, 0, k)), atol=1e-6)
        assert np.allclose(data.PixelSpacing, (5.5, 5.5))


def test_tilted_slices_lie_where_the_phantom_was_sampled(tmp_path: Path) -> None:
    sample = thorax_ct(replace(SMALL, gantry_tilt_deg=15.0))
    files = write_ct_series(sample.volume, tmp_path, gantry_tilt_deg=15.0)
    data = pydicom.dcmread(files[3])
    row, column = np.array(data.ImageOrientationPatient).reshape(2, 3)
    steps = np.array(sample.facts.steps_lps)
    assert np.allclose(row * data.PixelSpacing[1], steps[0], atol=1e-6)
    assert np.allclose(column * data.PixelSpacing[0], steps[1], atol=1e-6)
    first = np.array(pydicom.dcmread(files[0]).ImagePositionPatient)
    assert np.allclose(np.array(data.ImagePositionPatient) - first, 3 * steps[2], atol=1e-6)


def test_the_same_seed_gives_the_same_uids(a_small_thorax: Sample, tmp_path: Path) -> None:
    uids = []
    for name, seed in (("a", "x"), ("b", "x"), ("c", None)):
        files = write_ct_series(a_small_thorax.volume, tmp_path / name, uid_seed=seed)
        uids.append([str(pydicom.dcmread(f, stop_before_pixels=True).SOPInstanceUID) for f in files])
    assert uids[0] == uids[1]
    assert not set(uids[0]) & set(uids[2])
    assert len(set(uids[0])) == len(uids[0])


def test_fractions_are_refused_rather_than_rounded(a_small_thorax: Sample, tmp_path: Path) -> None:
    volume = a_small_thorax.volume
    with pytest.raises(WriteError, match="whole numbers"):
        write_ct_series(replace(volume, voxels=volume.voxels.astype(np.float32) + 0.5), tmp_path)


@pytest.mark.usefixtures("a_small_sample")
def test_sample_is_made_once(tmp_path: Path) -> None:
    folder = Path(ensure_sample(str(tmp_path / "médecin 医生"), silent))
    assert folder.name == SAMPLE_NAME
    files = sorted(folder.iterdir())
    assert len(files) == 6
    stamp = files[0].stat().st_mtime_ns
    assert ensure_sample(str(folder.parent), silent) == str(folder)
    assert files[0].stat().st_mtime_ns == stamp
    assert [p.name for p in folder.parent.iterdir()] == [SAMPLE_NAME]


@pytest.mark.usefixtures("a_small_sample")
def test_a_cancelled_sample_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop_while_writing(fraction: float, message: str = "") -> None:
        if fraction > 0.85:
            raise Cancelled

    with pytest.raises(Cancelled):
        ensure_sample(str(tmp_path), stop_while_writing)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("a_small_sample")
def test_a_cache_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WriteError, match="cannot be kept"):
        ensure_sample(str(tmp_path / "file"), silent)


def test_further_samples_are_studies_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    specs = []

    def make_small(spec: ThoraxSpec, progress: object) -> Sample:
        specs.append(spec)
        return thorax_ct(SMALL)

    monkeypatch.setattr(sample_study, "thorax_ct", make_small)
    folders = [Path(ensure_sample(str(tmp_path), silent, which)) for which in ("", "prior", "abdomen")]
    headers = [pydicom.dcmread(sorted(folder.iterdir())[0]) for folder in folders]
    assert [one.PatientID for one in headers] == ["SAMPLE-1", "SAMPLE-1", "SAMPLE-2"]
    assert headers[1].StudyDate < headers[0].StudyDate
    assert len({one.StudyInstanceUID for one in headers}) == 3
    assert len({one.FrameOfReferenceUID for one in headers}) == 3
    assert specs[0].seed == specs[1].seed != specs[2].seed
