"""Verifying an installation: it passes here, and it notices what is wrong."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.verification import Check, VerificationReport
from medviewer.verification.acquisitions import ACQUISITIONS
from medviewer.verification.measure import measure_long_rod, measure_values, measure_views


@pytest.fixture(scope="module")
def a_scan():
    return ACQUISITIONS[0].scan()


def failed(checks):
    return {check.name.removeprefix("x: ") for check in checks if not check.passed}


def test_this_installation_passes_and_saves_its_table(tmp_path):
    out = tmp_path / "report.txt"
    command = [sys.executable, "-m", "medviewer", "verify", "--json", "-o", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    found = json.loads(done.stdout)
    assert found["passed"]
    names = {check["name"].split(": ")[-1].split(",")[0] for check in found["checks"]}
    assert {"length", "angle", "area", "volume", "letters", "lean of a straight rod"} <= names
    body, _, digest = out.read_text().rpartition("\nSHA-256 of the lines above: ")
    assert digest.strip() == hashlib.sha256(body.encode()).hexdigest()
    assert "PASS: all" in body


def test_a_true_scan_passes_every_check(a_scan):
    assert not failed(
        [*measure_views("x", a_scan), *measure_values("x", a_scan), *measure_long_rod("x", a_scan)]
    )


def test_left_and_right_exchanged_is_noticed(a_scan):
    mirrored = replace(a_scan, voxels=np.ascontiguousarray(a_scan.voxels[:, :, ::-1]))
    assert "place of the marker, axial" in failed(measure_views("x", mirrored))


def test_a_spacing_one_percent_off_is_noticed(a_scan):
    grid = a_scan.geometry
    dx, dy, dz = grid.spacing_ijk
    centre = grid.centre_lps
    x, y, z = (centre + (np.array(grid.origin_lps) - centre) * 1.01).tolist()
    wide = Geometry(grid.shape_kji, (x, y, z), (dx * 1.01, dy * 1.01, dz * 1.01), grid.axes_lps)
    found = failed(measure_views("x", replace(a_scan, geometry=wide)))
    assert {"length", "area"} <= found


def test_values_one_hu_off_are_noticed(a_scan):
    shifted = replace(a_scan, voxels=a_scan.voxels + np.int16(1))
    assert "insert of 60 HU" in failed(measure_values("x", shifted))


def test_a_dropped_shear_is_noticed(a_scan):
    """As if a tilted stack had been piled up straight: 0.2 degrees are enough."""
    sheared = a_scan.voxels.copy()
    for k in range(len(sheared)):
        sheared[k] = np.roll(sheared[k], round((k - 51) * 1.5 * np.tan(np.radians(2.0))), axis=0)
    assert "lean of a straight rod" in failed(measure_long_rod("x", replace(a_scan, voxels=sheared)))


def test_a_number_that_is_none_fails():
    assert not Check("length", 80.0, float("nan"), 1.0, "mm").passed
    assert not VerificationReport((), (), "", 0.0).passed


def test_columns_of_the_report_stay_apart_however_long_a_name_is() -> None:
    checks = tuple(Check(name, 12.5, 12.5, 0.1, "mm") for name in ("short", "a long name " * 8 + "here"))
    text = VerificationReport(checks, ("machine",), "now", 1.0).as_text()
    rows = [line for line in text.splitlines() if line.endswith("pass")]
    assert len({row.index("12.5 mm") for row in rows}) == 1
    assert "here  12.5 mm" in rows[1]
    assert text.splitlines()[1].startswith("PASS"), "what matters most comes first"
