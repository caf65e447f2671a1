"""Tell what kind of article it is, with the words that say so: news, opinion, press release, rewrite ...

In:  a parse and its times. Out: a genre and its evidence. News is what no other genre's cues outweigh.
Left to `lexicons/genre_cues.toml`: the cues and their weights. Left to `resolve.fusion`: how a genre weighs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from spacy.symbols import aux

from dragoman.errors import ConfigError
from dragoman.lexicons.load.genre_cues import CueScope, GenreCue, load_enough, load_genre_cues, load_genre_words
from dragoman.nlp.parse import Parsed
from dragoman.records.documents import Document
from dragoman.records.mentions import Annotations
from dragoman.records.spans import CharSpan, Evidence
from dragoman.records.vocabulary import GENRES, Genre

LEAD = 0.3  # by which it must outweigh the cues of news
SHORT = 350  # words; what may stand anywhere is counted as in an article so long
EDGE_LINES = 5  # lines that are the head of an article, or its tail
QUOTE_LENGTH = 1200  # characters; a quotation mark that closes later was never closed
NEGATIONS = frozenset(("not", "n't", "n’t", "never"))
NOT_ITS_OWN = frozenset(("related", "repeated", "pull-quote", "caption"))
# "QUESTION: Will the talks go on?", but not "SAMOA: LOANS UNDER REVIEW"
_TURN = re.compile(
    r"(?m)^((?:Q|A|[A-Z][A-Z.'’ -]{2,40}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}):[ \t])(?=[^\n]*[a-z]{2})[^\n]*"
)
TURNS = 3  # so many turns make a dialogue; then what stands in them is no author's voice
_QUOTED = re.compile(rf"“[^”\n]{{1,{QUOTE_LENGTH}}}(?:”|\n|$)|\"[^\"\n]{{1,{QUOTE_LENGTH}}}(?:\"|\n|$)")


def read_genre(parsed: Parsed, found: Annotations) -> tuple[Genre, tuple[Evidence, ...]]:
    """Weigh the cues; ties go to the genre that stands first in the vocabulary.

    The evidence is the words of the cues that decided; none where nothing tells the article from news.
    """
    document = parsed.document
    scopes = _Scopes(document)
    thin = min(1.0, SHORT / max(1, len(document.text.split())))
    scores: defaultdict[Genre, float] = defaultdict(float)
    evidence: defaultdict[Genre, list[Evidence]] = defaultdict(list)
    for cue in load_genre_cues():
        hits = [span for span in _find(cue, parsed, found) if scopes.holds(cue.scope, span)]
        scores[cue.genre] += cue.weight * min(cue.most, len(hits) * (thin if cue.dense else 1))
        for span in hits[: cue.most]:
            evidence[cue.genre].append(document.evidence(span.start, span.end))
    ranked = sorted(
        (genre for genre in scores if genre != "news"),
        key=lambda genre: (-round(scores[genre], 4), GENRES.index(genre)),
    )
    enough = load_enough()
    sure = [genre for genre in ranked if round(scores[genre], 4) >= max(enough[genre], round(scores["news"] + LEAD, 4))]
    if not sure or sure[0] != ranked[0]:
        return "news", ()
    return ranked[0], tuple(sorted(set(evidence[ranked[0]])))


def _find(cue: GenreCue, parsed: Parsed, found: Annotations) -> Iterator[CharSpan]:
    if cue.pattern is not None:
        for match in cue.pattern.finditer(parsed.document.text):
            if match.end() > match.start():
                yield CharSpan(start=match.start(), end=match.end())
        return
    measure = MEASURES.get(cue.measure or "")
    if measure is None:
        raise ConfigError(f"lexicon genre_cues.toml: no measure {cue.measure!r}")
    yield from measure(parsed, found)


class _Scopes:
    """Knows which characters a cue's scope holds."""

    def __init__(self, document: Document) -> None:
        self._document = document
        lines = [match.span() for match in re.finditer(r"[^\n]+", document.text)]
        self._head = lines[min(EDGE_LINES, len(lines)) - 1][1] if lines else 0
        self._tail = lines[-min(EDGE_LINES, len(lines))][0] if lines else 0
        self._quoted = [match.span() for match in _QUOTED.finditer(document.text)]
        turns = [match.span() for match in _TURN.finditer(document.text)]
        if len(turns) >= TURNS:
            self._quoted += turns

    def holds(self, scope: CueScope, span: CharSpan) -> bool:
        """Tell whether a span lies in the scope."""
        zone = self._document.zone_at(span.start)
        if zone in NOT_ITS_OWN:
            return False
        if scope == "title":
            return zone == "title"
        if scope == "head":
            return span.start < self._head
        if scope == "tail":
            return span.start >= self._tail
        if scope == "any":
            return True
        quoted = any(start < span.start and span.end <= end for start, end in self._quoted)
        return not quoted and zone in ("title", "body", "dateline")


def _speaker_turns(parsed: Parsed, found: Annotations) -> Iterator[CharSpan]:
    """Find the names before what each speaker says."""
    del found
    for match in _TURN.finditer(parsed.document.text):
        yield CharSpan(start=match.start(1), end=match.end(1))


def _emphatic_do(parsed: Parsed, found: Annotations) -> Iterator[CharSpan]:
    """Find "the deal did fail": a helper verb that neither denies nor asks."""
    del found
    for token in parsed.doc:
        if token.dep != aux or token.lower_ not in ("do", "does", "did") or token.lemma_.lower() != "do":
            continue
        head = token.head
        inverted = any(child.dep_ in ("nsubj", "expl") and child.i > token.i for child in head.children)
        denied = any(child.dep_ == "neg" or child.lower_ in NEGATIONS for child in head.children)
        denied = denied or token.nbor().lower_ in NEGATIONS
        has_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in head.children)
        if head.tag_ == "VB" and token.i < head.i and has_subject and not inverted and not denied:
            yield CharSpan(start=token.idx, end=head.idx + len(head.text))


def _states_in_progress(parsed: Parsed, found: Annotations) -> Iterator[CharSpan]:
    """Find "the plan is consisting of two parts"."""
    del found
    states, participle = load_genre_words()["states"], parsed.doc.vocab.strings["VBG"]
    for token in parsed.doc:
        if token.tag != participle or token.lemma_.lower() not in states:
            continue
        helper = next((child for child in token.children if child.lemma_.lower() == "be" and child.dep_ == "aux"), None)
        if helper is not None and helper.i < token.i:
            yield CharSpan(start=helper.idx, end=token.idx + len(token.text))


def _perfect_on_a_day(parsed: Parsed, found: Annotations) -> Iterator[CharSpan]:
    """Find "has signed it on Monday": a perfect with a day that is over."""
    clauses = {clause.head: clause for clause in parsed.clauses}
    for time in found.times:
        if time.symbol.kind not in ("weekday", "calendar") or time.type != "DATE" or time.symbol.bound != "none":
            continue
        token = next(iter(parsed.doc.char_span(time.span.start, time.span.end, alignment_mode="expand") or ()), None)
        if token is None or token.head.lower_ not in ("on", "in"):
            continue
        governor = token.head.head
        clause = clauses.get(governor.i)
        day = time.symbol.kind == "weekday" or time.symbol.day is not None
        if day and clause is not None and clause.perfect and clause.tense == "present":
            first, last = sorted((governor, token), key=lambda each: each.i)
            yield CharSpan(start=first.idx, end=last.idx + len(last.text))


def _prose_paragraphs(parsed: Parsed, found: Annotations) -> Iterator[CharSpan]:
    """Find paragraphs in which nobody is quoted or said something, and which tell of no more deeds than states."""
    del found
    reporting = load_genre_words()["reporting"]
    heads = [(parsed.doc[clause.head], clause) for clause in parsed.clauses if clause.mood == "indicative"]
    spoken = [head.idx for head, clause in heads if head.lemma_.lower() in reporting and clause.tense == "past"]
    past = [head.idx for head, clause in heads if clause.tense == "past" or clause.perfect]
    timeless = [head.idx for head, clause in heads if clause.tense != "past" and not clause.perfect]
    for match in re.finditer(r"[^\n]{250,}", parsed.document.text):
        quoted = _QUOTED.search(match[0])
        long_quote = quoted is not None and len(quoted[0].split()) > 4
        told, now, then = (sum(match.start() <= at < match.end() for at in each) for each in (spoken, timeless, past))
        if not long_quote and not told and now >= then:
            yield CharSpan(start=match.start(), end=match.start() + 60)


Measure = Callable[[Parsed, Annotations], Iterator[CharSpan]]
MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "speaker-turns": _speaker_turns,
        "emphatic-do": _emphatic_do,
        "states-in-progress": _states_in_progress,
        "perfect-on-a-day": _perfect_on_a_day,
        "prose-paragraphs": _prose_paragraphs,
    }
)
