"""`check_model` accepts a good plugin and finds each broken promise."""

from __future__ import annotations

import re

import numpy as np
import pytest

from medviewer.api.contract import InputContract
from medviewer.api.testing import check_model
from medviewer.api.testing_volume import made_up_volume
from medviewer.core.errors import ModelError

MANIFEST = """
api_version = "1"
entry = "a_model:AModel"
[model]
id = "a_model"
version = "1"
name = "A model"
task = "TASK"
licence = "Apache-2.0"
intended_use = "Tests."
[contract]
modalities = ["CT"]
unit = "HU"
value_range = [-1000, 400]
[[labels]]
number = 1
name = "dense"
"""

SEGMENTATION = """
import numpy as np
from medviewer.api import Cancelled, Segment, Segmentation

class AModel:
    def __init__(self, info, folder):
        self.info = info
    def load(self, device):
        assert device == "cpu"
        self.runs = 0
    def predict(self, volume, params, report):
        self.runs += 1
        report(0.0, "begin")
        labels = (volume.voxels > 0).astype(np.uint8)
        report(0.5, "half")
        report(1.0, "end")
        return Segmentation(labels, volume.geometry, (Segment(1, "dense"),))
"""

CLASSIFICATION = """
from medviewer.api import Classification, Finding

class AModel:
    def __init__(self, info, folder):
        self.info = info
    def load(self, device):
        pass
    def predict(self, volume, params, report):
        report(0.1)
        report(0.9)
        return Classification((Finding("dense", float((volume.voxels > 0).mean())),))
"""


@pytest.fixture
def make_model(tmp_path):
    def make(code=SEGMENTATION, task="segmentation", replaced=()):
        for old, new in replaced:
            assert old in code
            code = code.replace(old, new)
        (tmp_path / "plugin.toml").write_text(MANIFEST.replace("TASK", task))
        (tmp_path / "a_model.py").write_text(code)
        (tmp_path / "card.md").write_text("card")
        (tmp_path / "LICENSE").write_text("licence")
        return tmp_path

    return make


def test_good_models_pass(make_model):
    check_model(make_model())
    check_model(make_model(CLASSIFICATION, "classification"))


def test_own_volume_and_parameters_may_be_given(make_model):
    folder = make_model(replaced=[('report(0.0, "begin")', 'report(0.0, params["mode"])')])
    check_model(folder, made_up_volume(InputContract(("CT",), unit="HU"), seed=3), {"mode": "fast"})


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('report(0.5, "half")', 'report(1.5, "half")', "fractions outside 0 to 1"),
        ('report(1.0, "end")', 'report(0.2, "end")', "fractions that go back"),
        ('report(0.5, "half")\n        report(1.0, "end")\n', "\n", "went on although|less than twice"),
        (".astype(np.uint8)", ".astype(np.uint8) * (self.runs % 2)", "different results"),
        (
            'report(0.5, "half")',
            "try:\n            report(0.5)\n        except Cancelled:\n            pass",
            "went on although",
        ),
        (
            "self.info = info",
            "import dataclasses; self.info = dataclasses.replace(info, id='b')",
            "info is not",
        ),
    ],
)
def test_broken_promise_is_named(make_model, old, new, sentence):
    with pytest.raises(AssertionError, match=sentence):
        check_model(make_model(replaced=[(old, new)]))


def test_cancel_turned_into_another_error_is_named(make_model):
    code = 'try:\n            report(0.5)\n        except Cancelled:\n            raise ValueError("stopped")'
    folder = make_model(replaced=[('report(0.5, "half")', code)])
    with pytest.raises(AssertionError, match="Cancelled must"):
        check_model(folder)


def test_writing_into_the_input_fails(make_model):
    folder = make_model(replaced=[('report(0.0, "begin")', "report(0); volume.voxels[0] = 1")])
    with pytest.raises(ValueError, match="read-only"):
        check_model(folder)


def test_forcing_the_input_writable_and_changing_it_is_named(make_model):
    forced = "report(0.0); v = volume.voxels.base; v.flags.writeable = True; v[0] += 1"
    folder = make_model(replaced=[('report(0.0, "begin")', forced)])
    with pytest.raises(AssertionError, match="changed the voxels"):
        check_model(folder)


def test_wrong_result_fails_as_it_would_in_the_program(make_model):
    folder = make_model(replaced=[(".astype(np.uint8)", ".astype(np.uint8) * 9")])
    with pytest.raises(ModelError, match="label values 9"):
        check_model(folder)


def test_missing_files_are_named(make_model):
    folder = make_model()
    (folder / "LICENSE").unlink()
    with pytest.raises(AssertionError, match="LICENSE"):
        check_model(folder)
    (folder / "card.md").unlink()
    (folder / "LICENSE").write_text("licence")
    with pytest.raises(AssertionError, match=re.escape("no model card card.md")):
        check_model(folder)


def test_made_up_volume_fits_its_contract():
    contract = InputContract(("CT",), 3, (0.3, 1.5), (-1000, 400), "HU", 60)
    volume = made_up_volume(contract)
    assert volume.unit == "HU"
    assert volume.info.modality == "CT"
    assert volume.voxels.dtype == np.int16
    assert (
        min(n * mm for n, mm in zip(volume.geometry.shape_ijk, volume.geometry.spacing_ijk, strict=True))
        >= 60
    )
    assert 0.3 <= volume.geometry.spacing_ijk[0] <= 1.5
    assert made_up_volume(InputContract(dimensions=2)).geometry.shape_kji[0] == 1
