"""Random variation of one training case: pose, build, field of view, slice thickness, bowel gas, scanner.

Used by train.py only. A case is a scan in HU and a map of organs, both [k, j, i] in LPS order at 3 mm.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from lung_ct_body import FRAME, body_alone
from torch.nn import functional

CROP_KJI = (48, 88, 112)
AIR_HU = -1000.0
IGNORED = 255
"""Value of a target where nothing is known."""


@dataclass(frozen=True)
class Case:
    """``hu`` and ``organs`` [k, j, i]: 1 left lung, 2 right lung, 5 bone, 0 and others elsewhere.

    ``is_phantom`` allows changes that only a complete organ map allows.
    """

    hu: torch.Tensor
    organs: torch.Tensor
    is_phantom: bool = True


class Augment:
    """Makes random training pairs of `CROP_KJI` from cases; everything follows from ``seed``."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.generator = torch.Generator().manual_seed(seed)

    def __call__(self, case: Case) -> tuple[torch.Tensor, torch.Tensor]:
        """Image (1, k, j, i) in HU and target (k, j, i): 0 other, 1 left lung, 2 right lung."""
        hu, organs = self.posed(case)
        if case.is_phantom and self.chance(0.5):
            hu = self.recoloured(hu, organs)
        if case.is_phantom and self.chance(0.6):
            hu = self.with_cloth(hu, organs)
        if self.chance(0.6):
            hu = self.with_gas(hu, organs)
        if case.is_phantom and self.chance(0.06):
            hu, organs = self.without_lungs(hu, organs)
        target = torch.where(organs <= 2, organs, 0)
        hu = self.scanned(hu)
        hu, target = self.cut(hu, target)
        return hu[None], target.long()

    def chance(self, probability: float) -> bool:
        return bool(self.rng.random() < probability)

    def smooth(self, cells: int, shape: tuple[int, ...] = CROP_KJI) -> torch.Tensor:
        """A smooth random field of about ``cells`` bumps along the longest side, roughly -2..2."""
        size = [max(2, round(cells * n / max(shape))) for n in shape]
        rough = torch.randn((1, 1, *size), generator=self.generator)
        return functional.interpolate(rough, size=shape, mode="trilinear", align_corners=True)[0, 0]

    def posed(self, case: Case) -> tuple[torch.Tensor, torch.Tensor]:
        """A turned, scaled, bent and shifted crop. Never mirrored: the heart stays on the left."""
        rng = self.rng
        turn = np.radians(rng.normal(0.0, (8.0, 5.0, 8.0)).clip(-20, 20))
        zoom = np.exp(rng.normal(0.0, 0.16)) * np.exp(rng.normal(0.0, 0.08, 3))
        matrix = rotation(turn) @ np.diag(1.0 / zoom.clip(0.6, 1.6))
        full = np.array(case.hu.shape[::-1], float)
        slack = np.array([0.15 * full[0], 0.12 * full[1], 0.5 * full[2] * 0.8])
        centre = full / 2 + rng.uniform(-1.0, 1.0, 3) * slack
        axes = [torch.arange(n, dtype=torch.float32) - (n - 1) / 2 for n in CROP_KJI]
        k, j, i = torch.meshgrid(*axes, indexing="ij")
        place = torch.stack([i, j, k], dim=-1) @ torch.tensor(matrix.T, dtype=torch.float32)
        if self.chance(0.6):
            bend = float(rng.uniform(0.5, 2.5))
            cells = int(rng.integers(3, 7))
            place = place + bend * torch.stack([self.smooth(cells) for _ in range(3)], dim=-1)
        place = (place + torch.tensor(centre, dtype=torch.float32)) / torch.tensor(full, dtype=torch.float32)
        grid = (place * 2 - 1)[None]
        beyond = "border" if self.chance(0.5) else "zeros"
        above_air = (case.hu.float() - AIR_HU)[None, None]
        hu = functional.grid_sample(above_air, grid, "bilinear", beyond, align_corners=False)[0, 0] + AIR_HU
        organs = functional.grid_sample(case.organs.float()[None, None], grid, "nearest", beyond, False)[0, 0]
        return hu, organs.to(torch.uint8)

    def recoloured(self, hu: torch.Tensor, organs: torch.Tensor) -> torch.Tensor:
        """Another mean value for the lungs and other contrast for the rest; texture stays."""
        rng = self.rng
        lung = (organs == 1) | (organs == 2)
        shift = float(rng.normal(0.0, 50.0))
        stretch = float(np.exp(rng.normal(0.0, 0.3)))
        inside = hu[lung]
        if len(inside):
            middle = inside.median()
            hu = torch.where(lung, middle + (hu - middle) * stretch + shift, hu)
        soft = (~lung) & (hu > -200)
        patchy = float(rng.uniform(0, 40)) * self.smooth(int(rng.integers(4, 14)))
        hu = torch.where(soft, hu + patchy, hu)
        if self.chance(0.3):
            hu = torch.where(lung, hu + 60.0 * self.smooth(int(rng.integers(3, 20))).abs(), hu)
        return hu

    def with_cloth(self, hu: torch.Tensor, organs: torch.Tensor) -> torch.Tensor:
        """Blankets, cushions and foam around the body: thin grey matter that is as light as lung."""
        rng = self.rng
        folds = self.smooth(int(rng.integers(6, 40))) + 0.5 * self.smooth(int(rng.integers(20, 60)))
        weight = float(np.exp(rng.uniform(np.log(20.0), np.log(400.0))))
        folds = (folds - float(rng.uniform(-0.5, 1.0))).clamp(0.0, 1.5)
        return torch.where(organs == 0, hu + weight * folds, hu)

    def without_lungs(self, hu: torch.Tensor, organs: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """A trunk that is solid throughout: no lung to be found, whatever surrounds it."""
        lung = (organs == 1) | (organs == 2)
        solid = float(self.rng.uniform(-100.0, 70.0)) + 20.0 * self.smooth(int(self.rng.integers(4, 20)))
        return torch.where(lung, solid, hu), torch.where(lung, 8, organs)

    def with_gas(self, hu: torch.Tensor, organs: torch.Tensor) -> torch.Tensor:
        """Gas, gas over fluid and stool in soft tissue: what bowel and stomach look like beside a lung."""
        rng = self.rng
        lung = ((organs == 1) | (organs == 2)).float()
        near = functional.max_pool3d(lung[None, None], 3, 1, 1)[0, 0] > 0
        if lung.any() and self.chance(0.7):
            lowest = int(torch.nonzero(lung.amax(dim=(1, 2)))[0])
            top = min(CROP_KJI[0], lowest + int(rng.integers(0, 25)))
        else:
            top = CROP_KJI[0]
        room = (hu > -150) & (organs != 5) & ~near
        room[top:] = False
        if not room.any():
            return hu
        bubbles = self.smooth(int(rng.integers(5, 20))) + 0.5 * self.smooth(int(rng.integers(12, 36)))
        level = float(rng.uniform(0.6, 1.5))
        gas = room & (bubbles > level)
        value = AIR_HU + abs(float(rng.normal(0.0, 40.0)))
        if self.chance(0.5):
            stool = 350.0 + 250.0 * self.smooth(48)
            return torch.where(gas, value + stool.clamp(0, 1000) * float(rng.uniform(0.3, 2.0)), hu)
        return torch.where(gas, torch.full_like(hu, value), hu)

    def scanned(self, hu: torch.Tensor) -> torch.Tensor:
        """Thick slices, soft and sharp kernels, noise, an offset of the scale, padding."""
        rng = self.rng
        if self.chance(0.4):
            soft = float(rng.uniform(0.2, 0.5))
            kernel = torch.tensor([soft / 2, 1 - soft, soft / 2])
            for axis in range(3):
                shape = [1, 1, 1, 1, 1]
                shape[2 + axis] = 3
                pad = [0, 0, 0, 0, 0, 0]
                pad[2 * (2 - axis)] = pad[2 * (2 - axis) + 1] = 1
                hu = functional.conv3d(
                    functional.pad(hu[None, None], pad, mode="replicate"), kernel.reshape(shape)
                )[0, 0]
        if self.chance(0.35):
            thick = float(rng.uniform(1.2, 3.3))
            count = max(2, round(CROP_KJI[0] / thick))
            coarse = functional.interpolate(hu[None, None], size=(count, *CROP_KJI[1:]), mode="area")
            hu = functional.interpolate(coarse, size=CROP_KJI, mode="trilinear", align_corners=False)[0, 0]
        if self.chance(0.8):
            strength = float(np.exp(rng.uniform(np.log(3.0), np.log(70.0))))
            hu = hu + strength * torch.randn(hu.shape, generator=self.generator)
        hu = hu * float(rng.normal(1.0, 0.03)) + float(rng.normal(0.0, 20.0))
        return hu.clamp(-1000.0, 400.0)

    def cut(self, hu: torch.Tensor, target: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """A smaller field of view (fewer slices, a box, a circle), then mostly the body alone as at a run."""
        rng = self.rng
        depth, height, width = CROP_KJI
        if self.chance(0.3):
            count = int(rng.integers(6, depth))
            first = int(rng.integers(0, depth - count + 1))
            rows = (torch.arange(depth) + first).clamp(max=first + count - 1)
            hu, target = hu[rows], target[rows]
        top, left, bottom, right = 0, 0, height, width
        if self.chance(0.4):
            top, left = int(rng.integers(0, height // 3)), int(rng.integers(0, width // 3))
            bottom = height - int(rng.integers(0, height // 3))
            right = width - int(rng.integers(0, width // 3))
            if self.chance(0.4):
                left, right = self.one_side(target, left, right)
            box = torch.zeros(height, width, dtype=torch.bool)
            box[top:bottom, left:right] = True
            hu, target = torch.where(box, hu, AIR_HU), torch.where(box, target, 0)
        if self.chance(0.2):
            y = torch.arange(height)[:, None] - height / 2 - float(rng.normal(0, 5))
            x = torch.arange(width)[None, :] - width / 2 - float(rng.normal(0, 5))
            circle = torch.hypot(x, y) < float(rng.uniform(45, 70))
            hu, target = torch.where(circle, hu, AIR_HU), torch.where(circle, target, 0)
        if self.chance(0.8):
            framed = torch.from_numpy(body_alone(hu[:, top:bottom, left:right].numpy()))
            canvas = torch.full((depth, height + 2 * FRAME, width + 2 * FRAME), AIR_HU)
            canvas[:, top : bottom + 2 * FRAME, left : right + 2 * FRAME] = framed
            hu = torch.where(target > 0, hu, canvas[:, FRAME:-FRAME, FRAME:-FRAME])
        return hu, target

    def one_side(self, target: torch.Tensor, left: int, right: int) -> tuple[int, int]:
        """First and last column of a picture of one half of the chest only."""
        middle = CROP_KJI[2] // 2
        lungs = [torch.nonzero((target == side).any(dim=0).any(dim=0)).flatten() for side in (1, 2)]
        if all(len(columns) for columns in lungs):
            middle = int((lungs[0].float().mean() + lungs[1].float().mean()) / 2)
        edge = int(np.clip(middle + self.rng.normal(0.0, 8.0), left + 20, right - 20))
        return (edge, right) if self.chance(0.5) else (left, edge)


def rotation(angles_xyz: np.ndarray) -> np.ndarray:
    """Rotation matrix about x, then y, then z."""
    (cx, cy, cz), (sx, sy, sz) = np.cos(angles_xyz), np.sin(angles_xyz)
    about_x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    return np.asarray(about_z @ about_y @ about_x)
