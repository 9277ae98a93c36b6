"""Chest radiographs: a DenseNet-121's statements, each with a Grad-CAM heat map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import torch
from chest_xray_evidence import heat_map
from chest_xray_picture import Square, network_input
from chest_xray_weights import ReadNetwork, read_labels, read_network

from medviewer.api import (
    Classification,
    ExplainableInput,
    Finding,
    Label,
    ModelError,
    ModelInfo,
    Report,
    Volume,
)

_COLORS = ((213, 94, 0), (86, 180, 233), (0, 158, 115), (204, 121, 167), (240, 228, 66), (0, 114, 178))


class ChestXrayModel:
    """Classifies one radiograph.

    Parameters of `predict`: ``weights`` (path of a user's own DenseNet-121 state dict) together with
    ``labels`` (path of a text file, one name a line, in the order of the outputs); without them
    the plugin's own weights are used. ``info`` names the labels and the weights of the last run.
    """

    def __init__(self, info: ModelInfo, folder: Path) -> None:
        self.info = info
        self.folder = Path(folder)
        self.device = "cpu"
        self._own_info = info
        self._own: ReadNetwork | None = None
        self._users: tuple[tuple[str, float], ReadNetwork] | None = None

    def load(self, device: str) -> None:
        """Reads the plugin's weights onto a torch device such as ``"cpu"`` or ``"cuda:0"``."""
        self.device = device
        self._own = read_network(self.folder / self._own_info.weights, len(self._own_info.labels))
        self._own.network.to(device)

    def predict(self, volume: Volume, params: Mapping[str, str], report: Report) -> Classification:
        """Probability and heat map of each label, for a volume (1, H, W).

        Raises
        ------
        ModelError
            If the picture or the user's weights cannot be used.
        """
        _demand_one_picture(volume)
        report(0.0, "Reading the weights")
        chosen = self._choose(params)
        report(0.3, "Judging the picture")
        size = chosen.input_size
        with torch.inference_mode():
            maps = chosen.network.features(network_input(volume, size, chosen.channels).to(self.device))
            probabilities = torch.sigmoid(chosen.network.head(maps))[0].float().cpu().tolist()
        grid = Square.of(volume).grid(volume, size)
        findings = []
        for n, label in enumerate(self.info.labels):
            report(0.7 + 0.3 * n / len(self.info.labels), "Drawing the heat map")
            # a statement below its threshold gets a fainter map, so that it does not look like a find
            share = min(1.0, probabilities[n] / chosen.thresholds[n])
            heat = heat_map(chosen.network, maps, n, size) * share
            evidence = Volume(heat, grid, "", volume.info, has_orientation=volume.has_orientation)
            findings.append(Finding(label.name, probabilities[n], chosen.thresholds[n], evidence))
        report(1.0, "Done")
        return Classification(tuple(findings), name=self.info.name)

    def explainable(self, volume: Volume, params: Mapping[str, str]) -> ExplainableInput:
        """What the network sees of a radiograph, for the program's heat maps."""
        _demand_one_picture(volume)
        chosen = self._choose(params)
        size = chosen.input_size
        return ExplainableInput(
            network=chosen.network,
            tensor=network_input(volume, size, chosen.channels).to(self.device),
            geometry=Square.of(volume).grid(volume, size),
            labels=tuple(label.name for label in self.info.labels),
        )

    def _choose(self, params: Mapping[str, str]) -> ReadNetwork:
        """The plugin's own network, or the user's if one is named; sets the labels that go with it."""
        weights, labels = params.get("weights", ""), params.get("labels", "")
        if bool(weights) != bool(labels):
            raise ModelError("Own weights need both: weights (the file) and labels (a text file of names).")
        if not weights:
            if self._own is None:
                raise ModelError("The chest X-ray model has not been loaded; load it before running it.")
            self.info = self._own_info
            return self._own
        names = read_labels(Path(labels))
        chosen = self._users_network(Path(weights), len(names))
        self.info = replace(
            self._own_info,
            weights=str(Path(weights).resolve()),
            labels=tuple(Label(n + 1, name, _COLORS[n % len(_COLORS)]) for n, name in enumerate(names)),
        )
        return chosen

    def _users_network(self, path: Path, outputs: int) -> ReadNetwork:
        """The user's network; kept until the file or the number of labels changes."""
        key = (f"{path} {outputs}", path.stat().st_mtime if path.is_file() else 0.0)
        if self._users is None or self._users[0] != key:
            self._users = None
            chosen = read_network(path, outputs)
            chosen.network.to(self.device)
            self._users = (key, chosen)
        return self._users[1]


def _demand_one_picture(volume: Volume) -> None:
    if volume.voxels.shape[0] != 1:
        raise ModelError("This model judges one picture, and this is a volume of several slices.")
