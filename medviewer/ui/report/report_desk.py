"""The desk of the report: opens its page and keeps that in step with the study.

Everything of it is made at first use: the first picture of the window waits for none of it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer

from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.undo import Step
from medviewer.ui.parts.said import said

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.report.draft_editor import DraftEditor
    from medviewer.ui.report.fonts import ReportFonts
    from medviewer.ui.report.maker import ReadyReport, ReportMaker
    from medviewer.ui.report.paper import PaperName
    from medviewer.ui.report.report_page import ReportPageView
    from medviewer.ui.report.report_saving import ReportSaving
    from medviewer.ui.report.snippet_panel import SnippetPanel
    from medviewer.ui.report.snippets import Snippets
    from medviewer.ui.window_parts import WindowParts

_SETTLED_MS = 250
_MOST_NAMED = 12
_AFTER_MEASUREMENTS = 5
"""Where its section stands among those at the right."""


class ReportDesk(QObject):
    """The commands of the rows ``report.*``. ``page`` is what is shown, ``ready`` what was made last."""

    def __init__(self, window: MainWindow, parts: WindowParts) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._texts = parts.session.report_texts
        self._image: ImageLayer | None = None
        self._maker: ReportMaker | None = None
        self._saving: ReportSaving | None = None
        self._snippets: Snippets | None = None
        self._fonts: ReportFonts | None = None
        self.page: ReportPageView | None = None
        self.ready: ReadyReport | None = None
        self._waiting = ""
        self._shown = 0
        self._soon = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._soon.timeout.connect(self._gather)

    def attach(self, window: MainWindow) -> None:
        """Listens to what may change the report, once the window is built."""
        scene = self._parts.session.scene
        for signal in (scene.layer_added, scene.undo.stepped):
            signal.connect(self._later)
        scene.undo.performed.connect(self._follow_step)
        scene.layer_removed.connect(self._close_if_gone)
        self._texts.events.drafts.connect(self._reword)
        self._add_panel(window)

    def _add_panel(self, window: MainWindow) -> None:
        """The text beside the images, folded until somebody writes."""
        from medviewer.ui.panels.fold_section import FoldSection
        from medviewer.ui.report.report_panel import ReportPanel

        self.panel = ReportPanel(self._panel_editor)
        self.panel.opened.connect(self.show)
        section = FoldSection(self.tr("Report"), self.panel, unfolded=False)
        window.panels.right.insert_section(_AFTER_MEASUREMENTS, section)
        self._parts.session.scene.active_changed.connect(
            lambda image: self.panel.show_study("" if image is None else image.image.info.study_key)
        )

    def _panel_editor(self) -> DraftEditor | None:
        image = self._parts.session.scene.active
        if image is None:
            return None
        editor = self._editor(image.image.info.study_key)
        editor.editing_wanted.connect(lambda: self._show_snippets(""))
        editor.snippet_wanted.connect(self._show_snippets)
        return editor

    def _show_snippets(self, text: str) -> None:
        if self.page is None:
            self.show()
        if self.page is not None:
            self.page.edit_snippets(text)

    # --- the page ---

    def show(self) -> None:
        """Opens the report of the study on screen, or goes back to the views."""
        image = self._parts.session.scene.active
        if self.page is not None:
            self.page.left.emit()
            return
        if image is None:
            return
        self.panel.keep_now()
        self._image = image
        self._begin()
        self.page = page = self._new_page()
        page.chosen.connect(self._choose)
        page.wanted.connect(self._save)
        page.left.connect(self._leave)
        self._shown += 1
        number = self._shown
        # A page goes some time after it was left: by then another one may be shown.
        page.destroyed.connect(lambda: self._forget_page() if number == self._shown else None)
        self._window.comfort.pages.show_page(page)
        self._gather()

    def _begin(self) -> None:
        """Makes what all reports need."""
        if self._maker is not None:
            return
        from medviewer.ui.report.fonts import ReportFonts
        from medviewer.ui.report.maker import ReportMaker
        from medviewer.ui.report.report_saving import ReportSaving
        from medviewer.ui.report.report_sources import usual_draft
        from medviewer.ui.report.snippets import Snippets

        parts, queue = self._parts, self._parts.session.queue
        folder = parts.report_folder
        self._fonts = ReportFonts()
        self._snippets = Snippets(folder / "snippets.json", self)
        parts.choices.watch(self._snippets.file)
        make, own = parts.make_slice_renderer, folder / "templates"
        self._maker = ReportMaker(queue, parts.in_background, make, own, self)
        self._maker.ready.connect(self._show_ready)
        self._maker.failed.connect(self._tell_failed)
        self._saving = ReportSaving(queue, self._window.questions, parts.in_background, self._window)
        self._saving.said.connect(self._window.say)
        self._texts.usual = usual_draft(parts.settings)

    def _new_page(self) -> ReportPageView:
        from medviewer.report.templates import template_files
        from medviewer.ui.report.preview import Preview
        from medviewer.ui.report.report_page import ReportPageView

        editor = self._editor(self._study)
        preview = Preview(self._parts.in_background)
        names = [one.name for one in template_files(self._parts.report_folder / "templates")]
        return ReportPageView(editor, preview, self._snippet_panel, names, self._paper_name)

    def _editor(self, study: str) -> DraftEditor:
        from medviewer.ui.report.draft_editor import DraftEditor

        self._begin()
        if self._snippets is None:
            raise RuntimeError("not begun")
        return DraftEditor(self._texts, study, self._snippets)

    def _snippet_panel(self) -> SnippetPanel:
        from medviewer.ui.report.snippet_panel import SnippetPanel

        questions = self._window.questions
        if self._snippets is None:
            raise RuntimeError("not begun")
        return SnippetPanel(
            self._snippets,
            questions.snippets_to_import,
            lambda: questions.report_file_target("snippets.json", ".json"),
        )

    def _leave(self) -> None:
        if self.page is not None:
            self.page.editor.keep_now()
            reader = self.page.editor.draft.reader
            self._parts.settings.set("report.reader", (reader,) if reader else ())
            self._texts.usual = replace(self._texts.usual, reader=reader)
        self._forget_page()

    def _forget_page(self) -> None:
        self.page, self.ready, self._image, self._waiting = None, None, None, ""
        if self._maker is not None:
            self._maker.forget()

    def _close_if_gone(self, layer: object) -> None:
        """A report must not stay on screen beside another patient."""
        if self.page is None:
            return
        if layer is self._image:
            self.page.left.emit()
        else:
            self._later()

    # --- what is in it ---

    @property
    def _study(self) -> str:
        return "" if self._image is None else self._image.image.info.study_key

    def _follow_step(self, step: Step) -> None:
        """Another text is only worded anew; what else was done may change figures and pictures."""
        if any(write.target is not self._texts for write in step.writes) or not step.writes:
            self._later()

    def _later(self, *_: object) -> None:
        if self.page is not None:
            self._soon.start()

    def _gather(self) -> None:
        if self._image is None or self._maker is None:
            return
        from medviewer.ui.report.report_sources import material_for

        material = material_for(self._window, self._parts, self._image)
        self._maker.gather(material, self._texts.draft_of(self._study))

    def _reword(self, *_: object) -> None:
        self.panel.show_draft()
        if self.page is not None and self._maker is not None:
            self.page.editor.show_draft()
            draft = self._texts.draft_of(self._study)
            self.page.show_choices(draft, self._paper_name)
            self._maker.reword(draft)

    def _show_ready(self, ready: ReadyReport) -> None:
        if self.page is None or self._fonts is None:
            return
        from medviewer.ui.report.paper import PAPERS

        self.ready = ready
        problems = [said(problem.message) for problem in ready.page.problems]
        missing = self._fonts.missing(ready.page.text)
        if missing:
            text = self.tr("No font on this computer has these letters, so they are boxes: %1")
            problems.append(text.replace("%1", " ".join(missing[:_MOST_NAMED])))
        self.page.show_problems(problems)
        self.page.preview.show_report(ready, PAPERS[self._paper_name])
        self.page.set_ready(True)
        if self._waiting and self._is_newest(ready):
            target, self._waiting = self._waiting, ""
            self._save(target)

    def _tell_failed(self, text: str) -> None:
        self._waiting = ""  # what is saved later must have been asked for again
        self._window.say(text, "error")

    # --- choices ---

    def _choose(self) -> None:
        if self.page is None:
            return
        language, template, paper = self.page.choices
        settings = self._parts.settings
        settings.set("report.language", "zh_CN" if language == "zh" else language)
        settings.set("report.paper", paper)
        name = self.tr("Look of the report")
        self._texts.write(self._study, name, "", language=language, template=template)
        self._texts.usual = replace(self._texts.usual, language=language, template=template)
        if self.ready is not None:
            self._show_ready(self.ready)

    @property
    def _paper_name(self) -> PaperName:
        return cast("PaperName", self._parts.settings.text("report.paper"))

    # --- saving ---

    def _save(self, target: str) -> None:
        """Saves what is on the page; letters that were typed just now are laid out first."""
        if self.page is None or self.ready is None or self._saving is None or self._image is None:
            return
        from medviewer.ui.report.paper import PAPERS
        from medviewer.ui.report.report_sources import series_of_study

        self.page.editor.keep_now()
        if not self._is_newest(self.ready):
            self._waiting = target
            return
        entry = series_of_study(self._parts, self._image)
        done = partial(self._window.safety.drafts.count_as_saved, self._texts.draft_of(self._study))
        self._saving.save(target, self.ready, PAPERS[self._paper_name], entry, done)

    def _is_newest(self, ready: ReadyReport) -> bool:
        """Whether it holds the text of now; its template may be the standard one in place of a broken one."""
        made, wanted = ready.report.draft, self._texts.draft_of(self._study)
        return replace(made, template="") == replace(wanted, template="")
