"""Speakers: the words that name who speaks, and whom a pronoun or a short name means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property

from llmx.document import Span
from llmx.language.wordlists import entries, words

PART = r"(?:[^\W\d_a-z][\w’'.&-]*|(?:d|al|el)[’'-][A-Z][\w’'.-]*)"
NAME = re.compile(
    rf"(?<!\w){PART}(?:\s(?:{PART}|de|del|der|di|van|von|bin|ibn|al|el|of(?=\s(?:the\s)?{PART})|the(?=\s{PART})|for(?=\s{PART})))*"
)
PRONOUNS = frozenset({"he", "she", "they", "it", "who", "i", "we", "one", "both", "some", "others", "many"})
PRONOUN_FIRST = re.compile(r"(?:he|she|they|it|who)(?=\s(?:\w+ly|also|then|later|once|often)\b)", re.IGNORECASE)
ARTICLE = re.compile(
    r"(?:an?|the|one|two|three|some|several|another|many|most|other|its|his|her|their|our)\b", re.IGNORECASE
)
INTRODUCTION = re.compile(
    r"(?:in|on|at|by|for|with|after|before|during|since|under|over|as|from|to|of|despite|following|like|while|when|if|because"
    r"|although|though|until|where|asked|speaking|citing|according|\w+ing|\w+ly|meanwhile|however|still|later|earlier|last|then"
    r"|now|also|yet|so|instead|indeed|today|yesterday|here|there|this|but|and|perhaps|once|nevertheless|moreover|thus|even|\d{4}(?=,))\b",
    re.IGNORECASE,
)
CONJUNCTION = re.compile(
    r"(?:(?:and|but|or|so|yet|while|though|although|because|as|that|which|what|how|why|whether|when|where|if|then|still|also|since)\s+)+",
    re.IGNORECASE,
)
MOMENT_BEHIND = re.compile(
    r"(?<=\S)\s(?:(?:this|last) (?:week|month|year|\w+day)|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|yesterday|today)$"
)
FINITE = re.compile(r"\s(?:is|are|was|were|has|have|had|did|does|do|will|would|could|can|may|might|should|must)\b")
MALE, FEMALE = (
    ("he", "mr", "mr.", "sir", "king", "prince", "father"),
    ("she", "mrs", "mrs.", "ms", "ms.", "queen", "princess", "sister"),
)
GENDERED = re.compile(
    r"(?:(?P<she>woman|sister|mother|Mrs|Ms|queen)|sman|rman|brother|father|Mr|king)\.?,?\s",
)
SUBJECT_REACH = 70  # characters from the beginning of a sentence in which its subject is named
PERSON_BACK = 6  # sentences a pronoun may lie behind its name


def leading_subject(text: str, start: int, end: int) -> Span | None:
    """The subject at the head of a clause with several verbs: `the board | turned down the bid and said`."""
    found = subject_before(text, start, end, head=True)
    if not found:
        return None
    verb = first_verb().search(text, found.start, found.end)
    moment = re.compile(r"\s(?:on|last|this) \w+$").search(text, found.start, verb.start() if verb else found.end)
    stop = moment.start() if moment else verb.start() if verb else found.end
    return Span(found.start, stop) if found.start < stop else None


@cache
def first_verb() -> re.Pattern[str]:
    return re.compile(rf"{FINITE.pattern}|\s(?:{'|'.join(entries('dates_past'))}|sides|plans|wants|has)\b")


def antecedent(text: str, start: int, end: int) -> Span | None:
    """What `who` or `which` at `end` stands for: the last name before it, else the last noun with its article."""
    if text[start:end].rstrip(" ,")[-1:].islower() and (person := _apposed(text, start, end)):
        return person
    noun = re.search(
        r"(?:^|\s)(?P<np>(?:an?|the|some|any|those|many)\s[^,]*?),?\s*$",
        re.split(r",\s", text[start:end].rstrip(" ,"))[-1],
    )
    name = [match for match in NAME.finditer(text, start, end) if not is_common(match[0])]
    if (name and not text[name[-1].end() : end].strip(" ,")) or (name and not noun):
        return Span(name[-1].start(), name[-1].end())
    tail = text[start:end].rstrip(" ,")
    np = re.split(r"\s(?=(?:an?|the|some|any|those|many)\s)", tail)[-1] if noun else tail
    return (
        Span(start + len(tail) - len(np), start + len(tail))
        if np.strip() and noun
        else subject_before(text, start, end)
    )


def _apposed(text: str, start: int, end: int) -> Span | None:
    """Before `who`: the name that a description explains (`Ann Lee, now the leader,`), or the description alone."""
    pieces = re.split(r",\s", text[start:end].rstrip(" ,"))
    last = end - len(text[start:end]) + len(text[start:end].rstrip(" ,")) - len(pieces[-1])
    names = [match for match in NAME.finditer(text, start, last) if not is_common(match[0])]
    if names and text[names[-1].end() : last].strip() == ",":
        return Span(names[-1].start(), names[-1].end())
    if ARTICLE.match(pieces[-1]) and not first_verb().search(pieces[-1]):
        return Span(last, last + len(pieces[-1]))
    return None


def subject_before(text: str, start: int, end: int, head: bool = False) -> Span | None:
    """The subject that ends at `end`, in a clause that begins at `start`, without introductions."""
    stretch = text[start:end].rstrip()
    if not head and not stretch.endswith(
        (",", ")", "—", "–")
    ):  # no apposition closes before the verb: the last piece is the subject
        start = max(start, *(text.rfind(mark, start, end) + 1 for mark in (", ", "— ", "– ", "; ")))
    while True:
        start += len(text[start:end]) - len(text[start:end].lstrip(' \t\n,—–-"“”’‘()'))
        joined, comma = CONJUNCTION.match(text, start, end), text.find(",", start, end)
        if joined:
            start = joined.end()
        elif INTRODUCTION.match(text, start, end) and comma >= 0 and re.search(r"\w", text[comma + 1 : end]):
            start = comma + 1
        else:
            return trimmed(text, start, end)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The words that name the speaker within a subject: up to the first comma, or to a name in apposition."""
    words_ = text[start:end].rstrip(" ,—–-:(")
    pronoun = PRONOUN_FIRST.match(words_)
    if pronoun:
        return Span(start, start + pronoun.end())
    first, _, rest = words_.partition(",")
    if rest and is_description(first) and (named := NAME.match(rest.lstrip())) and " " in named[0]:
        return Span(start, start + len(first) + 1 + len(rest) - len(rest.lstrip()) + len(named[0]))
    finite = FINITE.search(first)
    if finite and not re.search(r"\b(?:who|that|which|whose)\b", first[: finite.end()]):
        first = first[: finite.start()]
    first = MOMENT_BEHIND.sub("", re.split(r"\s[—–-]\s|\s\(|;|:", first)[0].rstrip())
    return Span(start, start + len(first)) if first and re.search(r"\w", first) else None


def is_description(words_: str) -> bool:
    """Whether the words describe somebody (`a banker close to the talks`) instead of naming him."""
    name = NAME.match(words_.strip())
    return (
        not name
        or bool(re.search(r"\s[a-z]{3,}$", words_.rstrip()))
        or bool(ARTICLE.match(words_.strip()) and any(w.islower() for w in words_.split()[1:] if len(w) > 3))
    )


def name_in(words_: str) -> str:
    """The name within the words, or the words: `Stein spokeswoman Ann Figueroa` is Ann Figueroa."""
    before, comma, after = words_.partition(", ")
    if comma and is_description(before) and NAME.fullmatch(after):
        return after
    tail = re.search(
        rf"\b({'|'.join(sorted(words('speakers_descriptions')))})s?\s+((?:Mr\. |Dr\. )?{PART}(?:\s{PART})*)$", words_
    )
    if tail:
        return tail[2]
    described = re.search(
        rf"^(?:(?!\b(?:of|for|by|at|in|from|with|to)\b).)*\b(?!(?:of|for|by|at|in|from|with|to|and|on|the|near|about)\b)[a-z][\w-]+\s+({PART}\s{PART}(?:\s{PART})*)$",
        words_,
    )
    if described:
        return described[1]
    return re.sub(r"['’]s?$", "", words_)


class Cast:
    """The persons and bodies an article has named so far: it tells whom a later word means."""

    def __init__(self, text: str, outside: str | None = None) -> None:
        self.text = text
        self.outside = outside or text  # the text without what is quoted: a pronoun means nobody named in there
        found = list(NAME.finditer(text))
        named = [(match.start(), _without_opening(re.sub(r"['’]s?$", "", match[0]).rstrip("."))) for match in found]
        self.names = [(at, name) for at, name in named if name]
        self.by_surname: dict[str, dict[str, int]] = {}  # surname, full name, first place
        for at, name in self.names:
            if " " in name and not ARTICLE.match(name):
                self.by_surname.setdefault(name.split()[-1], {}).setdefault(name, at)

    def resolve(self, speaker: Span, recent: Sequence[tuple[int, str]]) -> str:
        """
        The fullest name of who is meant, or the words themselves when more than one would do.

        `recent` holds the speakers so far with their offsets, the latest last.
        """
        words_ = re.sub(r"\s+", " ", self.text[speaker.start : speaker.end])
        lower = words_.lower()
        lower = {"his": "he", "her": "she"}.get(lower, lower)
        if lower in {"he", "she", "who"}:
            return self._person(lower, speaker.start, recent) or words_
        if lower in {"they", "it"} or re.fullmatch(r"[Tt]he(?:\s[^\sA-Z]+)+", words_):
            return self._described(lower, recent) or words_
        name = name_in(words_)
        return self._full(name, speaker.start, recent) if NAME.fullmatch(name) else name

    def _full(self, name: str, before: int, recent: Sequence[tuple[int, str]] = ()) -> str:
        """A surname's full name; where two people share it, that of the only one who has spoken."""
        if " " in name:
            return name
        full = {each for each, at in self.by_surname.get(name, {}).items() if at < before}
        shortest = min(full, key=len, default=name)
        if all(each.endswith(shortest) for each in full):
            return shortest
        spoken = {each for _, each in recent if any(same.endswith(each) or each.endswith(same) for same in full)}
        return spoken.pop() if len(spoken) == 1 else name

    def _person(self, pronoun: str, before: int, recent: Sequence[tuple[int, str]]) -> str | None:
        """The latest speaker or sentence's subject who may be he or she."""
        spoken = [(at, name) for at, name in recent if NAME.fullmatch(name) and at < before]
        near = sorted((*spoken, *self._subjects(before)), reverse=True)[:PERSON_BACK]
        for _, name in near:
            full = self._full(name, before)
            if pronoun == (self.gender(full) or pronoun) and _is_personal(full):
                return full
        return None

    def _subjects(self, before: int) -> list[tuple[int, str]]:
        """Names with which a sentence before the place begins."""
        window = self.outside[max(0, before - PERSON_BACK * 150) : before]
        starts = [
            before - len(window) + match.end() for match in re.finditer(r"(?:\A|[.!?][\"”’]?\s+|\n)(?=[A-Z])", window)
        ]
        return [found for start in starts if (found := self._subject(start))]

    def _subject(self, start: int) -> tuple[int, str] | None:
        """The first personal name near the beginning of a sentence."""
        for match in NAME.finditer(self.outside, start, start + SUBJECT_REACH):
            whole = NAME.match(self.outside, match.start()) or match  # subtle: the reach may end within a name
            name = _without_opening(whole[0])
            if name and not re.search(r"['’]s?$", name) and _is_personal(self._full(name, whole.end())):
                return whole.end() - len(name), name
        return None

    def _described(self, words_: str, recent: Sequence[tuple[int, str]]) -> str | None:
        """The one earlier speaker that shares the description's noun: the activists, the union."""
        if words_ in {"they", "it"}:
            return next((name for _, name in reversed(recent[-1:]) if self._may_be(words_, name)), None)
        noun = words_.split()[-1].rstrip("s")
        fits = {name for _, name in recent if noun in name.lower() and name.lower() != words_}
        known = (name for _, name in self.names if noun in name.lower() and " " in name)
        fits = fits or {name for name in known if re.search(rf"\b{re.escape(noun)}\b", name.lower())}
        return fits.pop() if len(fits) == 1 else None

    def _may_be(self, pronoun: str, name: str) -> bool:
        """Whether `they` (several) or `it` (a body) may mean the last speaker."""
        if " and " in name:
            return pronoun == "they"
        if name.isupper():
            return pronoun == "it"
        plural = name.split()[0].lower() in {"two", "three", "some", "several", "the"} or name.split()[-1].endswith("s")
        return not _is_personal(name) and (plural or pronoun == "it") and (is_description(name) or " " in name)

    def gender(self, name: str) -> str | None:
        """`he`, `she` or None, by the given name, a title or a noun such as spokeswoman."""
        given = name.split()[0]
        if given in words("speakers_male") or given.lower() in MALE:
            return "he"
        if given in words("speakers_female") or given.lower() in FEMALE:
            return "she"
        return self._noun_gender(name.split()[-1])

    def _noun_gender(self, surname: str) -> str | None:
        named = re.compile(rf"(?:\w+\s)?{re.escape(surname)}\b")
        return next((gender for end, gender in self._gendered if named.match(self.text, end)), None)

    @cached_property
    def _gendered(self) -> list[tuple[int, str]]:
        """Where nouns such as spokeswoman end, and what they make of the name behind them."""
        return [(match.end(), "she" if match["she"] else "he") for match in GENDERED.finditer(self.text)]


def _without_opening(name: str) -> str:
    """`While Ann Lee` at the beginning of a sentence is Ann Lee; nothing is left of `While` alone."""
    first, _, rest = name.partition(" ")
    return _without_opening(rest) if first and is_common(first) else name


def _is_personal(name: str) -> bool:
    """Whether a name may be a person's: two words or more, none of them that of a body, no war, not in capitals."""
    parts = name.split()
    return (
        len(parts) > 1
        and not name.isupper()
        and parts[0] not in {"The", "A"}
        and not words("speakers_bodies") & {*parts}
        and parts[-1] not in words("names_things")
    )


@cache
def is_common(word: str) -> bool:
    """Whether a capitalised word at the beginning of a sentence is an ordinary one."""
    return (
        word.lower() in PRONOUNS
        or bool(INTRODUCTION.fullmatch(word))
        or bool(ARTICLE.fullmatch(word))
        or word.lower() in {"that", "these", "those", "what", "there", "no", "not", "nobody"}
    )
