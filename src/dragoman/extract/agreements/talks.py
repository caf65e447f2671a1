"""Find talks that are told of an agreement named before: "The negotiations lasted from 2 to 9 May".

In:  a `Scene` and the agreements found in it. Out: `AgreementMention`s in the stage of negotiating, under the name
of the agreement that the talks were about.
Left to `stages`: talks told in one breath with their agreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.extract.agreements.circumstances import clause_time, event_time, own_time
from dragoman.extract.agreements.scene import Scene, event_parties, sides
from dragoman.extract.agreements.sides import sentence_parties
from dragoman.extract.agreements.stages import settle_step
from dragoman.extract.agreements.writing import sentence_of
from dragoman.nlp.governors import governing_clause
from dragoman.nlp.nominals import noun_phrase
from dragoman.records.ids import agreement_mention_id
from dragoman.records.mentions import AgreementMention
from dragoman.records.spans import CharSpan
from dragoman.records.times import UNKNOWN_INTERVAL, EventDate
from dragoman.records.vocabulary import HAPPENED, AgreementKind

NEAR_CHARS = 700  # some four sentences: further on other talks may be meant
CEASING = frozenset(("truce", "ceasefire", "cease-fire", "armistice"))
MADE = frozenset(("ready", "signed"))
YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
POINTING = frozenset(("the", "these", "those", "their", "such", "earlier", "previous", "prior", "further"))


def find_aimed_talks(scene: Scene, mentions: Sequence[AgreementMention]) -> Iterator[AgreementMention]:
    """Find dated talks whose name says what they are to bring: "closed a fifth round of free trade talks on Friday"."""
    held = [mention.sentence.span for mention in mentions]
    for token in scene.parsed.doc:
        if token.lemma_.lower() not in scene.words.sets["talks"] or not scene.is_coded(token):
            continue
        start, _ = noun_phrase(token)
        aim = [child for child in token.lefts if child.lemma_.lower() in scene.words.sets["aims"] and child.i >= start]
        verb = governing_clause(token)
        if not aim or verb is None or any(span.start <= token.idx < span.end for span in held):
            continue
        step = settle_step(scene, "negotiating", verb)
        time = clause_time(scene, token)
        parties = sentence_parties(scene, token)
        if step is not None and not step.is_ahead and time is not None and parties:
            name = token.doc[aim[0].left_edge.i : token.i].text
            kind: AgreementKind = "ceasefire" if aim[-1].lemma_.lower() in CEASING else "treaty"
            yield _write(scene, token, time, name, kind, parties)


def find_talks(scene: Scene, mentions: Sequence[AgreementMention], taken: frozenset[int]) -> Iterator[AgreementMention]:
    """Find dated talks that point back to an agreement; those that name what they are about are left out."""
    told = {mention.span.start for mention in mentions}
    for token in scene.parsed.doc:
        if token.i in taken or token.lemma_.lower() not in scene.words.sets["talks"] or not scene.is_coded(token):
            continue
        last = (
            _led_to(scene, token, mentions)
            if not _points_back(token)
            else max(
                (m for m in mentions if 0 <= token.idx - m.span.start <= NEAR_CHARS and not _is_old(m)),
                key=lambda m: (m.span, m.mention_id),
                default=None,
            )
        )
        if last is None or token.idx in told:
            continue
        event = scene.events.get(token.i)
        between = sides(scene, event_parties(scene, event)) if event is not None else frozenset()
        if len(between) > 1 and not between <= sides(scene, last.parties):
            continue
        time = _time(scene, token) or event_time(scene, event)
        if time is not None:
            yield _write(scene, token, time, last.name, last.kind, last.parties)


def _led_to(scene: Scene, token: Token, mentions: Sequence[AgreementMention]) -> AgreementMention | None:
    """Give the agreement that talks of the same sides led to, told soon after them."""
    event = scene.events.get(token.i)
    is_round = token.lemma_ == "round" and any(child.lower_ == "of" for child in token.rights)
    if event is None and not is_round:
        return None
    if event is not None and (event.event_type != "CONSULT" or event.status not in HAPPENED):
        return None
    between = sides(scene, event_parties(scene, event)) if event is not None else frozenset()
    after = [
        m
        for m in mentions
        if 0 <= m.span.start - token.sent.end_char <= NEAR_CHARS and m.stage in MADE and not _is_old(m)
    ]
    fitting = [
        m for m in after if (is_round and not between) or (len(between) > 1 and between == sides(scene, m.parties))
    ]
    return min(fitting, key=lambda m: (m.span, m.mention_id), default=None)


def _is_old(mention: AgreementMention) -> bool:
    """Tell an agreement called by its year: the talks are not of it."""
    return mention.kind == "contract" or bool(YEAR.search(mention.name))


def _points_back(token: Token) -> bool:
    """Tell "the negotiations", "earlier rounds" from "talks on fish": what is named is read elsewhere."""
    if token.pos_ != "NOUN" or token.dep_ in ("compound", "nmod"):
        return False
    names = any(child.lower_ in ("on", "about", "over", "for") and child.dep_ == "prep" for child in token.children)
    return not names and any(child.lower_ in POINTING for child in token.lefts)


def _time(scene: Scene, token: Token) -> str | None:
    """Give its own time, or that of the verb that says how it went: "lasted from 2 to 9 May"."""
    found = own_time(scene, token)
    verb = governing_clause(token)
    if found is None and verb is not None and token.dep_ in ("nsubj", "nsubjpass", "dobj"):
        found = own_time(scene, verb)
        spans = [t for prep in verb.rights if prep.lower_ in ("from", "between") for t in prep.subtree]
        found = found or next((scene.times[t.i].time_id for t in spans if t.i in scene.times), None)
    return found


def _write(
    scene: Scene, token: Token, time: str, name: str, kind: AgreementKind, parties: tuple[str, ...]
) -> AgreementMention:
    document = scene.parsed.document
    start, end = noun_phrase(token)
    phrase = token.doc[start:end]
    event = scene.events.get(token.i)
    span = CharSpan(start=phrase.start_char, end=phrase.end_char)
    return AgreementMention(
        mention_id=agreement_mention_id(document.document_id, span.start, "negotiating", token.idx),
        span=span,
        exact=phrase.text,
        name=name,
        kind=kind,
        parties=parties,
        stage="negotiating",
        date=EventDate(interval=UNKNOWN_INTERVAL, basis="stated"),
        sentence=sentence_of(scene, token),
        time=time,
        event=event.mention_id if event is not None and event.event_type == "CONSULT" else None,
    )
