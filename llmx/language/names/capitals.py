"""Runs of capitalised words: the raw material of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from llmx.document import Span
from llmx.language.wordlists import words

_DOTTED = "|".join(
    sorted((words("sentences_titles") | {"Jr", "Sr", "Inc", "Corp", "Co", "Ltd", "St", "Bros"}) - {"MM"}, key=len)[::-1]
)
_TOKEN = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|[^\W\d_]\.(?=\s?[^\W\d_])|(?:{_DOTTED})\.|[^\W_](?:[^\W_]|[-‐‑'’ʼ&.·](?=[^\W_]))*|\S"
)
_POSSESSIVE = re.compile(r"['’ʼ][sS]$")
_MEMBERS = frozenset({"Democrats", "Republicans", "Liberals", "Conservatives", "Socialists", "Communists", "Greens"})
_BODIES_ON = frozenset({"Committee", "Commission", "Council", "Conference", "Panel", "Forum", "Group", "Subcommittee"})
_CONTRACTION = re.compile(r"(?:n['’]t|['’](?:s|re|ve|d|ll|m))$", re.IGNORECASE)
_OPENING = frozenset("\"'“‘„«‹([{:|•*–—>…")
_PREFIXED = re.compile(r"(?:al|el|ul|ar|as|ash|ad|an|at|az|ez|es|et)[-‐‑][^\W\d_a-z]|[dl]['’][^\W\d_a-z]|[a-z][A-Z]")
_CODE = re.compile(r"[A-Z]{1,4}-?\d+\w*|[A-Z]?\d.*")  # F-16, A380; G8 and G20 are groups of states


@dataclass(frozen=True, slots=True)
class Token(Span):
    """
    A word, a number or one sign of punctuation.

    `core` is the word without a possessive ending; `initial` tells that a capital here is owed to the place, at the
    start of a sentence, a quotation or a bracket.
    """

    core: str
    initial: bool
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether the word is written as a name is: Halvane, IS, al-Qaeda; not US-led, F-16."""
        return _is_capital(self.core)

    @property
    def bare(self) -> str:
        """The word without a contracted verb: I of I'm."""
        return _CONTRACTION.sub("", self.core)

    @property
    def acronym(self) -> bool:
        """Whether it is a word of two to six capitals, with or without stops."""
        letters = self.core.replace(".", "").replace("&", "")
        return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def tokenize(text: str, sentence: Span) -> tuple[Token, ...]:
    """The tokens of one sentence, with offsets into the text."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, sentence.start, sentence.end):
        tokens.append(_token(text, match, _opens(tokens, match.start()), sentence.end))
    return tuple(tokens)


def runs(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """
    Runs of capitalised words; small words of names (bin, von) and of organisations (of, for, and) stay inside.

        >>> text = "Osama bin Laden met Halvane's deputy at the Institute for Labor Statistics."
        >>> for run in runs(text, tokenize(text, Span(0, len(text)))):
        ...     print(text[run[0].start : run[-1].end])
        Osama bin Laden
        Halvane's
        Institute for Labor Statistics
    """
    place = 0
    while place < len(tokens):
        if not (tokens[place].capital or _leads(text, tokens, place)):
            place += 1
            continue
        end = _run_end(text, tokens, place)
        yield list(tokens[place:end])
        place = end


def _opens(before: Sequence[Token], start: int) -> bool:
    """Whether a word at `start` opens a sentence, a quotation or a bracket; a straight quote opens what it touches."""
    if not before:
        return True
    last = before[-1]
    return last.core in _OPENING and (last.core not in {'"', "'"} or last.end == start)


def _token(text: str, match: re.Match[str], initial: bool, end: int) -> Token:
    word = match[0]
    if word[-1] not in "sS":
        return Token(match.start(), match.end(), word, initial, possessive=False)
    if _POSSESSIVE.search(word) and len(word) > 3:
        return Token(match.start(), match.end(), word[:-2], initial, possessive=True)
    after = text[match.end() : min(end, match.end() + 2)]
    plural = word.endswith("s") and len(after) == 2 and after[0] in "'’" and after[1] == " "
    return Token(match.start(), match.end(), word, initial, possessive=plural)


@lru_cache(maxsize=10_000)
def _is_capital(word: str) -> bool:
    if word.isalpha():
        return word[0].isupper() or _PREFIXED.match(word) is not None
    head, _, tail = word.rpartition("-")
    if head and tail.islower() and (tail in words("names_compounds") or tail.endswith(("ing", "ed"))):
        return False
    if _CODE.fullmatch(word) and word not in {"G7", "G8", "G20", "G-7", "G-8", "G-20"}:
        return False
    if word[0].isupper():
        return word.partition("-")[0] not in {"Pro", "Anti", "Non", "Ex", "Mid", "Post", "Pre", "Co", "Self", "Semi"}
    return _PREFIXED.match(word) is not None


def _joined(text: str, left: Token, right: Token) -> bool:
    gap = text[left.end : right.start]
    return gap == "" or (gap.isspace() and gap.count("\n") < 2)


def _leads(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether a small word starts a name: bin Laden, von der Leyen, al Qaeda."""
    count = _small(text, tokens, place)
    return count > 0 and tokens[place].core in {"bin", "ibn", "von", "van", "de", "der", "al", "el", "abu", "du", "di"}


def _small(text: str, tokens: Sequence[Token], place: int) -> int:
    """How many small words of personal names stand from `place` on, if a capitalised one follows them."""
    count = 0
    while place + count < len(tokens) and count < 3 and tokens[place + count].core in words("names_small"):
        count += 1
    after = place + count
    if not count or after >= len(tokens) or not tokens[after].capital:
        return 0
    return count if all(_joined(text, *tokens[i : i + 2]) for i in range(place, after)) else 0


def _run_end(text: str, tokens: Sequence[Token], place: int) -> int:
    end = place + 1 if tokens[place].capital else place + _small(text, tokens, place) + 1
    while end < len(tokens):
        step = _step(text, tokens, place, end)
        if not step:
            break
        end += step
    return end


def _step(text: str, tokens: Sequence[Token], start: int, end: int) -> int:
    """By how many tokens the run that began at `start` goes on at `end`; 0 where it stops."""
    last = tokens[end - 1]
    if last.possessive:
        return _after_possessive(tokens, start, end)
    if not _joined(text, last, tokens[end]):
        return 0
    if tokens[end].capital:
        return 1
    return (_small(text, tokens, end) if last.capital else 0) or _connector(text, tokens, start, end)


def _after_possessive(tokens: Sequence[Token], start: int, end: int) -> int:
    """Farmers' League, People's Renewal Party go on; Halvane's Deputy does not."""
    last, sign = tokens[end - 1], tokens[end].core in {"'", "’"}
    following = end + 1 if sign else end
    if following >= len(tokens) or not tokens[following].capital:
        return 0
    if last.core in words("names_possessors"):
        return following - end + 1
    heads = words("names_organisations")
    league = sign and any(t.core in heads for t in _capitals_from(tokens, following))
    return 2 if league and len(tokens[start:end]) < 6 else 0


def _capitals_from(tokens: Sequence[Token], place: int) -> Iterator[Token]:
    while place < len(tokens) and tokens[place].capital:
        yield tokens[place]
        place += 1


def _connector(text: str, tokens: Sequence[Token], start: int, end: int) -> int:
    """How many tokens `of`, `of the`, `for`, `&` or `and` and the capital behind them take, if they join a name."""
    after = end + 1 + (end + 1 < len(tokens) and tokens[end + 1].core == "the")
    if after >= len(tokens) or not tokens[after].capital or not _joined(text, tokens[end], tokens[end + 1]):
        return 0
    joins = _JOINS.get(tokens[end].core)
    right = [token.core for token in _capitals_from(tokens, after)]
    return after - end + 1 if joins and joins(tokens[start:end], right) else 0


def _of(run: Sequence[Token], _right: Sequence[str]) -> bool:
    last = run[-1].core
    return last in words("names_organisations") or last in words("names_titles")


def _for(run: Sequence[Token], _right: Sequence[str]) -> bool:
    heads = words("names_organisations") - _MEMBERS
    return any(token.core in heads for token in run)


def _on(run: Sequence[Token], _right: Sequence[str]) -> bool:
    return run[-1].core in _BODIES_ON


def _and(run: Sequence[Token], right: Sequence[str]) -> bool:
    """Food and Drug Administration, Ministry of Science and Technology; not two names side by side."""
    left = [token.core for token in run]
    fields = words("names_title_words") | words("names_organisations")
    if "of" in left or "for" in left:
        return all(word in fields for word in right)
    alone = len(left) == 1 and not run[0].acronym and not run[0].initial and _field(left[0])
    return alone and len(right) > 1 and right[-1] in words("names_organisations")


def _field(word: str) -> bool:
    return (
        word in words("names_title_words")
        or word in words("names_organisations")
        or word.lower() in words("names_ordinary")
    )


def _ampersand(_run: Sequence[Token], _right: Sequence[str]) -> bool:
    return True


_JOINS = {"of": _of, "for": _for, "on": _on, "without": _for, "and": _and, "&": _ampersand}
