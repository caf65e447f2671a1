"""Time the pages of the web application over invented records of several sizes.

In:  records made by `make_record.py`, made here where they are missing. Out: rows: the median of each page in
milliseconds of processor time, and its size: a page that grows with the record shows in the table.
Run by itself: how the store finds what the slowest questions ask for.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.results import Row
from fastapi.testclient import TestClient
from sqlalchemy import Select

from dragoman.settings import Settings
from dragoman.store import filters
from dragoman.store.base import EventFilter, View
from dragoman.store.dialects import Dialect, choose_dialect
from dragoman.store.narrowing import Narrowed, narrow
from dragoman.store.sql import open_store
from dragoman.web.app import make_app

HERE = Path(__file__).resolve().parent
ROUNDS = 9
MOST_MILLISECONDS = 150.0
MOST_BYTES = 100_000


def choose_pages(view: View) -> dict[str, str]:
    """Choose one address of each kind: the busiest pair and actor there are, and what belongs to them."""
    pair = view.tallies("pair", limit=1)[0]
    busiest = view.tallies("actor", limit=1)[0].one
    rare = view.tallies("actor")[-1].one
    place = view.tallies("place", limit=1)[0].one
    event = next(view.events(EventFilter(limit=1, newest_first=True)))
    document_id = event.claims[0].evidence.document_id
    publisher = view.publishers()[0].publisher
    agreement = next(view.agreements(EventFilter(limit=1))).agreement_id
    statement = next(view.statements(EventFilter(limit=1))).quotation_id
    middle = "2020-06-15~8"
    return {
        "start": "/",
        "timeline": "/events",
        "timeline, far down": f"/events?after={middle}",
        "timeline, oldest first": "/events?order=oldest",
        "timeline of an actor": f"/events?actor={pair.one}",
        "timeline of a rare actor": f"/events?actor={rare}",
        "timeline of a pair": f"/events?actor={pair.one}&with={pair.other}",
        "timeline, month of a pair": f"/events?actor={pair.one}&with={pair.other}&since=2020-10&until=2020-10",
        "timeline of a type": "/events?type=AID",
        "timeline of a status": "/events?status=denied",
        "timeline of a publisher": f"/events?publisher={publisher}",
        "timeline, rare words": "/events?text=grain+Nairobi",
        "timeline, common words": "/events?text=officials",
        "timeline of a place": f"/events?place={place}",
        "event": f"/events/{event.event_id}",
        "actors": "/actors",
        "actor": f"/actors/{busiest}",
        "pairs": "/pairs",
        "pair": f"/pairs/{pair.one}/{pair.other}",
        "pair, a month": f"/pairs/{pair.one}/{pair.other}?period=2020-10",
        "agreements": "/agreements",
        "agreement": f"/agreements/{agreement}",
        "contradictions": "/contradictions",
        "statements": "/statements",
        "statements of an actor": f"/statements?actor={pair.one}",
        "statement": f"/statements/{statement}",
        "articles": "/articles",
        "article": f"/articles/{document_id}",
        "network": "/network",
        "network, a year": "/network?period=2020",
        "map": "/map",
        "search": "/search?q=minister+grain",
        "search, common words": "/search?q=officials",
        "sources": "/sources",
    }


def time_pages(path: Path) -> dict[str, tuple[float, int]]:
    """Give the median in milliseconds and the size in bytes of each page over a record."""
    found = {}
    with open_store(str(path), create=False) as store:
        pages = choose_pages(store.view())
    with TestClient(make_app(str(path), Settings())) as client:
        for name, address in pages.items():
            found[name] = _time_page(client, address)
    return found


def _time_page(client: TestClient, address: str) -> tuple[float, int]:
    answer = client.get(address)
    if answer.status_code != 200:
        message = f"{address}: {answer.status_code}"
        raise SystemExit(message)
    spent = []
    for _ in range(ROUNDS):
        gc.collect()
        began = time.process_time()
        client.get(address)
        spent.append((time.process_time() - began) * 1000)
    return statistics.median(spent), len(answer.content)


def show_plans(path: Path) -> None:
    """Print how SQLite finds what the questions with most behind them ask for."""
    dialect = choose_dialect(str(path))
    with open_store(str(path), create=False) as store:
        view = store.view()
        pair = view.tallies("pair", limit=1)[0]
        publisher = view.publishers()[0].publisher
    asked: dict[str, EventFilter] = {
        "an actor": EventFilter(actor=pair.one, newest_first=True, limit=40),
        "a pair": EventFilter(actor=pair.one, with_actor=pair.other, newest_first=True, limit=40),
        "a publisher": EventFilter(publisher=publisher, newest_first=True, limit=40),
        "words": EventFilter(text="officials", newest_first=True, limit=40),
    }
    engine = dialect.make_engine(busy_seconds=1)
    questions: dict[str, Callable[[Dialect, EventFilter, Narrowed], Select[Any]]] = {
        "event": filters.select_events,
        "statement": filters.select_statements,
    }
    with engine.connect() as connection:
        for kind, question in questions.items():
            for name, chosen in asked.items():
                print(f"\n{kind}s of {name}")
                asking = question(dialect, chosen, narrow(connection, dialect, chosen, kind))
                compiled = asking.compile(dialect=engine.dialect, compile_kwargs={"render_postcompile": True})
                values = tuple(compiled.params[key] for key in compiled.positiontup or ())
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values):
                    print(f"  {row[3]}")
    engine.dispose()


def find_record(folder: Path, events: int) -> Path:
    """Give the invented record of so many events; made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"invented-{events}.db"
    if not path.exists():
        made = [sys.executable, str(HERE / "make_record.py"), str(path), "--events", str(events)]
        subprocess.run(made, check=True)
    return path


def measure(folder: Path, events: int) -> list[Row]:
    """Give a row for each page over a record of so many events."""
    found = time_pages(find_record(folder, events))
    return [
        {"what": name, "events": events, "ms": round(spent, 1), "kB": round(size / 1000, 1), "beyond": beyond}
        for name, (spent, size) in found.items()
        for beyond in ["beyond the bound" if spent > MOST_MILLISECONDS or size > MOST_BYTES else ""]
    ]


def main() -> None:
    """Show how the questions behind the pages are answered over a record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("demo"), help="where the records are kept")
    parser.add_argument("--events", type=int, default=100_000)
    given = parser.parse_args()
    show_plans(find_record(given.folder, given.events))


if __name__ == "__main__":
    main()
