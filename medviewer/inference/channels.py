"""The images that a model is given, each checked against the contract of its role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from medviewer.api.contract import ChannelRole
from medviewer.api.model_info import ModelInfo
from medviewer.core.errors import ContractError
from medviewer.core.geometry import Geometry
from medviewer.core.volume import Stack, Volume
from medviewer.inference.contract import ContractCheck, check_contract
from medviewer.inference.model_input import without_padding

_POINTS = 9


def accepted_inputs(
    info: ModelInfo, image: Volume | Stack, channels: Mapping[str, Volume], agreed: bool
) -> dict[str, Volume]:
    """The images by role, in the contract's order; a model of one image has the role ``""``.

    Parameters
    ----------
    image
        The image of the first role.
    channels
        Those of all further roles.

    Raises
    ------
    ContractError
        If the model accepts one of them not, a role is missing or unknown, or the images are of several
        patients or places: they would be laid over each other without a word.
    """
    every = info.contract.roles or (ChannelRole(""),)
    for role in every[1:]:
        if role.role not in channels and not role.optional:
            raise ContractError(f"{info.name} also needs a series for {role.role}; choose one.")
    for name in channels:
        if name not in {role.role for role in every[1:]}:
            raise ContractError(f"{info.name} takes no image for {name!r}.")
    roles = [role for n, role in enumerate(every) if n == 0 or role.role in channels]
    further = [role.role for role in roles[1:]]
    given = {role.role: image if n == 0 else channels[role.role] for n, role in enumerate(roles)}
    accepted = {role.role: _accepted(_info_of(info, role), given[role.role], agreed) for role in roles}
    if info.contract.time_points is not None:
        from medviewer.inference.time_order import require_time_order  # not for the window's start

        require_time_order(accepted)
        return accepted
    for name in further:
        _require_same_place(name, accepted[roles[0].role], accepted[name])
    return accepted


def check_inputs(info: ModelInfo, images: Mapping[str, Volume | Stack]) -> ContractCheck:
    """The contract check of all images that are there, by role, the first of them first.

    What is said of a further image begins with its role.
    """
    roles = {role.role: role for role in info.contract.roles}
    blocks, warnings, needs_agreement = [], [], []
    for n, (name, image) in enumerate(images.items()):
        check = check_contract(_info_of(info, roles[name]) if name in roles else info, image)
        which = f"{name}: " if n else ""
        blocks += [which + sentence for sentence in check.blocks]
        warnings += [which + sentence for sentence in check.warnings]
        needs_agreement += [which + sentence for sentence in check.needs_agreement]
    return ContractCheck(tuple(blocks), tuple(warnings), tuple(needs_agreement))


def _require_same_place(role: str, first: Volume, other: Volume) -> None:
    one, two = first.info, other.info
    is_one_frame = (
        one.frame_of_reference_uid != "" and one.frame_of_reference_uid == two.frame_of_reference_uid
    )
    patients = {one.study.patient_id.strip(), two.study.patient_id.strip()} - {""}
    if len(patients) > 1 and not is_one_frame:
        raise ContractError(f"The series for {role} is of another patient; choose one of the same patient.")
    if first.has_orientation and other.has_orientation and not _overlap(first.geometry, other.geometry):
        raise ContractError(
            f"The series for {role} shows another place than the one that the model runs on; choose another."
        )


def _overlap(one: Geometry, other: Geometry) -> bool:
    """Whether any of some points of a grid lies in another one."""
    ends = (np.linspace(0, n - 1, _POINTS) for n in one.shape_ijk)
    points_ijk = np.stack(np.meshgrid(*ends, indexing="ij"), axis=-1).reshape(-1, 3)
    places = other.lps_to_index(one.index_to_lps(points_ijk))
    is_inside = (places >= -0.5) & (places <= np.array(other.shape_ijk) - 0.5)
    return bool(is_inside.all(axis=1).any())


def _info_of(info: ModelInfo, role: ChannelRole) -> ModelInfo:
    modalities = role.modalities or info.contract.modalities
    return replace(info, contract=replace(info.contract, modalities=modalities))


def _accepted(info: ModelInfo, image: Volume | Stack, agreed: bool) -> Volume:
    check = check_contract(info, image)
    if check.blocks:
        raise ContractError(" ".join(check.blocks))
    if check.needs_agreement and not agreed:
        raise ContractError(f"{' '.join(check.needs_agreement)} It runs only if you agree to that.")
    volume = image.slice(0) if isinstance(image, Stack) else image
    return without_padding(volume, info.contract)
