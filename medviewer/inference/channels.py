"""The images that a model is given, each checked against the contract of its role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from medviewer.api.contract import ChannelRole
from medviewer.api.model_info import ModelInfo
from medviewer.core.errors import ContractError
from medviewer.core.volume import Stack, Volume
from medviewer.inference.contract import check_contract
from medviewer.inference.model_input import without_padding


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
        If the model accepts one of them not, or a role is missing or unknown.
    """
    roles = info.contract.channels or (ChannelRole(""),)
    further = [role.role for role in roles[1:]]
    for name in further:
        if name not in channels:
            raise ContractError(f"{info.name} also needs a series for {name}; choose one.")
    for name in channels:
        if name not in further:
            raise ContractError(f"{info.name} takes no image for {name!r}.")
    given = {role.role: image if n == 0 else channels[role.role] for n, role in enumerate(roles)}
    return {role.role: _accepted(_info_of(info, role), given[role.role], agreed) for role in roles}


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
