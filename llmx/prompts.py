"""
Prompts: folders of plain text files with `{{ holes }}` and no logic.

    prompts/extract/
        system.txt      what the model is told before everything else
        document.txt    an article or a passage of it, fenced
        ...

A value is put into its hole as it is and never read as a template.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from llmx.errors import PromptBroken, PromptNotFound
from llmx.folders import did_you_mean, searched

HOLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


@dataclass(frozen=True)
class Prompt:
    """A prompt folder as it was read: file name (without `.txt`) → text."""

    name: str
    path: Path
    files: Mapping[str, str]

    @property
    def sha256(self) -> str:
        """SHA-256 over names and texts of all files, as hex digits."""
        digest = hashlib.sha256()
        for name, text in sorted(self.files.items()):
            digest.update(f"{name}\0{text}\0".encode())
        return digest.hexdigest()

    def render(self, file: str, values: Mapping[str, str]) -> str:
        """The text of a file with its holes filled. Raises PromptBroken on a hole that no value fills."""
        return fill(self.files[file], values, where=f"{self.path}/{file}.txt")


def fill(template: str, values: Mapping[str, str], where: str = "the prompt") -> str:
    """
    Put values into the holes of a template. A value is never itself read as a template.

    >>> fill("Read {{ title }}.", {"title": "{{ title }} costs $5"})
    'Read {{ title }} costs $5.'
    """
    unknown = holes(template) - set(values)
    if unknown:
        raise PromptBroken(
            f"{where} has the hole {{{{ {min(unknown)} }}}}, which nothing fills."
            f"{did_you_mean(min(unknown), values)} Write one of the known names, or remove it."
        )
    return HOLE.sub(lambda hole: values[hole[1]], template).strip()


def holes(template: str) -> set[str]:
    """
    Names of the holes of a template.

    >>> sorted(holes("{{ text }} by {{author}}"))
    ['author', 'text']
    """
    return set(HOLE.findall(template))


def find_prompt(name: str | Prompt, contract: Mapping[str, Set[str]]) -> Prompt:
    """
    The prompt of that name, or at that path, or the one given, checked against a contract: file → names of the holes it
    must have.

    Raises PromptNotFound, and PromptBroken when a file or a hole is missing or a hole has no known name.
    """
    return checked(name if isinstance(name, Prompt) else read_prompt(_folder(name)), contract)


def list_prompts() -> dict[str, Path]:
    """Name → folder of every prompt that can be named; the first folder of a name wins."""
    found: dict[str, Path] = {}
    for place in searched("prompts"):
        for folder in sorted(place.iterdir()) if place.is_dir() else []:
            if folder.is_dir() and any(folder.glob("*.txt")):
                found.setdefault(folder.name, folder)
    return found


def read_prompt(folder: Path) -> Prompt:
    """All `.txt` files of a folder."""
    try:
        files = {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))}
    except (OSError, UnicodeDecodeError) as error:
        raise PromptBroken(f"the prompt {str(folder)!r} cannot be read: {error}; files must be UTF-8 text") from error
    if not files:
        raise PromptBroken(
            f"the prompt {str(folder)!r} holds no .txt file; `llmx prompts copy extract DIR` gives a start"
        )
    return Prompt(folder.name, folder, files)


def checked(prompt: Prompt, contract: Mapping[str, Set[str]]) -> Prompt:
    """The prompt itself, if it has every file and hole of the contract. Raises PromptBroken."""
    for file, needed in contract.items():
        if file not in prompt.files:
            raise PromptBroken(f"the prompt {str(prompt.path)!r} lacks {file}.txt; it needs {_and(contract)}")
        missing = needed - holes(prompt.files[file])
        if missing:
            raise PromptBroken(
                f"{prompt.path / file}.txt lacks the hole {{{{ {min(missing)} }}}}; it must have {_and(needed)}"
            )
    return prompt


def _folder(name: str) -> Path:
    if "/" in name or Path(name).is_dir():
        path = Path(name).expanduser()
        if not path.is_dir():
            raise PromptNotFound(f"no prompt folder at {name!r}; give a folder of .txt files or a name")
        return path
    known = list_prompts()
    if name not in known:
        raise PromptNotFound(f"no prompt named {name!r}.{did_you_mean(name, known)} `llmx prompts list` shows all.")
    return known[name]


def _and(names: Mapping[str, object] | Set[str]) -> str:
    return ", ".join(sorted(names))
