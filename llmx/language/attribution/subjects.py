"""Subjects: whose words a verb of saying tells, by the clause before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from llmx.document import Span
from llmx.language.attribution.labelled import Tag
from llmx.language.attribution.speakers import antecedent, leading_subject, subject_before

# is endorsing, has been saying
PROGRESSIVE = re.compile(r"(?:\b(?:is|are|was|were|be|been)|['’](?:s|re))\s+(?:\w+\s+)?$")
WITH = re.compile(
    r"(?:^|[,;]\s|\s)with\s(?P<who>(?:[A-Z]|the\s|an?\s|one\s|some\s|many\s)[^,;:]{1,60}?)\s+(?:\w+ly\s)?$"
)
BEFORE_PARTICIPLE = re.compile(
    r"(?:,|and|while|by|before|after|for|without|despite|(?<!kind )(?<!sort )of)\s*(?:\w+ly\s+)?$"
)
RELATIVE = re.compile(
    r",?\s(?:who|which|that)"
    r"(?:\s(?:\w+ly|together|in|on|last|this|week|year|also|then|later|once|still|\d{4}))*\s*$"
)
CLAUSE_CUT = re.compile(r",\s(?:and|but|while|though|although|because|as|so)\s|\s(?:when|after|as|while)\s(?=[A-Z])")
OTHER_CLAUSE = re.compile(  # a conjunction with few words between it and the verb
    r"[;:—]\s|,\s(?:and|but|while|though|although|because|as|so)\s|\sbecause\s(?=(?:\S+\s+){1,12}$)"
    r"|\s(?:but|while|although|that|as|if|when|after|before|since|until)\s(?=(?:\S+\s+){1,5}$)"
)


def subject_of(text: str, unit: Span, floor: int, begin: int, verb: re.Match[str], found: Sequence[Tag]) -> Span | None:
    """The subject before the cue at `begin`; of a participle or a second verb, that of the verb before it."""
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
    if participle and BEFORE_PARTICIPLE.search(clause):
        clause_start = [*CLAUSE_CUT.finditer(text, unit.start, begin)]
        return last or leading_subject(text, clause_start[-1].end() if clause_start else unit.start, begin)
    if participle:
        return None
    relative = RELATIVE.search(clause)
    if relative:
        before = floor + relative.start()
        return antecedent(text, floor if re.search(r"\w", text[floor:before]) else unit.start, before)
    if re.search(r"\s(?:and|but|or)\s+$", clause) or re.search(r"\sand (?:this|last) \w+\s+$", clause):
        return _of_first_verb(text, floor, begin)
    cut = list(OTHER_CLAUSE.finditer(f"{clause} "))
    return subject_before(text, floor + (cut[-1].end() if cut else 0), begin)


def _of_first_verb(text: str, start: int, end: int) -> Span | None:
    """The subject that two verbs share: `the rail section, which signed a pact and told` is the rail section."""
    relative = list(re.compile(r",?\s(?:who|which)\s").finditer(text, start, end))
    if relative and "," not in text[relative[-1].end() : end]:
        return antecedent(text, start, relative[-1].start())
    cut = list(CLAUSE_CUT.finditer(text, start, end - 8))
    return leading_subject(text, cut[-1].end() if cut else start, end)
