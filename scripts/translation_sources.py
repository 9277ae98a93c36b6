"""Everything that the program says, found by reading it, not by running it.

- Literals that are translated where they stand (``tr``, ``translate``), and the tables of modules that
  translate variables.
- Tables of commands and settings, and the names of undo steps.
- What rooms without Qt say: phrases that are not in calls of a logger or a docstring, with ``%1`` for each
  value that is put in. `medviewer.ui.parts.said` finds them again in a finished sentence.

What commands of the shell write stays English.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "medviewer"
CALLS = frozenset({"tr", "_tr", "translate", "_translated", "QT_TRANSLATE_NOOP"})
ROW_CLASSES = {"ActionRow": (1, 3, 5), "R": (1, 3, 5), "Setting": None, "S": None}
"""Tables: which arguments are shown; None for every text with a capital at its beginning."""
MENU_PLACE = 5
"""The argument of a row that is the path of its menu."""
STEP_CALLS = {"write": 0, "Step": 0, "add": 1, "change": 1, "remove": 1, "change_look": 2,
              "add_key_image": 1,
              "note_key_image": 2, "remove_key_image": 1}  # fmt: skip
TITLED_CALLS = {"Check": 1, "Parameter": 2, "VolumePreset": 2, "Palette": 2}
"""Calls whose first texts are shown even if they are one word, and how many of them may be."""
SHOWN_TABLES = ("core/character_sets.py", "scene/layers/heat_layer.py", "core/palette.py",
                "importers/asking/rows.py",
                "ui/actions/volume_rows.py", "ui/comfort/settings_table.py")  # fmt: skip
"""Modules whose tables are shown by others."""
CONSOLE = ("commands", "cli.py", "app.py", "__main__.py")
NOT_SHOWN = (
    "engine/networks", "samples/thorax.py", "samples/lesions.py", "samples/radiograph.py",
    "samples/sample_study.py", "io/marks/concepts.py", "io/dicom/objects/report_sr.py",
    "io/dicom/objects/report_pdf.py", "io/names_nifti.py", "io/names_nrrd.py", "io/mesh_file.py",
    "io/nrrd_voxels.py", "io/dicom/seg/codes.py", "library/query.py", "library/schema.py",
    "library/study_query.py", "report/whole_html.py", "jobs/sandbox.py", "jobs/child.py",
    "io/header_numbers.py", "io/result_json.py", "packs/schema.py", "importers/pack_files.py",
    "importers/totalsegmentator/tasks.py", "engine/backends/processor.py", "verification/measure.py",
    "verification/acquisitions.py",
)  # fmt: skip
"""Modules whose phrases are data that is written or compared: names of networks, codes, queries, headers."""
DATA = re.compile(
    r"[<>{}\\^~|]|::|\bdoi\b|et al\.|^(medviewer \w+( \w+)? ?1?|apache license|Philips PET .*)$"
    r"|^(can't allocate memory|failed to allocate memory|out of memory|OpenGL \w+ string|torch float32)$"
    r"|^(permission is hereby|redistribution and use|attribution)"
)
LOGGED = frozenset({"debug", "info", "warning", "exception", "log", "compile", "cast", "execute"})
ERRORS = re.compile(r"(Error|Refused|Cancelled|Problem|RejectedFile|Rejection|Unsafe\w*)$")
TABLE_NAMES = re.compile(r"^_?[A-Z][A-Z0-9_]+$")
READS_LIKE_TEXT = re.compile(r"^[A-Z(][^_]*[a-z. …]")
PUNCTUATION = (".", "; ", ", ", " ")
"""What `Catalog.sentence` puts between the parts of what it takes apart."""
MORE = ("settings", "cache", "%1, %2 GB free")
"""What is shown but reads like a key, or has too few words to be found as a phrase."""
PLACE = re.compile(r"%\d")
FIELD = re.compile(r"\{(\w*)\}")


def said_by_the_program() -> dict[str, str]:
    """Every source and its context."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        room = path.relative_to(PACKAGE).parts[0]
        texts = [*_shown(tree, path), *_tables(tree, room)]
        if path.relative_to(PACKAGE).as_posix() in SHOWN_TABLES:
            texts += [("Tables", text) for text in _constants_of_tables(tree)]
        if room not in CONSOLE:
            texts += _sentences(tree) if room == "ui" or _is_data(path) else _phrases(tree)
        for context, source in texts:
            found.setdefault(source, context)
    for source in MORE:
        found.setdefault(source, "Sentences")
    for source in PUNCTUATION:
        found[source] = "Punctuation"
    for source in _presets():
        found.setdefault(source, "Actions")
    return found


def _is_data(path: Path) -> bool:
    return path.relative_to(PACKAGE).as_posix().startswith(NOT_SHOWN)


def _shown(tree: ast.Module, path: Path) -> Iterator[tuple[str, str]]:
    """Literals that are translated where they stand, and the tables of modules that translate variables."""
    has_variables = False
    for call in _calls(tree):
        if _name(call.func) not in CALLS or not call.args:
            continue
        texts = list(_literals(call.args[1] if _has_context(call) else call.args[0]))
        yield from ((path.stem, text) for text in texts)
        has_variables = has_variables or not texts
    if has_variables:
        for text in _constants_of_tables(tree):
            yield path.stem, text


def _has_context(call: ast.Call) -> bool:
    """Whether a context comes before the text; behind it a number or a comment may stand."""
    return len(call.args) > 1 and not (isinstance(call.args[1], ast.Constant) and not call.args[1].value)


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_literals(node.body), *_literals(node.orelse))


def _constants_of_tables(tree: ast.Module) -> Iterator[str]:
    """Texts in constants of a module whose names are in capitals."""
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        names = [one.id for one in targets if isinstance(one, ast.Name)]
        if getattr(node, "value", None) is None or not any(TABLE_NAMES.match(name) for name in names):
            continue
        if not any(name.endswith("CONTEXT") for name in names):
            texts = (text for text in _texts_in(node.value) if not text.endswith(" "))
            yield from (text for text in texts if READS_LIKE_TEXT.match(text))


def _tables(tree: ast.Module, room: str) -> Iterator[tuple[str, str]]:
    for call in _calls(tree):
        name = _name(call.func)
        if room == "ui" and name in ROW_CLASSES:
            yield from _of_row(call, ROW_CLASSES[name])
        elif name in STEP_CALLS and len(call.args) > max(STEP_CALLS[name], 1 if name == "write" else 0):
            for text in _literals(call.args[STEP_CALLS[name]]):
                if text[:1].isupper():
                    yield "Undo", text
        elif name in TITLED_CALLS and room in ("doctor", "engine", "render", "core", "ui"):
            values = call.args[: TITLED_CALLS[name]]
            texts = (text for value in values for text in _literals(value))
            yield from (("Sentences", text) for text in texts if name == "Check" or _is_title(text))


def _of_row(call: ast.Call, places: tuple[int, ...] | None) -> Iterator[tuple[str, str]]:
    if places is None:
        values = [*call.args, *(keyword.value for keyword in call.keywords)]
        yield from (("Settings", t) for v in values for t in _texts_in(v) if _is_title(t))
        return
    for place in (n for n in places if n < len(call.args)):
        made = template(call.args[place])
        for text in [made] if PLACE.search(made) else _literals(call.args[place]):
            for part in text.split("/") if place == MENU_PLACE else [text]:
                yield "Actions", part


def _is_title(text: str) -> bool:
    return bool(READS_LIKE_TEXT.match(text)) or " " in text


def _texts_in(node: ast.expr) -> Iterator[str]:
    for constant in ast.walk(node):
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
            yield constant.value


def _sentences(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What is raised or reported."""
    for call in _calls(tree):
        if not ERRORS.search(_name(call.func)):
            continue
        for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
            source = template(argument)
            if source and " " in source and len(PLACE.sub("", source).strip()) > 8:
                yield "Sentences", source


def _phrases(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Every text of a module of two words or more: parts of sentences are given on as they are."""
    yield from _sentences(tree)
    skipped = _not_shown(tree)
    for node in ast.walk(tree):
        if id(node) in skipped or not isinstance(node, ast.Constant | ast.JoinedStr):
            continue
        source = template(node)
        bare = PLACE.sub("", source)
        words = re.findall(r"[A-Za-z]*[a-z]{2,}", bare)
        if " " in bare.strip() and len(words) >= 2 and "\n" not in source and not DATA.search(source):
            yield "Sentences", source
    for call in _calls(tree):
        if _name(call.func) == "Countdown":
            for what in _literals(call.args[0]):
                for ending in ("", ", %3 s left", ", %3 min left"):
                    yield "Sentences", f"{what} %1 of %2{ending}"


def _not_shown(tree: ast.Module) -> set[int]:
    """Docstrings, parts of other texts, and what is given to loggers and parsers."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        elif isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Call) and _name(node.func) in LOGGED):
            skipped |= {id(part) for part in ast.walk(node) if part is not node}
    return skipped


def template(node: ast.expr) -> str:
    """A text with ``%1`` for what is put in; "" for what is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _numbered(node.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = template(node.left), template(node.right)
        return left + right if left and right and "%" not in left + right else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    text, number, places = "", 0, {}
    for part in node.values:
        if isinstance(part, ast.Constant):
            text += str(part.value)
            continue
        written = ast.unparse(part)
        if written not in places:
            number += 1
            places[written] = number
        text += f"%{places[written]}"
    return text if number < 10 else ""


def _numbered(text: str) -> str:
    """A text for ``str.format`` with ``%1`` for its fields."""
    names: dict[str, int] = {}
    if " " not in text:
        return text
    return FIELD.sub(lambda match: f"%{names.setdefault(match[1], len(names) + 1)}", text)


def _presets() -> Iterator[str]:
    with (ROOT / "resources" / "window_presets.toml").open("rb") as stream:
        yield from (row["name"] for row in tomllib.load(stream)["preset"])


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
