"""Simulated radiographs to train and test on: bodies projected once, then exposed anew each time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from medviewer.samples.radiograph import (
    Projection,
    Radiograph,
    expose,
    project,
    random_exposure,
    random_standing_spec,
    standing_spec,
)

Image = npt.NDArray[np.float32]

OPACITIES_PER_BODY = 2
_ATTEMPTS = 40
_EXPOSURES = 3
_LEAST_OPACITY_MM = 14.0


@dataclass(frozen=True)
class Body:
    """One body: its projection, and for each of some opacities what it adds and where it lies."""

    clear: Projection
    added: tuple[Image, ...]
    opacity_mm: tuple[Image, ...]


def make_body(seed: int) -> Body:
    """The random body of a seed with `OPACITIES_PER_BODY` opacities that a ray can see."""
    rng = np.random.default_rng(seed)
    thorax = random_standing_spec(rng)
    clear = project(thorax)
    added, places = [], []
    for attempt in range(_ATTEMPTS):
        kind = "consolidation" if rng.random() < 0.65 else "ground glass"
        filled = project(replace(thorax, opacity=True, opacity_kind=kind, opacity_seed=attempt))
        if filled.opacity_mm.max() >= _LEAST_OPACITY_MM:
            added.append(filled.attenuation - clear.attenuation)
            places.append(filled.opacity_mm)
        if len(added) == OPACITIES_PER_BODY:
            break
    return Body(clear, tuple(added), tuple(places))


def kept_body(seed: int, cache: Path) -> Body:
    """`make_body`, kept as a file in ``cache``."""
    file = cache / f"body_{seed:05d}.npz"
    if not file.exists():
        body = make_body(seed)
        part = file.with_suffix(".part.npz")
        np.savez(
            part,
            clear=body.clear.attenuation.astype(np.float16),
            spacing=np.array(body.clear.spacing_mm),
            added=np.stack(body.added).astype(np.float16),
            opacity_mm=np.stack(body.opacity_mm).astype(np.float16),
        )
        part.replace(file)
    with np.load(file) as stored:
        clear = stored["clear"].astype(np.float32)
        spacing = (float(stored["spacing"][0]), float(stored["spacing"][1]))
        added, places = (stored[name].astype(np.float32) for name in ("added", "opacity_mm"))
    return Body(Projection(clear, np.zeros_like(clear), spacing), tuple(added), tuple(places))


def take_picture(
    body: Body, rng: np.random.Generator, with_opacity: bool, size: int, density: float = 1.0
) -> Radiograph:
    """A random exposure of a body, without or with one or both of its opacities, weaker or stronger.

    ``density`` is a factor of what the opacities add.
    """
    attenuation, place = body.clear.attenuation, body.clear.opacity_mm
    if with_opacity:
        chosen = rng.permutation(len(body.added))[: 1 if rng.random() < 0.65 else 2]
        for n in chosen:
            strength = np.float32(density * rng.uniform(0.6, 1.4))
            attenuation = attenuation + strength * body.added[n]
            place = place + body.opacity_mm[n]
    rows = int(size * rng.uniform(1.0, 1.3))
    columns = int(size * rng.uniform(1.0, 1.3))
    exposure = random_exposure(rng, standing_spec(0, with_opacity), (rows, columns))
    return expose(Projection(attenuation, place, body.clear.spacing_mm), exposure)


def held_out(cache: Path, seeds: range, size: int) -> Iterator[Radiograph]:
    """Some pictures of each body without and with an opacity, always the same."""
    for seed in seeds:
        body = kept_body(seed, cache)
        for number in range(2 * _EXPOSURES):
            yield take_picture(body, np.random.default_rng([seed, number]), number % 2 == 1, size)
