"""What is told of how far the tests of a pack are."""

from __future__ import annotations

from medviewer.installer.gate_progress import GateProgress


def test_progress_never_goes_back_and_keeps_what_was_said_last() -> None:
    told: list[tuple[float, str]] = []
    report = GateProgress(lambda fraction, message="": told.append((fraction, message)))
    for fraction, message in ((0.35, "Trying a backend"), (0.0, ""), (0.6, "Known case"), (0.5, "")):
        report(fraction, message)
    assert told == [
        (0.35, "Trying a backend"), (0.35, "Trying a backend"), (0.6, "Known case"), (0.6, "Known case"),
    ]  # fmt: skip
