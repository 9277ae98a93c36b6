"""Text of DICOM elements."""

from __future__ import annotations

import pytest

from medviewer.io.dicom.text import decode, person_name, plain, text_marks


@pytest.mark.parametrize(
    ("raw", "character_sets", "expected"),
    [
        ("王^小东".encode("gb18030"), ["GB18030"], "王^小东"),
        ("王^小东".encode("gbk"), ["GBK"], "王^小东"),
        ("王^小东".encode(), ["ISO_IR 192"], "王^小东"),
        (b"Buc^J\xe9r\xf4me", ["ISO_IR 100"], "Buc^Jérôme"),
        (
            b"Wang^XiaoDong=\x1b$)A\xcd\xf5^\x1b$)A\xd0\xa1\xb6\xab=",
            ["", "ISO 2022 IR 58"],
            "Wang^XiaoDong=王^小东=",
        ),
        (
            b"Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B",
            ["", "ISO 2022 IR 87"],
            "Yamada^Tarou=山田^太郎",
        ),
        ("王".encode("gb18030"), [], "王"),
        ("Grüße".encode(), [], "Grüße"),
        (b"\xff\xfe\xff", ["no such set"], "ÿþÿ"),
        ("Müller^Jörg".encode("latin-1"), [], "Müller^Jörg"),
        ("Müller^Jörg".encode("latin-1"), ["ISO_IR 100"], "Müller^Jörg"),
        ("ÄÖÜ".encode("latin-1"), ["ISO_IR 100"], "ÄÖÜ"),
        ("王^小东".encode("gbk"), ["ISO_IR 100"], "王^小东"),
        ("张^伟".encode(), ["ISO_IR 100"], "张^伟"),
        ("陶^喆".encode("gbk"), [], "陶^喆"),
        ("CT头部平扫".encode("gbk"), [], "CT头部平扫"),
        ("王^小东".encode("gbk"), ["ISO_IR 192"], "王^小东"),
        (
            b"Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7",
            ["", "ISO 2022 IR 149"],
            "Hong^Gildong=洪^吉洞",
        ),
        ("Ковальский".encode("cp1251"), ["cp1251"], "Ковальский"),
        ("陳^大文".encode("big5"), ["big5"], "陳^大文"),
        (b"plain  ", ["ISO_IR 100"], "plain"),
    ],
)
def test_character_sets_are_decoded_or_guessed(raw, character_sets, expected):
    assert decode(raw, character_sets) == expected


def test_control_and_bidirectional_characters_are_left_out():
    assert plain("12\u202e34\u200b5\x00\x1b6\n7") == "123456 7"


def test_html_stays_as_it_is_plain_text():
    assert decode(b"<b>x</b>", []) == "<b>x</b>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Doe^Jane^^Dr", "Doe Jane Dr"),
        ("Wang^XiaoDong=王^小东", "王 小东 (Wang XiaoDong)"),
        ("=王^小东", "王 小东"),
        ("", ""),
        ("^^", ""),
    ],
)
def test_names_are_for_reading(text, expected):
    assert person_name(text) == expected


@pytest.mark.parametrize(
    ("raw", "character_sets", "words"),
    [
        ("王^小东".encode("gbk"), ["GBK"], []),
        (b"plain", [], []),
        ("王^小东".encode("gbk"), [], ["GB18030 was guessed"]),
        ("王^小东".encode("gbk"), ["ISO_IR 192"], ["GB18030 was guessed"]),
        ("Müller".encode("latin-1"), ["nonsense"], ["ISO_IR 100 was guessed"]),
        ("12\u202e34".encode(), ["ISO_IR 192"], ["Hidden control characters"]),
        (b"ends with a null\0", [], []),
        (b"two\r\nlines", [], []),
    ],
)
def test_what_was_done_to_text_is_said(raw, character_sets, words):
    marks = text_marks([raw], character_sets)
    assert len(marks) == len(words)
    assert all(word in mark for word, mark in zip(words, marks, strict=True))
