"""When and with what numbers: the time and the figures that belong to an event.

In:  a `Scene` and a reading's head and predicate. Out: mentions found in the event's own clause or noun phrase.
Left to `whereabouts`: where. Left to `records.dating`: what day a time expression comes to.
Left to `extract.dating`: the article's own date.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.events.background import is_background
from dragoman.extract.events.composition import Reading
from dragoman.extract.events.factuality import is_to_happen
from dragoman.extract.events.scene import Scene
from dragoman.lexicons.load.composition import load_composition
from dragoman.lexicons.load.triggers import load_triggers
from dragoman.nlp.governors import is_verbal
from dragoman.nlp.grammar import Clause
from dragoman.nlp.lemmas import lemma_of
from dragoman.records.mentions import Figure
from dragoman.records.times import TimeExpression
from dragoman.records.vocabulary import DateBasis

# clauses that share the time of the clause above them; a relative or reported clause has its own
SHARES_TIME = frozenset(("xcomp", "conj", "advcl"))
# "The pact comes on Monday, seven weeks after they signed a memorandum": such a clause has a time of its own
EARLIER_OR_LATER = frozenset(("after", "before", "since", "until", "till"))
EARLIER = frozenset(("had", "already", "previously"))
# "Petrov's first term saw him leave the pact": a span of time is subject, and it need not be the article's
SEEING = frozenset(("see", "witness", "bring"))
SPANS = frozenset(("term", "tenure", "presidency", "premiership", "reign", "era", "decade", "century", "year", "rule"))
ORDERING = frozenset(("follow", "precede"))
ENDING = frozenset(("collapse", "fail", "break", "end", "stall", "founder", "fall", "falter", "conclude"))
# who claims a deed says when he did so, not when it was done
CLAIMING = frozenset(("claim",))
LIVES = frozenset(("life", "victim", "toll"))
LASTING = frozenset(("last", "begin", "start", "open", "run"))
# "A strike on Lisk kills two", "two were killed by a strike", "in talks", "at a meeting"
CARRIED = frozenset(("nsubj", "pobj:by", "pobj:during", "pobj:in", "pobj:at"))
INDEFINITE = frozenset(("a", "an", "another", "some", "several"))
# "The ministers, meeting in Senna on Saturday, gave him a week": what they did on that occasion
OCCASIONS = frozenset(("meet", "gather", "convene", "assemble", "speak", "sit", "huddle"))
MAX_CLIMB = 3


def find_time(scene: Scene, head: int, predicate: int, *, near: int | None = None) -> TimeExpression | None:
    """Find the expression that dates an event: in its noun phrase, its clause, or one that shares its time.

    Of several the nearest to `near`, a token, counts, where that is given: before it only where none comes after it.
    """
    for tokens in _time_scopes(scene, head, predicate):
        dates = {
            found.time_id: (_is_hour(found), near is not None and token.i < near, abs(token.i - (near or head)), found)
            for token in tokens
            if not is_background(scene, token, head)
            and (found := scene.times.get(token.i)) is not None
            and found.type in ("DATE", "TIME")
            and found.value not in ("PAST_REF", "FUTURE_REF", "PRESENT_REF")
        }
        if dates:
            return min(dates.values(), key=lambda each: (*each[:3], each[3].span.start))[3]
    return None


def _is_hour(time: TimeExpression) -> bool:
    """Tell whether an expression names an hour of no day: "before dawn on Wednesday" is dated by its day."""
    return time.rule == "clock"


def date_line_above(scene: Scene, head: int) -> TimeExpression | None:
    """Give the date that stands alone on a line above, as in a digest: what is told below it is of that day."""
    found = None
    for time in scene.date_lines:
        if time.span.end > scene.doc[head].idx:
            break
        found = time
    return found


def _time_scopes(scene: Scene, head: int, predicate: int) -> Iterator[list[Token]]:
    token = scene.doc[head]
    if head != predicate or not is_verbal(token):
        yield [*_own_tokens(token), *_told_of(token)]
    if is_claimed(scene, head, predicate):
        return
    clause: Clause | None = scene.clauses.get(predicate)
    if clause is None and predicate == head:
        # "Nine fell on Friday in an ambush": the day on which it befell them
        nominal = scene.nominal(head)
        is_held = nominal.relation in ("pobj:in", "pobj:during")
        clause = _clause_at(scene, nominal.governor) if is_held else None
    for _ in range(MAX_CLIMB):
        if clause is None:
            return
        yield from _told_with(scene, clause)
        clause = _above_at_one_time(scene, clause)


def _told_with(scene: Scene, clause: Clause) -> Iterator[list[Token]]:
    """Give what may hold the time of a clause: itself, its occasion, what was at once, what ended it."""
    yield list(_own_tokens(scene.doc[clause.head]))
    yield list(_on_occasion(scene, clause))
    yield from ([*_own_tokens(scene.doc[each.head])] for each in _at_once(scene, clause))
    ended = _told_to_end(scene, clause)
    if ended is not None:
        yield [*_own_tokens(scene.doc[ended.head])]
    elif clause.relation == "relcl" and clause.governor in scene.times and _says_when(scene, clause):
        # "remembers 2008, when Drosk broke off relations"
        yield [scene.doc[clause.governor]]


def _says_when(scene: Scene, clause: Clause) -> bool:
    return any(child.lower_ == "when" for child in scene.doc[clause.head].children)


def _above_at_one_time(scene: Scene, clause: Clause) -> Clause | None:
    """Give the clause above where it shares the time of this one."""
    relation = clause.relation
    if _told_to_end(scene, clause) is not None or (relation == "advcl" and clause.mark in EARLIER_OR_LATER):
        return None
    if relation not in SHARES_TIME and not relation.startswith("pcomp"):
        return None
    above = _clause_at(scene, clause.governor)
    return None if relation == "conj" and above is not None and not _same_time(clause, above) else above


def _on_occasion(scene: Scene, clause: Clause) -> Iterator[Token]:
    """Give the tokens of an aside that tells on what occasion it was done: "the ministers, meeting on Saturday,"."""
    asides = [scene.doc[clause.head], *(scene.doc[index] for index in clause.doers)]
    for child in (child for token in asides for child in token.children):
        if child.tag_ == "VBG" and child.dep_ in ("acl", "advcl") and lemma_of(child) in OCCASIONS:
            yield from _own_tokens(child)


def _at_once(scene: Scene, clause: Clause) -> Iterator[Clause]:
    """Give what was at the same time: "were killed when a shell landed on Friday", "killed and hurt on Friday"."""
    for child in scene.doc[clause.head].rights:
        below = scene.clauses.get(child.i)
        if below is None:
            continue
        is_when = below.mark == "when" or any(each.lower_ == "when" for each in child.lefts)
        if child.dep_ == "advcl" and is_when and below.mood == "indicative":
            yield below
        harming = load_composition().harming
        if child.dep_ == "conj" and lemma_of(child) in harming and lemma_of(scene.doc[clause.head]) in harming:
            yield below


def is_claimed(scene: Scene, head: int, predicate: int) -> bool:
    """Tell "claimed the raid on Friday", the day on which it said so, from "the blast claimed six lives on Friday"."""
    clause = scene.clauses.get(predicate)
    if clause is None or lemma_of(scene.doc[predicate]) not in CLAIMING:
        return False
    return head != predicate or not any(lemma_of(scene.doc[index]) in LIVES for index in clause.undergoers)


def _told_to_end(scene: Scene, clause: Clause) -> Clause | None:
    """Give the clause of talks that a relative clause says to have ended, around this one or that itself.

    "brokered talks in August, which collapsed after the envoys walked out": all of it was in August.
    """
    if clause.relation == "advcl":
        above = _clause_at(scene, clause.governor)
        if above is None:
            return None
        clause = above
    if clause.relation != "relcl" or lemma_of(scene.doc[clause.head]) not in ENDING or clause.governor is None:
        return None
    governor = clause.governor
    if governor in scene.times:
        # the parser hangs the clause on the nearest noun, here the month
        return next((scene.clauses[each.i] for each in scene.doc[governor].ancestors if each.i in scene.clauses), None)
    return _clause_at(scene, scene.nominal(governor).governor)


def _same_time(one: Clause, other: Clause) -> bool:
    """Tell "met on Monday and signed" from "takes office in January and has threatened"."""
    if one.mood != "indicative" or other.mood != "indicative":
        return True
    # "had spoken on Monday and agreed" shares its auxiliary
    return one.tense == other.tense and (one.tense == "past" or one.perfect == other.perfect)


def _told_of(token: Token) -> Iterator[Token]:
    """Give the tokens of a verb that only says when a noun's event was: "follows talks on July 2", "talks lasted".

    "The next meeting is to take place in 2025": the verb under "is" tells when.
    """
    if token.dep_ == "dobj" and lemma_of(token.head) in ORDERING:
        yield from (each for each in _own_tokens(token.head) if each.i > token.i)
    if token.dep_ == "nsubj" and any(is_to_happen(child) for child in token.head.children):
        yield from (each for each in _own_tokens(token.head) if each.i > token.i)
    classes = load_triggers().classes
    telling = LASTING | classes["outcome"] | classes["disrupting"]
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and lemma_of(child) in telling:
            # "talks that began on Monday", "the raid that killed two on Sunday"
            yield from _own_tokens(child)


def _own_tokens(token: Token) -> Iterator[Token]:
    """Give a phrase's tokens without those of clauses inside it."""
    stack = [token]
    while stack:
        current = stack.pop()
        yield current
        for child in current.children:
            if child.dep_ in ("conj", "relcl", "acl", "ccomp", "advcl", "parataxis") and is_verbal(child):
                continue
            if child.dep_ == "xcomp" and is_verbal(child) and not is_to_happen(child):
                continue
            stack.append(child)


def date_basis(scene: Scene, head: int, predicate: int, *, verb: bool, meeting: bool) -> DateBasis:
    """Say whether an event without a time expression is news of the article's day or of an unknown time.

    News is told by a finite verb, not in the past perfect, outside relative clauses; a noun that no verb
    carries ("after the invasion") is background, but for meetings that are what the article tells of.
    """
    clause = scene.clauses.get(predicate)
    if is_claimed(scene, head, predicate):
        return "unknown"
    if not verb and predicate == head:
        # "During a call with Putin, Pezeshkian reiterated", "Their talks focused on trade": as new as the clause
        nominal = scene.nominal(head)
        if nominal.relation not in CARRIED or nominal.governor is None:
            return "unknown"
        if (
            nominal.relation in ("nsubj", "pobj:by")
            and not meeting
            and not _is_news_of_its_outcome(scene, head, nominal.governor)
        ):
            return "unknown"
        clause = scene.clauses.get(nominal.governor)
    for _ in range(MAX_CLIMB):
        if clause is None:
            return "unknown"
        if clause.relation == "acl" and scene.doc[clause.head].tag_ == "VBG" and clause.governor is not None:
            # "bombers flying near the cape are intercepted": as new as what is told of them
            above = scene.nominal(clause.governor)
            is_subject = above.relation in ("nsubj", "nsubjpass")
            clause = _clause_at(scene, above.governor) if is_subject else None
            continue
        if _is_of_another_day(scene, clause):
            return "unknown"
        if clause.mood == "indicative" and clause.tense in ("past", "present", "future"):
            # "had signed", "has already provided": before the news, who knows how long
            marks = (child for child in scene.doc[clause.head].children if child.dep_ in ("aux", "advmod"))
            earlier = any(mark.lower_ in EARLIER for mark in marks)
            return "unknown" if earlier else "publication"
        clause = _clause_at(scene, clause.governor)
    return "unknown"


def _is_of_another_day(scene: Scene, clause: Clause) -> bool:
    """Tell what is told aside, as long past, or at a distance from the news."""
    if clause.relation in ("relcl", "acl") or (clause.perfect and clause.tense == "past"):
        return True
    return _is_in_an_aside(scene, clause) or _is_seen_by_a_span(scene, clause) or _is_at_a_distance(scene, clause)


def _is_in_an_aside(scene: Scene, clause: Clause) -> bool:
    """Tell "talks, which collapsed after the envoys walked out": as old as what the relative clause tells."""
    if clause.relation != "advcl" or clause.mark not in EARLIER_OR_LATER:
        return False
    above = _clause_at(scene, clause.governor)
    return above is not None and above.relation in ("relcl", "acl")


def _is_news_of_its_outcome(scene: Scene, head: int, governor: int) -> bool:
    """Tell "A missile strike on Lisk kills two" from "The strike on Lisk killed two", known since who knows when."""
    verb, noun = scene.doc[governor], scene.doc[head]
    if lemma_of(verb) not in load_triggers().classes["outcome"]:
        return False
    marks = [child.lower_ for child in noun.children if child.dep_ in ("det", "poss")]
    return all(mark in INDEFINITE for mark in marks)


def _is_at_a_distance(scene: Scene, clause: Clause) -> bool:
    """Tell "seven weeks after Drosk signed": a length of time stands between this clause and the news."""
    if clause.mark not in EARLIER_OR_LATER:
        return False
    marks = [child for child in scene.doc[clause.head].children if child.lower_ == clause.mark and child.i > 0]
    return any(
        (found := scene.times.get(mark.i - 1)) is not None and found.type in ("DURATION", "DATE", "TIME")
        for mark in marks
    )


def _is_seen_by_a_span(scene: Scene, clause: Clause) -> bool:
    above = None
    if clause.governor is not None and clause.relation in ("ccomp", "xcomp"):
        above = scene.clauses.get(clause.governor)
    return any(
        lemma_of(scene.doc[each.head]) in SEEING and any(lemma_of(scene.doc[i]) in SPANS for i in each.doers)
        for each in (clause, above)
        if each is not None
    )


def _clause_at(scene: Scene, index: int | None) -> Clause | None:
    return scene.clauses.get(index) if index is not None else None


def find_figures(scene: Scene, reading: Reading) -> tuple[Figure, ...]:
    """Find the figures in an event's own clause or noun phrase, and of whom it hurt, in text order."""
    found: dict[str, Figure] = {}
    for start in dict.fromkeys((reading.head, reading.predicate, *reading.outcomes)):
        for token in _own_tokens(scene.doc[start]):
            figure = scene.figures.get(token.i)
            if figure is not None:
                found[figure.figure_id] = figure
    return tuple(sorted(found.values(), key=lambda figure: figure.span))
