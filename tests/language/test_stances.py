"""Who is for or against whom, as constructions with verbs and nouns show it; and what looks like one and is none."""

from __future__ import annotations

import pytest

from tests.language.test_ties import ties


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Coast League lawmakers left the hall, accusing Olm Tarrant of lying.", None),
        (
            "Ada Lund walked out on Monday, accusing Olm Tarrant of breaking a promise.",
            ("Ada Lund", "opposes", "Olm Tarrant"),
        ),
        (
            "The Coast League issued a statement condemning the Ferrymen’s Guild.",
            ("Coast League", "opposes", "Ferrymen’s Guild"),
        ),
        ("Ada Lund, the mayor of a small town, accused Olm Tarrant of fraud.", ("Ada Lund", "opposes", "Olm Tarrant")),
        (
            "The Coast League, which governs two islands, backed Olm Tarrant in the vote.",
            ("Coast League", "backs", "Olm Tarrant"),
        ),
        (
            "The governing Civic Union party, to which the owner gave money, backed the Ferrymen’s Guild.",
            ("Civic Union", "backs", "Ferrymen’s Guild"),
        ),
        ("The opposition Coast League sided with the Ferrymen’s Guild.", ("Coast League", "backs", "Ferrymen’s Guild")),
        ("Ada Lund came out against the Harbour Pact last week.", ("Ada Lund", "opposes", "Harbour Pact")),
        ("Ada Lund lashed out at Olm Tarrant on Sunday.", ("Ada Lund", "opposes", "Olm Tarrant")),
        ("Ada Lund publicly endorsed Olm Tarrant.", ("Ada Lund", "backs", "Olm Tarrant")),
        ("Ada Lund has long opposed the Ferrymen’s Guild.", ("Ada Lund", "opposes", "Ferrymen’s Guild")),
        ("Ada Lund threw her weight behind Olm Tarrant.", ("Ada Lund", "backs", "Olm Tarrant")),
        ("Ada Lund expressed her support for Olm Tarrant.", ("Ada Lund", "backs", "Olm Tarrant")),
        ("Ada Lund voiced support for the Ferrymen’s Guild.", ("Ada Lund", "backs", "Ferrymen’s Guild")),
        ("The Coast League stands with Olm Tarrant.", ("Coast League", "backs", "Olm Tarrant")),
        ("Ada Lund slammed Olm Tarrant’s decision to close the port.", ("Ada Lund", "opposes", "Olm Tarrant")),
        ("Ada Lund criticized Olm Tarrant’s brother.", None),
        ("Ada Lund endorsed Olm Tarrant’s bid for the mayor’s office.", ("Ada Lund", "backs", "Olm Tarrant")),
        ("Ada Lund’s criticism of Olm Tarrant grew louder.", ("Ada Lund", "opposes", "Olm Tarrant")),
        ("Ada Lund’s support for the Ferrymen’s Guild cost her votes.", ("Ada Lund", "backs", "Ferrymen’s Guild")),
        (
            "The Ferrymen’s Guild filed a lawsuit against the Harbour Pact.",
            ("Ferrymen’s Guild", "opposes", "Harbour Pact"),
        ),
        ("The Ferrymen’s Guild has been criticised by Ada Lund.", ("Ada Lund", "opposes", "Ferrymen’s Guild")),
        ("Norway imposed sanctions on the Ferrymen’s Guild.", ("Norway", "opposes", "Ferrymen’s Guild")),
        ("Norway and Sweden have clashed over fish.", ("Norway", "opposes", "Sweden")),
        ("Norway clashed with Sweden over fish.", ("Norway", "opposes", "Sweden")),
        ("Ada Lund did not endorse Olm Tarrant.", None),
        ("Ada Lund refused to back Olm Tarrant.", None),
        ("Ada Lund denied accusing Olm Tarrant.", None),
        ("Ada Lund said Olm Tarrant had attacked nobody.", None),
        (
            "Norway met; the Norwegian government accused the Ferrymen’s Guild of fraud.",
            ("Norway", "opposes", "Ferrymen’s Guild"),
        ),
        ("Norway met after Norwegian warplanes bombed the Ferrymen’s Guild.", ("Norway", "fights", "Ferrymen’s Guild")),
        ("The Ferrymen’s Guild merged with the Coast League.", None),
        ("The Ferrymen’s Guild called on Olm Tarrant to resign.", ("Ferrymen’s Guild", "opposes", "Olm Tarrant")),
        (
            "The Ferrymen’s Guild called for the resignation of Olm Tarrant.",
            ("Ferrymen’s Guild", "opposes", "Olm Tarrant"),
        ),
        (
            "The Ferrymen’s Guild, once a backer of Olm Tarrant, has no comment.",
            ("Ferrymen’s Guild", "backs", "Olm Tarrant"),
        ),
        ("Ada Lund will run against Olm Tarrant in May.", ("Ada Lund", "opposes", "Olm Tarrant")),
        ("Ada Lund is in a feud with Olm Tarrant.", ("Ada Lund", "opposes", "Olm Tarrant")),
        ("A report criticising Ada Lund was read by Olm Tarrant.", None),
        ("Ada Lund met reporters criticising Olm Tarrant.", None),
        ("Police arrested Ada Lund, accusing Olm Tarrant of nothing.", None),
        ("Ada Lund, accused by Olm Tarrant of fraud, resigned.", ("Olm Tarrant", "opposes", "Ada Lund")),
        ("Ada Lund said she backed Olm Tarrant.", ("Ada Lund", "backs", "Olm Tarrant")),
        ("Ada Lund donated to Olm Tarrant.", ("Ada Lund", "backs", "Olm Tarrant")),
        ("Ada Lund on Tuesday accused Olm Tarrant of fraud.", ("Ada Lund", "opposes", "Olm Tarrant")),
        ("Ada Lund (C-Tarvin) is endorsing Olm Tarrant’s presidential campaign.", ("Ada Lund", "backs", "Olm Tarrant")),
        (
            "Ada Lund has talked of the harbour often at dinners, and criticized Olm Tarrant for it.",
            ("Ada Lund", "opposes", "Olm Tarrant"),
        ),
        ("Norway’s attack on the Ferrymen’s Guild began.", ("Norway", "fights", "Ferrymen’s Guild")),
        (
            "Olm Tarrant, a guest at the dinner, has been a cheerful supporter of the Ferrymen’s Guild.",
            ("Olm Tarrant", "backs", "Ferrymen’s Guild"),
        ),
        ("Ada Lund, said Olm Tarrant, backed the Ferrymen’s Guild.", ("Ada Lund", "backs", "Ferrymen’s Guild")),
        ("Ada Lund tweeted her support of Olm Tarrant.", ("Ada Lund", "backs", "Olm Tarrant")),
        ("Norway, a longtime backer of the Ferrymen’s Guild, sent grain.", ("Norway", "backs", "Ferrymen’s Guild")),
        ("Ada Lund took aim at Olm Tarrant.", ("Ada Lund", "opposes", "Olm Tarrant")),
        ("Ada Lund blamed the fire on Olm Tarrant.", ("Ada Lund", "opposes", "Olm Tarrant")),
        ("The Ferrymen’s Guild provided weapons to the Harbour Pact.", ("Ferrymen’s Guild", "backs", "Harbour Pact")),
        ("Norway sent arms to the Harbour Pact.", ("Norway", "backs", "Harbour Pact")),
        ("Norway has supplied the Harbour Pact with rifles.", ("Norway", "backs", "Harbour Pact")),
        ("He accused Olm Tarrant of lying.", None),
        ("The Ferrymen’s Guild killed 12 members of the Harbour Pact.", ("Ferrymen’s Guild", "fights", "Harbour Pact")),
        ("Sweden went to war with Norway.", ("Sweden", "fights", "Norway")),
        ("Sweden is at war with Norway.", ("Sweden", "fights", "Norway")),
        ("The war between Norway and Sweden goes on.", ("Norway", "fights", "Sweden")),
        ("The Ferrymen’s Guild opened fire on the Harbour Pact.", ("Ferrymen’s Guild", "fights", "Harbour Pact")),
        (
            "The Ferrymen’s Guild has been at war with the Harbour Pact since May.",
            ("Ferrymen’s Guild", "fights", "Harbour Pact"),
        ),
        (
            "The Ferrymen’s Guild carried out a raid against the Harbour Pact.",
            ("Ferrymen’s Guild", "fights", "Harbour Pact"),
        ),
        (
            "The Ferrymen’s Guild launched an attack on the Harbour Pact.",
            ("Ferrymen’s Guild", "fights", "Harbour Pact"),
        ),
    ],
)
def test_who_backs_opposes_or_fights_whom(text: str, tie: tuple[str, str, str] | None) -> None:
    assert ties(text) == ([tie] if tie else [])
