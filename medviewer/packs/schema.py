"""The JSON schema of a ``pack.toml`` (draft 2020-12), made from the same nouns that the reader fills.

``docs/pack.schema.json`` is what this gives. It says all that a schema can say; what fields say of each other
(that a label which is named exists, that low is less than high) only the reader knows.
"""

from __future__ import annotations

from itertools import permutations, product
from typing import Any, get_args

from medviewer.api.contract import MOST_TIME_POINTS
from medviewer.api.model_info import ParameterKind, TaskType
from medviewer.packs.pack_manifest import FORMAT_VERSION, CalibrationMethod
from medviewer.packs.stage import (
    Blending,
    Crop,
    Merge,
    OutputKind,
    ResampleBack,
    Resampling,
    TileScheme,
    WeightsFormat,
)

Schema = dict[str, Any]

_PLAIN = "^[^\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]*$"
_PART = (
    "(?!(?:[cC][oO][nN]|[pP][rR][nN]|[aA][uU][xX]|[nN][uU][lL]|[cC][oO][mM][0-9]|[lL][pP][tT][0-9])(?:[./]|$))"
    "[A-Za-z0-9_](?:[A-Za-z0-9_.+ -]{0,126}[A-Za-z0-9_+-])?"
)
_TEXT: Schema = {"type": "string", "pattern": _PLAIN}
_WORDS: Schema = {"type": "string", "pattern": _PLAIN, "allOf": [{"pattern": "\\S"}]}
_TEXTS: Schema = {"type": "array", "items": {"type": "string", "minLength": 1, "pattern": _PLAIN}}
_IDENTIFIER: Schema = {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"}
_FOLDER_NAME: Schema = {"type": "string", "maxLength": 64, "pattern": f"^{_PART}$", "not": {"pattern": " "}}
_FILE: Schema = {"type": "string", "pattern": f"^{_PART}(?:/{_PART}){{0,5}}$"}
_FILES: Schema = {"type": "array", "items": _FILE, "minItems": 1, "uniqueItems": True}
_NUMBER: Schema = {"type": "number"}
_WHOLE: Schema = {"type": "integer"}
_FLAG: Schema = {"type": "boolean"}
_FRACTION: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_SIZE: Schema = {"type": "integer", "minimum": 1, "maximum": 4096}
_RANGE: Schema = {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}
_POINTS: Schema = {"type": "integer", "minimum": 2, "maximum": MOST_TIME_POINTS}
_TIME_POINTS: Schema = {"type": "array", "items": _POINTS, "minItems": 2, "maxItems": 2}
_LITERAL: Schema = {"$ref": "#/$defs/literal"}


def pack_schema() -> Schema:
    """The whole schema."""
    root = _table(
        {
            "format": {"const": FORMAT_VERSION, "type": "integer"},
            "model": _model(),
            "contract": _contract(),
            "labels": _list(_label()),
            "parameters": _list(_parameter()),
            "operating_points": _list(_operating_point()),
            "stages": {**_list(_stage()), "minItems": 1},
            "clean_up": _list(_clean_up()),
            "calibration": _list(_calibration()),
            "golden": {"anyOf": [_golden(), {"type": "object", "maxProperties": 0}]},
        },
        ("format", "model", "stages"),
    )
    literal = {
        "description": "A plain value; {none = true} stands for None.",
        "anyOf": [
            {"type": ["string", "number", "boolean"]},
            {"type": "array", "items": _LITERAL},
            {"type": "object", "additionalProperties": _LITERAL, "not": {"required": ["none"]}},
            _table({"none": {"const": True, "type": "boolean"}}, ("none",)),
        ],
    }
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "medviewer model pack: pack.toml",
        "description": "See docs/model-packs.md.",
    }
    return {**head, **root, "$defs": {"literal": literal}}


def _table(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(literal: Any) -> Schema:
    return {"enum": list(get_args(literal))}


def _lengths(item: Schema, *lengths: int) -> Schema:
    return {
        "type": "array",
        "items": item,
        "anyOf": [{"minItems": length, "maxItems": length} for length in lengths],
    }


def _model() -> Schema:
    named = ("id", "version", "name", "task", "licence", "intended_use")
    words = dict.fromkeys(named, _WORDS)
    rest = dict.fromkeys(("author", "made_from", "legacy"), _TEXT)
    own = {
        "id": {**_FOLDER_NAME, "allOf": [_IDENTIFIER]},
        "version": _FOLDER_NAME,
        "task": _one_of(TaskType),
        "card": {"anyOf": [_FILE, {"const": ""}]},
        "picture": {"anyOf": [_FILE, {"const": ""}]},
        "references": _TEXTS,
    }
    return _table({**words, **rest, **own}, named)


def _contract() -> Schema:
    channel = _table({"role": _WORDS, "modalities": _TEXTS, "keywords": _TEXTS}, ("role",))
    return _table(
        {
            "modalities": _TEXTS,
            "dimensions": {"enum": [2, 3], "type": "integer"},
            "spacing_mm": _RANGE,
            "value_range": _RANGE,
            "unit": _TEXT,
            "min_extent_mm": _NUMBER,
            "body_parts": _TEXTS,
            "channels": _list(channel),
            "time_points": _TIME_POINTS,
        }
    )


def _label() -> Schema:
    code = _table(dict.fromkeys(("value", "scheme", "meaning"), _WORDS), ("value", "scheme", "meaning"))
    byte = {"type": "integer", "minimum": 0, "maximum": 255}
    return _table(
        {
            "number": {"type": "integer", "minimum": 1, "maximum": 65535},
            "name": _WORDS,
            "color": {"type": "array", "items": byte, "minItems": 3, "maxItems": 3},
            "code": {"anyOf": [code, {"type": "object", "maxProperties": 0}]},
        },
        ("number", "name"),
    )


def _parameter() -> Schema:
    return _table(
        {
            "name": _IDENTIFIER,
            "title": _WORDS,
            "kind": _one_of(ParameterKind),
            "default": _TEXT,
            "help": _TEXT,
            "choices": _TEXTS,
            "low": _NUMBER,
            "high": _NUMBER,
            "unit": _TEXT,
        },
        ("name", "title", "kind"),
    )


def _operating_point() -> Schema:
    numbers = dict.fromkeys(("threshold", "sensitivity", "specificity"), _FRACTION)
    return _table({"label": _WORDS, "name": _WORDS, **numbers}, ("label", "name", "threshold"))


def _stage() -> Schema:
    stage = _table(
        {
            "name": _IDENTIFIER,
            "architecture": _TEXT,
            "arguments": {"type": "object", "additionalProperties": _LITERAL},
            "format": _one_of(WeightsFormat),
            "weights": _FILES,
            "normalise": _list(_list({"oneOf": _normalise_steps()})),
            "space": _space(),
            "tiles": _tiles(),
            "output": _output(),
            "previous": _TEXT,
            "merge": _one_of(Merge),
        },
        ("name", "weights"),
    )
    graph = {"required": ["format"], "properties": {"format": {"not": {"const": "safetensors"}}}}
    has_architecture = {
        "required": ["architecture"],
        "properties": {"architecture": {"type": "string", "minLength": 1}},
    }
    return {**stage, "if": graph, "then": {"not": has_architecture}, "else": has_architecture}


def _normalise_steps() -> list[Schema]:
    scale = {"to_low": _NUMBER, "to_high": _NUMBER}
    bounds = {"low": _NUMBER, "high": _NUMBER}
    positive = {"type": "number", "exclusiveMinimum": 0}
    kinds: dict[str, tuple[Schema, tuple[str, ...]]] = {
        "clip": (bounds, ()),
        "linear": ({"scale": _NUMBER, "shift": _NUMBER}, ()),
        "range": ({**bounds, **scale, "clip": _FLAG}, ("low", "high")),
        "minmax": (scale, ()),
        "percentile": ({**bounds, **scale, "clip": _FLAG}, ("low", "high")),
        "zscore": ({"mean": _NUMBER, "std": positive, "nonzero": _FLAG}, ()),
    }
    return [
        _table({"op": {"const": op}, **numbers}, ("op", *needed)) for op, (numbers, needed) in kinds.items()
    ]


def _space() -> Schema:
    axes = ["".join(letters) for order in permutations(("LR", "AP", "IS")) for letters in product(*order)]
    return _table(
        {
            "axes": {"enum": ["", *sorted(axes)]},
            "spacing_mm": _lengths({"type": "number", "minimum": 0}, 0, 2, 3),
            "resampling": _one_of(Resampling),
            "crop": _one_of(Crop),
            "conform": _lengths(_SIZE, 0, 3),
            "slices": _FLAG,
            "resize": _lengths(_SIZE, 0, 2),
        }
    )


def _tiles() -> Schema:
    axis = {"enum": [0, 1, 2], "type": "integer"}
    return _table(
        {
            "size": _lengths(_SIZE, 0, 2, 3),
            "step": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
            "scheme": _one_of(TileScheme),
            "blending": _one_of(Blending),
            "sigma_scale": {"type": "number", "exclusiveMinimum": 0, "maximum": 10},
            "mirror_axes": {"type": "array", "items": axis, "uniqueItems": True},
            "multiple_of": _SIZE,
            "skip_below": _NUMBER,
            "fill": _NUMBER,
        }
    )


def _output() -> Schema:
    return _table(
        {
            "kind": _one_of(OutputKind),
            "labels": _list(_WHOLE),
            "resample": _one_of(ResampleBack),
            "threshold": _FRACTION,
            "options": {"type": "object", "additionalProperties": _LITERAL},
        }
    )


def _clean_up() -> Schema:
    least = {"type": "number", "minimum": 0}
    return _table({"label": _WHOLE, "largest": _COUNT, "smallest_ml": least, "fill_holes": _FLAG})


def _calibration() -> Schema:
    return _table(
        {
            "method": _one_of(CalibrationMethod),
            "a": _NUMBER,
            "b": _NUMBER,
            "label": _TEXT,
            "error": _FRACTION,
            "cases": _COUNT,
        },
        ("method",),
    )


def _golden() -> Schema:
    agreement = {"type": "number", "exclusiveMinimum": 0, "maximum": 1}
    return _table({"inputs": _FILES, "expected": _FILE, "agreement": agreement}, ("inputs", "expected"))
