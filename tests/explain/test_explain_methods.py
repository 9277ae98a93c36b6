"""Every method finds the one place that a network looks at, in pictures and volumes."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from medviewer.core.errors import Cancelled, ModelError
from medviewer.core.heat_map import HeatMapMethod
from medviewer.explain.explain import explain, heat_of
from medviewer.explain.options import Options
from medviewer.explain.subject import Subject

METHODS: tuple[HeatMapMethod, ...] = (
    "occlusion", "integrated_gradients", "gradient_shap", "kernel_shap", "lime",
)  # fmt: skip


def silent(fraction: float, message: str = "") -> None:
    return None


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("activation", ["sigmoid", "softmax"])
def test_the_hottest_place_is_where_the_network_looks(
    a_subject: tuple[Subject, tuple[int, ...]], method: HeatMapMethod, activation: str
) -> None:
    subject, seen = a_subject
    heat = explain(subject.network, subject.image, 0, method, Options(batch=16), silent, activation)  # type: ignore[arg-type]
    assert heat.shape == subject.space
    assert heat.dtype == np.float32
    assert (heat.min(), heat.max()) == (0.0, 1.0)
    hottest = np.argwhere(heat > 0.8).mean(axis=0)
    assert np.linalg.norm(hottest - seen) < 5.0


@pytest.mark.parametrize("method", METHODS)
def test_the_same_seed_gives_the_same_map(
    a_subject: tuple[Subject, tuple[int, ...]], method: HeatMapMethod
) -> None:
    subject, _ = a_subject
    options = Options(batch=16, samples=32, steps=4)
    before = torch.random.get_rng_state()
    first = heat_of(subject, method, options)
    torch.rand(7)
    second = heat_of(subject, method, options)
    assert np.array_equal(first, second)
    torch.random.set_rng_state(before)


class Maps(nn.Module):
    """A small classifier with maps and places, in two or three dimensions."""

    def __init__(self, dimensions: int) -> None:
        super().__init__()
        conv = nn.Conv2d if dimensions == 2 else nn.Conv3d
        pool = nn.AdaptiveAvgPool2d(1) if dimensions == 2 else nn.AdaptiveAvgPool3d(1)
        self.first = conv(1, 6, 3, stride=2, padding=1)
        self.relu = nn.ReLU(inplace=True)
        self.second = conv(6, 8, 3, stride=2, padding=1)
        self.last = nn.ReLU(inplace=True)
        self.pool = pool
        self.head = nn.Linear(8, 3)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return self.head(self.pool(self.last(self.second(self.relu(self.first(images))))).flatten(1))


@pytest.mark.filterwarnings("ignore:Full backward hook:UserWarning")  # MONAI's own hooks
@pytest.mark.parametrize("dimensions", [2, 3])
@pytest.mark.parametrize("method", ["gradcam", "gradcam++"])
def test_grad_cam_is_what_monai_computes(dimensions: int, method: HeatMapMethod) -> None:
    from monai.visualize import GradCAM, GradCAMpp

    torch.manual_seed(1)
    network = Maps(dimensions).eval()
    image = torch.randn(1, 1, *(24, 20, 28)[:dimensions])
    theirs = (GradCAM if method == "gradcam" else GradCAMpp)(
        network, "last",
        upsampler=lambda size: nn.Upsample(size, mode="bilinear" if dimensions == 2 else "trilinear"),
        postprocessing=lambda values: values,
    )  # fmt: skip
    expected = theirs(image, class_idx=1)[0, 0].detach().clamp(min=0.0).numpy()
    ours = explain(network, image, 1, method, Options(), silent)
    assert expected.max() > 0.0
    # MONAI adds 1e-7 to Grad-CAM++'s small denominators
    assert np.allclose(ours, expected / expected.max(), atol=1e-5 if method == "gradcam" else 0.02)


def test_integrated_gradients_are_what_captum_computes_and_add_up() -> None:
    from medviewer.explain.path_gradients import integrated_gradients

    captum = pytest.importorskip("captum.attr")
    torch.manual_seed(2)
    network = Maps(2).eval()
    image, reference = torch.randn(1, 1, 24, 20), torch.zeros(1, 1, 24, 20)
    ours = integrated_gradients(Subject(network, image, 2), reference, 64)
    theirs = captum.IntegratedGradients(network).attribute(image, reference, target=2, n_steps=64)
    assert torch.allclose(ours, theirs[0], atol=1e-5)
    with torch.no_grad():
        gain = (network(image) - network(reference))[0, 2]
    assert float(ours.sum()) == pytest.approx(float(gain), abs=2e-3)


def test_kernel_shap_gives_the_shapley_values_of_a_small_game() -> None:
    """Three parts, with what two of them are worth together split between them."""
    from medviewer.explain.surrogate import kernel_shap_map

    def game(images: torch.Tensor) -> torch.Tensor:
        a, b, c = (images[:, 0, n] for n in range(3))
        return (1.0 * a + 2.0 * b + 3.0 * a * b - 1.0 * c)[:, None]

    subject = Subject(game, torch.ones(1, 1, 3), 0)
    values = kernel_shap_map(subject, torch.zeros(1, 1, 3), np.arange(3, dtype=np.int32), 4000, 0)
    assert values.tolist() == pytest.approx([2.5, 3.5, -1.0], abs=0.1)
    assert float(values.sum()) == pytest.approx(5.0, abs=1e-5)


def test_a_network_without_gradients_is_explained_by_occlusion_and_refused_by_grad_cam(
    a_subject: tuple[Subject, tuple[int, ...]],
) -> None:
    subject, seen = a_subject
    module = subject.module
    assert module is not None
    plain = lambda images: module(images)  # noqa: E731 - a network that is no module, as ONNX is
    heat = explain(plain, subject.image, 0, "occlusion", Options(batch=16), silent)
    assert np.linalg.norm(np.argwhere(heat > 0.8).mean(axis=0) - seen) < 5.0
    for method in ("gradcam", "integrated_gradients"):
        with pytest.raises(ModelError, match="occlusion"):
            explain(plain, subject.image, 0, method, Options(), silent)  # type: ignore[arg-type]


def test_never_more_images_than_a_batch_are_judged_at_once(
    a_subject: tuple[Subject, tuple[int, ...]],
) -> None:
    subject, _ = a_subject
    sizes = []
    module = subject.module
    assert module is not None

    def network(images: torch.Tensor) -> torch.Tensor:
        sizes.append(len(images))
        return torch.as_tensor(module(images))

    for method in ("occlusion", "kernel_shap", "lime"):
        explain(network, subject.image, 0, method, Options(batch=3, samples=20), silent)  # type: ignore[arg-type]
    assert max(sizes) == 3


@pytest.mark.parametrize("method", METHODS)
def test_progress_goes_on_and_a_cancel_comes_out(
    a_subject: tuple[Subject, tuple[int, ...]], method: HeatMapMethod
) -> None:
    subject, _ = a_subject
    told: list[float] = []

    def stop(fraction: float, message: str = "") -> None:
        told.append(fraction)
        if fraction > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        explain(subject.network, subject.image, 0, method, Options(batch=2), stop)
    assert told == sorted(told)
    assert max(told[:-1]) <= 0.3


def test_weights_and_their_gradients_are_left_as_they_were(
    a_subject: tuple[Subject, tuple[int, ...]],
) -> None:
    subject, _ = a_subject
    module = subject.module
    assert module is not None
    before = {name: value.clone() for name, value in module.state_dict().items()}
    for method in ("gradcam", "integrated_gradients", "occlusion"):
        explain(module, subject.image, 0, method, Options(steps=4, samples=8), silent)  # type: ignore[arg-type]
    assert all(torch.equal(before[name], value) for name, value in module.state_dict().items())
    assert all(weight.requires_grad and weight.grad is None for weight in module.parameters())


def test_an_output_that_is_not_there_is_refused(a_subject: tuple[Subject, tuple[int, ...]]) -> None:
    subject, _ = a_subject
    with pytest.raises(ModelError, match="2 outputs"):
        explain(subject.network, subject.image, 5, "occlusion", Options(), silent)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"explain_batch": "0"}, "positive"),
        ({"explain_steps": "many"}, "whole number"),
        ({"explain_reference": "pink"}, "blur, mean or low"),
    ],
)
def test_options_that_make_no_sense_are_refused(params: dict[str, str], sentence: str) -> None:
    with pytest.raises(ModelError, match=sentence):
        Options.from_params(params)


def test_options_are_read_from_parameters() -> None:
    options = Options.from_params({"explain_batch": "2", "explain_trust": "false", "weights": "x"})
    assert options == Options(batch=2, trust=False)
