"""Contexts: what the words of a sentence tell, what an event's type and parties add, what a whole article is about.

The sentences are ours; the table stands in `fixtures/contexts_table.txt`.
"""

from pathlib import Path

import pytest

from dragoman.extract.events.composition import Reading
from dragoman.extract.events.contexts import read_sentence, read_topics
from dragoman.extract.events.modes import MOST_CONTEXTS, read_contexts
from dragoman.extract.events.party_lists import Parties
from dragoman.extract.events.scene import Scene, set_scene
from dragoman.lexicons.load.contexts import load_contexts
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import ActorMention, Annotations
from dragoman.records.spans import CharSpan
from dragoman.records.times import UNDATED
from dragoman.records.vocabulary import EventType

pytestmark = pytest.mark.model

TABLE = Path(__file__).parent.parent / "fixtures" / "contexts_table.txt"
Case = tuple[str, str, list[str]]


def read_table() -> list[Case]:
    """Read the table; a dash stands for no context."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [[part.strip() for part in line.split(" | ")] for line in lines if line and not line.startswith("#")]
    return [(name, sentence, [] if told == "-" else told.split()) for name, sentence, told in cells]


CASES = read_table()


def _scene(parser: Parser, text: str, actors: tuple[ActorMention, ...] = ()) -> Scene:
    zones = (Zone(span=CharSpan(start=0, end=len(text)), kind="body"),)
    document = Document(document_id="d", source_id="d", text=text, fingerprint="", language="en", zones=zones)
    return set_scene(
        parser.parse_one(document), Annotations(document=document, published=UNDATED, genre="news", actors=actors)
    )


def _told(parser: Parser, text: str) -> list[str]:
    return sorted({name for told in read_topics(_scene(parser, text)).told.values() for name in told})


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_contexts_of_a_sentence(parser: Parser, text: str, expected: list[str]) -> None:
    assert _told(parser, text) == expected


@pytest.mark.parametrize("name", sorted(load_contexts().contexts))
def test_the_example_of_a_context_tells_it(parser: Parser, name: str) -> None:
    assert name in _told(parser, load_contexts().contexts[name].example)


@pytest.mark.parametrize("name", sorted(load_contexts().contexts))
def test_each_context_has_two_positives_in_the_table(name: str) -> None:
    assert sum(name in expected for _, _, expected in CASES) >= 2


def _actor(mention_id: str, country: str | None, sectors: tuple[str, ...]) -> ActorMention:
    return ActorMention(
        mention_id=mention_id,
        span=CharSpan(start=0, end=1),
        exact="x",
        mention_type="NAM",
        actor_id=mention_id,
        name=mention_id,
        kind="person",
        country=country,
        sectors=sectors,
    )


def _reading(event_type: EventType, sources: tuple[str, ...], targets: tuple[str, ...]) -> Reading:
    return Reading(
        head=1,
        words=(1,),
        event_type=event_type,
        mode=None,
        parties=Parties(sources=sources, targets=targets),
        status="occurred",
        attributed_to=(),
        about=None,
        predicate=1,
        weight=1.0,
        why=(),
    )


MET = "They met on Monday."


@pytest.mark.parametrize(
    ("event_type", "modes", "source", "target", "expected"),
    [
        pytest.param("CONSULT", (), ("KEN", "GOV"), ("PER", "GOV"), ("diplomatic",), id="two-states-meet"),
        pytest.param("CONSULT", (), ("KEN", "GOV"), ("KEN", "LAB"), (), id="meeting-at-home"),
        pytest.param("REJECT", ("meet",), ("KEN", "GOV"), ("PER", "GOV"), ("diplomatic",), id="meeting-refused"),
        pytest.param("ASSAULT", (), ("KEN", "MIL"), ("PER", "MIL"), ("military",), id="state-forces"),
        pytest.param("ASSAULT", (), ("KEN", "REB"), ("KEN", "CVL"), (), id="rebels-are-not-military"),
        pytest.param("COERCE", ("cyber",), ("KEN", ""), ("PER", ""), ("cyber",), id="mode-adds-its-context"),
        pytest.param(
            "COERCE", ("arrest",), ("KEN", "COP"), ("KEN", "OPP"), ("repression",), id="police-and-opposition"
        ),
        pytest.param("COERCE", ("arrest",), ("KEN", "COP"), ("KEN", "CRM"), (), id="police-and-criminals"),
        pytest.param("SANCTION", ("convict",), ("KEN", "JUD"), ("KEN", "BUS"), ("legal",), id="court"),
    ],
)
def test_type_modes_and_parties_tell_a_context(
    parser: Parser,
    event_type: EventType,
    modes: tuple[str, ...],
    source: tuple[str, str],
    target: tuple[str, str],
    expected: tuple[str, ...],
) -> None:
    actors = (_actor("a", source[0], (source[1],)), _actor("b", target[0], (target[1],)))
    scene = _scene(parser, MET, actors)
    assert read_contexts(scene, 1, _reading(event_type, ("a",), ("b",)), modes) == expected
    assert read_contexts(scene, 1) == ()


ELECTION = (
    "Corvia holds an election on Sunday. The polling stations open at eight. Voters queued early. The mayor spoke. "
)
PLAIN = "A man hit another man in Senna."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(ELECTION + PLAIN, ("election",), id="several-sentences-tell-it"),
        pytest.param(ELECTION.replace("Voters queued early. ", "") + PLAIN, (), id="two-sentences-are-not-several"),
        pytest.param(ELECTION + "He sat down. " * 8 + PLAIN, (), id="three-of-many-are-not-dominant"),
        pytest.param(ELECTION + "The army left its barracks. " * 3 + PLAIN, (), id="a-tie-is-left-open"),
        pytest.param("The army left its barracks. " * 3 + PLAIN, (), id="military-only-beside-the-event"),
        pytest.param(ELECTION + "The hackers hit a bank.", ("cyber",), id="the-sentence-comes-first"),
    ],
)
def test_the_context_of_the_article_where_the_sentence_tells_none(
    parser: Parser, text: str, expected: tuple[str, ...]
) -> None:
    scene = _scene(parser, text)
    (head,) = [token.i for token in scene.doc if token.text == "hit"]
    assert read_contexts(scene, head) == expected


def test_other_voices_do_not_make_the_topic(parser: Parser) -> None:
    text = ELECTION + "\n" + PLAIN
    zones = (
        Zone(span=CharSpan(start=0, end=len(ELECTION)), kind="related"),
        Zone(span=CharSpan(start=len(ELECTION), end=len(text)), kind="body"),
    )
    document = Document(document_id="d", source_id="d", text=text, fingerprint="", language="en", zones=zones)
    scene = set_scene(parser.parse_one(document), Annotations(document=document, published=UNDATED, genre="news"))
    assert read_topics(scene).dominant is None


def test_crime_yields_to_what_is_narrower(parser: Parser) -> None:
    scene = _scene(parser, "Police jailed the gang that took bribes.")
    assert read_contexts(scene, 1) == ("corruption",)


def test_an_event_has_few_contexts_and_the_nearest(parser: Parser) -> None:
    text = "Hackers attacked the army, said the ambassador, while voters in the flood fled to the mosque."
    found = read_contexts(_scene(parser, text), 1)
    assert found == ("cyber", "diplomatic", "military")
    assert len(found) == MOST_CONTEXTS


def test_same_sentence_same_contexts(parser: Parser) -> None:
    sentences = list(_scene(parser, "Hackers attacked the army. Hackers attacked the army.").doc.sents)
    first, second = (list(read_sentence(sent)) for sent in sentences)
    assert first == second == ["cyber", "military"]
