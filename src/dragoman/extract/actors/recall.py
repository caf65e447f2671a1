"""What a reader remembers of the text so far: which states, bodies and persons were named last.

In:  sightings in text order. Out: the last so-and-so many before a token.
Left to `definites` and `pronouns`: what asks for them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.extract.actors.identities import Identity, state_identity
from dragoman.extract.actors.sightings import Page, Sighting, first_conjunct
from dragoman.lexicons.load.person_names import fold_name
from dragoman.lexicons.load.tables import organisations_by_id, states_by_code

_Reader = Callable[[Identity], Identity | None]
_WINDOW = 60  # sightings looked back over: some five sentences of dense news
_NEAR_SENTENCES = 4
_STATES_TOGETHER = frozenset(("UNO", "EUR", "IGO"))
_CLEAR = 1.5  # one pair is meant when it is named so much more often than the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """Reads as: these sightings, sorted by place, are what the text has told; `firsts` their first tokens.

    `sentences` holds the first token of each sentence.
    """

    doc: Doc
    sightings: tuple[Sighting, ...]
    firsts: tuple[int, ...]
    sentences: tuple[int, ...]

    def before(self, index: int) -> tuple[Sighting, ...]:
        """Give the sightings before a token, the nearest first."""
        end = bisect_left(self.firsts, index)
        return self.sightings[max(0, end - _WINDOW) : end][::-1]

    def last_states(self, index: int, number: int, *, surely: bool = False) -> tuple[Identity, ...]:
        """Give the so many states that are spoken of, by themselves, their people or persons."""
        return self._last(index, number, _as_state, surely=surely)

    def last_persons(
        self, index: int, number: int, fits: Callable[[Identity], bool] | None = None, *, surely: bool = False
    ) -> tuple[Identity, ...]:
        """Give the last so many persons, with `fits` of those who pass it."""

        def read(identity: Identity) -> Identity | None:
            found = _as_person(identity)
            return found if found is not None and (fits is None or fits(found)) else None

        return self._last(index, number, read, surely=surely)

    def last_parties(self, index: int, number: int, *, surely: bool = False) -> tuple[Identity, ...]:
        """Give the last so many states or bodies that stand side by side or against each other."""
        return self._last(index, number, _as_party, surely=surely)

    def _last(self, index: int, number: int, read: _Reader, *, surely: bool) -> tuple[Identity, ...]:
        """Give the last so many; `surely` only those joined or alone in the last sentence that tells of any."""
        near = [each for each in self.before(index) if self._sentences_back(each, index) <= _NEAR_SENTENCES]
        together = self._coordinated(near, number, read)
        if together:
            return together
        counts: Counter[str] = Counter()
        first: dict[str, Identity] = {}
        reach: int | None = None
        for sighting in near:
            back = self._sentences_back(sighting, index)
            if reach is not None and back > reach:
                break
            for identity in sighting.identities:
                found = read(identity)
                if found is not None:
                    first.setdefault(found.actor_id, found)
                    counts[found.actor_id] += 1
            if len(first) >= number and reach is None:
                reach = back
        if len(first) == number:
            return tuple(sorted(first.values(), key=lambda each: each.key))
        return () if surely else self._clearest(number, read, first)

    def _clearest(self, number: int, read: _Reader, near: dict[str, Identity]) -> tuple[Identity, ...]:
        """Give those named most in the whole text, where they are clearly named more than the next."""
        counts: Counter[str] = Counter()
        known: dict[str, Identity] = {}
        for sighting in self.sightings:
            for identity in sighting.identities:
                found = read(identity)
                if found is not None:
                    counts[found.actor_id] += 1
                    known.setdefault(found.actor_id, found)
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if len(ranked) < number:
            return ()
        clear = len(ranked) == number or ranked[number - 1][1] >= _CLEAR * ranked[number][1]
        chosen = [known[key] for key, _ in ranked[:number]]
        if clear and (not near or sum(each.actor_id in near for each in chosen) >= number - 1):
            return tuple(sorted(chosen, key=lambda each: each.key))
        return ()

    def _coordinated(self, near: list[Sighting], number: int, read: _Reader) -> tuple[Identity, ...]:
        """Give the nearest so many that are joined by "and", "with", "between"."""
        groups: dict[int, dict[str, Identity]] = {}
        for sighting in near:
            top = first_conjunct(self.doc[sighting.head]).i
            for identity in sighting.identities:
                found = read(identity)
                if found is not None:
                    groups.setdefault(top, {}).setdefault(found.actor_id, found)
            if len(groups.get(top, {})) == number and self._is_complete(top, near, number, read):
                return tuple(sorted(groups[top].values(), key=lambda each: each.key))
        return ()

    def _is_complete(self, top: int, near: list[Sighting], number: int, read: _Reader) -> bool:
        members = {
            found.actor_id
            for sighting in near
            if first_conjunct(self.doc[sighting.head]).i == top
            for identity in sighting.identities
            if (found := read(identity)) is not None
        }
        return len(members) == number

    def _sentences_back(self, sighting: Sighting, index: int) -> int:
        return self._sentence(index) - self._sentence(sighting.first)

    def _sentence(self, index: int) -> int:
        return bisect_right(self.sentences, index) - 1

    def last_state(self, index: int, fits: Callable[[str], bool]) -> str | None:
        """Give the code of the last state that fits; in the sentence itself a place ("in Iran") counts less."""
        sentence = self._sentence(index)
        fallback = None
        for sighting in self.before(index):
            for identity in sighting.identities:
                found = _as_state(identity)
                if found is None or found.country is None or not fits(found.country):
                    continue
                if self._sentence(sighting.first) < sentence and fallback is not None:
                    return fallback
                if identity.kind == "state":
                    return found.country
                fallback = fallback or found.country
        return fallback

    def states_told(self, fits: Callable[[str], bool]) -> tuple[str, ...]:
        """Give the codes of all states named anywhere in the text that fit, sorted."""
        codes = {each.key for sighting in self.sightings for each in sighting.identities if each.kind == "state"}
        return tuple(sorted(code for code in codes if fits(code)))

    def country_of_ministry(self, index: int) -> str | None:
        """Give the country of the last ministry told of by its name: "The ministry added"."""
        for sighting in self.before(index):
            for identity in sighting.identities:
                if identity.kind == "organisation" and "ministry" in identity.name.lower():
                    return identity.country
        return None

    def states_at(self, heads: set[int], index: int) -> frozenset[str]:
        """Give the codes of the states, not of their bodies or people, sighted at these tokens before another."""
        near = (each for each in self.before(index) if each.head in heads)
        return frozenset(found.key for each in near for found in each.identities if found.kind == "state")

    def last_body(self, index: int, kinds: frozenset[str], *, sentences: int | None = None) -> Identity | None:
        """Give the last body of these kinds, at most so many sentences back."""
        bodies = organisations_by_id()
        for sighting in self.before(index):
            if sentences is not None and self._sentences_back(sighting, index) > sentences:
                break
            for identity in sighting.identities:
                body = bodies.get(identity.key) if identity.kind == "organisation" else None
                if body is not None and body.kind in kinds:
                    return identity
        return None

    def last_international(self, index: int) -> Identity | None:
        """Give the last body of several states."""
        for sighting in self.before(index):
            for identity in sighting.identities:
                if identity.kind == "organisation" and identity.code in _STATES_TOGETHER and "|" not in identity.key:
                    return identity
        return None

    def last_called(self, index: int, words: tuple[str, ...]) -> Identity | None:
        """Give the last body with these folded words in a name of it: "the Agency" for the IAEA."""
        for sighting in self.before(index):
            for identity in sighting.identities:
                if identity.kind == "organisation" and _is_called(identity, words):
                    return identity
        return None

    def country_of_role(self, index: int, noun: str) -> str | None:
        """Give the country of those last described by the noun, where it was told."""
        for sighting in self.before(index):
            for identity in sighting.identities:
                if identity.role == noun and identity.country is not None and identity.kind != "person":
                    return identity.country
        return None


def make_recall(page: Page, sightings: list[Sighting]) -> Recall:
    """Sort what has been seen."""
    ordered = tuple(sorted(sightings, key=lambda each: (each.first, each.last)))
    return Recall(
        doc=page.doc,
        sightings=ordered,
        firsts=tuple(each.first for each in ordered),
        sentences=page.starts,
    )


def _is_called(identity: Identity, words: tuple[str, ...]) -> bool:
    body = organisations_by_id().get(identity.key)
    names = (body.name, *body.aliases) if body is not None else (identity.name,)
    wanted = " ".join(words)
    return any(f" {wanted} " in f" {fold_name(name)} " and fold_name(name) != wanted for name in names)


def _as_state(identity: Identity) -> Identity | None:
    if identity.kind == "state":
        return Identity(kind="state", key=identity.key, name=identity.name, country=identity.country)
    if identity.country is None or identity.kind == "organisation":
        return None
    state = states_by_code().get(identity.country)
    return state_identity(state) if state is not None else None


def _as_person(identity: Identity) -> Identity | None:
    # a person of the tables or with a full name, not "a general"
    named = identity.kind == "person" and " " in identity.name and identity.name[0].isupper()
    return identity if named else None


def _as_party(identity: Identity) -> Identity | None:
    if identity.kind == "organisation" and "|" not in identity.key and "JRN" not in identity.sectors:
        return identity
    return _as_state(identity) if identity.kind in ("state", "person") else None
