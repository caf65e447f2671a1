"""Tables of short texts: what a sentence leaves to those before it, and how political deeds are worded.

Each is ours, its id names the phenomenon.
"""

import pytest

from dragoman.extract.registry import annotate
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import Annotations
from dragoman.records.spans import CharSpan

pytestmark = pytest.mark.model


def _annotate(parser: Parser, text: str) -> Annotations:
    document = Document(
        document_id="d",
        source_id="d",
        text=text,
        fingerprint="",
        language="en",
        published="2025-01-17",
        zones=(Zone(span=CharSpan(start=0, end=len(text)), kind="body"),),
    )
    return annotate(parser.parse_one(document))


def _told(found: Annotations) -> list[str]:
    """Tell each event as "TYPE SOURCES>TARGETS status", countries for names, in text order."""

    def side(mention_ids: tuple[str, ...]) -> str:
        mentions = [found.actor(mention_id) for mention_id in mention_ids]
        return "+".join(sorted({m.country or m.international_code or m.name for m in mentions}))

    return [f"{e.event_type} {side(e.sources)}>{side(e.targets)} {e.status}" for e in found.events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Kenya said it would retaliate against Peru.", "THREATEN KEN>PER occurred", id="reported"),
        pytest.param("Kenya will hit back at Peru.", "THREATEN KEN>PER occurred", id="future"),
        pytest.param("Peru will pay a heavy price, Kenya said.", "THREATEN KEN>PER occurred", id="speaker-is-source"),
        pytest.param(
            "Kenya announces that it will take retaliatory steps in response to Peru joining NATO.",
            "THREATEN KEN>PER occurred",
            id="counter-measures",
        ),
        pytest.param(
            "Kenya's president warned that Peruvian judges would face revenge.",
            "THREATEN KEN>PER occurred",
            id="under-a-warning",
        ),
    ],
)
def test_threats_of_what_will_come(parser: Parser, text: str, expected: str) -> None:
    assert expected in _told(_annotate(parser, text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Kenya retaliated against Peru.", id="done"),
        pytest.param("Kenya may respond to the offer of Peru.", id="possible-by-nobody's-word"),
        pytest.param("If Peru attacks, Kenya will retaliate.", id="on-condition"),
    ],
)
def test_what_threatens_nobody(parser: Parser, text: str) -> None:
    assert not [each for each in _told(_annotate(parser, text)) if each.startswith("THREATEN")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The leaders of Bulgaria, Greece and Romania met in Vienna on Friday.",
            "CONSULT BGR+GRC+ROU> occurred",
            id="leaders-of-three",
        ),
        pytest.param(
            "Deputy foreign ministers of Japan and Peru met in Vienna.", "CONSULT JPN+PER> occurred", id="ministers-of"
        ),
        pytest.param(
            "President Prabowo Subianto and Prime Minister Anwar Ibrahim had spoken by telephone.",
            "CONSULT IDN+MYS> occurred",
            id="two-subjects-of-one-verb",
        ),
        pytest.param(
            "Kenya imposes sanctions on more than 400 firms, including Peruvian banks.",
            "SANCTION KEN>PER occurred",
            id="some-of-a-crowd",
        ),
        pytest.param("Kenya bans imports of all products made in Peru.", "SANCTION KEN>PER occurred", id="made-there"),
        pytest.param("Kenya cut off the electricity it supplies to Peru.", "COERCE KEN>PER occurred", id="supplied-to"),
        pytest.param("Kenya reopened its own embassy in Lima.", "SUPPORT KEN>PER occurred", id="its-own-embassy"),
        pytest.param(
            "The Kenyan embassy in Lima resumed work on Monday.", "SUPPORT KEN>PER occurred", id="embassy-as-subject"
        ),
        pytest.param(
            "Kenya's new ambassador arrived in Lima.", "SUPPORT KEN+PER> occurred", id="ambassador-takes-his-post"
        ),
        pytest.param(
            "Norway and Ireland both formally apply to join NATO.", "REQUEST IRL+NOR>IGO occurred", id="application"
        ),
        pytest.param(
            "The Kenyan parliament voted to ratify Peru's accession.", "SUPPORT KEN>PER occurred", id="voted-to"
        ),
        pytest.param(
            "Kenya summoned Peruvian ambassador Juan Silva.", "ACCUSE KEN>PER occurred", id="title-before-the-name"
        ),
        pytest.param(
            "Kenya's coast guard expelled a Peruvian ship from the shoal.",
            "COERCE KEN>PER occurred",
            id="ship-expelled",
        ),
    ],
)
def test_parties_within_the_sentence(parser: Parser, text: str, expected: str) -> None:
    assert expected in _told(_annotate(parser, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The United States raised its duties on Chinese steel. China's trade ministry firmly opposed the move.",
            "REJECT CHN>USA occurred",
            id="opposed-the-move",
        ),
        pytest.param(
            "Kenya accused Peru of theft. A Peruvian spokeswoman dismissed that as a fable.",
            "REJECT PER>KEN occurred",
            id="that",
        ),
        pytest.param(
            "Kenya seized a Peruvian boat on Monday and freed it on Friday. Peru welcomed the release.",
            "SUPPORT PER>KEN occurred",
            id="welcomed-the-release",
        ),
        pytest.param(
            "Sudan and Kenya cut ties with Peru, while Ghana downgrades its ties.",
            "SANCTION GHA>PER occurred",
            id="same-deed-of-another",
        ),
        pytest.param(
            "Peru and Kenya signed a pact in March. Delegations met on 4 May in Oslo.",
            "CONSULT KEN+PER> occurred",
            id="delegations",
        ),
        pytest.param(
            "Kenya seized a Peruvian boat. Peru demanded the release of the boat and its crew.",
            "REQUEST PER>KEN occurred",
            id="release-is-asked-of-the-captor",
        ),
        pytest.param(
            "Kenya's parliament met in Nairobi. Parliament on Tuesday approved the trade agreement with Peru.",
            "SUPPORT KEN>PER occurred",
            id="the-other-side-sets-no-scene",
        ),
    ],
)
def test_parties_from_the_sentence_before(parser: Parser, text: str, expected: str) -> None:
    assert expected in _told(_annotate(parser, text))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("Kenya will probably attack Peru.", "possible", id="a-guess"),
        pytest.param("Kenya will attack Peru.", "planned", id="a-plan"),
    ],
)
def test_a_guess_is_no_plan(parser: Parser, text: str, status: str) -> None:
    assert [event.status for event in _annotate(parser, text).events] == [status]


def test_who_does_not_act_for_a_state_does_not_meet_for_it(parser: Parser) -> None:
    found = _annotate(
        parser,
        "Kenya paid for the port. Opposition leader Raila Odinga condemned Peru for the price. "
        "The two trade ministries agreed to open talks on Monday.",
    )
    met = [event for event in found.events if event.event_type == "CONSULT"]
    assert [sorted(found.actor(each).name for each in event.sources) for event in met] == [["Kenya", "Peru"]]


@pytest.mark.parametrize(
    "text", ["Juan Silva, fired on June 8, is suing Peru.", "Juan Silva was fired from the Peruvian navy on Thursday."]
)
def test_nobody_is_fired_on_by_a_day(parser: Parser, text: str) -> None:
    assert not [event for event in _annotate(parser, text).events if event.event_type == "ASSAULT"]


def test_an_answer_to_nothing_told_is_none(parser: Parser) -> None:
    assert _told(_annotate(parser, "The weather was mild. The Peruvian minister dismissed that as a fable.")) == []


def test_nobody_says_whose_seafarers_they_are(parser: Parser) -> None:
    found = _annotate(parser, "Yemen's Houthi forces seized the bulk carrier Silver Star, taking 17 seafarers captive.")
    assert "ASSAULT YEM>17 seafarers occurred" in _told(found)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("Kenya bombed a Peruvian radar post before dawn on Wednesday.", "2025-01-15", id="hour-and-day"),
        pytest.param(
            "Kenya expelled three Peruvian diplomats on Tuesday. The three have until Monday night to leave. "
            "Peru recalled its ambassador from Nairobi hours later.",
            "2025-01-14",
            id="a-term-is-no-day-told-of",
        ),
        pytest.param(
            "Kenya's new leader takes office in March 2025 and has threatened Peru with tariffs.",
            "2025-01-17",
            id="another-tense-has-another-time",
        ),
        pytest.param(
            "The port is crucial for Kenya, especially since the invasion of Peru in 2022.",
            "2022",
            id="since-a-deed-in",
        ),
        pytest.param(
            "Fresh from his win on January 5, the Kenyan president invited Peru's leader to Nairobi.",
            "2025-01-17",
            id="fresh-from-a-day",
        ),
        pytest.param(
            "The next meeting of Kenya and Peru is to take place in Lima in 2026.", "2026", id="is-to-take-place-in"
        ),
        pytest.param("Kenya withdrew from the 2015 accord with Peru.", "2025-01-17", id="the-year-of-an-accord"),
        pytest.param(
            "Peru accused Kenya of breaching the 1961 convention.", "2025-01-17", id="the-year-of-a-convention"
        ),
        pytest.param(
            "Kenya condemned Sunday's attack on the port.", "2025-01-17", id="what-is-condemned-has-its-own-day"
        ),
        pytest.param("Kenya accused Peru of last week's raid.", "2025-01-17", id="of-a-deed-of-last-week"),
        pytest.param("Kenya and Peru agreed at Monday's summit to share the port.", "2025-01-13", id="at-a-summit"),
        pytest.param("Kenya and Peru signed the 2015 accord.", "2015", id="signed-in-its-year"),
        pytest.param("Kenya accused Peru in a 2019 speech of arming rebels.", "2019", id="in-a-speech-of-that-year"),
        pytest.param(
            "The 2015 raid by Kenya killed nine Peruvian soldiers.", "2015", id="killed-by-a-raid-of-that-year"
        ),
    ],
)
def test_days(parser: Parser, text: str, day: str) -> None:
    assert _annotate(parser, text).events[-1].date.interval.value == day


def test_talks_that_something_follows_have_the_day_told_after_them(parser: Parser) -> None:
    found = _annotate(parser, "Kenya and Peru reached an understanding. It follows talks on January 2 in Lima.")
    assert [e.date.interval.value for e in found.events if e.event_type == "CONSULT"] == ["2025-01-02"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Kenya and Peru agreed on a truce, the Angolan presidency said after the two foreign ministers met.",
            "CONSULT KEN+PER> occurred",
            id="ministers-of-the-two",
        ),
        pytest.param(
            "Kenya accused Peru of shelling its port. Both navies said their warships had left the strait.",
            "RETREAT KEN+PER> occurred",
            id="navies-of-both",
        ),
        pytest.param(
            "Kenya invited the leaders of Greece, Peru and Chile to a summit in Nairobi.",
            "AGREE KEN>CHL+GRC+PER occurred",
            id="leaders-of-several-are-invited",
        ),
        pytest.param(
            "Kenya invited the leaders of Greece, Peru and Chile to a summit in Nairobi.",
            "CONSULT CHL+GRC+KEN+PER> planned",
            id="guests-and-host-are-to-meet",
        ),
        pytest.param(
            "Congo and Rwanda signed a declaration of principles in Washington.",
            "SUPPORT COD+RWA> occurred",
            id="congo-alone",
        ),
        pytest.param(
            "The parliament of Peru votes 100-20 to approve Chile's accession to the pact.",
            "SUPPORT PER>CHL occurred",
            id="votes-to-approve",
        ),
        pytest.param(
            "The European Union votes 9–4 with 3 abstentions to impose tariffs on cars made in Peru.",
            "SANCTION EUR>PER occurred",
            id="infinitive-after-the-count",
        ),
        pytest.param(
            'Kenya announces that it will take retaliatory "economic" steps in response to Peru joining the league.',
            "THREATEN KEN>PER occurred",
            id="in-response-to-a-gerund",
        ),
        pytest.param(
            "Kenya warned on Thursday that any Peruvian step across the line would be met with fire.",
            "THREATEN KEN>PER occurred",
            id="whose-step-would-be-answered",
        ),
        pytest.param(
            "Kenya threatened to respond by closing the strait to Peruvian ships.",
            "THREATEN KEN>PER occurred",
            id="a-threat-to-respond-by",
        ),
        pytest.param(
            "Kenya accused Peru of breaching the truce by shooting at Kenyan guards.",
            "ASSAULT PER>KEN alleged",
            id="charged-with-breaking-it-by",
        ),
        pytest.param(
            "The Peruvian foreign minister has left Lima for Kenya.", "CONSULT KEN+PER> occurred", id="left-for"
        ),
    ],
)
def test_who_is_meant_by_what_goes_before(parser: Parser, text: str, expected: str) -> None:
    assert expected in _told(_annotate(parser, text))


def test_what_is_done_without_meeting_is_no_meeting(parser: Parser) -> None:
    found = _annotate(parser, "The Kenyan delegation left Lima within hours without having met Peru's president.")
    assert not [event for event in found.events if event.exact == "met"]


def test_congo_is_the_other_one_where_brazzaville_speaks(parser: Parser) -> None:
    found = _annotate(parser, "Congo sent an envoy to Kenya, President Denis Sassou Nguesso said in Brazzaville.")
    assert not [mention for mention in found.actors if mention.country == "COD"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("An armed attack on Peruvian ships would bring the pact into play.", [], id="any-attack-would"),
        pytest.param("Kenya warned that an attack on Peru would not be a walk in the park.", [], id="said-to-warn"),
        pytest.param("The attack on Peru will be remembered.", ["ASSAULT >PER occurred"], id="the-one-that-was"),
        pytest.param("A summit of Kenya and Peru will take place.", ["CONSULT KEN+PER> planned"], id="will-take-place"),
    ],
)
def test_what_any_such_deed_would_do_was_not_done(parser: Parser, text: str, expected: list[str]) -> None:
    assert [each for each in _told(_annotate(parser, text)) if not each.startswith("THREATEN")] == expected


def test_a_clause_says_whom_a_deed_hit_and_when(parser: Parser) -> None:
    found = _annotate(
        parser, "Kenya accused Peru of a cyber attack that stopped the trains of the Kenyan railway in May."
    )
    assert "COERCE PER>KEN alleged" in _told(found)
    assert [each.date.interval.value for each in found.events if each.event_type == "COERCE"] == ["2024-05"]
