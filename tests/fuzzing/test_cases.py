"""What fuzzing once broke stays mended; and each target holds for its examples and for any bytes that come up."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzzing.targets import TARGETS, write_text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

KEPT = Path(__file__).parent.parent / "fixtures" / "fuzz"
CASES = [(path.parent.name, path) for path in sorted(KEPT.glob("*/*"))]
PARSED = ("article", "question")  # these load the language pipeline, and take a hundred times as long


@pytest.mark.parametrize(("name", "path"), CASES, ids=[f"{name}-{path.name[:16]}" for name, path in CASES])
def test_a_kept_case_holds(name: str, path: Path) -> None:
    TARGETS[name].check(path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_the_examples_of_a_target_hold(name: str) -> None:
    for example in (b"", b"\x00", *TARGETS[name].examples):
        TARGETS[name].check(example)


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in PARSED])
def test_any_bytes_hold(name: str) -> None:
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.binary(max_size=400))
    def check(data: bytes) -> None:
        TARGETS[name].check(data)

    check()


@pytest.mark.model
@pytest.mark.parametrize("name", PARSED)
def test_any_text_holds(name: str) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.binary(min_size=2, max_size=120))
    def check(data: bytes) -> None:
        TARGETS[name].check(data)

    check()


def test_every_kept_case_belongs_to_a_target() -> None:
    assert {name for name, _ in CASES} <= set(TARGETS)


def test_bytes_become_sentences() -> None:
    assert write_text(bytes([8, 0, 3]) + "Łódź".encode()[:3]) != ""
    assert len(write_text(bytes(range(8, 256))).split()) > 60
