"""Find whom a pronoun means, within the document; one that stays unclear gives nothing.

In:  a `Page` and the sightings found so far. Out: sightings of type PRO, with the identities of what they mean.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dragoman.extract.actors.identities import Identity
from dragoman.extract.actors.sightings import Page, Sighting, first_conjunct
from dragoman.lexicons.load.genders import Gender, load_genders
from dragoman.lexicons.load.person_names import fold_name

_MALE = frozenset(("he", "him", "his", "himself"))
_FEMALE = frozenset(("she", "her", "hers", "herself"))
_NEUTER = frozenset(("it", "its", "itself"))
_PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
PRONOUNS = _MALE | _FEMALE | _NEUTER | _PLURAL
_POSSESSIVE = frozenset(("his", "her", "its", "their"))
_REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
# what one does to others for something of theirs
_JUDGING = frozenset(
    ("accuse", "applaud", "attack", "berate", "blame", "castigate", "chastise", "chide", "commend", "condemn",
     "congratulate", "criticise", "criticize", "denounce", "fault", "hail", "laud", "lambast", "mock", "penalise",
     "penalize", "praise", "punish", "rebuke", "reward", "sanction", "scold", "slam", "thank", "upbraid")
)  # fmt: skip
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
MAX_SENTENCES_BACK = 2
MIN_SCORE = 1.0
MARGIN = 0.2  # the best must be better than the next by this much


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    sighting: Sighting
    sentence: int
    subject: bool
    main: bool
    plural: bool
    gender: Gender | None


def sight_pronouns(page: Page, sightings: list[Sighting]) -> list[Sighting]:
    """Sight the pronouns whose meaning is clear."""
    doc = page.doc
    starts = list(page.starts)
    candidates = sorted(
        _candidates(doc, sightings, starts), key=lambda each: (each.sighting.first, -each.sighting.last)
    )
    firsts = [each.sighting.first for each in candidates]
    found: list[Sighting] = []
    for token, word in zip(page.tokens, page.lower, strict=True):
        if word not in PRONOUNS or token.pos_ != "PRON" or _is_empty(token):
            continue
        sentence = bisect_left(starts, token.i + 1) - 1
        low = bisect_left(firsts, starts[max(0, sentence - MAX_SENTENCES_BACK)])
        high = bisect_left(firsts, starts[sentence + 1] if sentence + 1 < len(starts) else len(doc))
        identities = _antecedent(token, sentence, candidates[low:high])
        if identities:
            made = Sighting(
                start=token.idx, end=token.idx + len(token), first=token.i, last=token.i, head=token.i,
                mention_type="PRO", identities=identities,
            )  # fmt: skip
            found.append(made)
            candidate = _candidate(doc, made, sentence)
            place = bisect_left(firsts, token.i)
            firsts.insert(place, token.i)
            candidates.insert(place, candidate)
    return found


def _candidates(doc: Doc, sightings: list[Sighting], starts: list[int]) -> list[_Candidate]:
    heads: dict[int, Sighting] = {}
    for sighting in sightings:
        if sighting.mention_type == "NAM" and doc[sighting.head].pos_ == "ADJ":
            continue
        # of a title with its name and the name alone one is enough
        known = heads.get(sighting.head)
        if known is None or sighting.mention_type == "NAM":
            heads[sighting.head] = sighting
    return [_candidate(doc, each, bisect_left(starts, each.first + 1) - 1) for each in heads.values()]


def _candidate(doc: Doc, sighting: Sighting, sentence: int) -> _Candidate:
    head = doc[sighting.head]
    first = first_conjunct(head)
    subject = first.dep_ in _SUBJECTS
    plural = len(sighting.identities) > 1 or head.tag_ in ("NNS", "NNPS") or head.lower_ in _PLURAL
    return _Candidate(
        sighting=sighting,
        sentence=sentence,
        subject=subject,
        main=subject and first.head.dep_ in ("ROOT", "conj"),
        plural=plural or head.lower_ in ("police", "people"),
        gender=_gender(doc, sighting),
    )


def _gender(doc: Doc, sighting: Sighting) -> Gender | None:
    """Tell a person's gender by pronoun, title, role or given name; None where nothing tells it."""
    identity = sighting.identities[0]
    head = doc[sighting.head].lower_
    if head in _MALE or head in _FEMALE:
        return "m" if head in _MALE else "f"
    if identity.kind != "person":
        return None
    known = load_genders()
    near = [doc[index].lower_.strip(".") for index in range(max(0, sighting.first - 2), sighting.last + 1)]
    for word in (*near, *(identity.role or "").split()):
        if word in known.words:
            return known.words[word]
    return known.given.get(fold_name(identity.name).split()[0])


def _is_empty(token: Token) -> bool:
    """Tell an "it" that means nothing: "it is clear that", "it seems", "it took a year to"."""
    if token.lower_ != "it":
        return False
    after = token.nbor(1) if token.i + 2 < len(token.doc) else None
    if after is not None and after.pos_ == "ADJ" and after.nbor(1).lower_ in ("that", "to", "for"):
        return True  # "has made it clear that"
    if token.dep_ not in _SUBJECTS:
        return False
    verb = token.head
    if verb.lemma_ in ("seem", "appear", "turn", "happen", "take", "rain", "snow", "matter"):
        return True
    told = any(child.dep_ in ("acomp", "attr") for child in verb.children)
    clause = any(
        child.dep_ in ("ccomp", "xcomp", "advcl", "csubj", "relcl")
        for child in verb.subtree
        if child.i != verb.i and child.i > verb.i
    )
    return verb.lemma_ == "be" and told and clause


def _antecedent(token: Token, sentence: int, candidates: list[_Candidate]) -> tuple[Identity, ...]:
    scored = []
    pool = [*candidates, *_pairs(token.doc, candidates)] if token.lower_ in _PLURAL else candidates
    for each in pool:
        if not _agrees(token, each):
            continue
        score = _score(token, sentence, each)
        if score is not None:
            scored.append((score, each))
    if not scored:
        return ()
    scored.sort(key=lambda pair: (-pair[0], -pair[1].sighting.first))
    best, chosen = scored[0]
    rivals = [score for score, each in scored[1:] if _ids(each) != _ids(chosen)]
    if best < MIN_SCORE or (rivals and best - rivals[0] < MARGIN):
        return ()
    return chosen.sighting.identities


def _pairs(doc: Doc, candidates: list[_Candidate]) -> list[_Candidate]:
    """Join what is coordinated into one candidate: "Finland and Sweden ... their accession"."""
    groups: dict[int, list[_Candidate]] = {}
    for each in candidates:
        groups.setdefault(first_conjunct(doc[each.sighting.head]).i, []).append(each)
    found = []
    for first in sorted(groups):
        members = groups[first]
        if len(members) < 2 or doc[first].pos_ == "PRON":
            continue
        identities = {identity.actor_id: identity for each in members for identity in each.sighting.identities}
        whole = replace(members[0].sighting, last=members[-1].sighting.last, identities=tuple(identities.values()))
        found.append(replace(members[0], sighting=whole, plural=True))
    return found


def _ids(candidate: _Candidate) -> tuple[str, ...]:
    return tuple(identity.actor_id for identity in candidate.sighting.identities)


def _agrees(token: Token, candidate: _Candidate) -> bool:
    word = token.lower_
    kinds = {identity.kind for identity in candidate.sighting.identities}
    if word in _MALE or word in _FEMALE:
        wrong = "f" if word in _MALE else "m"
        return kinds == {"person"} and not candidate.plural and candidate.gender != wrong
    if word in _NEUTER:
        return bool(kinds & {"state", "organisation", "group"}) and not candidate.plural
    return candidate.plural or bool(kinds & {"group", "organisation"})


def _score(token: Token, sentence: int, candidate: _Candidate) -> float | None:
    """Weigh a candidate: near, a subject, of the main clause; None where grammar rules it out."""
    head = token.doc[candidate.sighting.head]
    distance = sentence - candidate.sentence
    before = candidate.sighting.last < token.i
    if not before and not _is_forward(token, head):
        return None
    if before and distance == 0 and (_is_clause_mate(token, head) or _is_told_of_by_the_same(token, head)):
        return None
    score = 3.0 - 1.2 * distance
    score += 1.5 if candidate.subject else 0.0
    score += 0.5 if candidate.main else 0.0
    if distance == 0 and before:
        score += 0.8 if _governs(head, token) else 0.0
    if distance > 0 and not candidate.subject:
        # "their failure" two sentences on hardly means what stood after a preposition
        score -= 0.5 if token.lower_ in _MALE or token.lower_ in _FEMALE else 1.5
    if candidate.gender is not None and (token.lower_ in _MALE or token.lower_ in _FEMALE):
        # a woman is meant by "she" before somebody of whom nothing is known
        score += 3.2 if token.lower_ in _FEMALE else 1.0
    if token.lower_ in _PLURAL and not candidate.plural:
        score -= 1.0
    if token.lower_ in _NEUTER and not candidate.subject and head.dep_ not in ("poss", "dobj", "agent", "pobj"):
        score -= 1.0
    if token.lower_ in _NEUTER and token.dep_ in ("dobj", "pobj") and distance == 0 and head.dep_ == "poss":
        score -= 1.5
    score += 3.0 if _is_judged_for(token, head) else 0.0
    score -= 0.01 * min(40, abs(token.i - candidate.sighting.head))
    if not before:
        score -= 0.3
    return score


def _is_judged_for(token: Token, head: Token) -> bool:
    """Tell "Drosk thanked Corvia for its offer", "accused Corvia of breaking its word": it is the other's own."""
    if token.dep_ != "poss" or head.dep_ != "dobj" or head.i > token.i or head.head.lemma_ not in _JUDGING:
        return False
    for above in token.ancestors:
        if above.dep_ == "prep" and above.lower_ in ("for", "over", "of") and above.head in (head, head.head):
            return True
        if above.tag_.startswith("VB") or above.tag_ == "MD":
            return False  # "accused Corvia of shooting its soldiers"
    return False


def _is_clause_mate(token: Token, head: Token) -> bool:
    """Tell "Putin praised him": subject and object of one verb are two."""
    if token.lower_ in _POSSESSIVE or token.lower_ in _REFLEXIVE:
        return False
    if token.dep_ in ("dobj", "dative", "nsubj", "nsubjpass"):
        if (
            token.dep_ in ("dobj", "dative")
            and head.dep_ in _SUBJECTS
            and head.head.i == _verb_with_subject(token.head).i
        ):
            return True  # "The soldiers arrested two men and beat them"
        return head.head.i == token.head.i and head.dep_ in (*_SUBJECTS, "dobj", "dative")
    if token.dep_ == "pobj":
        return head.head.i == token.head.head.i and head.dep_ in _SUBJECTS
    return False


def _is_told_of_by_the_same(token: Token, head: Token) -> bool:
    """Tell "They demanded a break with Drosk, and now they insist": both are one, and Drosk is another."""
    if token.dep_ not in _SUBJECTS or head.dep_ in _SUBJECTS:
        return False
    verb = next((above for above in head.ancestors if above.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb.i == token.head.i:
        return False
    return any(child.dep_ in _SUBJECTS and child.lower_ == token.lower_ for child in verb.children)


def _verb_with_subject(verb: Token) -> Token:
    """Climb from a verb that shares its subject to the first that has it."""
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        if any(child.dep_ in _SUBJECTS for child in verb.children):
            break
        verb = verb.head
    return verb


def _is_forward(token: Token, head: Token) -> bool:
    """Tell "In his speech, Putin said": the pronoun hangs on the verb whose subject comes after it."""
    if head.dep_ not in _SUBJECTS or head.sent.start != token.sent.start:
        return False
    verb = head.head
    climbing = token
    while climbing.head.i != climbing.i:
        if climbing.head.i == verb.i:
            return climbing.dep_ in ("prep", "advcl", "npadvmod", "agent") and climbing.i < head.i
        climbing = climbing.head
    return False


def _governs(head: Token, token: Token) -> bool:
    """Tell "Putin said he": the candidate is subject of a clause that the pronoun's clause hangs on."""
    return head.dep_ in _SUBJECTS and head.head in token.ancestors
