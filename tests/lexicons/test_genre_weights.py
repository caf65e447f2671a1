"""How much a genre counts: shipped, set by a user, refused where it is none."""

from collections.abc import Iterator

import pytest

from dragoman.errors import ConfigError
from dragoman.lexicons.load.genre_weights import choose_genre_weights, load_genre_weights
from dragoman.records.vocabulary import GENRES


@pytest.fixture(autouse=True)
def _shipped_again() -> Iterator[None]:
    yield
    choose_genre_weights({})


def test_every_genre_has_a_weight_and_news_the_most() -> None:
    weights = load_genre_weights()
    assert set(weights) == set(GENRES)
    assert max(weights.values()) == weights["news"] == 1.0


def test_a_setting_stands_in_place_of_the_shipped_weight() -> None:
    choose_genre_weights({"opinion": 0.2})
    assert load_genre_weights()["opinion"] == 0.2
    assert load_genre_weights()["news"] == 1.0


@pytest.mark.parametrize("given", [{"gossip": 0.5}, {"opinion": 1.5}, {"opinion": -0.1}], ids=["genre", "high", "low"])
def test_a_wrong_weight_is_named(given: dict[str, float]) -> None:
    with pytest.raises(ConfigError, match="genre_weights"):
        choose_genre_weights(given)
