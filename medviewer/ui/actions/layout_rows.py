"""The commands that arrange views, as data."""

from __future__ import annotations

from medviewer.ui.actions.action_row import ActionRow

R = ActionRow

LAYOUT = (
    R("view.layout_mpr", "Axial with the other planes", "F2",
      "Axial large; sagittal, coronal and 3D beside it", "mdi6.view-split-vertical", "View/Layout",
      "layout.pick", "mpr", "volume", "layout"),
    R("view.layout_1x1", "One view", "F3", "One view of the image in use", "mdi6.square-outline",
      "View/Layout", "layout.pick", "1x1", "image", "layout"),
    R("view.layout_2x2", "Two by two", "F4", "Axial, sagittal, coronal and 3D in equal parts",
      "mdi6.view-grid-outline", "View/Layout", "layout.pick", "2x2", "volume", "layout"),
    R("view.layout_1x3", "Three side by side", "F5", "The three planes side by side",
      "mdi6.view-column-outline", "View/Layout", "layout.pick", "1x3", "volume", "layout"),
    R("view.layout_3x1", "Three on top of each other", "F6", "The three planes on top of each other",
      "mdi6.view-sequential-outline", "View/Layout", "layout.pick", "3x1", "volume", "layout"),
    R("layout.grid_1x2", "Two series", "Shift+F2", "Two series side by side",
      "mdi6.view-column-outline", "View/Layout", "layout.pick", "grid 1x2", "image", "layout",
      separator=True),
    R("layout.grid_2x2", "Four series", "Shift+F3", "Four series, two by two", "mdi6.view-grid-outline",
      "View/Layout", "layout.pick", "grid 2x2", "image", "layout"),
    R("layout.grid_2x3", "Six series", "Shift+F4", "Six series in two rows", "mdi6.view-module-outline",
      "View/Layout", "layout.pick", "grid 2x3", "image", "layout"),
    R("layout.grid_3x3", "Nine series", "Shift+F5", "Nine series, three by three", "mdi6.grid",
      "View/Layout", "layout.pick", "grid 3x3", "image", "layout"),
    R("layout.any_grid", "Any grid…", "Shift+F6", "Choose how many rows and columns of series there are",
      "mdi6.table-large", "View/Layout", "layout.any_grid", needs="image"),
    R("layout.example", "Use this layout for studies like this", "Ctrl+Shift+H",
      "Make a hanging rule of what is on screen", "mdi6.playlist-plus", "View/Layout", "layout.example",
      needs="image", separator=True),
    R("layout.rules", "Hanging rules", "Ctrl+H", "The rules that arrange studies when they are opened",
      "mdi6.playlist-edit", "View/Layout", "layout.rules"),
    R("layout.axial", "Axial", "Alt+1", "Axial slices in the view in use", "", "View/Plane",
      "layout.plane", "axial", "own view"),
    R("layout.sagittal", "Sagittal", "Alt+2", "Sagittal slices in the view in use", "", "View/Plane",
      "layout.plane", "sagittal", "own view"),
    R("layout.coronal", "Coronal", "Alt+3", "Coronal slices in the view in use", "", "View/Plane",
      "layout.plane", "coronal", "own view"),
    R("layout.3d", "3D", "Alt+4", "The series of the view in use in 3D", "", "View/Plane",
      "layout.plane", "3d", "own view"),
    R("layout.empty", "Empty the view", "Shift+Backspace",
      "Take the series out of the view in use; it stays open", "", "View/Plane", "layout.empty",
      needs="own view", separator=True),
)  # fmt: skip
