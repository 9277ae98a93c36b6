"""PackModel: a pack as a model of the plugin API."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from medviewer.api.explainable import ExplainableInput, StatedPlace
from medviewer.api.model import Report, Result
from medviewer.core.errors import ModelError
from medviewer.core.volume import Volume
from medviewer.engine.backends.backend import Backend, Resting
from medviewer.engine.backends.make_backend import make_backend
from medviewer.engine.engine_run import EngineRun
from medviewer.engine.lean_heap import give_large_blocks_back
from medviewer.engine.tasks import run_task
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Stage


class PackModel:
    """A pack with its weights on a device; implements `Model` and `ChannelModel` of the API."""

    def __init__(self, manifest: PackManifest, folder: Path | None = None) -> None:
        self.manifest = manifest
        self.info = manifest.info
        self.folder = folder or manifest.folder
        self.device = "cpu"
        self._precision = "auto"
        self._backends: dict[str, tuple[Backend, ...]] = {}

    def load(self, device: str) -> None:
        """Reads the weights of all stages and folds onto a torch device.

        Raises
        ------
        PluginError
            If they cannot be read or do not fit the network.
        """
        give_large_blocks_back()
        self.device = device
        self._load("auto")

    def predict(self, volume: Volume, params: Mapping[str, str], report: Report) -> Result:
        """The result for one image.

        Raises
        ------
        ModelError
            If the pack needs several images or a parameter is wrong.
        """
        roles = self.info.contract.roles
        if len(roles) > 1:
            raise ModelError(
                f"{self.info.name} needs {len(roles)} images of the patient: "
                f"{', '.join(role.role for role in roles)}."
            )
        return self._run((volume,), params, report)

    def predict_channels(
        self, volumes: Mapping[str, Volume], params: Mapping[str, str], report: Report
    ) -> Result:
        """The result for several images of one patient, by role, on the first role's grid.

        Raises
        ------
        ModelError
            If a role has no image or a parameter is wrong.
        """
        listed = self.info.contract.roles
        missing = [role.role for role in listed if role.role not in volumes and not role.optional]
        if missing:
            raise ModelError(
                f"{self.info.name} has no image for {', '.join(missing)}; choose a series for it."
            )
        roles = [role.role for role in listed if role.role in volumes] or list(volumes)[:1]
        return self._run(tuple(volumes[role] for role in roles), params, report)

    def explainable(self, volume: Volume, params: Mapping[str, str]) -> ExplainableInput:
        """What the classifier's network sees of an image."""
        return self.explainable_channels({"": volume}, params)

    def explainable_channels(
        self, volumes: Mapping[str, Volume], params: Mapping[str, str]
    ) -> ExplainableInput:
        """The same for several images, by role."""
        from medviewer.engine.outputs.explainable_input import explainable_input

        return explainable_input(self.manifest, self.folder, tuple(volumes.values()), self.device)

    def explainable_place(
        self, volumes: Mapping[str, Volume], place: StatedPlace, params: Mapping[str, str]
    ) -> ExplainableInput:
        """What the network sees around a segment or a box that it has found."""
        from medviewer.engine.outputs.explainable_place import explainable_place

        return explainable_place(self.manifest, self.folder, tuple(volumes.values()), place, self.device)

    def backends(self, stage: Stage) -> tuple[Backend, ...]:
        """The loaded networks of a stage, one a fold."""
        return self._backends[stage.name]

    def close(self) -> None:
        """Gives the networks' memory back."""
        for backend in (backend for folds in self._backends.values() for backend in folds):
            backend.close()
        self._backends = {}

    def _load(self, precision: str) -> None:
        self.close()
        self._precision = precision
        self._backends = {
            stage.name: tuple(
                make_backend(stage, self.folder / name, self.device, precision) for name in stage.weights
            )
            for stage in self.manifest.stages
        }

    def _run(self, volumes: tuple[Volume, ...], params: Mapping[str, str], report: Report) -> Result:
        precision = params.get("precision", "") or "auto"
        if precision != self._precision or not self._backends:
            report(0.0, "Loading the network")
            self._load(precision)
        try:
            return run_task(EngineRun(self.manifest, self._backends, volumes, params, report))
        finally:
            for backend in (backend for folds in self._backends.values() for backend in folds):
                if isinstance(backend, Resting):
                    backend.rest()
