"""Speakers: of the words before a cue, those that name somebody; nothing where they are cut out of a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from llmx.document import Span
from llmx.language.attribution.speakers import NAME
from llmx.language.wordlists import entries, words

PRONOUN = re.compile(r"(?:he|she|they|it|we|I|you|who)$", re.IGNORECASE)
STANDS_ALONE = re.compile(r"(?:some|many|most|others|few|both|all)$", re.IGNORECASE)
DETERMINER = re.compile(
    r"(?:the|an?|this|these|those|his|her|its|their|our|my|your|one|two|three|four|five|six|seven|eight|nine|ten|some|several|many"
    r"|most|more|less|all|both|another|other|each|every|any|few)$",
    re.IGNORECASE,
)
PREPOSITION = re.compile(
    r"(?:in|on|at|by|for|from|with|without|to|of|into|onto|over|under|about|against|between|among|amid|during|despite|like|through"
    r"|across|towards?|via|within|up|out|off|away|below|above)$",
    re.IGNORECASE,
)
WITHIN = re.compile(r"(?:of|for|in|from|at|with|on|by|and|or|to|about|against|between|among|near)$")  # a noun phrase
# Behind them begins a clause of its own, or what tells when and why.
OPENER = re.compile(
    r"(?:^|(?<=\s))(?:(?P<relative>that|which|who|whom|whose)|after|before|because|since|while|when|where|what|how|why|whether|if|as"
    r"|than|though|although|until|including|ahead\sof|once)\s",
    re.IGNORECASE,
)
MOMENT = re.compile(
    r"\s(?:(?:just|earlier|later|late|early)\s)?(?:(?:this|last|next)\s\w+|(?:on|in)\s(?:[A-Z][a-z]+day|\d{4})"
    r"|today|yesterday|tonight|again|now|recently|\w+n['’]t)$"
)
BEFORE = re.compile(
    r"(?:\[[^\]]{0,60}\]\s*|[^\w\[\"“‘(]+|(?:Now|Then|Still|Meanwhile|However|Instead|Today|Yet)\s(?=(?:the|an?|his|her|its|their)\s))+"
)
BEHIND = re.compile(r"(?:[\s,;:–—-]|\s(?:and|or|but|both|also|then|still|just|even))+$")
VERB = r"is|are|was|were|has|have|had|do|does|did|don['’]t|will|would|can|could|may|might|should|must|becomes?|became"
FINITE = re.compile(rf"(?:{VERB})$", re.IGNORECASE)
NO_NOUN = re.compile(
    rf"(?:{VERB}|be|been|being|am|having|let|kind|sort|well|rather|instead|there|here|not|even|keeps?|lacks?|perhaps|maybe|together|alone|however|though|said|says|so)$",
    re.IGNORECASE,
)
NOT_LAST = re.compile(
    r"(?:the|an?|his|its|their|our|my|your|and|or|but|own|main|big|new|such|same|first|last|very|\w{2,}(?:ing|est|ed|ful|ous))$"
)
LAST_THOUGH = re.compile(
    r"(?:(?:.*th|vot|sibl|offspr|k|be|build|hear|rul|find|meet|fil|brief)ing|.*(?:accus|injur|wound|unit|unemploy|deceas)ed|guest|priest|activist|protest)$"
)
ADVERB = re.compile(r"(?:Rather|Having|Being|Instead|Perhaps|Maybe|Together|Here|There|Even|Not|Keeps|Lacks)$")
LONGEST = 300  # characters before a cue that are looked at
MOST_WORDS = 15  # more of them are no name that a reader would know somebody by


def named_in(text: str, stretch: Span) -> Span | None:
    """
    What names somebody at the end of a stretch before a cue: a name, a pronoun, a noun with what belongs to it.

    >>> def shown(words): return (found := named_in(words, Span(0, len(words)))) and words[found.start : found.end]
    >>> shown("In an interview with us the union"), shown("shortly after Lee"), shown("The mayor this week")
    ('the union', 'Lee', 'The mayor')
    >>> shown("A report that came out in May"), shown("The judge turned pale before he"), shown("Lee sold the house")
    ('A report that came out in May', 'he', 'Lee')
    >>> shown("is why the"), shown("steers the harbour"), shown("Lee gave the"), shown("kind of")
    (None, None, 'Lee', None)
    """
    stretch = _bare(text, Span(max(stretch.start, stretch.end - LONGEST), stretch.end))
    if NAME.fullmatch(text, stretch.start, stretch.end) and not _introduces(text[stretch.start : stretch.end]):
        return None if ADVERB.match(text, stretch.start, stretch.end) else stretch  # May and Will are names
    openers = list(OPENER.finditer(text, stretch.start, stretch.end))
    starts = [stretch.start, *(opener.end() for opener in openers)]
    ends = [*(opener.start() for opener in openers), stretch.end]
    for number in reversed(range(len(starts))):
        relative = number > 0 and openers[number - 1]["relative"]
        if relative and _past().match(text, starts[number]):  # who asked not to be named
            continue
        found = _noun_phrase(text, _bare(text, Span(starts[number], ends[number])))
        if found:
            explained = number < len(openers) and openers[number]["relative"] and ends[number] - found.end <= 1
            return Span(found.start, stretch.end) if explained else found
    return None


def _introduces(name: str) -> bool:
    """Whether it begins with a preposition: In the District Council."""
    first, _, rest = name.partition(" ")
    return bool(rest and PREPOSITION.match(first))


def without_title(name: str, known: Mapping[str, str]) -> str:
    """
    The fullest name of who stands behind a title, where the names of the article know it; a name without its article.

    >>> known = {"Ann Lee": "Ann Lee", "Corvane": "Corvane Capital"}
    >>> without_title("Port Commissioner Ann Lee", known), without_title("Tile maker Corvane", known)
    ('Ann Lee', 'Corvane Capital')
    >>> without_title("a lawyer for Minister Ann Lee", known)
    'a lawyer for Minister Ann Lee'
    """
    said = name.split()
    if not said or "and" in said:
        return name
    if said[0].lower() == "the" and len(said) > 2 and (bare := known.get(" ".join(said[1:]))):
        return bare
    ends = (" ".join(said[place:]) for place in range(1, len(said)) if _introduces_a_name(said[:place]))
    return next((known[each] for each in ends if each in known), name)


def _introduces_a_name(said: Sequence[str]) -> bool:
    """Whether it is a title or a noun: Secretary of State Lee, tile maker Corvane; not a lawyer for Minister Lee."""
    last, inside = said[-1], {word for word in said if PREPOSITION.match(word)}
    noun = last.islower() and last.isalpha() and not DETERMINER.match(last)
    return not inside if noun else inside <= {"of"} and last.strip(".") in words("names_titles")


def _bare(text: str, span: Span) -> Span:
    """The stretch without marks and conjunctions around it, and without a moment at its end."""
    before = BEFORE.match(text, span.start, span.end)
    start, end = before.end() if before else span.start, span.end
    while trailing := BEHIND.search(text, start, end) or MOMENT.search(text, start, end):
        end = trailing.start()
        if text.endswith("ed", start, end):  # an audit published in May: the moment belongs to the participle
            return Span(start, trailing.end())
    return Span(start, max(start, end))


def _noun_phrase(text: str, span: Span) -> Span | None:
    tokens = [Span(*match.span()) for match in re.compile(r"\S+").finditer(text, span.start, span.end)]
    if not tokens:
        return None
    said = [text[each.start : each.end].strip("\"“”‘'(),") for each in tokens]
    if PRONOUN.match(said[-1]) or (len(said) > 1 and STANDS_ALONE.match(said[-1])):
        return tokens[-1] if PRONOUN.match(said[-1]) or _is_clause(said[:-1]) else None
    if PRONOUN.match(said[0]):  # he left early and
        return tokens[0] if "and" not in said else None
    first = _first(said)
    if first is None:
        return None
    if said[-1][-1:].isdigit() and not DETERMINER.match(said[first]):  # since Jan. 1
        return None
    last = next((place for place in range(first + 1, len(said)) if _is_verb(said, place)), len(said))
    if last - first > MOST_WORDS or not _may_end(said, last - 1):
        return None
    return Span(tokens[first].start, tokens[last - 1].end)


def _first(said: Sequence[str]) -> int | None:
    """Where a noun phrase begins: at the first word, or behind what a preposition brings before it."""
    if said[0].lower() == "with":  # with the mayor expected to leave: what comes with the deed of another
        return None
    if not PREPOSITION.match(said[0]):
        return 0 if _may_begin(said) else None
    return next((place for place in reversed(range(1, len(said))) if _begins_anew(said[place - 1], said[place])), None)


def _begins_anew(before: str, word: str) -> bool:
    """Whether a subject follows without a comma: in an interview | the union, in a speech | Lee."""
    if DETERMINER.match(before) or PREPOSITION.match(before):
        return False
    return bool(DETERMINER.match(word)) or (word[:1].isupper() and before.islower())


def _may_begin(said: Sequence[str]) -> bool:
    """Whether the words may begin a noun phrase: `the mayor`, `senior officials`, not `steers the`, `quarrel over`."""
    first, second = said[0], said[1] if len(said) > 1 else ""
    if NO_NOUN.match(first):
        return False
    if DETERMINER.match(first) or first[:1].isupper():
        return True
    object_follows = DETERMINER.match(second) or PRONOUN.match(second)
    verbal = first.endswith("ing") or _past().fullmatch(first)
    participle = verbal and (not second or PREPOSITION.match(second))
    return not object_follows and not participle and (not PREPOSITION.match(second) or bool(WITHIN.match(second)))


def _is_verb(said: Sequence[str], place: int) -> bool:
    """Whether a word within is a finite verb: it has an object, or is one of a list."""
    word, after = said[place], said[place + 1] if place + 1 < len(said) else ""
    if not word.islower():
        return False
    if FINITE.match(word):
        return True
    return bool(_past().fullmatch(word)) and bool(
        DETERMINER.match(after) or after[:1].isupper() or PRONOUN.match(after)
    )


@cache
def _past() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(entries('dates_past'))})(?!\w)")


def _may_end(said: Sequence[str], place: int) -> bool:
    last = said[place]
    if not last or PREPOSITION.match(last):
        return False
    if NOT_LAST.match(last) and last.islower() and not LAST_THOUGH.match(last):
        return last.endswith("ed") and place > 1 and said[place - 1].islower() and not _describes(said[place - 1])
    return True


def _describes(word: str) -> bool:
    return bool(DETERMINER.match(word)) or word.endswith("ly")


def _is_clause(said: Sequence[str]) -> bool:
    return any(_is_verb(said, place) for place in range(1, len(said)))
