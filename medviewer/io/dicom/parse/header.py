"""What the header of one DICOM file says, read tolerantly where the meaning is certain."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field, replace

from medviewer.core.series import Problem
from medviewer.io.dicom.frames.frame_source import FrameSource, Tile
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.elements import Elements, NotDicomError, OddEncodingError, OwnAndShared
from medviewer.io.dicom.parse.parse_plain import parse_plain
from medviewer.io.dicom.parse.sequence_items import Item, parse_items
from medviewer.io.dicom.parse.text import decode

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
NOT_A_NUMBER = float("nan")


@dataclass(frozen=True, slots=True)
class Header:
    """Typed access to the elements of one file, of one frame of it, or of one item of a sequence.

    An absent or empty element gives ``""``, ``()`` or None; a number that is not one gives NaN, so that
    nonsense is never taken for absence.

    Parameters
    ----------
    elements
        The raw values; those of a frame are the file's with the frame's own in front.
    frame_index
        Which stored frame this is, from 0; see `frame_headers`.
    is_frame
        Whether this speaks of one frame of a file that holds more, or of a tile of one.
    tile
        The part of the stored frame that is meant (Siemens mosaic), or None for all of it.
    source
        The stored frames of the file, shared by the headers of its frames; None for a whole file.
    notes
        What `frame_headers` could not tell of the frames, for the load report.
    shared
        What all frames of the file say, for the header of a frame; the texts of both are decoded once.
    """

    elements: Elements
    frame_index: int = 0
    is_frame: bool = False
    tile: Tile | None = None
    source: FrameSource | None = field(default=None, repr=False, compare=False)
    notes: tuple[Problem, ...] = ()
    shared: Header | None = field(default=None, repr=False, compare=False)
    _texts: dict[int, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _numbers: dict[int, tuple[float, ...]] = field(default_factory=dict, repr=False, compare=False)
    _items: dict[int, tuple[Header, ...]] = field(default_factory=dict, repr=False, compare=False)
    # Grouping, planning and describing ask for the same elements again and again.

    @property
    def path(self) -> str:
        return self.elements.path

    @property
    def transfer_syntax(self) -> str:
        return self.elements.transfer_syntax

    @property
    def sop_class(self) -> str:
        return self.string(tags.SOP_CLASS_UID) or self.string(tags.MEDIA_STORAGE_SOP_CLASS_UID)

    @property
    def rows(self) -> int:
        return self.short(tags.ROWS) or 0

    @property
    def columns(self) -> int:
        return self.short(tags.COLUMNS) or 0

    @property
    def frames(self) -> int:
        """Number of frames, 1 for the header of a frame; 0 where the file says nonsense."""
        if self.is_frame:
            return 1
        value = self.number(tags.NUMBER_OF_FRAMES)
        if value is None:
            return 1
        return int(value) if value == value and 0 < value < 1e6 and value == int(value) else 0

    @property
    def samples(self) -> int:
        return self.short(tags.SAMPLES_PER_PIXEL) or 1

    @property
    def bits_allocated(self) -> int:
        return self.short(tags.BITS_ALLOCATED) or 0

    @property
    def bits_stored(self) -> int:
        return self.short(tags.BITS_STORED) or self.bits_allocated

    @property
    def is_signed(self) -> bool:
        return self.short(tags.PIXEL_REPRESENTATION) == 1

    def has(self, tag: int) -> bool:
        """Whether the element is there, empty or not."""
        return tag in self.elements.values

    def strings(self, tag: int) -> tuple[str, ...]:
        """The values of a coded element, stripped; may hold empty ones."""
        found = self._texts.get(tag)
        if found is None:
            if self.shared is not None and not self._says_itself(tag):
                return self.shared.strings(tag)
            text = self.elements.values.get(tag, b"").decode("latin-1").rstrip("\0 ")
            found = tuple(part.strip(" \0") for part in text.split("\\")) if text else ()
            self._texts[tag] = found
        return found

    def string(self, tag: int) -> str:
        """The whole of a coded element, stripped."""
        return "\\".join(self.strings(tag))

    def text(self, tag: int) -> str:
        """Free text in the file's character set, free of control characters."""
        raw = self.elements.values.get(tag, b"")
        return decode(raw, self.strings(tags.SPECIFIC_CHARACTER_SET)) if raw else ""

    def numbers(self, tag: int) -> tuple[float, ...]:
        """Decimal or integer strings; however long, and NaN for what is not a number."""
        found = self._numbers.get(tag)
        if found is None:
            if self.shared is not None and not self._says_itself(tag):
                return self.shared.numbers(tag)
            found = tuple(
                float(part) if _NUMBER.fullmatch(part) and len(part) < 400 else NOT_A_NUMBER
                for part in self.strings(tag)
            )
            self._numbers[tag] = found
        return found

    def number(self, tag: int) -> float | None:
        """The first of `numbers`."""
        found = self.numbers(tag)
        return found[0] if found else None

    def short(self, tag: int) -> int | None:
        """An unsigned 16-bit number (US)."""
        return self._unpacked(tag, "H")

    def pixel_value(self, tag: int) -> int | None:
        """A number in the pixels' own representation (US or SS)."""
        return self._unpacked(tag, "h" if self.is_signed else "H")

    def single(self, tag: int) -> float | None:
        """A 32-bit float (FL)."""
        raw = self.elements.values.get(tag, b"")
        return float(struct.unpack(self._order + "f", raw[:4])[0]) if len(raw) >= 4 else None

    def double(self, tag: int) -> float | None:
        """The first of `doubles`."""
        found = self.doubles(tag)
        return found[0] if found else None

    def doubles(self, tag: int) -> tuple[float, ...]:
        """64-bit floats (FD)."""
        raw = self.elements.values.get(tag, b"")
        return struct.unpack(f"{self._order}{len(raw) // 8}d", raw[: len(raw) // 8 * 8])

    def shorts(self, tag: int) -> tuple[int, ...]:
        """Unsigned 16-bit numbers (US)."""
        raw = self.elements.values.get(tag, b"")
        return struct.unpack(f"{self._order}{len(raw) // 2}H", raw[: len(raw) // 2 * 2])

    def signed_shorts(self, tag: int) -> tuple[int, ...]:
        """Signed 16-bit numbers (SS)."""
        raw = self.elements.values.get(tag, b"")
        return struct.unpack(f"{self._order}{len(raw) // 2}h", raw[: len(raw) // 2 * 2])

    def items(self, tag: int) -> tuple[Header, ...]:
        """The items of a sequence, each as a header of its own; none where its bytes are broken."""
        found = self._items.get(tag)
        if found is None:
            if self.shared is not None and not self._says_itself(tag):
                return self.shared.items(tag)
            found = self._items[tag] = tuple(self._as_header(item) for item in self._parsed(tag))
        return found

    def _says_itself(self, tag: int) -> bool:
        values = self.elements.values
        return not isinstance(values, OwnAndShared) or tag in values.own

    def _parsed(self, tag: int) -> list[Item]:
        value = self.elements.values.get(tag, b"")
        # A sequence of unknown representation is written without any, whatever the file does (PS3.5 6.2.2).
        for explicit in (True, False) if self.elements.explicit else (False,):
            try:
                return parse_items(value, explicit)
            except ValueError:
                continue
        return []

    def _as_header(self, item: Item) -> Header:
        names = self.elements.values.get(tags.SPECIFIC_CHARACTER_SET)
        if names is not None:
            item.setdefault(tags.SPECIFIC_CHARACTER_SET, names)
        return Header(replace(self.elements, values=item, pixels=None, big_endian=False))

    def _unpacked(self, tag: int, letter: str) -> int | None:
        raw = self.elements.values.get(tag, b"")
        if len(raw) < 2:
            return None
        return int(struct.unpack(self._order + letter, raw[:2])[0])

    @property
    def _order(self) -> str:
        return ">" if self.elements.big_endian else "<"


def read_header(path: str) -> Header:
    """The header of a file.

    Raises
    ------
    NotDicomError
        If it is no DICOM file.
    BrokenFileError
        If it is one but broken.
    OSError
        If it cannot be opened.
    """
    try:
        return Header(parse_plain(path))
    except (OddEncodingError, NotDicomError, struct.error):
        pass
    # Loaded late: most folders never need it.
    from medviewer.io.dicom.parse.parse_tolerant import parse_tolerant

    return Header(parse_tolerant(path))
