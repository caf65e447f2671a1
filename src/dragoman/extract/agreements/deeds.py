"""Find agreements told by what is to be done: "agreed to reopen the border", "will restore relations".

In:  a `Scene` and the agreements already found. Out: `AgreementMention`s under the words of what was agreed.
Left to `nouns` and `stages`: agreements that are called one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.extract.agreements.circumstances import clause_time, event_time, line_time, own_time, place_of, told_basis
from dragoman.extract.agreements.scene import Scene, event_parties, parties_at, side_of, sides
from dragoman.extract.agreements.writing import sentence_of
from dragoman.nlp.nominals import noun_phrase
from dragoman.records.ids import agreement_mention_id
from dragoman.records.mentions import AgreementMention, EventMention
from dragoman.records.spans import CharSpan
from dragoman.records.times import UNKNOWN_INTERVAL, EventDate
from dragoman.records.vocabulary import HAPPENED, AgreementKind, Stage

MAX_NAME_TOKENS = 10  # what was agreed is named by its first words
NAME_ENDS = frozenset(("relcl", "advcl", "acl", "npadvmod", "conj", "cc", "punct", "mark"))
NAME_STOPS = frozenset(
    (",", ";", ":", "—", "–", "(", "after", "following", "within", "by", "that", "which", "who", "as")
)


def find_deeds(scene: Scene, mentions: Sequence[AgreementMention]) -> Iterator[AgreementMention]:
    """Find them; a sentence in which an agreement is named at that very verb has its mention already."""
    told = {mention.event for mention in mentions if mention.event is not None}
    spans = [mention.span for mention in mentions if mention.stage in ("ready", "signed", "planned-signature")]
    agreed: set[tuple[int, int]] = set()
    for index in sorted(scene.events):
        event, token = scene.events[index], scene.parsed.doc[index]
        if event.mention_id in told or (event.targets and len(sides(scene, event.sources)) < 2):
            continue
        found = _agreed(scene, token, event) or _restored(scene, token, event)
        if found is None or not scene.is_coded(token):
            continue
        stage, span = found
        sentence = (token.sent.start_char, token.sent.end_char)
        if any(each.overlaps(span) for each in spans) or (stage == "ready" and sentence in agreed):
            continue
        agreed.add(sentence)
        yield _write(scene, token, event, stage, span)


def _parties(scene: Scene, token: Token, event: EventMention) -> tuple[str, ...]:
    """Give the parties who act together, every one of a row: "Ardal, Brenn and Corv agreed"."""
    found = list(event_parties(scene, event))
    clause = scene.clauses.get(token.i)
    if clause is not None:
        found += [each for each in parties_at(scene, clause.doers) if each not in found]
    return tuple(each for each in found if side_of(scene, each) is not None)


def _agreed(scene: Scene, token: Token, event: EventMention) -> tuple[Stage, CharSpan] | None:
    """Read "agreed to reopen the border": the infinitive or the that-clause says what."""
    words = scene.words.sets
    if (
        event.event_type not in ("AGREE", "CONCEDE")
        or event.status not in HAPPENED
        or token.lemma_.lower() not in words["agreeing"]
    ):
        return None
    if len(sides(scene, _parties(scene, token, event))) < 2:
        return None
    content = next(
        (c for c in token.rights if c.dep_ in ("xcomp", "ccomp", "advcl") and c.pos_ in ("VERB", "AUX")), None
    )
    if content is None:
        return _agreed_on(scene, token)
    if content.dep_ != "ccomp" and content.lemma_.lower() in words["talking"]:
        return None
    return "ready", _name(scene, content)


def _agreed_on(scene: Scene, token: Token) -> tuple[Stage, CharSpan] | None:
    """Read "agreed on aid corridors"."""
    sets = scene.words.sets
    things = [
        inner for child in token.rights if child.dep_ == "prep" and child.lower_ == "on"
        for inner in child.children if inner.dep_ == "pobj" and inner.pos_ == "NOUN"
    ]  # fmt: skip
    thing = things[0] if things else None
    if thing is None or thing.lemma_.lower() in sets["talking_points"] | sets["transparent"] or thing.i in scene.times:
        return None
    start, end = noun_phrase(thing)
    while start < thing.i and thing.doc[start].pos_ in ("DET", "PRON"):
        start += 1
    phrase = thing.doc[start:end]
    return "ready", CharSpan(start=phrase.start_char, end=phrase.end_char)


def _name(scene: Scene, content: Token) -> CharSpan:
    """Give the words that say what was agreed, from the verb, or the subject of a that-clause, to its object."""
    subject = next((child for child in content.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    start = subject.left_edge.i if subject is not None else content.i
    if content.doc[start].lower_ in ("the", "a", "an", "that"):
        start += 1
    end = start + 1
    limit = min(start + MAX_NAME_TOKENS, content.sent.end, max(content.right_edge.i, content.i) + 1)
    while end < limit:
        token = content.doc[end]
        if (
            token.lower_ in NAME_STOPS
            or token.is_space
            or token.i in scene.times
            or (token.dep_ in ("relcl", "advcl") and end > content.i)
        ):
            break
        end += 1
    phrase = content.doc[start:end]
    while len(phrase) > 1 and phrase[-1].pos_ in ("ADP", "DET", "CCONJ", "PUNCT", "PART", "PRON", "SCONJ", "AUX"):
        phrase = phrase[:-1]
    return CharSpan(start=phrase.start_char, end=phrase.end_char)


def _restored(scene: Scene, token: Token, event: EventMention) -> tuple[Stage, CharSpan] | None:
    """Read "will restore diplomatic relations" as agreed, "have restored ties" as in force."""
    words = scene.words.sets
    if token.lemma_.lower() not in words["restoring"] or event.status not in (*HAPPENED, "planned"):
        return None
    ties = next((c for c in token.rights if c.dep_ == "dobj" and c.lemma_.lower() in words["ties"]), None)
    clause = scene.clauses.get(token.i)
    if ties is None or clause is None or len(sides(scene, _parties(scene, token, event))) < 2:
        return None
    is_told = clause.relation in ("ROOT", "ccomp", "conj", "parataxis") and not clause.negated and clause.modal is None
    if not is_told:
        return None
    span = CharSpan(start=token.idx, end=ties.idx + len(ties))
    return ("in-force" if event.status in HAPPENED else "ready"), span


def _write(scene: Scene, token: Token, event: EventMention, stage: Stage, span: CharSpan) -> AgreementMention:
    document = scene.parsed.document
    exact = document.text[span.start : span.end]
    planned = event.status == "planned"
    time = None if planned else own_time(scene, token) or event_time(scene, event) or clause_time(scene, token)
    time = time or line_time(scene, token)
    basis = "stated" if time is not None else "publication" if planned else told_basis(scene, token)
    return AgreementMention(
        mention_id=agreement_mention_id(document.document_id, span.start, stage, token.idx),
        span=span,
        exact=exact,
        name=exact,
        kind=_kind(scene, exact),
        parties=_parties(scene, token, event),
        stage=stage,
        date=EventDate(interval=UNKNOWN_INTERVAL, basis=basis),
        sentence=sentence_of(scene, token),
        time=time,
        place=place_of(scene, token, event),
        event=event.mention_id if stage == "ready" and not planned else None,
    )


def _kind(scene: Scene, words: str) -> AgreementKind:
    """Tell "stop the shelling" from other deeds."""
    sets = scene.words.sets
    folded = words.lower().split()
    return "ceasefire" if folded[0] in sets["stopping"] and set(folded) & sets["fighting"] else "accord"
