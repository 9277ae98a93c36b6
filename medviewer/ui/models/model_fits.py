"""How each model goes with the series on screen, found out on worker threads and kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from medviewer.api.contract import ChannelRole
from medviewer.core.series import SeriesEntry, SeriesInfo
from medviewer.core.volume import Stack, Volume
from medviewer.session import InBackground, Session
from medviewer.session.channel_roles import missing_roles, propose_roles
from medviewer.session.model_facts import ModelFacts, read_facts
from medviewer.session.model_fit import Fit, fit_of, fit_of_entry
from medviewer.ui.model_list import ModelList
from medviewer.ui.study_list import StudyList

if TYPE_CHECKING:
    from medviewer.inference.discover import PluginRecord

Source = Volume | Stack | SeriesEntry


class ModelFits(QObject):
    """``changed`` comes, at most once a turn of the event loop, when an answer came or all are asked anew."""

    changed = Signal()

    def __init__(
        self, session: Session, models: ModelList, studies: StudyList, in_background: InBackground
    ) -> None:
        super().__init__()
        self._session = session
        self._scene = session.scene
        self._models = models
        self._studies = studies
        self._in_background = in_background
        self._fits: dict[str, Fit] = {}
        self._facts: dict[str, ModelFacts] = {}
        self._chosen: dict[tuple[str, str], dict[str, str]] = {}
        self._state: object = ()
        self._known: dict[str, PluginRecord] = {}
        self._listed: tuple[str, ...] = ()
        self._round = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.changed)
        models.changed.connect(self._take_models)
        studies.changed.connect(self._take_series)
        self._scene.changed.connect(self._look)
        self._read_facts()

    # --- answers ---

    def fit(self, model_id: str) -> Fit | None:
        """None while it is being found out."""
        return self._fits.get(model_id)

    def ranked(self, model_ids: Iterable[str]) -> list[str]:
        """What fits first, the fewer doubts the sooner; then what lacks a series; last what does not fit."""

        def rank(model_id: str) -> tuple[int, int]:
            fit = self._fits.get(model_id)
            kind = "unknown" if fit is None else fit.kind
            doubts = 0 if fit is None else len(fit.warnings) + len(fit.needs_agreement)
            return {"needs": 1, "blocked": 2}.get(kind, 0), doubts

        return sorted(model_ids, key=rank)

    def facts(self, model_id: str) -> ModelFacts:
        """What the folder says; empty while it is being read."""
        return self._facts.get(model_id, ModelFacts())

    @property
    def all_known(self) -> bool:
        """Whether there is an answer for every model."""
        return all(model_id in self._fits for model_id in self._models.usable)

    def hint(self) -> str:
        """Why nothing can be told yet; "" if it can."""
        active = self._scene.active
        if active is None:
            return self.tr("Open an image first.")
        return self.tr("The image is still being read.") if active.arriving is not None else ""

    # --- the series for the roles of a model ---

    def series(self) -> list[SeriesInfo]:
        """All images of the open studies, those that are read and those that are only listed."""
        listed = {entry.series_id: entry.info for entry in self._studies.entries.values() if entry.is_image}
        shown = {layer.image.info.series_id: layer.image.info for layer in self._scene.images}
        return list((listed | shown).values())

    def roles(self, model_id: str) -> dict[str, str]:
        """A series id for each role: as the user chose, else as proposed."""
        chosen = self._chosen.get((model_id, self._active_series))
        return self._proposed(model_id) if chosen is None else dict(chosen)

    def choose_role(self, model_id: str, role: str, series_id: str) -> None:
        """Takes another series for a role ("" for none)."""
        self._chosen[model_id, self._active_series] = self.roles(model_id) | {role: series_id}
        self._fits.pop(model_id, None)
        self._ask(model_id)
        self._soon.start()

    def sources(self, model_id: str) -> dict[str, Source] | None:
        """What the model is given, the image of its first role first; None if a series is missing."""
        roles = self._roles_of(model_id)
        active = self._scene.active
        if not roles:
            return None if active is None else {"": active.image}
        chosen = self.roles(model_id)
        found = {role.role: self.source(chosen.get(role.role, "")) for role in roles}
        known = {role: source for role, source in found.items() if source is not None}
        return known if all(role.optional or role.role in known for role in roles) else None

    def source(self, series_id: str) -> Source | None:
        """The image of a series if it is read, else its entry; None if there is no such series."""
        layer = self._scene.image_of_series(series_id)
        if layer is not None and layer.arriving is None:
            return layer.image
        return self._studies.entries.get(series_id)

    def fit_of_series(self, model_id: str, series_id: str) -> Fit:
        """A first answer from what is listed of a series; its pixels are checked before it is run."""
        info, entry = self._models.usable[model_id].info, self._studies.entries.get(series_id)
        if info is None or entry is None:
            return self.fit(model_id) or Fit("unknown")
        return fit_of_entry(info, entry)

    # --- parts ---

    @property
    def _active_series(self) -> str:
        active = self._scene.active
        return "" if active is None else active.image.info.series_id

    def _roles_of(self, model_id: str) -> tuple[ChannelRole, ...]:
        record = self._models.usable.get(model_id)
        return () if record is None or record.info is None else record.info.contract.roles

    def _proposed(self, model_id: str) -> dict[str, str]:
        record = self._models.usable.get(model_id)
        roles = self._roles_of(model_id)
        if record is not None and record.info is not None and record.info.contract.time_points is not None:
            from medviewer.session.time_point_roles import propose_time_points  # few models need it

            return propose_time_points(roles, self.series(), self._active_series)
        return propose_roles(roles, self.series(), self._active_series)

    def _take_models(self) -> None:
        """Other models than before; that another one was chosen changes nothing here."""
        if self._known != self._models.usable:
            self._read_facts()

    def _read_facts(self) -> None:
        records = self._known = dict(self._models.usable)

        def take(found: dict[str, ModelFacts]) -> None:
            self._facts = found
            self.ask_all()

        self._in_background(
            lambda: {name: read_facts(record) for name, record in records.items()}, take, lambda: take({})
        )

    def _take_series(self) -> None:
        """Apart from `_look`, which is asked with every move of the crosshair."""
        listed = tuple(self._studies.entries)
        if listed != self._listed:
            self._listed = listed
            self._look()

    def _look(self) -> None:
        """Another image, all of it at last, or other series beside it."""
        active = self._scene.active
        state = (None if active is None else (active.id, active.arriving is None), self._listed)
        if state != self._state:
            self._state = state
            self.ask_all()

    def ask_all(self) -> None:
        """Finds everything out anew."""
        self._round += 1
        self._fits = {}
        active = self._scene.active
        if active is not None and active.arriving is None:
            for model_id in self._models.usable:
                self._ask(model_id)
        self._soon.start()

    def _ask(self, model_id: str) -> None:
        active, info = self._scene.active, self._models.usable[model_id].info
        if active is None or info is None:
            return
        roles, chosen = info.contract.roles, self.roles(model_id)
        missing = missing_roles(roles, chosen)
        first = self.source(chosen.get(roles[0].role, "")) if roles else active.image
        further = {role.role: self.source(chosen.get(role.role, "")) for role in roles[1:]}
        others = {role: image for role, image in further.items() if isinstance(image, (Volume, Stack))}
        number = self._round
        stages = self.facts(model_id).stages

        def find() -> Fit:
            if first is None:
                return Fit("needs", missing)
            if isinstance(first, SeriesEntry):
                found = fit_of_entry(info, first)
                return Fit("needs", missing) if found.can_run and missing else found
            return fit_of(info, stages, first, missing, others)

        def take(fit: Fit) -> None:
            if number == self._round:
                self._fits[model_id] = fit
                self._soon.start()

        trouble = self.tr("It could not be found out whether the model fits this image.")
        self._in_background(find, take, lambda: take(Fit("blocked", (trouble,))))
