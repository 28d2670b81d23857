"""
The record of a news article: who acts, who is allied with whom, who says so, and what it comes to.

This file is the default schema and the example to copy for one of your own: plain Pydantic classes, with marks from
`llmx` in `Annotated[...]`. Docstrings, descriptions and the definitions of values are what a model reads.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, Field

from llmx import (
    Aliases,
    Ask,
    AsWritten,
    Check,
    Codes,
    Complete,
    Computed,
    Confirm,
    Document,
    Evidence,
    Here,
    IfUsed,
    Likely,
    Otherwise,
    Outside,
    Propose,
    Ref,
    Sentence,
    Short,
    Span,
    Speaker,
    Symmetric,
    Voice,
    act_of,
    find_anonymity,
    find_attributions,
    find_described,
    find_mentions,
    find_names,
    find_persons,
    find_quotations,
    find_role,
    find_salient,
    find_states,
    find_ties,
    find_voice,
    kind_of_name,
    kind_of_source,
    resolve_date_in,
    same_name,
)

Sign = Literal["+", "-", "0"]
WORDS_PER_STATEMENT = 3  # with fewer, what is said is told with its verb
WORDS_PER_POINT = 120  # of an article: a key point for so many


class ActorType(Codes):
    person = "person", "one individual human being"
    people = (
        "people",
        "an unorganised or unnamed set of people who act or are acted on together: residents, defectors, a clan",
    )
    armed_group = (
        "armed_group",
        "an organised non-state group that uses force: rebels, militia, insurgents, a terrorist group, a gang",
    )
    security_force = "security_force", "a state's army, police, border guard or intelligence service"
    government = (
        "government",
        "a country, its national or local government, or a civil public body: ministry, court, parliament, regulator",
    )
    party = "party", "a political party, movement, faction or electoral list"
    coalition = (
        "coalition",
        "an alliance of separate actors: military or governing coalition, treaty pact",
        "a group that acts as one, which keeps its own type",
    )
    company = "company", "a business firm"
    organization = "organization", "any other organised body: union, charity, university, religious body, club"
    media = "media", "a news outlet, agency, broadcaster or publisher"
    international_org = "international_org", "a body whose members are states, or one of its missions or agencies"
    other = "other", "fits none of the above"


class SourceKind(Codes):
    named_person = "named_person", "one person identified by name"
    unnamed_person = "unnamed_person", "one or more individuals quoted but not named (official, activists, lawyer)"
    group = "group", "a whole category, nobody singled out (critics, residents, analysts)"
    organization = "organization", "a body that speaks as a body"
    document = "document", "report, poll, filing, law, letter, post, leak"
    media = "media", "another outlet, broadcaster or channel"


class Standing(Codes):
    official = "official", "speaks or works for a state or public body that is not a party to the dispute reported"
    participant = "participant", "is, or speaks for, an actor in the story"
    expert = "expert", "academic, analyst, author or research body with no part in it"
    witness = "witness", "saw it or is affected"
    insider = "insider", "inside knowledge, speaks unofficially"
    other = "other", "none or unclear"


class Relation(Codes):
    member_of = (
        "member_of",
        "subject belongs to, serves in or holds office in object",
        "mere presence, a meeting",
        "is a member of, serves in or holds office in",
    )
    leads = (
        "leads",
        "subject heads, commands or chairs object",
        "a spokesperson (member_of)",
        "heads or commands",
    )
    affiliate_of = (
        "affiliate_of",
        "subject is a separate organisation that is a branch of, pledged to or loyal to object",
        "partners of equal standing (ally_of)",
        "is a branch of, or has pledged loyalty to,",
    )
    ally_of = (
        "ally_of",
        "subject and object cooperate as partners: pact, coalition, joint operations",
        "two actors who merely fight the same enemy",
        "is allied with",
    )
    supports = (
        "supports",
        "subject backs object (arms, money, shelter, votes, endorsement) without being part of it",
        "praise for an idea",
        "backs",
    )
    owns = (
        "owns",
        "subject owns all or part of object; with status planned, bids for it",
        "control of territory",
        "owns all or part of",
    )
    opposes = (
        "opposes",
        "subject acts or speaks against object, competes with it or blocks it, without force",
        "use of force (fights)",
        "opposes",
    )
    fights = (
        "fights",
        "subject uses force against object",
        "lawsuits, insults",
        "fights or has attacked",
    )
    split_from = (
        "split_from",
        "subject broke away from, was expelled from or was founded by people who left object",
        "a rename (successor_of)",
        "broke away or split from",
    )
    successor_of = (
        "successor_of",
        "subject grew out of, was renamed from, merged from or replaced object",
        "two names of one living group (aliases)",
        "grew out of",
    )
    related_to = (
        "related_to",
        "the text says that the two are linked and no other value fits",
        "being named together",
        "is linked to",
    )


# What the kinds of tie that syntax tells apart are called here.
RELATION = {
    "heads": Relation.leads,
    "belongs": Relation.member_of,
    "part": Relation.affiliate_of,
    "backs": Relation.supports,
    "opposes": Relation.opposes,
    "fights": Relation.fights,
    "allied": Relation.ally_of,
    "left": Relation.split_from,
    "linked": Relation.related_to,
    "owns": Relation.owns,
    "succeeds": Relation.successor_of,
}
# What an actor is where the last word of its name, or the one before "of", leaves no doubt.
HEADS = {
    ActorType.organization: "University College Institute Institution School Church Foundation Association Federation",
    ActorType.government: "Ministry Court Parliament Senate ministry court parliament government authorities",
    ActorType.security_force: "troops soldiers military",
    ActorType.armed_group: "fighters rebels militants insurgents militia militias jihadis jihadists",
    ActorType.people: "activists protesters demonstrators lawmakers officials deputies diplomats",
    ActorType.party: "Party party",
    ActorType.coalition: "coalition Coalition",
    ActorType.company: "Holdings Inc Corp Ltd Airlines Airways Motors",
}
TYPE_OF_HEAD = {head: kind for kind, heads in HEADS.items() for head in heads.split()}
# What an actor is by a name that everybody knows; a place may be meant as its government.
TYPE_OF_KIND = {
    "media": ActorType.media,
    "international": ActorType.international_org,
    "security": ActorType.security_force,
    "armed": ActorType.armed_group,
    "party": ActorType.party,
    "government": ActorType.government,
}
PLACES = ("state", "place")
# How somebody stands to the story, by the words for him; whether he is a party to it, no word tells.
STANDS = {
    Standing.expert: "professor lecturer historian economist analyst expert researcher scientist scholar",
    Standing.witness: "witness resident neighbor neighbour bystander passenger survivor villager",
}
STANDING_OF = {noun: standing for standing, nouns in STANDS.items() for noun in nouns.split()}
AROUND = 50  # characters before and after a name: what a reader needs to see who is meant

SIGN: dict[Relation, Sign] = {
    Relation.member_of: "+",
    Relation.leads: "+",
    Relation.affiliate_of: "+",
    Relation.ally_of: "+",
    Relation.supports: "+",
    Relation.owns: "+",
    Relation.opposes: "-",
    Relation.fights: "-",
    Relation.split_from: "-",
    Relation.successor_of: "0",
    Relation.related_to: "0",
}
SYMMETRIC = (Relation.ally_of, Relation.fights, Relation.related_to)
WITHOUT_ORDER = (*SYMMETRIC, Relation.opposes, Relation.split_from)
AGAINST = (Relation.opposes, Relation.fights, Relation.split_from)


class Status(Codes):
    current = "current", "holds on the article's date (a split that took place and stands counts)"
    former = "former", "held earlier and has ended"
    planned = "planned", "announced, offered, negotiated or expected, not yet in force"


class Assertion(Codes):
    stated = "stated", "the outlet says it in its own voice, unhedged"
    attributed = "attributed", "a source says it, named in source"
    hedged = "hedged", "alleged, suspected or widely believed, no source named"
    denied = "denied", "a source, or the outlet itself, says that it is not so"


class ClaimType(Codes):
    factual = "factual", "something is or was so, checkable"
    accusation = "accusation", "an actor did something wrong or harmful"
    denial = "denial", "something said or alleged is not so"
    prediction = "prediction", "what will or may happen"
    opinion = "opinion", "judgement, worry, praise, motive"
    intention = "intention", "promise, threat, demand, offer, refusal"


class Stance(Codes):
    supportive = "supportive", "in favour of the first actor in about"
    critical = "critical", "against the first actor in about"
    neutral = "neutral", "neither or unclear"


# What code computes of one item.


def actor_id(_actor: Any, here: Here) -> str:
    return f"a{here.index + 1}"


def source_id(_source: Any, here: Here) -> str:
    return f"s{here.index + 1}"


def claim_id(_claim: Any, here: Here) -> str:
    return f"c{here.index + 1}"


def allegiance_id(_tie: Any, here: Here) -> str:
    return f"r{here.index + 1}"


def mentions_of(actor: Actor, here: Here) -> list[Mention]:
    spans = find_mentions(here.document, (actor.name, *actor.aliases))
    return [Mention(start=span.start, end=span.end) for span in spans]


def first_mention_of(actor: Actor, here: Here) -> int | None:
    spans = find_mentions(here.document, (actor.name, *actor.aliases))
    return spans[0].start if spans else None


def source_only_of(actor: Actor, here: Here) -> bool:
    """Whether the actor takes part in nothing but speaks."""
    article: Article = here.record
    if not any(same_name(actor.name, source.name) for source in article.sources):
        return False
    takes_part = {name for tie in article.allegiances for name in (tie.subject, tie.object)}
    takes_part |= {name for claim in article.claims for name in claim.about}
    return actor.name not in takes_part


def role_of_actor(actor: Actor, here: Here) -> str | None:
    """What the article says that a person is, beside the name."""
    if actor.type is not ActorType.person:
        return None
    return find_role(here.document, find_mentions(here.document, (actor.name, *actor.aliases)))


def role_of_source(source: Source, here: Here) -> str | None:
    """The same for a person by name who speaks, by any of the names that the actor has."""
    if source.kind is not SourceKind.named_person:
        return None
    others = (alias for actor in here.record.actors if same_name(actor.name, source.name) for alias in actor.aliases)
    return find_role(here.document, find_mentions(here.document, (source.name, *others)))


def standing_of(source: Source, here: Here) -> Standing | None:
    """An expert or a witness by the first word for him that says so, in his role or in place of his name."""
    told = source.role or role_of_source(source, here) or source.name
    found = (STANDING_OF.get(word.lower().removesuffix("s")) for word in re.findall(r"\w+", told))
    return next((standing for standing in found if standing), None)


def affiliation_of(source: Source, here: Here) -> str | None:
    """The body that the article itself says the source belongs to or leads."""
    for tie in here.record.allegiances:
        belongs = tie.relation in (Relation.member_of, Relation.leads) and tie.status is Status.current
        if belongs and tie.assertion is Assertion.stated and same_name(tie.subject, source.name):
            return str(tie.object)
    return None


def named_of(source: Source, _here: Here) -> bool:
    return source.kind not in (SourceKind.unnamed_person, SourceKind.group)


def anonymity_stated_of(source: Source, here: Here) -> bool:
    return source.anonymity_reason is not None or bool(_anonymity_of(source, here.document))


def anonymity_reason_of(source: Source, here: Here) -> str | None:
    """The reason in the article's words, by rule."""
    return next(iter(_anonymity_of(source, here.document)), None)


def _anonymity_of(source: Source, document: Document) -> list[str | None]:
    """The reasons (None: none given) of statements of anonymity in the sentence of the source or the one after it."""
    if source.kind not in (SourceKind.unnamed_person, SourceKind.group):
        return []
    near = {each.sentence + step for each in source.evidence if each.sentence is not None for step in (0, 1)}
    found = []
    for each in find_anonymity(document):
        sentence = document.sentence_at(each.start)
        if sentence and sentence.index in near:
            found.append(document.text[each.reason.start : each.reason.end] if each.reason else None)
    return found


def actor_of_source(source: Source, here: Here) -> str | None:
    for index, actor in enumerate(here.record.actors):
        if any(same_name(source.name, name) for name in (actor.name, *actor.aliases)):
            return f"a{index + 1}"
    return None


def claims_of_source(source: Source, here: Here) -> list[str]:
    return [f"c{index + 1}" for index, claim in enumerate(here.record.claims) if claim.source == source.name]


def sign_of(tie: Allegiance, _here: Here) -> Sign:
    return SIGN[tie.relation]


def symmetric_of(tie: Allegiance, _here: Here) -> bool:
    return tie.relation in SYMMETRIC


def contested_of(tie: Allegiance, here: Here) -> bool:
    """Whether the same tie stands in the record both as denied and as not denied."""
    same = [each for each in here.record.allegiances if _tie_key(each) == _tie_key(tie)]
    return len({each.assertion is Assertion.denied for each in same}) == 2


def tie_id_of(tie: Allegiance, _here: Here) -> str:
    """The join key across articles: hash of relation and pair, the pair in order where order does not count."""
    return hashlib.sha256("\0".join(_tie_key(tie)).encode()).hexdigest()[:16]


def _tie_key(tie: Allegiance) -> tuple[str, ...]:
    pair = [tie.subject.casefold(), tie.object.casefold()]
    return (tie.relation.value, *(sorted(pair) if tie.relation in WITHOUT_ORDER else pair))


def since_of(tie: Allegiance, here: Here) -> str | None:
    return _date(tie.since_text, tie.evidence, here)


def until_of(tie: Allegiance, here: Here) -> str | None:
    return _date(tie.until_text, tie.evidence, here)


def time_of(claim: Claim, here: Here) -> str | None:
    return _date(claim.time_text, claim.evidence, here)


def _date(words: str | None, evidence: list[Evidence], here: Here) -> str | None:
    place = next((each.start for each in evidence if each.start is not None), None)
    return resolve_date_in(here.document, words, near=place) if words else None


def about_of(claim: Claim, here: Here) -> list[str]:
    """The actors that the statement names, in its order, without who says it; none inside the name of another."""
    said = Document(claim.statement)
    places = [
        (place, actor.name)
        for actor in here.record.actors
        for place in find_mentions(
            said, {form for each in (actor.name, *actor.aliases) for form in (each, _opening(each))}
        )
    ]
    found: list[str] = []
    end = 0
    for place, name in sorted(places, key=lambda each: (each[0].start, -each[0].end)):
        if place.end > end:
            end = place.end
            found.append(name)
    return [name for name in dict.fromkeys(found) if not same_name(name, claim.source)]


def _opening(name: str) -> str:
    """A name as it opens a sentence: Al-Qaeda."""
    return name[:1].upper() + name[1:]


def quoted_of(claim: Claim, here: Here) -> Literal["direct", "mixed", "indirect"]:
    """Whether the words of the claim stand in quotation marks: all of them, a part, or none."""
    places = [(each.start, each.end) for each in claim.evidence if each.start is not None and each.end is not None]
    marks = find_quotations(here.document)
    inside = [mark for mark in marks if any(mark.start < end and start < mark.end for start, end in places)]
    if not inside:
        return "indirect"
    whole = any(mark.inner.end - mark.inner.start >= 0.6 * len(claim.statement) for mark in inside)
    return "direct" if whole else "mixed"


def checkable_of(claim: Claim, _here: Here) -> bool:
    return claim.type in (ClaimType.factual, ClaimType.accusation, ClaimType.denial)


def speaker_of(point: KeyPoint, here: Here) -> str | None:
    """Who says it in the article, where all evidence lies in what one source of the record says."""
    spans = [Span(each.start, each.end) for each in point.evidence if each.start is not None and each.end is not None]
    speakers = {_speaker_at(span, here) for span in spans}
    return speakers.pop() if len(speakers) == 1 else None


def _speaker_at(span: Span, here: Here) -> str | None:
    end = len(here.document.text[: span.end].rstrip(".!? "))  # a full stop is nobody's words
    for said in find_attributions(here.document):
        if said.polarity != "unsaid" and said.speaker_name and said.start <= span.start and end <= said.end:
            return next((each.name for each in here.record.sources if same_name(each.name, said.speaker_name)), None)
    return None


class Mention(BaseModel):
    """Where a name stands in the article."""

    start: int
    end: int


class Actor(BaseModel):
    """
    Everyone who acts or is acted on in the story: persons, groups, parties, forces, companies, governments.
    Not actors: places, laws, books, programmes, page furniture; a person who only comments is a source.
    """

    name: Annotated[str, Short("the fullest used")] = Field(description="the fullest name used in the article")
    type: Annotated[
        ActorType,
        Short(
            person="",
            people="an unnamed set",
            armed_group="non-state, uses force",
            security_force="army, police",
            government="a state or its bodies",
            party="",
            coalition="of separate actors",
            company="",
            organization="any other body",
            media="",
            international_org="of states",
            other="",
        ),
    ]
    aliases: Annotated[list[str], Aliases(), Short("acronyms, short names")] = Field(
        default=[], description="acronyms, short and earlier names in the article"
    )
    role: Annotated[str | None, AsWritten(), Otherwise(role_of_actor), Short("")] = Field(
        default=None, description="what the article says it is, in the article's words"
    )
    evidence: list[Evidence]
    id: Annotated[str, Computed(actor_id)] = ""
    mentions: Annotated[list[Mention], Computed(mentions_of)] = []
    first_mention: Annotated[int | None, Computed(first_mention_of)] = None
    source_only: Annotated[bool, Computed(source_only_of)] = False


class Source(BaseModel):
    """
    Whoever the outlet quotes or refers to for what it reports, named or not. The outlet itself is never a source.
    """

    name: Annotated[str, Short("or the article's description")] = Field(
        description="name, or the article's description if unnamed: Two people who sat in the talks"
    )
    kind: Annotated[
        SourceKind,
        Short(named_person="", unnamed_person="", group="critics, analysts", organization="", document="", media=""),
    ]
    anonymity_reason: Annotated[str | None, AsWritten(), Otherwise(anonymity_reason_of), Short("")] = Field(
        default=None, description="why the source is not named"
    )
    role: Annotated[str | None, AsWritten(), Otherwise(role_of_source)] = Field(
        default=None, description="title or expertise"
    )
    affiliation: Annotated[str | None, Otherwise(affiliation_of), Short("")] = Field(
        default=None, description="the body that the source belongs to"
    )
    standing: Annotated[
        Standing | None,
        Otherwise(standing_of),
        Short(
            official="of a state",
            participant="is or speaks for an actor",
            expert="",
            witness="",
            insider="speaks unofficially",
            other="",
        ),
    ] = Field(default=None)
    evidence: list[Evidence]
    id: Annotated[str, Computed(source_id)] = ""
    actor_id: Annotated[str | None, Computed(actor_of_source)] = None
    named: Annotated[bool, Computed(named_of)] = False
    anonymity_stated: Annotated[bool, Computed(anonymity_stated_of)] = False
    claim_ids: Annotated[list[str], Computed(claims_of_source)] = []


class Allegiance(BaseModel):
    """
    A tie between two different actors that the article states, reports or denies. One tie, one assertion:
    alleged by one and denied by another is two ties; formally ended and believed to continue is two ties.
    """

    subject: Annotated[str, Ref("actors")]
    relation: Annotated[
        Relation,
        Symmetric(*SYMMETRIC),
        Short(
            member_of="or holds office in",
            leads="",
            affiliate_of="branch of, loyal to",
            ally_of="",
            supports="arms, money, votes",
            owns="",
            opposes="without force",
            fights="with force",
            split_from="left, was expelled",
            successor_of="grew out of, renamed",
            related_to="",
        ),
    ]
    object: Annotated[str, Ref("actors")]
    status: Annotated[Status, Short(current="", former="", planned="or offered")]
    assertion: Annotated[
        Assertion,
        Short(stated="by the outlet", attributed="by source", hedged="alleged, nobody named", denied=""),
        Voice(own="stated", denied="denied", speaker="source", about="subject", against={"relation": AGAINST}),
    ]
    source: Annotated[str | None, Ref("sources", "actors"), Short("if attributed or denied")] = Field(
        description="who says it; only for attributed and denied"
    )
    since_text: Annotated[str | None, AsWritten(), Short("")] = Field(default=None, description="since when")
    until_text: Annotated[str | None, AsWritten(), Short("")] = Field(default=None, description="until when")
    evidence: list[Evidence]
    id: Annotated[str, Computed(allegiance_id)] = ""
    sign: Annotated[Sign, Computed(sign_of)] = "0"
    symmetric: Annotated[bool, Computed(symmetric_of)] = False
    since: Annotated[str | None, Computed(since_of)] = None
    until: Annotated[str | None, Computed(until_of)] = None
    contested: Annotated[bool, Computed(contested_of)] = False
    tie_id: Annotated[str, Computed(tie_id_of)] = ""


class Claim(BaseModel):
    """What a source says. The outlet's own statements are no claims."""

    source: Annotated[str, Ref("sources", "actors"), Speaker()] = Field(description="who says it")
    statement: Annotated[str, Short("one sentence that stands alone")] = Field(
        description="what is said, as one sentence that stands alone"
    )
    type: Annotated[
        ClaimType,
        Short(
            factual="",
            accusation="",
            denial="",
            prediction="",
            opinion="or motive",
            intention="promise, threat, demand",
        ),
    ]
    about: Annotated[list[str], Ref("actors"), Otherwise(about_of), Short("most important first")] = Field(
        default=[], description="actors, most important first"
    )
    stance: Annotated[Stance | None, Short("to the first of about", supportive="", critical="", neutral="")] = Field(
        default=None
    )
    original_source: Annotated[str | None, Ref("sources", "actors"), Short("who is relayed")] = Field(
        default=None, description="the inner speaker of a relayed quotation"
    )
    cue: Annotated[str | None, AsWritten()] = Field(default=None, description="said, denied, according to")
    time_text: Annotated[str | None, AsWritten()] = Field(default=None, description="time of what is said")
    evidence: list[Evidence]
    id: Annotated[str, Computed(claim_id)] = ""
    quoted: Annotated[Literal["direct", "mixed", "indirect"], Computed(quoted_of)] = "indirect"
    time: Annotated[str | None, Computed(time_of)] = None
    checkable: Annotated[bool, Computed(checkable_of)] = False


class KeyPoint(BaseModel):
    """One thing that a reader must know."""

    text: Annotated[str, Short("one short sentence; keep who says it")] = Field(
        description="one short sentence in your own words; keep who says it"
    )
    attributed_to: Annotated[
        str | None, Ref("sources", "actors"), Speaker(), Otherwise(speaker_of), Short("null for the outlet")
    ] = Field(default=None, description="the source, if it is not the outlet's own statement")
    evidence: list[Evidence]


def salient_points(_summary: Summary, here: Here) -> list[KeyPoint]:
    """Sentences of the article itself, for a model that is not asked to write key points: small ones only copy them."""
    most = min(6, max(3, len(here.document.text.split()) // WORDS_PER_POINT))
    return [_point(sentence, here) for sentence in find_salient(here.document, most)]


def _point(sentence: Sentence, here: Here) -> KeyPoint:
    quote = here.document.text[sentence.start : sentence.end]
    place = Evidence(quote=quote, start=sentence.start, end=sentence.end, sentence=sentence.index, grade="verbatim")
    point = KeyPoint(text=" ".join(quote.split()), evidence=[place])
    return point.model_copy(update={"attributed_to": speaker_of(point, here)})


class Summary(BaseModel):
    """What the article says, in short, with its attributions."""

    one_line: str = Field(description="at most 30 words")
    key_points: Annotated[list[KeyPoint], Otherwise(salient_points)] = Field(
        default=[], max_length=6, description="three to six, what matters most first"
    )
    paragraph: str | None = Field(default=None, description="three to five sentences")


# What rules propose, add and check.


def named_actors(here: Here) -> Iterator[Likely]:
    """Names and described groups, those with their type of which the words leave no doubt; a place is one, or acts."""
    document = here.document
    named = find_names(document)
    places = {found.name: found.mentions for found in named}
    states, persons = find_states(document, places), find_persons(document, places)
    for found in (*named, *find_described(document)):
        settled = _settled_type(found.name, states, persons)
        evidence = _around(found.mentions[0], document)
        values = {"name": found.name, "aliases": list(found.aliases), "evidence": [evidence]}
        state = [ActorType.government.value] if kind_of_name(found.name) in PLACES else []
        yield Likely(values | ({"type": settled.value} if settled else {}), among={"type": state} if state else {})


def _settled_type(name: str, states: Collection[str], persons: Collection[str]) -> ActorType | None:
    """A state acts where its office holders are named; titles make persons; some nouns name one kind of body only."""
    if known := TYPE_OF_KIND.get(kind_of_name(name) or ""):
        return known
    if name in states:
        return ActorType.government
    if name in persons:
        return ActorType.person
    return TYPE_OF_HEAD.get(name.partition(" of ")[0].split()[-1]) or TYPE_OF_HEAD.get(name.split()[-1])


def _around(name: Span, document: Document) -> str:
    """The words around a name that introduce it, within its sentence."""
    sentence = document.sentence_at(name.start) or name
    before = document.text.rfind(" ", sentence.start, max(sentence.start, name.start - AROUND))
    after = document.text.find(" ", min(sentence.end, name.end + AROUND), sentence.end)
    start, end = (sentence.start if before < 0 else before + 1), (sentence.end if after < 0 else after)
    return document.text[start:end]


def quoted_claims(here: Here) -> Iterator[Likely]:
    """What is said by whom, with its type where the verb that gives it leaves no doubt; nothing that is not said."""
    document = here.document
    for found in find_attributions(document):
        if found.speaker_name and found.content and found.polarity != "unsaid":
            pieces = [_unquoted(document.text[piece.start : piece.end]) for piece in found.content]
            statement = " ".join(pieces).rstrip(",")
            cue = document.text[found.cue.start : found.cue.end] if found.cue else None
            short = found.polarity == "open" or len(statement.split()) < WORDS_PER_STATEMENT
            if found.cue and found.form == "indirect" and short and found.cue.end <= found.content[0].start:
                statement = f"{cue} {statement}"  # endorsed him, does not want to leave: alone it says nothing, or else
            values = {
                "source": found.speaker_name,
                "statement": statement,
                "cue": cue,
                "evidence": list(found.shown),
            }
            act = act_of(cue, pieces[0]) if cue else None
            yield Likely(values | ({"type": act} if act else {}), found.right)


def _unquoted(words: str) -> str:
    """The words of a quotation without the marks around all of it."""
    opens, closes = words[:1] in '“"', words[-1:] in '”"'
    inner = words[1:-1] if opens and closes and len(words) > 2 else words
    return words if any(mark in inner for mark in '“”"') else inner


def quoted_sources(here: Here) -> Iterator[dict[str, Any]]:
    """Whoever is quoted, with the kind of which the words leave no doubt; a person among the actors is named."""
    document = here.document
    article: Article = here.record
    persons = [actor for actor in article.actors if actor.type is ActorType.person]
    names = [name for actor in persons for name in (actor.name, *actor.aliases)]
    for found in find_attributions(document):
        if found.speaker_name and found.speaker:
            words = document.sentence_at(found.speaker.start) or found
            named = any(same_name(found.speaker_name, name) for name in names)
            kind = SourceKind.named_person.value if named else kind_of_source(found.speaker_name)
            settled = {"kind": kind} if kind else {}
            yield {"name": found.speaker_name, "evidence": [document.text[words.start : words.end]], **settled}


def suggested_ties(here: Here) -> Iterator[Likely]:
    """Ties that titles, appositions and verbs suggest between two actors, with the voice in which they stand."""
    article: Article = here.record
    places = {actor.name: find_mentions(here.document, (actor.name, *actor.aliases)) for actor in article.actors}
    persons = [actor.name for actor in article.actors if actor.type is ActorType.person]
    for tie in find_ties(here.document, places, persons):
        sentence = here.document.sentence_at(tie.one.start) or tie.one
        words = Span(min(tie.one.start, tie.other.start), max(tie.one.end, tie.other.end))
        voice = find_voice(here.document, words, presupposed=tie.by != "verb")
        if voice.assertion == "unsaid":
            continue
        values = {
            "subject": tie.subject,
            "relation": RELATION[tie.kind].value,
            "object": tie.object,
            "status": tie.time,
            "assertion": voice.assertion,
            "source": voice.speaker,
            "evidence": [here.document.text[sentence.start : sentence.end]],
        }
        yield Likely(values, tie.right)


def actors_among_sources(here: Here) -> Iterator[dict[str, Any]]:
    """Every named person or organisation among the sources stands among the actors too."""
    article: Article = here.record
    kinds = {SourceKind.named_person: ActorType.person, SourceKind.media: ActorType.media}
    for source in article.sources:
        known = [name for actor in article.actors for name in (actor.name, *actor.aliases)]
        if source.kind in kinds and not any(same_name(source.name, name) for name in known):
            yield {"name": source.name, "type": kinds[source.kind], "role": source.role, "evidence": source.evidence}


def two_actors(tie: Allegiance, _here: Here) -> str | None:
    return f"{tie.subject} is tied to itself" if same_name(tie.subject, tie.object) else None


def attribution_needs_source(tie: Allegiance, _here: Here) -> str | None:
    return "attributed, and no source is named" if tie.assertion is Assertion.attributed and not tie.source else None


def no_source_for_own_voice(tie: Allegiance, _here: Here) -> str | None:
    own = tie.assertion in (Assertion.stated, Assertion.hedged)
    return f"{tie.assertion.value}, and yet {tie.source} is named as source" if own and tie.source else None


def fitting_types(tie: Allegiance, here: Here) -> str | None:
    types = {actor.name: actor.type for actor in here.record.actors}
    owned = {ActorType.company, ActorType.organization, ActorType.media, ActorType.other}
    if tie.relation is Relation.owns and types.get(tie.object, ActorType.other) not in owned:
        return f"{tie.object} is a {types[tie.object].value}, which nobody owns"
    return None


class Article(BaseModel):
    """The record of a news article."""

    VERSION: ClassVar[str] = "1"

    actors: Annotated[
        list[Actor],
        Short("who acts or is acted on; no places, laws, events, nor who only comments"),
        Propose(named_actors),
        Outside(place="a city, region or country as a location", thing="a law, book, event, programme or product"),
        Ask("What is {name}?"),
        Complete(actors_among_sources),
    ]
    sources: Annotated[
        list[Source],
        Short("whom the outlet quotes or refers to, never the outlet"),
        Propose(quoted_sources),
        Ask("What kind of source is {name}?"),
        IfUsed(),
    ]
    allegiances: Annotated[
        list[Allegiance],
        Short("a tie between two actors, stated, reported or denied; alleged by one, denied by another is two"),
        Propose(suggested_ties),
        Outside(none="the text states no tie between the two"),
        Ask("How is {subject} (subject) tied to {object} (object)?"),
        Confirm("Does the text say that {subject} {relation} {object}?"),
        Check("same_actor", two_actors, drop=True),
        Check("source_missing", attribution_needs_source),
        Check("source_superfluous", no_source_for_own_voice),
        Check("type_mismatch", fitting_types),
    ]
    claims: Annotated[
        list[Claim],
        Short("what a source says, not the outlet"),
        Propose(quoted_claims),
        Ask("{source}: “{statement}”"),
        Confirm("Does the text report that {source} said: “{statement}”?"),
    ]
    summary: Annotated[Summary, Short("with attributions")]
