"""Finding a study again."""

from __future__ import annotations

import random
import time
from datetime import date

import pytest

from medviewer.core.series import SeriesEntry, SeriesInfo, StudyInfo
from medviewer.library.database import reading, writing
from medviewer.library.date_words import date_range
from medviewer.library.fold import fold, spellings
from medviewer.library.pinyin import pinyin_keys
from medviewer.library.query import find_studies, known_modalities
from medviewer.library.store import FileStamp, store_entries
from medviewer.library.study_query import StudyQuery

TODAY = date(2024, 3, 20)


def _entry(n: int, name: str, modality: str = "CT", **study) -> SeriesEntry:
    info = StudyInfo(patient_name=name, study_uid=f"1.{n}", **study)
    return SeriesEntry(
        SeriesInfo(f"s{n}", modality, "Lung 1 mm", series_uid=f"1.{n}.1", study=info),
        "dicom",
        (f"/data/{n}",),
        (10, 4, 4),
    )


@pytest.fixture
def patients(database):
    """Puts patients into the index: ``patients("张伟", ("Müller Hans", {"patient_id": "7"}))``."""

    def put(*people):
        with writing(database) as connection:
            for n, person in enumerate(people):
                name, fields = person if isinstance(person, tuple) else (person, {})
                entry = _entry(n, name, **fields)
                store_entries(connection, [entry], {entry.files[0]: FileStamp(1, 1)}, "/data")

    return put


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("张伟", "张伟"), ("张伟", "张"), ("张伟", "伟"), ("张伟", "zhangwei"), ("张伟", "zhang wei"),
        ("张伟", "zw"), ("张伟", "ZW"), ("张伟", "zhangw"), ("张伟", "wei"),
        ("单田芳", "stf"), ("单田芳", "dtf"), ("单田芳", "shantianfang"), ("曾志伟", "zzw"),
        ("吕布", "lb"), ("吕布", "lvbu"), ("吕布", "lubu"), ("欧阳修", "oyx"),
        ("王 小东 (Wang XiaoDong)", "wxd"),
        ("王 小东 (Wang XiaoDong)", "wangxiaodong"), ("Wang Xiaodong", "wangxiaodong"),
        ("Zhang Wei", "zhangwei"), ("Zhang Wei", "weizhang"), ("Zhang Wei", "zw"),
        ("Müller Jürgen", "muller"), ("Müller Jürgen", "MUELLER"), ("Müller Jürgen", "müller"),
        ("Müller Jürgen", "juergen mueller"), ("Mueller Hans", "müller"), ("Buc Jérôme", "jerome"),
        ("Łukasz Øre", "lukasz ore"), ("Großmann", "grossmann"), ("Люкceмбypг", "люк"), ("홍길동", "길동"),
        ("山田 太郎 (Yamada Tarou)", "yamada"), ("ﾔﾏﾀﾞ ﾀﾛｳ", "ヤマダ"), ("O'Brien Mary-Ann", "obrien"),
        ("O'Brien Mary-Ann", "o'brien mary-ann"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_typed(patients, names, name, typed) -> None:
    patients(name, "Unrelated Person")
    assert names(typed) == [name]


@pytest.mark.parametrize("typed", ["zx", "wz伟", "hang wei x", "müllner", "nobody", "zhangweix"])
def test_a_name_is_not_found_by_other_words(patients, names, typed) -> None:
    patients("张伟", "Müller Hans")
    assert names(typed) == []


def test_every_field_is_searched(patients, names) -> None:
    patients(
        ("A", {"patient_id": "P-0017/x", "accession": "ACC99", "study_description": "胸部CT平扫"}),
        ("B", {"patient_id": "4711", "institution": "Charité", "study_description": "Neck"}),
    )
    for typed, found in [
        ("0017", ["A"]), ("p-0017", ["A"]), ("acc99", ["A"]), ("胸部", ["A"]), ("xiongbu", ["A"]),
        ("xb", ["A"]),
        ("4711", ["B"]), ("charite", ["B"]), ("neck", ["B"]), ("lung", ["A", "B"]), ("ct", ["A", "B"]),
        ("ct neck", ["B"]), ("%", ["A", "B"]), ("' OR 1=1 --", []),
    ]:  # fmt: skip
        assert sorted(names(typed)) == found, typed


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("today", "20240320", "20240320"), ("昨天", "20240319", "20240319"), ("week", "20240314", "20240321"),
        ("month", "20240219", "20240321"), ("year", "20240101", "20241231"), ("2023", "20230101", "20231231"),
        ("202302", "20230201", "20230228"), ("2024-02", "20240201", "20240229"),
        ("20230517", "20230517", "20230517"),
        ("2023-05-17", "20230517", "20230517"), ("17.05.2023", "20230517", "20230517"),
        ("20230101-20230131", "20230101", "20230131"), ("2022..2023", "20220101", "20231231"),
        ("2023..", "20230101", "99999999"), ("..2023", "00000000", "20231231"),
    ],
)  # fmt: skip
def test_days_months_and_ranges_are_understood(typed, first, last) -> None:
    assert date_range(typed, TODAY) == (first, last)


@pytest.mark.parametrize(
    "typed", ["1234", "20231301", "20230230", "31.02.2023", "ct", "..", "99999999", "2023-"]
)
def test_other_numbers_are_no_date(typed) -> None:
    assert date_range(typed, TODAY) is None


def test_a_search_by_date_and_the_filters(database, patients, names) -> None:
    patients(
        ("Old", {"study_date": "20230517"}),
        ("New", {"study_date": "20240319"}),
        ("Number", {"patient_id": "20230517"}),
    )
    assert sorted(names("20230517")) == ["Number", "Old"]
    found = find_studies(database, StudyQuery(last_days=7), TODAY)
    assert [study.patient_name for study in found.studies] == ["New"]
    assert names(place="copied") == []
    assert names(modality="CT", order="patient", descending=False) == ["New", "Number", "Old"]
    assert names(modality="C") == []
    assert known_modalities(database) == ("CT",)
    assert find_studies(database, StudyQuery(limit=1)).total == 3


def test_names_are_sorted_as_they_are_read(patients, names) -> None:
    patients("赵敏", "Zimmer A", "张伟", "äbel", "Zander", "", "Young", "王小东")
    assert names(order="patient", descending=False) == [
        "äbel", "王小东", "Young", "Zander", "张伟", "赵敏", "Zimmer A", "",
    ]  # fmt: skip


def test_folding_and_spelling() -> None:
    assert fold("  Ünal^ÇELİK\t") == "unal celik"
    assert spellings("Müller") == ("muller", "mueller")
    assert spellings("Smith") == ("smith",)


def test_pinyin_of_a_long_text_stays_short() -> None:
    assert len(pinyin_keys("行长重乐" * 500)) < 30
    assert len(pinyin_keys("行长重乐单曾仇解")) < 400
    assert pinyin_keys("") == pinyin_keys("abc 12") == ()


def test_a_search_among_ten_thousand_studies_takes_little_more_than_reading_them(database) -> None:
    dice = random.Random(1)
    surnames, given = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰"
    with writing(database) as connection:
        for n in range(10_000):
            name = dice.choice(surnames) + dice.choice(given) + dice.choice(given)
            entry = _entry(n, name, patient_id=f"{n:06d}", study_date=f"2024{n % 12 + 1:02d}{n % 28 + 1:02d}")
            store_entries(connection, [entry], {entry.files[0]: FileStamp(1, 1)}, "/data")

    def fastest(work):
        times = []
        for _ in range(5):
            begin = time.thread_time()
            work()
            times.append(time.thread_time() - begin)
        return min(times)

    def read_all():
        with reading(database) as connection:
            connection.execute("SELECT * FROM studies").fetchall()

    floor = fastest(read_all)
    for typed in ("zw", "wangfang", "2024-05 li", "009999", "nothing here"):
        took = fastest(lambda typed=typed: find_studies(database, StudyQuery(typed, limit=200)))
        assert took < 2 * floor, (typed, took, floor)
    assert find_studies(database, StudyQuery("wff")).total > 0
