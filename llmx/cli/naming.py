"""`llmx models alias` and `default`: what config.toml says of models."""

from __future__ import annotations

from typing import Annotated

import typer

from llmx.cli.output import write
from llmx.errors import UsageError
from llmx.models.config import Alias, config_file
from llmx.models.settle import forget_alias, settle_alias, settle_default


def alias_command(
    name: Annotated[str, typer.Argument(help="The name to give.")],
    model: Annotated[str | None, typer.Argument(help="The model that it stands for, or another alias.")] = None,
    base_url: Annotated[str | None, typer.Option(help="Address of the server that has the model.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the alias out.")] = False,
) -> int:
    """Give a model a name of your own, which can stand wherever a model is named. Prints the file that was changed."""
    if remove == (model is not None):
        raise UsageError("an alias is given a model, or taken out with --remove: llmx models alias NAME MODEL")
    if model is None:
        forget_alias(name)
    else:
        settle_alias(name, Alias(model=model, base_url=base_url))
    write(str(config_file()), None)
    return 0


def default_command(model: Annotated[str, typer.Argument(help="A model, or an alias.")]) -> int:
    """Settle which model is meant where none is named. Prints the file that was changed."""
    settle_default(model)
    write(str(config_file()), None)
    return 0
