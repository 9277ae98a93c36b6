"""TotalSegmentator's weight folders become one pack a task and answer as TotalSegmentator does."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from scipy import ndimage

from medviewer.core.geometry import Geometry
from medviewer.core.reorient import reorient
from medviewer.core.volume import Volume
from medviewer.engine.pack_model import PackModel
from medviewer.importers.convert import convert
from medviewer.importers.nnunet.labels import label_colour
from medviewer.importers.refused import ImportRefused
from medviewer.importers.source_format import source_format
from medviewer.importers.totalsegmentator.classes import TOTAL, TOTAL_MR, code_of

MakeModel = Callable[..., Path]
Predict = Callable[..., npt.NDArray[Any]]

_TRAINER = "nnUNetTrainerNoMirroring"
_PARTS: dict[str, Sequence[str]] = {
    "Dataset291_TotalSegmentator_part1_organs_1559subj": TOTAL[:24],
    "Dataset292_TotalSegmentator_part2_vertebrae_1532subj": TOTAL[24:50],
    "Dataset293_TotalSegmentator_part3_cardiac_1559subj": TOTAL[50:68],
    "Dataset294_TotalSegmentator_part4_muscles_1559subj": TOTAL[68:91],
    "Dataset295_TotalSegmentator_part5_ribs_1559subj": TOTAL[91:],
}


def _silent(fraction: float, message: str = "") -> None:
    """Nobody watches."""


def _make(make_model: MakeModel, top: Path, name: str, classes: Sequence[str], **settings: Any) -> Path:
    labels = {"background": 0, **{one: n for n, one in enumerate(classes, 1)}}
    told = {"trainer": _TRAINER, "spacing": (1.5, 1.5, 1.5), "mirror": None, **settings}
    return make_model(top, dataset_name=name, labels=labels, **told)


@pytest.fixture(scope="module")
def all_parts(make_model: MakeModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five parts of the task "total" in one folder, as TotalSegmentator keeps them."""
    top = tmp_path_factory.mktemp("weights")
    for n, (name, classes) in enumerate(_PARTS.items()):
        _make(make_model, top, name, classes, seed=n)
    return top


def _head(shape: tuple[int, int, int]) -> npt.NDArray[np.float32]:
    generator = np.random.default_rng(3)
    values = 40 + 900 * ndimage.gaussian_filter(generator.normal(0, 1, shape), 2)
    return np.round(values).astype(np.float32)


def _as_totalsegmentator(
    predict: Predict, folders: Sequence[tuple[Path, int]], image: npt.NDArray[Any], mm: float, to: float,
    step: float, whole_numbers: bool,
) -> npt.NDArray[Any]:  # fmt: skip
    """Its resampling around nnU-Net, on an array that lies as it turns images (SAR)."""
    small = ndimage.zoom(image.astype(np.float64), mm / to, order=3)
    small = small.astype(np.int32) if whole_numbers else small
    merged = np.zeros(small.shape, np.uint8)
    for folder, first in folders:
        labels = predict(folder, small[None].astype(np.float32), (to,) * 3, step=step)
        merged[labels > 0] = labels[labels > 0] + first
    return ndimage.zoom(merged, np.array(image.shape) / np.array(merged.shape), order=0)


def test_five_parts_become_one_pack_of_117_labels(all_parts: Path, tmp_path: Path) -> None:
    pack = convert(all_parts, tmp_path / "pack", {"golden": "no"}, _silent)
    assert pack.info.id == "totalsegmentator-total"
    assert [stage.name for stage in pack.stages] == [f"part-{n}" for n in range(291, 296)]
    assert [label.number for label in pack.info.labels] == list(range(1, 118))
    assert [label.name for label in pack.info.labels] == list(TOTAL)
    assert pack.stages[1].output.labels == (0, *range(25, 51))
    assert pack.stages[4].output.labels == (0, *range(92, 118))
    for stage in pack.stages:
        assert stage.space.axes == "SAR"
        assert stage.space.spacing_mm == (1.5, 1.5, 1.5)
        assert (stage.space.resampling, stage.output.resample) == ("cubic", "labels")
        assert (stage.tiles.step, stage.tiles.mirror_axes) == (0.8, ())
    assert pack.info.contract.modalities == ("CT",)


def test_the_merged_pack_answers_as_the_parts_do(
    all_parts: Path, predict_with_nnunet: Predict, tmp_path: Path
) -> None:
    pack = PackModel(convert(all_parts, tmp_path / "pack", {"golden": "no"}, _silent))
    pack.load("cpu")
    image = _head((36, 40, 38))
    grid = Geometry(image.shape)
    turned, turned_grid = reorient(image, grid, "RAS")
    result = pack.predict(
        Volume(np.ascontiguousarray(turned), turned_grid), {"precision": "float32"}, _silent
    )
    firsts = [TOTAL.index(classes[0]) for classes in _PARTS.values()]
    folders = [
        (all_parts / name / f"{_TRAINER}__nnUNetPlans__3d_fullres", first)
        for name, first in zip(_PARTS, firsts, strict=True)
    ]
    as_they_see_it = np.ascontiguousarray(turned)
    exact = _as_totalsegmentator(predict_with_nnunet, folders, as_they_see_it, 1.0, 1.5, 0.8, False)
    whole = _as_totalsegmentator(predict_with_nnunet, folders, as_they_see_it, 1.0, 1.5, 0.8, True)
    assert len(np.unique(exact)) > 10
    assert float((result.labels == exact).mean()) >= 0.999
    assert float((result.labels == whole).mean()) >= 0.95


@pytest.mark.parametrize(
    ("name", "task", "mm", "classes", "modality"),
    [
        ("Dataset297_TotalSegmentator_total_3mm_1559subj", "total-3mm", 3.0, TOTAL, "CT"),
        ("Dataset298_TotalSegmentator_total_6mm_1559subj", "total-6mm", 6.0, TOTAL, "CT"),
        ("Dataset852_TotalSegMRI_total_3mm_1088subj", "total-mr-3mm", 3.0, TOTAL_MR, "MR"),
        ("Dataset299_body_1559subj", "body", 1.5, ("body_trunc", "body_extremities"), "CT"),
    ],
)
def test_tasks_of_one_network(
    make_model: MakeModel,
    tmp_path: Path,
    name: str,
    task: str,
    mm: float,
    classes: Sequence[str],
    modality: str,
) -> None:
    model = _make(make_model, tmp_path / "weights", name, classes, spacing=(mm,) * 3)
    pack = convert(model.parent, tmp_path / "pack", {"golden": "no"}, _silent)
    assert pack.info.id == f"totalsegmentator-{task}"
    assert pack.info.contract.modalities == (modality,)
    assert pack.stages[0].space.spacing_mm == (mm,) * 3
    assert pack.stages[0].tiles.step == 0.5
    assert len(pack.info.labels) == len(classes)
    assert bool(pack.clean_up) == (task == "body")


def test_a_zip_as_it_is_published_is_known_by_its_folder(make_model: MakeModel, tmp_path: Path) -> None:
    name = "Dataset297_TotalSegmentator_total_3mm_1559subj"
    model = _make(make_model, tmp_path / "weights", name, TOTAL, spacing=(3.0,) * 3)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for file in model.rglob("*"):
            if file.is_file():
                archive.write(file, file.relative_to(tmp_path / "weights"))
    pack = convert(tmp_path / "x.zip", tmp_path / "pack", {"golden": "no"}, _silent)
    assert pack.stages[0].space.resampling == "cubic"
    assert len(pack.info.labels) == 117


def test_missing_parts_are_named(make_model: MakeModel, tmp_path: Path) -> None:
    for name in list(_PARTS)[:3]:
        _make(make_model, tmp_path / "weights", name, _PARTS[name])
    with pytest.raises(ImportRefused) as refused:
        convert(tmp_path / "weights", tmp_path / "pack", {"golden": "no"}, _silent)
    assert [reason.split()[0] for reason in refused.value.reasons] == ["Dataset294", "Dataset295"]


def test_of_several_tasks_one_must_be_named(make_model: MakeModel, all_parts: Path, tmp_path: Path) -> None:
    top = tmp_path / "weights"
    _make(make_model, top, "Dataset297_TotalSegmentator_total_3mm_1559subj", TOTAL, spacing=(3.0,) * 3)
    _make(make_model, top, "Dataset299_body_1559subj", ("body_trunc", "body_extremities"))
    with pytest.raises(ImportRefused, match="total-3mm, body"):
        convert(top, tmp_path / "a", {"golden": "no"}, _silent)
    pack = convert(top, tmp_path / "b", {"golden": "no", "task": "body"}, _silent)
    assert pack.info.id == "totalsegmentator-body"


def test_a_label_that_the_task_does_not_have_is_refused(make_model: MakeModel, tmp_path: Path) -> None:
    model = _make(make_model, tmp_path / "weights", "Dataset299_body_1559subj", ("body_trunc", "tail"))
    with pytest.raises(ImportRefused, match="tail"):
        convert(model.parent, tmp_path / "pack", {"golden": "no"}, _silent)


def test_a_network_that_runs_on_one_organ_is_only_taken_knowingly(
    make_model: MakeModel, tmp_path: Path
) -> None:
    name = "Dataset258_lung_vessels_248subj"
    model = make_model(tmp_path / "w", dataset_name=name, labels={"background": 0, "vessels": 1})
    with pytest.raises(ImportRefused, match="the lungs alone"):
        convert(model.parent, tmp_path / "a", {"golden": "no"}, _silent)
    pack = convert(model.parent, tmp_path / "b", {"golden": "no", "whole_image": "yes"}, _silent)
    assert pack.stages[0].space.axes == "SAR"
    assert pack.stages[0].space.resampling == "nnunet"
    assert pack.stages[0].tiles.mirror_axes == ()
    assert "cropped" in pack.made_from


def test_other_models_of_nnunet_are_not_taken_for_it(make_model: MakeModel) -> None:
    assert source_format(make_model(dataset_name="Dataset297_Prostate").parent) == "nnunet"
    assert source_format(make_model(dataset_name="Dataset299_body_1559subj").parent) == "totalsegmentator"


def test_most_classes_have_a_code_and_none_is_used_for_two_things() -> None:
    coded = {name: code_of(name) for name in TOTAL}
    assert sum(code is not None for code in coded.values()) >= 105
    meanings: dict[str, set[str]] = {}
    for name, code in coded.items():
        if code is not None:
            assert code.scheme == "SCT"
            assert code.value.isdigit()
            meanings.setdefault(code.value, set()).add(name.replace("_left", "").replace("_right", ""))
    assert all(len(names) == 1 for names in meanings.values())


@pytest.mark.parametrize("value", sorted({code.value for name in TOTAL if (code := code_of(name))}))
def test_every_code_has_its_check_digit(value: str) -> None:
    """SNOMED identifiers end with a Verhoeff check digit, so a slip of the pen is found."""
    assert _verhoeff(value) == 0


def _verhoeff(digits: str) -> int:
    turn = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)
    state = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit)
        for _ in range(place % 8):
            number = turn[number]
        state = _dihedral(state, number)
    return state


def _dihedral(a: int, b: int) -> int:
    """The product of two elements of the symmetries of a pentagon."""
    if a < 5:
        return (a + b) % 5 if b < 5 else 5 + (a + b) % 5
    return 5 + (a - b) % 5 if b < 5 else (a - b) % 5


def test_colours_do_not_repeat() -> None:
    colours = [label_colour(n) for n in range(117)]
    assert len(set(colours)) == 117
