"""What a reader says of a result: accepted, to be edited, rejected with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from medviewer.core.review import Review, ReviewState
from medviewer.scene.layers.layers import ResultLayer
from medviewer.scene.undo import FieldWrite, Step, UndoStack

_LONGEST_REASON = 500
_NAMES: Mapping[ReviewState, str] = {
    "accepted": "Accept result",
    "to_edit": "Edit result later",
    "edited": "Edit result",
    "rejected": "Reject result",
    "unreviewed": "Review again",
}


def set_review(
    undo: UndoStack, layer: ResultLayer, state: ReviewState, reason: str = "", now: datetime | None = None
) -> None:
    """Writes the review of a result as a step of undo; a rejected one is hidden, any other one shown.

    What was said is lost unless it is saved, so the layer counts as unsaved until then.

    Parameters
    ----------
    reason
        Of a rejection, at most 500 letters of one line; of no other state.
    now
        When it was said; the present moment if None.
    """
    told = " ".join(reason.split())[:_LONGEST_REASON] if state == "rejected" else ""
    if (layer.review.state, layer.review.reason) == (state, told):
        return
    moment = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    said = Review() if state == "unreviewed" else Review(state, told, moment)
    was_saved = layer.saved
    writes = (
        FieldWrite(layer, "review", layer.review, said),
        FieldWrite(layer, "visible", layer.visible, state != "rejected"),
    )
    for one in writes:
        setattr(layer, one.field, one.after)
    layer.saved = False

    def take_back() -> None:
        # What was saved meanwhile holds the review that is taken back now.
        layer.saved = was_saved and not layer.saved

    def do_again() -> None:
        layer.saved = False

    undo.push(Step(_NAMES[state], writes, undo=take_back, redo=do_again))
