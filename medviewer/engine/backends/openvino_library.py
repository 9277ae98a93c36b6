"""OpenVINO without its telemetry.

Importing ``openvino`` imports ``openvino_telemetry``, which counts conversions at a vendor's server. Where
that package is absent OpenVINO has a stub for it; here it is made to look absent before the import, so its
code is not even in the process. Conversion besides goes straight to OpenVINO's front ends, which know no
telemetry (``openvino.convert_model`` does).
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

_TELEMETRY = "openvino_telemetry"


def openvino() -> Any:
    """The package ``openvino``.

    Raises
    ------
    ImportError
        If it is not installed or does not fit this machine.
    """
    sys.modules.setdefault(_TELEMETRY, None)  # type: ignore[arg-type]  # documented: makes imports fail
    return importlib.import_module("openvino")


def knows_bfloat16() -> bool:
    """Whether OpenVINO computes in bfloat16 on this processor; False where there is no OpenVINO."""
    try:
        return "BF16" in openvino().Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    except (ImportError, RuntimeError):
        return False
