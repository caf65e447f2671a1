"""Find where two sides cannot both hold, and where a plan did not come out as planned.

In:  articles with their own discrepancies, events, agreements. Out: `Contradiction`s with both sides' words.
A difference of precision, of rounding, of time zone is none.
Left to `conflicts`: one event told in two ways; to `quantities`: one thing counted in two ways; to `denials`: what
is told and denied. Left to `disputes`: two events that exclude each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.lexicons.load.person_names import fold_name
from dragoman.records.entities import Agreement, AgreementStage, Contradiction, Event, Side
from dragoman.records.mentions import Discrepancy
from dragoman.records.spans import Evidence
from dragoman.records.vocabulary import Stage
from dragoman.resolve.articles import Article
from dragoman.resolve.comparing.frames import Days, read_interval
from dragoman.resolve.contradicting.conflicts import find_conflicts
from dragoman.resolve.contradicting.denials import find_denials, may_reply
from dragoman.resolve.contradicting.disputes import find_disputes
from dragoman.resolve.contradicting.evidence import Dossier, Library, contradict, describe
from dragoman.resolve.contradicting.quantities import find_two_counts
from dragoman.resolve.fusing.claims import interval_value

# Steps of one agreement that come one after the other; what a text tells otherwise it tells wrongly.
ORDER: tuple[Stage, ...] = ("proposed", "signed", "ratified", "in-force", "withdrawn")
# Steps that an agreement of two parties takes once: each may ratify by itself, withdraw and come back.
ONCE: frozenset[Stage] = frozenset(("signed", "in-force"))
RENEWED: frozenset[str] = frozenset(("ceasefire",))  # a truce that ends is made anew, under the same name
RENEWED_DAYS = 92  # days after which a step belongs to the next one

Detector = Callable[[Dossier], Iterator[Contradiction]]


def find_contradictions(
    library: Library, events: Sequence[Event], agreements: Sequence[Agreement]
) -> tuple[Contradiction, ...]:
    """Give all contradictions, sorted by id."""
    held = {event.event_id: event for event in events}
    dossier = Dossier(library=library, events=held, agreements=agreements)
    found = {each.contradiction_id: each for detector in DETECTORS for each in detector(dossier)}
    return tuple(found[key] for key in sorted(found))


def is_read_through(article: Article) -> bool:
    """Tell whether its own words may quarrel, whatever becomes of its events: all detectors that read articles ask."""
    return bool(article.annotations.discrepancies or article.figures) or any(map(may_reply, article.events.values()))


def find_own(dossier: Dossier) -> Iterator[Contradiction]:
    """Turn what documents say against themselves, or against a table, into contradictions of the record.

    Copies of one story that say the same give one.
    """
    same: defaultdict[tuple[object, ...], list[tuple[_Subject, Discrepancy]]] = defaultdict(list)
    for article in dossier.library.articles:
        for each in article.annotations.discrepancies:
            subject = _subject(dossier, article, each)
            values = tuple(fold_name(value) for value in each.values)
            same[each.kind, each.field, subject, values, each.reference].append((subject, each))
    for told in same.values():
        subject, first = told[0]
        group = [each for _, each in told]
        sides = [
            Side(value=value, printed=_side_words(group, position))
            for position, value in enumerate(first.values)
            if position < len(first.sides)
        ]
        if first.reference is not None and len(first.values) > len(first.sides):
            sides.append(Side(value=first.values[-1], printed=(), reference=first.reference))
        yield contradict(first.kind, subject.about, first.field, subject.subject_id, sides, first.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    about: str
    subject_id: str | None


def _subject(dossier: Dossier, article: Article, discrepancy: Discrepancy) -> _Subject:
    """Say what a discrepancy is about: it names an actor, a time expression, or just words."""
    name = dossier.library.names.get(discrepancy.subject)
    if name is not None:
        return _Subject(about=name, subject_id=discrepancy.subject)
    time = article.times.get(discrepancy.subject)
    if time is None:
        return _Subject(about=discrepancy.subject, subject_id=None)
    dated = [mention.mention_id for mention in article.events.values() if mention.time == time.time_id]
    event = next((each for each in dossier.events.values() if set(dated) & set(each.mention_ids)), None)
    if event is None:
        return _Subject(about=time.exact, subject_id=None)
    return _Subject(about=describe(event), subject_id=event.event_id)


def _side_words(group: Iterable[Discrepancy], position: int) -> tuple[Evidence, ...]:
    return tuple(sorted({each.sides[position] for each in group if position < len(each.sides)}))


def find_disorder(dossier: Dossier) -> Iterator[Contradiction]:
    """Find agreements told to be in force before they were signed, and the like."""
    for agreement in dossier.agreements:
        dated = [stage for stage in agreement.stages if stage.stage in ORDER]
        for one, other in combinations(dated, 2):
            early, late = sorted((one, other), key=lambda stage: ORDER.index(stage.stage))
            first, second = read_interval(early.date.interval), read_interval(late.date.interval)
            if early.stage == late.stage or first is None or second is None or second.last >= first.first - 1:
                continue
            if agreement.kind in RENEWED and first.gap(second) > RENEWED_DAYS:
                continue
            if late.date.basis == "publication":
                continue  # "comes into force once both have ratified it": told on that day, not done
            why = f"told to be {late.stage} before it was {early.stage}"
            sides = [_stage_side(early), _stage_side(late)]
            about = agreement.names[0]
            yield contradict("impossible-time", about, "stages", agreement.agreement_id, sides, why)


def find_two_dates(dossier: Dossier) -> Iterator[Contradiction]:
    """Find agreements told to have been signed on two days; what is told ahead of its time is a plan."""
    written = {each: read_interval(interval) for each, interval in dossier.library.published.items()}
    for agreement in dossier.agreements:
        for stage in sorted(ONCE):
            told = [each for each in agreement.stages if each.stage == stage and read_interval(each.date.interval)]
            # what is dated by the news of it may be news of a ceremony, of a text, of an anniversary
            stated = [each for each in told if each.date.basis != "publication" and not _is_ahead(each, written)]
            for one, other in combinations(stated, 2):
                if set(one.sentences) & set(other.sentences):
                    # "signed a pact on 12 May, renewing a similar one signed in 2015": one author, two pacts
                    continue
                sides = [_stage_side(one), _stage_side(other)]
                why = f"told to be {stage} on days that do not meet"
                about = agreement.names[0]
                yield contradict("conflict", about, "date", agreement.agreement_id, sides, why)


def _is_ahead(stage: AgreementStage, written: Mapping[str, Days | None]) -> bool:
    """Tell whether every article that dates the stage so was written before: "is to take effect in spring"."""
    days = read_interval(stage.date.interval)
    told = [written.get(words.document_id) for words in stage.printed]
    return days is not None and bool(told) and all(each is not None and each.last < days.first for each in told)


def _stage_side(stage: AgreementStage) -> Side:
    value = f"{stage.stage} {interval_value(stage.date.interval)}"
    return Side(value=value, printed=tuple(sorted({*stage.printed, *stage.sentences})))


DETECTORS: tuple[Detector, ...] = (
    find_own,
    find_disorder,
    find_two_dates,
    find_conflicts,
    find_two_counts,
    find_denials,
    find_disputes,
)
