"""One Ray for all tests that need it: it takes half a minute to start."""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

IS_RAY_HERE = importlib.util.find_spec("ray") is not None
StartCluster = Callable[..., Any]


@pytest.fixture(scope="session")
def start_cluster() -> Iterator[StartCluster]:
    """Give what makes an engine with a work folder, on two cores; RAY_ADDRESS names a cluster that runs already."""
    if not IS_RAY_HERE:
        pytest.skip("RAY IS NOT INSTALLED: the engine of clusters is not tested; pip install 'dragoman[ray]'")
    cluster = importlib.import_module("dragoman.executors.ray_cluster").RayCluster
    with cluster(Path("unused"), address=os.environ.get("RAY_ADDRESS"), workers=2):
        yield lambda folder, **options: cluster(folder, workers=2, **options)
