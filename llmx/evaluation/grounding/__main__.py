"""
`python -m llmx.evaluation.grounding`: what llmx and others take for a quote, as a table.

    python -m llmx.evaluation.grounding                          quotes made from the texts that come with it
    python -m llmx.evaluation.grounding tests/articles/*.txt     and from these
    python -m llmx.evaluation.grounding --cases FILE.jsonl       quotes that stand in a file
    python -m llmx.evaluation.grounding --only llmx              without the extra `bench`
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

from llmx.errors import LlmxError, UsageError
from llmx.evaluation.grounding.benchmark import compare
from llmx.evaluation.grounding.cases import Case, make_cases, read_cases
from llmx.evaluation.grounding.systems import SYSTEMS, System
from llmx.evaluation.grounding.table import table
from llmx.evaluation.grounding.texts import wikinews
from llmx.reading.article import read


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; the exit status is that of the error where there is one."""
    given = _options().parse_args(arguments)
    try:
        sys.stdout.write(table(compare(_cases(given), _systems(given.only))))
    except LlmxError as error:
        sys.stderr.write(f"{error}\n")
        return error.status
    return 0


def _options() -> ArgumentParser:
    options = ArgumentParser(
        "llmx.evaluation.grounding", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    options.add_argument("texts", nargs="*", metavar="TEXT", help="more texts to make quotes from")
    options.add_argument("--cases", type=Path, metavar="FILE", help="cases to run in place of made ones")
    options.add_argument("--only", metavar="SYSTEM", help="one system alone, by the name that the table has")
    return options


def _cases(given: Namespace) -> list[Case]:
    if given.cases:
        return read_cases(given.cases)
    return make_cases([*wikinews(), *(read(path).text for path in given.texts)])


def _systems(only: str | None) -> Sequence[System]:
    chosen = [system for system in SYSTEMS if only in (None, system.name)]
    if not chosen:
        raise UsageError(f"no system is named {only!r}; there are {', '.join(system.name for system in SYSTEMS)}.")
    return chosen


if __name__ == "__main__":
    sys.exit(main())
