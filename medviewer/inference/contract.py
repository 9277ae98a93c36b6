"""The contract check: whether an image is what a model accepts, in plain words, before anything runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from medviewer.api.contract import InputContract
from medviewer.api.model_info import ModelInfo
from medviewer.core.series import SeriesEntry, Verdict
from medviewer.core.volume import Stack, Volume

# Beyond the contract's spacing by this factor a model is not just worse but meaningless.
_FAR_OUT = 2.0
_SAMPLES = 200_000


@dataclass(frozen=True)
class ContractCheck:
    """Sentences for the user.

    With any of ``blocks`` the model must not run; ``warnings`` are told; with any of
    ``needs_agreement`` it runs only after the user has agreed to it for this image.
    """

    blocks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    needs_agreement: tuple[str, ...] = ()

    @property
    def is_accepted(self) -> bool:
        return not self.blocks


def check_contract(info: ModelInfo, image: Volume | Stack) -> ContractCheck:
    """Checks modality, dimensions, spacing, extent, unit and values of an image.

    Parameters
    ----------
    info
        The model.
    image
        What it would be given. A stack of one frame counts as a single picture.
    """
    contract = info.contract
    blocks, warnings = _check_kind(contract, image)
    if not blocks:
        single = image.slice(0) if isinstance(image, Stack) else image
        for more_blocks, more_warnings in (
            _check_spacing(contract, single),
            _check_extent(contract, single),
            _check_values(contract, single),
            _check_orientation(contract, single),
            _check_body_part(contract, single),
        ):
            blocks += more_blocks
            warnings += more_warnings
    return ContractCheck(tuple(blocks), tuple(warnings), () if blocks else _to_agree_to(image))


def blocks_of_headers(contract: InputContract, entry: SeriesEntry) -> tuple[str, ...]:
    """What speaks against a series whose pixels have not been read: its modality and its shape."""
    slices, modality = entry.shape_kji[0], entry.info.modality
    blocks = []
    if contract.modalities and modality and modality not in contract.modalities:
        blocks.append(f"This model is for {' or '.join(contract.modalities)}, and this series is {modality}.")
    if contract.dimensions == 2 and slices > 1:
        blocks.append(f"This model is for single pictures, and this series has {slices} slices.")
    if contract.dimensions == 3 and slices == 1:
        blocks.append("This model is for volumes, and this series is a single picture.")
    return tuple(blocks)


def _check_kind(contract: InputContract, image: Volume | Stack) -> tuple[list[str], list[str]]:
    blocks, warnings = [], []
    wanted = " or ".join(contract.modalities)
    if contract.modalities and not image.info.modality:
        warnings.append(f"The file does not say how the picture was made; this model is for {wanted}.")
    elif contract.modalities and image.info.modality not in contract.modalities:
        blocks.append(f"This model is for {wanted}, and this series is {image.info.modality}.")
    frames = len(image) if isinstance(image, Stack) else image.geometry.shape_kji[0]
    if contract.dimensions == 2 and frames > 1:
        blocks.append(f"This model is for single pictures, and this series has {frames} slices.")
    if contract.dimensions == 3 and frames == 1:
        blocks.append("This model is for volumes, and this series is a single picture.")
    elif contract.dimensions == 3 and isinstance(image, Stack):
        blocks.append(
            "This model is for volumes, and the slices of this series do not form a regular volume "
            "(uneven distances or directions)."
        )
    return blocks, warnings


def _to_agree_to(image: Volume | Stack) -> tuple[str, ...]:
    if image.report.verdict is not Verdict.GAPPED or isinstance(image, Stack):
        return ()
    positions = image.report.positions
    missing = 0 if positions is None else positions.missing
    what = {0: "The slices of this series are unevenly spaced", 1: "1 slice of this series is missing"}.get(
        missing, f"{missing} slices of this series are missing"
    )
    return (f"{what}: a model's result will be wrong there, and so will volumes in ml.",)


def _check_spacing(contract: InputContract, volume: Volume) -> tuple[list[str], list[str]]:
    if contract.spacing_mm is None:
        return [], []
    if volume.spacing_source == "unknown":
        return [], ["The size of a pixel is not known; the model may see everything too large or too small."]
    lowest, highest = contract.spacing_mm
    spacings = volume.geometry.spacing_ijk[: contract.dimensions]
    if all(lowest <= spacing <= highest for spacing in spacings):
        return [], []
    listed = " x ".join(f"{spacing:.3g}" for spacing in spacings)
    sentence = f"The voxels are {listed} mm, and this model is for {lowest:g} to {highest:g} mm"
    if min(spacings) < lowest / _FAR_OUT or max(spacings) > highest * _FAR_OUT:
        return [f"{sentence}."], []
    return [], [f"{sentence}; its result may be less exact."]


def _check_extent(contract: InputContract, volume: Volume) -> tuple[list[str], list[str]]:
    if contract.min_extent_mm <= 0 or volume.spacing_source == "unknown":
        return [], []
    shape = np.array(volume.geometry.shape_ijk[: contract.dimensions])
    shortest = float((shape * np.array(volume.geometry.spacing_ijk[: contract.dimensions])).min())
    if shortest >= contract.min_extent_mm:
        return [], []
    return [
        f"This series covers only {shortest:.0f} mm along one direction, "
        f"and this model needs at least {contract.min_extent_mm:g} mm."
    ], []


def _check_values(contract: InputContract, volume: Volume) -> tuple[list[str], list[str]]:
    blocks, warnings = [], []
    if contract.unit and not volume.unit:
        warnings.append(f"The file does not name the unit of its values; this model expects {contract.unit}.")
    elif contract.unit and volume.unit != contract.unit:
        blocks.append(f"This model expects values in {contract.unit}, and this series is in {volume.unit}.")
    low, high = _typical_values(volume)
    if low == high:
        blocks.append("The picture has the same value nearly everywhere; there is nothing to find in it.")
    elif contract.value_range is not None:
        lowest, highest = contract.value_range
        if high < lowest or low > highest:
            blocks.append(
                f"The values of this series ({low:g} to {high:g}) are not what this model expects "
                f"({lowest:g} to {highest:g} {contract.unit}".rstrip()
                + ")."
            )
    return blocks, warnings


def _check_orientation(contract: InputContract, volume: Volume) -> tuple[list[str], list[str]]:
    if contract.dimensions == 3 and not volume.has_orientation:
        return [], ["The file does not say how the patient lies; left and right may be exchanged."]
    return [], []


def _check_body_part(contract: InputContract, volume: Volume) -> tuple[list[str], list[str]]:
    """Another body part only warns: what files say of it is free text at many places."""
    found = volume.info.body_part.strip().upper()
    if not contract.body_parts or not found or found in {part.upper() for part in contract.body_parts}:
        return [], []
    wanted = " or ".join(contract.body_parts)
    return [], [f"This model is for {wanted}, and the file says {found}."]


def _typical_values(volume: Volume) -> tuple[float, float]:
    """Percentiles 1 and 99 of what is finite and not padding; equal if there is nothing."""
    step = max(1, round((volume.voxels.size / _SAMPLES) ** (1 / 3)))
    steps = tuple(min(step, max(1, n // 8)) for n in volume.voxels.shape)
    sample = volume.voxels[:: steps[0], :: steps[1], :: steps[2]].astype(np.float64)
    keep = np.isfinite(sample)
    if volume.padding is not None:
        keep &= (sample < volume.padding[0]) | (sample > volume.padding[1])
    if not keep.any():
        return (0.0, 0.0)
    low, high = np.percentile(sample[keep], (1, 99))
    return (float(low), float(high))
