"""Events: a signal for each field of an observable object, kept by that object alone."""

from __future__ import annotations

from typing import overload

from psygnal import SignalGroup, SignalGroupDescriptor


class Events:
    """``events.<field>`` fires once for each real change; the signals live exactly as long as their object.

    psygnal's own descriptor keeps the signals of all objects in one table until their object is gone, beside
    the object itself. But a listener that knows the object, as a view knows the scene that it draws, is kept
    by its signals: nothing of it would ever be gone, and a closed study would keep its voxels. So each object
    is taken out of that table as soon as it has its signals.
    """

    def __init__(self) -> None:
        self._maker = SignalGroupDescriptor()

    def __set_name__(self, owner: type, name: str) -> None:
        self._maker.__set_name__(owner, name)

    @overload
    def __get__(self, instance: None, owner: type) -> Events: ...

    @overload
    def __get__(self, instance: object, owner: type) -> SignalGroup: ...

    def __get__(self, instance: object | None, owner: type) -> Events | SignalGroup:
        """The signals of an object, which from now on has them as its own attribute."""
        if instance is None:
            return self
        signals = self._maker.__get__(instance, owner)
        self._maker._instance_map.pop(id(instance))
        return signals
