"""What the network is given: our model space against nnU-Net's own preprocessing."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume
from medviewer.engine.grid.model_space import to_model_space
from medviewer.importers.nnunet.convert import convert_nnunet

MakeModel = Callable[..., Path]


def _image(shape: tuple[int, ...], seed: int = 1) -> np.ndarray:
    """Something like a head: an ellipsoid of noise with a dark inside, zero around."""
    generator = np.random.default_rng(seed)
    axes = [np.linspace(-1.2, 1.2, n) for n in shape]
    radius = np.sqrt(sum(grid**2 for grid in np.meshgrid(*axes, indexing="ij")))
    values = np.where(radius < 1, 300 - 200 * (radius < 0.4) + generator.normal(0, 60, shape), 0)
    return values.astype(np.float32)


_CASES: dict[str, tuple[dict[str, Any], tuple[float, ...]]] = {
    "CT on its own grid": ({}, (1.0, 1.0, 1.0)),
    "CT finer": ({}, (1.5, 1.3, 1.3)),
    "CT of thick slices": ({"spacing": (3.0, 1.0, 1.0)}, (5.0, 0.8, 0.8)),
    "MR of what is not zero": (
        {"channels": ("T1",), "schemes": ("ZScoreNormalization",), "masked": (True,)}, (1.5, 1.3, 1.3),
    ),
    "MR of everything": (
        {"channels": ("T1",), "schemes": ("ZScoreNormalization",)}, (1.5, 1.3, 1.3),
    ),
    "rescaled": ({"channels": ("x",), "schemes": ("RescaleTo01Normalization",)}, (1.5, 1.3, 1.3)),
    "as it is": ({"channels": ("x",), "schemes": ("NoNormalization",)}, (1.0, 1.3, 1.3)),
    "turned": ({"transpose": (2, 0, 1), "spacing": (1.0, 2.0, 1.5)}, (1.5, 1.3, 1.1)),
    "slices": (
        {"configuration": "2d", "patch": (16, 16), "spacing": (1.0, 1.1), "mirror": (0, 1)}, (5.0, 0.8, 0.9),
    ),
    "slices of another axis": (
        {
            "configuration": "2d", "patch": (16, 16), "spacing": (1.0, 1.1), "mirror": (0, 1),
            "transpose": (1, 0, 2),
        },
        (0.8, 5.0, 0.9),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", _CASES)
def test_the_network_is_given_what_nnunet_gives_it(
    make_model: MakeModel, tmp_path: Path, nnunet_preprocesses: Callable[..., np.ndarray], case: str
) -> None:
    settings, spacing = _CASES[case]
    model = make_model(**settings)
    image = _image((30, 34, 38))
    theirs = nnunet_preprocesses(model, image[None], spacing)
    stage = convert_nnunet(model, tmp_path / "pack", {}).stages[0]
    grid = Geometry(image.shape, spacing_ijk=spacing[::-1])
    ours = to_model_space([Volume(image, grid)], stage).tensor().numpy()
    assert ours.shape == theirs.shape
    np.testing.assert_allclose(ours, theirs, atol=1e-4 * max(1.0, float(np.abs(theirs).max())))


def test_two_channels_are_given_with_one_mask(
    make_model: MakeModel, tmp_path: Path, nnunet_preprocesses: Callable[..., np.ndarray]
) -> None:
    model = make_model(
        channels=("T1", "T2"), schemes=("ZScoreNormalization",) * 2, masked=(True, True), spacing=(1.2,) * 3
    )
    first, second = _image((30, 34, 38)), np.roll(_image((30, 34, 38), 2), 3, axis=1)
    theirs = nnunet_preprocesses(model, np.stack([first, second]), (1.0, 1.0, 1.0))
    stage = convert_nnunet(model, tmp_path / "pack", {}).stages[0]
    grid = Geometry(first.shape)
    ours = to_model_space([Volume(first, grid), Volume(second, grid)], stage).tensor().numpy()
    np.testing.assert_allclose(ours, theirs, atol=1e-4)


@pytest.fixture(scope="session")
def nnunet_preprocesses(predict_with_nnunet: object) -> Callable[..., np.ndarray]:
    """nnU-Net's own preprocessor on arrays [c, k, j, i]."""
    from nnunetv2.preprocessing.preprocessors.default_preprocessor import DefaultPreprocessor
    from nnunetv2.utilities.plans_handling.plans_handler import PlansManager

    def run(folder: Path, image: np.ndarray, spacing: tuple[float, ...]) -> np.ndarray:
        plans = PlansManager(str(folder / "plans.json"))
        configuration = plans.get_configuration(folder.name.split("__")[2])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data, _, _ = DefaultPreprocessor(verbose=False).run_case_npy(
                image.copy(),
                None,
                {"spacing": list(spacing)},
                plans,
                configuration,
                str(folder / "dataset.json"),
            )
        return np.asarray(data)

    return run
