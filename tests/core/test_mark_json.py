"""Marks and key images as JSON: the same comes back, and nothing that is not one is believed."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medviewer.core.errors import ReadError
from medviewer.core.key_look import KeyLook, LayerLook, OverLook
from medviewer.core.mark import KeyImage, Mark, MarkKind, MarkPlace, TargetRole
from medviewer.core.mark_json import (
    LONGEST_TEXT,
    POINTS_OF,
    key_images_from_json,
    key_images_to_json,
    marks_from_json,
    marks_to_json,
)

numbers = st.floats(-1e9, 1e9, allow_nan=False)
vectors = st.tuples(numbers, numbers, numbers)
words = st.text(max_size=30)
counts = st.integers(0, 1_000_000)
places = st.builds(
    MarkPlace,
    series_id=words, study_uid=words, series_uid=words, frame_of_reference_uid=words, instance_uid=words,
    frame=counts, slice_number=st.none() | counts, time_point=st.none() | counts,
)  # fmt: skip
colors = st.none() | st.tuples(*[st.integers(0, 255)] * 3)


@st.composite
def marks(draw: Any) -> Mark:
    kind = draw(st.sampled_from(get_args(MarkKind)))
    least, most = POINTS_OF[kind]
    return Mark(
        kind, tuple(draw(st.lists(vectors, min_size=least, max_size=min(most, least + 5)))), draw(vectors),
        draw(places), draw(words), draw(words), draw(st.sampled_from(get_args(TargetRole))), draw(counts),
        draw(colors), draw(st.booleans()), draw(words), draw(st.text(min_size=1, max_size=40)),
        draw(st.none() | vectors), draw(numbers), draw(words), draw(st.none() | st.booleans()),
    )  # fmt: skip


numbers_from_0 = st.integers(0, 1000)
looks = st.builds(
    KeyLook, mm_across=numbers, inverted=st.booleans(), palette=words, slab_mm=numbers, slab_mode=words,
    has_lut=st.booleans(), marks=st.lists(words, max_size=3).map(tuple),
    layers=st.lists(
        st.builds(
            LayerLook, words, words, numbers, numbers, words,
            st.lists(numbers_from_0, max_size=3).map(tuple), numbers, st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
    over=st.none() | st.builds(OverLook, words, words, numbers, numbers),
)  # fmt: skip
key_images = st.builds(
    KeyImage, look=st.none() | looks, place=places, point_lps=vectors, right_lps=vectors,
    down_lps=vectors, width=numbers, level=numbers, note=words,
    mm_per_view=numbers, created=words, id=st.text(min_size=1, max_size=40),
)  # fmt: skip


@given(st.lists(marks(), max_size=4))
def test_any_marks_come_back_exactly_through_json_text(some: list[Mark]) -> None:
    assert marks_from_json(json.loads(json.dumps(marks_to_json(some)))) == tuple(some)


@given(st.lists(key_images, max_size=4))
def test_any_key_images_come_back_exactly_through_json_text(some: list[KeyImage]) -> None:
    assert key_images_from_json(json.loads(json.dumps(key_images_to_json(some)))) == tuple(some)


@pytest.mark.parametrize("noun", [Mark, MarkPlace, KeyImage])
def test_every_field_of_a_noun_is_written_and_read(noun: type) -> None:
    """A field that is added to a noun must be added to the readers too, else it would be lost in silence."""
    full_place = MarkPlace("s", "1", "2", "3", "4", 5, 6, 7)
    if noun is KeyImage:
        told = key_images_to_json([a_key_image(full_place)])
        back: Any = key_images_from_json(told)[0]
        told_fields = told[0]
    else:
        told = marks_to_json([a_full_mark(full_place)])
        back = marks_from_json(told)[0] if noun is Mark else marks_from_json(told)[0].place
        told_fields = told[0] if noun is Mark else told[0]["place"]
    assert set(told_fields) == {field.name for field in fields(noun)}
    assert back in (a_full_mark(full_place), full_place, a_key_image(full_place))


def a_full_mark(place: MarkPlace) -> Mark:
    return Mark(
        "length", ((1.0, 2.0, 3.0), (4.0, 5.0, 6.0)), (0.0, 0.0, 1.0), place, "label", "text", "target", 2,
        (1, 2, 3), False, "2026-01-01T00:00:00+00:00", "id", (7.0, 8.0, 9.0), 25.0, "liver", False,
    )  # fmt: skip


A_LAYER = LayerLook("layer", "Lungs", 0.5, 0.3, "nodule", (1, 4), 0.2, False)


def a_key_image(place: MarkPlace) -> KeyImage:
    return KeyImage(
        place, (1.0, 2.0, 3.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 400.0, 40.0, "note", 250.0,
        "2026-01-01T00:00:00+00:00", "id",
        KeyLook(
            300.0, True, "hot_iron", 5.0, "max", True, (A_LAYER,), ("mark",), OverLook("s", "blend", 0.4, 0.6)
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    "wrong_look",
    [
        3, [], {"mood": 1}, {"layers": 3}, {"layers": [3]}, {"layers": [{"layer_id": 3}]}, {"marks": [3]},
        {"layers": [{"layer_id": "a", "segments": [-1]}]}, {"layers": [{"layer_id": "a", "segments": ["x"]}]},
        {"over": []}, {"over": {"series_id": "a"}}, {"inverted": 1}, {"slab_mm": "x"},
        {"marks": ["x" * 5000]},
    ],
)  # fmt: skip
def test_what_is_no_look_of_a_key_image_is_refused(wrong_look: object) -> None:
    told = key_images_to_json([a_key_image(MarkPlace("s"))])
    told[0]["look"] = wrong_look
    with pytest.raises(ReadError):
        key_images_from_json(told)


@pytest.mark.parametrize("noun", [KeyLook, LayerLook, OverLook])
def test_every_field_of_a_look_is_written(noun: type) -> None:
    told = key_images_to_json([a_key_image(MarkPlace("s"))])[0]["look"]
    part = {KeyLook: told, LayerLook: told["layers"][0], OverLook: told["over"]}[noun]
    assert set(part) == {field.name for field in fields(noun)}


def test_a_half_of_a_character_becomes_a_mark_of_its_loss_not_a_file_that_cannot_be_written() -> None:
    mark = Mark("point", ((0.0, 0.0, 0.0),), (0.0, 0.0, 1.0), MarkPlace("s"), label="a\ud800b")
    text = json.dumps(marks_to_json([mark]), ensure_ascii=False).encode("utf-8")
    assert marks_from_json(json.loads(text))[0].label == "a?b"


wrong = [
    ("kind", "circle"), ("kind", 3), ("kind", None), ("points_lps", [[0, 0, 0]]), ("points_lps", "abc"),
    ("points_lps", [[0, 0, 0], [0, 0]]), ("points_lps", [[0, 0, 0], [0, 0, float("nan")]]),
    ("points_lps", [[0, 0, 0], [0, 0, float("inf")]]), ("points_lps", [[0, 0, 0], [0, 0, 10**400]]),
    ("points_lps", [[0, 0, 0], [0, 0, True]]), ("points_lps", [[0, 0, 0], [0, 0, "1"]]),
    ("normal_lps", [0, 0]), ("normal_lps", None), ("place", None), ("place", {}), ("place", {"series_id": 3}),
    ("place", {"series_id": "s", "frame": -1}), ("place", {"series_id": "s", "slice_number": 1.5}),
    ("place", {"series_id": "s", "shell": "x"}), ("label", 5), ("label", "x" * (LONGEST_TEXT + 1)),
    ("role", "primary"), ("lesion", -1), ("lesion", 1.0), ("lesion", True), ("color", [1, 2]),
    ("color", [1, 2, 256]), ("color", "red"), ("visible", 1), ("id", ""), ("id", 7), ("extra", 1),
    ("organ", 1), ("node", 1),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), wrong)
def test_a_field_that_is_wrong_is_refused_with_one_sentence(field: str, value: object) -> None:
    told = marks_to_json([a_full_mark(MarkPlace("s"))])
    told[0][field] = value
    with pytest.raises(ReadError, match=r"^(Mark 1|The place of mark 1) was not read: .*\.$"):
        marks_from_json(told)


@pytest.mark.parametrize("content", [None, 3, "marks", {"a": 1}, [None], [[]], [{}], [{"kind": "point"}]])
def test_what_is_no_list_of_marks_is_refused(content: object) -> None:
    with pytest.raises(ReadError):
        marks_from_json(content)


def test_more_marks_than_a_reader_ever_draws_are_refused_before_they_are_read() -> None:
    with pytest.raises(ReadError, match="list of 0 to"):
        marks_from_json([None] * 30_000)


def test_a_refusal_does_not_tell_what_the_field_held() -> None:
    told = marks_to_json([a_full_mark(MarkPlace("s"))])
    told[0]["role"] = "Jane Roe"
    with pytest.raises(ReadError) as raised:
        marks_from_json(told)
    assert "Roe" not in str(raised.value)
