"""Random sequences of what can be undone: back to the beginning and forth to the end, the same each time."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from medviewer.core.mark import KeyImage, Mark, MarkPlace
from medviewer.scene.layers.review import set_review
from medviewer.scene.marks.lesion_roles import give_role
from medviewer.scene.steps import close_result
from medviewer.scene.views.frame_link import shift_link
from medviewer.scene.views.oblique_views import straighten
from medviewer.scene.views.over_look import OverImage
from medviewer.scene.volume.volume_change import change_look
from medviewer.scene.volume.volume_look import CropBox

STEPS = 60
ACTIONS = (
    "window.invert", "window.auto", "view.flip", "view.mirror", "view.turn_right", "view.turn_left",
    "view.reset", "view.layout_mpr", "view.layout_1x1", "view.layout_2x2", "layout.grid_1x2",
    "layout.grid_2x2", "mark.select_all", "mark.delete", "mark.copy", "mark.paste", "mark.show",
)  # fmt: skip


def state_of(scene) -> dict[str, object]:
    """All that undo is to bring back, as plain values."""
    told: dict[str, object] = {
        "marks": scene.marks.items,
        "keys": scene.marks.key_images,
        "texts": dict(scene.texts.items),
        "links": scene.links,
        "layout": (scene.layout, scene.maximised),
        "tilts": dict(scene.aids.tilts),
        "layers": tuple(layer.id for layer in scene.layers),
    }
    for layer in scene.images:
        look = (layer.window, layer.inverted, layer.palette, layer.over, layer.volume_look)
        told[f"image {layer.id}"] = look
        told |= {f"result {one.id}": one.review for one in scene.results_of(layer.id)}
    for one in scene.viewports.values():
        told[f"view {one.id}"] = (one.quarter_turns, one.mirrored, one.flipped, one.slab_mm, one.zoom)
    return told


class Hand:
    """Does something at random."""

    def __init__(self, app, chance: random.Random) -> None:
        self.app, self.scene, self.chance = app, app.scene, chance

    def act(self) -> str:
        acts: tuple[Callable[[], object], ...] = (
            self.action, self.action, self.action, self.draw, self.draw, self.move, self.key, self.text,
            self.review, self.link, self.over, self.look, self.slab, self.role, self.close, self.other,
        )  # fmt: skip
        act = self.chance.choice(acts)
        return f"{act.__name__} {act() or ''}"

    def action(self) -> str:
        name = self.chance.choice(ACTIONS)
        self.app.window.actions_by_id[name].trigger()
        return name

    def draw(self) -> None:
        info = self.scene.active.image.info
        place = MarkPlace(info.series_id, info.study.study_uid)
        end = (self.chance.uniform(-30, 30), self.chance.uniform(-30, 30), 0.0)
        self.scene.marks.add(Mark("length", ((0.0, 0.0, 0.0), end), (0.0, 0.0, 1.0), place), "Length")

    def move(self) -> None:
        if self.scene.marks.items:
            mark = self.chance.choice(self.scene.marks.items)
            for n in range(3):
                ends = (mark.points_lps[0], (float(n), self.chance.uniform(0, 9), 0.0))
                self.scene.marks.change(replace(mark, points_lps=ends), "Move", merge=f"move {mark.id}")
            if self.chance.random() < 0.5:
                self.scene.undo.seal()

    def role(self) -> None:
        ids = frozenset(one.id for one in self.scene.marks.items[:2])
        if ids:
            give_role(self.scene, ids, self.chance.choice(("target", "new", "")), "Role")

    def key(self) -> None:
        place = MarkPlace(self.scene.active.image.info.series_id)
        key = KeyImage(place, (0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 400.0, 40.0)
        keys = self.scene.marks
        if keys.key_images and self.chance.random() < 0.4:
            keys.remove_key_image(keys.key_images[0].id, "Remove key image")
        else:
            keys.add_key_image(key, "Key image")

    def text(self) -> None:
        self.scene.texts.write(self.chance.choice("ab"), str(self.chance.random()), "Text")

    def review(self) -> None:
        results = self.scene.results_of(self.scene.active.id)
        if results:
            set_review(
                self.scene.undo, results[0], self.chance.choice(("accepted", "rejected", "unreviewed"))
            )

    def link(self) -> None:
        link = shift_link("one frame", "another", (self.chance.random(), 0.0, 0.0))
        self.scene.undo.write("Link", (self.scene, "links", (link,)), merge="link")

    def over(self) -> None:
        active, others = self.scene.active, [one for one in self.scene.images if one is not self.scene.active]
        self.scene.undo.write("Lay over", (active, "over", OverImage(others[0].id)))

    def look(self) -> None:
        box = CropBox((0.0, 0.0, 0.0), (self.chance.uniform(1, 9), 5.0, 5.0))
        change_look(self.scene, self.scene.active, "3D", merge="box", crop=box)

    def slab(self) -> None:
        viewport = self.scene.viewport_in_use
        with self.scene.undo.recording("Slab", (viewport, "slab_mm")):
            viewport.slab_mm = self.chance.choice((0.0, 10.0, 20.0))
            straighten(self.scene)

    def close(self) -> None:
        results = self.scene.results_of(self.scene.active.id)
        if results and self.chance.random() < 0.3:
            close_result(self.scene, results[-1])

    def other(self) -> None:
        """What is no step: another image, another view."""
        self.scene.activate(self.chance.choice(self.scene.images).id)
        self.scene.view_in_use = self.chance.choice(("axial", "sagittal", "view 1", "view 2"))


@pytest.fixture
def much_on_screen(an_app_with_ct, a_ct_volume, a_segmentation):
    scene = an_app_with_ct.scene
    scene.clear()
    info = replace(a_ct_volume.info, frame_of_reference_uid="1.2.8")  # one frame: views stay as they are
    first = scene.add_volume(replace(a_ct_volume, info=info))
    later = replace(info, series_id="later", study=replace(info.study, study_uid="1.2.99"))
    scene.add_volume(replace(a_ct_volume, info=later), activate=False)
    for name in ("A", "B"):
        scene.add_result(replace(a_segmentation, name=name), first.id)
    QApplication.processEvents()
    scene.undo.clear()
    return an_app_with_ct


@pytest.mark.parametrize("seed", range(3))
def test_back_to_the_beginning_and_forth_to_the_end(much_on_screen, seed) -> None:
    app, scene = much_on_screen, much_on_screen.scene
    hand, undo = Hand(app, random.Random(seed)), scene.undo
    states, said = [state_of(scene)], []
    for _ in range(STEPS):
        said.append(hand.act())
        if hand.chance.random() < 0.2:
            undo.undo()
        depth = len(undo._done)
        del states[depth:]
        while len(states) <= depth:
            states.append(state_of(scene))
        states[depth] = state_of(scene)
    for n in range(len(undo._done), 0, -1):
        assert _differences(state_of(scene), states[n]) == {}, (n, said)
        undo.undo()
    assert _differences(state_of(scene), states[0]) == {}, said
    for n in range(1, len(states)):
        undo.redo()
        assert _differences(state_of(scene), states[n]) == {}, (n, undo.undo_name)


def _differences(now: dict[str, object], then: dict[str, object]) -> dict[str, object]:
    """What differs; a view of a grid that was not made yet is as good as one that is fresh."""
    names = set(now) & set(then)
    found = {name: (now[name], then[name]) for name in names if now[name] != then[name]}
    missing = {name for name in set(now) ^ set(then) if not name.startswith("view ")}
    return found | dict.fromkeys(missing)


@pytest.mark.parametrize("seed", range(2))
def test_closing_images_in_between_breaks_nothing(much_on_screen, a_ct_volume, seed) -> None:
    app, scene = much_on_screen, much_on_screen.scene
    chance = random.Random(seed)
    hand = Hand(app, chance)
    for turn in range(STEPS):
        hand.act()
        if turn % 15 == 14:
            gone = chance.choice(scene.images)
            scene.remove_layer(gone.id)
            info = replace(a_ct_volume.info, series_id=f"new {turn}", frame_of_reference_uid=f"1.2.{turn}")
            scene.add_volume(replace(a_ct_volume, info=info), activate=scene.active is None)
        for step in chance.choice(((), (scene.undo.undo,), (scene.undo.undo, scene.undo.redo))):
            step()
        open_ones = {one.id for one in scene.images}
        assert all(layer.image_id in open_ones for layer in scene.layers if layer.id not in open_ones)
        assert all((one.image_id or next(iter(open_ones))) in open_ones for one in scene.viewports.values())
        QApplication.processEvents()
    while scene.undo.undo_name:
        scene.undo.undo()
    assert not scene.marks.items
