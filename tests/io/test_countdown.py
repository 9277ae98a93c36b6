"""The time that is left is said in words, smoothly, and not before it is known."""

from __future__ import annotations

import re

import pytest

from medviewer.io.countdown import Countdown


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def a_clock():
    return Clock()


def test_nothing_is_said_of_the_first_second(a_clock):
    countdown = Countdown("Reading", 400, a_clock)
    a_clock.now += 0.5
    assert countdown.text(20) == "Reading 20 of 400"


def test_time_that_is_left_follows_the_pace(a_clock):
    countdown = Countdown("Reading", 400, a_clock)
    for done in range(10, 201, 10):
        a_clock.now += 0.5
        text = countdown.text(done)
    assert text == "Reading 200 of 400, 10 s left"


def test_one_slow_moment_does_not_make_it_jump(a_clock):
    countdown = Countdown("Reading", 1000, a_clock)
    for done in range(10, 501, 10):
        a_clock.now += 0.3
        before = countdown.text(done)
    a_clock.now += 3.0
    after = countdown.text(510)
    first, second = (int(re.search(r"(\d+) s left", text)[1]) for text in (before, after))
    assert first == 15
    assert second < 3 * first


def test_long_times_are_said_in_minutes_and_the_end_without_any(a_clock):
    countdown = Countdown("Reading headers,", 50_000, a_clock)
    for done in range(100, 1001, 100):
        a_clock.now += 1.0
        text = countdown.text(done)
    assert text == "Reading headers, 1000 of 50000, 8 min left"
    assert countdown.text(50_000) == "Reading headers, 50000 of 50000"


def test_work_that_stands_still_does_not_divide_by_nought(a_clock):
    countdown = Countdown("Reading", 10, a_clock)
    a_clock.now += 5
    assert countdown.text(0) == "Reading 0 of 10"
    assert countdown.text(0) == "Reading 0 of 10"
