"""Text of DICOM elements."""

from __future__ import annotations

import pydicom
import pytest
from pydicom.data import get_testdata_file
from pydicom.dataelem import RawDataElement
from pydicom.tag import Tag

from medviewer.core.errors import ReadError
from medviewer.io.dicom.parse.text import decode, person_name, plain, text_marks
from medviewer.io.dicom.recode import recoded_info
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path


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
        ("王^小東".encode("big5"), [], "王^小東"),
        ("山田^太郎".encode("cp932"), [], "山田^太郎"),
        ("Ärzte^Åsa".encode("latin-1"), [], "Ärzte^Åsa"),
        ("王^小东".encode(), ["GB18030"], "王^小东"),
        ("陶^喆".encode("gb18030"), ["GB18030"], "陶^喆"),
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


def test_a_character_set_can_be_set_by_hand(tmp_path, a_slice_file):
    path = a_slice_file(tmp_path, name="Иван".encode("cp1251"))
    (entry,) = scan_path(str(path), report=LocalReport()).series
    assert "was guessed" in entry.info.text_marks[0]
    info = recoded_info(entry, "cp1251", LocalReport())
    assert (info.study.patient_name, info.text_marks) == ("Иван", ())
    assert info.series_id == entry.series_id
    with pytest.raises(ReadError, match="no character set"):
        recoded_info(entry, "rot13", LocalReport())


@pytest.fixture
def a_slice_file():
    def write(folder, name):
        data = pydicom.dcmread(get_testdata_file("MR_small.dcm"))
        data.pop(0x00080005, None)
        data[0x00100010] = RawDataElement(Tag(0x00100010), "PN", len(name), name, 0, False, True)
        path = folder / "slice"
        data.save_as(path)
        return path

    return write


@pytest.mark.parametrize(
    "name",
    [
        "头部 扫描/第 1 组",
        "e\u0301tude (NFD)",
        "\u00e9tude (NFC)",
        "with spaces  and 'quotes' & <b>",
        "/".join(["a folder with a long name of forty signs"] * 7),
    ],
)
def test_any_path_opens(tmp_path, name, a_slice_file):
    folder = tmp_path / name
    folder.mkdir(parents=True)
    a_slice_file(folder, name=b"Doe")
    (entry,) = scan_path(str(folder), report=LocalReport()).series
    assert load_series(entry, report=LocalReport()).report.rejected == ()
