"""Which open series a model of several images is likely meant to be given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from medviewer.api.contract import ChannelRole
from medviewer.core.series import SeriesInfo

_WORD = re.compile(r"[^\W_]+")


def propose_roles(
    roles: Sequence[ChannelRole], series: Sequence[SeriesInfo], on_screen: str = ""
) -> dict[str, str]:
    """A series id for each role that one fits; each series is proposed once.

    A series fits a role by what its description says (the longest keyword counts, so that "T1 post"
    is not taken for "T1") and by its modality. All of them are of the study of the series on screen, or
    share its frame of reference: other patients are never proposed.

    Parameters
    ----------
    on_screen
        The id of the series on screen; it comes first where several fit alike.
    """
    home = next((one for one in series if one.series_id == on_screen), None)
    candidates = [one for one in series if home is None or _belong_together(home, one)]
    proposed: dict[str, str] = {}
    taken: set[str] = set()
    ranked = sorted(
        (
            (_score(role, one, roles), one.series_id == on_screen, -place, -n, role.role, one.series_id)
            for n, role in enumerate(roles)
            for place, one in enumerate(candidates)
            if not role.modalities or one.modality in role.modalities or not one.modality
        ),
        reverse=True,
    )
    for score, _, _, _, role_name, series_id in ranked:
        if score > 0 and role_name not in proposed and series_id not in taken:
            proposed[role_name] = series_id
            taken.add(series_id)
    if roles and roles[0].role not in proposed and home is not None and home.series_id not in taken:
        proposed[roles[0].role] = home.series_id
    return proposed


def missing_roles(roles: Sequence[ChannelRole], chosen: dict[str, str]) -> tuple[str, ...]:
    """The roles that no series was chosen for and that cannot be left out."""
    return tuple(role.role for role in roles if not role.optional and not chosen.get(role.role))


def _belong_together(one: SeriesInfo, other: SeriesInfo) -> bool:
    place = one.frame_of_reference_uid
    return one.study.study_uid == other.study.study_uid or (
        place != "" and place == other.frame_of_reference_uid
    )


def _score(role: ChannelRole, series: SeriesInfo, roles: Sequence[ChannelRole]) -> int:
    """Letters of the longest keyword found; 0 if another role's keyword says it better."""
    own = _longest(role, series)
    best = max((_longest(other, series) for other in roles), default=0)
    return own if own == best else 0


def _longest(role: ChannelRole, series: SeriesInfo) -> int:
    text = _words(series.description)
    found = [_words(keyword) for keyword in (*role.keywords, role.role)]
    return max((len(words) for words in found if words.strip() and words in text), default=0)


def _words(text: str) -> str:
    """Letters and digits in words, with a space before, between and behind: so only whole words are found."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
