"""Everything that may go wrong for a reason a user can understand.

A message is one sentence: what happened, to which file or series, and what to do next.
It never contains patient data.
"""


class MedviewerError(Exception):
    """Base of all errors that are shown to a user as their message alone."""


class ReadError(MedviewerError):
    """Something could not be read, or must not be shown because it would not be true."""


class WriteError(MedviewerError):
    """Something could not be saved; the old file, if any, is untouched."""


class GeometryError(MedviewerError):
    """Two things that must share a place in the world do not."""


class ContractError(MedviewerError):
    """A volume is not what a model accepts."""


class PluginError(MedviewerError):
    """A plugin cannot be listed, imported or trusted."""


class ModelError(MedviewerError):
    """A model ran and failed, or gave a result that is not valid."""


class Cancelled(MedviewerError):
    """The user asked the work to stop."""

    def __init__(self, message: str = "Cancelled.") -> None:
        super().__init__(message)
