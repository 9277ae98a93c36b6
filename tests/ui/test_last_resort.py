"""Errors that nobody expected."""

from __future__ import annotations

import logging
import sys
import threading

import pytest

from medviewer.ui.last_resort import catch_what_slips_through, open_log


@pytest.fixture
def caught(monkeypatch, tmp_path):
    """The hooks in force, their sentences, and the log file."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    logger = logging.getLogger("medviewer")
    before = list(logger.handlers)
    sentences: list[str] = []
    open_log(tmp_path / "log")
    catch_what_slips_through(lambda call: call(), sentences.append)
    yield sentences, tmp_path / "log" / "window.log"
    for handler in [handler for handler in logger.handlers if handler not in before]:
        handler.close()
        logger.removeHandler(handler)


def test_an_unexpected_error_is_one_sentence_and_its_text_is_not_logged(caught) -> None:
    sentences, log = caught
    try:
        raise ValueError("Mr. Patient")
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    assert len(sentences) == 1
    assert "ValueError" in sentences[0]
    text = log.read_text("utf-8")
    assert "ValueError" in text
    assert "test_last_resort.py" in text
    assert "Mr. Patient" not in text.replace('raise ValueError("Mr. Patient")', "")


def test_an_error_on_another_thread_is_told_too(caught) -> None:
    sentences, _ = caught
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    assert "ZeroDivisionError" in sentences[0]


def test_no_place_for_a_log_is_no_reason_to_stop(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    open_log(tmp_path / "file" / "log")
