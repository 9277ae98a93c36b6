"""Measures the plugin as it runs: on bodies that were not trained on, and on pictures of real people.

python plugins/chest_xray/chest_xray_evaluate.py --cache ../chest_xray_cache [--pictures FOLDER]
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from chest_xray_cases import held_out
from chest_xray_model import ChestXrayModel
from PIL import Image

from medviewer.api import Classification, Geometry, InputContract, Label, ModelInfo, Volume

FOLDER = Path(__file__).resolve().parent
_SIZE = 512


@dataclass(frozen=True)
class Judged:
    """One picture: probability, whether it has an opacity, and whether the heat's peak lies on it."""

    probability: float
    has_opacity: bool
    peak_on_opacity: bool
    heat_on_opacity: float


def silent(fraction: float, message: str = "") -> None:
    """A report that listens to nobody."""


def a_model(weights: Path = FOLDER / "weights.safetensors") -> ChestXrayModel:
    """The plugin's model with the weights of a file."""
    info = ModelInfo(
        "chest_xray", "1.0.0", "Chest X-ray", "classification", InputContract(dimensions=2),
        (Label(1, "Opacity"),), "Apache-2.0", "", weights=weights.name,
    )  # fmt: skip
    model = ChestXrayModel(info, weights.parent)
    model.load("cpu")
    return model


def judge(weights: Path, cache: Path, seeds: range) -> list[Judged]:
    """Every held-out picture through the whole model."""
    model, judged = a_model(weights), []
    for radiograph in held_out(cache, seeds, _SIZE):
        finding = model.predict(radiograph.volume, {}, silent).findings[0]
        mask = radiograph.opacity_mask
        on, share = heat_on_mask(finding.evidence, radiograph.volume, mask)
        judged.append(Judged(finding.probability, radiograph.has_opacity, on, share))
    return judged


def heat_on_mask(evidence: Volume | None, volume: Volume, mask: np.ndarray) -> tuple[bool, float]:
    """Whether the hottest point lies on the mask (within 5 % of the picture), and the heat's share there."""
    if evidence is None or not mask.any() or not evidence.voxels.any():
        return False, 0.0
    heat = evidence.voxels[0]
    rows, columns = np.meshgrid(*(np.arange(n) for n in heat.shape), indexing="ij")
    ijk = np.stack([columns, rows, np.zeros_like(rows)], axis=-1).reshape(-1, 3)
    place = np.round(volume.geometry.lps_to_index(evidence.geometry.index_to_lps(ijk))).astype(int)
    inside = mask[place[:, 1], place[:, 0]]
    peak = place[int(heat.argmax())][:2]
    away = np.hypot(*(np.argwhere(mask)[:, ::-1] - peak).T).min()
    return bool(away <= 0.05 * max(mask.shape)), float(heat.reshape(-1)[inside].sum() / heat.sum())


def area_under_curve(judged: list[Judged]) -> float:
    """Probability that a picture with an opacity gets the greater number (ties count half)."""
    with_it = np.array([j.probability for j in judged if j.has_opacity])
    without = np.array([j.probability for j in judged if not j.has_opacity])
    return float(((with_it[:, None] > without) + 0.5 * (with_it[:, None] == without)).mean())


def choose_threshold(judged: list[Judged]) -> float:
    """The threshold of the greatest sum of sensitivity and specificity (Youden, 1950), in the middle."""
    candidates = np.linspace(0.05, 0.95, 181)
    sums = [sum(rates(judged, float(t))) for t in candidates]
    best = candidates[np.isclose(sums, max(sums))]
    return float(best[np.abs(best - np.median(best)).argmin()])


def rates(judged: list[Judged], threshold: float) -> tuple[float, float]:
    """Sensitivity and specificity."""
    found = [j.probability >= threshold for j in judged if j.has_opacity]
    clear = [j.probability < threshold for j in judged if not j.has_opacity]
    return float(np.mean(found)), float(np.mean(clear))


def print_measures(judged: list[Judged], threshold: float) -> None:
    sensitivity, specificity = rates(judged, threshold)
    right = np.mean([(j.probability >= threshold) == j.has_opacity for j in judged])
    found = [j for j in judged if j.has_opacity and j.probability >= threshold]
    print(f"held-out pictures {len(judged)}, with opacity {sum(j.has_opacity for j in judged)}")
    print(f"AUC {area_under_curve(judged):.3f}  accuracy {right:.3f}  threshold {threshold:.3f}")
    print(f"sensitivity {sensitivity:.3f}  specificity {specificity:.3f}")
    print(f"heat peaks on the opacity in {np.mean([j.peak_on_opacity for j in found]):.3f} of the found ones")
    print(f"share of the heat on the opacity, mean {np.mean([j.heat_on_opacity for j in found]):.3f}")


def picture_volume(path: Path) -> Volume:
    """A PNG or JPEG as a volume of one slice."""
    pixels = np.asarray(Image.open(path).convert("L"))[None]
    return Volume(pixels, Geometry(pixels.shape), spacing_source="unknown", has_orientation=False)


def say(path: Path, result: Classification) -> None:
    for finding in result.findings:
        verdict = "yes" if finding.is_positive else "no"
        print(f"{path.name}: {finding.label} {finding.probability:.3f} ({verdict})")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--weights", type=Path, default=FOLDER / "weights.safetensors")
    options = parser.parse_args()
    if options.cache:
        from train import HELD_OUT

        model = a_model(options.weights)
        threshold = model.predict(next(held_out(options.cache, HELD_OUT, _SIZE)).volume, {}, silent)
        print_measures(judge(options.weights, options.cache, HELD_OUT), threshold.findings[0].threshold)
    for path in sorted(options.pictures.glob("*.png")) if options.pictures else []:
        say(path, a_model(options.weights).predict(picture_volume(path), {}, silent))


if __name__ == "__main__":
    main()
