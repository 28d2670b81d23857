"""Speech tags: speaker, cue and statement within one sentence, as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from llmx.document import Span
from llmx.language.cues import is_name_or_noun
from llmx.language.nouns import owned_statements
from llmx.language.reporting import CAN_BE_NOUN, CHAIN, HIDDEN, INVERTED, cue_start, phrases, reporting_verbs, reports
from llmx.language.speakers import (
    FINITE,
    INTRODUCTION,
    NAME,
    antecedent,
    first_verb,
    leading_subject,
    subject_before,
    trimmed,
)
from llmx.language.statements import (
    WHEN,
    WORDS_OF_A_STATEMENT,
    second_piece,
    size,
    statement_end,
    statement_start,
    stretch,
)
from llmx.language.verbs import forms
from llmx.language.wordlists import words

SEPARATOR = re.compile(r"(?P<quote>(?<=\ue000)[\"”’'»]{1,2},?)\s+|(?P<comma>,)\s+|(?P<dash>\s[—–]\s)")
MOST_CAPITALS = 0.8  # of the longer words of a headline in capitals
CAPITAL_NOUNS = frozenset(f"{noun}s" for noun in CAN_BE_NOUN)
STOP = re.compile(r"\s*\.?\s*$")
TAG_END = re.compile(rf"(?:\s+{WHEN}[^,.;:\"“]*)?\s*(?P<end>[.,;:—–]|$|[\"“])", re.IGNORECASE)
ACCORDING = re.compile(
    r"\b(?:according to|in the words of|in the view of)\s+"
    r"(?P<who>[^,.;:—\ue000\"“]+?(?:\b[A-Z]\.(?:[A-Z]\.)*[^,.;:—\ue000\"“]*)?)(?=[,.;:—\"“]|\s[—–]\s|$)",
    re.IGNORECASE,
)
AS_PUT = re.compile(
    r",?\s+(?P<cue>as)\s(?P<who>[^,.;:—\ue000\"“]{2,80}?)\s(?:put|puts|phrased|phrases|(?:called|calls|described|describes)(?=\sit))(?:\sit)?\b(?=\s?[,.;:—]|\s(?:in|on|to|at)\b|$)"
)
COLON = re.compile(rf"(?P<who>{NAME.pattern}):\s+(?=[\"“])|(?P<caps>[A-Z][A-Z.'’ -]+):\s+(?=\S)")
HEADLINE = re.compile(rf"(?P<who>{NAME.pattern}):\s+(?=(?:\S+\s+){{3}})")
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
BEFORE_PARTICIPLE = re.compile(r"(?:,|and|while|by|before|after|for|without|despite|of)\s*(?:\w+ly\s+)?$")
PROGRESSIVE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been)|['’](?:s|re))\s+(?:\w+\s+)?$"
)  # is endorsing, has been saying
RELATIVE_CUE = re.compile(r",\s(?:who|which)\s(?:\w+\s){0,2}$")
CLOSED = re.compile(
    r",(?=\s(?:is|are|was|were|has|have|had|will|would|did|does|said|says|told)\b)"
)  # , which feared a loss, is …
WITH = re.compile(
    r"(?:^|[,;]\s|\s)with\s(?P<who>(?:[A-Z]|the\s|an?\s|one\s|some\s|many\s)[^,;:]{1,60}?)\s+(?:\w+ly\s)?$"
)
SENTENCE_LENGTH = 5000  # characters; beyond them it is no sentence, and work grows fast


@dataclass(frozen=True, slots=True)
class Tag:
    """Whose words, by which cue, and the pieces of the statement; `span` covers them all."""

    span: Span
    speaker: Span | None
    cue: Span | None
    content: tuple[Span, ...]


def find_tags(text: str, unit: Span) -> list[Tag]:
    """The tags of one sentence, quoted stretches hidden, none within the statement of another."""
    found: list[Tag] = [*_according(text, unit), *_as_put(text, unit)] or list(_colon(text, unit))
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
    found += [tag for tag in _phrases(text, unit) if not any(tag.cue and tag.cue.overlaps(each.span) for each in found)]
    owned = (_tag(who, noun, (content,)) for who, noun, content in owned_statements(text, unit))
    return [*found, *(tag for tag in owned if not any(tag.span.overlaps(each.span) for each in found))]


def _in_headline(text: str, unit: Span, verb: re.Match[str]) -> bool:
    """Whether a capitalised form is a verb of a headline with capitals: Harbour Will Not Open, Mayor Says."""
    if not verb[0].istitle() or not verb[0].endswith("s") or verb[0].lower() in CAPITAL_NOUNS:
        return False
    long = [word for word in re.findall(r"[A-Za-z]{4,}", text[unit.start : unit.end])]
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


def _according(text: str, unit: Span) -> Iterator[Tag]:
    for match in ACCORDING.finditer(text, unit.start, unit.end):
        cue = Span(match.start(), match.start("who") - 1)
        speaker = trimmed(text, match.start("who"), match.end("who"))
        before = stretch(text, unit.start, match.start())
        after = stretch(text, match.end(), unit.end)
        content = before if before and size(text, before) >= WORDS_OF_A_STATEMENT else after
        if content:
            yield _tag(speaker, cue, (content,))
        return


def _as_put(text: str, unit: Span) -> Iterator[Tag]:
    """A “lawful source,” as the memo put it: the words in quotation marks, or the whole clause without them."""
    for match in AS_PUT.finditer(text, unit.start, unit.end):
        speaker = trimmed(text, *match.span("who"))
        quoted = re.compile(r"[\"“‘«]\ue000+[\"”’»]?$").search(text, unit.start, match.start())
        content = stretch(text, quoted.start() if quoted else unit.start, match.start())
        if content and speaker:
            yield _tag(
                speaker, Span(match.start() + len(match[0]) - len(match[0].lstrip(", ")), match.end()), (content,)
            )


def _colon(text: str, unit: Span) -> Iterator[Tag]:
    """`Ann Lee: “We won.”`, and in a headline `Lee: Harbour will not open`, where the article has Lee speak."""
    match = COLON.match(text, unit.start, unit.end) or (HEADLINE.match(text, 0, unit.end) if unit.start == 0 else None)
    content = stretch(text, match.end(), unit.end) if match else None
    if not match or not content:
        return
    label = match[match.lastgroup or "who"]
    labelled = any(word.lower() not in words("names_ordinary") | CAN_BE_NOUN for word in label.split())  # UPDATE: …
    known = label.lower() in words("cues_labels")
    if (known and match.re is HEADLINE) or (labelled and (match.re is COLON or _speaks(text, label, unit.end))):
        who = Span(match.start(), match.start() + len(label))
        yield _tag(who, Span(who.end, who.end + 1), (content,))


def _speaks(text: str, name: str, start: int) -> bool:
    """Whether somebody of that name says something in the text behind the headline."""
    who, said = rf"\b{re.escape(name)}\b", r"\b(?:said|says|told|wrote)\b"
    return bool(re.compile(rf"{who}\s{said}|{said}\s[^.,;\n]{{0,60}}{who}").search(text, start))


def _phrases(text: str, unit: Span) -> Iterator[Tag]:
    """Cues of several words: made it clear that, is confident that."""
    for match in phrases().finditer(text, unit.start, unit.end):
        speaker = _speaker(text, unit, unit.start, match.start(), match, [])
        content = stretch(text, match.end(), statement_end(text, unit, match.end()))
        if speaker and content and size(text, content) >= WORDS_OF_A_STATEMENT:
            yield _tag(speaker, _span(match), (content,))


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
    quoted = opening[0].strip() != ","
    if not quoted and (
        first_verb().search(who[0]) or len(who[0].split()) > 9 or not FINITE.search(text[content.start : content.end])
    ):
        return None
    end = who.end()
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
    return _tag(speaker, _span(verb), (content, *second_piece(text, unit, end)))


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
    direct = re.match(r"\s+(?:that\b|[\"“])|:", text[verb.end() : unit.end]) or (
        not quoted
        and INTRODUCTION.match(text, content.start if content else floor)
        and re.match(r",\s*[\"“]", text[verb.end() : unit.end])
    )
    if subject[:1] in (["who"], ["which"]):  # a clause about whoever was named last
        return None
    if not content or not 0 < len(subject) <= 30 or direct or (not quoted and not end):
        return None
    if quoted and not end and text[content.start] not in "\"“‘'":  # on “Fox News Sunday,” Pence said the vote …
        return None
    if end and end["end"] in {":", '"', "“"} and not quoted:
        return None
    at_once = text[verb.end() : verb.end() + 1] == ","
    if not quoted and not at_once and size(text, content) < WORDS_OF_A_STATEMENT:
        return None
    speaker = subject_before(text, last.end(), begin)
    return _tag(speaker, Span(begin, verb.end()), (content, *second_piece(text, unit, verb.end()))) if speaker else None


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
    speaker = Span(*behind.span("who")) if behind else _speaker(text, unit, floor, begin, verb, found)
    if not content or not speaker or size(text, content) < 1:
        return None
    return _tag(speaker, Span(begin, verb.end()), (content,))


def _opens_sentence(text: str, unit: Span, begin: int, verb: re.Match[str]) -> bool:
    """Whether a participle heads the sentence, so that its subject follows: After saying so, Ann Lee left."""
    return verb[0].endswith("ing") and bool(OPENING.fullmatch(text, unit.start, begin))


def _speaker(text: str, unit: Span, floor: int, begin: int, verb: re.Match[str], found: list[Tag]) -> Span | None:
    """The subject before the cue; of a participle or a second verb, that of the verb before it."""
    clause = text[floor:begin]
    participle = verb[0].endswith("ing") and " " not in verb[0] and not PROGRESSIVE.search(text, begin, verb.start())
    last = next((tag.speaker for tag in reversed(found) if tag.speaker), None)
    explained = re.search(r",\s(?:who|which|whose)\s[^,]*,\s*$", clause)
    if explained:  # Ann Lee, who left because she was ill, said
        begin = floor + explained.start() + 1
        clause = text[floor:begin]
    bare = not re.search(r"\w", re.sub(r"^[\s,;—–]*(?:and|but|or|then|also|while)?\s*$", "", clause))
    if bare and floor > unit.start:
        return last
    with_subject = WITH.search(clause) if participle else None
    if with_subject:
        return Span(floor + with_subject.start("who"), floor + with_subject.end("who"))
    if participle and re.search(r"(?:,|and|while|by|before|after|for|without|despite|of)\s*(?:\w+ly\s+)?$", clause):
        clause_start = [*re.compile(CLAUSE_CUT).finditer(text, unit.start, begin)]
        return last or leading_subject(text, clause_start[-1].end() if clause_start else unit.start, begin)
    if participle:
        return None
    relative = re.search(
        r",?\s(?:who|which|that)(?:\s(?:\w+ly|together|in|on|last|this|week|year|also|then|later|once|still|\d{4}))*\s*$",
        clause,
    )
    if relative:
        before = floor + relative.start()
        return antecedent(text, floor if re.search(r"\w", text[floor:before]) else unit.start, before)
    if re.search(r"\s(?:and|but|or)\s+$", clause) or re.search(r"\sand (?:this|last) \w+\s+$", clause):
        return _of_first_verb(text, floor, begin)
    cut = list(
        re.finditer(
            r"[;:—]\s|,\s(?:and|but|while|though|although|because|as|so)\s|\s(?:but|while|although|because|that|as|if|when|after|before|since|until)\s(?=(?:\S+\s*){1,5}$)"
            r"|\sbecause\s(?=(?:\S+\s*){1,12}$)",
            clause,
        )
    )
    return subject_before(text, floor + (cut[-1].end() if cut else 0), begin)


CLAUSE_CUT = r",\s(?:and|but|while|though|although|because|as|so)\s|\s(?:when|after|as|while)\s(?=[A-Z])"


def _of_first_verb(text: str, start: int, end: int) -> Span | None:
    """The subject that two verbs share: `the rail section, which signed a pact and told` is the rail section."""
    relative = list(re.compile(r",?\s(?:who|which)\s").finditer(text, start, end))
    if relative and "," not in text[relative[-1].end() : end]:
        return antecedent(text, start, relative[-1].start())
    cut = list(re.compile(CLAUSE_CUT).finditer(text, start, end - 8))
    return leading_subject(text, cut[-1].end() if cut else start, end)


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end())


def _tag(speaker: Span | None, cue: Span, content: tuple[Span, ...]) -> Tag:
    parts = [part for part in (speaker, cue, *content) if part]
    return Tag(Span(min(part.start for part in parts), max(part.end for part in parts)), speaker, cue, content)
