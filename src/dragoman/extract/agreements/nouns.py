"""Find the nouns that name an agreement: "the fisheries treaty", "a 90-day truce", "their joint statement".

In:  a `Scene`. Out: `Noun`s in text order.
Left to `stages`: what is told of it. Left to `deeds`: agreements without such a noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.extract.agreements.scene import Scene
from dragoman.lexicons.load.agreement_words import KnownAgreement
from dragoman.nlp.nominals import noun_phrase
from dragoman.records.spans import CharSpan
from dragoman.records.vocabulary import AgreementKind

TEXT_REACH = 3  # sentences back in which the agreement stands that "the text" is of
DEFINITE = frozenset(("the", "this", "that", "these", "those", "their", "its", "such"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """Reads as: the noun phrase of an agreement: head token, kind, proper name where the table has one."""

    head: int
    span: CharSpan
    name: str
    kind: AgreementKind
    known: KnownAgreement | None
    is_definite: bool
    is_weak: bool
    is_pronoun: bool = False


def find_nouns(scene: Scene) -> Iterator[Noun]:
    """Find them in text order, and "it" where the sentence before named one."""
    last: Noun | None = None
    for token in scene.parsed.doc:
        if last is not None and _means(scene, token, last):
            span = CharSpan(start=token.idx, end=token.idx + len(token))
            yield replace(last, head=token.i, span=span, is_definite=True, is_pronoun=True, known=None)
            continue
        if last is not None and _is_text_of(scene, token, last):
            span = CharSpan(start=token.idx, end=token.idx + len(token))
            last = replace(last, head=token.i, span=span, is_definite=True, known=None)
            yield last
            continue
        known = scene.words.names.get(token.text)
        kind = _kind(scene, token)
        if (known is None and kind is None) or not scene.is_coded(token) or _is_modifier(scene, token):
            continue
        start, end = _phrase(token)
        phrase = token.doc[start:end]
        known = known or next((n for alias, n in scene.words.names.items() if alias in phrase.text), None)
        determiner = next((child.lower_ for child in token.lefts if child.dep_ in ("det", "poss")), "")
        last = Noun(
            head=token.i,
            span=CharSpan(start=phrase.start_char, end=phrase.end_char),
            name=known.name if known else phrase.text + (_dated(scene, token) or _of_what(scene, token)),
            kind=known.kind if known else (kind or "other"),
            known=known,
            is_definite=determiner in DEFINITE or known is not None or token.pos_ == "PROPN",
            is_weak=known is None and _is_weak(scene, token),
        )
        yield last


def _means(scene: Scene, token: Token, last: Noun) -> bool:
    """Tell whether "it" is the agreement of this sentence or the one before."""
    if token.lower_ not in ("it", "which") or token.dep_ not in ("nsubj", "nsubjpass") or not scene.is_coded(token):
        return False
    if token.lower_ == "which":
        # "signed a treaty on fish, which took effect": the parser may hang the clause on the fish
        return (
            token.head.dep_ in ("relcl", "advcl", "ccomp")
            and last.head in range(token.sent.start, token.i)
            and (token.head.head.i != last.head)
        )
    before = token.sent.start - 1
    start = token.doc[before].sent.start if before >= 0 else token.sent.start
    return last.head >= start


def _is_text_of(scene: Scene, token: Token, last: Noun) -> bool:
    """Tell whether "the text", "this document" is the agreement told just before: "the text was ready"."""
    if token.lemma_.lower() not in scene.words.sets["texts"] or token.pos_ != "NOUN" or not scene.is_coded(token):
        return False
    points = any(child.dep_ == "det" and child.lower_ in DEFINITE for child in token.lefts)
    is_named = any(child.lower_ in ("of", "on", "for") for child in token.rights)
    if not points or is_named or token.dep_ in ("compound", "nmod"):
        return False
    sentence = token.sent.start
    for _ in range(TEXT_REACH):
        sentence = token.doc[max(0, sentence - 1)].sent.start
    return last.head >= sentence


def _is_weak(scene: Scene, token: Token) -> bool:
    """Tell "a deal" from "a protocol on herring", "a herring declaration"."""
    if token.lemma_.lower() not in scene.words.sets["weak"]:
        return False
    told = [child for child in token.lefts if child.dep_ in ("compound", "nmod", "nummod")]
    told += [child for child in token.rights if child.dep_ == "prep" and child.lower_ in ("on", "of", "for")]
    return not told or token.lemma_.lower() in ("partnership", "framework", "settlement", "concession")


def _kind(scene: Scene, token: Token) -> AgreementKind | None:
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma = token.lemma_.lower()
    around = [child for child in token.children if child.dep_ in ("compound", "amod", "nmod")]
    qualified = scene.words.qualified.get(lemma)
    if qualified is not None:
        named = {child.lemma_.lower() for child in around}
        named |= {inner.lemma_.lower() for of in token.children if of.lower_ == "of" for inner in of.children}
        return qualified.kind if named & qualified.words else None
    kind = scene.words.kinds.get(lemma)
    if kind in ("treaty", "accord") and any(
        scene.words.kinds.get(child.lemma_.lower()) == "ceasefire" for child in around
    ):
        # "the ceasefire agreement", "a truce deal"
        return "ceasefire"
    return kind


def _is_modifier(scene: Scene, token: Token) -> bool:
    """Tell "the treaty text", "a deal maker" from "truce talks", "the treaty's signing"."""
    if token.dep_ not in ("compound", "nmod", "amod"):
        return False
    lemma = token.head.lemma_.lower()
    return not any(lemma in words.nouns for words in scene.words.stages) or _kind(scene, token.head) is not None


def _dated(scene: Scene, token: Token) -> str:
    """Give the date that is part of the name: "the accord of 1967"."""
    after = token.doc[token.i + 1 : token.i + 3]
    if len(after) < 2 or after[0].lower_ != "of":
        return ""
    time = scene.times.get(after[1].i)
    return f" of {time.exact}" if time is not None else ""


def _of_what(scene: Scene, token: Token) -> str:
    """Give the noun that is part of the name: "a declaration of principles", "a treaty of friendship"."""
    after = token.doc[token.i + 1 : token.i + 3]
    is_common = len(after) > 1 and after[0].lower_ == "of" and after[1].pos_ == "NOUN"
    if not is_common or after[1].i in scene.actors or after[1].dep_ != "pobj" or after[1].i in scene.times:
        return ""
    return f" of {after[1].text}"


def _phrase(token: Token) -> tuple[int, int]:
    start, end = noun_phrase(token)
    if token.doc[start].dep_ == "poss" or any(child.dep_ == "poss" for child in token.doc[start].ancestors):
        start = next((t.i + 1 for t in token.doc[start : token.i] if t.tag_ == "POS"), start)
    while start < token.i and (token.doc[start].tag_ == "PRP$" or token.doc[start].pos_ == "DET"):
        start += 1
    return start, end
