"""One statement for each thing somebody said, wherever and however often it is printed.

In:  the quotations of articles. Out: `Statement`s with all their printings.
Two wordings are one when four fifths of the shorter stand in the longer in order: another translation, a fragment.
What is quoted within a quotation is its own speaker's statement, by the account of the one who quotes him; where an
article prints it without him, it is told at first hand.
Left to `extract.quotations`: who said it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dragoman.lexicons.load.person_names import fold_name
from dragoman.records.entities import Party, Statement
from dragoman.records.ids import statement_id
from dragoman.records.mentions import Quotation, SayingOccasion
from dragoman.records.spans import Evidence
from dragoman.records.times import Interval
from dragoman.records.vocabulary import QuotationKind
from dragoman.resolve.articles import LATE, Article, as_party
from dragoman.resolve.comparing.rarity import rare_words

MIN_INDIRECT_CONFIDENCE = 0.6  # below, what looks like reported speech is as often the article's own telling
SAME_SHARE = 0.8  # share of the shorter one's words that must stand in the longer one in order
FRAGMENT_WORDS = 3  # up to so many words a quotation is a fragment: all of it must stand in the other, unbroken
MAX_POSTINGS = 60  # statements of one speaker that share a word, beyond which that word is not asked
KIND_ORDER: tuple[QuotationKind, ...] = ("direct", "mixed", "indirect")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reporter:
    """Reads as: this one says that another said it, in the quotation of this id."""

    quotation_id: str
    party: Party | None
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Utterance:
    """Reads as: an article prints these words of that speaker, in one part or several; `parts` are their ids."""

    key: tuple[str, str]
    speaker: Party | None
    speaker_words: str | None
    words: tuple[str, ...]
    content: str
    kind: QuotationKind
    addressee: str | None
    occasion: SayingOccasion | None
    reporter: _Reporter | None
    interval: Interval
    printed: tuple[Evidence, ...]
    parts: tuple[str, ...]


def fuse_statements(articles: Sequence[Article]) -> tuple[Statement, ...]:
    """Give the statements, sorted by id."""
    by_speaker: defaultdict[str, list[_Utterance]] = defaultdict(list)
    for article in articles:
        for utterance in _utterances(article):
            by_speaker[_speaker_key(utterance)].append(utterance)
    groups = [group for key in sorted(by_speaker) for group in _group(by_speaker[key])]
    home = {part: _statement_id(group) for group in groups for each in group for part in each.parts}
    return tuple(sorted((_fuse(group, home) for group in groups), key=lambda statement: statement.quotation_id))


def _speaker_key(utterance: _Utterance) -> str:
    if utterance.speaker is not None:
        return f"actor:{utterance.speaker.actor_id}"
    # "a senior official" of two articles may be two persons; their words are joined only where they are the same
    return f"words:{fold_name(utterance.speaker_words or '')}"


def _utterances(article: Article) -> Iterator[_Utterance]:
    parts: defaultdict[str, list[Quotation]] = defaultdict(list)
    for quotation in article.annotations.quotations:
        if quotation.kind != "indirect" or quotation.confidence >= MIN_INDIRECT_CONFIDENCE:
            parts[quotation.utterance].append(quotation)
    for utterance in sorted(parts):
        some = sorted(parts[utterance], key=lambda each: (each.content.span, each.quotation_id))
        content = " ".join(part.content.exact.strip() for part in some)
        speaker = next(
            (article.actors[each.speaker_id] for each in some if each.speaker_id and each.speaker_id in article.actors),
            None,
        )
        yield _Utterance(
            key=(article.order[0], some[0].quotation_id),
            speaker=as_party(speaker) if speaker is not None else None,
            speaker_words=speaker.exact if speaker is not None else None,
            words=tuple(fold_name(content).split()),
            content=content,
            kind=min((part.kind for part in some), key=KIND_ORDER.index),
            addressee=next((part.addressee for part in some if part.addressee), None),
            occasion=next((part.occasion for part in some if part.occasion), None),
            reporter=_find_reporter(article, some),
            interval=_said_on(article, some[0]),
            printed=tuple(part.content for part in some),
            parts=tuple(part.quotation_id for part in some),
        )


def _find_reporter(article: Article, parts: Sequence[Quotation]) -> _Reporter | None:
    """Find who tells it, where it stands in a quotation of somebody else."""
    outer_id = next((part.within for part in parts if part.within), None)
    outer = next((each for each in article.annotations.quotations if each.quotation_id == outer_id), None)
    if outer is None:
        return None
    speaker = article.actors.get(outer.speaker_id) if outer.speaker_id else None
    return _Reporter(
        quotation_id=outer.quotation_id,
        party=as_party(speaker) if speaker is not None else None,
        words=speaker.exact if speaker is not None else None,
    )


def _said_on(article: Article, quotation: Quotation) -> Interval:
    """Give the day it was said: that of a dated event told in the same sentence by the speaker, else of the article."""
    for event in article.annotations.events:
        is_near = event.sentence.span.overlaps(quotation.content.span)
        if is_near and event.date.basis == "stated" and quotation.speaker_id in event.sources:
            return event.date.interval
    return article.published.interval


def _group(utterances: Sequence[_Utterance]) -> list[list[_Utterance]]:
    """Group one speaker's words, the longest first: fragments find the whole."""
    groups: list[list[_Utterance]] = []
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for utterance in sorted(utterances, key=lambda each: (-len(each.words), each.content, each.key)):
        keys = sorted(rare_words(utterance.content)) or sorted(set(utterance.words))
        near = sorted({index for key in keys for index in postings[key][:MAX_POSTINGS]})
        home = next((index for index in near if _is_one(groups[index], utterance)), None)
        if home is None:
            home = len(groups)
            groups.append([])
            for key in sorted({*rare_words(utterance.content), *utterance.words}):
                postings[key].append(home)
        groups[home].append(utterance)
    return groups


def _is_one(group: Sequence[_Utterance], utterance: _Utterance) -> bool:
    """Tell whether an utterance is the statement of a group; what stands within one is never that one itself."""
    holds = utterance.reporter is not None and any(utterance.reporter.quotation_id in each.parts for each in group)
    return not holds and is_same_wording(group[0].words, utterance.words)


def is_same_wording(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Tell whether two wordings are of one statement; of a fragment every word has to stand there unbroken.

    >>> is_same_wording("the talks were useful and frank".split(), "useful and frank".split())
    True
    """
    if not shorter:
        return not longer
    whole = f" {' '.join(longer)} "
    if f" {' '.join(shorter)} " in whole:
        return True
    if len(shorter) <= FRAGMENT_WORDS:
        return False
    blocks = SequenceMatcher(None, longer, shorter, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= SAME_SHARE * len(shorter)


def _statement_id(group: Sequence[_Utterance]) -> str:
    return statement_id(min(each.key for each in group)[1])


def _fuse(group: Sequence[_Utterance], home: Mapping[str, str]) -> Statement:
    """Make one statement of its printings; `home` gives the statement of each quotation."""
    told = sorted(group, key=lambda each: each.key)
    first = told[0]
    whole = max(told, key=lambda each: len(each.words))  # of equal ones the first told
    dated = [each.interval for each in told if each.interval.earliest is not None]
    reporters = [each.reporter for each in told if each.reporter is not None]
    # what one article prints at first hand is not told by somebody's account
    reporter = reporters[0] if len(reporters) == len(told) else None
    return Statement(
        quotation_id=_statement_id(group),
        speaker=next((each.speaker for each in told if each.speaker is not None), None),
        speaker_words=next((each.speaker_words for each in told if each.speaker_words), None),
        content=whole.content,
        kind=min((each.kind for each in told), key=KIND_ORDER.index),
        date=min(dated, key=lambda each: (each.earliest or LATE, each.latest or LATE)) if dated else first.interval,
        addressee=next((each.addressee for each in told if each.addressee), None),
        occasion=_fullest([each.occasion for each in told if each.occasion is not None]),
        within=home.get(reporter.quotation_id) if reporter is not None else None,
        reported_by=reporter.party if reporter is not None else None,
        reported_by_words=reporter.words if reporter is not None else None,
        printed=tuple(sorted({evidence for each in told for evidence in each.printed})),
    )


def _fullest(occasions: Sequence[SayingOccasion]) -> SayingOccasion | None:
    """Give the occasion in the most words, of equal ones the first told: "at a rally in Senna", not "at a rally"."""
    return max(occasions, key=lambda each: len(each.words.exact.split()), default=None)
