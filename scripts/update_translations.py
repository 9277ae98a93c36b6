"""Brings the Qt Linguist files of ``resources/translations`` up to what the program says now.

Every source is found by reading the program, not by running it: literals that are translated, the tables of
commands and settings, the names of undo steps, and the sentences that rooms without Qt raise or report.
Translations that are there are kept; new sources are added unfinished; what is said no more is dropped.

    python scripts/update_translations.py            writes the files
    python scripts/update_translations.py --check    only says what is missing (exit status 1 if anything is)
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "medviewer"
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN",)
CALLS = frozenset({"tr", "_tr", "translate", "_translated", "QT_TRANSLATE_NOOP"})
ROW_CLASSES = {"ActionRow": (1, 3, 5), "R": (1, 3, 5), "Setting": None, "S": None}
"""Tables: which arguments are shown; None for every text with a capital at its beginning."""
MENU_PLACE = 5
"""The argument of a row that is the path of its menu."""
STEP_CALLS = {"write": 0, "Step": 0, "add": 1, "change": 1, "remove": 1, "add_key_image": 1,
              "note_key_image": 2, "remove_key_image": 1}  # fmt: skip
ERRORS = re.compile(r"(Error|Refused|Cancelled|Problem|RejectedFile|Rejection|Unsafe\w*)$")
TABLE_NAMES = re.compile(r"^_?[A-Z][A-Z0-9_]+$")
READS_LIKE_TEXT = re.compile(r"^[A-Z(][^_]*[a-z. …]")


def said_by_the_program() -> dict[str, str]:
    """Every source and its context."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        in_window = path.is_relative_to(PACKAGE / "ui")
        for context, source in (*_shown(tree, path), *_tables(tree, in_window), *_sentences(tree)):
            found.setdefault(source, context)
    for source in _presets():
        found.setdefault(source, "Actions")
    return found


def _shown(tree: ast.Module, path: Path) -> Iterator[tuple[str, str]]:
    """Literals that are translated where they stand, and the tables of modules that translate variables."""
    has_variables = False
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if _name(call.func) not in CALLS or not call.args:
            continue
        argument = call.args[-1] if _name(call.func) in ("translate", "QT_TRANSLATE_NOOP") else call.args[0]
        texts = list(_literals(argument))
        yield from ((path.stem, text) for text in texts)
        has_variables = has_variables or not texts
    if has_variables:
        for text in _constants_of_tables(tree):
            yield path.stem, text


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
        if getattr(node, "value", None) is not None and any(TABLE_NAMES.match(name) for name in names):
            for constant in ast.walk(node.value):
                text = constant.value if isinstance(constant, ast.Constant) else None
                if isinstance(text, str) and READS_LIKE_TEXT.match(text):
                    yield text


def _tables(tree: ast.Module, in_window: bool) -> Iterator[tuple[str, str]]:
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = _name(call.func)
        if in_window and name in ROW_CLASSES:
            places = ROW_CLASSES[name]
            if places is None:
                values = [*call.args, *(keyword.value for keyword in call.keywords)]
                yield from (("Settings", t) for v in values for t in _texts_in(v) if READS_LIKE_TEXT.match(t))
            else:
                for place in (n for n in places if n < len(call.args)):
                    for text in _literals(call.args[place]):
                        parts = text.split("/") if place == MENU_PLACE else [text]
                        yield from (("Actions", part) for part in parts)
        elif name in STEP_CALLS and len(call.args) > STEP_CALLS[name]:
            for text in _literals(call.args[STEP_CALLS[name]]):
                if text[:1].isupper():
                    yield "Undo", text


def _texts_in(node: ast.expr) -> Iterator[str]:
    for constant in ast.walk(node):
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
            yield constant.value


def _sentences(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """What is raised or reported, with ``%1`` for each value that is put in."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if not ERRORS.search(_name(call.func)):
            continue
        for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
            source = _template(argument)
            if source and " " in source and len(re.sub(r"%\d", "", source).strip()) > 8:
                yield "Sentences", source


def _template(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _template(node.left), _template(node.right)
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


def _presets() -> Iterator[str]:
    import tomllib

    with (ROOT / "resources" / "window_presets.toml").open("rb") as stream:
        yield from (row["name"] for row in tomllib.load(stream)["preset"])


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def known_translations(path: Path) -> dict[str, str]:
    """Finished translations of a file by source."""
    if not path.is_file():
        return {}
    known = {}
    for message in ElementTree.parse(path).getroot().iter("message"):  # noqa: S314  our own file
        translation = message.find("translation")
        if translation is not None and translation.text and translation.get("type") is None:
            known[message.findtext("source") or ""] = translation.text
    return known


def write_catalog(path: Path, language: str, sources: dict[str, str], known: dict[str, str]) -> None:
    """Writes a Qt Linguist file: contexts, and sources in them, in alphabetical order."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    for context in sorted(set(sources.values())):
        element = ElementTree.SubElement(root, "context")
        ElementTree.SubElement(element, "name").text = context
        for source in sorted(text for text, where in sources.items() if where == context):
            message = ElementTree.SubElement(element, "message")
            ElementTree.SubElement(message, "source").text = source
            translation = ElementTree.SubElement(message, "translation")
            if source in known:
                translation.text = known[source]
            else:
                translation.set("type", "unfinished")
    ElementTree.indent(root, " ")
    path.parent.mkdir(parents=True, exist_ok=True)
    text = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")


def main(arguments: list[str]) -> int:
    sources, missing = said_by_the_program(), 0
    for language in LANGUAGES:
        path = FOLDER / f"medviewer_{language}.ts"
        known = known_translations(path)
        lacking = [source for source in sources if source not in known]
        missing += len(lacking)
        if "--check" in arguments:
            for source in lacking:
                print(f"{language}: {source}")
        else:
            write_catalog(path, language, sources, known)
        print(f"{language}: {len(sources)} texts, {len(lacking)} not translated")
    return 1 if missing and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
