"""What the readers of the user's own work do with a hostile file, told in plain values; runs in a child.

Sessions, journals, results, marks, hanging rules and files of choices: each must give what it holds or one
sentence, in bounded time and memory, and write nothing.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from medviewer.core.errors import MedviewerError

LONGEST_SENTENCE = 400


def warm_up() -> None:
    """All readers are imported once."""
    import medviewer.core.hanging_json
    import medviewer.io.marks.read
    import medviewer.session.journal_search
    import medviewer.session.session_file  # noqa: F401


def examine_work(paths: list[str], report: Any) -> list[dict[str, Any]]:
    """Reads files of the user's work, each by the reader of its suffix.

    Returns
    -------
    for each ``kind``: "read" or "sentence", ``wrong`` (what may not happen), ``seconds``.
    """
    warnings.simplefilter("ignore")
    return [_examined(Path(path), report) for path in paths]


def _examined(path: Path, report: Any) -> dict[str, Any]:
    begin, wrong, kind = time.process_time(), [], "read"
    try:
        _READERS[path.suffix](path, report)
    except MedviewerError as error:
        kind, text = "sentence", str(error)
        if not text.endswith((".", "?")) or "\n" in text or len(text) > LONGEST_SENTENCE:
            wrong.append(f"this is no sentence: {text[:200]} ({len(text)} letters)")
        if "Traceback" in text or "SECRET" in text:
            wrong.append(f"it tells what it may not: {text[:200]}")
    except (Exception, RecursionError) as error:  # noqa: BLE001 - that is what is looked for
        kind = "surprise"
        wrong.append(f"{type(error).__name__} instead of a sentence: {str(error)[:200]}")
    return {"kind": kind, "wrong": wrong, "seconds": time.process_time() - begin}


def _session(path: Path, report: Any) -> None:
    from medviewer.session.session_file import read_session

    work = read_session(str(path), report)
    _hang_up(work)


def _journal(path: Path, _report: Any) -> None:
    from medviewer.session.journal_search import read_journal

    work = read_journal(path).work({})
    _hang_up(work)


def _result(path: Path, _report: Any) -> None:
    from medviewer.session.noun_file import read_noun

    read_noun(path)


def _marks(path: Path, report: Any) -> None:
    from medviewer.io.marks.read import read_marks

    read_marks(str(path), report)


def _rules(path: Path, _report: Any) -> None:
    from medviewer.core.hanging_json import rules_of
    from medviewer.scene.views.layout import is_layout
    from medviewer.ui.parts.json_file import read_json

    rules_of(read_json(path), is_layout)


def _hang_up(work: Any) -> None:
    """Everything that a work says of looks is put on things that are there, as the restorer does."""
    import numpy as np

    from medviewer.core.geometry import Geometry
    from medviewer.core.series import SeriesInfo
    from medviewer.core.volume import Volume
    from medviewer.scene.scene import Scene
    from medviewer.session.looks import show_image, show_result, show_scene, show_views

    scene = Scene()
    layer = scene.add_volume(
        Volume(
            np.zeros((4, 5, 6), np.int16),
            Geometry((4, 5, 6), (1.0, 2.0, 3.0), (0.5, 0.5, 2.0)),
            "HU",
            SeriesInfo("series"),
        )
    )
    for image in work.images:
        show_image(layer, image.looks)
    for result in work.results:
        try:
            shown = scene.add_result(result.result, layer.id)
        except (MedviewerError, AttributeError, TypeError, ValueError):
            continue  # which is what the restorer tells of
        show_result(shown, result.looks)
    show_scene(scene, work.scene)
    show_views(scene, work.views)


_READERS: dict[str, Callable[[Path, Any], None]] = {
    ".medviewer": _session,
    ".journal": _journal,
    ".result": _result,
    ".json": _marks,
    ".dcm": _marks,
    ".rules": _rules,
}
