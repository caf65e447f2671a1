"""One Ray for all tests that need it: it takes half a minute to start."""

from __future__ import annotations

import gc
import importlib
import importlib.util
import os
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

IS_RAY_HERE = importlib.util.find_spec("ray") is not None
StartCluster = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let Ray leave its pipes and processes to the collector, whose time they are closed at is nobody's fault here."""
    for item in items:
        if item.get_closest_marker("ray") is not None:
            item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))


@pytest.fixture(scope="session")
def start_cluster() -> Iterator[StartCluster]:
    """Give what makes an engine with a work folder, on two cores; RAY_ADDRESS names a cluster that runs already."""
    if not IS_RAY_HERE:
        pytest.skip("RAY IS NOT INSTALLED: the engine of clusters is not tested; pip install 'dragoman[ray]'")
    cluster = importlib.import_module("dragoman.executors.ray_cluster").RayCluster
    with cluster(Path("unused"), address=os.environ.get("RAY_ADDRESS"), workers=2):
        yield lambda folder, **options: cluster(folder, workers=2, **options)


@pytest.fixture(autouse=True)
def collect_after_ray(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close what Ray left open while it is its test that is running: tests of other things come next."""
    yield
    if request.node.get_closest_marker("ray") is not None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()
