"""Find whom "I" and "we" mean in quoted speech: who says it, by the verb of saying beside the quotation.

In:  a `Page` and the sightings found so far. Out: sightings of type PRO.
Left to `pronouns`: "he", "they". Left to `extract.quotations`: where speech begins and ends.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from dragoman.extract.actors.identities import Identity, state_identity
from dragoman.extract.actors.sightings import Page, Sighting
from dragoman.lexicons.load.reporting_verbs import load_reporting_verbs
from dragoman.lexicons.load.tables import states_by_code

_ONE = frozenset(("i", "me", "my", "mine", "myself"))
_SEVERAL = frozenset(("we", "us", "our", "ours", "ourselves"))
_PERSONS = _ONE | _SEVERAL
_OPENING, _CLOSING, _STRAIGHT = "“", "”", '"'
_SUBJECTS = ("nsubj", "nsubjpass")


def sight_first_person(page: Page, sightings: list[Sighting]) -> list[Sighting]:
    """Sight the first persons whose speaker is named in the sentence, or spoke last in the one before."""
    doc = page.doc
    if not any(sign in page.text for sign in (_OPENING, _STRAIGHT)):
        return []
    if not _PERSONS.intersection(page.lower):
        return []
    quoted = _quoted_tokens(page)
    by_head = {each.head: each for each in sightings if len(each.identities) == 1 and each.mention_type != "PRO"}
    by_head |= {each.head: each for each in sightings if each.mention_type == "PRO" and each.head not in by_head}
    found: list[Sighting] = []
    speaker: Identity | None = None
    for start, end in pairwise((*page.starts, len(doc))):
        sent = page.tokens[start:end]
        own = _speaker(sent, quoted, by_head)
        if own is None and not any(index in quoted for index in range(start, end)):
            speaker = None  # told matter has come in between
        speaker = own or speaker
        for token in sent:
            word = page.lower[token.i]
            if word not in _PERSONS or token.i not in quoted or speaker is None:
                continue
            identity = _meant(speaker, several=word in _SEVERAL)
            if identity is not None and token.text != "US":
                found.append(
                    Sighting(
                        start=token.idx,
                        end=token.idx + len(token),
                        first=token.i,
                        last=token.i,
                        head=token.i,
                        mention_type="PRO",
                        identities=(identity,),
                    )
                )
    return found


def _quoted_tokens(page: Page) -> frozenset[int]:
    """Give the tokens between quotation marks; a mark that never closes ends with its paragraph."""
    found: set[int] = set()
    inside = False
    for index, token in enumerate(page.tokens):
        if token.is_space and "\n" in token.text:
            inside = False
        elif _OPENING in token.text or (_STRAIGHT in token.text and not inside):
            inside = True
        elif _CLOSING in token.text or _STRAIGHT in token.text:
            inside = False
        elif inside:
            found.add(index)
    return frozenset(found)


def _speaker(sent: tuple[Token, ...], quoted: frozenset[int], by_head: dict[int, Sighting]) -> Identity | None:
    """Give who says something in a sentence, outside its quotations."""
    verbs = load_reporting_verbs().verbs
    for token in sent:
        if token.i in quoted or token.lemma_ not in verbs:
            continue
        subject = next((child for child in token.children if child.dep_ in _SUBJECTS and child.i not in quoted), None)
        sighting = _at(subject, by_head) if subject is not None else None
        if sighting is not None:
            return sighting.identities[0]
    return None


def _at(subject: Token, by_head: dict[int, Sighting]) -> Sighting | None:
    if subject.i in by_head:
        return by_head[subject.i]
    return next((by_head[child.i] for child in subject.children if child.dep_ == "appos" and child.i in by_head), None)


def _meant(speaker: Identity, *, several: bool) -> Identity | None:
    """Give whom the speaker means: oneself by "I"; by "we" the body or the government spoken for."""
    if speaker.kind != "person":
        return speaker if several else None
    if not several:
        return speaker
    state = states_by_code().get(speaker.country or "")
    if state is not None and speaker.sectors[:1] == ("GOV",):
        return state_identity(state)
    return replace(speaker, kind="group", key=f"with|{speaker.key}", name=f"{speaker.name} and others")
