"""Speakers: the words that name who speaks."""

from __future__ import annotations

import re
from functools import cache

from llmx.document import Span
from llmx.language.wordlists import entries, words

PART = r"(?:[^\W\d_a-z][\w’'.&-]*|(?:d|al|el)[’'-][A-Z][\w’'.-]*)"
NAME = re.compile(
    rf"(?<!\w){PART}(?:\s(?:{PART}|(?:de|del|der|di|van|von|bin|ibn|al|el)(?=\s)|of(?=\s(?:the\s)?{PART})|the(?=\s{PART})|for(?=\s{PART})))*"
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


@cache
def is_common(word: str) -> bool:
    """Whether a capitalised word at the beginning of a sentence is an ordinary one."""
    return (
        word.lower() in PRONOUNS
        or bool(INTRODUCTION.fullmatch(word))
        or bool(ARTICLE.fullmatch(word))
        or word.lower() in {"that", "these", "those", "what", "there", "no", "not", "nobody"}
    )
