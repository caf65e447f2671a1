"""What only an opinion or a press release asserts is its author's word, and stays a deed."""

from __future__ import annotations

from dataclasses import replace

from tests.resolve.writing import Writer

from dragoman.records.entities import Event, Resolution
from dragoman.records.mentions import Annotations, Asserter
from dragoman.records.vocabulary import AsserterRole, Genre
from dragoman.resolve.resolution import resolve_documents

ELLIN = Asserter(name="Mara Ellin", role="author", actor_id="actor-ellin", kind="person")
NOBODY = Asserter(name="an opinion piece", role="unnamed", actor_id="", kind="group")


def tells(
    document_id: str, *asserters: Asserter, genre: Genre = "opinion", said_by: tuple[str, ...] = ()
) -> Annotations:
    writer = Writer(document_id, published="2031-05-09", genre=genre)
    writer.say("Ardania shelled Belmark on 8 May, Corvia and all said.")
    writer.tell("ASSAULT", ("Ardania",), ("Belmark",), day="2031-05-08", trigger="shelled", attributed_to=said_by)
    return writer.done(asserted_by=asserters)


def resolve(*corpus: Annotations) -> tuple[Resolution, Event]:
    resolution = resolve_documents(corpus)
    (event,) = resolution.events
    return resolution, event


def attribution(event: Event) -> list[tuple[str, str | None]]:
    return [(party.name, party.genre) for party in event.attributed_to]


def test_an_opinion_alone_is_according_to_its_author() -> None:
    resolution, event = resolve(tells("d1", ELLIN))
    assert event.status == "occurred"
    assert attribution(event) == [("Mara Ellin", "opinion")]
    assert all(claim.attributed_to == event.attributed_to for claim in event.claims)
    author = next(actor for actor in resolution.actors if actor.actor_id == "actor-ellin")
    assert (author.name, author.mentions) == ("Mara Ellin", 0)


def test_news_that_tells_it_too_needs_no_author() -> None:
    _, event = resolve(tells("d1", ELLIN), tells("d2", genre="news"))
    assert event.attributed_to == ()
    assert {claim.attributed_to != () for claim in event.claims} == {True, False}


def test_whom_the_opinion_cites_is_who_says_so() -> None:
    _, event = resolve(tells("d1", ELLIN, said_by=("Corvia",)))
    assert attribution(event) == [("Corvia", None)]


def test_who_is_cited_elsewhere_is_named_once() -> None:
    corvia = next(each for each in tells("d0", said_by=("Corvia",)).actors if each.name == "Corvia")
    issuer = Asserter(name="Corvia", role="issuer", actor_id=corvia.actor_id, kind="state", country="COR")
    release = tells("d1", issuer, genre="press-release")
    _, event = resolve(release, tells("d2", genre="news", said_by=("Corvia",)))
    assert attribution(event) == [("Corvia", None)]


def test_an_author_whom_the_text_names_is_told_with_all_others() -> None:
    written = tells("d1", said_by=("Petra Vale",))
    mention = next(each for each in written.actors if each.name == "Petra Vale")
    named = replace(ELLIN, name="Petra Vale", actor_id=mention.actor_id, mention_id=mention.mention_id)
    _, event = resolve(replace(written, asserted_by=(named, ELLIN)))
    assert attribution(event) == [("Mara Ellin", "opinion"), ("Petra Vale", "opinion")]


def test_nobody_known_is_no_actor_of_the_record() -> None:
    resolution, event = resolve(tells("d1", NOBODY))
    assert attribution(event) == [("an opinion piece", "opinion")]
    assert all(actor.actor_id for actor in resolution.actors)


def test_two_spellings_of_an_author_are_one_actor() -> None:
    roles: tuple[AsserterRole, AsserterRole] = ("author", "author")
    one, other = (
        Asserter(name=name, role=role, actor_id=f"actor {name}", kind="person", country="BEL")
        for name, role in zip(("Masoud Vale", "Massoud Vale"), roles, strict=True)
    )
    resolution, event = resolve(tells("d1", one), tells("d2", other))
    assert len(attribution(event)) == 1
    assert sum(actor.name.endswith("Vale") for actor in resolution.actors) == 1
