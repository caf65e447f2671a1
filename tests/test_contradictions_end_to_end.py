"""Each kind of contradiction found from articles of ours, and what is none: precision, rounding, translation."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dragoman.coder import Coder, Document
from dragoman.records.entities import Contradiction
from dragoman.resolve.resolution import resolve_documents

pytestmark = pytest.mark.model
Told = Sequence[tuple[str, str]]  # day of publication, text


@pytest.fixture(scope="module")
def coder() -> Coder:
    """Load the language pipeline once."""
    return Coder()


def find(coder: Coder, told: Told) -> tuple[Contradiction, ...]:
    documents = (
        Document(text=text, id=str(number), published=day, language="en") for number, (day, text) in enumerate(told)
    )
    return resolve_documents([coder.annotate(each) for each in documents]).contradictions


FOUND = [
    pytest.param(
        "conflict",
        "date",
        ("2024-05-07", "2024-05-08"),
        [
            (
                "2024-05-10",
                (
                    "Peru and Chile signed a treaty on anchovy quotas in Arica on 7 May 2024, Peru's "
                    "foreign ministry said on Friday. The anchovy treaty runs for ten years."
                ),
            ),
            (
                "2024-05-11",
                (
                    "The anchovy treaty that Chile and Peru signed in Arica on 8 May 2024 has angered boat "
                    "owners in Iquique."
                ),
            ),
        ],
        id="one-signing-on-two-days",
    ),
    pytest.param(
        "conflict",
        "date",
        ("2021", "2022"),
        [
            ("2024-05-10", "Ghana expelled Togo's ambassador on 9 June 2022 over a smuggled cocoa shipment."),
            (
                "2024-05-12",
                "Ghana expelled Togo's ambassador on 9 June 2021 after a smuggled shipment of cocoa was found.",
            ),
        ],
        id="one-expulsion-in-two-years",
    ),
    pytest.param(
        "conflict",
        "place",
        ("Maputo", "Lusaka"),
        [
            ("2024-05-10", "Zambia and Mozambique held talks on the copper railway in Lusaka on 9 May 2024."),
            ("2024-05-10", "Mozambique and Zambia met in Maputo on 9 May 2024 for talks on the copper railway."),
        ],
        id="one-meeting-in-two-cities",
    ),
    pytest.param(
        "conflict",
        "figures",
        ("7", "12"),
        [
            (
                "2024-05-10",
                (
                    "Seven Kenyan rangers were killed on Thursday when Ethiopian militiamen attacked a "
                    "camp near Moyale, police said."
                ),
            ),
            (
                "2024-05-10",
                (
                    "Twelve Kenyan rangers were killed on Thursday when Ethiopian militiamen attacked "
                    "their camp near Moyale."
                ),
            ),
        ],
        id="two-counts-of-the-dead",
    ),
    pytest.param(
        "conflict",
        "figures",
        ("More than 900", "Fewer than 300"),
        [
            (
                "2024-05-10",
                (
                    "More than 900 Laotian workers were arrested in Thailand on Thursday in a raid on a "
                    "garnet mine near Chanthaburi."
                ),
            ),
            (
                "2024-05-11",
                (
                    "Fewer than 300 Laotian workers were arrested in Thailand on Thursday in the raid on "
                    "the garnet mine near Chanthaburi."
                ),
            ),
        ],
        id="bounds-that-cannot-both-hold",
    ),
    pytest.param(
        "conflict",
        "sources",
        ("Thai", "Cambodia"),
        [
            (
                "2024-03-05",
                "Thailand said that Cambodia attacked its outpost at Chong Bok on 4 March 2024 with mortars.",
            ),
            (
                "2024-03-05",
                "Cambodia said that Thailand attacked its outpost at Chong Bok on 4 March 2024 with mortars.",
            ),
        ],
        id="each-says-the-other-did-it",
    ),
    pytest.param(
        "conflict",
        "date",
        ("2024-03-04", "2024-03-06"),
        [
            (
                "2024-03-05",
                "Thai coast guards rammed two rubber boats of Cambodian squid fishermen near Koh Kut on 4 March 2024.",
            ),
            ("2024-03-11", "Thai coast guards rammed the boats of squid fishermen near Koh Kut on 6 March 2024."),
        ],
        id="one-ramming-on-two-days",
    ),
    pytest.param(
        "conflict",
        "status",
        ("alleged", "denied"),
        [
            ("2024-03-05", "Colombia accused Venezuela of shelling a border village near Arauca on 4 March 2024."),
            ("2024-03-06", "Venezuela denied that it had shelled a village near Arauca."),
        ],
        id="charged-here-and-denied-there",
    ),
    pytest.param(
        "conflict",
        "statement",
        ("accused", "denied"),
        [("2024-03-05", "Sudan accused Chad of arming rebels in Darfur. Chad denied this.")],
        id="denied-in-the-next-sentence",
    ),
    pytest.param(
        "plan-outcome",
        "date",
        ("planned, Quito", "occurred, Lima"),
        [
            (
                "2024-03-05",
                (
                    "Ecuador and Peru will sign a treaty on border rivers in Quito on 20 April 2024, both "
                    "governments said."
                ),
            ),
            ("2024-06-03", "Ecuador and Peru signed the treaty on border rivers in Lima on 2 June 2024."),
        ],
        id="planned-here-and-signed-there",
    ),
    pytest.param(
        "reference",
        "name",
        ("Jack Sullivan", "Jake Sullivan"),
        [("2024-03-05", "US National Security Adviser Jack Sullivan met Wang Yi in Bangkok on 4 March 2024.")],
        id="name-of-an-office-holder",
    ),
    pytest.param(
        "impossible-time",
        "date",
        ("2022-02-24",),
        [
            (
                "2024-07-20",
                (
                    "President Biden announced that Vladimir Putin intended to invade Ukraine. Putin spoke with "
                    "Masoud Pezeshkian by phone after the Iranian election of July 5."
                ),
            )
        ],
        id="told-as-ahead-when-it-was-past",
    ),
    pytest.param(
        "impossible-time",
        "stages",
        ("in-force", "signed"),
        [
            ("2024-06-03", "Ecuador and Peru signed the treaty on border rivers in Lima on 2 June 2024."),
            ("2024-06-20", "The treaty on border rivers between Ecuador and Peru entered into force on 1 April 2024."),
        ],
        id="in-force-before-it-was-signed",
    ),
    pytest.param(
        "conflict",
        "figures",
        ("420", "760"),
        [
            (
                "2024-03-05",
                (
                    "The block holds 760 million barrels of oil if one believes Malaysia, and 420 million if one "
                    "believes the survey that Indonesia made."
                ),
            )
        ],
        id="a-text-that-gives-both-numbers",
    ),
]

NONE = [
    pytest.param(
        [
            ("2024-05-10", "Peru and Chile signed a treaty on anchovy quotas in Arica on 7 May 2024."),
            ("2024-05-20", "The anchovy treaty that Chile and Peru signed in Arica in May will be costly."),
        ],
        id="a-month-and-its-day",
    ),
    pytest.param(
        [
            (
                "2024-05-10",
                "China signed a contract worth $1.98 billion with Zambia for a copper railway on 9 May 2024.",
            ),
            (
                "2024-05-10",
                "China signed a contract worth about $2 billion with Zambia for a copper railway on 9 May 2024.",
            ),
        ],
        id="a-rounded-sum",
    ),
    pytest.param(
        [
            (
                "2024-05-10",
                "More than 40 Kenyan rangers were killed on Thursday in an attack on a camp near Moyale, police said.",
            ),
            ("2024-05-10", "Some 43 Kenyan rangers were killed on Thursday in an attack on a camp near Moyale."),
        ],
        id="a-bound-that-holds",
    ),
    pytest.param(
        [
            ("2024-05-10", "The foreign ministers of Zambia and Mozambique met in Lusaka on 9 May 2024."),
            ("2024-05-10", "The foreign ministers of Mozambique and Zambia met in Zambia on 9 May 2024."),
        ],
        id="a-city-and-its-country",
    ),
    pytest.param(
        [
            (
                "2024-05-10",
                (
                    "“We shall keep the border open for every trader who comes in peace,” President "
                    "William Ruto of Kenya said."
                ),
            ),
            (
                "2024-05-10",
                (
                    "“We will keep the frontier open to every trader who comes in peace,” Kenyan President "
                    "William Ruto said."
                ),
            ),
        ],
        id="another-translation",
    ),
    pytest.param(
        [
            ("2024-03-05", "Ecuador and Peru will sign a treaty on border rivers in Quito on 20 April 2024."),
            ("2024-04-21", "Ecuador and Peru signed the treaty on border rivers in Quito on 20 April 2024."),
        ],
        id="a-plan-that-was-met",
    ),
    pytest.param(
        [
            ("2024-03-05", "Vladimir Putin spoke by phone with Masoud Pezeshkian on 4 March 2024."),
            ("2024-03-07", "Vladimir Putin spoke by phone with Masoud Pezeshkian on 6 March 2024."),
        ],
        id="two-calls-on-two-days",
    ),
]


@pytest.mark.parametrize(("kind", "field", "values", "told"), FOUND)
def test_what_cannot_both_hold_is_found(
    coder: Coder, kind: str, field: str, values: tuple[str, ...], told: Told
) -> None:
    found = find(coder, told)
    fitting = [each for each in found if (each.kind, each.field) == (kind, field)]
    sides = [
        " | ".join((side.value, *(words.exact for words in side.printed))) for each in fitting for side in each.sides
    ]
    assert fitting, [(each.kind, each.field, each.why) for each in found]
    assert len(fitting) == 1, [each.why for each in fitting]
    assert all(any(value in side for side in sides) for value in values), sides
    assert fitting[0].why


@pytest.mark.parametrize("told", NONE)
def test_what_may_both_hold_is_none(coder: Coder, told: Told) -> None:
    found = find(coder, told)
    assert not found, [(each.kind, each.field, each.why) for each in found]
