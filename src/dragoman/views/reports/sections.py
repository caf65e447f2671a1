"""The sections of a report: timeline, chart, agreements, contradictions, statements, figures.

In:  `Material`, and the `Citations` that number its sources. Out: `Section`s; None where there is nothing to show.
Left to `summary`: what is said of it all in sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.records.entities import Agreement, Contradiction, DyadPeriod, Event, FigureClaim, Statement
from dragoman.records.vocabulary import HAPPENED
from dragoman.views.reports.citing import Citations
from dragoman.views.reports.gathering import Material, shown_words
from dragoman.views.reports.model import (
    Bar,
    Block,
    Chart,
    Entry,
    EntryList,
    Phrase,
    Prose,
    Row,
    Section,
    Table,
)
from dragoman.views.sentences import name_sides, tell_event
from dragoman.views.wording import (
    BASIS_NOTES,
    CONFLICT_WORDS,
    LINK_WORDS,
    STAGE_WORDS,
    STATUS_WORDS,
    count_words,
    join_words,
    name_speaker,
    say_circumstances,
    write_day,
    write_figure,
    write_interval,
    write_period,
)

MOST_BARS = 72  # six years of months can still be told apart and hit with a finger
SCALE = (
    "Sums of PLOVER intensities, from −10 (attack) to +10 (aid) an event, of what is told as having happened on a day "
    "known to the month; each event counts once, however often it is reported."
)


def event_anchor(event_id: str) -> str:
    """Give the anchor of an event on the timeline."""
    return f"e-{event_id}"


def build_timeline(material: Material, citations: Citations) -> Section | None:
    """Lay out the events by date; a plan, an allegation or a denial is told as one."""
    if not material.events:
        return None
    shown = {event.event_id: event for event in material.events}
    entries = tuple(_entry(event, citations, shown) for event in material.events)
    lead = ""
    if material.left_out:
        more = count_words(material.left_out, "event")
        lead = f"The {len(entries)} that most voices tell; {more} more are in the record."
    return Section(
        anchor="timeline", title="Timeline", lead=lead, blocks=(EntryList(entries=entries, style="timeline"),)
    )


def _entry(event: Event, citations: Citations, shown: dict[str, Event]) -> Entry:
    articles = count_words(event.documents, "article")
    independent = f", {event.voices} independent" if event.documents > 1 else ""
    by = f"according to {name_sides(event.attributed_to)}; " if event.attributed_to else ""
    earlier = earlier_steps(event)
    asides = [Phrase(text=f"Earlier told as {join_words(earlier)}.")] if earlier else []
    asides += [
        Phrase(
            text=f"{LINK_WORDS[link.kind]}: {_lower(tell_event(shown[link.event_id]))}.",
            target=event_anchor(link.event_id),
        )
        for link in event.links
        if link.event_id in shown
    ]
    return Entry(
        anchor=event_anchor(event.event_id),
        lead=write_interval(event.date.interval),
        lead_note=BASIS_NOTES[event.date.basis],
        status=event.status,
        label=event.event_type,
        heading=f"{tell_event(event, dated=False)}.",
        note=f"{by}{articles}{independent}",
        quotes=tuple(citations.quote(words, printed) for words, printed in shown_words(event)),
        asides=tuple(asides),
    )


def _lower(sentence: str) -> str:
    """Put a sentence after a colon: only words that are no names lose their capital."""
    return sentence[:1].lower() + sentence[1:] if sentence.startswith(("It is ", "Somebody ", "The ")) else sentence


def earlier_steps(event: Event) -> tuple[str, ...]:
    """Tell what an event was before it was what it is, each step once; undated steps only where no other is told."""
    dated: list[str] = []
    plain: list[str] = []
    for step in event.history:
        if step.status != event.status:
            day = write_interval(step.date.interval)
            where = f" in {step.place}" if step.place else ""
            known = f"{'' if day == 'date unknown' else f' for {day}'}{where}"
            (dated if known else plain).append(f"{STATUS_WORDS[step.status]}{known}")
    return tuple(dict.fromkeys(dated or plain))


def build_relation(material: Material) -> Section | None:
    """Draw how the relation moves, with the events behind each bar."""
    if not any(period.events for period in material.relation):
        return None
    chart = draw_relation(material.relation, material.events)
    return Section(anchor="relation", title="How the relation moves", blocks=(chart,))


def draw_relation(periods: Sequence[DyadPeriod], events: Sequence[Event]) -> Chart:
    """Chart the relation by month, by year where that would be too many; the events are told behind their bars."""
    bars = tuple(
        Bar(
            period=period.period,
            up=period.cooperation,
            down=period.conflict,
            net=period.net,
            events=tuple(_behind(event) for event in events if event.event_id in period.event_ids),
        )
        for period in periods
    )
    return Chart(
        title=f"Cooperation and conflict, {_span(bars)}",
        caption=SCALE,
        up="cooperation",
        down="conflict",
        bars=_sum_years(bars),
        net=True,
        whole=False,
    )


def _span(bars: Sequence[Bar]) -> str:
    if not bars:
        return "no period"
    first, last = bars[0].period, bars[-1].period
    return write_period(first) if first == last else f"{write_period(first)} to {write_period(last)}"


def _sum_years(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    """Sum months to years where there are more of them than can be told apart."""
    if len(bars) <= MOST_BARS:
        return tuple(bars)
    years: dict[str, list[Bar]] = {}
    for bar in bars:
        years.setdefault(bar.period[:4], []).append(bar)
    return tuple(
        Bar(
            period=year,
            up=round(sum(bar.up for bar in months), 4),
            down=round(sum(bar.down for bar in months), 4),
            net=round(sum(bar.net for bar in months), 4),
            events=tuple(event for bar in months for event in bar.events),
        )
        for year, months in years.items()
    )


def build_activity(material: Material) -> Section | None:
    """Draw how many events each month has: told as having happened above, all others below."""
    months: dict[str, list[Event]] = {}
    for event in material.events:
        first, last = event.date.interval.earliest, event.date.interval.latest
        if first and last and first[:7] == last[:7]:
            months.setdefault(first[:7], []).append(event)
    if not months:
        return None
    bars = []
    for month in _months(min(months), max(months)):
        events = months.get(month, [])
        done = sum(event.status in HAPPENED for event in events)
        bars.append(
            Bar(
                period=month,
                up=done,
                down=done - len(events),
                net=len(events),
                events=tuple(_behind(event) for event in events),
            )
        )
    chart = Chart(
        title=f"Events by date, {_span(bars)}",
        caption="Events whose date is known to the month; what is planned, possible, alleged or denied hangs below.",
        up="told as having happened",
        down="planned, possible, alleged or denied",
        bars=_sum_years(bars),
        net=False,
        whole=True,
    )
    return Section(anchor="activity", title="When it happened", blocks=(chart,))


def _months(first: str, last: str) -> Iterable[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return (f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(start, end + 1))


def _behind(event: Event) -> Phrase:
    return Phrase(text=tell_event(event), target=event_anchor(event.event_id))


def build_agreements(material: Material, citations: Citations) -> Section | None:
    """Tell each agreement through its life."""
    if not material.agreements:
        return None
    entries = tuple(_life(agreement, citations) for agreement in material.agreements)
    title = "Its life, stage by stage" if material.agreement is not None else "Agreements"
    return Section(anchor="agreements", title=title, blocks=(EntryList(entries=entries, style="lives"),))


def name_agreement(agreement: Agreement) -> str:
    """Name an agreement as the articles do."""
    return " or ".join(f"“{name}”" for name in agreement.names) or "an agreement without a name"


def _life(agreement: Agreement, citations: Citations) -> Entry:
    about = [f"{agreement.kind} of {name_sides(agreement.parties) or 'parties not named'}"]
    if agreement.duration_years:
        about.append(f"for {count_words(agreement.duration_years, 'year')}")
    if agreement.replaces:
        about.append(f"in place of “{agreement.replaces}”")
    stages = []
    for stage in agreement.stages:
        told = stage.sentences or stage.printed
        by_words: dict[str, list[int]] = {}
        for index, each in enumerate(told):
            by_words.setdefault(" ".join(each.exact.split()), []).append(index)
        quotes = tuple(citations.quote(words, [told[i] for i in places]) for words, places in by_words.items())
        where = f" in {stage.place}" if stage.place else ""
        stages.append(
            Entry(
                anchor="",
                lead=write_interval(stage.date.interval),
                lead_note=BASIS_NOTES[stage.date.basis],
                heading=f"{STAGE_WORDS[stage.stage]}{where}",
                quotes=quotes,
            )
        )
    return Entry(
        anchor=f"g-{agreement.agreement_id}",
        lead="",
        heading=name_agreement(agreement),
        note=", ".join(about),
        parts=tuple(stages),
    )


def build_contradictions(material: Material, citations: Citations) -> Section | None:
    """Set the sides of each contradiction beside one another."""
    if not material.contradictions:
        return None
    entries = tuple(_conflict(each, citations) for each in material.contradictions)
    lead = "Neither side is taken for true; what the record counts is on the timeline."
    return Section(
        anchor="contradictions",
        title="Where the reports disagree",
        lead=lead,
        blocks=(EntryList(entries=entries, style="sides"),),
    )


def _conflict(contradiction: Contradiction, citations: Citations) -> Entry:
    sides = []
    for side in contradiction.sides:
        note = ""
        if side.reference is not None:
            note = f"by the table {side.reference[0]}: {side.reference[1]} (version {side.reference[2]})"
        quotes = tuple(citations.quote(each.exact, (each,)) for each in side.printed)
        told = {quote.words for quote in quotes}
        heading = "" if side.value in told else side.value
        sides.append(Entry(anchor="", lead="", heading=heading, note=note, quotes=quotes))
    return Entry(
        anchor=f"c-{contradiction.contradiction_id}",
        lead="",
        heading=contradiction.about,
        note=f"{CONFLICT_WORDS[contradiction.kind]}: {contradiction.why}",
        parts=tuple(sides),
    )


def build_statements(material: Material, citations: Citations) -> Section | None:
    """List who said what, each statement once."""
    if not material.statements:
        return None
    entries = tuple(_statement(each, citations) for each in material.statements)
    return Section(anchor="statements", title="Who said what", blocks=(EntryList(entries=entries, style="statements"),))


def _statement(statement: Statement, citations: Citations) -> Entry:
    notes = {"direct": "", "indirect": "in indirect speech", "mixed": "partly in indirect speech"}[statement.kind]
    printed = f"printed {len(statement.printed)} times" if len(statement.printed) > 1 else ""
    return Entry(
        anchor=f"q-{statement.quotation_id}",
        lead=write_interval(statement.date),
        heading=name_speaker(statement),
        note=", ".join(part for part in (say_circumstances(statement), notes, printed) if part),
        quotes=(citations.quote(statement.content, statement.printed),),
    )


def build_figures(material: Material, citations: Citations) -> Section | None:
    """List the figures that the same articles report."""
    if not material.figures:
        return None
    rows = tuple(_figure(each, citations) for each in material.figures)
    table = Table(columns=("Figure", "Of what", "As of", "In the words"), rows=rows)
    return Section(
        anchor="figures",
        title="Figures",
        lead="Numbers that these articles give, as they give them; ages and durations are left out.",
        blocks=(table,),
    )


def _figure(figure: FigureClaim, citations: Citations) -> Row:
    counted = figure.counted or ""
    change = {"up": "a rise; ", "down": "a fall; "}.get(figure.change, "")
    whole = f"{change}{counted}{f', of {figure.of}' if figure.of else ''}"
    words = figure.printed[0].exact if figure.printed else ""
    return Row(cells=(write_figure(figure), whole, figure.as_of or ""), quote=citations.quote(words, figure.printed))


def build_profile(material: Material) -> Section | None:
    """Tell an actor's names and offices, which come from tables, not from these articles."""
    actor = material.actor
    if actor is None:
        return None
    blocks: list[Block] = []
    others = [name for name in actor.aliases if name != actor.name]
    if others:
        blocks.append(Prose(sentences=((Phrase(text=f"Also written {', '.join(others)}."),),)))
    if actor.offices:
        offices = tuple(
            Entry(
                anchor="",
                lead=f"{write_day(office.start) if office.start else 'start not known'} to "
                f"{write_day(office.end) if office.end else 'no end known'}",
                heading=office.title,
                note=f"basis: {office.basis}",
            )
            for office in actor.offices
        )
        blocks.append(EntryList(entries=offices, style="timeline"))
    return Section(anchor="profile", title="Names and offices", blocks=tuple(blocks)) if blocks else None


def say_period(material: Material) -> str:
    """Say the bounds of the period that was asked for; empty where there are none."""
    first, last = material.subject.since, material.subject.until
    if first and last:
        return f"{first} to {last}" if first != last else first
    return f"since {first}" if first else f"until {last}" if last else ""
