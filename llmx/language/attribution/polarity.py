"""Whether what is attributed is said, denied, not said at all, or left open: did not say, nobody said, doubted."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from llmx.document import Span
from llmx.language.attribution.cues import is_denial
from llmx.language.verbs import forms

Polarity = Literal["said", "denied", "unsaid", "open"]

NOT = r"(?:not(?!\s(?:only|just|merely|simply)\b)|never|cannot|neither|nor|hardly|scarcely|no\slonger|[a-z]+n['’]t)"
NEGATOR = re.compile(rf"\b{NOT}\b", re.IGNORECASE)
# Before a cue, or before its auxiliaries: did not, however, say; would not confirm or deny; stopped short of saying.
ADVERB = r"(?:yet|ever|once|quite|either|himself|herself|itself|themselves|\w+ly)\s"
BEFORE_CUE = re.compile(
    rf"\b(?:{NOT}(?:,\s[\w\s]{{2,20}},\s|\s(?:{ADVERB})?(?:[a-z]+\sn?or\s)?)"
    rf"|(?:{NOT}\s(?:be(?:en)?\s)?(?:able|going|prepared|ready|willing)|un(?:able|willing))\sto\s"
    r"|(?:short\sof|instead\sof|rather\sthan|without|refrain(?:s|ed|ing)?\sfrom|avoid(?:s|ed|ing)?)\s(?:\w+ly\s)?)$",
    re.IGNORECASE,
)
# A subject that is nobody, or hardly anybody; `No 10` is somebody.
NOBODY = re.compile(
    r"(?:(?:almost|virtually|practically|nearly|absolutely)\s)?"
    r"(?:no[ -]one|nobody|none|neither|nothing|few|(?:hardly|scarcely)\san?y?\w*"
    r"|not\s(?:one|an?|all|even|many|much|every\w*|any\w*)|no(?=\s(?-i:(?:[A-Z]\w+\s)?[a-z])))\b",
    re.IGNORECASE,
)
# They may stand for a source, and say nothing of who it is.
UNNAMED = frozenset(
    {"all", "another", "anybody", "anyone", "both", "each", "either", "everybody", "everyone", "it", "many", "most"}
    | {"never", "nor", "one", "others", "several", "some", "somebody", "someone", "there"}
)
VERB = r"(?:did|does|do|has|have|had|will|would|can|could|is|are|was|were)"
INVERTED = re.compile(rf"(?:nor|neither|never|at\sno\stime)\s{VERB}\b", re.IGNORECASE)  # never did A say
# Before a subject: neither A nor B said; never did A say; it is not true that A said.
BEFORE_SUBJECT = re.compile(
    rf"(?:\b(?:nor|not|not\seven|(?:nor|neither|never|at\sno\stime)\s{VERB})"
    r"|(?:\bnot|n['’]t)\s(?:true|clear|known|certain|the\scase)\s(?:that|if|whether)"
    r"|\bno\s(?:evidence|sign|record|proof|suggestion|indication)\sthat"
    r"|\b(?:untrue|false|unclear)\s(?:that|if|whether))\s(?:the\s|an?\s)?$",
    re.IGNORECASE,
)
REFUSING = re.compile(r"(?:declin|refus|fail|forg[eo]t|neglect|omit)[a-z]*$", re.IGNORECASE)
TO_SAY = re.compile(r"to\s(?:\w+ly\s)?(?P<verb>[a-z]+)\b")
TELLING = frozenset({"answer", "comment", "discuss", "elaborate", "give", "identify", "name", "rule", "specify"})
DOUBTS = re.compile(r"(?<!no )(?<!little )\b(?:doubt(?:s|ed|ing|ful)?|s[ck]eptical)\b", re.IGNORECASE)
ASKS = re.compile(r"(?:if|whether)\b", re.IGNORECASE)
RULES_OUT = re.compile(r"\brul(?:e|es|ed|ing)\sout$", re.IGNORECASE)
REACH = 60  # characters before a cue or a subject in which what negates it stands


def polarity_of(text: str, speaker: Span | None, cue: Span | None, content: Span) -> Polarity:
    """
    What becomes of a statement, whose first piece is `content`, by its cue and subject.

    `unsaid`: nobody says it, nor denies it: never said, did not deny. `open`: an attitude that tells nothing without
    its cue, whether it is so or not: does not support, doubts, asks whether.

        >>> def read(text, cue):
        ...     at = text.index(cue)
        ...     return polarity_of(text, Span(0, at - 1), Span(at, at + len(cue)), Span(at + len(cue) + 1, len(text)))
        >>> read("Lee has denied that", "has denied"), read("Lee did not say that", "did not say")
        ('denied', 'unsaid')
        >>> read("No one said that", "said"), read("Lee declined to say if", "declined"), read("Lee said no", "said")
        ('unsaid', 'unsaid', 'said')
        >>> read("Lee does not want peace", "does not want")
        'open'
    """
    if cue is None:
        return "said"
    words = text[cue.start : cue.end]
    if speaker and _is_nobody(text, speaker):
        return "unsaid"
    if _is_negated(text, cue):
        return "unsaid" if _says(words) else "open"
    said = text[content.start : content.end]
    if REFUSING.search(words) and (telling := TO_SAY.match(said)) and _says(telling["verb"]):
        return "unsaid"
    if is_denial(words) or RULES_OUT.search(words):
        return "denied"
    return "open" if DOUBTS.search(words) or ASKS.match(said) else "said"


def names_nobody(words: str) -> bool:
    """
    Whether the words for a speaker are no name and no description of anybody.

        >>> [each for each in ("Nobody", "None of them", "Some", "Some clerks", "Lee") if names_nobody(each)]
        ['Nobody', 'None of them', 'Some']
    """
    return words.lower() in UNNAMED or NOBODY.match(words) is not None


def _is_nobody(text: str, speaker: Span) -> bool:
    before = text[max(0, speaker.start - REACH) : speaker.start]
    nobody = NOBODY.match(text, speaker.start, speaker.end) or INVERTED.match(text, speaker.start)
    return bool(nobody or BEFORE_SUBJECT.search(before))


def _is_negated(text: str, cue: Span) -> bool:
    before = text[max(0, cue.start - REACH) : cue.start]
    return bool(NEGATOR.search(text, cue.start, cue.end) or BEFORE_CUE.search(before))


def _says(words: str) -> bool:
    """Whether the verb of a cue is one of saying or denying, rather than of thinking, wanting or praising."""
    last = words.lower().split()[-1]
    return last in _telling() or bool(RULES_OUT.search(words))


@cache
def _telling() -> frozenset[str]:
    thought = {form for verb in ("believe", "think", "suspect", "reckon") for form in _forms_of(verb)}
    return (frozenset(forms("cues_say")) | frozenset(forms("cues_denials")) | TELLING) - thought


def _forms_of(verb: str) -> set[str]:
    return {form for form, base in forms("cues_say").items() if base == verb}
