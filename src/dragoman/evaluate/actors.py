"""Measure actor mentions against annotated texts: found, coded, told apart.

In:  gold texts with their actors and the coder's annotations of them.
Out: named scores, and what went wrong in each text.

A mention is found where an answer overlaps it and has the same head: each head stands within the other's words, so
"President Joe Biden" is "Joe Biden", but "president of France" is not "France". `country` is ISO's code, or the
international code of an actor that is no state. `sector` is the main one; an international code counts as the sector
of that name (UNO and EUR as IGO). Both are told among the mentions found, and over all.
Coreference is measured on actors with a proper name: of gold pairs in one text of one `entity`, how many share an
`actor_id` (a mention not found does not); of found pairs of two entities, how many do not.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dragoman.evaluate.gold import GoldText, Item, as_read, load_texts, locate
from dragoman.evaluate.scores import Errors, Measured, match_alike, share, span_likeness
from dragoman.readers.metadata import normalise_text
from dragoman.records.mentions import ActorMention, Annotations
from dragoman.records.spans import CharSpan

CODE_SECTORS = {"UNO": "IGO", "EUR": "IGO", "IGO": "IGO", "NGO": "NGO", "MNC": "MNC"}
PARTICLE_LETTERS = 3  # "of", "bin", "de": a word of a name may be lower-case where it is no longer

# "thousands of marchers": who is counted is the head, not the number
_QUANTITY = re.compile(
    r"(?:tens|dozens|scores|hundreds|thousands|millions|one|two|none|some|most|many|all|both|each|several|half) of ",
    re.IGNORECASE,
)
# "officials briefed on it", "authorities in Tiraspol": what follows the head
_TAIL = re.compile(
    r"\s(?:(?:[a-z]+ed|led|bound)\s)?(?:of|for|in|at|from|to|with|without|on|by|against|under|among|who|which|that)\s"
    r"|[,(]"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldActor:
    """Reads as: these words stand for this actor, with this country or code and these sectors, main one first."""

    span: CharSpan
    head: CharSpan
    exact: str
    country: str | None
    international_code: str | None
    sectors: tuple[str, ...]
    entity: str


def load_gold_actors(path: Path) -> tuple[GoldText[GoldActor], ...]:
    """Read gold texts with their `actors`; UsageError names the line that is malformed."""
    return load_texts(path, "actors", _read_actor)


def _read_actor(text: str, item: Item) -> GoldActor:
    exact, start = item["exact"], item.get("start")
    if start is None:
        span = locate(text, exact, item.get("occurrence", 1))
    elif text[start : start + len(exact)] == exact:
        span = as_read(text, start, start + len(exact))
    else:
        raise ValueError(f"{exact!r} does not stand at {start}")
    return GoldActor(
        span=span,
        head=find_head(normalise_text(exact), span.start, item["entity"]),
        exact=exact,
        country=item["country"],
        international_code=item["international_code"],
        sectors=tuple(item["sectors"]),
        entity=item["entity"],
    )


def find_head(words: str, start: int, entity: str = "") -> CharSpan:
    """Give where the head of a noun phrase stands that begins at `start`: its last word before what follows the head.

    A word that is the last of the entity's name is the head in any case ("Secretary of State Mike Pompeo").

    >>> find_head("Fighters from Misrata", 0)
    CharSpan(start=0, end=8)
    """
    names = _WORD.findall(entity)
    found = [word for word in _WORD.finditer(words) if names and word[0].casefold() == names[-1].casefold()]
    if not found:
        first = 0
        while quantity := _QUANTITY.match(words, first):
            first = quantity.end()
        tail = _TAIL.search(words, first + 1)
        core = _POSSESSIVE.sub("", words[: tail.start() if tail is not None else len(words)])
        found = list(_WORD.finditer(core, first))
    if not found:
        return CharSpan(start=start, end=start + len(words))
    return CharSpan(start=start + found[-1].start(), end=start + found[-1].end())


def score_actors(pairs: Iterable[tuple[GoldText[GoldActor], Annotations | None]]) -> Measured:
    """Score the annotations (None: rejected) of gold texts."""
    counts: Counter[str] = Counter()
    errors: Errors = []
    for text, found in pairs:
        answers = found.actors if found is not None else ()
        matched = {i: answers[j] for i, j in _match(text.wanted, answers).items()}
        counts["gold"] += len(text.wanted)
        counts["found"] += len(matched)
        notes = []
        for i, gold in enumerate(text.wanted):
            notes += _judge(gold, matched[i], counts) if i in matched else [f"missed {gold.exact}"]
        notes += _judge_pairs(text.wanted, matched, counts)
        if notes:
            errors.append((text.item_id, "; ".join(notes)))
    rows = {
        "mentions found": share(counts["found"], counts["gold"]),
        "country right": share(counts["country"], counts["found"]),
        "country right of all": share(counts["country"], counts["gold"]),
        "sector right": share(counts["sector"], counts["found"]),
        "sector right of all": share(counts["sector"], counts["gold"]),
        "same actor joined": share(counts["joined"], counts["same"]),
        "other actors apart": share(counts["apart"], counts["other"]),
    }
    return rows, errors


def _match(wanted: tuple[GoldActor, ...], answers: tuple[ActorMention, ...]) -> dict[int, int]:
    heads = [find_head(answer.exact, answer.span.start) for answer in answers]
    return match_alike(
        {
            (i, j): span_likeness(gold.span, answer.span)
            for i, gold in enumerate(wanted)
            for j, answer in enumerate(answers)
            if answer.span.covers(gold.head) and gold.span.covers(heads[j])
        }
    )


def _judge(gold: GoldActor, answer: ActorMention, counts: Counter[str]) -> list[str]:
    notes = []
    where = (gold.country or gold.international_code, answer.country or answer.international_code)
    counts["country"] += where[0] == where[1]
    if where[0] != where[1]:
        notes.append(f"country of {gold.exact}: {where[0]}, got {where[1]}")
    wanted, got = gold.sectors[0] if gold.sectors else None, _main_sector(answer)
    right = wanted == got or (wanted is not None and wanted == CODE_SECTORS.get(answer.international_code or ""))
    counts["sector"] += right
    if not right:
        notes.append(f"sector of {gold.exact}: {wanted}, got {got}")
    return notes


def _main_sector(answer: ActorMention) -> str | None:
    return answer.sectors[0] if answer.sectors else CODE_SECTORS.get(answer.international_code or "")


def _judge_pairs(wanted: tuple[GoldActor, ...], matched: dict[int, ActorMention], counts: Counter[str]) -> list[str]:
    notes = []
    named = [i for i, gold in enumerate(wanted) if is_named(gold.entity)]
    for i, j in itertools.combinations(named, 2):
        one, other = matched.get(i), matched.get(j)
        joined = one is not None and other is not None and one.actor_id == other.actor_id
        if wanted[i].entity == wanted[j].entity:
            counts["same"] += 1
            counts["joined"] += joined
            if not joined:
                notes.append(f"not joined: {wanted[i].exact} and {wanted[j].exact}")
        elif one is not None and other is not None:
            counts["other"] += 1
            counts["apart"] += not joined
            if joined:
                notes.append(f"not apart: {wanted[i].exact} and {wanted[j].exact}")
    return notes


def is_named(entity: str) -> bool:
    """Tell whether an entity is one actor with a proper name, and no description ("students in Beijing") or several.

    >>> is_named("Mohamed bin Zayed Al Nahyan"), is_named("Joe Biden + Vladimir Putin")
    (True, False)
    """
    words = entity.split()
    named = all(word != word.lower() or len(word) <= PARTICLE_LETTERS for word in words)
    return named and entity != entity.lower() and "+" not in words
