import json
from pathlib import Path

from medviewer.core.detections import Box, Detections
from medviewer.io.progress import LocalReport
from medviewer.io.write import save_findings


def test_boxes_are_saved_with_their_places_in_the_world(tmp_path):
    boxes = Detections((Box("nodule", 0.91, (1.0, -2.5, 3.0), (4.0, 5.0, 6.0)),), "Nodules")
    path = save_findings(boxes, str(tmp_path / "boxes.json"), LocalReport())
    saved = json.loads(Path(path).read_text(encoding="utf-8"))
    assert saved["boxes"] == [
        {"label": "nodule", "score": 0.91, "centre_lps": [1.0, -2.5, 3.0], "size_lps": [4.0, 5.0, 6.0]}
    ]
