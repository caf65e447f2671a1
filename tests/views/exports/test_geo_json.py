"""GeoJSON by a strict check of RFC 7946: members, positions, nulls."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.views.exports.sample import sample_view

from dragoman.views.exports.registry import write_export

PROPERTIES = [
    "event_id",
    "date",
    "date_end",
    "date_precision",
    "type",
    "mode",
    "score",
    "actor",
    "recipient",
    "place",
    "place_precision",
    "is_centroid",
    "factuality",
    "sources",
]


def check_rfc_7946(value: dict[str, Any]) -> None:
    """Check what the RFC demands of a collection of points (sections 3, 4, 7)."""
    assert value["type"] == "FeatureCollection"
    assert isinstance(value["features"], list)
    assert not {"crs", "geometry", "properties", "coordinates", "geometries"} & set(value)  # 4 and 7.1
    ids = [feature["id"] for feature in value["features"]]
    assert len(set(ids)) == len(ids)
    for feature in value["features"]:
        assert feature["type"] == "Feature"
        assert isinstance(feature["id"], str)  # 3.2: a string or a number
        assert {"geometry", "properties"} <= set(feature)
        assert not {"coordinates", "geometries", "features"} & set(feature)  # 7.1
        assert feature["properties"] is None or isinstance(feature["properties"], dict)
        geometry = feature["geometry"]
        if geometry is None:
            continue
        assert set(geometry) == {"type", "coordinates"}
        assert geometry["type"] == "Point"
        longitude, latitude = geometry["coordinates"]
        assert all(isinstance(part, int | float) and not isinstance(part, bool) for part in (longitude, latitude))
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90


@pytest.fixture
def collection(tmp_path: Path) -> dict[str, Any]:
    with sample_view() as view:
        write_export(view, "geojson", tmp_path / "record.geojson")
    found: dict[str, Any] = json.loads((tmp_path / "record.geojson").read_bytes().decode("utf-8", "strict"))
    return found


def test_it_keeps_to_the_rfc(collection: dict[str, Any]) -> None:
    check_rfc_7946(collection)
    assert all(list(feature["properties"]) == PROPERTIES for feature in collection["features"])


def test_points_are_no_more_precise_than_known(collection: dict[str, Any]) -> None:
    features = {feature["id"]: feature for feature in collection["features"]}
    assert features["e1"]["geometry"]["coordinates"] == [34.75, -0.1]  # longitude first
    assert features["e1"]["properties"]["place_precision"] == "city"
    assert features["e1"]["properties"]["is_centroid"] is False
    assert features["e9"]["properties"]["is_centroid"] is True
    assert features["e6"]["geometry"] is None
    assert features["e6"]["properties"]["date_precision"] == "unknown"
    assert features["e2"]["properties"]["date_precision"] == "month"
    assert features["e3"]["properties"]["factuality"] == "alleged"
    assert features["e1"]["properties"]["sources"][0]["url"] == "https://news.example/kisumu"
    assert features["e5"]["properties"]["sources"][0]["url"] is None
