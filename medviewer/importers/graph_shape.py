"""GraphShape: what a network that carries its own graph takes and gives."""

from __future__ import annotations

from dataclasses import dataclass

from medviewer.core.errors import PluginError

MOST_VALUES = 1 << 30


@dataclass(frozen=True)
class GraphShape:
    """Sizes of the input [n, channels, ...] and of the output; 0 where a size is open.

    ``ends_with`` is what the network does to its output at last: ``"softmax"``, ``"sigmoid"`` or ``""`` if
    they are logits.
    """

    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    ends_with: str = ""

    @property
    def channels(self) -> int:
        return self.inputs[1]

    @property
    def is_flat(self) -> bool:
        """Whether it takes pictures and no volumes."""
        return len(self.inputs) == 4

    @property
    def gives_scores(self) -> bool:
        """Whether it gives one number a class and no maps."""
        return len(self.outputs) == 2 or (len(self.outputs) > 2 and set(self.outputs[2:]) == {1})

    @property
    def size(self) -> tuple[int, ...]:
        """The fixed size of its images, or empty where any of it is open."""
        size = self.inputs[2:]
        return size if all(size) else ()


def is_reasonable(sizes: tuple[int, ...]) -> bool:
    """Whether a tensor of these sizes can be held; open sizes count as one."""
    count = 1
    for size in sizes:
        count *= max(size, 1)
    return count <= MOST_VALUES and all(size >= 0 for size in sizes)


class NotOurs(PluginError):
    """A network whose input or output is not of a kind that packs have."""
