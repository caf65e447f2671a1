"""The summary of a report: a few paragraphs made from the record, each sentence with the footnotes it rests on.

In:  `Material` and its `Citations`. Out: a `Section` of prose.
What is planned, alleged or denied is told in a paragraph of its own and never as done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dragoman.records.entities import Actor, Agreement, Event
from dragoman.records.spans import Evidence
from dragoman.records.vocabulary import HAPPENED
from dragoman.views.reports.citing import Citations
from dragoman.views.reports.gathering import Material, rank, shown_words
from dragoman.views.reports.model import Phrase, Prose, Section, Sentence
from dragoman.views.reports.sections import event_anchor, name_agreement
from dragoman.views.sentences import name_sides, tell_event
from dragoman.views.wording import (
    CONFLICT_WORDS,
    STAGE_WORDS,
    count_words,
    join_words,
    name_code,
    name_speaker,
    say_when,
    shorten,
    write_day,
    write_number,
    write_period,
    write_range,
)

KEY_EVENTS, KEY_PENDING, KEY_AGREEMENTS, KEY_CONFLICTS, KEY_PAIRS, KEY_TURNS = 6, 4, 4, 3, 3, 2
NOTES_EACH = 2  # footnotes of a sentence: two articles that tell it are enough to check it
STAGE_PHRASES = {
    "proposed": "It was proposed",
    "negotiating": "It was under negotiation",
    "ready": "It was agreed or ready to be signed",
    "planned-signature": "Its signature was planned",
    "signed": "It was signed",
    "ratified": "It was ratified",
    "in-force": "It was in force",
    "suspended": "It was suspended",
    "withdrawn": "A party left or withdrew it",
    "expired": "It expired",
    "replaced": "It was replaced",
}


def build_summary(material: Material, citations: Citations) -> Section:
    """Sum a report up in sentences."""
    paragraphs = [_opening(material)]
    if material.agreement is not None:
        paragraphs.append(_life(material, material.agreement, citations))
    paragraphs.append(_key_events(material, citations))
    paragraphs.append(_movement(material))
    paragraphs.append(_pending(material, citations))
    if material.agreement is None:
        paragraphs.append(_agreements(material.agreements, citations))
    paragraphs.append([*_statements(material, citations), *_conflicts(material, citations)])
    blocks = tuple(Prose(sentences=tuple(each)) for each in paragraphs if each)
    return Section(anchor="summary", title="In short", blocks=blocks)


def _say(text: str, notes: tuple[int, ...] = (), target: str = "") -> Sentence:
    return (Phrase(text=text, notes=notes, target=target),)


def _opening(material: Material) -> list[Sentence]:
    """Say what the report is about and how much the record tells of it."""
    told: list[Sentence] = []
    if material.actor is not None:
        told.append(_say(_introduce(material.actor)))
    if not material.events:
        told.append(_say("The record tells of no event here."))
        return told
    about = {
        "pair": f"between {join_words(material.names)}",
        "actor": f"in which {join_words(material.names)} takes part",
        "agreement": "told as a step of this agreement or with it",
        "period": "in this period" if material.subject.since or material.subject.until else "in all",
    }[material.subject.kind]
    counts = Counter(event.status for event in material.events)
    done = sum(counts[status] for status in HAPPENED)
    rest = [
        f"{counts[status]} as {status}" for status in ("planned", "possible", "alleged", "denied") if counts[status]
    ]
    total = len(material.events) + material.left_out
    parts = join_words([f"{done} as having happened", *rest]) if rest else "all as having happened"
    shown = f" Of those shown here, it tells {parts}" if material.left_out else f" It tells {parts}"
    told.append(_say(f"The record holds {count_words(total, 'event')} {about}.{shown}{_extent(material.events)}."))
    if material.subject.kind in ("actor", "period"):
        told.extend(_partners(material))
    return told


def _introduce(actor: Actor) -> str:
    of = name_code(actor.country or actor.international_code or "")
    kind = {"person": "a person", "state": "a state", "organisation": "an organisation", "group": "a group"}[actor.kind]
    belongs = f" of {of}" if of and of != actor.name else ""
    office = next((each for each in reversed(actor.offices)), None)
    held = ""
    if office is not None:
        until = f"until {write_day(office.end)}" if office.end else "with no end known"
        start = write_day(office.start) if office.start else "a day not known"
        held = f"; by the table of office holders {office.title} from {start} {until}"
    return f"{actor.name} is {kind}{belongs}{held}."


def _extent(events: Sequence[Event]) -> str:
    days = [e.date.interval for e in events if e.date.interval.earliest and e.date.interval.latest]
    if not days:
        return ""
    first = min(day.earliest or "" for day in days)
    last = max(day.latest or "" for day in days)
    if first == last:
        return f"; what is dated is of {write_range(first, last)}"
    return f"; what is dated lies between {write_range(first, last).replace(' to ', ' and ')}"


def _partners(material: Material) -> list[Sentence]:
    """Say between whom most passes."""
    pairs: Counter[tuple[str, ...]] = Counter()
    own = {material.actor.country} if material.actor is not None else set()
    for event in material.events:
        codes = {party.country for party in (*event.sources, *event.targets)}
        known = sorted(code for code in codes - own if code)
        found = [(code,) for code in known] if material.actor is not None else _couples(known)
        pairs.update(found)
    if not pairs:
        return []
    ranked = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:KEY_PAIRS]
    named = [f"{' and '.join(name_code(code) for code in pair)} ({count})" for pair, count in ranked]
    if material.actor is not None:
        return [_say(f"Most often {join_words(named)} take part in the same events.")]
    return [_say(f"Most is between {'; '.join(named)}.")]


def _couples(codes: Sequence[str]) -> list[tuple[str, ...]]:
    return [(one, other) for index, one in enumerate(codes) for other in codes[index + 1 :]]


def _key_events(material: Material, citations: Citations) -> list[Sentence]:
    """Tell the events that most voices report, by date."""
    done = [event for event in material.events if event.status in HAPPENED and event.date.interval.earliest]
    chosen = {event.event_id for event in sorted(done, key=rank)[:KEY_EVENTS]}
    if not chosen:
        return []
    lead = "What most tell, by date:" if len(done) > len(chosen) else "By date:"
    return [_say(lead), *(_tell(event, citations) for event in done if event.event_id in chosen)]


def _tell(event: Event, citations: Citations) -> Sentence:
    notes = citations.note(_best_words(event))
    words = next((" ".join(c.evidence.exact.split()) for c in event.claims if c.field == "event_type"), "")
    very = f": “{shorten(words, 80)}”" if len(words.split()) > 1 else ""  # "received" alone says less than the sentence
    return _say(f"{tell_event(event)}{very}.", notes, event_anchor(event.event_id))


def _best_words(event: Event) -> Iterable[Evidence]:
    """Give one printing each of the first sentences that tell it."""
    return [printed[0] for _, printed in shown_words(event)][:NOTES_EACH]


def _movement(material: Material) -> list[Sentence]:
    """Say how the relation moves: where it stands highest and lowest, and where it turned."""
    periods = [period for period in material.relation if period.events]
    if not periods:
        return []
    cooperation = sum(period.cooperation for period in periods)
    conflict = sum(period.conflict for period in periods)
    weighs = "Cooperation outweighs conflict" if cooperation + conflict > 0 else "Conflict outweighs cooperation"
    if cooperation + conflict == 0:
        weighs = "Cooperation and conflict weigh the same"
    counted = sum(period.events for period in periods)
    told = [
        _say(
            f"{weighs} ({write_number(cooperation)} against {write_number(conflict)} on the PLOVER scale, "
            f"over {count_words(counted, 'event')} dated to the month).",
            target="relation",
        )
    ]
    best = max(periods, key=lambda period: (period.net, period.period))
    worst = min(periods, key=lambda period: (period.net, period.period))
    if best.period != worst.period:
        high = f"The best month is {write_period(best.period)} ({write_number(best.net)})"
        told.append(
            _say(f"{high}, the worst {write_period(worst.period)} ({write_number(worst.net)}).", target="relation")
        )
    for turn in material.turns[:KEY_TURNS]:
        way = "for the better" if turn.after > turn.before else "for the worse"
        change = f"from {write_number(turn.before)} to {write_number(turn.after)} a month"
        told.append(_say(f"With {write_period(turn.period)} it turns {way}, {change} (mean of three months)."))
    return told


def _pending(material: Material, citations: Citations) -> list[Sentence]:
    """Tell what is only planned, possible, alleged or denied."""
    open_ones = [event for event in material.events if event.status not in HAPPENED]
    if not open_ones:
        return []
    chosen = {event.event_id for event in sorted(open_ones, key=rank)[:KEY_PENDING]}
    told = [_say("Not told as done:")]
    return [*told, *(_tell(event, citations) for event in open_ones if event.event_id in chosen)]


def _agreements(agreements: Sequence[Agreement], citations: Citations) -> list[Sentence]:
    """Name the latest agreements with the last stage that is told of each, in one sentence."""
    staged = [agreement for agreement in agreements if agreement.stages]
    if not staged:
        return []
    count = count_words(len(agreements), "agreement")
    shown = staged[-KEY_AGREEMENTS:]
    phrases = [Phrase(text=f"The record follows {count}{', among them' if len(agreements) > len(shown) else ':'} ")]
    for index, agreement in enumerate(shown):
        stage = agreement.stages[-1]
        told = STAGE_WORDS[stage.stage]
        when = say_when(stage.date.interval) or "on a day that is not known"
        phrases.append(
            Phrase(
                text=f"{name_agreement(agreement)} of {name_sides(agreement.parties) or 'parties not named'}, "
                f"last told as {told}{f' in {stage.place}' if stage.place else ''} {when}",
                notes=citations.note((stage.sentences or stage.printed)[:1]),
                target=f"g-{agreement.agreement_id}",
            )
        )
        phrases.append(Phrase(text="; " if index + 1 < len(shown) else "."))
    return [tuple(phrases)]


def _life(material: Material, agreement: Agreement, citations: Citations) -> list[Sentence]:
    """Tell an agreement's life, a sentence a stage."""
    shown = {event.event_id for event in material.events}
    about = f"The {agreement.kind if agreement.kind != 'other' else 'agreement'} is called {name_agreement(agreement)}"
    told = [_say(f"{about}; its parties are {name_sides(agreement.parties) or 'not named'}.")]
    for index, stage in enumerate(agreement.stages):
        target = event_anchor(stage.event_id) if stage.event_id in shown and stage.event_id else "agreements"
        notes = citations.note((stage.sentences or stage.printed)[:NOTES_EACH])
        told.append(_say(f"{_say_stage(agreement, index)}.", notes, target))
    if agreement.duration_years:
        told.append(_say(f"It is to last {count_words(agreement.duration_years, 'year')}."))
    if agreement.replaces:
        notes = citations.note([agreement.replaces_evidence]) if agreement.replaces_evidence else ()
        told.append(_say(f"It takes the place of “{agreement.replaces}”.", notes))
    return told


def _say_stage(agreement: Agreement, index: int) -> str:
    stage = agreement.stages[index]
    where = f" in {stage.place}" if stage.place else ""
    when = say_when(stage.date.interval)
    return f"{STAGE_PHRASES[stage.stage]}{where}{f' {when}' if when else ', on a day that is not known'}"


def _statements(material: Material, citations: Citations) -> list[Sentence]:
    """Say who speaks most, and quote the last direct words."""
    if not material.statements:
        return []
    speakers = Counter(name_speaker(each) for each in material.statements if each.speaker is not None)
    count = count_words(len(material.statements), "statement")
    most = sorted(speakers.items(), key=lambda item: (-item[1], item[0]))[:KEY_PAIRS]
    by = f", most by {join_words([f'{name} ({number})' for name, number in most])}" if most else ""
    told = [_say(f"{count[:1].upper()}{count[1:]} {'is' if len(material.statements) == 1 else 'are'} kept{by}.")]
    direct = [each for each in material.statements if each.kind == "direct" and each.speaker and each.date.earliest]
    if direct:
        last = direct[-1]
        when = say_when(last.date)
        words = shorten(last.content.strip("“”\"'‘’ "), 240)
        notes = citations.note(last.printed[:1])
        told.append(_say(f"The last that is dated: {name_speaker(last)}, {when}: “{words}”", notes))
    return told


def _conflicts(material: Material, citations: Citations) -> list[Sentence]:
    if not material.contradictions:
        return []
    told = [
        _say(
            f"The reports disagree on {count_words(len(material.contradictions), 'point')}, set side by side below.",
            target="contradictions",
        )
    ]
    for each in material.contradictions[:KEY_CONFLICTS]:
        sides = [side.printed[0] for side in each.sides if side.printed]
        notes = citations.note(sides)
        values = [f"“{shorten(side.value, 140).rstrip('.')}”" for side in each.sides]
        said = f"{CONFLICT_WORDS[each.kind]}: {' against '.join(values)}."
        told.append(_say(said, notes, f"c-{each.contradiction_id}"))
    return told
