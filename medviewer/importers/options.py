"""What a user may say when a foreign model is converted: what its files do not tell.

=================  ===========================================================================
option             meaning
=================  ===========================================================================
``id``             letters, digits, ``-`` ``_`` ``.``; else made from the name of the file or folder
``name``           for people
``version``        of the model, else ``1``
``licence``        its name, e.g. ``MIT``
``licence_file``   path of its text
``author``         who made it
``intended_use``   one sentence
``modality``       DICOM Modality values, separated by commas, e.g. ``CT``
``body_part``      DICOM Body Part Examined values, separated by commas
``labels``         path of a file with the names of the classes, see `medviewer.importers.label_file`
``axes``           which way the network's axes run, e.g. ``SPL``, see `medviewer.packs.stage`
``spacing``        of the network's voxels, mm, one number or three in the order of ``axes``
``normalise``      how values are brought to the network's range, see `medviewer.importers.normalise_option`
``network``        path of the manifest that names the network of plain weights
``task``           what an ONNX, ``.pt2`` or TorchScript model gives, e.g. ``segmentation``
``output``         what its channels mean, e.g. ``softmax``, see `medviewer.packs.stage.Output`
``channels``       names of the images that a network takes, where it takes several
``size``           the size of its tiles where its file leaves it open, e.g. ``96 96 96``
``allow_legacy``   ``yes``: TorchScript is taken
``golden``         ``no``: no golden case is made
``dataset``        which of several models of nnU-Net; also ``configuration``, ``trainer``, ``plans``
``folds``          which folds of nnU-Net, e.g. ``0,2``; else all
``checkpoint``     of each fold: ``final`` or ``best``; else the final one where it is there
``whole_image``    ``yes``: a network that TotalSegmentator runs on one organ is run on all of the image
``trust_trainer``  ``yes``: nnU-Net's trainer of another name builds what its plans say
=================  ===========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from medviewer.importers.refused import ImportRefused

OPTIONS = (
    "id", "name", "version", "licence", "licence_file", "author", "intended_use", "modality", "body_part",
    "labels", "axes", "spacing", "normalise", "network", "task", "output", "channels", "size", "allow_legacy",
    "golden", "dataset", "configuration", "trainer", "plans", "folds", "checkpoint", "whole_image",
    "trust_trainer",
)  # fmt: skip
FILES = ("labels", "licence_file", "network")
"""Those that are paths."""
NOT_STATED = "not stated"

_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_.-]+")


def model_id(options: Mapping[str, str], source: Path) -> str:
    """The option ``id``, or one made of the source's name."""
    if options.get("id"):
        return options["id"]
    stem = source.name if source.is_dir() else source.name.partition(".")[0]
    return _NOT_IN_ID.sub("-", stem).strip("-._").lower()[:64] or "model"


def words(options: Mapping[str, str], name: str) -> tuple[str, ...]:
    """An option that is a list, separated by commas."""
    return tuple(part.strip() for part in options.get(name, "").split(",") if part.strip())


def numbers(options: Mapping[str, str], name: str) -> tuple[float, ...]:
    """An option that is a list of numbers, separated by commas, spaces or ``x``.

    Raises
    ------
    ImportRefused
        If it holds anything else.
    """
    text = options.get(name, "")
    try:
        return tuple(float(part) for part in re.split(r"[\s,x]+", text.strip()) if part)
    except ValueError as error:
        raise ImportRefused(name, [f"the option must be numbers, not {text!r}."]) from error


def yes(options: Mapping[str, str], name: str, default: bool = False) -> bool:
    """An option that is ``yes`` or ``no``."""
    text = options.get(name, "").strip().lower()
    return default if not text else text in ("yes", "true", "1", "on")
