"""How data elements are written: heads, lengths, items (DICOM PS3.5 sections 7.1 and 7.5)."""

from __future__ import annotations

import struct

UNDEFINED = 0xFFFFFFFF
"""A length that is not told: a delimiter ends the value."""

ITEM, ITEM_END, SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
DEEPEST = 64
"""Sequences within sequences; honest files have a handful."""

LONG_VRS = frozenset(
    {b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"}
)
"""Value representations whose length has 32 bits, after two reserved bytes."""

SHORT_VRS = frozenset(b"AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US".split())
"""Value representations whose length has 16 bits."""

EXPLICIT = struct.Struct("<HH2sH")
IMPLICIT = struct.Struct("<HHI")
LENGTH = struct.Struct("<I")
