"""The free texts that come with the comparison; `texts/README.md` names their authors and licence."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).with_name("texts")


def wikinews() -> list[str]:
    """Nine news articles from Wikinews, CC BY 2.5."""
    return [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))]
