"""A process that draws marks as fast as it can, until it is killed; prints the number of each edit."""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

from medviewer.core.mark import Mark, MarkPlace
from medviewer.scene.scene import Scene
from medviewer.session.journal_keeper import JournalKeeper
from medviewer.session.work_of import Opened

scene = Scene()
keeper = JournalKeeper(scene, Path(sys.argv[1]), Opened, lambda _is_protected: None)
place = MarkPlace("series")
for number in itertools.count(1):
    if number % 50:
        points = ((0.0, 0.0, 0.0), (float(number), 0.0, 0.0))
        scene.marks.add(Mark("length", points, (0.0, 0.0, 1.0), place, label=f"mark {number}"), "Length")
    else:
        scene.marks.remove(frozenset(mark.id for mark in scene.marks.items), "Delete")
    os.write(1, b"%d\n" % number)
