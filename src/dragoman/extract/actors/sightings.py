"""What actor extraction passes between its own modules: words seen as an actor, by token and by character.

In:  a spaCy `Doc`. Out: `Sighting`s; `Page` holds what every module here looks at.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.extract.actors.identities import Identity
from dragoman.lexicons.load.roles import load_role_index
from dragoman.nlp.gazetteer import NameHit
from dragoman.records.vocabulary import MentionType

MAX_CONJUNCTS = 40  # a longer list is a table: each of its items then stands for itself
HYPHENS = ("-", "‑", "–")
_APOSTROPHES = ("'", "’")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Reads as: these words, characters `start` to `end`, tokens `first` to `last`, are these actors.

    `head` is the token that the sentence's grammar hangs on. Several identities where a group expands.
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    mention_type: MentionType
    identities: tuple[Identity, ...]

    @property
    def actor_ids(self) -> tuple[str, ...]:
        """Give the ids of the actors."""
        return tuple(identity.actor_id for identity in self.identities)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Reads as: the parse, the names of the tables found in it, and the day the document is of (ISO) if known.

    `hit_at` gives for a token the name it is part of, `words` the folded words of the whole document,
    `ranges` the tokens [first, end) of the name that begins at a character, `text` its characters, `tokens` its
    tokens, `lower` these in small letters, `capitals` those that begin with a capital, `starts` the first token of
    each sentence (kept, because spaCy builds them anew each time they are asked for), `issued_by` the names found
    in that of the body that issued it.
    """

    doc: Doc
    text: str
    hits: tuple[NameHit, ...]
    hit_at: dict[int, NameHit]
    ranges: dict[int, tuple[int, int]]
    words: frozenset[str]
    tokens: tuple[Token, ...]
    lower: tuple[str, ...]
    capitals: tuple[int, ...]
    starts: tuple[int, ...]
    day: str | None
    issued_by: tuple[NameHit, ...]

    def tokens_of(self, hit: NameHit) -> tuple[int, int]:
        """Give the tokens [first, end) of a name."""
        return self.ranges[hit.start]


def sight(
    doc: Doc,
    span: tuple[int, int],
    mention_type: MentionType,
    identities: tuple[Identity, ...],
    head: int | None = None,
) -> Sighting:
    """Make a sighting of the tokens [first, end)."""
    first, end = span
    return Sighting(
        start=doc[first].idx,
        end=doc[end - 1].idx + len(doc[end - 1]),
        first=first,
        last=end - 1,
        head=head if head is not None else head_of(doc, first, end).i,
        mention_type=mention_type,
        identities=identities,
    )


def head_of(doc: Doc, first: int, end: int) -> Token:
    """Give the token of a range that hangs on something outside it; the last such."""
    for index in range(end - 1, first - 1, -1):
        token = doc[index]
        if token.is_punct or token.tag_ == "POS":
            continue
        if not first <= token.head.i < end or token.head.i == token.i:
            return token
    return doc[end - 1]


def token_range(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Give the tokens [first, end) that characters touch."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 0)


def is_possessive_mark(token: Token) -> bool:
    """Tell an "'s" of possession, also one that stands apart ("China’ s")."""
    if token.tag_ == "POS":
        return True
    if token.text == "s" and token.i > 0:
        return token.nbor(-1).text in _APOSTROPHES
    return token.text in _APOSTROPHES and token.i + 1 < len(token.doc) and token.nbor(1).text == "s"


def is_hyphen(token: Token) -> bool:
    """Tell a hyphen that joins words."""
    return token.text in HYPHENS


def is_honorific(token: Token) -> bool:
    """Tell "Mr", "Gen.", "Dr"."""
    return token.lower_.strip(".") in load_role_index().honorifics


def first_conjunct(token: Token) -> Token:
    """Climb to the first of things coordinated: of "Iran, Russia and China" give Iran."""
    for _ in range(MAX_CONJUNCTS):
        if token.dep_ != "conj" or token.head.i == token.i:
            break
        token = token.head
    return token
