"""The header pass: many files, once, with the reasons for those that are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from medviewer.core.errors import ReadError
from medviewer.core.series import RejectedFile
from medviewer.io.countdown import Countdown
from medviewer.io.dicom.frames.shared_values import SharedValues
from medviewer.io.dicom.parse.elements import BrokenFileError, NotDicomError
from medviewer.io.dicom.parse.header import Header, read_header
from medviewer.io.progress import ReadReport
from medviewer.io.rejection import rejection

_EVERY = 32


@dataclass(slots=True)
class HeaderPass:
    """What a header pass found: headers, DICOM files that are broken, and paths that are not DICOM."""

    headers: list[Header] = field(default_factory=list)
    broken: list[RejectedFile] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def read_headers(paths: Sequence[str], report: ReadReport) -> HeaderPass:
    """Reads the header of every file; never raises for a bad file."""
    found, values, countdown = HeaderPass(), SharedValues(), Countdown("Reading headers,", len(paths))
    for n, path in enumerate(paths):
        if n % _EVERY == 0:
            report(n / len(paths), countdown.text(n))
        try:
            with report.reading(path):
                header = read_header(path)
            found.headers.append(replace(header, elements=values.shared(header.elements)))
        except NotDicomError:
            found.others.append(path)
        except BrokenFileError as error:
            found.broken.append(RejectedFile(path, f"This DICOM file is broken: {error}."))
        except (ReadError, OSError) as error:
            found.broken.append(rejection(path, error))
    return found
