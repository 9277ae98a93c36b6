"""What is told of a model, as plain text."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medviewer.api.model_info import ModelInfo
from medviewer.session.model_facts import ModelFacts


def about_text(info: ModelInfo, facts: ModelFacts) -> str:
    """Intended use, makers, card and licence; the makers' own words are shown letter by letter."""
    parts = [_line(_tr("Intended use"), info.intended_use), _line(_tr("Author"), facts.author)]
    parts += [_line(_tr("Made from"), facts.made_from), _line(_tr("Legacy"), facts.legacy)]
    parts += [_line(_tr("References"), "\n".join(facts.references))]
    parts += [_line(_tr("Card"), facts.card.strip()), _line(_tr("Licence"), info.licence)]
    if facts.licence_text:
        parts.append(facts.licence_text.strip())
    return "\n\n".join(part for part in parts if part)


def contract_text(info: ModelInfo) -> str:
    """What the model takes and gives, a line each."""
    contract = info.contract
    any_ = _tr("any")
    lines = [
        f"{_tr('Modality')}: {', '.join(contract.modalities) or any_}",
        f"{_tr('Body part')}: {', '.join(contract.body_parts) or any_}",
        f"{_tr('Input')}: {_tr('single pictures') if contract.dimensions == 2 else _tr('volumes')}",
    ]
    if contract.spacing_mm is not None:
        lines.append(f"{_tr('Spacing')}: {contract.spacing_mm[0]:g} .. {contract.spacing_mm[1]:g} mm")
    if contract.value_range is not None:
        low, high = contract.value_range
        lines.append(f"{_tr('Values')}: {low:g} .. {high:g} {contract.unit}".rstrip())
    if contract.min_extent_mm:
        lines.append(f"{_tr('Least extent')}: {contract.min_extent_mm:g} mm")
    if contract.time_points is not None:
        least, most = contract.time_points
        lines.append(f"{_tr('Time points')}: {least} .. {most}")
    for role in contract.channels:
        words = ", ".join(role.keywords)
        lines.append(f"{_tr('Series')} {role.role}: {', '.join(role.modalities)}  {words}".rstrip())
    lines += ["", f"{_tr('Gives')}: {len(info.labels)}"]
    for label in info.labels:
        code = f"  ({label.code.scheme} {label.code.value})" if label.code is not None else ""
        lines.append(f"{label.number:>5}  {label.name}{code}")
    for point in info.operating_points:
        measured = _measured(point.sensitivity, point.specificity)
        lines.append(f"{point.label}: {point.name} {point.threshold:g}{measured}")
    return "\n".join(lines)


def _measured(sensitivity: float | None, specificity: float | None) -> str:
    told = [
        f"{name} {value:.0%}"
        for name, value in ((_tr("sensitivity"), sensitivity), (_tr("specificity"), specificity))
        if value is not None
    ]
    return f"  ({', '.join(told)})" if told else ""


def _line(title: str, text: str) -> str:
    return f"{title}\n{text}" if text else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ModelTexts", text)
