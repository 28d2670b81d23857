"""What the rules of a schema propose when nobody judges it: a model that always agrees."""

from __future__ import annotations

import json
from typing import Any

from llmx.models.base import Answer, Profile, Question

AGREES = "yes"


class Agreeing:
    """
    In the place of a model: it proposes nothing, gives the first allowed value for what is missing, and says yes.

    Kinds of actors and of ties are therefore without meaning; names, speakers, quotations and pairs are the rules'.
    """

    name = "rules"
    profile = Profile(strategy="windows", proposers="rules", log_probabilities=True, optional_fields=False)

    def ask(self, question: Question) -> Answer:
        """The answer that keeps an item as it was proposed."""
        if question.choices:
            sure = {choice: float(choice == AGREES) for choice in question.choices}
            return Answer(AGREES, "stop", self.name, probabilities=sure)
        schema = question.answer.model_json_schema() if question.answer else {}
        return Answer(json.dumps(_first(schema, schema.get("$defs", {}))), "stop", self.name)


def _first(schema: dict[str, Any], defs: dict[str, Any]) -> Any:
    """The first value that a JSON Schema allows, lists as short as may be."""
    if "$ref" in schema:
        return _first(defs[schema["$ref"].rpartition("/")[2]], defs)
    if "properties" in schema:
        return {name: _first(each, defs) for name, each in schema["properties"].items()}
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if choices := schema.get("anyOf"):
        return _first(choices[-1], defs)  # null stands last
    if schema.get("type") == "array":
        return [_first(schema["items"], defs)] * schema.get("minItems", 0)
    return {"integer": 0, "number": 0, "boolean": False, "null": None}.get(schema.get("type", ""), "")


RULES = Agreeing()
