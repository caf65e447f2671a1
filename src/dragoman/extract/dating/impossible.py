"""Times that cannot be: a season against a date just before it, a coming day told as past, an old threat told as news.

In:  a parse, its time expressions, the article's date. Out: `Discrepancy`s of kind `impossible-time`.
Left to `resolve.contradictions`: what articles say against one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from spacy.tokens import Span, Token

from dragoman.extract.dating.told import Told, read_told
from dragoman.lexicons.load.files import fingerprint
from dragoman.lexicons.load.known_events import KnownEvent, load_known_events
from dragoman.lexicons.load.tables import load_office_holders, load_states
from dragoman.nlp.grammar import Clause
from dragoman.nlp.parse import Parsed
from dragoman.records.documents import Document
from dragoman.records.ids import discrepancy_id
from dragoman.records.mentions import Annotations, Discrepancy
from dragoman.records.spans import Evidence
from dragoman.records.times import DocumentDate, TimeExpression, interval_days

SEASON_MONTHS = {"WI": (12, 1, 2), "SP": (3, 4, 5), "SU": (6, 7, 8), "FA": (9, 10, 11)}
SEASON_SLACK = 1  # months: a cold March is winter to many
SCENE_REACH = 900  # characters that a scene's time governs: its paragraph and the next sentences
CUE_REACH = 70  # characters between "fresh from" and the date
LONG_AGO = timedelta(days=365)  # a threat is news until the deed; a year after it the telling is wrong
SLACK = timedelta(days=2)  # time zones, and pages dated a day early

# "fresh from his victory on July 5th", "days after the vote of 3 May": what is told came at once after it
_AT_ONCE = re.compile(
    r"\b(?:fresh (?:from|off)|(?:just|shortly|soon|immediately|right|straight) after"
    r"|(?:hours|days|a day|a week|weeks) after|in the wake of|on the heels of)\b[^.!?\n]*$",
    re.IGNORECASE,
)
_INTENT_LEMMAS = frozenset(
    ("intend", "plan", "prepare", "want", "threaten", "be", "decide", "ready", "consider", "poise", "go")
)
_DEEDS = {"invade": "invasion", "annex": "annexation"}  # the verb of a plan, the noun in the deed's name


def find_impossible_times(
    parsed: Parsed, found: Annotations, document_date: DocumentDate, events: Sequence[KnownEvent] | None = None
) -> tuple[Discrepancy, ...]:
    """Find what the article tells that cannot be, given its own words, its date or a dated event."""
    told = read_told(parsed, found.times)
    discrepancies = [
        *_scenes_against_dates(parsed.document, told),
        *_future_told_as_past(parsed, told, document_date),
        *_old_intentions(parsed, found.times, document_date, load_known_events() if events is None else events),
    ]
    unique = {each.discrepancy_id: each for each in discrepancies}
    return tuple(sorted(unique.values(), key=lambda each: (each.sides, each.discrepancy_id)))


def _scenes_against_dates(document: Document, told: Sequence[Told]) -> Iterator[Discrepancy]:
    """Find a scene in one part of the year and, at once before it, a day in another."""
    for index, each in enumerate(told):
        months = _scene_months(each.time)
        if months is None or not _sets_scene(document, each.time):
            continue
        for later in told[index + 1 :]:
            start = later.time.span.start
            if start - each.time.span.end > SCENE_REACH:
                break
            month, year = later.time.symbol.month, later.time.symbol.year
            if month is None or not _AT_ONCE.search(document.text[max(0, start - CUE_REACH) : start]):
                continue
            same_year = year is None or each.time.symbol.year is None or year == each.time.symbol.year
            if same_year and month not in months and month % 12 + 1 not in months:
                yield _discrepancy(
                    document,
                    (each.time, later.time),
                    f"what is told in {each.time.exact!r} came at once after {later.time.exact!r}, "
                    "which is another part of the year",
                )


def _scene_months(time: TimeExpression) -> frozenset[int] | None:
    """Give the months that a scene may be in; None where the expression is no part of a year."""
    symbol = time.symbol
    if symbol.season is not None:
        middle = SEASON_MONTHS[symbol.season]
        return frozenset((month - 1 + move) % 12 + 1 for month in middle for move in (-SEASON_SLACK, 0, SEASON_SLACK))
    return frozenset((symbol.month,)) if symbol.month is not None and symbol.day is None else None


def _sets_scene(document: Document, time: TimeExpression) -> bool:
    """Tell whether a time opens its sentence: "In the cold winter of 2024, ... a call took place"."""
    before = re.split(r"[.!?\n]", document.text[max(0, time.span.start - CUE_REACH) : time.span.start])[-1]
    return len(before.split()) <= 4


def _future_told_as_past(parsed: Parsed, told: Sequence[Told], published: DocumentDate) -> Iterator[Discrepancy]:
    """Find a full date after the article's own that a verb tells as past."""
    days = interval_days(published.interval)
    if days is None or published.basis not in ("given", "stated"):
        return
    clauses = {clause.head: clause for clause in parsed.clauses}
    for each in told:
        own = interval_days(each.time.interval)
        symbol = each.time.symbol
        if own is None or symbol.kind != "calendar" or symbol.month is None or symbol.bound == "before":
            continue
        clause = clauses.get(each.telling.verb) if each.telling.verb is not None else None
        if own[0] > days[1] + SLACK and each.telling.direct and _is_done(clause):
            yield _against_date(parsed.document, each.time, published, own[0])


def _is_done(clause: Clause | None) -> bool:
    return (
        clause is not None
        and clause.tense == "past"
        and clause.modal is None
        and not clause.negated
        and not clause.conditional
        and clause.mood == "indicative"
    )


def _against_date(document: Document, time: TimeExpression, published: DocumentDate, day: date) -> Discrepancy:
    why = f"{time.exact!r} is told as past in an article of {published.interval.latest}"
    evidence = Evidence(document_id=document.document_id, span=time.span, exact=time.exact)
    sides = (evidence, *published.evidence[:1])
    reference = None if published.evidence else ("published", document.document_id, str(published.interval.value))
    return Discrepancy(
        discrepancy_id=discrepancy_id(document.document_id, "impossible-time", time.time_id, "published"),
        kind="impossible-time",
        field="date",
        subject=time.time_id,
        sides=sides,
        values=(day.isoformat(), published.interval.latest or ""),
        why=why,
        reference=reference,
    )


def _discrepancy(document: Document, times: tuple[TimeExpression, ...], why: str) -> Discrepancy:
    return Discrepancy(
        discrepancy_id=discrepancy_id(document.document_id, "impossible-time", *(time.time_id for time in times)),
        kind="impossible-time",
        field="date",
        subject=times[0].time_id,
        sides=tuple(Evidence(document_id=document.document_id, span=time.span, exact=time.exact) for time in times),
        values=tuple(time.value for time in times),
        why=why,
    )


def _old_intentions(
    parsed: Parsed, times: Sequence[TimeExpression], published: DocumentDate, events: Sequence[KnownEvent]
) -> Iterator[Discrepancy]:
    """Find a deed told as still intended ("that Ardania intended to invade Belmark") that was done long ago."""
    earliest = published.interval.earliest
    if earliest is None:
        return
    done = [
        event
        for event in events
        if any(deed in event.name for deed in _DEEDS.values())
        and date.fromisoformat(event.start) + LONG_AGO < date.fromisoformat(earliest)
    ]
    if not done:
        return
    clauses = {clause.head: clause for clause in parsed.clauses}
    for clause in parsed.clauses:
        verb = parsed.doc[clause.head]
        if not _is_intended(parsed, clauses, clause) or _is_dated(times, verb):
            continue
        deed = _DEEDS.get(verb.lemma_.lower())
        words = {parsed.doc[index].text for index in clause.undergoers}
        if deed is None or parsed.document.zone_at(verb.idx) not in ("title", "body"):
            continue
        named = [event for event in done if deed in event.name and words & _names_of(event.country)]
        if named and _names_doer(verb.sent, named[-1]):
            yield _against_event(parsed, clause, named[-1])


def _is_intended(parsed: Parsed, clauses: dict[int, Clause], clause: Clause) -> bool:
    """Tell "intended to invade", "would invade", "will invade" from "invaded" and "failed to invade"."""
    if clause.negated or clause.conditional:
        return False
    if clause.tense == "future" or clause.modal in ("would", "could", "may", "might"):
        return not clause.perfect
    above = parsed.doc[clause.governor] if clause.governor is not None else None
    return (
        clause.mood == "infinitive"
        and above is not None
        and above.lemma_.lower() in _INTENT_LEMMAS
        and above.i in clauses
    )


def _is_dated(times: Sequence[TimeExpression], verb: Token) -> bool:
    """Tell whether the sentence gives the telling a date of its own: "In 2022 he warned that ..."."""
    sent = verb.sent
    return any(
        sent.start_char <= time.span.start < sent.end_char
        and time.type in ("DATE", "TIME")
        and time.symbol.kind != "vague"
        for time in times
    ) or any(token.tag_ == "VBD" and token.lower_ == "had" for token in sent)


def _names_of(code: str | None) -> frozenset[str]:
    return frozenset(name for state in load_states() if state.code == code for name in (state.name, *state.aliases))


def _names_doer(sent: Span, event: KnownEvent) -> bool:
    """Tell whether the sentence names a state that did it, its people, or one of its leaders."""
    doers = [code for code in event.actors if code != event.country]
    words = {token.text.removesuffix("'s").removesuffix("’s") for token in sent}
    states = {
        name
        for state in load_states()
        if state.code in doers
        for name in (state.name, *state.aliases, *state.adjectives, *state.demonyms, state.capital)
    }
    leaders = {row.person.split(" ")[-1] for row in load_office_holders() if row.country in doers}
    return bool(words & (states | leaders))


def _against_event(parsed: Parsed, clause: Clause, event: KnownEvent) -> Discrepancy:
    document = parsed.document
    tokens = [clause.head, *clause.doers, *clause.undergoers]
    if clause.governor is not None:
        tokens.append(clause.governor)
    first, last = parsed.doc[min(tokens)], parsed.doc[max(tokens)]
    evidence = document.evidence(first.idx, last.idx + len(last.text))
    return Discrepancy(
        discrepancy_id=discrepancy_id(document.document_id, "impossible-time", evidence.span.start, event.event_id),
        kind="impossible-time",
        field="date",
        subject=evidence.exact,
        sides=(evidence,),
        values=(evidence.exact, event.start),
        why=f"told as still to come, but {event.name} began on {event.start}",
        reference=("known_events", event.event_id, fingerprint()),
    )
