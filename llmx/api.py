"""What `from llmx import …` offers: the pipeline with a model opened for it."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import BaseModel

from llmx.document import Document
from llmx.extraction.run import Options
from llmx.models.base import Model
from llmx.models.registry import open_model
from llmx.models.stored.cache import Cache
from llmx.result import Result
from llmx.runs import noted
from llmx.summary import Style, summary_options


def extract(
    document: Document,
    schema: str | type[BaseModel] = "article",
    *,
    model: str | Model | None = None,
    base_url: str | None = None,
    options: Options | None = None,
    cache: Cache = "use",
    tell: Callable[[str], None] = lambda _line: None,
) -> Result:
    """
    The record of an article: validated, grounded, checked.

    `schema` is a name, a path, `module:Class` or a Pydantic class; `model` a name (None takes the default one) or
    anything that answers questions; `cache` "offline" takes stored answers alone, "refresh" asks anew, "off" stores
    nothing; `tell` hears what a user should know. Raises UsageError and ModelError.
    """
    chosen = options or Options()
    if model is None or isinstance(model, str):
        with open_model(model, base_url=base_url, tell=tell, cache=cache) as opened:
            return noted.extract(document, schema, model=opened, options=chosen)
    return noted.extract(document, schema, model=model, options=chosen)


def summarize(
    document: Document,
    *,
    words: int = 80,
    style: Style = "paragraph",
    model: str | Model | None = None,
    base_url: str | None = None,
    cache: Cache = "use",
    tell: Callable[[str], None] = lambda _line: None,
) -> Result:
    """
    A summary of about so many words, every sentence with its evidence and its source.

    The record has `text`, `style` and `sentences`. Raises UsageError and ModelError.
    """
    options = summary_options(words, style)
    return extract(document, "summary", model=model, base_url=base_url, options=options, cache=cache, tell=tell)
