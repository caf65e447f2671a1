"""A small record with one of everything, served without a network: what the tests of pages share."""

from __future__ import annotations

import contextlib
import dataclasses
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tests.factories import (
    keep,
    make_actor,
    make_agreement,
    make_contradiction,
    make_event,
    make_figure,
    make_party,
    make_statement,
)

from dragoman.records.entities import Event, EventLink, HistoryStep, Office, Place, Resolution
from dragoman.records.times import NO_DATE
from dragoman.settings import Settings
from dragoman.store.base import StoredDocument
from dragoman.store.sql import open_store
from dragoman.web.app import make_app

KENYA, PERU, FIJI = (make_party(code) for code in ("KEN", "PER", "FJI"))
MINISTER = make_party("PER", actor_id="person:huaman", name="Ana Huamán")
LIMA = Place(place_id="lima", name="Lima", country="PER", latitude=-12.05, longitude=-77.04, precision="city")
TALKS = "Kenya and Peru held talks in Lima on Friday."
HOSTILE = (
    "<script>alert(1)</script> Peru & Fiji <img src=x onerror=alert(1)> \u202egnp.exe\u202c "
    '"><a href="javascript:alert(1)">click</a> {{ 7 * 7 }}'
)
LONG = "one line without an end " * 45_000  # over a megabyte


def tell(event_id: str, day: str | None, sentence: str = TALKS, **fields: Any) -> Event:
    given: dict[str, Any] = {"document_ids": ("d1",), "sentence": sentence, **fields}
    return make_event(event_id, earliest=day, **given)


def write_document(document_id: str, text: str, publisher: str, day: str, url: str | None = None) -> StoredDocument:
    kept = keep(document_id, "b1", text=text, day=day)
    title = text.splitlines()[0][:80]
    document = dataclasses.replace(kept.annotations.document, publisher=publisher, title=title, url=url)
    return dataclasses.replace(kept, annotations=dataclasses.replace(kept.annotations, document=document))


DOCUMENTS = (
    write_document("d1", f"{TALKS}\nNothing else was told.", "The Harbour Post", "2024-10-11"),
    write_document("d2", HOSTILE, "<b>The Bold</b>", "2024-10-12", url="javascript:alert(1)"),
    write_document("d3", LONG, "The Long Line", "2024-10-13", url="https://example.org/long?a=1&b=2"),
)
STEPS = (
    HistoryStep(status="planned", as_of="2024-10-01", date=NO_DATE, place="Nairobi", claims=()),
    HistoryStep(status="occurred", as_of="2024-10-11", date=NO_DATE, place="Lima", claims=()),
)
TO_PERU: dict[str, Any] = {"sources": (FIJI,), "targets": (PERU,)}
FROM_PERU: dict[str, Any] = {"sources": (PERU,), "targets": (FIJI,)}
EVENTS = (
    tell(
        "talks",
        "2024-10-11",
        place=LIMA,
        intensity=1.0,
        history=STEPS,
        links=(EventLink(kind="fulfils", event_id="plan"),),
        figures=("f1",),
        why=("both CONSULT",),
    ),
    tell("plan", "2024-10-20", status="planned"),
    tell("claimed", "2024-10-21", status="alleged", event_type="ASSAULT", intensity=-9.5, **TO_PERU),
    tell("disputed", "2024-11-02", status="denied", event_type="AID", **FROM_PERU),
    tell("maybe", "2024-11", status="possible"),
    tell("standoff", "2024-09-30", status="ongoing", event_type="COERCE", intensity=-7.0, **TO_PERU),
    tell("undated", None, sources=(MINISTER,), targets=(KENYA,)),
    tell("hostile", "2024-10-12", sentence=HOSTILE, document_ids=("d2",), intensity=-2.0, **FROM_PERU),
    *(
        tell(f"small{number:02d}", f"2023-{1 + number % 12:02d}-{1 + number % 28:02d}", intensity=0.5)
        for number in range(60)
    ),
)
ACCORD = make_agreement("a1", names=("Accord of Lima", "Lima paper"), days=("2024-10-11", "2024-12-01"))
STAGES = tuple(dataclasses.replace(stage, event_id="talks") for stage in ACCORD.stages)
RESOLUTION = Resolution(
    events=EVENTS,
    statements=(
        make_statement("s1", "We shall meet Peru again.", speaker=KENYA, day="2024-10-11"),
        make_statement("s2", HOSTILE, speaker=MINISTER, day="2024-10-12"),
    ),
    figures=(make_figure("f1", counted="ships", as_of="2024"),),
    agreements=(dataclasses.replace(ACCORD, stages=STAGES),),
    contradictions=(make_contradiction("c1", subject_id="talks", values=("Lima", "Nairobi")),),
    actors=(
        make_actor("state:KEN", "Kenya", country="KEN"),
        make_actor("state:PER", "Peru", country="PER"),
        make_actor("state:FJI", "Fiji", country="FJI"),
        make_actor(
            "person:huaman",
            "Ana Huamán",
            "Minister <i>Huamán</i>",
            kind="person",
            country="PER",
            offices=(Office(title="minister", start="2023-02", end=None, basis="table"),),
        ),
    ),
)


@pytest.fixture(scope="session")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the path of a record with one of everything."""
    path = str(tmp_path_factory.mktemp("web") / "small.db")
    with open_store(path, create=True) as store:
        writer = store.writer()
        writer.add(DOCUMENTS)
        writer.replace(writer.dirty_blocks(), RESOLUTION)
    return path


@pytest.fixture(scope="session")
def client(record_path: str) -> Iterator[TestClient]:
    """Give a client of the application over that record."""
    with TestClient(make_app(record_path, Settings())) as opened:
        yield opened


@contextlib.contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve an application for a browser, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def address(record_path: str) -> Iterator[str]:
    """Give the address at which the record is served, for a browser."""
    with serving(make_app(record_path, Settings())) as served:
        yield served
