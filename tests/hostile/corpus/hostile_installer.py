"""What the model host does with a hostile pack or model, told in plain values; runs in the child."""

from __future__ import annotations

import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

OPTIONS = {
    "golden": "no", "normalise": "minmax", "modality": "MR", "axes": "SPL", "allow_legacy": "yes",
    "size": "16 16 16"
}  # fmt: skip
_UNTIL_WEIGHTS = 5


def warm_up() -> None:
    """The libraries of all importers are imported once, in a process of some age."""
    import onnx  # noqa: F401

    import medviewer.importers.convert
    import medviewer.installer.gate  # noqa: F401


def install(path: str, place: str, report: Any) -> dict[str, Any]:
    """Takes a model through the gate as far as its weights, and gives it up again.

    Returns
    -------
    ``sentences`` of tests that failed, ``passed``, ``left`` (what lies in the store or among temporary
    files afterwards), ``surprises`` (errors of no sentence of their own), ``seconds``.
    """
    from medviewer.installer import gate
    from medviewer.installer.accept import discard

    warnings.simplefilter("ignore")
    begin = time.process_time()
    store, temporary = Path(place) / "store", Path(place) / "temporary"
    temporary.mkdir(exist_ok=True)
    tempfile.tempdir = str(temporary)
    gate.CHECKS = gate.CHECKS[:_UNTIL_WEIGHTS]
    found = gate.inspect_pack(path, str(store), OPTIONS, report=report)
    discard(found.staged_folder, str(store))
    sentences = [check.sentence for check in found.checks if check.outcome == "failed"]
    left = [str(file) for folder in (store, temporary) if folder.exists() for file in folder.rglob("*")]
    surprises = [text for text in sentences if text.startswith("The pack cannot be used:")]
    return {
        "sentences": sentences, "passed": found.is_acceptable, "left": left, "surprises": surprises,
        "seconds": time.process_time() - begin,
    }  # fmt: skip
