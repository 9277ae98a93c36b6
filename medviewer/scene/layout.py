"""Which views are on screen and where: tables of data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from medviewer.scene.viewport import PlaneKind, ViewKind


@dataclass(frozen=True)
class Cell:
    """Place of a view in the grid: row, column and how many of each it spans."""

    kind: ViewKind
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Layout:
    """A named arrangement. ``column_stretch`` are the relative widths of its columns."""

    name: str
    title: str
    cells: tuple[Cell, ...]
    column_stretch: tuple[int, ...] = (1,)

    def led_by(self, plane: PlaneKind) -> Layout:
        """The same arrangement with a plane in the first place, in exchange for the one that is there."""
        first = self.cells[0].kind
        if plane == first:
            return self
        other = {plane: first, first: plane}
        return replace(
            self, cells=tuple(replace(cell, kind=other.get(cell.kind, cell.kind)) for cell in self.cells)
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
