"""FollowTheMoney: by its own package where that is installed, and by our own list of its properties everywhere.

The package needs PyICU, which compiles against the system's ICU: `scripts/install-followthemoney.sh` does it.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.views.exports.sample import TEXTS, sample_view

from dragoman.views.exports.money_entities import MOST_TEXT
from dragoman.views.exports.registry import write_export

HAS_PACKAGE = importlib.util.find_spec("followthemoney") is not None
SKIPPED = (
    "followthemoney is NOT installed: its own check of the ftm export did not run; scripts/install-followthemoney.sh"
)

# What we fill of the schemata of followthemoney 4.11, with the type of each property; `*` is required.
SCHEMATA: dict[str, dict[str, str]] = {
    "Person": {"name*": "name", "alias": "name", "country": "country", "position": "text", "topics": "topic",
               "wikidataId": "text"},
    "Organization": {"name*": "name", "alias": "name", "country": "country", "topics": "topic", "wikidataId": "text",
                     "classification": "text"},
    "Event": {"name*": "name", "date": "date", "startDate": "date", "endDate": "date", "summary": "text",
              "description": "text", "location": "text", "country": "country", "addressEntity": "entity",
              "organizer": "entity", "involved": "entity", "proof": "entity", "recordId": "text", "sourceUrl": "url",
              "publisher": "text", "keywords": "text", "notes": "text"},
    "Article": {"title": "text", "fileName*": "text", "author": "text", "publisher": "text", "publishedAt": "date",
                "language": "text", "sourceUrl": "url", "contentHash": "checksum", "bodyText": "text"},
    "Documentation": {"document*": "entity", "entity*": "entity", "role": "text"},
    "Mention": {"document*": "entity", "name*": "name", "resolved": "entity", "detectedSchema": "text",
                "contextCountry": "country"},
    "Address": {"full*": "text", "city": "text", "state": "text", "country": "country", "latitude": "text",
                "longitude": "text", "remarks": "text"},
    "Position": {"name*": "name", "country": "country"},
    "Occupancy": {"holder*": "entity", "post*": "entity", "startDate": "date", "endDate": "date", "summary": "text"},
    "UnknownLink": {"subject*": "entity", "object*": "entity", "role": "text", "startDate": "date", "endDate": "date"},
}  # fmt: skip
for _likewise in ("PublicBody", "Company", "LegalEntity"):
    SCHEMATA[_likewise] = SCHEMATA["Organization"]
FORMS = {
    "date": r"\d{4}(-\d\d(-\d\d)?)?",
    "country": r"[a-z]{2,4}",
    "url": r"https?://\S+",
    "checksum": r"[0-9a-f]{40}",
    "topic": r"[a-z]+(\.[a-z]+)*",
    "entity": r"dragoman-[a-z]+-[0-9a-f]{16}",
}


@pytest.fixture
def entities(tmp_path: Path) -> list[dict[str, Any]]:
    with sample_view() as view:
        write_export(view, "ftm", tmp_path / "record.ftm.json", with_text=True)
    lines = (tmp_path / "record.ftm.json").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_every_entity_keeps_to_the_schemata(entities: list[dict[str, Any]]) -> None:
    ids = {each["id"] for each in entities}
    assert len(ids) == len(entities)
    for each in entities:
        assert list(each) == ["id", "schema", "properties"]
        schema = SCHEMATA[each["schema"]]
        types = {name.rstrip("*"): kind for name, kind in schema.items()}
        assert {name[:-1] for name in schema if name.endswith("*")} <= set(each["properties"])
        for name, values in each["properties"].items():
            assert isinstance(values, list)
            assert values
            for value in values:
                assert isinstance(value, str)
                assert re.fullmatch(FORMS.get(types[name], r"(?s).+"), value), (each["schema"], name, value)
                assert types[name] != "entity" or value in ids


def test_what_it_says(entities: list[dict[str, Any]]) -> None:
    by_schema: dict[str, list[dict[str, Any]]] = {}
    for each in entities:
        by_schema.setdefault(each["schema"], []).append(each["properties"])
    events = {each["recordId"][0]: each for each in by_schema["Event"]}
    assert events["e2"]["date"] == ["2024-10"]
    assert events["e8"]["startDate"] == ["2024-10-22"]
    assert "date" not in events["e6"]
    assert events["e3"]["name"] == ["Alleged: Kenya → Peru: attack (drone)"]
    assert events["e9"]["keywords"] == [
        "SANCTION",
        "SANCTION:discontinue",
        "economic",
        "diplomatic",
        "status:occurred",
    ]
    assert {tuple(each["country"]) for each in by_schema["PublicBody"] if "country" in each} == {
        ("ke",),
        ("pe",),
        ("fj",),
        ("un",),
    }
    bodies = {each["fileName"][0]: each["bodyText"] for each in by_schema["Article"]}
    assert "".join(bodies["d1.txt"]) == TEXTS["d1"]
    assert len(bodies["d3.txt"]) > 1  # longer than a value may be
    assert all(len(part) <= MOST_TEXT for parts in bodies.values() for part in parts)
    assert by_schema["Occupancy"][0]["startDate"] == ["2022-05"]
    # only what happened is an edge between two actors: the alleged strike and the planned arrest are none
    assert {each["role"][0] for each in by_schema["UnknownLink"]} == {"CONSULT", "ACCUSE", "SUPPORT", "AID", "SANCTION"}


@pytest.fixture
def model() -> Iterator[Any]:
    if not HAS_PACKAGE:
        pytest.skip(SKIPPED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield importlib.import_module("followthemoney").model


def test_followthemoney_itself_reads_it(entities: list[dict[str, Any]], model: Any) -> None:
    for each in entities:
        proxy = model.get_proxy(each, cleaned=False)  # cleans every value: one it refuses is gone
        proxy.schema.validate(each)
        back = proxy.to_dict()["properties"]
        for name, values in each["properties"].items():
            kept = back.get(name, [])
            assert len(kept) == len(values), (each["schema"], name, values, kept)
            if proxy.schema.get(name).type.name in ("country", "date", "topic", "checksum", "entity", "url"):
                assert sorted(kept) == sorted(values)


def test_our_list_is_the_packages(model: Any) -> None:
    for name, schema in SCHEMATA.items():
        known = model.get(name)
        for prop in schema:
            assert known.get(prop.rstrip("*")) is not None, (name, prop)
        assert {f"{each}*" for each in known.required} <= set(schema)
