"""ReportTexts: what the reader wrote for reports, by study, as observable and undoable state."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from medviewer.core.report_draft import ReportDraft
from medviewer.scene.events import Events
from medviewer.scene.undo import UndoStack


@dataclass(eq=False)
class ReportTexts:
    """The drafts of this run. ``events.drafts`` fires once for each real change.

    A draft belongs to a study and is shown with no other, so closing a study need not lose it: it is there
    when the study is opened again.

    Parameters
    ----------
    usual
        What a new draft begins with: the language, the template and the reader that were chosen last.
    """

    events: ClassVar[Events] = Events()

    undo: UndoStack
    drafts: tuple[ReportDraft, ...] = ()
    usual: ReportDraft = field(default_factory=lambda: ReportDraft(""))

    def draft_of(self, study: str) -> ReportDraft:
        """The draft of a study, a new one if nothing was written yet."""
        known = next((draft for draft in self.drafts if draft.study == study), None)
        return known or replace(self.usual, study=study)

    def write(self, study: str, name: str, merge: str, **changes: Any) -> None:
        """Changes fields of a draft as one step of undo; ``name`` is what undo calls it.

        Steps of one ``merge`` become one, as letters typed one after the other.
        """
        before = self.draft_of(study)
        after = replace(before, **changes)
        if after == before:
            return
        others = tuple(draft for draft in self.drafts if draft.study != study)
        self.undo.write(name, (self, "drafts", (*others, after)), merge=merge and f"report {study} {merge}")
