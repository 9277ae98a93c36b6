"""KeyLook: how a key image looked when it was kept, beside its place and window."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LayerLook:
    """How a result lay over a key image.

    Parameters
    ----------
    layer_id, name
        Which result: by its id while it is open, by its name once it was opened anew.
    opacity, threshold
        As on screen; the threshold of what has none is 0.
    shown
        The finding whose evidence was drawn, "" for none.
    segments
        Of a segmentation, the numbers of its visible segments.
    fill, outline
        Of a segmentation, the opacity of its areas and whether outlines were drawn.
    """

    layer_id: str
    name: str = ""
    opacity: float = 1.0
    threshold: float = 0.0
    shown: str = ""
    segments: tuple[int, ...] = ()
    fill: float = 0.35
    outline: bool = True


@dataclass(frozen=True)
class OverLook:
    """Another series that was laid over a key image; ``way``, ``opacity`` and ``split`` as `OverImage`."""

    series_id: str
    way: str
    opacity: float = 0.5
    split: float = 0.5


@dataclass(frozen=True)
class KeyLook:
    """What was on screen when a key image was kept.

    A mark that is corrected later is shown corrected, one that is deleted and a result that is rejected are
    gone: a key image never shows what its reader has taken back.

    Parameters
    ----------
    mm_across
        Width of what was seen, mm.
    inverted, palette
        Of the image.
    slab_mm, slab_mode
        The slab that was projected; 0 for none.
    has_lut
        Whether a lookup table of the file stood for the window.
    layers
        The results that were visible.
    marks
        Ids of the marks that were seen.
    over
        The series that was laid over it, None for none.
    """

    mm_across: float = 0.0
    inverted: bool = False
    palette: str = ""
    slab_mm: float = 0.0
    slab_mode: str = "mean"
    has_lut: bool = False
    layers: tuple[LayerLook, ...] = ()
    marks: tuple[str, ...] = ()
    over: OverLook | None = None
