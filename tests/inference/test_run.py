"""Running a model: result, provenance, memory, and what happens when the model misbehaves."""

from __future__ import annotations

import dataclasses
import hashlib
import sys
import types

import numpy as np
import pytest

from medviewer.core.errors import Cancelled, ContractError, ModelError, PluginError
from medviewer.core.fingerprint import fingerprint
from medviewer.core.geometry import Geometry
from medviewer.core.series import LoadReport, SeriesInfo, Verdict
from medviewer.core.volume import Stack, Volume
from medviewer.inference import run
from medviewer.inference.binding import require_same_image
from medviewer.inference.device import Device
from medviewer.inference.run import run_model


def test_result_is_on_the_grid_of_the_volume_and_says_where_it_comes_from(a_plugin, a_ct, silent):
    result = run_model(str(a_plugin), a_ct, {"limit": "100"}, "cpu", report=silent)
    assert np.array_equal(result.labels, a_ct.voxels > 100)
    assert result.geometry == a_ct.geometry
    assert result.source_series_uid == "1.2.3"
    provenance = result.provenance
    assert provenance.model_id == "threshold"
    assert provenance.model_version == "1.0.0"
    assert provenance.weights_sha256 == hashlib.sha256(b"12345678").hexdigest()
    assert provenance.parameters == (("limit", "100"),)
    assert provenance.device == "cpu"
    assert provenance.started <= provenance.ended
    assert provenance.started.endswith("+00:00")
    assert provenance.input_fingerprint == fingerprint(a_ct)
    assert provenance.input_series_id == "ct-1"


def test_result_is_refused_on_another_picture(a_plugin, a_ct, silent):
    result = run_model(str(a_plugin), a_ct, {}, "cpu", report=silent)
    require_same_image(result, fingerprint(a_ct))
    changed = a_ct.voxels.copy()
    changed[0, 0, 0] += 1
    other = Volume(changed, a_ct.geometry, unit="HU")
    with pytest.raises(ModelError, match="another picture"):
        require_same_image(result, fingerprint(other))


def test_progress_never_goes_back_and_tells_the_device(a_plugin, a_ct):
    steps = []
    run_model(
        str(a_plugin), a_ct, {}, "cpu", report=lambda fraction, message="": steps.append((fraction, message))
    )
    fractions = [fraction for fraction, _ in steps]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert "processor" in steps[0][1]


def test_contract_is_checked_before_the_plugin_is_imported(make_plugin, a_ct, silent):
    folder = make_plugin(
        manifest=[('["CT"]', '["MR"]')], model=[("import numpy as np", "raise RuntimeError")]
    )
    with pytest.raises(ContractError, match="for MR, and this series is CT"):
        run_model(str(folder), a_ct, {}, "cpu", report=silent)


def test_a_series_with_missing_slices_needs_the_users_agreement(a_plugin, a_ct, silent):
    gapped = dataclasses.replace(a_ct, report=LoadReport(Verdict.GAPPED))
    with pytest.raises(ContractError, match="only if you agree"):
        run_model(str(a_plugin), gapped, {}, "cpu", report=silent)
    result = run_model(str(a_plugin), gapped, {}, "cpu", True, report=silent)
    assert result.geometry == a_ct.geometry


def test_model_cannot_change_the_voxels(make_plugin, a_ct, silent):
    folder = make_plugin(model=[('report(0.0, "begin")', "volume.voxels[0] = 0")])
    before = a_ct.voxels.copy()
    with pytest.raises(ModelError, match="ValueError"):
        run_model(str(folder), a_ct, {}, "cpu", report=silent)
    assert np.array_equal(a_ct.voxels, before)
    assert a_ct.voxels.flags.writeable


def test_exception_of_a_model_becomes_one_sentence_with_its_cause(make_plugin, a_ct, silent):
    folder = make_plugin(model=[('report(0.0, "begin")', "1 / 0")])
    with pytest.raises(ModelError, match="stopped with an error") as caught:
        run_model(str(folder), a_ct, {}, "cpu", report=silent)
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_plugin_that_cannot_be_imported_says_why(make_plugin, a_ct, silent):
    folder = make_plugin(model=[("import numpy as np", "import no_such_module_at_all")])
    with pytest.raises(PluginError, match="no_such_module_at_all"):
        run_model(str(folder), a_ct, {}, "cpu", report=silent)


def test_wrong_result_is_refused(make_plugin, a_ct, silent):
    folder = make_plugin(model=[(".astype(np.uint8)", ".astype(np.uint8) * 7")])
    with pytest.raises(ModelError, match="label values 7"):
        run_model(str(folder), a_ct, {}, "cpu", report=silent)


def test_cancel_comes_out(a_plugin, a_ct):
    def stop(fraction, message=""):
        if message == "counted":
            raise Cancelled()

    with pytest.raises(Cancelled):
        run_model(str(a_plugin), a_ct, {}, "cpu", report=stop)


def test_model_is_loaded_once_and_again_when_its_files_change(make_plugin, a_ct, silent):
    counted = 'loads = self.folder.parent / "loads"; loads.write_text(loads.read_text() + "x")'
    folder = make_plugin(model=[("self.device = device", counted)])
    loads = folder.parent / "loads"
    loads.write_text("")
    for _ in range(2):
        run_model(str(folder), a_ct, {}, "cpu", report=silent)
    assert loads.read_text() == "x"
    (folder / "weights.bin").write_bytes(b"other")
    result = run_model(str(folder), a_ct, {}, "cpu", report=silent)
    assert loads.read_text() == "xx"
    assert result.provenance.weights_sha256 == hashlib.sha256(b"other").hexdigest()


def test_two_plugins_with_sibling_files_of_one_name_do_not_mix(make_plugin, a_ct, silent):
    first, second = make_plugin("first"), make_plugin("second")
    (second / "sibling.py").write_text("LIMIT = 500\n")
    for folder, limit in ((first, 0), (second, 500), (first, 0)):
        result = run_model(str(folder), a_ct, {}, "cpu", report=silent)
        assert np.array_equal(result.labels, a_ct.voxels > limit)


def test_changed_sibling_file_is_read_again(a_plugin, a_ct, silent):
    run_model(str(a_plugin), a_ct, {}, "cpu", report=silent)
    (a_plugin / "sibling.py").write_text("LIMIT = 300  # changed\n")
    result = run_model(str(a_plugin), a_ct, {}, "cpu", report=silent)
    assert np.array_equal(result.labels, a_ct.voxels > 300)


def test_sibling_goes_before_a_module_of_its_name_that_is_back_afterwards(
    a_plugin, a_ct, silent, monkeypatch
):
    other = types.ModuleType("sibling")
    monkeypatch.setitem(sys.modules, "sibling", other)
    result = run_model(str(a_plugin), a_ct, {}, "cpu", report=silent)
    assert np.array_equal(result.labels, a_ct.voxels > 0)
    assert sys.modules["sibling"] is other


def test_sibling_imported_while_predicting_is_found(make_plugin, a_ct, silent):
    folder = make_plugin(
        model=[("from sibling import LIMIT", ""), ('report(0.0, "begin")', "from sibling import LIMIT")]
    )
    result = run_model(str(folder), a_ct, {}, "cpu", report=silent)
    assert np.array_equal(result.labels, a_ct.voxels > 0)


def test_full_graphics_card_falls_back_to_the_processor(make_plugin, a_ct, monkeypatch):
    folder = make_plugin(
        model=[
            (
                'report(0.0, "begin")',
                'if self.device != "cpu": raise RuntimeError("CUDA out of memory. Tried to allocate")',
            )
        ]
    )
    monkeypatch.setattr(run, "choose_device", lambda wanted: Device("cuda:0", "Running on a card."))
    steps = []
    result = run_model(
        str(folder), a_ct, {}, "auto", report=lambda fraction, message="": steps.append(message)
    )
    assert result.provenance.device == "cpu"
    assert "The graphics card has too little memory; running on the processor instead." in steps


def test_lack_of_memory_is_said_in_plain_words(make_plugin, a_ct, silent):
    folder = make_plugin(model=[('report(0.0, "begin")', "raise MemoryError")])
    with pytest.raises(ModelError, match="more memory than this machine has"):
        run_model(str(folder), a_ct, {}, "cpu", report=silent)


def test_stack_of_one_frame_is_given_to_a_model_of_single_pictures(make_plugin, silent):
    folder = make_plugin(
        manifest=[("dimensions = 3", "dimensions = 2"), ('["CT"]', '["DX"]'), ('unit = "HU"', 'unit = ""')]
    )
    frames = np.random.default_rng(0).normal(size=(1, 64, 64)).astype(np.float32)
    picture = Stack(frames, (Geometry((1, 64, 64)),), info=SeriesInfo("dx", modality="DX"))
    result = run_model(str(folder), picture, {}, "cpu", report=silent)
    assert result.labels.shape == (1, 64, 64)
    assert result.provenance.input_fingerprint == fingerprint(picture)


def test_weights_named_in_the_parameters_are_the_ones_in_the_provenance(make_plugin, a_ct, silent, tmp_path):
    other = tmp_path / "other.bin"
    other.write_bytes(b"of the user")
    folder = make_plugin(
        model=[
            ("import numpy as np", "import dataclasses\nimport numpy as np"),
            (
                'report(0.0, "begin")',
                'self.info = dataclasses.replace(self.info, weights=params["weights"]); report(0.0, "begin")',
            ),
        ]
    )
    result = run_model(str(folder), a_ct, {"weights": str(other)}, "cpu", report=silent)
    assert result.provenance.weights_sha256 == hashlib.sha256(b"of the user").hexdigest()
