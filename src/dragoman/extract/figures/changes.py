"""Read from the parse whether a figure rose or fell: by its sign, the verb or noun over it, the word beside it.

In:  a `Quantity` and where its words begin. Out: up, down or none.
Left to `counted`: what moved. Left to `ranges`: "from 5 to 7".
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.figures.counted import DocIndex, moves, root_of
from dragoman.extract.figures.measures import Quantity
from dragoman.lexicons.load.units import load_units
from dragoman.records.vocabulary import FigureChange

_TABLE = load_units()
_COUNTED = frozenset(("count", "duration", "age", "distance", "mass"))
_STRETCHES = frozenset(("duration", "distance"))  # "moved from 5 to 10 kilometres inland"
_UP: FigureChange = "up"
_DOWN: FigureChange = "down"
_DIRECTION = {**dict.fromkeys(_TABLE.down, _DOWN), **dict.fromkeys(_TABLE.up, _UP)}
_MOVES = 5  # steps up the parse in which a verb or noun of change is sought


def find_change(index: DocIndex, quantity: Quantity, start: int) -> FigureChange:
    """Tell whether the figure rose or fell: by its sign, the verb or noun over it, the word beside it.

    `start` is the character where the figure's words begin, its bound with them: "up to" is no rise. Of what is
    told from one number to another the two say which way, where a word says that it moved.
    """
    if quantity.signed and quantity.unit == "percent":
        return "down" if quantity.low < 0 else "up"
    counts = quantity.figure_class in _COUNTED
    lemmas = _around(index, quantity, start, counts=counts)
    told = next((_DIRECTION[lemma] for lemma in lemmas if lemma in _DIRECTION), None)
    if not quantity.from_to:
        return told or "none"
    way: FigureChange = "down" if quantity.falling else "up"
    if told is None:
        moved = quantity.figure_class not in _STRETCHES and any(lemma in _TABLE.from_to for lemma in lemmas)
        return way if moved else "none"
    if told == way:
        return way
    # "lost from three to five houses": a range of what was lost; "losses of from 5 to 7 percent": of how much it fell
    return "none" if counts else told


def _around(index: DocIndex, quantity: Quantity, start: int, *, counts: bool) -> list[str]:
    first = index.token_at(start)
    last = index.token_at(quantity.end - 1)
    beside = _up_or_down(first) if counts else _beside(first, last)
    return beside + _above(index, quantity, counts=counts)


def _beside(first: Token, last: Token) -> list[str]:
    """Give the lemmas next to the figure, the one after it first: "34% higher", "up by 5%"."""
    found = [last.nbor(1).lemma_.lower()] if last.i + 1 < len(last.doc) else []
    for step in (1, 2, 3):
        if first.i < step or first.nbor(-step).pos_ == "PUNCT":
            break
        found.append(first.nbor(-step).lemma_.lower())
    return found


def _up_or_down(first: Token) -> list[str]:
    """Give "up" or "down" before a count: "up 200"; a verb before it ("lost 200 men") says nothing of change."""
    if first.i == 0:
        return []
    before = first.nbor(-1)
    if before.dep_ == "prt" and not moves(before.head.lemma_.lower()):
        return []  # "shot down 25 drones"
    return [before.lower_] if before.lower_ in ("up", "down") else []


def _above(index: DocIndex, quantity: Quantity, *, counts: bool) -> list[str]:
    """Give the lemmas over the figure up to its verb.

    "lost 500,000 troops" is no fall of troops: what is counted moves only "to", "by" or "from" a number.
    "Tariffs on $18 billion of goods will rise": what hangs on the subject does not move.
    """
    token = root_of(index, quantity)
    if counts and token.dep_ != "pobj" and token.lower_ not in ("from", "to"):
        return []
    found: list[str] = []
    for _ in range(_MOVES):
        if token.head == token or token.dep_ in ("nsubj", "nsubjpass", "relcl", "advcl", "ROOT"):
            break
        if token.dep_ == "prep" and token.lower_ not in ("by", "to", "from", "at", "of", "than"):
            break
        token = token.head
        found.append(token.lemma_.lower())
        if token.pos_ == "VERB":
            break
    return found
