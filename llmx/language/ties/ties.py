"""
Ties between names as the syntax of English shows them: titles, appositions, possessives and verbs.

What is found is a suggestion for somebody who reads the sentence: syntax knows neither hedges nor denials.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from llmx.document import Document, Span
from llmx.language.names.nations import adjectives, main_state, same_state, state_names, states
from llmx.language.patterns.masked import mark, plain
from llmx.language.ties.kinds import WITHOUT_ORDER, Kind, Time, has_ended, kind_of, kind_of_role, time_of, words_of_time
from llmx.language.ties.named import Named, Places, find_named
from llmx.language.ties.offices import office_before
from llmx.language.ties.rules import RIGHT, Sort, beginnings, constructions
from llmx.language.wordlists import words

_COMPOUND_KINDS: Mapping[str, Kind] = {
    "led": "heads",
    **dict.fromkeys(("backed", "supported", "funded", "financed", "sponsored", "armed"), "backs"),
    **dict.fromkeys(("allied", "aligned"), "allied"),
    "owned": "owns",
    **dict.fromkeys(("linked", "affiliated"), "linked"),
}
_COMPOUND = re.compile(rf"-({'|'.join(_COMPOUND_KINDS)})\b")
_CALLED = re.compile(r",?\s(?:known\sas|called)\s(?:the\s)?")


@dataclass(frozen=True, slots=True)
class Tie:
    """
    A tie that words suggest: `subject` heads (belongs to, backs, …) `object`; `one` and `other` are their places.

    `by` is the sort of construction that suggests it.
    """

    subject: str
    kind: Kind
    object: str
    time: Time
    one: Span
    other: Span
    by: Sort

    @property
    def right(self) -> float:
        """The share of right ties among those of its sort."""
        return RIGHT[self.by]


def find_ties(document: Document, names: Places, persons: Collection[str]) -> tuple[Tie, ...]:
    """
    The ties that words suggest between names whose places are given, each pair once.

    >>> from llmx.document import Sentence
    >>> text = "CDU chairwoman Ada Lund met Olm Tarrant, a former member of the Coast League."
    >>> people = ("Ada Lund", "Olm Tarrant")
    >>> places = {name: [Span(text.index(name), text.index(name) + len(name))]
    ...           for name in ("CDU", "Coast League", *people)}
    >>> for tie in find_ties(Document(text, sentences=(Sentence(0, len(text), 0),)), places, people):
    ...     print(tie.subject, tie.kind, tie.object, tie.time)
    Ada Lund heads CDU current
    Olm Tarrant belongs Coast League former
    """
    marked = find_named(document, names, persons)
    starts = [each.start for each in marked]
    found: dict[tuple[str, str], Tie] = {}
    for sentence in document.sentences:
        inside = marked[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        for tie in _in_sentence(document.text, sentence, inside) if len(inside) > 1 else ():
            _add(tie, found)
    for tie in (*_compounds(document, marked, names), *_by_name(marked, names)):
        _add(tie, found)
    placed = {subject for subject, object_ in found if object_ in state_names()}
    for tie in _offices(document, marked):
        if tie.subject not in placed:
            _add(tie, found)
    return tuple(sorted(found.values(), key=lambda tie: min(tie.one.start, tie.other.start)))


def _add(tie: Tie, found: dict[tuple[str, str], Tie]) -> None:
    """Keep the first tie of a pair; one without order stands for both its orders."""
    other = found.get((tie.object, tie.subject))
    if not (other and other.kind == tie.kind and tie.kind in WITHOUT_ORDER):
        found.setdefault((tie.subject, tie.object), tie)


def find_states(document: Document, names: Places) -> frozenset[str]:
    """
    The states among the names that an office holder or a body of theirs makes actors of the article.

    >>> from llmx.document import Sentence
    >>> text = "Norwegian Prime Minister Ada Lund left Norway for Sweden."
    >>> names = ("Ada Lund", "Norway", "Sweden")
    >>> places = {name: [Span(text.index(name), text.index(name) + len(name))] for name in names}
    >>> find_states(Document(text, sentences=(Sentence(0, len(text), 0),)), places)
    frozenset({'Norway'})
    """
    holders = [name for name in names if name not in state_names()]
    held = frozenset(tie.object for tie in find_ties(document, names, holders) if tie.object in state_names())
    return held | {state for name in holders if (state := _state_in(name, names))}


def _in_sentence(text: str, sentence: Span, inside: Sequence[Named]) -> Iterator[Tie]:
    masked, sorts = _masked(text, sentence, inside), {each.sort for each in inside}
    places, said = beginnings(masked), frozenset(re.findall(r"[\w-]+", masked.lower()))
    for each in constructions():
        if any(map(sorts.isdisjoint, each.needed)) or (each.cues and said.isdisjoint(each.cues)):
            continue
        for match in each.matches(masked, places):
            subject, object_ = inside[int(match["s"])], inside[int(match["o"])]
            how = kind_of(each.kind, match, subject, object_)
            if how and subject.name != object_.name:
                between = text[min(subject.end, object_.end) : max(subject.start, object_.start)]
                after = text[max(subject.end, object_.end) : sentence.end]
                time = "former" if has_ended(after) else time_of(words_of_time(match, between), how)
                yield Tie(subject.name, how, object_.name, time, subject.span, object_.span, each.sort)


def _compounds(document: Document, marked: Sequence[Named], names: Places) -> Iterator[Tie]:
    """What an adjective says: the Pact-backed Guild, a League-led coalition known as the Harbour Front."""
    text = document.text
    makers = [Named(span.start, span.end, name, "b") for name, spans in names.items() for span in spans]
    makers += [
        Named(match.start(), match.end(), state, "n")
        for match in adjectives(compound=True).finditer(text)
        if (state := next((each for each in states()[match[0]] if each in names), None))
    ]
    bodies, first = [each for each in marked if each.sort == "b"], {each.start: each for each in marked}
    for maker in makers:
        compound = _COMPOUND.match(text, maker.end)
        behind = bisect_right(bodies, compound.end(), key=lambda each: each.end) if compound else 0
        group = next(iter(bodies[behind : behind + 1]), None)
        if not compound or not group or len(text[compound.end() : group.start].split()) > 2:
            continue
        called = _CALLED.match(text, group.end)
        alias = first.get(called.end(), group) if called else group
        kind = _COMPOUND_KINDS[compound[1]]
        one, other = (alias, maker) if kind == "linked" else (maker, alias)
        if one.name != other.name:
            yield Tie(one.name, kind, other.name, "current", one.span, other.span, "verb")


def _masked(text: str, sentence: Span, inside: Sequence[Named]) -> str:
    """The sentence with its names as marks, on one line."""
    pieces, at = [], sentence.start
    for number, each in enumerate(inside):
        between = text[at : each.start]
        if number and each.name == inside[number - 1].name and between == " (" and text[each.end : each.end + 1] == ")":
            at = each.end + 1  # the same once more: the Christian Democrats (CDU)
            continue
        pieces += [plain(between), mark(each.sort, number)]
        at = each.end
    return " ".join("".join([*pieces, plain(text[at : sentence.end])]).split())


def _offices(document: Document, marked: Sequence[Named]) -> Iterator[Tie]:
    """
    Holders of a state's office with no state beside them (Chancellor Lund), with the state that the article is about.

    The title stands for the state.
    """
    held = [(each, office_before(document.text, each.start)) for each in marked if each.sort == "p"]
    state = _state_of(document, marked) if any(found for _, found in held) else None
    for each, found in held:
        if found and state:
            role, before = found["role"] or found["office"], found["mods"] or found["others"] or ""
            kind = kind_of_role(role, before, "ties_thrones")
            place = Span(each.start - len(found[0]) + found[0].rindex(role), each.start)
            yield Tie(each.name, kind, state, time_of(before, kind), each.span, place, "office")


def _state_of(document: Document, marked: Sequence[Named]) -> str | None:
    """The name of the state that an article is about, if it is about one."""
    about = main_state(document.text)
    if about is None:
        return None
    named = Counter(each.name for each in marked if each.sort in "sn" and same_state().get(each.name) == about)
    return next((name for name, _ in named.most_common(1)), None)


def _by_name(marked: Sequence[Named], names: Places) -> Iterator[Tie]:
    """Bodies of a state whose name has the nation in it."""
    for each in marked:
        state = _state_in(each.name, names) if each.sort == "b" else None
        if state:
            yield Tie(each.name, "part", state, "current", each.span, each.span, "own name")


def _state_in(body: str, names: Places) -> str | None:
    """The state, among the names, whose nation the name of a body of it has: the Norwegian Air Force."""
    nation = adjectives().search(body)
    if not nation:
        return None
    before, after = body[: nation.start()].split(), body[nation.end() :].split()
    plain = words("ties_state_words") | words("ties_state_bodies")
    if not after or after[-1] not in words("ties_state_bodies") or not plain.issuperset([*before, *after]):
        return None
    return next((name for name in states()[nation[0]] if name in names), None)
