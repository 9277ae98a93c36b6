"""Brings the Qt Linguist files of ``resources/translations`` up to what the program says now.

Translations that are there are kept; new sources are added unfinished; what is said no more is dropped.

    python scripts/update_translations.py            writes the files
    python scripts/update_translations.py --check    only says what is missing (exit status 1 if anything is)
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).parent))

from translation_sources import ROOT, said_by_the_program

FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN",)


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
