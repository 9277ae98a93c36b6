"""A report becomes a page in two languages; whatever files say is text, whatever templates do is bounded."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from medviewer.core.review import Review
from medviewer.report.page import make_page
from medviewer.report.sandbox import environment
from medviewer.report.templates import template_files
from medviewer.report.whole_html import whole_html
from medviewer.report.words import RESOURCES, read_words

from .conftest import HOSTILE

ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "table", "thead", "tr", "td",
    "th", "span", "b", "br", "img",
}  # fmt: skip
SHIPPED = [file.name for file in template_files(None)]


def no_progress(fraction: float, text: str) -> None:
    """Nobody looks."""


class Tags(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text += data


def seen(page) -> Tags:
    found = Tags()
    found.feed(page.html)
    return found


def own_template(folder, text, name="own"):
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.html.j2").write_text(text, encoding="utf-8")
    return str(folder)


def with_template(report, name="own"):
    return replace(report, draft=replace(report.draft, template=name))


# --- words ---


def test_every_word_is_there_in_both_languages():
    table = tomllib.loads((RESOURCES / "words.toml").read_text("utf-8"))
    assert set(table) == {"en", "zh"}
    assert set(table["en"]) == set(table["zh"])
    assert all(word.strip() for words in table.values() for word in words.values())


def test_both_languages_fill_in_the_same_places():
    table = tomllib.loads((RESOURCES / "words.toml").read_text("utf-8"))
    for key, word in table["en"].items():
        assert sorted(re.findall(r"%\d", word)) == sorted(re.findall(r"%\d", table["zh"][key])), key


def test_templates_use_words_that_exist():
    table = read_words("en").table
    for file in template_files(None):
        for key in re.findall(r'word\("(\w+)"', file.path.read_text("utf-8")):
            assert key in table, f"{file.name}: {key}"


def test_dates_follow_the_language_and_odd_ones_stay():
    english, chinese = read_words("en"), read_words("zh")
    assert english.day("20260103") == "3 Jan 2026"
    assert chinese.day("20260103") == "2026年1月3日"
    assert [english.day(odd) for odd in ("", "2026", "20261301", "1970-01")] == [
        "",
        "2026",
        "20261301",
        "1970-01",
    ]
    assert chinese.moment("2026-11-21T10:05:00+00:00") == "2026年11月21日 10:05"


def test_a_value_that_looks_like_a_place_is_not_filled_in_again():
    assert read_words("en")("made", "%2", "0.1") == "Report made %2 with medviewer 0.1"


# --- the page ---


@pytest.mark.parametrize("template", SHIPPED)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_page_tells_who_what_and_by_which_model(a_report, template, language):
    draft = replace(a_report.draft, template=template, language=language)
    page = make_page(replace(a_report, draft=draft), "", no_progress)
    text = seen(page).text
    assert page.problems == ()
    for told in ("王小东 (Wang Xiaodong)", "P-1", "CT Thorax", "Lungs clear.\nHeart normal.", "No finding."):
        assert told in text
    words = read_words(language)
    assert words("state_unreviewed") in text
    assert words("version", "1.2") in text
    assert words("notice") in text
    assert words("unreviewed_notice") in text


def test_every_page_has_the_id_however_long_the_name(a_report):
    study = replace(a_report.study, patient_name="王" * 500)
    header = make_page(replace(a_report, study=study), "", no_progress).header
    assert "P-1" in header
    assert len(header) < 90


def test_standard_page_has_measurements_segments_and_pictures(a_report):
    page = make_page(a_report, "", no_progress)
    text = seen(page).text
    assert "12.3 mm" in text
    assert "2,345.7 ml" in text
    assert "target lesion" in text
    assert 'src="picture:1"' in page.html


def test_an_empty_report_has_no_empty_headings(a_report):
    empty = replace(
        a_report, pictures=(), measurements=(), segments=(), results=(),
        draft=replace(a_report.draft, indication=" ", findings="\n", impression=""),
    )  # fmt: skip
    text = seen(make_page(empty, "", no_progress)).text
    words = read_words("en")
    for key in (
        "indication",
        "findings",
        "impression",
        "key_images",
        "measurements",
        "segments",
        "ai_findings",
    ):
        assert words(key) not in text


def test_a_rejected_result_is_named_with_its_reason(a_report):
    result = replace(a_report.results[0], review=Review("rejected", "motion", ""), statements=())
    page = make_page(replace(a_report, results=(result,)), "", no_progress)
    assert "reason: motion" in seen(page).text
    assert "unreviewed" not in page.text
    assert "opacity" not in page.text


def test_parts_can_be_left_out(a_report):
    draft = replace(a_report.draft, left_out=("pictures", "measurements", "segments", "findings"))
    report = a_report.with_draft(draft)
    assert (report.pictures, report.measurements, report.segments, report.results) == ((), (), (), ())


@pytest.mark.parametrize(
    ("count", "told"), [(1, "1 more key image of"), (7, "7 more key images of"), (0, "")]
)
def test_key_images_that_are_left_out_are_counted(a_report, count, told):
    page = make_page(replace(a_report, pictures_left_out=count), "", no_progress)
    assert ("more key image" in seen(page).text) == bool(count)
    assert told in seen(page).text
    assert told in page.text


def test_pictures_say_what_they_are_to_those_who_do_not_see_them(a_report):
    page = make_page(a_report, "", no_progress)
    assert 'alt="Key image 1: CT 3 Thorax 5 mm, W 1500 / L −600"' in page.html


def test_pictures_are_put_inside_for_a_browser(a_report):
    picture = replace(a_report.pictures[0], png=b"\x89PNG")
    made = whole_html(make_page(a_report, "", no_progress), (picture,))
    assert 'src="data:image/png;base64,iVBORw=="' in made
    assert "picture:1" not in made


# --- strings that want to be more ---


@pytest.mark.parametrize("template", SHIPPED)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings_are_text(a_hostile_report, template, text):
    report = with_template(a_hostile_report(text), template)
    page = make_page(report, "", no_progress)
    found = seen(page)
    assert page.problems == ()
    assert found.tags <= ALLOWED
    assert not {name for name in found.attributes if name.startswith("on")}
    assert text in found.text
    assert "49" not in found.text.replace(text, "")
    assert page.html.count('src="picture:1"') == (1 if template == "standard" else 0)
    assert text.split("\n")[0] in page.text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings_do_not_take_the_place_of_pictures(a_hostile_report, text):
    report = a_hostile_report(text)
    made = whole_html(make_page(report, "", no_progress), (replace(report.pictures[0], png=b"x"),))
    assert made.count("data:image/png") == 1


def test_browser_may_fetch_nothing(a_report, tmp_path):
    folder = own_template(
        tmp_path / "t", '<html><HEAD lang="x"><script src="http://x/y.js"></script></HEAD></html>'
    )
    page = make_page(with_template(a_report), folder, no_progress)
    at = page.html.index("default-src 'none'")
    assert at < page.html.index("http://x/y.js")


# --- templates of the site ---


def test_the_sites_own_template_wins(a_report, tmp_path):
    folder = own_template(
        tmp_path / "t", "<p>{{ report.study.patient_id }} {{ word('title') }}</p>", "standard"
    )
    assert "<p>P-1 Imaging report</p>" in make_page(a_report, folder, no_progress).html


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<div>" * 2000 + "x", "nested too deep"),
        ("<table><tr><td>" * 300 + "x", "nested too deep"),
        (
            "{% for x in range(1000) %}<tr>" + "<td>x</td>" * 60 + "</tr>{% endfor %}",
            "more than 50000 elements",
        ),
        ("<img src='picture:1' width='999999999' height='20'>", "larger than 4000 pixels"),
        ("<img src='picture:1' height='x'>", "larger than 4000 pixels"),
    ],
    ids=["deep", "tables", "many", "large", "no size"],
)
def test_a_page_that_could_not_be_laid_out_in_a_moment_is_told(a_report, tmp_path, text, told):
    page = make_page(with_template(a_report), own_template(tmp_path / "t", text), no_progress)
    (problem,) = page.problems
    assert told in problem.message
    assert "Imaging report" in seen(page).text


def test_a_page_of_usual_parts_is_within_bounds(a_report, tmp_path):
    text = "<p>a<table><tr><td>b<td>c<li>d" * 5 + "</table>" * 5 + "<br>" * 500 + "<p>x</p>" * 500
    page = make_page(with_template(a_report), own_template(tmp_path / "t", text), no_progress)
    assert page.problems == ()


def test_a_template_may_build_on_another(a_report, tmp_path):
    own_template(tmp_path / "t", "<b>{% block x %}one{% endblock %}</b>", "base")
    folder = own_template(
        tmp_path / "t", '{% extends "base.html.j2" %}{% block x %}{{ super() }} two{% endblock %}'
    )
    assert "<b>one two</b>" in make_page(with_template(a_report), folder, no_progress).html


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<p>\n{% if %}", "line 2"),
        ("<p>\n\n{{ report.no_such_thing.x }}", "line 3"),
        ("\n{{ nothing }}", "line 2"),
        ("{{ word('no such word') }}", "line 1"),
        ("\n{% include 'none.html.j2' %}", "none.html.j2"),
        ("{{ picture(99) }}", "line 1"),
        ("{{ 'a' | center(1000000000) }}", "line 1"),
    ],
)
def test_a_broken_template_is_told_with_its_line(a_report, tmp_path, text, line):
    page = make_page(with_template(a_report), own_template(tmp_path / "t", text), no_progress)
    (problem,) = page.problems
    assert line in problem.message
    assert problem.message.count(".html.j2") >= 1
    assert "Imaging report" in seen(page).text


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ report.__class__.__init__.__globals__ }}",
        "{{ word.__globals__ }}",
        "{{ report.draft.as_json() }}",
        "{{ report.study.patient_name.encode() }}",
        "{{ report | attr('__class__') }}",
        "{% include '/etc/passwd' %}",
        "{% include '../standard.html.j2' %}",
        "{% import 'os' as os %}",
        "{{ 'x' * 1000000000 }}",
        "{{ [1] * 1000000000 }}",
        "{{ 9 ** 99999999 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '%s' | format(1) }}",
        "{% for x in range(1000000000) %}x{% endfor %}",
        "{{ report.study.patient_name | safe }}",
        "{{ cycler }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_a_template_can_only_write_about_the_report(a_report, tmp_path, text):
    page = make_page(with_template(a_report), own_template(tmp_path / "t", text), no_progress)
    assert len(page.problems) == 1
    assert "root:" not in page.html


def test_a_template_that_writes_without_end_is_stopped(a_report, tmp_path):
    loops = "{% for x in range(1000) %}" * 3 + "xxxxxxxxxx" + "{% endfor %}" * 3
    page = make_page(with_template(a_report), own_template(tmp_path / "t", loops), no_progress)
    assert "million letters" in page.problems[0].message


def test_a_template_that_is_no_text_is_told(a_report, tmp_path):
    folder = own_template(tmp_path / "t", "")
    (tmp_path / "t" / "own.html.j2").write_bytes(b"\xff\xfe\x00bad")
    assert "UTF-8" in make_page(with_template(a_report), folder, no_progress).problems[0].message


def test_a_template_that_is_gone_is_told(a_report, tmp_path):
    page = make_page(with_template(a_report, "gone"), str(tmp_path / "none"), no_progress)
    assert "gone.html.j2 is not there" in page.problems[0].message


@pytest.mark.parametrize("tag", ["autoescape false", "autoescape report.study.sex == 'X'"])
def test_a_template_cannot_switch_off_escaping(a_report, tmp_path, tag):
    text = "\n{% " + tag + " %}{{ report.study.patient_name }}{% endautoescape %}"
    page = make_page(with_template(a_report), own_template(tmp_path / "t", text), no_progress)
    assert "line 2 does not work (a template may not switch off escaping)" in page.problems[0].message


def test_templates_know_few_functions():
    found = environment(None)
    assert set(found.globals) == {"range"}
    assert not {"safe", "format", "center", "indent", "replace", "wordwrap", "urlize", "attr"} & set(
        found.filters
    )
