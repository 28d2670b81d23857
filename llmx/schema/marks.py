"""
Marks that any schema can put on its fields, in `Annotated[...]`.

On a field of an item:

    Ref("actors")                   the value is the name of an item of that list
    AsWritten()                     the value stands in the article in these words, else it is cleared
    Aliases()                       other names of the item: a reference may use them, each must stand in the article
    Computed(function)              never asked: function(item, here) gives the value
    Otherwise(function)             where the answer is empty, function(item, here) gives the value
    Symmetric("ally_of", ...)       for these values subject and object may change places
    Voice(own="stated", ...)        the value tells whose statement the item is: the outlet's, a source's, or a denial
    Speaker()                       the value names who says the words of the item's evidence
    Short("…", leads="heads")       its definition, and those of its closed values, in few words; also on a list

On a list of items (or a nested object) of the record:

    Confirm("Does {a} own {b}?")    asked with yes or no for each item; the answer is the item's confidence
    Check("same_actor", function)   function(item, here) gives a message when the item fails
    Propose(function)               rules propose items: function(here) gives plain dictionaries, or Likely ones
    Outside(place="a city, …")      what a proposal may turn out to be instead of an item
    Ask("How is {a} tied to {b}?")  how a proposal is put to the model that judges it
    IfUsed()                        a proposal of the rules stays only while another item refers to it
    Complete(function)              code adds items at the end: function(here) gives plain dictionaries

A field with a default is optional: a small model is not asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from llmx.document import Document
from llmx.errors import SchemaBroken

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Here:
    """
    Where a rule of a schema stands: the document, the record around the item, the item's place in its list, and the
    caller's own values for the prompt (such as the number of words of a summary).
    """

    document: Document
    record: Any
    index: int = 0
    values: Mapping[str, str] = field(default_factory=dict)


def call(function: Callable[..., Any], *arguments: Any) -> Any:
    """What a rule of a schema says. Raises SchemaBroken when the rule itself fails, naming it."""
    try:
        return function(*arguments)
    except Exception as error:  # a user's function may raise anything; it is told as it is
        name = getattr(function, "__qualname__", repr(function))
        raise SchemaBroken(f"the schema's rule {name} fails: {type(error).__name__}: {error}") from error


class Ref:
    """The value is the name (or an alias) of an item in one of these lists of the record."""

    def __init__(self, *lists: str) -> None:
        self.lists = lists


@dataclass(frozen=True)
class AsWritten:
    """The value must stand in the article in these words; otherwise it is cleared and told."""


@dataclass(frozen=True)
class Aliases:
    """Other names of the item: references may use them, and each must stand in the article."""


@dataclass(frozen=True)
class Computed:
    """Never asked of a model: `function(item, here)` gives the value. The field needs a default."""

    function: Callable[[Any, Here], Any]


@dataclass(frozen=True)
class Otherwise:
    """Where the answer leaves the field empty, `function(item, here)` gives the value."""

    function: Callable[[Any, Here], Any]


class Symmetric:
    """For these values of the field, the two named fields of the item may change places."""

    def __init__(self, *values: str, between: tuple[str, str] = ("subject", "object")) -> None:
        self.values = values
        self.between = between


@dataclass(frozen=True, eq=False)  # compared by identity: parts with marks are keys, and `against` is a mapping
class Voice:
    """
    The value tells whose statement the item is, and the evidence is read for it.

    `own`: the value for the outlet's own unhedged voice; `denied`: the value for what is said not to be so. `speaker`:
    the field that names who says it. `about`: the field that names whom it is about, since what one says of oneself is
    no hearsay. `against`: values of other fields that deny something by themselves, as `{"relation": ("opposes",)}`.
    """

    own: str
    denied: str | None = None
    speaker: str | None = None
    about: str | None = None
    against: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[str, ...]:
        """The other fields of the item that it names."""
        return tuple(name for name in (self.speaker, self.about, *self.against) if name)


@dataclass(frozen=True)
class Speaker:
    """The value names who says the words of the item's evidence."""


@dataclass(frozen=True)
class Confirm:
    """
    A yes/no question for each item, with the item's fields in braces; a value of Codes is put as its `phrase`.

    The probability of "yes" becomes the item's confidence.
    """

    question: str


@dataclass(frozen=True)
class Check:
    """
    A rule of the schema's own: `function(item, here)` gives None, or a message saying what is wrong.

    The item is flagged: `name` in its fact's checks, the message in the problems. With `drop` it leaves the record.
    """

    name: str
    function: Callable[[Any, Here], str | None]
    drop: bool = False


@dataclass(frozen=True)
class Likely:
    """
    A proposal with what is known of it.

    `share` of the proposals like it were right, where this was measured; it is weighed with the model's answer to
    `Confirm`. `among` are the values between which the model chooses for a field that the proposal leaves out, where
    not all are possible; what it may be instead of an item (`Outside`) always is. Raises ValueError for a share that
    leaves no doubt.
    """

    values: Values
    share: float | None = None
    among: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.share is not None and not 0 < self.share < 1:
            raise ValueError(f"a share of {self.share!r} leaves no doubt; give one between 0 and 1")


@dataclass(frozen=True)
class Propose:
    """
    Rules propose items: `function(here)` gives dictionaries of the item's fields, or `Likely`.

    `evidence` are quotes, or Spans where a rule knows the place. `here.record` has the lists that this one refers to.
    Fields that a proposal leaves out are asked of the model.
    """

    function: Callable[[Here], Iterable[Values | Likely]]

    def all(self, here: Here) -> list[Likely]:
        """All proposals."""
        return [each if isinstance(each, Likely) else Likely(each) for each in self.function(here)]


class Outside:
    """What a proposal may turn out to be instead of an item, with definitions: `Outside(place="a city or region")`."""

    def __init__(self, **values: str) -> None:
        self.values = values


class Short:
    """
    The definition of a field or a list, and those of its closed values, in few words: for a model that needs no more.

    What is not given here is cut from the full definition; what has an empty text explains itself.
    """

    def __init__(self, definition: str | None = None, /, **values: str) -> None:
        self.definition = definition
        self.values = values


@dataclass(frozen=True)
class Ask:
    """How a proposal is put to the model that fills in what it lacks: a text with the item's fields in braces."""

    question: str


@dataclass(frozen=True)
class IfUsed:
    """
    A proposal of the rules stays only while another item refers to it: who was taken for a speaker is no source once
    nothing is left that he said.
    """


@dataclass(frozen=True)
class Complete:
    """Code adds items once all others are known: `function(here)` gives dictionaries, `evidence` as Evidence."""

    function: Callable[[Here], Iterable[Values]]

    def all(self, here: Here) -> list[Values]:
        """All additions."""
        return list(self.function(here))


@dataclass(frozen=True)
class Example:
    """
    A short text and the record it should give, shown to the model part by part.

    It stands in a file `NAME.examples.json` beside the schema's own file, or as `EXAMPLE` in the record class. Every
    quote must stand in the text in these words, and the record be what a model is asked for.
    """

    text: str
    record: Values
