"""Say which mentions have to be looked at together: opaque keys, equal where two mentions may be one thing.

In:  what one document says. Out: keys by mention id, and under the document's own id the keys of its persons
and of its text. `partition` gives the sets of documents that share no key.
Left to `store.blocks` and `pipeline`: to fetch everything that hangs together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.lexicons.load.person_names import fold_name, sound_key, surname
from dragoman.records.decisions import Decision
from dragoman.records.mentions import ActorMention, Annotations
from dragoman.records.signature import sign
from dragoman.records.spans import make_id

NEAR_PLACES = frozenset(("site", "city"))  # that two articles have in common by more than chance
BAND_LENGTH = 4  # numbers of a signature that must all agree: texts that share seven tenths meet in 99 of 100 cases


def block_keys(annotations: Annotations) -> Mapping[str, tuple[str, ...]]:
    """Give the keys of each mention, sorted; a document that nothing ties to another has a key of its own.

    An event's keys are its parties, one by one: "Iran fired missiles" and "Iran fired missiles at Israel" may
    be one event, though only one of them names the pair.
    """
    actors = {mention.mention_id: mention for mention in annotations.actors}
    keys: dict[str, tuple[str, ...]] = {}
    own = f"document:{annotations.document.document_id}"
    for event in annotations.events:
        parties = (*event.sources, *event.targets, *event.mediators, *((event.host,) if event.host else ()))
        keys[event.mention_id] = _actor_keys(actors, parties) or (own,)
    for agreement in annotations.agreements:
        keys[agreement.mention_id] = _actor_keys(actors, agreement.parties) or (own,)
    for quotation in annotations.quotations:
        speaker = (quotation.speaker_id,) if quotation.speaker_id is not None else ()
        keys[quotation.quotation_id] = _actor_keys(actors, speaker) or (own,)
    keys[annotations.document.document_id] = tuple(sorted({own, *_document_keys(annotations)}))
    return keys


def signature_of(annotations: Annotations) -> tuple[int, ...]:
    """Give the signature that came with the document, else one of the sentences that its events stand in."""
    if annotations.signature:
        return annotations.signature
    if annotations.document.text:
        return sign(annotations.document.text)
    sentences = {event.sentence.span: event.sentence.exact for event in annotations.events}
    sentences |= {quotation.content.span: quotation.content.exact for quotation in annotations.quotations}
    return sign(" ".join(sentences[span] for span in sorted(sentences)))


def band_keys(signature: Sequence[int]) -> tuple[str, ...]:
    """Give the keys under which the signatures of near-copies meet."""
    starts = range(0, len(signature), BAND_LENGTH)
    return tuple(make_id("band", start, *signature[start : start + BAND_LENGTH]) for start in starts)


def partition(annotations: Sequence[Annotations], decisions: Sequence[Decision] = ()) -> list[list[Annotations]]:
    """Part documents into sets that share no key, each sorted by document id, the sets by their first.

    Each set is resolved by itself, so that it makes no difference which others happen to be at hand.
    A decision ties together the documents of the mentions that it names.
    """
    documents = {each.document.document_id: each for each in annotations}
    leader = {document_id: document_id for document_id in documents}
    first_with: dict[str, str] = {}
    named: defaultdict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        for subject in decision.subjects if decision.kind == "merge" else ():
            named[subject].add(f"decision:{decision.decision_id}")
    for document_id in sorted(documents):
        blocks = block_keys(documents[document_id])
        keys = {key for some in blocks.values() for key in some}
        for key in keys.union(*(named[each] for each in blocks if each in named)):
            _join(leader, document_id, first_with.setdefault(key, document_id))
    sets: dict[str, list[Annotations]] = {}
    for document_id in sorted(documents):
        sets.setdefault(_find(leader, document_id), []).append(documents[document_id])
    return [sets[each] for each in sorted(sets)]


def _actor_keys(actors: Mapping[str, ActorMention], mention_ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({actor_key(actors[each]) for each in mention_ids if each in actors}))


def actor_key(mention: ActorMention) -> str:
    """Give the coarsest thing that a mention of the actor may be matched by: its country, else itself."""
    return mention.country or mention.actor_id


def _document_keys(annotations: Annotations) -> Iterable[str]:
    for mention in annotations.actors:
        yield f"actor:{mention.actor_id}"
        if mention.kind == "person":
            # bare surnames and spellings are joined across documents: their documents have to be at hand together
            for part in {fold_name(surname(mention.name, mention.country)), fold_name(mention.name)}:
                yield f"name:{' '.join(map(sound_key, part.split()))}"
    for place in annotations.places:
        if place.precision in NEAR_PLACES:
            yield f"place:{place.place_id}"
    for key in band_keys(signature_of(annotations)):
        yield f"copy:{key}"


def _find(leader: dict[str, str], document_id: str) -> str:
    while leader[document_id] != document_id:
        leader[document_id] = leader[leader[document_id]]
        document_id = leader[document_id]
    return document_id


def _join(leader: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_find(leader, one), _find(leader, other)))
    leader[second] = first
