"""One slice that cannot be read costs no other, whatever the reason."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.core.errors import ReadError
from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume
from medviewer.io.dicom.pixels import read_frames
from medviewer.io.dicom.write_series import write_ct_series
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path


@pytest.mark.parametrize("error", [ReadError("It is gone."), ValueError("It is gone."), OSError(2, "gone")])
def test_a_slice_that_cannot_be_read_is_left_out_by_name(tmp_path, monkeypatch, error):
    voxels = np.arange(5 * 8 * 8, dtype=np.int16).reshape(5, 8, 8)
    write_ct_series(Volume(voxels, Geometry((5, 8, 8)), "HU"), tmp_path)
    (entry,) = scan_path(str(tmp_path), report=LocalReport()).series
    true_fill = read_frames.fill

    def fill(header, *rest):
        if header.path.endswith("CT0005.dcm"):
            raise error
        return true_fill(header, *rest)

    monkeypatch.setattr(read_frames, "fill", fill)
    volume = load_series(entry, report=LocalReport())
    np.testing.assert_array_equal(volume.voxels, voxels[:4])
    (rejected,) = volume.report.rejected
    assert rejected.file.endswith("CT0005.dcm")
    assert "gone" in rejected.reason
