"""From plan to picture: arrays of pixels. VTK lives here; Qt, readers and jobs are unknown."""
