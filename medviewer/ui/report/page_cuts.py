"""Where a long text is cut into pages: never through a line, a row or between a title and what follows it.

Qt lays the text out as one tall page. Its own page breaks cut rows, leave titles behind and lose lines when a
break is moved, so the cuts are found here.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import (
    QTextBlock,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextTable,
    QTextTableCell,
)

Interval = tuple[float, float]
"""From a top to a bottom, pixels of the layout."""

_KEPT_WHOLE = 3
"""A paragraph of so few lines is not parted; of a longer one two lines stay together at either end."""
_BELOW_ROW = 0.57
"""Which part of the gap between the texts of two rows belongs to the upper one: padding and its line."""
_SHORT_SECTION = 0.3
"""Of a page: a section that is no higher is not parted."""
_BETWEEN_SECTIONS = 0.5
"""So much of the room between two sections belongs to none, pixels."""
_LARGEST_WHOLE = 0.5
"""Of a page: a row that is higher may be parted, and need not follow its title whole."""
_LEAST_LINES = 2


@dataclass(frozen=True)
class PageCut:
    """One page: what lies between ``top`` and ``bottom``, below the ``head`` of a table that goes on."""

    top: float
    bottom: float
    head: Interval | None = None

    @property
    def head_height(self) -> float:
        """How much room the repeated head takes."""
        return 0.0 if self.head is None else self.head[1] - self.head[0]


@dataclass(frozen=True)
class _Piece:
    """A paragraph or a table.

    ``whole`` are the intervals that are not cut where they fit on a page, ``lines`` those of single lines;
    ``first`` reaches to where the least ends that is to follow a title.
    """

    box: Interval
    whole: tuple[Interval, ...]
    lines: tuple[Interval, ...]
    first: float
    head: Interval | None = None
    is_title: bool = False
    is_short: bool = False
    begins_page: bool = False
    ends_page: bool = False


def page_cuts(document: QTextDocument, page_height: float) -> tuple[PageCut, ...]:
    """The pages of a document that was laid out in a given width without any height; at least one.

    Parameters
    ----------
    page_height
        Of the text on a page, pixels of the layout.
    """
    pieces = list(_pieces(document))
    total = document.size().height()
    if not pieces:
        return (PageCut(0.0, min(total, page_height)),)
    lines = _merged(one for piece in pieces for one in piece.lines)
    kept = _merged((*_with_titles(pieces, page_height), *_low(pieces, page_height), *lines))
    forced = sorted({*(one.box[0] for one in pieces if one.begins_page), *_after(pieces)})
    cuts, top = [], 0.0
    while True:
        head = _head_at(pieces, top)
        cut = PageCut(top, top, head)
        limit = top + max(page_height - cut.head_height, page_height / 4.0)
        next_forced = next((y for y in forced if top + 1.0 < y < limit), None)
        if next_forced is not None:
            bottom = next_forced
        elif limit >= total:
            bottom = total
        else:
            bottom = _before(kept, limit, top) or _before(lines, limit, top) or limit
        cuts.append(PageCut(top, bottom, head))
        top = bottom
        if top >= total - 0.5:
            return tuple(cuts)


def _low(pieces: list[_Piece], page_height: float) -> Iterator[Interval]:
    """What is not parted: a row that is higher than half a page is."""
    for piece in pieces:
        for top, bottom in piece.whole:
            if bottom - top <= _LARGEST_WHOLE * page_height:
                yield top, bottom


def _before(kept: tuple[Interval, ...], limit: float, top: float) -> float | None:
    """The lowest place to cut that is not inside an interval; None if that leaves nothing on the page."""
    at = bisect_right(kept, (limit, float("inf"))) - 1
    if at < 0 or kept[at][1] <= limit:
        return limit
    return kept[at][0] if kept[at][0] > top + 1.0 else None


def _merged(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Sorted, those that overlap as one; those that only touch may be parted."""
    found: list[Interval] = []
    for top, bottom in sorted(intervals):
        if found and top < found[-1][1] - 0.01:
            found[-1] = (found[-1][0], max(found[-1][1], bottom))
        else:
            found.append((top, bottom))
    return tuple(found)


def _head_at(pieces: list[_Piece], top: float) -> Interval | None:
    """The head of the table that goes on at a cut."""
    for piece in pieces:
        if piece.head is not None and piece.head[1] + 0.5 < top < piece.box[1] - 0.5:
            return piece.head
    return None


def _with_titles(pieces: list[_Piece], page_height: float) -> Iterator[Interval]:
    """From the top of each title to the end of what is to follow it on the same page.

    A short section is not parted at all.
    """
    tops = [piece.box[0] for piece in pieces if piece.is_title]
    section_end = dict(itertools.pairwise((*tops, pieces[-1].box[1])))
    for n, piece in enumerate(pieces):
        if not piece.is_title:
            continue
        end = piece.box[1]
        if section_end[piece.box[0]] - piece.box[0] <= _SHORT_SECTION * page_height:
            end = section_end[piece.box[0]] - _BETWEEN_SECTIONS
        for after in pieces[n + 1 :]:
            if after.first - piece.box[0] > _LARGEST_WHOLE * page_height:
                end = max([end, *(bottom for _, bottom in sorted(after.lines)[:_LEAST_LINES])])
                break
            end = max(end, after.first)
            if not (after.is_title or after.is_short):
                break
        yield piece.box[0], end


def _after(pieces: list[_Piece]) -> Iterator[float]:
    for piece, following in itertools.pairwise(pieces):
        if piece.ends_page:
            yield following.box[0]


def _pieces(document: QTextDocument) -> Iterator[_Piece]:
    """Paragraphs and tables in their order. ``is_short`` is a paragraph that only leads to what follows."""
    parts: list[QTextBlock | QTextFrame] = list(_parts(document.rootFrame()))
    level = 0
    for n, part in enumerate(parts):
        level = _level(part) or level
        following = parts[n + 1] if n + 1 < len(parts) else None
        leads = isinstance(following, QTextTable) or _level(following) > level > 0
        if isinstance(part, QTextTable):
            yield _table(document, part)
        elif isinstance(part, QTextBlock):
            piece = _paragraph(document, part, leads)
            if piece is not None:
                yield piece


def _level(part: QTextBlock | QTextFrame | None) -> int:
    """Of a title, from 1; 0 for what is none."""
    return part.blockFormat().headingLevel() if isinstance(part, QTextBlock) else 0


def _parts(frame: QTextFrame) -> Iterator[QTextBlock | QTextFrame]:
    at = frame.begin()
    while not at.atEnd():
        inner = at.currentFrame()
        if inner is None:
            yield at.currentBlock()
        elif isinstance(inner, QTextTable):
            yield inner
        else:
            yield from _parts(inner)
        at += 1


def _paragraph(document: QTextDocument, block: QTextBlock, leads: bool) -> _Piece | None:
    box = document.documentLayout().blockBoundingRect(block)
    lines = _lines(document, block)
    if not lines:
        return None
    policy = block.blockFormat().pageBreakPolicy()
    is_title = block.blockFormat().headingLevel() > 0
    if is_title or len(lines) <= _KEPT_WHOLE:
        whole: tuple[Interval, ...] = ((lines[0][0], lines[-1][1]),)
    else:
        whole = ((lines[0][0], lines[1][1]), *lines[2:-2], (lines[-2][0], lines[-1][1]))
    return _Piece(
        (box.top(), box.bottom()),
        whole,
        lines,
        first=whole[0][1],
        is_title=is_title,
        is_short=leads and len(lines) <= _KEPT_WHOLE,
        begins_page=bool(policy & QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore),
        ends_page=bool(policy & QTextFormat.PageBreakFlag.PageBreak_AlwaysAfter),
    )


def _table(document: QTextDocument, table: QTextTable) -> _Piece:
    """Rows are kept whole, heads with the row below them."""
    rect = document.documentLayout().frameBoundingRect(table)
    texts = [_row_lines(document, table, row) for row in range(table.rows())]
    boxes = [(min(t for t, _ in one), max(b for _, b in one)) if one else None for one in texts]
    rows = _rows((rect.top(), rect.bottom()), [box for box in boxes if box is not None])
    heads = min(table.format().headerRowCount(), len(rows) - 1)
    whole = list(rows)
    if heads:
        whole.append((rows[0][0], rows[heads][1]))
    policy = table.format().pageBreakPolicy()
    return _Piece(
        (rect.top(), rect.bottom()),
        tuple(whole),
        tuple(line for one in texts for line in one),
        first=rows[heads][1] if rows else rect.bottom(),
        head=(rows[0][0], rows[heads - 1][1]) if heads else None,
        begins_page=bool(policy & QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore),
        ends_page=bool(policy & QTextFormat.PageBreakFlag.PageBreak_AlwaysAfter),
    )


def _rows(table: Interval, texts: list[Interval]) -> list[Interval]:
    """The rows between the top and bottom of a table, from where their texts are."""
    edges = [table[0]]
    for (_, bottom), (top, _) in itertools.pairwise(texts):
        edges.append(bottom + _BELOW_ROW * (top - bottom))
    edges.append(table[1])
    return list(itertools.pairwise(edges)) if texts else []


def _row_lines(document: QTextDocument, table: QTextTable, row: int) -> list[Interval]:
    cells = (table.cellAt(row, column) for column in range(table.columns()))
    return [
        line
        for cell in cells
        if cell.row() == row
        for block in _blocks(document, cell)
        for line in _lines(document, block)
    ]


def _blocks(document: QTextDocument, cell: QTextTableCell) -> Iterator[QTextBlock]:
    block, last = document.findBlock(cell.firstPosition()), cell.lastPosition()
    while block.isValid() and block.position() <= last:
        yield block
        block = block.next()


def _lines(document: QTextDocument, block: QTextBlock) -> tuple[Interval, ...]:
    """Where the lines of a block are."""
    top, layout = document.documentLayout().blockBoundingRect(block).top(), block.layout()
    found = (layout.lineAt(n) for n in range(layout.lineCount()))
    return tuple((top + line.y(), top + line.y() + line.height()) for line in found)
