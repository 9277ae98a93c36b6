"""An image on screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import uuid4

from medviewer.core.geometry import Geometry
from medviewer.core.palette import GREY
from medviewer.core.time_series import TimeSeries
from medviewer.core.voi_lut import VoiLut
from medviewer.core.volume import Stack, Volume, default_window
from medviewer.core.window_level import WindowLevel
from medviewer.scene.events import Events
from medviewer.scene.images.arriving_slices import ArrivingSlices
from medviewer.scene.images.reading_order import frames_as_read
from medviewer.scene.views.over_look import OverImage
from medviewer.scene.volume.known_table import WithoutTable
from medviewer.scene.volume.volume_look import VolumeLook


def new_layer_id() -> str:
    """A name for a layer that no other layer has."""
    return uuid4().hex


@dataclass(eq=False)
class ImageLayer:
    """An image on screen. ``events.<field>`` fires once for each real change of a field.

    Parameters
    ----------
    image
        The volume or stack that models, results and reports speak of; its voxels are never changed.
        Of a time series, the volume of the present time point.
    window
        Which values become which grey, in the unit of the image. Setting it leaves a lookup table.
    inverted
        Low values white; starts as the file asks (MONOCHROME1).
    id
        Stable while the layer lives; other layers refer to it.
    time_series
        All time points of a 4D image, else None.
    time_point
        The one on screen, from 0; setting it takes ``image`` from the series. See `go_to_time`.
    shows_acquired
        Views show the true slices that a resampled volume was made from. See `show_acquired`.
    voi_lut
        A lookup table of the file that is used instead of the window, else None.
    palette
        The colour map that the grey of the window is painted in, one of `PALETTES`.
    arriving
        While the image is read: the slices that are there, and only they may be shown; else None.
    arrived
        How many of them had come when the views were last told.
    volume_look
        How it is shown in 3D.
    without_table
        What that shows without the table under the patient; None until it was looked for.
    over
        Another image that is laid over it, to be seen together, or None.
    """

    events: ClassVar[Events] = Events()

    image: Volume | Stack
    window: WindowLevel
    name: str = ""
    inverted: bool = False
    visible: bool = True
    id: str = field(default_factory=new_layer_id)
    time_series: TimeSeries | None = None
    time_point: int = 0
    shows_acquired: bool = False
    voi_lut: VoiLut | None = None
    palette: str = GREY
    arriving: ArrivingSlices | None = None
    arrived: int = 0
    volume_look: VolumeLook = field(default=VolumeLook())
    without_table: WithoutTable | None = None
    over: OverImage | None = None

    def __post_init__(self) -> None:
        self._kept: tuple[WindowLevel, bool] | None = None
        self._take_frames()
        # Connected first, so that whoever else listens finds everything in step.
        self.events.time_point.connect(self._take_time_point)
        self.events.image.connect(self._take_frames)
        self.events.shows_acquired.connect(self._take_frames)
        self.events.window.connect(self._leave_voi_lut)

    @classmethod
    def of(
        cls,
        image: Volume | Stack | TimeSeries,
        window: WindowLevel | None = None,
        arriving: ArrivingSlices | None = None,
    ) -> ImageLayer:
        """A layer named after its series, with the given window or the image's own default."""
        series = image if isinstance(image, TimeSeries) else None
        first = image.volumes[0] if isinstance(image, TimeSeries) else image
        name = first.info.description or first.info.modality or "Image"
        layer = cls(first, WindowLevel(1.0, 0.0), name=name, time_series=series, arriving=arriving)
        layer.reset_window()
        if window is not None:
            layer.show_window(window)
        return layer

    @property
    def shown(self) -> Volume | Stack:
        """What the views show: the image, or the true slices that it was resampled from."""
        acquired = self.acquired
        return acquired if self.shows_acquired and acquired is not None else self.image

    @property
    def acquired(self) -> Stack | None:
        """The true slices of a resampled volume, None where the image itself was acquired."""
        return self.image.acquired if isinstance(self.image, Volume) else None

    @property
    def is_flat(self) -> bool:
        """Whether there is nothing to cut: slices as acquired, or one single slice (an X-ray)."""
        return isinstance(self.shown, Stack) or self.shown.geometry.shape_kji[0] == 1

    @property
    def geometry(self) -> Geometry:
        """The grid of the volume; of a stack, the plane of its first frame."""
        return self.image.geometry if isinstance(self.image, Volume) else self.image.planes[0]

    @property
    def frames(self) -> tuple[Volume, ...]:
        """What the views show, slice by slice; a volume is its own only frame."""
        return self._frames

    def frame(self, number: int) -> Volume:
        """Frame ``number`` of a stack (clamped), always the same object; a volume is its own frame."""
        return self._frames[min(max(number, 0), len(self._frames) - 1)]

    @property
    def frame_count(self) -> int:
        return len(self._frames)

    def image_at(self, time_point: int | None) -> Volume | Stack:
        """The image of a time point; the present one for None or where there is no time axis."""
        if time_point is None or self.time_series is None:
            return self.image
        return self.time_series.volumes[time_point]

    def time_point_of(self, instance_uids: tuple[str, ...]) -> int | None:
        """The only time point that holds one of some DICOM instances, else None."""
        if self.time_series is None:
            return None
        wanted = set(instance_uids)
        volumes = enumerate(self.time_series.volumes)
        holding = [n for n, volume in volumes if wanted.intersection(volume.instance_uids)]
        return holding[0] if len(holding) == 1 else None

    def show_window(self, window: WindowLevel) -> None:
        """Takes a window, and leaves a lookup table even if the window is the one that was set."""
        self.window = window
        self.voi_lut = None

    def keep_window(self, window: WindowLevel | None, inverted: bool = False) -> None:
        """Takes the window that the reader keeps for this kind of series, to go back to; None: no more."""
        self._kept = None if window is None else (window, inverted)

    def reset_window(self) -> None:
        """Back to the window that the reader keeps, else the file's, else one that fits the values."""
        if self._kept is not None:
            self.show_window(self._kept[0])
            self.inverted = self._kept[1]
            return
        middle = self.sample
        self.window = default_window(middle)
        self.voi_lut = middle.voi_luts[0] if middle.voi_luts else None
        self.inverted = middle.inverted

    @property
    def sample(self) -> Volume | Stack:
        """What a window is chosen by: all values, of a time series the middle, while it is read one slice."""
        if self.arriving is not None:
            return self.arriving.first_slice
        return self.image if self.time_series is None else self.time_series.middle

    def restart(self, arriving: ArrivingSlices) -> None:
        """The image is read anew (wider values, or without a file that is broken)."""
        self.arriving, self.arrived = arriving, 0
        self.image = arriving.arrival.image

    def complete(self, image: Volume | Stack | TimeSeries) -> None:
        """All is there. A window that was guessed from one slice is made anew, unless the user changed it."""
        is_guessed = self.arriving is not None and self.window == default_window(self.sample)
        if isinstance(image, TimeSeries):
            self.time_series = image
        self.image = image.volumes[self.time_point] if isinstance(image, TimeSeries) else image
        self.arriving = None
        if is_guessed and self.window.name == "auto":
            self.reset_window()

    # --- parts ---

    def _take_time_point(self, time_point: int) -> None:
        if self.time_series is not None:
            self.image = self.time_series.volumes[time_point]

    def _take_frames(self) -> None:
        shown = self.shown
        if not isinstance(shown, Stack):
            self._frames: tuple[Volume, ...] = (shown,)
            return
        frames = tuple(shown.slice(n) for n in range(len(shown)))
        self._frames = frames_as_read(frames) if shown is self.acquired else frames

    def _leave_voi_lut(self) -> None:
        self.voi_lut = None
