"""An event told in one sentence, made from its fields and nothing else.

In:  events. Out: plain text, in the words of `event_words.toml`; who prints it escapes it, and puts the very words of
the articles beside it. A plan is never told as done, an allegation never without saying that it is one.
Left to `wording`: single values.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from dragoman.errors import ConfigError
from dragoman.records.entities import Event, Party
from dragoman.records.vocabulary import EVENT_TYPES
from dragoman.views.wording import join_words, name_attributed, say_when

FILE = Path(__file__).resolve().parent / "event_words.toml"
MOST_NAMES = 4  # of a side in a sentence; the fields name them all


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """Reads as: an event of this type and mode is told with these verbs; see the head of the file."""

    past: str
    bare: str
    toward: str
    alone: str
    alone_bare: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Articles:
    """Reads as: names that begin or end so, or are these, take the article."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    names: frozenset[str]


@functools.cache
def load_event_words() -> tuple[Mapping[tuple[str, str], EventWords], Articles]:
    """Load the verbs by type and mode (empty: any mode), and the names with an article."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    article = table.pop("article")
    if set(table) != set(EVENT_TYPES):
        raise ConfigError(f"{FILE.name}: types differ: {sorted(set(table) ^ set(EVENT_TYPES))}")
    words: dict[tuple[str, str], EventWords] = {}
    for event_type, row in table.items():
        plain = {key: value for key, value in row.items() if isinstance(value, str)}
        words[event_type, ""] = EventWords(**plain)
        for mode, changed in row.items():
            if isinstance(changed, dict):
                words[event_type, mode] = EventWords(**changed)
    articles = Articles(starts=tuple(article["starts"]), ends=tuple(article["ends"]), names=frozenset(article["names"]))
    return MappingProxyType(words), articles


def tell_event(event: Event, *, dated: bool = True) -> str:
    """Tell an event in one sentence, with its day and place where they are known, without a full stop.

    `dated=False` leaves out the day, and the author on whose word alone it rests, where they stand beside the sentence.
    """
    words = _choose_words(event)
    who = name_sides(event.sources) or "somebody unnamed"
    upon = name_sides(event.targets)
    past = " ".join(part for part in (words.past, words.toward, upon) if part) if upon else words.alone
    bare = " ".join(part for part in (words.bare, words.toward, upon) if part) if upon else words.alone_bare
    told = _assert(event, who, past, bare)
    where = f" in {_with_article(event.place.name)}" if event.place is not None else ""
    when = _say_date(event) if dated else ""
    by = _say_whose_word(event) if dated else ""
    sentence = f"{told}{where}{when}{by}"
    return sentence[:1].upper() + sentence[1:]


def _assert(event: Event, who: str, past: str, bare: str) -> str:
    """Say how far it is asserted: a plan is told as a plan, an allegation as somebody's."""
    several = len(event.sources) > 1
    by = f" by {name_sides(event.attributed_to)}" if event.attributed_to else ""
    told = {
        "planned": f"{who} {'are' if several else 'is'} to {bare}",
        "possible": f"{who} may {bare}",
        "alleged": f"it is alleged{by} that {who} {past}",
        "denied": f"it is denied{by} that {who} {past}",
    }
    return told.get(event.status, f"{who} {past}")


def _say_whose_word(event: Event) -> str:
    """Say on whose word an act rests that only opinions and press releases tell."""
    if event.status in ("alleged", "denied") or not any(party.genre for party in event.attributed_to):
        return ""
    return f", according to {name_sides(event.attributed_to)}"


def _say_date(event: Event) -> str:
    when = say_when(event.date.interval)
    if event.date.basis == "publication" and when.startswith("on "):
        return f" around {when.removeprefix('on ')}"  # told as news: the article's day, not one that it states
    return f" {when}" if when else ", on a day that is not known"


def _choose_words(event: Event) -> EventWords:
    words, _ = load_event_words()
    chosen = next((mode for mode in event.modes if (event.event_type, mode) in words), "")
    return words[event.event_type, chosen]


def name_sides(parties: Sequence[Party]) -> str:
    """Name the parties of a side as a sentence does: "Japan, the United States and 3 others"."""
    names = list(dict.fromkeys(name_party(party) for party in parties))
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} others"]
    return join_words(names)


def name_party(party: Party) -> str:
    """Name a party, with the article where its name takes one, and with the genre in which alone it says so."""
    named = name_attributed(party)
    return named if party.kind == "person" else _with_article(named)


def _with_article(name: str) -> str:
    _, articles = load_event_words()
    takes = name.startswith(articles.starts) or name.endswith(articles.ends) or name in articles.names
    is_owned = "’s " in name or "'s " in name  # "Japan's trade ministry" has its article in the owner
    return f"the {name}" if takes and not is_owned and not name.lower().startswith(("the ", "a ", "an ")) else name
