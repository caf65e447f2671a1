"""Find the words that name events: verbs and nouns whose conditions the parse meets.

In:  a `Scene`. Out: `Candidate`s in text order, at most one a token.
Left to `arguments`: who did it to whom. Left to `chains`: what stands above it, whether it happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.extract.events.scene import Phrase, Scene
from dragoman.lexicons.load.composition import load_composition
from dragoman.lexicons.load.triggers import Trigger, TriggerTable, load_triggers
from dragoman.nlp.grammar import Clause
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.nominals import Nominal
from dragoman.records.mentions import ActorMention

NO_PARTICLE = frozenset(("DATE", "TIME", "GPE", "LOC", "FAC"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Reads as: the token names an event as the trigger says; `words` are the tokens that it consists of."""

    head: int
    trigger: Trigger
    words: tuple[int, ...]


def find_candidates(scene: Scene) -> tuple[Candidate, ...]:
    """Find every trigger in the article's own voice, in text order."""
    table = load_triggers()
    found: dict[int, Candidate] = {}
    consumed: set[int] = set()
    for index in sorted(scene.clauses):
        token = scene.doc[index]
        if index in consumed or not scene.is_coded(token):
            continue  # "free" in "let free" is no event of its own
        candidate = _match_verb(scene, table, scene.clauses[index], token)
        if candidate is not None and not _holds_another(scene, candidate):
            found[index] = candidate
            consumed.update(candidate.words)
    for token in scene.doc:
        if not _may_name_event(scene, token):
            continue
        candidate = match_noun(scene, token.i)
        if candidate is None:
            continue
        if token.i in consumed:
            carrier = _carrier(scene, found, token.i)
            if carrier is None or candidate.trigger.weight <= carrier.trigger.weight:
                continue
            # "began joint exercises": the noun with its adjective tells more than the verb with its object
            del found[carrier.head]
        found[token.i] = candidate
    return tuple(found[index] for index in sorted(found))


def _holds_another(scene: Scene, candidate: Candidate) -> bool:
    """Tell "let free the crew" where the parser makes "free" a verb with the object: then that one is read."""
    inner = [scene.clauses[word] for word in candidate.words if word != candidate.head and word in scene.clauses]
    return not scene.clauses[candidate.head].undergoers and any(clause.undergoers for clause in inner)


def _carrier(scene: Scene, found: dict[int, Candidate], noun: int) -> Candidate | None:
    """Give the verb candidate that took the noun as its object, where the verb only carries it ("hold", "begin")."""
    composition = load_composition()
    for candidate in found.values():
        if noun not in candidate.words or candidate.trigger.part_of_speech != "verb":
            continue
        lemma = lemma_of(scene.doc[candidate.head])
        begins = any(wording.act.name in ("begin", "continue") for wording in composition.verbs.get(lemma, ()))
        return candidate if lemma in composition.light or begins else None
    return None


def _may_name_event(scene: Scene, token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "nmod") or not scene.is_coded(token):
        return False
    if token.i in scene.times:
        return False  # "in March", "on May 2"
    mentions = scene.actors.get(token.i, ())
    # "Islamic Revolutionary Guard", "Ministry of Foreign Affairs": a word of a name names no event
    return all(mention.mention_type == "NOM" for mention in mentions)


def _match_verb(scene: Scene, table: TriggerTable, clause: Clause, token: Token) -> Candidate | None:
    found: Candidate | None = None
    for lemma in dict.fromkeys((lemma_of(token), token.lower_)):
        for trigger in table.verbs.get(lemma, ()):
            if found is not None and (trigger.event_type != found.trigger.event_type or trigger.mode is None):
                continue
            words = _verb_words(scene, table, clause, trigger)
            if words is None or _is_vague(scene, clause):
                continue
            if found is not None:
                # "hacked into", "banned the march": of the wordings that fit, one may name no mode and another does
                return replace(found, trigger=replace(found.trigger, mode=trigger.mode))
            found = Candidate(head=token.i, trigger=trigger, words=words)
            if trigger.mode is not None:
                return found
    return found


def _is_vague(scene: Scene, clause: Clause) -> bool:
    """Tell talk of friendship from deeds: "deepens its ties" names nothing that happened."""
    composition = load_composition()
    if lemma_of(scene.doc[clause.head]) not in composition.vague_verbs:
        return False
    return any(lemma_of(scene.doc[index]) in composition.vague_nouns for index in clause.undergoers)


def _verb_words(scene: Scene, table: TriggerTable, clause: Clause, trigger: Trigger) -> tuple[int, ...] | None:
    """Give the tokens of a verb trigger where all its conditions hold, else None."""
    wording = _find_wording(scene, scene.doc[clause.head], trigger)
    if wording is None:
        return None
    words = [clause.head, *wording]
    # "a rocket was fired by Norway": at whom is not told, by whom is; not "was asked by Norway", of an invitation
    is_thrown = trigger.frame.name == "onto-prep" and bool(trigger.objects)
    is_answered_for = is_thrown and clause.voice == "passive" and bool(clause.doers)
    if trigger.needs_preposition and not (is_answered_for or _reaches(scene, trigger, _attached(scene, clause))):
        return None
    if trigger.objects:
        named = _first_fit(scene, table, trigger.objects, clause.undergoers)
        if named is None:
            named = _first_fit(scene, table, trigger.objects, contents(scene, clause.undergoers))
        if named is None:
            return None
        if named not in scene.actors:
            words.append(named)
    if trigger.not_objects and _first_fit(scene, table, trigger.not_objects, clause.undergoers) is not None:
        return None
    if trigger.subjects:
        doers = [*clause.doers, *contents(scene, clause.doers)]
        if _first_fit(scene, table, trigger.subjects, doers) is None:
            return None
    return tuple(sorted(words))


def _find_wording(scene: Scene, token: Token, trigger: Trigger) -> tuple[int, ...] | None:
    """Find a verb's particle and fixed words; None where one is missing."""
    particle = _find_particle(token, trigger.particle, bare=not trigger.words) if trigger.particle else None
    if trigger.particle and particle is None:
        return None
    phrase = _find_words(scene, token, trigger.words) if trigger.words else ()
    if phrase is None:
        return None
    return (*phrase, particle) if particle is not None else phrase


def _reaches(scene: Scene, trigger: Trigger, phrases: Iterable[tuple[str, int]]) -> bool:
    """Tell whether a phrase says at whom: "fired on the crowd", not "was fired on 3 May"."""
    return any(prep in trigger.prepositions and noun not in scene.times for prep, noun in phrases)


def _attached(scene: Scene, clause: Clause) -> Iterator[tuple[str, int]]:
    """Give the prepositional phrases of a verb and of its object: the parser hangs them on either."""
    yield from clause.obliques
    for index in (*clause.undergoers, *contents(scene, clause.undergoers)):
        yield from scene.nominal(index).obliques


def contents(scene: Scene, indexes: Iterable[int]) -> list[int]:
    """Give what a noun that only counts holds: "200 tonnes of food", "4 million dollars' worth of medicine"."""
    transparent = load_composition().transparent | load_triggers().classes["money"]
    found: list[int] = []
    for index in indexes:
        if lemma_of(scene.doc[index]) in transparent:
            found.extend(noun for prep, noun in scene.nominal(index).obliques if prep in ("of", "in"))
    return found


def _first_fit(scene: Scene, table: TriggerTable, wanted: frozenset[str], indexes: Iterable[int]) -> int | None:
    for index in indexes:
        token = scene.doc[index]
        mentions = scene.actors_at(index)
        if "@actor" in wanted and mentions:
            return index
        if "@person" in wanted and any(mention.kind == "person" for mention in mentions):
            return index
        if table.fits(wanted, lemma_of(token)) or table.fits(wanted, token.lower_):
            return index
        # "blocked the BBC", "Hamas fired rockets", "entered Senna": a name tells its class by what it names
        if any(table.holds(wanted, _sector(mention)) for mention in mentions):
            return index
        if "@territory" in wanted and index in scene.places:
            return index
        if token.pos_ == "PROPN" and any(table.fits(wanted, word) for word in _titles(token)):
            return index
    return None


def _sector(mention: ActorMention) -> str:
    return mention.sectors[0] if mention.sectors else mention.kind


def _titles(name: Token) -> Iterator[str]:
    """Give what a name is called by: "summoned Corvian ambassador Jana Reed"."""
    for child in name.children:
        if child.dep_ in ("compound", "nmod") and child.pos_ in ("NOUN", "PROPN"):
            yield child.lower_
            yield from (inner.lower_ for inner in child.children if inner.dep_ in ("compound", "nmod"))


def _find_particle(token: Token, particle: str, *, bare: bool) -> int | None:
    for child in token.children:
        if child.lower_ != particle or child.dep_ not in ("prt", "prep", "advmod"):
            continue
        # "took Senna in March": a phrase of time or place is no particle
        if child.dep_ == "prep" and any(held.ent_type_ in NO_PARTICLE for held in child.children):
            continue
        if bare and child.dep_ == "prep" and any(c.dep_ == "dobj" and c.i < child.i for c in token.children):
            # "gave 5 million in aid": "gave in" has no object
            continue
        return child.i
    return None


def _find_words(scene: Scene, token: Token, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """Find fixed words in a verb's phrase."""
    phrase = scene.phrases.get(token.i)
    if phrase is None:  # read once: some verbs have dozens of wordings
        phrase = scene.phrases[token.i] = _read_phrase(token)
    found: list[int] = []
    for word in words:
        match = next((index for index, lemma, lower in phrase if word in (lemma, lower)), None)
        if match is None or (scene.doc[match].pos_ == "PROPN" and match in scene.times):
            return None  # "held a summit on 15 March": nobody marched
        found.append(match)
    return tuple(found)


def _read_phrase(token: Token) -> Phrase:
    """Give the words of a verb's phrase: its objects, adverbs, what hangs on its prepositions, and what is to be done.

    "told the consul to leave", "gave the envoy 72 hours to leave": of the infinitive no more than its verb.
    """
    phrase = [child for child in token.children if child.dep_ not in ("xcomp", "advcl", "nsubj", "conj")]
    phrase += [
        inner
        for child in phrase
        for inner in child.children
        if inner.dep_ in ("pobj", "prep", "amod", "compound", "advmod") or (child.dep_, inner.dep_) == ("ccomp", "dobj")
    ]
    phrase += [inner for child in phrase if child.dep_ == "prep" for inner in child.children]
    spoken_of = [token, *(child for child in token.children if child.dep_ in ("dobj", "dative", "npadvmod"))]
    to_do = [child for each in spoken_of for child in each.children if _is_to_be_done(child)]
    words = [(each.i, lemma_of(each), each.lower_) for each in phrase]
    # "to-leave" in the lexicon, so that "gave him leave" is another wording; who is to depart is to leave
    departing = load_triggers().classes["departing"]
    named = ((each.i, "leave" if lemma_of(each) in departing else lemma_of(each)) for each in to_do)
    return (*words, *((index, f"to-{lemma}", f"to-{lemma}") for index, lemma in named))


def _is_to_be_done(token: Token) -> bool:
    """Tell an infinitive: "to leave", not "leaving"."""
    return token.tag_ == "VB" and any(child.dep_ == "aux" and child.tag_ == "TO" for child in token.lefts)


def match_noun(scene: Scene, index: int) -> Candidate | None:
    """Give what a noun names as an event, wherever it stands; None where it is no trigger."""
    table, token = load_triggers(), scene.doc[index]
    for form in dict.fromkeys((token.lower_, lemma_of(token))):
        for trigger in table.nouns.get(form, ()):
            words = _noun_words(scene, table, token, trigger)
            if words is not None:
                return Candidate(head=token.i, trigger=trigger, words=words)
    return None


def _named_before(scene: Scene, table: TriggerTable, token: Token, trigger: Trigger) -> bool:
    """Tell whether a word before the noun, or after its "of", rules the trigger out ("heart attack", "price war")."""
    nominal = scene.nominal(token.i)
    near = [*(c.i for c in token.lefts), *(noun for prep, noun in nominal.obliques if prep in ("of", "on", "for"))]
    return any(table.fits(trigger.not_objects, lemma_of(scene.doc[i])) for i in near)


def _noun_phrases(scene: Scene, nominal: Nominal) -> Iterator[tuple[str, int]]:
    """Give the phrases of a noun, and of the verb that carries it: "carried out strikes on Friday against Drosk".

    And of one that brings it about: "drew a protest from Drosk".
    """
    yield from nominal.obliques
    carrier = scene.clauses.get(nominal.governor) if nominal.governor is not None else None
    if carrier is not None and nominal.relation == "dobj":
        lemma = lemma_of(scene.doc[carrier.head])
        if lemma in load_composition().light or lemma in load_triggers().classes["drawing"]:
            yield from carrier.obliques


def _noun_words(scene: Scene, table: TriggerTable, token: Token, trigger: Trigger) -> tuple[int, ...] | None:
    words = [token.i]
    if trigger.words:
        before = [child for child in token.lefts if child.dep_ in ("compound", "amod", "nmod", "advmod")]
        before += [inner for child in before for inner in child.children]
        for word in trigger.words:
            match = next((each.i for each in before if word in (lemma_of(each), each.lower_)), None)
            if match is None:
                return None
            words.append(match)
    nominal = scene.nominal(token.i)
    if trigger.needs_preposition and not _reaches(scene, trigger, _noun_phrases(scene, nominal)):
        return None
    if trigger.not_objects and _named_before(scene, table, token, trigger):
        return None
    if trigger.objects:
        held = [noun for prep, noun in nominal.obliques if prep in ("of", *trigger.prepositions)]
        if _first_fit(scene, table, trigger.objects, [*held, *nominal.premodifiers]) is None:
            return None
    if trigger.subjects:
        told = _noun_phrases(scene, nominal)
        doers = [*nominal.possessors, *(noun for prep, noun in told if prep in ("by", "of", "from"))]
        if _first_fit(scene, table, trigger.subjects, doers) is None:
            return None
    return tuple(sorted(words))
