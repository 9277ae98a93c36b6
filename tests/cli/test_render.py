"""``render``: the picture that the window shows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pydicom
import pytest
from PIL import Image


def picture(path: Path) -> np.ndarray:
    return np.asarray(Image.open(path).convert("RGB")).astype(int)


def test_an_axial_picture_is_radiological(medviewer, a_ct_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    said = medviewer(
        "render",
        a_ct_folder,
        "-o",
        out,
        "--lps",
        "0,0,108",
        "--window",
        "400,1000",
        "--size",
        "100x80",
        "--bare",
    )
    assert said.status == 0, said.err
    seen = picture(out)
    assert seen.shape == (80, 100, 3)
    rows, columns = np.nonzero(seen[..., 0] > 100)
    # The block: j 5..14 of 40, i 40..47 of 50, two pixels a voxel; the patient's left is on the right.
    assert (columns.min(), columns.max(), rows.min(), rows.max()) == pytest.approx((80, 95, 10, 29), abs=1)


def test_the_whole_slice_fits_with_square_pixels(medviewer, a_ct_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "c.png"
    medviewer(
        "render", a_ct_folder, "-o", out, "--plane", "coronal", "--lps", "0,-9.5,108", "--window", "2,150",
        "--size", "200x200", "--bare",
    )  # fmt: skip
    rows, columns = np.nonzero(picture(out)[..., 0] > 100)
    # 50 voxels of 1 mm fill 200 pixels; the block is 8 mm wide and 2 slices of 4 mm high, head up.
    assert (columns.min(), columns.max()) == pytest.approx((160, 191), abs=1)
    assert (rows.min(), rows.max()) == pytest.approx((84, 115), abs=2)


def test_letters_and_facts_are_drawn_unless_bare(medviewer, a_nifti: Path, tmp_path: Path) -> None:
    for plane in ("axial", "sagittal", "coronal"):
        medviewer(
            "render", a_nifti, "-o", tmp_path / "bare.png", "--plane", plane, "--window", "1,3000", "--bare"
        )
        medviewer("render", a_nifti, "-o", tmp_path / "full.png", "--plane", plane, "--window", "1,3000")
        assert picture(tmp_path / "bare.png").max() == 0
        full = picture(tmp_path / "full.png")
        middle = slice(226, 286)
        edges = full[middle, :40], full[middle, -40:], full[:40, middle], full[-40:, middle]
        assert all(edge.max() > 200 for edge in edges)


def test_labels_are_laid_over_in_their_colour(
    medviewer, a_ct_folder: Path, some_labels: Path, tmp_path: Path
) -> None:
    out = tmp_path / "l.png"
    medviewer(
        "render", a_ct_folder, "-o", out, "--lps", "0,0,108", "--window", "1,3000", "--size", "100x80",
        "--bare", "--labels", some_labels,
    )  # fmt: skip
    seen = picture(out)
    red = (seen[..., 0] > 40) & (seen[..., 1] == 0)
    rows, columns = np.nonzero(red)
    assert (columns.min(), columns.max(), rows.min(), rows.max()) == pytest.approx((80, 95, 10, 29), abs=1)
    assert seen[~red].max() == 0


def test_a_3d_picture_shows_something(medviewer, a_ct_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "v.png"
    said = medviewer("render", a_ct_folder, "-o", out, "--plane", "3d", "--size", "120x90")
    assert said.status == 0, said.err
    assert picture(out).shape == (90, 120, 3)
    assert np.ptp(picture(out)) > 50


def test_a_plane_beside_the_volume_is_a_sentence(medviewer, a_ct_folder: Path, tmp_path: Path) -> None:
    said = medviewer("render", a_ct_folder, "-o", tmp_path / "x.png", "--lps", "0,0,999")
    assert "No slice" in said.sentence
    assert not (tmp_path / "x.png").exists()


def test_labels_from_elsewhere_are_refused(medviewer, a_ct_folder: Path, tmp_path: Path) -> None:
    import SimpleITK

    image = SimpleITK.GetImageFromArray(np.ones((3, 3, 3), np.uint8))
    image.SetOrigin((900.0, 900.0, 900.0))
    SimpleITK.WriteImage(image, str(tmp_path / "far.nrrd"))
    said = medviewer("render", a_ct_folder, "-o", tmp_path / "x.png", "--labels", tmp_path / "far.nrrd")
    assert "does not lie in this volume" in said.sentence


def test_a_stack_shows_its_own_slices_only(medviewer, a_ct_folder: Path, tmp_path: Path) -> None:
    shift_sideways(a_ct_folder / "CT0002.dcm", 8.0)
    out = tmp_path / "s.png"
    shown = ("--window", "2,150", "--size", "100x80", "--bare")
    said = medviewer("render", a_ct_folder, "-o", out, "--lps", "0,0,112", *shown)
    assert said.status == 0, said.err
    rows, columns = np.nonzero(picture(out)[..., 0] > 100)
    assert (columns.min(), columns.max(), rows.min(), rows.max()) == pytest.approx((80, 95, 10, 29), abs=1)
    assert "no coronal picture" in medviewer("render", a_ct_folder, "-o", out, "--plane", "coronal").sentence
    assert "no 3D picture" in medviewer("render", a_ct_folder, "-o", out, "--plane", "3d").sentence
    beyond = medviewer("render", a_ct_folder, "-o", out, "--lps", "0,0,90", *shown)
    assert "No slice" in beyond.sentence


def shift_sideways(path: Path, by_mm: float) -> None:
    """A slice beside the others: then they are no grid that could be resampled."""
    dataset = pydicom.dcmread(path)
    x, y, z = (float(v) for v in dataset.ImagePositionPatient)
    dataset.ImagePositionPatient = [x + by_mm, y, z]
    dataset.save_as(path)


def test_a_missing_slice_is_black_where_it_was(medviewer, a_ct_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "gap.png"
    shown = ("--plane", "coronal", "--window", "4000,0", "--size", "100x80", "--bare")
    assert medviewer("render", a_ct_folder, "-o", out, *shown).status == 0
    whole = picture(out)[..., 0]
    (a_ct_folder / "CT0003.dcm").unlink()
    assert medviewer("render", a_ct_folder, "-o", out, *shown).status == 0
    gapped = picture(out)[..., 0]
    changed = np.nonzero((gapped != whole).any(axis=1))[0]
    assert len(changed) > 0
    assert not gapped[int(np.median(changed))].any()
    assert np.ptp(changed) < 0.5 * len(whole)
    assert medviewer("probe", a_ct_folder, "--lps=0,0,108", "--json").json["value"] is None


def test_a_3d_picture_says_what_it_takes_no_notice_of(medviewer, a_nifti: Path, tmp_path: Path) -> None:
    out = tmp_path / "v.png"
    words = ("render", a_nifti, "-o", out, "--plane", "3d", "--size", "60x60")
    assert "Note" not in medviewer(*words).out
    said = medviewer(*words, "--window", "400,40", "--lps", "0,0,108")
    assert said.status == 0, said.err
    assert "Note: --window and --lps do not change a 3D picture." in said.out
