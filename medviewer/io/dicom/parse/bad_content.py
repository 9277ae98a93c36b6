"""What damaged or hostile DICOM content raises."""

from __future__ import annotations

import struct
import zlib

from pydicom.errors import BytesLengthException, InvalidDicomError

BAD_CONTENT = (
    OSError, ArithmeticError, AttributeError, BytesLengthException, EOFError, InvalidDicomError, LookupError,
    MemoryError, NotImplementedError, RecursionError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
"""What pydicom raises for it, sooner or later: elements are parsed when asked for."""
