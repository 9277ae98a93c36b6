"""Changing the layout as one step that can be taken back, with what the views of grids show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from medviewer.scene.scene import Scene
from medviewer.scene.undo import FieldWrite, Step
from medviewer.scene.views.layout import layout_named
from medviewer.scene.views.viewport import Viewport

LAYOUT_STEP = "Layout"
_OF_VIEW = ("image_id", "plane_wanted", "kind")
_OF_SCENE = ("maximised", "layout")
"""The layout last: whoever hears of it finds the views filled."""


@dataclass(frozen=True)
class _State:
    views: tuple[tuple[Viewport, tuple[object, ...]], ...]
    scene: tuple[object, ...]
    view_in_use: str


def switch_layout(scene: Scene, name: str, fill: Callable[[], str] = lambda: "") -> None:
    """Takes another layout as one step of undo.

    Parameters
    ----------
    name
        One that `layout_named` knows; KeyError for any other.
    fill
        Puts series into the views of the new layout, before it is on screen; gives the id of the view that
        the keys act on then, "" for any.
    """
    layout = layout_named(name)
    for cell in layout.cells:
        scene.viewport(cell.view)  # made now, so that the step knows what was in it
    before = _state(scene)
    in_use = fill()
    scene.maximised = ""
    scene.layout = name
    if in_use:
        scene.view_in_use = in_use
    after = _state(scene)
    writes = _writes(scene, before, after)
    if writes:
        # A view can be in use only while it is on screen: so it is no field among others.
        scene.undo.push(
            Step(LAYOUT_STEP, writes, undo=lambda: _use(scene, before), redo=lambda: _use(scene, after))
        )


def _use(scene: Scene, state: _State) -> None:
    scene.view_in_use = state.view_in_use


def _state(scene: Scene) -> _State:
    own = [one for one in scene.viewports.values() if one.has_own_image]
    views = tuple((one, tuple(getattr(one, field) for field in _OF_VIEW)) for one in own)
    return _State(views, tuple(getattr(scene, field) for field in _OF_SCENE), scene.view_in_use)


def _writes(scene: Scene, before: _State, after: _State) -> tuple[FieldWrite, ...]:
    known = dict(before.views)
    pairs: list[tuple[object, str, object, object]] = []
    for viewport, values in after.views:
        if viewport in known:
            pairs += [(viewport, *one) for one in zip(_OF_VIEW, known[viewport], values, strict=True)]
    pairs += [(scene, *one) for one in zip(_OF_SCENE, before.scene, after.scene, strict=True)]
    return tuple(FieldWrite(*one) for one in pairs if one[2] != one[3])
