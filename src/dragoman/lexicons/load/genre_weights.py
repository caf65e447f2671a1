"""How much each genre counts for what happened: the shipped weights, and those that a user sets.

In:  `[weights]` of `genre_cues.toml`, the setting `genre_weights`. Out: a weight for every genre, 0 to 1.
Left to `resolve.ballots`: weighing. Left to whoever resolves: to choose before.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml
from dragoman.records.vocabulary import GENRES, Genre

FILE = "genre_cues.toml"


class _Choice:
    """What this process weighs by; None until somebody asks."""

    weights: Mapping[Genre, float] | None = None


def choose_genre_weights(given: Mapping[str, float]) -> None:
    """Let these weights stand in place of the shipped ones; ConfigError where one is of no genre or not 0 to 1."""
    _check(given, "setting genre_weights")
    _Choice.weights = MappingProxyType({**_shipped(), **cast("Mapping[Genre, float]", given)})


def load_genre_weights() -> Mapping[Genre, float]:
    """Give the weight of each genre as chosen, else as shipped."""
    if _Choice.weights is None:
        choose_genre_weights({})
    return cast("Mapping[Genre, float]", _Choice.weights)


def _shipped() -> dict[Genre, float]:
    weights = {cast("Genre", genre): float(weight) for genre, weight in read_toml(FILE)["weights"].items()}
    _check(weights, f"lexicon {FILE}: [weights]")
    if set(weights) != set(GENRES):
        raise ConfigError(f"lexicon {FILE}: [weights] must name each of {', '.join(GENRES)}")
    return weights


def _check(weights: Mapping[Genre, float] | Mapping[str, float], where: str) -> None:
    for genre, weight in weights.items():
        if genre not in GENRES:
            raise ConfigError(f"{where}: no genre {genre!r}; there are {', '.join(GENRES)}")
        if not 0 <= weight <= 1:
            raise ConfigError(f"{where}: {genre} is {weight}; a weight is from 0 to 1")
