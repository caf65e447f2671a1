"""Say which documents have to be looked at together: opaque keys, equal where two may tell of one thing.

In:  what one document says. Out: keys of its blocks; every mention stands in its document's own block, which stands
for all of them. `partition` gives the sets of documents that hang together by them.
A key is as narrow as what it is for: two parties, a kind of act and a month; two parties of an agreement; a name; a
run of words. What is dated needs no document without a date, but that one needs all that may date it: it asks.
Left to `store.blocks` and `pipeline`: to fetch everything that hangs together.
"""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from dragoman.lexicons.load.known_persons import load_known_persons
from dragoman.lexicons.load.person_names import fold_name, sound_key, surname
from dragoman.records.decisions import Decision
from dragoman.records.mentions import ActorMention, AgreementMention, Annotations, Figure, Quotation
from dragoman.resolve.acts import EventKeys
from dragoman.resolve.articles import index_article
from dragoman.resolve.comparing.frames import sample
from dragoman.resolve.comparing.parties import party_code
from dragoman.resolve.comparing.rarity import rare_words
from dragoman.resolve.comparing.stories import STORY_LEAST, story_words
from dragoman.resolve.duplicates import Voices, band_keys, signature_of

RUN_WORDS = 4  # of a quotation: so many words in a row are hardly said twice by chance
RUNS_KEPT = 2  # of a quotation, the same ones in each printing of it
STORY_BANDS = 20
COUNTED_WORDS = 3  # of a figure, the same ones wherever it is given
MAX_PARTIES = 8  # of an agreement from which pairs are made
ASKS, TELLS = "asks ", "tells "  # who asks needs all that tell; who tells needs nobody else that does
_WORD = re.compile(r"[^\W_]+")


def block_keys(annotations: Annotations) -> Mapping[str, tuple[str, ...]]:
    """Give the keys of the document under its id, sorted; of each mention that of the document itself."""
    document_id = annotations.document.document_id
    own = block_of(document_id)
    keys: dict[str, tuple[str, ...]] = {each.mention_id: (own,) for each in annotations.events}
    keys |= {each.mention_id: (own,) for each in annotations.agreements}
    keys |= {each.quotation_id: (own,) for each in annotations.quotations}
    keys[document_id] = tuple(sorted({own, *_document_keys(annotations)}))
    return keys


def reached_blocks(keys: Iterable[str]) -> set[str]:
    """Give the blocks whose documents hang together with one that has these keys."""
    reached: set[str] = set()
    for key in keys:
        if key.startswith(TELLS):
            reached.add(ASKS + key.removeprefix(TELLS))
        else:
            reached.add(key)
            if key.startswith(ASKS):
                reached.add(TELLS + key.removeprefix(ASKS))
    return reached


def block_of(document_id: str) -> str:
    """Give the key of a document's own block: it changes whenever the document does, comes or goes."""
    return f"document:{document_id}"


def partition(annotations: Sequence[Annotations], decisions: Sequence[Decision] = ()) -> list[list[Annotations]]:
    """Part documents into sets that do not hang together, each sorted by document id, the sets by their first.

    Each set is resolved by itself, so that it makes no difference which others happen to be at hand.
    A decision ties together the documents of the mentions that it names.
    """
    documents = {each.document.document_id: each for each in annotations}
    keys: dict[str, tuple[str, ...]] = {}
    homes: dict[str, str] = {}
    for document_id, each in documents.items():
        blocks = block_keys(each)
        keys[document_id] = blocks[document_id]
        homes |= dict.fromkeys(blocks, document_id)
    merges = (each for each in decisions if each.kind == "merge")
    ties = [{homes[each] for each in merge.subjects if each in homes} for merge in merges]
    return [[documents[each] for each in some] for some in part_documents(keys, ties)]


def part_documents(keys: Mapping[str, Collection[str]], ties: Iterable[Collection[str]]) -> list[list[str]]:
    """Part documents, each with its keys, into sets that do not hang together, sorted, the sets by their first.

    `ties` are documents that hang together whatever their keys.
    """
    leader = {document_id: document_id for document_id in keys}
    first_with: dict[str, str] = {}
    asked = {key for some in keys.values() for key in some if key.startswith(ASKS)}
    for document_id in sorted(keys):
        for key in keys[document_id]:
            meeting = ASKS + key.removeprefix(TELLS) if key.startswith(TELLS) else key
            if meeting is key or meeting in asked:
                first = first_with.setdefault(meeting, document_id)
                if first != document_id:
                    _join(leader, document_id, first)
    for tied in ties:
        first, *others = sorted(tied) or [""]
        for other in others:
            _join(leader, first, other)
    sets: dict[str, list[str]] = {}
    for document_id in sorted(keys):
        sets.setdefault(_find(leader, document_id), []).append(document_id)
    return [sets[each] for each in sorted(sets)]


def _document_keys(annotations: Annotations) -> Iterator[str]:
    actors = {mention.mention_id: mention for mention in annotations.actors}
    events = EventKeys.of(annotations)
    for event in annotations.events:
        yield from events.keys(event)
    for pair in sorted(events.told_pairs):
        yield f"{TELLS}{pair}"
    for pair in sorted(events.asked_pairs):
        yield f"{ASKS}{pair}"
    for agreement in annotations.agreements:
        yield from _agreement_keys(actors, agreement)
    for quotation in annotations.quotations:
        yield from _quotation_keys(actors, quotation)
    for figure in annotations.figures:
        yield from (f"{key} {month}" for key in _figure_keys(figure) for month in events.months)
    yield from (f"{key} {month}" for key in _story_keys(annotations) for month in events.months)
    for mention in annotations.actors:
        yield from _person_keys(mention)
    for key in band_keys(signature_of(annotations)):
        yield f"copy:{key}"


def _agreement_keys(actors: Mapping[str, ActorMention], agreement: AgreementMention) -> Iterator[str]:
    """Give a key for each two parties: an agreement lives for decades, so no time is in it."""
    parties = sorted({party_code(actors[each]) for each in agreement.parties if each in actors})[:MAX_PARTIES]
    for pair in combinations(parties, 2):
        yield f"agreement:{' '.join(pair)}"


def _quotation_keys(actors: Mapping[str, ActorMention], quotation: Quotation) -> Iterator[str]:
    """Give keys of runs of words: those with the smallest hashes, which another printing has as well."""
    words = _WORD.findall(quotation.content.exact.casefold())
    runs = (" ".join(words[start : start + RUN_WORDS]) for start in range(len(words) - RUN_WORDS + 1))
    speaker = actors.get(quotation.speaker_id or "")
    said_by = party_code(speaker) if speaker is not None else ""
    for number in sorted({zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs})[:RUNS_KEPT]:
        yield f"said:{said_by}:{number}"


def _figure_keys(figure: Figure) -> Iterator[str]:
    """Give keys of what is counted: two articles of a month may count it differently."""
    for word in sorted(sample(rare_words(figure.counted or ""), COUNTED_WORDS)):
        yield f"figure:{figure.unit or figure.figure_class} {word}"


def _story_keys(annotations: Annotations) -> Iterator[str]:
    """Give keys that articles of one story of a month share, though they may tell other acts of it.

    Each is of two words, the smallest by two hashes: those that have a third of their telling words in common meet
    under one of them in nine of ten cases, those that have a twentieth in one of twenty.
    """
    voices = Voices(copies_of={}, voice={annotations.document.document_id: ""})
    words = [word.encode("utf-8", "surrogatepass") for word in sorted(story_words(index_article(annotations, voices)))]
    if len(words) < STORY_LEAST:
        return
    for band in range(STORY_BANDS):
        one, other = (min(words, key=lambda word: zlib.crc32(word, seed)) for seed in (2 * band + 1, 2 * band + 2))
        yield f"story:{band} {zlib.crc32(one + b' ' + other)}"


def _person_keys(mention: ActorMention) -> Iterator[str]:
    """Give keys of the name of a person whom no table knows: spellings and surnames are joined across documents.

    "The minister" is no name.
    """
    if mention.kind != "person" or mention.mention_type != "NAM" or fold_name(mention.name) in _known_names():
        return
    for part in {fold_name(surname(mention.name, mention.country)), fold_name(mention.name)}:
        yield f"name:{' '.join(map(sound_key, part.split()))}"


@functools.cache
def _known_names() -> frozenset[str]:
    return frozenset(fold_name(person.name) for person in load_known_persons())


def _find(leader: dict[str, str], document_id: str) -> str:
    while leader[document_id] != document_id:
        leader[document_id] = leader[leader[document_id]]
        document_id = leader[document_id]
    return document_id


def _join(leader: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_find(leader, one), _find(leader, other)))
    leader[second] = first
