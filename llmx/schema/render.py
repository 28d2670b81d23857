"""A schema as others read it: JSON Schema for servers, definitions in words for models and people."""

from __future__ import annotations

from typing import Any

from llmx.schema.codes import Codes

LEFT_OUT = {"title", "description", "default"}


def compact(schema: dict[str, Any]) -> dict[str, Any]:
    """
    A JSON Schema with references put in place, without titles, descriptions and defaults, its keywords sorted.

    Properties keep their order, since a model writes them in it.

    >>> compact({"type": "object", "title": "A", "properties": {"b": {"title": "B", "type": "string"}}})
    {'additionalProperties': False, 'properties': {'b': {'type': 'string'}}, 'type': 'object'}
    """
    return _object(schema, schema.get("$defs", {}))


def _object(node: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if reference := node.get("$ref"):
        return _object(definitions[reference.rsplit("/", 1)[1]], definitions)
    kept = {key: _value(key, node[key], definitions) for key in sorted(node) if key not in LEFT_OUT | {"$defs"}}
    if node.get("type") == "object" and "properties" in node:
        kept["additionalProperties"] = False
    return dict(sorted(kept.items()))


def _value(key: str, value: Any, definitions: dict[str, Any]) -> Any:
    if key == "properties":
        return {name: _object(each, definitions) for name, each in value.items()}
    if isinstance(value, dict):
        return _object(value, definitions)
    if isinstance(value, list):
        return [_object(each, definitions) if isinstance(each, dict) else each for each in value]
    return value


def codes_in(annotation: Any) -> type[Codes] | None:
    """The Codes class in a field's type, if there is one."""
    candidates = (annotation, *getattr(annotation, "__args__", ()))
    return next((each for each in candidates if isinstance(each, type) and issubclass(each, Codes)), None)
