"""The window's process must not load parsers or networks by using jobs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ["torch", "monai", "SimpleITK", "pydicom", "highdicom", "imagecodecs", "scipy", "vtk", "vtkmodules"]
HEAVY += ["PySide6", "psutil", "skimage", "nibabel"]


def test_jobs_and_discovery_import_nothing_heavy(tmp_path):
    program = (
        "import sys\n"
        "import medviewer.jobs.queue, medviewer.jobs.host, medviewer.jobs.main_thread_calls\n"
        "from medviewer.inference.discover import discover\n"
        "from medviewer.inference.plugin_places import plugin_folders\n"
        "discover(plugin_folders())\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
