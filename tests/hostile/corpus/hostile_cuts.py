"""Files that end early, and lengths that lie."""

from __future__ import annotations

import struct
import zlib

from hostile_bytes import (
    BIG,
    DEFLATED,
    EXPLICIT,
    IMPLICIT,
    LENGTH_UNDEFINED,
    NOISE,
    RLE,
    data_set,
    dicom,
    element,
    fragments,
    meta,
    sequence,
)
from hostile_case import EITHER, REFUSED, SHOWN, Case, one_file

RLE_STREAM = (
    struct.pack("<16I", 2, 64, 64 + 272, *[0] * 13)
    + b"".join(b"\x0f" + NOISE.astype(">u2").tobytes()[0::2][n : n + 16] for n in range(0, 256, 16))
    + b"".join(b"\x0f" + NOISE.astype(">u2").tobytes()[1::2][n : n + 16] for n in range(0, 256, 16))
)


def _deflated(body: bytes) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return dicom(syntax=DEFLATED, body=squeeze.compress(body) + squeeze.flush())


def _cuts() -> list[Case]:
    whole = dicom()
    pixels = whole.index(b"\xe0\x7f\x10\x00")
    places = {
        "at once": 0,
        "after a byte": 1,
        "in the preamble": 64,
        "before the prefix": 128,
        "in the prefix": 130,
        "after the prefix": 132,
        "in the meta part": 200,
        "after the meta part": 132 + len(meta()),
        "in a tag": pixels - 41,
        "in a name": whole.index(b"Geheim") + 3,
        "after a name": whole.index(b"Geheim") + 16,
        "before the pixels": pixels,
        "in the pixels' tag": pixels + 2,
        "in the pixels' length": pixels + 9,
        "after the pixels' length": pixels + 12,
        "in the first pixel": pixels + 13,
        "in the middle of the pixels": pixels + 12 + 256,
        "before the last byte": len(whole) - 1,
    }
    return [one_file(f"cut {place}", whole[:length]) for place, length in places.items()]


def _cuts_of_other_codings() -> list[Case]:
    packed = {"PixelData": fragments(RLE_STREAM)}
    kinds = {
        "implicit": dicom(syntax=IMPLICIT),
        "big endian": dicom(syntax=BIG),
        "deflated": _deflated(data_set()),
        "run-length": dicom(packed, RLE),
        "bare": data_set(),
    }
    cases = [one_file(f"whole {name}", whole, SHOWN) for name, whole in kinds.items()]
    for name, whole in kinds.items():
        for part in (0.3, 0.8, 0.98):
            cases.append(one_file(f"{name} cut at {part}", whole[: int(len(whole) * part)]))
    return cases


def _lying_lengths() -> list[Case]:
    start = dicom({"PixelData": None})
    name = element(0x00100010, "PN", b"Geheimnis^Xaver ")
    whole = dicom()
    data = NOISE.tobytes()
    deep = sequence(0x00081140, element(0x00081150, "UI", b"1.2\0"))

    def with_pixels(length: int, value: bytes = data) -> bytes:
        return start + element(0x7FE00010, "OW", value, length=length)

    def renamed(lie: int) -> bytes:
        return whole.replace(name, element(0x00100010, "PN", name[8:], length=lie))

    return [
        one_file("a name longer than the file", renamed(0xFFFE)),
        one_file(
            "a name of odd length", whole.replace(name, element(0x00100010, "PN", b"Geheimnis^X")), SHOWN
        ),
        one_file("a name that swallows the next element", renamed(30), EITHER),
        one_file("pixels longer than the file", with_pixels(1 << 30), SHOWN),
        one_file("pixels of almost 4 GB", with_pixels(0xFFFFFFFE), SHOWN),
        one_file("pixels of no length", with_pixels(0)),
        one_file("pixels of half the length", with_pixels(256)),
        one_file("pixels of undefined length that are no fragments", with_pixels(LENGTH_UNDEFINED)),
        one_file("pixels of odd length", with_pixels(511, data[:511])),
        one_file("bytes behind the pixels", whole + b"\xff" * 1001, SHOWN),
        one_file("two pixel elements", whole + element(0x7FE00010, "OW", data), SHOWN),
        one_file(
            "a meta part of lying length",
            whole.replace(b"UL\x04\0" + meta()[8:12], b"UL\x04\0\xff\xff\xff\x7f"),
            SHOWN,
        ),
        one_file(
            "a meta part that says it is empty",
            whole.replace(b"UL\x04\0" + meta()[8:12], b"UL\x04\0\0\0\0\0"),
            SHOWN,
        ),
        one_file(
            "a sequence longer than the file",
            dicom(extra=deep.replace(struct.pack("<I", 20), struct.pack("<I", 1 << 28), 1)),
        ),
        one_file("an item longer than its sequence", dicom(extra=_long_item()), EITHER),
        one_file(
            "a private element of 4 GB", dicom(extra=element(0x00290010, "OB", b"ab", length=0xFFFFFFF0))
        ),
        one_file(
            "a sequence without its end", dicom(extra=element(0x00081140, "SQ", b"", length=LENGTH_UNDEFINED))
        ),
        one_file(
            "an item without its end",
            dicom(
                extra=element(0x00081140, "SQ", b"\xfe\xff\x00\xe0\xff\xff\xff\xff", length=LENGTH_UNDEFINED)
            ),
        ),
        one_file(
            "ends without beginnings",
            dicom(extra=b"\xfe\xff\x0d\xe0\0\0\0\0\xfe\xff\xdd\xe0\0\0\0\0"),
            EITHER,
        ),
        one_file("an unknown kind of value", dicom(extra=b"\x29\x00\x10\x10ZZ\x04\x00abcd"), EITHER),
        one_file("a kind of value of zero bytes", dicom(extra=b"\x29\x00\x10\x10\0\0\x04\x00abcd"), EITHER),
        one_file(
            "elements in falling order",
            dicom(body=data_set({"PixelData": None}) + name + element(0x7FE00010, "OW", data)),
            SHOWN,
        ),
        one_file("the same element twice", dicom(body=name + data_set()), EITHER),
        one_file(
            "explicit elements that say they are implicit", dicom(syntax=IMPLICIT, body=data_set()), SHOWN
        ),
        one_file(
            "implicit elements that say they are explicit", dicom(body=data_set(syntax=IMPLICIT)), EITHER
        ),
        one_file("big endian that says it is little", dicom(body=data_set(syntax=BIG)), EITHER),
        one_file("deflated that says it is not", dicom(body=zlib.compress(data_set())[2:])),
        one_file("not deflated that says it is", dicom(syntax=DEFLATED, body=data_set())),
        one_file("a transfer syntax of nobody", dicom(syntax="1.2.3.4.5.6.7.8.9"), REFUSED, "coding"),
        one_file("a transfer syntax of 10,000 bytes", dicom(syntax="1." * 5000)),
        one_file("a transfer syntax that is a path", dicom(syntax="../../../../etc/passwd")),
        one_file("no transfer syntax", b"\0" * 128 + b"DICM" + data_set(), SHOWN),
        one_file("nothing but a prefix, again and again", (b"\0" * 128 + b"DICM") * 500),
        one_file("zeros only", bytes(200_000)),
        one_file("ones only", b"\xff" * 200_000),
        one_file("DICM and ones only", bytes(128) + b"DICM" + b"\xff" * 200_000),
        one_file("text that is called dcm", b"Geheimnis^Xaver\n" * 1000),
    ]


def _long_item() -> bytes:
    item = b"\xfe\xff\x00\xe0" + struct.pack("<I", 5000) + element(0x00081150, "UI", b"1.2\0")
    return element(0x00081140, "SQ", item)


def _fragments() -> list[Case]:
    runs = RLE_STREAM
    half = fragments(runs)[: len(runs) // 2]

    def packed(value: bytes, **more: object) -> bytes:
        return dicom({"PixelData": value, **more}, RLE)

    return [
        one_file("fragments without their end", packed(fragments(runs, end=False)), SHOWN),
        one_file("fragments cut", packed(half)),
        one_file("no fragments", packed(fragments())),
        one_file(
            "an offset table that points nowhere",
            packed(fragments(runs, table=struct.pack("<I", 1 << 30))),
            SHOWN,
        ),
        one_file("an offset table of odd size", packed(fragments(runs, table=b"\0\0\0\0\1\1")), EITHER),
        one_file(
            "a fragment longer than the file",
            packed(fragments(runs).replace(struct.pack("<I", len(runs)), struct.pack("<I", 1 << 29))),
        ),
        one_file("a thousand frames in one fragment", packed(fragments(runs), NumberOfFrames="1000")),
        one_file("one frame in two fragments", packed(fragments(runs[:100], runs[100:])), EITHER),
        one_file("two frames in a file of one", packed(fragments(runs, runs)), EITHER),
        one_file(
            "fragments in a file that is not packed", dicom({"PixelData": fragments(runs)}, EXPLICIT), EITHER
        ),
        one_file("100,000 empty fragments", packed(fragments(*[b""] * 100_000))),
    ]


def cases() -> list[Case]:
    """All of them."""
    return [*_cuts(), *_cuts_of_other_codings(), *_lying_lengths(), *_fragments()]
