"""Find the actors of a document: named, described, meant by a pronoun; each with its codes.

In:  `Parsed`, and what is known of the document's date. Out: `ActorMention`s sorted by place.
Left to `resolve.linking`: actors across documents.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.actors.bodies import NamedBody, find_bodies
from dragoman.extract.actors.cast import Cast, member_identity, read_cast, settle
from dragoman.extract.actors.clipped import without_clipped
from dragoman.extract.actors.definites import Context, read_definite, read_recalled
from dragoman.extract.actors.descriptions import Description, find_descriptions
from dragoman.extract.actors.domestic import Setting, country_of_body, read_setting
from dragoman.extract.actors.first_person import sight_first_person
from dragoman.extract.actors.identities import Identity
from dragoman.extract.actors.names import sight_names
from dragoman.extract.actors.owners import find_owned
from dragoman.extract.actors.persons import NamedPerson, find_persons
from dragoman.extract.actors.pronouns import sight_pronouns
from dragoman.extract.actors.recall import make_recall
from dragoman.extract.actors.short_forms import sight_short_forms
from dragoman.extract.actors.sightings import Page, Sighting, is_possessive_mark, sight, token_range
from dragoman.extract.actors.standing import is_actor
from dragoman.lexicons.load.actor_words import load_actor_words
from dragoman.lexicons.load.name_index import WORD
from dragoman.lexicons.load.person_names import bare_word, fold_word
from dragoman.nlp.gazetteer import NameHit, find_names
from dragoman.nlp.parse import Parsed
from dragoman.records.ids import actor_mention_id
from dragoman.records.mentions import ActorMention, Annotations
from dragoman.records.spans import CharSpan


def extract_actors(parsed: Parsed, found: Annotations) -> tuple[ActorMention, ...]:
    """Find the actors of a document."""
    page = open_page(parsed, found)
    return _mentions(parsed, sight_actors(page))


def sight_actors(page: Page) -> list[Sighting]:
    """Sight all actors of a page, names first, then what rests on names."""
    descriptions = find_descriptions(page)
    persons = find_persons(page, descriptions)
    setting = read_setting(page)
    cast = read_cast(page, persons)
    settle(cast, setting, page)
    in_names = frozenset(index for each in persons for index in range(each.first, each.end))
    bodies = [pair for pair in find_bodies(page, descriptions) if not in_names & set(range(pair[0].first, pair[0].end))]
    claimed = in_names | {index for body, _ in bodies for index in range(body.first, body.end)}
    sightings = [*_sight_persons(page, persons, cast), *_sight_bodies(page, setting, [body for body, _ in bodies])]
    sightings += sight_names(page, frozenset(claimed))
    beside = {id(each) for person in persons for each in (person.title, person.aside) if each is not None}
    beside |= {id(description) for _, description in bodies}
    free = [each for each in descriptions if id(each) not in beside and each.head not in in_names]
    left = [each for each in free if is_actor(page.doc, each)]
    context = Context(page=page, cast=cast, recall=make_recall(page, sightings), setting=setting)
    sightings += _sight_descriptions(context, left, sightings)
    known = {id(each) for each in left}
    context = replace(context, recall=make_recall(page, sightings))
    again = [_sight(page, each, read_recalled(context, each)) for each in free if id(each) not in known]
    sightings += [each for each in again if each is not None]
    sightings += sight_short_forms(page, sightings)
    sightings += sight_pronouns(page, sightings)
    sightings += sight_first_person(page, sightings)
    return _without_inner(page, _with_owners(page, left, sightings))


def open_page(parsed: Parsed, found: Annotations) -> Page:
    """Look up every name of the tables once."""
    text = parsed.document.text
    hits = find_names(text)
    hit_at: dict[int, NameHit] = {}
    ranges = {hit.start: token_range(parsed.doc, hit.start, hit.end) for hit in hits}
    for hit in hits:
        for index in range(*ranges[hit.start]):
            hit_at[index] = hit
    hits = without_clipped(parsed.doc, hits, hit_at, ranges)
    words = frozenset(fold_word(word) for word in {match.group() for match in WORD.finditer(text)})
    tokens = tuple(parsed.doc)
    texts = [bare_word(token.text) for token in tokens]
    return Page(
        doc=parsed.doc,
        text=text,
        hits=hits,
        hit_at=hit_at,
        ranges=ranges,
        words=words,
        tokens=tokens,
        lower=tuple(told.lower() for told in texts),
        capitals=tuple(index for index, told in enumerate(texts) if told[:1].isupper()),
        starts=tuple(sent.start for sent in parsed.doc.sents),
        day=document_day(parsed, found),
        issued_by=find_names(_issuer(parsed.document.publisher or "")),
    )


def _issuer(publisher: str) -> str:
    """Give the publisher's name where it is a ministry's or office's, who speaks of itself as "the Ministry"."""
    return publisher if load_actor_words().issuers.intersection(publisher.lower().split()) else ""


def document_day(parsed: Parsed, found: Annotations) -> str | None:
    """Give the day the document is of, as precisely as known."""
    if found.published.basis != "unknown" and found.published.interval.value is not None:
        return found.published.interval.value
    return parsed.document.published[: len("2024-10-11")] if parsed.document.published else None


def _sight_persons(page: Page, persons: tuple[NamedPerson, ...], cast: Cast) -> list[Sighting]:
    """Sight the names alone, and once more with their titles: "Iranian President Masoud Pezeshkian"."""
    found: list[Sighting] = []
    for person, member in zip(persons, cast.member_of, strict=True):
        identities = (member_identity(member, page.day, person.title or person.aside),)
        name = sight(page.doc, (person.first, person.end), "NAM", identities)
        found.append(name)
        if person.title is not None and person.title.first < person.first:
            found.append(sight(page.doc, (person.title.first, person.end), "NOM", identities, name.head))
        if person.aside is not None:
            aside = person.aside
            found.append(sight(page.doc, (aside.first, aside.end), "NOM", identities, aside.head))
    return found


def _sight_bodies(page: Page, setting: Setting, bodies: list[NamedBody]) -> list[Sighting]:
    found = []
    for body in bodies:
        identity = body.identity
        country = country_of_body(setting, page, body)
        if country is not None:
            identity = replace(identity, country=country, key=f"{identity.key}{country}")
        found.append(sight(page.doc, (body.first, body.end), "NAM", (identity,)))
    return found


def _sight_descriptions(context: Context, descriptions: list[Description], sightings: list[Sighting]) -> list[Sighting]:
    """Read first what stands by itself, then what rests on what came before it."""
    page = context.page
    alone = [each for each in descriptions if each.affiliations]
    found = [_sight(page, each, read_definite(context, each)) for each in alone]
    context = replace(context, recall=make_recall(page, [*sightings, *(each for each in found if each)]))
    rest = [each for each in descriptions if not each.affiliations]
    found += [_sight(page, each, read_definite(context, each)) for each in rest]
    return [each for each in found if each is not None]


def _sight(page: Page, description: Description, identities: tuple[Identity, ...]) -> Sighting | None:
    if not identities:
        return None
    return sight(page.doc, (description.first, description.end), "NOM", identities, description.head)


def _with_owners(page: Page, descriptions: list[Description], sightings: list[Sighting]) -> list[Sighting]:
    """Give the country of whose they are: "his foreign minister", "Trump's administration"."""
    owned = find_owned(page, descriptions, sightings)
    return [
        replace(each, identities=owned.get((each.first, each.last), each.identities))
        if each.mention_type == "NOM"
        else each
        for each in sightings
    ]


def _without_inner(page: Page, sightings: list[Sighting]) -> list[Sighting]:
    """Leave out what is only a part of a wider wording: the nationality in "Iranian president"."""
    wide = [each for each in sightings if each.mention_type == "NOM" or each.last > each.first]
    inside: dict[int, list[Sighting]] = {}
    for each in wide:
        for index in range(each.first, each.last + 1):
            inside.setdefault(index, []).append(each)
    kept = []
    for each in sightings:
        around = [other for other in inside.get(each.first, ()) if other is not each and _is_within(each, other)]
        if not any(_makes_needless(page, each, other) for other in around):
            kept.append(each)
    return kept


def _is_within(inner: Sighting, outer: Sighting) -> bool:
    return (
        outer.first <= inner.first
        and inner.last <= outer.last
        and (inner.first, inner.last) != (outer.first, outer.last)
    )


def _makes_needless(page: Page, inner: Sighting, outer: Sighting) -> bool:
    doc = page.doc
    if inner.mention_type == "NAM":
        if inner.identities[0].kind not in ("state", "group") or inner.actor_ids == outer.actor_ids:
            return False
        after = inner.last + 1
        possessive = after < len(doc) and is_possessive_mark(doc[after])
        hyphened = after < len(doc) and doc[after].text in ("-", "–", "‑")
        of_phrase = doc[inner.first - 1].lower_ in ("of", "the") and inner.first > outer.first
        return not (possessive or hyphened or of_phrase)
    # "Foreign Ministry" in "Foreign Ministry spokesman", "police" in "police officers' union"
    return (
        inner.mention_type == "NOM" and inner.head != outer.head and inner.last < outer.head and not _owns(page, inner)
    )


def _owns(page: Page, inner: Sighting) -> bool:
    after = inner.last + 1
    return after < len(page.doc) and is_possessive_mark(page.doc[after])


def _mentions(parsed: Parsed, sightings: list[Sighting]) -> tuple[ActorMention, ...]:
    document = parsed.document
    found: dict[str, ActorMention] = {}
    for each in sightings:
        for identity in each.identities:
            mention_id = actor_mention_id(document.document_id, each.start, each.end, identity.actor_id)
            found.setdefault(
                mention_id,
                ActorMention(
                    mention_id=mention_id,
                    span=CharSpan(start=each.start, end=each.end),
                    exact=document.text[each.start : each.end],
                    mention_type=each.mention_type,
                    actor_id=identity.actor_id,
                    name=identity.name,
                    kind=identity.kind,
                    country=identity.country,
                    international_code=identity.code,
                    sectors=identity.sectors,
                    role=identity.role,
                ),
            )
    return tuple(sorted(found.values(), key=lambda mention: (mention.span, mention.mention_id)))
