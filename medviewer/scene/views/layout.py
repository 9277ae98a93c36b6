"""Which views are on screen and where: tables of data."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from medviewer.scene.views.viewport import PlaneKind


@dataclass(frozen=True)
class Cell:
    """Place of a view (the id of its viewport): row, column and how many of each it spans."""

    view: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Layout:
    """A named arrangement. ``column_stretch`` are the relative widths of its columns.

    In a grid each view shows a series of its own; else all cut the active image.
    """

    name: str
    title: str
    cells: tuple[Cell, ...]
    column_stretch: tuple[int, ...] = (1,)
    is_grid: bool = False

    def led_by(self, plane: PlaneKind) -> Layout:
        """The same arrangement with a plane in the first place, in exchange for the one that is there."""
        first = self.cells[0].view
        if plane == first or self.is_grid:
            return self
        other: dict[str, str] = {plane: first, first: plane}
        return replace(
            self, cells=tuple(replace(cell, view=other.get(cell.view, cell.view)) for cell in self.cells)
        )


LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (
        Layout(
            "mpr",
            "One large view, with the others and 3D",
            (
                Cell("axial", 0, 0, row_span=3),
                Cell("sagittal", 0, 1),
                Cell("coronal", 1, 1),
                Cell("3d", 2, 1),
            ),
            (2, 1),
        ),
        Layout("1x1", "One view", (Cell("axial", 0, 0),)),
        Layout(
            "2x2",
            "Two by two",
            (Cell("axial", 0, 0), Cell("sagittal", 0, 1), Cell("coronal", 1, 0), Cell("3d", 1, 1)),
            (1, 1),
        ),
        Layout(
            "1x3",
            "Three side by side",
            (Cell("axial", 0, 0), Cell("sagittal", 0, 1), Cell("coronal", 0, 2)),
            (1, 1, 1),
        ),
        Layout(
            "3x1",
            "Three on top of each other",
            (Cell("axial", 0, 0), Cell("sagittal", 1, 0), Cell("coronal", 2, 0)),
        ),
    )
}

STACK_LAYOUT = Layout("stack", "One view", (Cell("stack", 0, 0),))
"""What a stack or an X-ray gets whatever the layout: there is nothing to cut."""

_GRID = re.compile(r"grid ([1-9])x([1-9])")
LARGEST_GRID = (4, 6)
"""Most rows and columns of a grid."""


def grid_name(rows: int, columns: int) -> str:
    """What `Scene.layout` is called for a grid of series."""
    return f"grid {rows}x{columns}"


def is_layout(name: str) -> bool:
    """Whether `layout_named` knows a layout."""
    found = _GRID.fullmatch(name)
    return name in LAYOUTS or (
        found is not None and int(found[1]) <= LARGEST_GRID[0] and int(found[2]) <= LARGEST_GRID[1]
    )


def layout_named(name: str) -> Layout:
    """A layout by its name: one of `LAYOUTS`, or ``"grid RxC"``; KeyError for any other."""
    if name in LAYOUTS:
        return LAYOUTS[name]
    found = _GRID.fullmatch(name)
    if found is None or not is_layout(name):
        raise KeyError(name)
    rows, columns = int(found[1]), int(found[2])
    cells = tuple(
        Cell(f"view {row * columns + column + 1}", row, column)
        for row in range(rows)
        for column in range(columns)
    )
    return Layout(name, f"{rows} x {columns}", cells, (1,) * columns, is_grid=True)
