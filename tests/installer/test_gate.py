"""The gate on good packs, and on packs that give wrong answers; accepting, removing, exporting."""

from __future__ import annotations

import json
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from medviewer.api.contract import ChannelRole, InputContract
from medviewer.core.errors import Cancelled, ContractError, PluginError
from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume
from medviewer.inference.discover import discover
from medviewer.inference.run import run_model
from medviewer.installer import gate, golden_checks
from medviewer.installer.accept import accept_pack, discard, export_pack, remove_pack
from medviewer.installer.answer import answer_of, read_volume
from medviewer.installer.gate import CHECKS, inspect_pack
from medviewer.io.write_image import write_image
from medviewer.packs.archive import make_archive
from medviewer.packs.hashes import check_hashes, write_hashes
from medviewer.packs.install_record import read_record
from medviewer.packs.policy import ModelPolicy, write_policy
from medviewer.packs.read_pack import read_pack
from medviewer.packs.store import STAGING_NAME, installed_packs
from medviewer.packs.write_pack import write_pack

pytestmark = pytest.mark.usefixtures("no_policy")


def quiet(fraction, message=""):
    assert 0.0 <= fraction <= 1.0


def inspected(pack, store, report=quiet):
    return inspect_pack(str(pack), str(store), report=report)


def outcomes(found):
    return {check.key: check.outcome for check in found.checks}


def installed(pack, store):
    found = inspected(pack, store)
    assert found.is_acceptable, found
    return accept_pack(found.staged_folder, str(store))


def left_in(store):
    """Every file and folder below the store."""
    return sorted(str(path.relative_to(store)) for path in store.rglob("*")) if store.exists() else []


def only(monkeypatch, *left_out):
    monkeypatch.setattr(gate, "CHECKS", tuple(check for check in CHECKS if check[0] not in left_out))


@pytest.fixture
def with_case(monkeypatch):
    """The gate without trying all backends, which takes seconds and is tested once."""
    only(monkeypatch, "forward")


@pytest.fixture
def quick(monkeypatch):
    """The gate without running anything, for what becomes of packs that pass."""
    only(monkeypatch, "forward", "golden", "orientations", "oblique")


def changed(pack, **changes):
    """The pack with other words in its manifest, hashed anew."""
    manifest = read_pack(pack)
    info = replace(manifest.info, **{k: v for k, v in changes.items() if hasattr(manifest.info, k)})
    rest = {k: v for k, v in changes.items() if not hasattr(manifest.info, k)}
    write_pack(replace(manifest, info=info, **rest), pack)
    return pack


def test_good_pack_passes_every_test_and_runs(a_pack, a_store):
    found = inspected(a_pack, a_store)
    assert found.is_acceptable, found
    assert outcomes(found) == {
        "unpack": "passed", "hashes": "passed", "signature": "warned", "manifest": "passed",
        "weights": "passed", "forward": "passed", "golden": "passed", "orientations": "passed",
        "oblique": "passed",
    }  # fmt: skip
    assert found.ms_per_tile > 0
    assert found.peak_ram_bytes > 1e6
    folder = accept_pack(found.staged_folder, str(a_store))
    assert installed_packs(a_store) == (a_store / "bright-block" / "1.0.0",)
    assert folder == str(a_store / "bright-block" / "1.0.0")
    assert not (a_store / STAGING_NAME).exists()
    record = read_record(a_store / "bright-block" / "1.0.0")
    assert record.backend == found.backend
    assert record.source == "bright-block"
    assert [check["key"] for check in record.checks] == [key for key, _, _ in CHECKS]
    (listed,) = discover([a_store], with_packages=False)
    assert (listed.kind, listed.info.id, listed.is_usable) == ("pack", "bright-block", True)
    volume = read_volume(a_pack / "golden" / "image.nii.gz")
    result = run_model(folder, volume, {}, "cpu", report=quiet)
    assert result.provenance.weights_sha256 == check_hashes(a_pack)["weights.safetensors"]
    assert result.segments[0].code.value == "4147007"


def test_archive_is_taken_as_a_folder_is(a_pack, a_store, tmp_path, quick):
    make_archive(a_pack, tmp_path / "one.mvpack")
    make_archive(a_pack, tmp_path / "two.mvpack")
    assert (tmp_path / "one.mvpack").read_bytes() == (tmp_path / "two.mvpack").read_bytes()
    folder = installed(tmp_path / "one.mvpack", a_store)
    assert read_pack(a_store / "bright-block" / "1.0.0").info.name == "Bright block"
    assert check_hashes(a_store / "bright-block" / "1.0.0") == check_hashes(a_pack)
    assert folder.endswith("1.0.0")


def test_other_answer_to_the_known_case_is_refused(a_pack, a_store, with_case):
    geometry = read_volume(a_pack / "golden" / "labels.nii.gz").geometry
    labels = np.roll(read_volume(a_pack / "golden" / "labels.nii.gz").voxels, 2, axis=0)
    write_image(a_pack / "golden" / "labels.nii.gz", labels, geometry)
    found = inspected(changed(a_pack), a_store)
    assert outcomes(found)["golden"] == "failed"
    assert outcomes(found)["oblique"] == "skipped"
    assert "comes out otherwise on this machine" in found.checks[-3].sentence
    assert left_in(a_store) == []


def test_answer_that_depends_on_the_order_of_axes_is_refused(a_pack, a_store, with_case, monkeypatch):
    """As a network would that is given the array as it is stored."""
    whole = gate.GateCase.run

    def as_stored(case, inputs, *params):
        straight = [replace(volume, geometry=replace_axes(volume)) for volume in inputs]
        found = whole(case, straight, *params)
        return replace(found, geometry=inputs[0].geometry)

    def replace_axes(volume):
        return Geometry(volume.geometry.shape_kji, (0, 0, 0), volume.geometry.spacing_ijk)

    monkeypatch.setattr(gate.GateCase, "run", as_stored)
    found = inspected(a_pack, a_store)
    assert outcomes(found)["golden"] == "failed" or outcomes(found)["orientations"] == "failed"
    assert left_in(a_store) == []


def test_answer_that_lies_elsewhere_on_a_tilted_grid_is_refused(a_pack, a_store, with_case, monkeypatch):
    """As if the tilt were forgotten on the way back."""
    whole = gate.GateCase.run

    def forgetful(case, inputs, *params):
        found = whole(case, inputs, *params)
        if inputs[0].geometry.is_oblique:
            labels = np.roll(found.labels, 9, axis=1)
            return replace(found, labels=labels)
        return found

    monkeypatch.setattr(gate.GateCase, "run", forgetful)
    found = inspected(a_pack, a_store)
    assert outcomes(found)["orientations"] == "passed"
    assert outcomes(found)["oblique"] == "failed"
    assert "elsewhere in the world" in found.checks[-1].sentence


def test_network_that_itself_dislikes_tilts_is_warned_of(a_pack, a_store, with_case, monkeypatch):
    monkeypatch.setattr(golden_checks, "OBLIQUE_LIKENESS", 0.999)
    found = inspected(a_pack, a_store)
    assert outcomes(found)["oblique"] == "warned"
    assert "at the right place" in found.checks[-1].sentence
    discard(found.staged_folder, str(a_store))


def test_pack_without_a_known_case_is_warned_of(a_pack, a_store, with_case):
    shutil.rmtree(a_pack / "golden")
    text = (a_pack / "pack.toml").read_text()
    (a_pack / "pack.toml").write_text(text[: text.index("[golden]")])
    found = inspected(changed(a_pack), a_store)
    assert found.is_acceptable
    assert outcomes(found)["golden"] == "warned"
    assert outcomes(found)["oblique"] == "skipped"


def test_two_channels_go_to_their_roles(a_pack, a_store, with_case):
    """Only the second image counts to this network: were they exchanged, the answer would be empty."""
    manifest = read_pack(a_pack)
    state = load_file(a_pack / "weights.safetensors")
    first = torch.zeros(2, 2, 3, 3, 3)
    first[0, 1] = state["layers.0.weight"][0, 0]
    save_file({**state, "layers.0.weight": first}, a_pack / "weights.safetensors")
    image = read_volume(a_pack / "golden" / "image.nii.gz")
    other = np.random.default_rng(1).normal(0, 5, image.voxels.shape).astype(np.float32)
    write_image(a_pack / "golden" / "other.nii.gz", other, image.geometry)
    stage = replace(manifest.stages[0], arguments={**manifest.stages[0].arguments, "in_channels": 2})
    changed(
        a_pack,
        contract=InputContract(("MR",), channels=(ChannelRole("T1"), ChannelRole("FLAIR"))),
        golden=replace(manifest.golden, inputs=("golden/other.nii.gz", "golden/image.nii.gz")),
        stages=(stage,),
    )
    found = inspected(a_pack, a_store)
    assert found.is_acceptable, found.checks
    assert outcomes(found)["orientations"] == "passed"
    further = read_volume(Path(found.staged_folder) / "golden" / "image.nii.gz")
    first = read_volume(Path(found.staged_folder) / "golden" / "other.nii.gz")
    result = run_model(found.staged_folder, first, {}, "cpu", True, {"FLAIR": further}, report=quiet)
    assert result.counts()[1] > 100
    assert [role for role, _ in result.provenance.further_inputs] == ["FLAIR"]
    for channels, reason in (({}, "also needs a series for FLAIR"), ({"T9": first}, "also needs")):
        with pytest.raises(ContractError, match=reason):
            run_model(found.staged_folder, first, {}, "cpu", True, channels, report=quiet)
    discard(found.staged_folder, str(a_store))


def test_cancel_in_the_middle_leaves_nothing(a_pack, a_store, with_case):
    def stop(fraction, message=""):
        if fraction > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        inspected(a_pack, a_store, stop)
    assert left_in(a_store) == []


def test_crash_in_the_middle_is_cleared_up_by_the_next_one(a_pack, a_store, quick):
    left = a_store / STAGING_NAME / f"{machine()}-999999999-{'a' * 12}"
    (left / "pack").mkdir(parents=True)
    (left / "pack" / "half").write_bytes(b"x")
    found = inspected(a_pack, a_store)
    assert not left.exists()
    discard(found.staged_folder, str(a_store))
    assert left_in(a_store) == []


def machine():
    from medviewer.installer.staging import _machine

    return _machine()


def test_pack_that_waits_is_not_cleared_up_by_another(a_pack, a_store, quick):
    first = inspected(a_pack, a_store)
    second = inspected(a_pack, a_store)
    accept_pack(first.staged_folder, str(a_store))
    assert accept_pack(second.staged_folder, str(a_store)) == str(a_store / "bright-block" / "1.0.0")
    assert len(installed_packs(a_store)) == 1


def test_only_what_passed_is_accepted(a_pack, a_store, tmp_path, quick):
    with pytest.raises(PluginError, match="does not wait"):
        accept_pack(str(a_pack), str(a_store))
    found = inspected(a_pack, a_store)
    staged = found.staged_folder
    with Path(staged, "weights.safetensors").open("ab") as file:
        file.write(b"x")
    with pytest.raises(PluginError, match="is not what SHA256SUMS says"):
        accept_pack(staged, str(a_store))
    assert left_in(a_store) == []


def test_pack_that_was_hashed_anew_after_its_tests_is_not_accepted(a_pack, a_store, quick):
    staged = inspected(a_pack, a_store).staged_folder
    (Path(staged) / "card.md").write_text("another card")
    write_hashes(Path(staged))
    with pytest.raises(PluginError, match="was changed after its tests"):
        accept_pack(staged, str(a_store))


def test_newer_version_is_found_and_the_older_one_stays(a_pack, a_store, quick):
    installed(a_pack, a_store)
    installed(changed(a_pack, version="1.10.0"), a_store)
    installed(changed(a_pack, version="1.9.0"), a_store)
    assert [path.name for path in installed_packs(a_store)] == ["1.10.0", "1.9.0", "1.0.0"]
    (listed,) = discover([a_store], with_packages=False)
    assert listed.info.version == "1.10.0"
    assert remove_pack("bright-block", str(a_store), "1.10.0") == ("1.10.0",)
    (listed,) = discover([a_store], with_packages=False)
    assert listed.info.version == "1.9.0"
    assert remove_pack("bright-block", str(a_store)) == ("1.9.0", "1.0.0")
    assert left_in(a_store) == []


def test_same_version_with_other_content_is_refused(a_pack, a_store, quick):
    installed(a_pack, a_store)
    (a_pack / "card.md").write_text("another card")
    found = inspected(changed(a_pack), a_store)
    assert outcomes(found)["manifest"] == "failed"
    assert "Another bright-block 1.0.0 is installed" in found.checks[3].sentence


def test_two_at_once_give_one_whole_pack(a_pack, a_store, quick):
    staged = [inspected(a_pack, a_store).staged_folder for _ in range(4)]
    start = threading.Barrier(len(staged))
    folders, errors = [], []

    def accept(folder):
        start.wait()
        try:
            folders.append(accept_pack(folder, str(a_store)))
        except PluginError as error:
            errors.append(error)

    threads = [threading.Thread(target=accept, args=(folder,)) for folder in staged]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert set(folders) == {str(a_store / "bright-block" / "1.0.0")}
    check_hashes(a_store / "bright-block" / "1.0.0")
    assert not (a_store / STAGING_NAME).exists()


def test_of_two_different_packs_at_once_one_wins(a_pack, a_store, quick):
    first = inspected(a_pack, a_store).staged_folder
    (a_pack / "card.md").write_text("another card")
    second = inspected(changed(a_pack), a_store).staged_folder
    accept_pack(first, str(a_store))
    with pytest.raises(PluginError, match="needs a new version"):
        accept_pack(second, str(a_store))
    assert "another card" not in (a_store / "bright-block" / "1.0.0" / "card.md").read_text()


@pytest.mark.parametrize("name", ["copy.mvpack", "copy"])
def test_export_can_be_installed_elsewhere(a_pack, a_store, tmp_path, quick, name):
    installed(a_pack, a_store)
    path = export_pack("bright-block", str(a_store), str(tmp_path / name))
    assert not (tmp_path / name / "install.json").exists()
    assert installed(path, tmp_path / "elsewhere")
    with pytest.raises(PluginError, match="is there already"):
        export_pack("bright-block", str(a_store), str(tmp_path / name))
    assert not list(tmp_path.glob(".medviewer*"))
    assert not (tmp_path / STAGING_NAME).exists()


@pytest.mark.parametrize("name", ["../bright-block", "none", "", ".", ".staging", "/etc"])
def test_what_is_not_installed_is_not_removed(a_pack, a_store, quick, name):
    installed(a_pack, a_store)
    with pytest.raises(PluginError, match="There is no installed model pack"):
        remove_pack(name, str(a_store))
    assert len(installed_packs(a_store)) == 1


def test_unsigned_pack_is_refused_where_signatures_are_demanded(a_pack, a_store, no_policy, quick):
    write_policy(ModelPolicy(require_signature=True), no_policy[0])
    found = inspected(a_pack, a_store)
    assert outcomes(found)["signature"] == "failed"
    assert left_in(a_store) == []


def test_record_that_a_pack_brings_along_counts_for_nothing(a_pack, a_store, quick):
    (a_pack / "install.json").write_text(json.dumps({"install": {"model_id": "x"}, "backend": {"cpu": {}}}))
    folder = installed(a_pack, a_store)
    record = json.loads((a_store / "bright-block" / "1.0.0" / "install.json").read_text())
    assert record["install"]["model_id"] == "bright-block"
    assert "backend" not in record
    assert folder


def test_store_that_cannot_be_written_is_one_sentence(a_pack, tmp_path, quick):
    (tmp_path / "file").write_text("x")
    with pytest.raises(PluginError, match="Models cannot be kept in"):
        inspected(a_pack, tmp_path / "file")


def test_answers_are_compared_by_their_kind(a_pack):
    volume = read_volume(a_pack / "golden" / "image.nii.gz")
    assert answer_of(Volume(volume.voxels, volume.geometry)).values is volume.voxels
