"""Every bad file is shown right, shown with a badge, or refused with a sentence; nothing else happens."""

from __future__ import annotations

import hostile_codecs
import hostile_cuts
import hostile_images
import hostile_objects
import hostile_places
import hostile_values
import pytest
from hostile_bytes import NOISE
from hostile_case import REFUSED, SHOWN
from hostile_judge import SECRETS, faults

MODULES = (hostile_cuts, hostile_values, hostile_codecs, hostile_images, hostile_places, hostile_objects)
CASES = [case for module in MODULES for case in module.cases()]
BUSY = 2.5
"""Processor time stretches on a machine that does other things as well; alone it keeps the cases' limits."""
TOTALS = {(16, 16): float(NOISE.sum()) - 1024 * NOISE.size}


def test_there_are_many_cases_and_no_name_twice():
    assert len({case.name for case in CASES}) == len(CASES) >= 150


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case, the_reader, tmp_path):
    folder = tmp_path / "opened"
    folder.mkdir()
    path = case.build(folder) or folder
    job = the_reader.examine(path)
    assert faults(job, str(path), BUSY * case.seconds, case.megabytes) == []
    found = job.result
    said = " ".join(found["sentences"])
    if case.outcome == SHOWN:
        assert found["shown"], said
        for shape, total in found["shown"]:
            assert shape[1:] not in TOTALS or total == shape[0] * TOTALS[shape[1:]], "the picture is wrong"
    if case.outcome == REFUSED:
        assert not found["shown"], found["shown"]
    assert case.says in said
    assert not case.badge or case.badge in found["badges"]


def test_the_log_holds_nothing_of_any_patient(the_reader):
    text = the_reader.log_text()
    assert "job" in text
    assert not [secret for secret in (*SECRETS, "x.dcm", "x.nii") if secret in text]
    assert "Fatal Python error" not in text
