"""What the window is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.jobs.history import JobHistory
from medviewer.session import InBackground, Session
from medviewer.session.model_store import ModelStore
from medviewer.ui.actions.library_commands import LibraryParts
from medviewer.ui.comfort.settings import Settings
from medviewer.ui.comfort.shortcut_keys import ShortcutKeys
from medviewer.ui.model_list import ModelList
from medviewer.ui.models.model_settings import ModelSettings
from medviewer.ui.parts.choice_file import ChoiceWatch
from medviewer.ui.recent_studies import RecentStudies
from medviewer.ui.study_list import StudyList
from medviewer.ui.window_presets import WindowPreset

if TYPE_CHECKING:
    from medviewer.ui.views.slice_picture import PictureMaker
    from medviewer.ui.views.volume_picture import VolumePictureMaker


@dataclass(frozen=True)
class WindowParts:
    """What the composition root hands to the window."""

    session: Session
    studies: StudyList
    models: ModelList
    recent: RecentStudies
    in_background: InBackground
    make_slice_renderer: Callable[[], PictureMaker]
    make_volume_renderer: Callable[[], VolumePictureMaker]
    presets: tuple[WindowPreset, ...]
    sample_folder: str
    log_folder: Path
    report_folder: Path
    journal_folder: Path
    library: LibraryParts
    model_settings: ModelSettings
    model_store: ModelStore
    history: JobHistory
    config_folder: Path
    settings: Settings
    keys: ShortcutKeys
    choices: ChoiceWatch = field(default_factory=ChoiceWatch)
