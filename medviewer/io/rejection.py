"""Why a file is left out, said of the file that stands beside the sentence."""

from __future__ import annotations

from medviewer.core.errors import ReadError
from medviewer.core.series import RejectedFile


def rejection(path: str, error: ReadError | OSError) -> RejectedFile:
    """A file that is left out because of an error, in one sentence that does not name it once more."""
    if isinstance(error, OSError):
        return RejectedFile(path, cannot_be_opened(error))
    return RejectedFile(path, str(error).replace(f"{path} ", "It ", 1))


def cannot_be_opened(error: OSError) -> str:
    """The sentence for a file that the system does not let us open."""
    return f"The file cannot be opened ({error.strerror or 'error'})."
