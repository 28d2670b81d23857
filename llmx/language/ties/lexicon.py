"""The words of each kind of tie, for the frames of `frames`."""

from __future__ import annotations

from llmx.language.ties.frames import Lexicon
from llmx.language.ties.words import WHOLE

LEXICA = (
    Lexicon("left", "pbs", "bs", "ties_leaving", "ties_bound_left", "ties_nouns_left"),
    Lexicon("succeeds", "b", "b", "ties_succeeding", "ties_bound_succeeds", "ties_nouns_succeeds"),
    Lexicon("heads", "p", "bs", "ties_leading", "ties_bound_heads"),
    Lexicon("belongs", "pbs", "b", "ties_joining", "ties_bound_belongs"),
    Lexicon("part", "b", "bs", "ties_serving", "ties_bound_part", "ties_nouns_part"),
    Lexicon("owns", "pbs", "b", "ties_owning", "", "ties_nouns_owns", "ties_acts_owns", end=WHOLE),
    Lexicon("allied", "pbs", "pbs", "ties_allying", "ties_bound_allied", "ties_nouns_allied", clauses=True),
    Lexicon(
        "fights", "bs", "pbs", "ties_fighting", "ties_bound_fights", "", "ties_acts_fights", "ties_whole", clauses=True
    ),
    Lexicon(
        *("backs", "pbs", "pbs", "ties_supporting", "ties_bound_backs"),
        *("ties_nouns_backs", "ties_acts_backs", "ties_bids"),
        clauses=True,
    ),
    Lexicon(
        *("opposes", "pbs", "pbs", "ties_opposing", "ties_bound_opposes"),
        *("ties_nouns_opposes", "ties_acts_opposes", "ties_deeds"),
        clauses=True,
    ),
    Lexicon("linked", "pbs", "pbs", "ties_linking", "ties_bound_linked", "ties_nouns_linked"),
)
