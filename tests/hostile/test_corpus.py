"""Every bad file is shown right, shown with a badge, or refused with a sentence; nothing else happens."""

from __future__ import annotations

import hostile_codecs
import hostile_cuts
import hostile_images
import hostile_objects
import hostile_places
import hostile_values
import pytest
from hostile_bytes import NOISE, SECRET_ID, SECRET_NAME
from hostile_case import REFUSED, SHOWN

from medviewer.jobs.job import JobState

MODULES = (hostile_cuts, hostile_values, hostile_codecs, hostile_images, hostile_places, hostile_objects)
CASES = [case for module in MODULES for case in module.cases()]
TOTALS = {(16, 16): float(NOISE.sum()) - 1024 * NOISE.size}
_SECRETS = (SECRET_NAME, SECRET_ID, SECRET_NAME.split("^")[0], "4711")
_CRASHES = ("makes the reader crash", "keeps the reader busy")


def test_there_are_many_cases_and_no_name_twice():
    assert len({case.name for case in CASES}) == len(CASES) >= 150


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case, the_reader, tmp_path):
    folder = tmp_path / "opened"
    folder.mkdir()
    path = case.build(folder) or folder
    job = the_reader.examine(path)
    assert job.state is JobState.DONE, job.error
    found = job.result
    said = " ".join(found["sentences"])
    assert not found["surprises"]
    assert not [secret for secret in _SECRETS if secret in said.replace(str(path), "")], said
    assert not [crash for crash in _CRASHES if crash in said], said
    for sentence in found["sentences"]:
        assert sentence.endswith("."), sentence
        assert len(sentence) < 500 + len(str(path)) * 2, sentence
        assert "Traceback" not in sentence
    if case.outcome == SHOWN:
        assert found["shown"], said
        for shape, total in found["shown"]:
            assert shape[1:] not in TOTALS or total == shape[0] * TOTALS[shape[1:]], "the picture is wrong"
    if case.outcome == REFUSED:
        assert not found["shown"], found["shown"]
    if not found["shown"] and not found["objects"]:
        assert said, "it was refused without a word"
    assert case.says in said
    assert not case.badge or case.badge in found["badges"]
    assert found["seconds"] < case.seconds
    assert job.peak_memory_mb < case.megabytes


def test_the_log_holds_nothing_of_any_patient(the_reader):
    text = the_reader.log_text()
    assert "job" in text
    assert not [secret for secret in (*_SECRETS, "x.dcm", "x.nii") if secret in text]
    assert "Fatal Python error" not in text
