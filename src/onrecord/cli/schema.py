"""The JSON Schema of one emitted shape, cut from the project's own."""

import json
from importlib.resources import files
from typing import Any, Literal

__all__ = ["shape_schema"]

_DEFINITIONS = {"reading": "Reading", "check": "CheckedReading"}


def shape_schema(shape: Literal["reading", "check"]) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what ``onrecord read`` or ``onrecord check`` emits for a document."""
    whole = json.loads(files("onrecord.model").joinpath("schema.json").read_text("utf-8"))
    name = _DEFINITIONS[shape]
    return {
        "$schema": whole["$schema"],
        "title": f"onrecord {shape}",
        "description": whole["description"],
        "$ref": f"#/$defs/{name}",
        "$defs": _needed(whole["$defs"], name),
    }


def _needed(definitions: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a definition and all that it refers to."""
    found: dict[str, Any] = {}
    pending = [name]
    while pending:
        name = pending.pop()
        if name not in found:
            found[name] = definitions[name]
            pending += [other for other in definitions if f'"#/$defs/{other}"' in json.dumps(definitions[name])]
    return dict(sorted(found.items()))
