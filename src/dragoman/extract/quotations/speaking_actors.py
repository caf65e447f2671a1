"""Find the actor mention that a speaker's wording is: by its head word, else by the body it belongs to.

In:  the actor mentions of the document. Out: the mention id of the speaker of an attribution, or None.
Left to `extract.actors`: who the actor is, and what a pronoun stands for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from dragoman.extract.quotations.attributions import Attribution
from dragoman.extract.quotations.layout import Layout
from dragoman.records.mentions import ActorMention

_WIDEST = 200  # characters; a mention that covers a word begins at most so far before it


class SpeakingActors:
    """Owns the actor mentions of one document, sorted, to be asked who speaks."""

    def __init__(self, layout: Layout, mentions: Sequence[ActorMention]) -> None:
        self._layout = layout
        self._mentions = sorted(mentions, key=lambda each: (each.span.start, each.span.end, each.mention_id))
        self._starts = [each.span.start for each in self._mentions]

    def find(self, attribution: Attribution) -> str | None:
        """Give the mention id of the speaker, None where nobody known speaks."""
        if attribution.head is None or not self._mentions:
            return None
        mention = self._at(attribution.head)
        if mention is None and attribution.speaker is not None:
            mention = self._affiliation(*attribution.speaker, attribution.head)
        return mention.mention_id if mention is not None else None

    def _at(self, offset: int) -> ActorMention | None:
        """Give the shortest mention that covers a character."""
        covering = []
        at = bisect_right(self._starts, offset)
        while at > 0 and self._starts[at - 1] > offset - _WIDEST:
            at -= 1
            if self._mentions[at].span.end > offset:
                covering.append(self._mentions[at])
        return min(covering, key=lambda each: (each.span.end - each.span.start, each.mention_id), default=None)

    def _affiliation(self, start: int, end: int, head: int) -> ActorMention | None:
        """Give the body of an unnamed official: "a spokesman for the ministry", "US officials".

        "his spokesman" is not his: a possessor is left out.
        """
        first = bisect_right(self._starts, start - 1)
        for mention in self._mentions[first:]:
            if mention.span.start >= end:
                return None
            token = self._layout.doc[self._layout.token_at(mention.span.end - 1)]
            if mention.mention_type == "PRO" or token.dep_ == "poss":
                continue
            before = mention.span.end <= head + 1 and token.dep_ in ("compound", "amod", "nmod")
            after = mention.span.start > head and token.dep_ == "pobj"
            if before or after:
                return mention
        return None
