"""What the sandbox takes away is not needed for reading: every real file comes out as it does without it."""

from __future__ import annotations

import pytest
from hostile_judge import faults
from hostile_reader import examine

from medviewer.io.progress import LocalReport


@pytest.mark.real_data
@pytest.mark.parametrize("kind", ["dicom", "dicom-bad", "ct", "mr", "xray"])
def test_real_files_are_read_in_the_sandbox_as_they_are_outside(kind, data_dir, the_reader):
    different = []
    for path in sorted((data_dir / kind).iterdir()):
        job = the_reader.examine(path)
        assert faults(job, str(path), seconds=30, megabytes=4000) == []
        if path.is_file():  # folders take long, and hold nothing that is read in another way
            outside = examine(str(path), LocalReport())
            if (outside["shown"], outside["badges"]) != (job.result["shown"], job.result["badges"]):
                different.append(path.name)
    assert different == []
    assert "PermissionError" not in the_reader.log_text()
