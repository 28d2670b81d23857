"""Speech tags: speaker, cue and statement within one sentence, as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmx.document import Span
from llmx.language.attribution.cues import is_name_or_noun
from llmx.language.attribution.labelled import Tag, labelled_tags, tag_of
from llmx.language.attribution.nouns import owned_statements
from llmx.language.attribution.reporting import (
    CAN_BE_NOUN,
    CHAIN,
    HIDDEN,
    INVERTED,
    cue_start,
    phrases,
    reporting_verbs,
    reports,
)
from llmx.language.attribution.speakers import (
    FINITE,
    INTRODUCTION,
    NAME,
    first_verb,
    subject_before,
    trimmed,
)
from llmx.language.attribution.statements import (
    WHEN,
    WORDS_OF_A_STATEMENT,
    resumes,
    second_piece,
    size,
    statement_end,
    statement_start,
    stretch,
)
from llmx.language.attribution.subjects import subject_of
from llmx.language.verbs import forms

SEPARATOR = re.compile(r"(?P<quote>(?<=\ue000)[\"”’'»]{1,2},?)\s+|(?P<comma>,)\s+|(?P<dash>\s[—–]\s)")
MOST_CAPITALS = 0.8  # of the longer words of a headline in capitals
CAPITAL_NOUNS = frozenset(f"{noun}s" for noun in CAN_BE_NOUN)
STOP = re.compile(r"\s*\.?\s*$")
TAG_END = re.compile(rf"(?:\s+{WHEN}[^,.;:\"“]*)?\s*(?P<end>[.,;:—–]|$|[\"“])", re.IGNORECASE)
OPENING = re.compile(r"\W*(?:(?:after|before|while|by|in|without|despite|since)\s)?(?:\w+ly\s)?", re.IGNORECASE)
FOLLOWING = re.compile(
    rf"(?:,[\"”’]?|(?<=\ue000)[\"”’])\s+(?P<who>he|she|they|it|{NAME.pattern}|(?:the|an?|its|his|her|their)(?:\s[a-z]+){{1,3}}?)"
    rf"(?={first_verb().pattern}|\s[a-z]+(?:ed|s)\b)"
)
DOTTED = (
    "(?:"
    + "|".join(
        rf"(?<=\b{each})"
        for each in ("Rep", "Sen", "Gov", "Gen", "Col", "Lt", "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "[A-Z]")
    )
    + r")\."
)
DATELINE = re.compile(
    r"(?:date \d{4}-\d\d-\d\d )?[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}(?:, [\w.' ]+)?(?: \([^)\n]{2,40}\))?,? ?[-—–] "
)
RELATIVE_CUE = re.compile(r",\s(?:who|which)\s(?:\w+\s){0,2}$")
CLOSED = re.compile(
    r",(?=\s(?:is|are|was|were|has|have|had|will|would|did|does|said|says|told)\b)"
)  # , which feared a loss, is …
SENTENCE_LENGTH = 5000  # characters; beyond them it is no sentence, and work grows fast


def find_tags(text: str, unit: Span) -> list[Tag]:
    """The tags of one sentence, quoted stretches hidden, none within the statement of another."""
    found = labelled_tags(text, Span(unit.start, min(unit.end, unit.start + SENTENCE_LENGTH)))
    dateline = DATELINE.match(text, unit.start, unit.end)
    floor = dateline.end() if dateline else unit.start
    unit = Span(floor, min(unit.end, floor + SENTENCE_LENGTH))
    verbs = list(reporting_verbs(text, unit.start, unit.end))
    if not found and (whole := _closing(text, unit, verbs)):
        return [whole]
    for verb in verbs:
        if (
            verb.start() < floor
            or any(verb.start() in tag.span for tag in found)
            or (
                not verb[0].endswith("ing")
                and is_name_or_noun(text, verb.start())
                and not _in_headline(text, unit, verb)
            )
        ):
            continue
        if not reports(text, floor, verb, unit.end):
            continue
        tag = _after(text, unit, floor, verb) or _before(text, unit, floor, verb, found)
        if tag:
            found.append(tag)
            floor = max(tag.span.end, verb.end())
    by_phrase = [
        tag for tag in _phrases(text, unit) if not any(tag.cue and tag.cue.overlaps(each.span) for each in found)
    ]
    found = [tag for tag in found if not any(tag.span.start in piece for each in by_phrase for piece in each.content)]
    found += by_phrase
    owned = (tag_of(who, noun, (content,)) for who, noun, content in owned_statements(text, unit))
    return [*found, *(tag for tag in owned if not any(tag.span.overlaps(each.span) for each in found))]


def _in_headline(text: str, unit: Span, verb: re.Match[str]) -> bool:
    """Whether a capitalised form is a verb of a headline with capitals: Harbour Will Not Open, Mayor Says."""
    if not verb[0].istitle() or not verb[0].endswith("s") or verb[0].lower() in CAPITAL_NOUNS:
        return False
    long = re.findall(r"[A-Za-z]{4,}", text[unit.start : unit.end])
    return unit.start == 0 and sum(word[0].isupper() for word in long) >= MOST_CAPITALS * len(long)


def _closing(text: str, unit: Span, verbs: list[re.Match[str]]) -> Tag | None:
    """A tag at the end of the sentence, which then is one statement whatever verbs stand in it: …, sources said."""
    last = verbs[-1] if len(verbs) > 1 else None
    if not last or not STOP.match(text, last.end(), unit.end) or last[0].lower() not in forms("cues_say"):
        return None
    if not reports(text, unit.start, last, unit.end) or any(
        each[0].lower() in forms("cues_say") for each in verbs[:-1]
    ):
        return None
    return _trailing(text, unit, unit.start, last)


def _phrases(text: str, unit: Span) -> Iterator[Tag]:
    """Cues of several words: made it clear that, is confident that."""
    for match in phrases().finditer(text, unit.start, unit.end):
        speaker = subject_of(text, unit, unit.start, match.start(), match, [])
        content = stretch(text, match.end(), statement_end(text, unit, match.end()))
        if speaker and content and size(text, content) >= WORDS_OF_A_STATEMENT:
            yield tag_of(speaker, _span(match), (content,))


def _after(text: str, unit: Span, floor: int, verb: re.Match[str]) -> Tag | None:
    """The statement first: `S, X said` and `S, said X`, with a second piece behind the tag where there is one."""
    word = verb[0].lower()
    quoted = HIDDEN in text[floor : verb.start()] and (word in forms("cues_think") or word in forms("cues_quote"))
    if word in forms("cues_say") or quoted:
        return _inverted(text, unit, floor, verb) or _trailing(text, unit, floor, verb)
    thought = word in forms("cues_behind") and not INTRODUCTION.match(text[floor : verb.start()].lstrip())
    return _trailing(text, unit, floor, verb) if thought else None


def _inverted(text: str, unit: Span, floor: int, verb: re.Match[str]) -> Tag | None:
    opening = INVERTED.search(text, floor, verb.start())
    content = stretch(text, floor, opening.end()) if opening else None
    who = re.compile(rf"\s+(?P<np>(?:[^,.;:\"“]|{DOTTED})+)").match(text, verb.end(), unit.end)
    if not content or not who or not opening or re.match(r"\s+that\b", who[0]):
        return None
    quoted, end = opening[0].strip() != ",", who.end()
    whole = FINITE.search(text[content.start : content.end]) or resumes(text, unit, end, content) is not None
    if not quoted and (first_verb().search(who[0]) or len(who[0].split()) > 9 or not whole):
        return None
    apposed = re.match(r",\s(?P<name>[^,.\"“]+)", text[end : unit.end])
    start = who.start("np")
    speaker = trimmed(text, start, end + (apposed.end() if apposed else 0))
    if not speaker:
        return None
    moment = re.search(
        r"\s(?:on|in|at|during|last|this|after|before|when|while|as|who)\s", text[speaker.start : speaker.end]
    )
    if moment and NAME.match(text, speaker.start):
        speaker = Span(speaker.start, speaker.start + moment.start())
    return tag_of(speaker, _span(verb), (content, *second_piece(text, unit, end, content)))


def _trailing(text: str, unit: Span, floor: int, verb: re.Match[str]) -> Tag | None:
    begin = cue_start(text, floor, verb.start())
    separators = list(SEPARATOR.finditer(text, floor, begin))
    end = TAG_END.match(text, verb.end(), unit.end)
    if (
        text[floor:begin].rstrip().endswith(",")
    ):  # “…,” Ann Lee, the coach, said: the apposition's commas separate nothing
        separators = [each for each in separators if each["quote"]]
    if not separators:
        return None
    last = separators[-1]
    content, quoted = stretch(text, floor, last.end()), bool(last["quote"])
    subject = text[last.end() : begin].split()
    direct = re.match(r"\s+(?:that\b(?!\s(?:day|night|week|month|year)\b)|[\"“])|:", text[verb.end() : unit.end]) or (
        not quoted
        and INTRODUCTION.match(text, content.start if content else floor)
        and re.match(r",\s*[\"“]", text[verb.end() : unit.end])
    )
    if subject[:1] in (["who"], ["which"]):  # a clause about whoever was named last
        return None
    if not content or not 0 < len(subject) <= 30 or direct:
        return None
    inserted = resumes(text, unit, verb.end(), content) is not None
    if not quoted and not end and not inserted:
        return None
    if quoted and not end and text[content.start] not in "\"“‘'":  # on “Fox News Sunday,” Pence said the vote …
        return None
    if end and end["end"] in {":", '"', "“"} and not quoted:
        return None
    at_once = text[verb.end() : verb.end() + 1] == ","
    if not quoted and not at_once and not inserted and size(text, content) < WORDS_OF_A_STATEMENT:
        return None
    speaker = subject_before(text, last.end(), begin)
    return (
        tag_of(speaker, Span(begin, verb.end()), (content, *second_piece(text, unit, verb.end(), content)))
        if speaker
        else None
    )


def _before(text: str, unit: Span, floor: int, verb: re.Match[str], found: list[Tag]) -> Tag | None:
    """The speaker first: `X said (that) S`, `X rejected the charge`, `X vowed to leave`, `…, adding that S`."""
    begin = cue_start(text, floor, verb.start())
    helpers = text[begin : verb.start()].lower()
    start = statement_start(text, unit, verb)
    chained = re.search(rf"(?:{CHAIN})\s+to\s", helpers)
    if start is None or (
        re.search(r"\b(?:to|be|been|is|are|was|were)\s", helpers) and not verb[0].endswith("ing") and not chained
    ):
        return None
    behind = FOLLOWING.search(text, start, unit.end) if _opens_sentence(text, unit, begin, verb) else None
    content = stretch(text, start, behind.start() + 1 if behind else statement_end(text, unit, start, verb[0].lower()))
    relative = RELATIVE_CUE.search(text, floor, begin) and CLOSED.search(text, start, content.end if content else start)
    if relative and content:
        content = Span(content.start, relative.start())
    speaker = Span(*behind.span("who")) if behind else subject_of(text, unit, floor, begin, verb, found)
    if not content or not speaker or size(text, content) < 1:
        return None
    return tag_of(speaker, Span(begin, verb.end()), (content,))


def _opens_sentence(text: str, unit: Span, begin: int, verb: re.Match[str]) -> bool:
    """Whether a participle heads the sentence, so that its subject follows: After saying so, Ann Lee left."""
    return verb[0].endswith("ing") and bool(OPENING.fullmatch(text, unit.start, begin))


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end())
