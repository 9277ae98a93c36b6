"""The command objects of a window; most are made only once it has been painted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from medviewer.ui.command_objects import command_objects

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.window_parts import WindowParts


class Wings(Mapping[str, object]):
    """Command objects by the name that rows call them ("view" in ``"view.reset"``).

    Those of `command_objects` are there at once. Those of `late_command_objects`, with all that they
    import, come after the first paint, or as soon as one of them is asked for. An object with a method
    ``attach(window)`` is called when the actions, the tool bar, the menus and the panels are there.
    """

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        self._window = window
        self._parts = parts
        self._made = command_objects(window, parts)
        self.is_whole = False

    def __getitem__(self, name: str) -> object:
        if name not in self._made:
            self.complete()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        self.complete()
        return iter(self._made)

    def __len__(self) -> int:
        self.complete()
        return len(self._made)

    def attach(self) -> None:
        """The window is built: the objects that are there take their places in it."""
        self._attach(self._made)

    def complete(self) -> None:
        """Makes the late ones, once."""
        if self.is_whole:
            return
        self.is_whole = True
        from medviewer.ui.late_command_objects import late_command_objects

        late = late_command_objects(self._window, self._parts)
        self._made.update(late)
        self._attach(late)

    def _attach(self, objects: Mapping[str, object]) -> None:
        for wing in objects.values():
            attach = getattr(wing, "attach", None)
            if attach is not None:
                attach(self._window)
