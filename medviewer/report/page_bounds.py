"""What a site's template may write: pages that can be laid out in a moment.

The layout takes time that grows without bound with nested tables, and nobody can stop it; so it is not begun.
"""

from __future__ import annotations

from html.parser import HTMLParser

_DEEPEST = 60
_DEEPEST_TABLE = 6
_MOST_ELEMENTS = 50_000
_LARGEST_PX = 4000
_CLOSED_BY_THEMSELVES = frozenset(
    {
        "br", "hr", "img", "meta", "link", "input", "area", "base", "col", "wbr", "p", "li", "td", "th", "tr",
        "thead", "tbody", "tfoot", "dt", "dd", "option",
    }
)  # fmt: skip


def require_bounds(html: str) -> None:
    """Looks through a page.

    Raises
    ------
    ValueError
        With the reason in words, if it is nested too deep, has too many parts or a picture that is too large.
    """
    _Bounds().feed(html)


class _Bounds(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._open: list[str] = []
        self._elements = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise ValueError(f"it has more than {_MOST_ELEMENTS} elements")
        if tag == "img" and any(_is_large(value) for name, value in attrs if name in ("width", "height")):
            raise ValueError(f"a picture in it is larger than {_LARGEST_PX} pixels")
        if tag in _CLOSED_BY_THEMSELVES:
            return
        self._open.append(tag)
        if len(self._open) > _DEEPEST or self._open.count("table") > _DEEPEST_TABLE:
            raise ValueError("its elements are nested too deep")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass


def _is_large(value: str | None) -> bool:
    """Whether a size is too large, or none at all."""
    number = (value or "").strip().removesuffix("px").removesuffix("%")
    try:
        return not 0 <= float(number) <= _LARGEST_PX
    except ValueError:
        return True
