"""medviewer: an offline viewer for CT, MRI and X-ray that runs models in the background."""

__version__ = "0.1.0"
