"""Tell what kind of article it is, with the words that say so: news, opinion, press release, rewrite ...

In:  a parse. Out: a genre and its evidence. News is what no cue contradicts.
Left to `resolve.fusion`: how a genre weighs.
"""

from __future__ import annotations

from collections import defaultdict

from dragoman.lexicons.load.genre_cues import load_genre_cues
from dragoman.nlp.parse import Parsed
from dragoman.records.mentions import Annotations
from dragoman.records.spans import Evidence
from dragoman.records.vocabulary import GENRES, Genre

ENOUGH = 1.0  # one certain cue or two good ones
MAX_HITS = 2  # the same cue again and again says no more than twice


def read_genre(parsed: Parsed, found: Annotations) -> tuple[Genre, tuple[Evidence, ...]]:
    """Weigh the cues of the article's own voice; ties go to the genre that stands first in the vocabulary."""
    document = parsed.document
    del found
    scores: defaultdict[Genre, float] = defaultdict(float)
    evidence: defaultdict[Genre, list[Evidence]] = defaultdict(list)
    for cue in load_genre_cues():
        hits = [m for m in cue.pattern.finditer(document.text) if document.zone_at(m.start()) in ("title", "body")]
        for match in hits[:MAX_HITS]:
            scores[cue.genre] += cue.weight
            evidence[cue.genre].append(document.evidence(match.start(), match.end()))
    ranked = sorted(scores, key=lambda genre: (-scores[genre], GENRES.index(genre)))
    if not ranked or scores[ranked[0]] < ENOUGH:
        return "news", ()
    return ranked[0], tuple(sorted(evidence[ranked[0]]))
