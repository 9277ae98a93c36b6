"""Whether a result belongs to an image: the fingerprints must be the same."""

from __future__ import annotations

from medviewer.api.model import Report, Result
from medviewer.core.errors import ModelError
from medviewer.core.fingerprint import fingerprint
from medviewer.core.volume import Stack, Volume


def image_fingerprint(image: Volume | Stack, *, report: Report) -> str:
    """Fingerprint of an image as a job function, for it reads every voxel (about a second per GB)."""
    return fingerprint(image)


def require_same_image(result: Result, image_fingerprint: str) -> None:
    """Refuses a result that was made from another image.

    Parameters
    ----------
    result
        As `run_model` gave it.
    image_fingerprint
        `medviewer.core.fingerprint.fingerprint` of the image it is to be shown on.

    Raises
    ------
    ModelError
        If the fingerprints differ or the result does not say what it was made from.
    """
    provenance = result.provenance
    if provenance is None or not provenance.input_fingerprint:
        raise ModelError("This result does not say which picture it was made from, so it is not shown.")
    if provenance.input_fingerprint != image_fingerprint:
        raise ModelError(
            "This result was made from another picture than the one on screen, so it is not shown; "
            "run the model again."
        )
