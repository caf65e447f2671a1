"""The overview of a record in SQL: the half of the view that sums up.

In:  keys and periods. Out: the records of `overview`.
Left to `tallies`: keeping the sums in step with the events.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from dragoman.records.entities import Place
from dragoman.store import schema
from dragoman.store.database import Readable
from dragoman.store.forms import NO_DAY, load
from dragoman.store.overview import Addition, Imprint, PublisherShare, Tally, TallyKind

HUNDREDTHS = 100
MONTH = len("2024-10")


class SqlOverview:
    """The `Overview` of a database."""

    def __init__(self, database: Readable) -> None:
        self._database = database
        self._dialect = database.dialect

    def tallies(
        self, kind: TallyKind, *, period: str = "", one: str | None = None, limit: int | None = None
    ) -> tuple[Tally, ...]:
        """Give what has most events in the period first, then by keys; `one`: only those that have it on a side."""
        tally = schema.TALLY.c
        rows = select(schema.TALLY).where(tally.kind == kind, tally.period == period)
        if one is not None:
            rows = rows.where(or_(tally.one == one, tally.other == one))
        return self._read_tallies(rows.order_by(tally.events.desc(), tally.one, tally.other).limit(limit))

    def pair_months(self, one: str, other: str) -> tuple[Tally, ...]:
        """Give the months in which there are events of the pair, given in any order, by month."""
        tally = schema.TALLY.c
        first, second = sorted((one, other))
        mine = (tally.kind == "pair", tally.one == first, tally.other == second)
        rows = select(schema.TALLY).where(*mine, func.length(tally.period) == MONTH)
        return self._read_tallies(rows.order_by(tally.period))

    def partners(self, actor_id: str, *, limit: int) -> tuple[tuple[str, int], ...]:
        """Give the codes with which an actor takes part in most events, with how many; its own code counts too."""
        one, other = schema.PARTY.alias("one"), schema.PARTY.alias("other")
        code = func.coalesce(other.c.country, other.c.international_code).label("code")
        count = func.count(other.c.object_id.distinct()).label("events")
        together = and_(other.c.kind == one.c.kind, other.c.object_id == one.c.object_id)
        rows = (
            select(code, count)
            .select_from(one.join(other, together))
            .where(one.c.kind == "event", one.c.actor_id == actor_id, other.c.actor_id != actor_id, code.is_not(None))
            .group_by(code)
            .order_by(count.desc(), code)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return tuple((row.code, row.events) for row in connection.execute(rows))

    def places(self, place_ids: Iterable[str]) -> dict[str, Place]:
        """Give the places with these ids, by id; one that is not known is left out."""
        place = schema.PLACE.c
        rows = select(schema.PLACE).where(self._dialect.is_any(place.place_id, sorted(set(place_ids))))
        with self._database.reading() as connection:
            return {row.place_id: load(Place, row.payload) for row in connection.execute(rows)}

    def imprints(self, document_ids: Iterable[str]) -> dict[str, Imprint]:
        """Give what these documents say of themselves, superseded or not, by id."""
        document = schema.DOCUMENT.c
        columns = [document[field.name] for field in fields(Imprint)]
        rows = select(*columns).where(self._dialect.is_any(document.document_id, sorted(set(document_ids))))
        with self._database.reading() as connection:
            return {row["document_id"]: Imprint(**row) for row in connection.execute(rows).mappings()}

    def publishers(self) -> tuple[PublisherShare, ...]:
        """Give the publishers of the documents that count, those with most documents first."""
        document = schema.DOCUMENT.c
        count = func.count().label("documents")
        day = func.nullif(document.sort_day, NO_DAY)
        rows = (
            select(document.publisher, count, func.min(day).label("first_day"), func.max(day).label("last_day"))
            # in a form that only the index of publishers has, which holds all that is asked for
            .where(func.coalesce(document.superseded_by, "") == "")
            .group_by(document.publisher)
            .order_by(count.desc(), document.publisher.nulls_first())
        )
        with self._database.reading() as connection:
            return tuple(PublisherShare(**row) for row in connection.execute(rows).mappings())

    def additions(self, *, limit: int) -> tuple[Addition, ...]:
        """Give the latest moments at which documents were added, the latest first."""
        added_at = schema.DOCUMENT.c.added_at
        rows = select(added_at, func.count().label("documents")).group_by(added_at)
        latest = rows.order_by(added_at.desc().nulls_last()).limit(limit)
        with self._database.reading() as connection:
            return tuple(Addition(**row) for row in connection.execute(latest).mappings())

    def days(self) -> tuple[str, str] | None:
        """Give the first and the last day on which an event with a date begins; None where there is none."""
        day = schema.EVENT.c.sort_day
        rows = select(day).where(day < NO_DAY).limit(1)
        with self._database.reading() as connection:
            first = connection.execute(rows.order_by(day)).scalar()
            last = connection.execute(rows.order_by(day.desc())).scalar()
        return (first, last) if first and last else None

    def _read_tallies(self, rows: Select[Any]) -> tuple[Tally, ...]:
        with self._database.reading() as connection:
            return tuple(
                Tally(
                    kind=row.kind,
                    period=row.period,
                    one=row.one,
                    other=row.other,
                    events=row.events,
                    counted=row.counted,
                    cooperation=row.cooperation / HUNDREDTHS,
                    conflict=row.conflict / HUNDREDTHS,
                )
                for row in connection.execute(rows)
            )
