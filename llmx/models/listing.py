"""What models can be named: installed, aliases, those that were probed, and kinds of servers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from llmx.models import embedded
from llmx.models.address import ADDRESSES
from llmx.models.config import Config, config
from llmx.models.files import hub
from llmx.models.home import home
from llmx.models.probe.found import Probed
from llmx.models.probe.kept import all_known
from llmx.models.stored.keys import identity_of_file


@dataclass(frozen=True, slots=True)
class Listed:
    """
    A line of `llmx models list`; `size` in bytes, None where it is not known.

    `probed` is what a probe has found out, `default` tells that it is meant where no model is named by the config file.
    """

    name: str
    installed: bool
    size: int | None
    where: str
    probed: Probed | None = None
    default: bool = False


def list_models() -> list[Listed]:
    """The embedded model, files in the models folder, those of the hub, aliases, probed models, kinds of servers."""
    settled, probed = config(), all_known()
    by_name = {each.model: each for each in probed.values()}
    path = embedded.model_file()
    own = Listed(
        "local",
        embedded.is_installed(),
        embedded.WEIGHTS.size,
        str(path),
        probed.get(identity_of_file(embedded.WEIGHTS.sha256)),
        settled.default == "local",
    )
    others = [each for each in sorted((home() / "models").glob("*.gguf")) if each != path and each.is_file()]
    files = [
        Listed(f"gguf:{each}", True, each.stat().st_size, str(each), by_name.get(f"gguf:{each}")) for each in others
    ]
    files += [Listed(name, True, each.size, str(place), by_name.get(name)) for name, place, each in hub.fetched()]
    named = {own.name, *(each.name for each in files)}
    reached = [
        Listed(each.model, True, None, each.base_url, each) for each in by_name.values() if each.model not in named
    ]
    kinds = [Listed(f"{kind}:NAME", True, None, settled.addresses.get(kind, ADDRESSES[kind])) for kind in ADDRESSES]
    return [own, *files, *_aliases(settled), *reached, *kinds]


def _aliases(settled: Config) -> Iterator[Listed]:
    for name, alias in settled.aliases.items():
        at = f" at {alias.base_url}" if alias.base_url else ""
        yield Listed(name, True, None, f"{alias.model}{at}", default=settled.default == name)
