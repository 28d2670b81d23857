"""Mentions gathered by whom they name: full names, short forms, acronyms."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from llmx.language.names.mentions import Mention
from llmx.language.names.resolution import in_order, initials, normal
from llmx.language.names.variants import is_group, short_of
from llmx.language.wordlists import words

NEAR = 60  # characters between a name and the one that the article equates with it

_KNOWN_AS = re.compile(
    r"(?:['’]s?)?,? \(?(?:(?:also|better|formerly|previously|commonly|widely|otherwise|once|now|or|locally) ){0,2}"
    r"(?:known|referred to|called|abbreviated|shortened|dubbed)"
    r"(?: (?:in|by) (?:\w+ ){1,2}?(?:\w+)?)?(?: as| to)? ?(?:the )?[“\"'‘]?"
)
_IS_SHORT_FOR = re.compile(
    r",? ?\(?(?:is|was|as)?,? ?(?:(?:an?|the|its) )?(?:\w+ ){0,2}?"
    r"(?:acronym|abbreviation|initials|name|alias|short|stands|standing|shorthand) (?:of|for) (?:the )?[“\"'‘]?"
)
_BRACKET = re.compile(r" ?[(\[](?:the |or |now )?[“\"'‘]?")
_OR = re.compile(r",? or (?:the )?")

Form = tuple[str, ...]
Links = Sequence[tuple[str, str]]


@dataclass(eq=False)
class Cluster:
    """All mentions of one name, by normal form."""

    forms: dict[Form, list[Mention]] = field(default_factory=dict)

    @property
    def full(self) -> Mention:
        """The longest form, no acronym if there is another; of its spellings the commonest not in capitals."""
        longest = max(
            self.forms.values(), key=lambda each: (not each[0].acronym, len(each[0].tokens), len(each[0].name))
        )
        times = Counter(mention.name for mention in longest)
        return max(longest, key=lambda each: (not each.name.isupper(), times[each.name]))

    @property
    def spellings(self) -> set[str]:
        return {mention.name for found in self.forms.values() for mention in found}


def _fullness(mention: Mention) -> tuple[bool, int, int]:
    return not mention.acronym, len(mention.tokens), len(mention.name)


def cluster(text: str, mentions: Sequence[Mention]) -> list[Cluster]:
    """The mentions by whom they name; what names nobody for sure, or several, is left out."""
    forms = _forms(mentions)
    links = _links(text, mentions)
    acronyms = {form: found for form, found in forms.items() if found[0].acronym}
    clusters = _by_words({form: found for form, found in forms.items() if form not in acronyms})
    return _joined(_with_acronyms(clusters, acronyms, links), links)


def _forms(mentions: Sequence[Mention]) -> dict[Form, list[Mention]]:
    """Mentions by normal form; an unsure one counts if a sure one shares its words, or if it comes again."""
    sure = {normal(mention.name) for mention in mentions if mention.sure}
    ends = {form[0] for form in sure if form} | {form[-1] for form in sure if form}
    times = Counter(normal(mention.name) for mention in mentions if not mention.ordinary)
    forms: dict[Form, list[Mention]] = defaultdict(list)
    for mention in mentions:
        form = normal(mention.name)
        known = form in sure or times[form] > 1 or (len(form) == 1 and form[0] in ends)
        if form and (mention.sure or known):
            forms[form].append(mention)
    return forms


def _by_words(forms: dict[Form, list[Mention]]) -> list[Cluster]:
    """Longest forms first, each into the one it is short for; a single word that several share belongs to none."""
    clusters: list[Cluster] = []
    by_short: dict[Form, list[Cluster]] = defaultdict(list)
    for form in sorted(forms, key=lambda each: (-len(each), -len("".join(each)), each)):
        near = dict.fromkeys([*by_short[form], *by_short[form[0], "", form[-1]]])
        homes = [each for each in near if short_of(forms[form], each.full)]
        if len(homes) == 1:
            homes[0].forms[form] = forms[form]
        elif not homes or len(form) > 1:
            clusters.append(Cluster({form: forms[form]}))
            for short in _shorts(form):
                by_short[short].append(clusters[-1])
    return clusters


def _shorts(form: Form) -> set[Form]:
    """The shorter forms worth a look: beginnings, ends, first with last word, and the plural of the first word."""
    begins, ends = ({form[:cut] for cut in range(1, len(form))}, {form[cut:] for cut in range(1, len(form))})
    return begins | ends | {(form[0], "", form[-1]), (form[0] + "s",)}


def _with_acronyms(clusters: list[Cluster], acronyms: dict[Form, list[Mention]], links: Links) -> list[Cluster]:
    """Each acronym into the one cluster that the article ties it to, or whose initials it has; else on its own."""
    tied = {name for link in links for name in link}
    by_initials: dict[str, list[Cluster]] = defaultdict(list)
    for each in clusters:
        for letters in initials(each.full.name):
            by_initials[letters].append(each)
    alone: list[Cluster] = []
    for form, found in acronyms.items():
        homes = by_initials["".join(form)] if found[0].name not in tied else []
        if len(homes) == 1:
            homes[0].forms[form] = found
        else:
            alone.append(Cluster({form: found}))
    return clusters + alone


def _joined(clusters: list[Cluster], links: Links) -> list[Cluster]:
    """The clusters, with those that the article itself equates made one."""
    home = {spelling: each for each in clusters for spelling in each.spellings}
    for one, other in links:
        first, second = home.get(one), home.get(other)
        if first is None or second is None or first is second:
            continue
        first.forms.update(second.forms)
        home.update(dict.fromkeys(second.spellings, first))
        second.forms = {}
    return [each for each in clusters if each.forms]


def _links(text: str, mentions: Sequence[Mention]) -> Links:
    """Pairs of names that the article itself equates: X (Y), X, known as Y, Y is an acronym for X."""
    return tuple((one.name, other.name) for one, other in pairwise(mentions) if _equated(text, one, other))


def _equated(text: str, one: Mention, other: Mention) -> bool:
    between = text[one.end : min(other.start, one.end + NEAR + 1)]
    if len(between) > NEAR:
        return False
    if _KNOWN_AS.fullmatch(between) or _IS_SHORT_FOR.fullmatch(between):
        return True
    closed = text[other.end : other.end + 3].lstrip("”\"'’.")[:1] in {")", "]", ",", ";"}
    beside = (_BRACKET.fullmatch(between) and closed) or _OR.fullmatch(between)
    return bool(beside) and (_abbreviates(other, one) or _abbreviates(one, other))


def _abbreviates(short: Mention, full: Mention) -> bool:
    """Whether an acronym beside a name can be its own: a body's, or the initials are among its letters in order."""
    if not short.acronym or full.acronym or len(full.tokens) < 2:
        return False
    letters = "".join(normal(short.name))
    fits = any(in_order(letters, each) or in_order(each, letters) for each in initials(full.name))
    return fits or (is_group(full) and short.name not in words("names_state_acronyms"))


def places(each: Cluster) -> Iterator[Mention]:
    """The mentions of a cluster in order of appearance."""
    yield from sorted((m for found in each.forms.values() for m in found), key=lambda mention: mention.start)


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names without those that differ from an earlier one in typography only."""
    seen: dict[Form, str] = {}
    for name in names:
        seen.setdefault(normal(name), name)
    return tuple(seen.values())
