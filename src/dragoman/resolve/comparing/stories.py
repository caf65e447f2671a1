"""Which story an article tells: its telling words; none of a digest, whose items have nothing to do with each other.

In:  an article. Out: rare words of all that it tells; whether it is a digest.
Left to `frames`, `sightings`, `scoring`: how like two stories are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Set as AbstractSet
from itertools import combinations

from dragoman.resolve.articles import Article
from dragoman.resolve.comparing.parties import NO_WORDS, party_code
from dragoman.resolve.comparing.rarity import rare_words

STORY_LEAST = 8  # telling words of an article below which nothing says what its story is
STORY_CHANCE, STORY_SURE = 0.2, 0.45  # shares of them in common: of any two articles of a field, of one story
DIGEST_LEAST, DIGEST_MOST = 5, 40  # sentences: with fewer nothing can be told, and no more are compared
# Share of pairs of sentences with a word or a party in common: half and more of a story, one in ten of a digest.
DIGEST_SHARE = 0.2


def story_words(article: Article) -> frozenset[str]:
    """Give the rare words of all that an article tells, its names too: articles of one story share most of them.

    None of a digest: it tells no one story.
    """
    return NO_WORDS if is_digest(article) else words_told(article)


def words_told(article: Article) -> frozenset[str]:
    """Give the rare words of all that an article tells, of one story or many."""
    told = [event.sentence.exact for event in article.events.values()]
    told += [quotation.content.exact for quotation in article.annotations.quotations]
    told += [mention.exact for mention in article.actors.values() if mention.mention_type == "NAM"]
    # numbers are in every article: "2026", "10", "30"
    return frozenset(word for text in set(told) for word in rare_words(text) if not word[0].isdigit())


def story_share(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """Give the share of telling words, 0 to 1, that two stories have in common; 0 where one tells too few."""
    fewest = min(len(one), len(other))
    return len(one & other) / fewest if fewest >= STORY_LEAST else 0.0


def is_digest(article: Article) -> bool:
    """Tell the items of a day from a story: hardly two sentences share a telling word, an actor or a state."""
    told = {event.sentence.span.start: event.sentence for event in article.events.values()}
    if len(told) < DIGEST_LEAST:
        return False
    starts = sorted(told)[:DIGEST_MOST]
    signs = [set(rare_words(told[start].exact)) for start in starts]
    for actor in article.actors.values():
        place = bisect_right(starts, actor.span.start) - 1
        if place >= 0 and actor.span.start < told[starts[place]].span.end:
            signs[place] |= {actor.actor_id, party_code(actor)}
    akin = [not one.isdisjoint(other) for one, other in combinations(signs, 2)]
    return sum(akin) < DIGEST_SHARE * len(akin)
