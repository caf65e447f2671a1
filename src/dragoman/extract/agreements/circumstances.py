"""Read when and where an agreement reached a stage, for how long it is, and what it replaces.

In:  a `Scene`, the word that puts it in the stage, the noun. Out: ids of times and places, years, evidence.
Left to `records.dating`: which days those are. Left to `resolve.completion`: days of named occasions.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dragoman.extract.agreements.scene import Scene
from dragoman.nlp.governors import governing_clause
from dragoman.nlp.nominals import noun_phrase
from dragoman.records.mentions import EventMention
from dragoman.records.spans import Evidence
from dragoman.records.times import TimeExpression
from dragoman.records.vocabulary import DateBasis

YEARS = re.compile(r"\b(\d{1,3}|[a-z]+(?:-[a-z]+)?)[\s-]years?\b", re.IGNORECASE)
UPON = frozenset(("upon", "on", "with", "at"))
MAX_TERM_YEARS = 999  # "a 99-year lease" is the longest usual term; more is a misreading
TERM_WORDS = frozenset(("term", "valid", "effect", "force", "last", "period", "duration", "run"))
WHEN = frozenset(("on", "in", "at", "since", "during", "by", "until", "of", "between", "last", "late", "early"))
PLANNING = frozenset(("plan", "schedule", "set", "due", "slate", "expect", "fix", "call"))
OWN_RELATIONS = frozenset(("npadvmod", "tmod", "advmod", "nmod", "compound", "nummod", "appos", "pobj", "pcomp"))
MAX_LINE_WORDS = 8  # "May 9, 1987", "Sunday, 9 May 1987 -": a date line holds a date and no sentence


def own_time(scene: Scene, anchor: Token) -> str | None:
    """Give the time that hangs on the word itself, nearest first: not that of "a clash in May"."""
    found = _nearest_time(scene, anchor, _holders(anchor))
    for held in anchor.rights if found is None else ():
        if held.dep_ == "dobj":
            # "exchanged charts on 9 May": the parser may hang the day on the object
            found = found or _nearest_time(scene, anchor, (c for c in held.rights if c.lower_ in ("on", "in", "at")))
    return found


def _nearest_time(scene: Scene, anchor: Token, holders: Iterable[Token]) -> str | None:
    waiting = deque(holders)
    while waiting:
        token = waiting.popleft()
        time = scene.times.get(token.i)
        if time is not None:
            return time.time_id
        if token.i == anchor.i or token.dep_ in ("prep", "pobj", "appos") or token.pos_ in ("ADP", "ADV"):
            waiting.extend(child for child in token.children if _may_date(child, anchor))
    return None


def _holders(anchor: Token) -> Iterator[Token]:
    """Give the word's children that may date it, those of time first."""
    yield from (child for child in anchor.children if _may_date(child, anchor))


def _may_date(child: Token, anchor: Token) -> bool:
    if child.pos_ == "ADP" or child.dep_ == "prep":
        # "was planned for 9 May"; "a truce for three days" has no date
        return child.lower_ in WHEN or (child.lower_ == "for" and child.head.lemma_ in PLANNING)
    if child.pos_ in ("VERB", "AUX") and child.i != anchor.i:
        return False
    return child.dep_ in OWN_RELATIONS or child.dep_ in ("dep", "attr")


def clause_time(scene: Scene, anchor: Token) -> str | None:
    """Give the time of the word, else of the verbs it stands under as their act: "On Friday X agreed to sign"."""
    found = own_time(scene, anchor)
    current = anchor
    while found is None:
        upper = current.head
        carries = current.dep_ in (
            "xcomp",
            "ccomp",
            "conj",
            "dobj",
            "nsubjpass",
            "nsubj",
            "attr",
            "prep",
            "pobj",
            "advcl",
        )
        if upper.i == current.i:
            break
        if not carries or _is_away(current):
            return None
        purpose = any(child.lower_ in ("to", "as", "when", "while") for child in current.lefts)
        if current.dep_ == "relcl" or (current.dep_ == "advcl" and not purpose):
            return None  # "met on Tuesday to discuss the pact" is of that day
        current = upper
        found = own_time(scene, current) if current.pos_ in ("VERB", "AUX", "NOUN") else None
        if found is None and current.dep_ in ("relcl", "advcl") and _is_occasion(current):
            return clause_time(scene, current.head)  # "a summit in Lisk on 9 May, at which they are to sign a pact"
        if current.dep_ in ("ROOT", "relcl", "acl"):
            return found
    return found or _only_time(scene, anchor)


def _is_occasion(verb: Token) -> bool:
    """Tell "at which they sign", "where they are to sign" from other clauses on a noun."""
    asked = [child for prep in verb.children if prep.lower_ in ("at", "during", "in") for child in prep.children]
    return any(each.lower_ == "which" for each in asked) or any(child.lower_ == "where" for child in verb.lefts)


def _only_time(scene: Scene, anchor: Token) -> str | None:
    """Give the one date of a sentence that the noun heads: the parser may hang its verb elsewhere."""
    if anchor.dep_ != "ROOT" or anchor.pos_ != "NOUN":
        return None
    dates = {time.time_id for i, time in scene.times.items() if anchor.sent.start <= i < anchor.sent.end}
    away = any(token.lower_ in scene.words.sets["after"] for token in anchor.sent)
    return dates.pop() if len(dates) == 1 and not away else None


def _is_away(token: Token) -> bool:
    return token.pos_ in ("ADP", "SCONJ") and token.lower_ in (
        "after",
        "following",
        "since",
        "before",
        "despite",
        "until",
    )


def is_upon_signing(scene: Scene, anchor: Token) -> bool:
    """Tell "took effect upon signature", "with its signing": its day is that of the signing."""
    nouns = frozenset(noun for words in scene.words.stages if words.stage == "signed" for noun in words.nouns)
    held = [child for prep in anchor.rights if prep.lower_ in UPON for child in prep.children]
    return any(each.dep_ == "pobj" and each.lemma_.lower() in nouns for each in held)


def event_time(scene: Scene, event: EventMention | None) -> str | None:
    """Give an event's time, unless it is that of what it came after: "an agreement following a clash in May"."""
    if event is None or event.time is None:
        return None
    token = next((scene.parsed.doc[i] for i, time in sorted(scene.times.items()) if time.time_id == event.time), None)
    if token is None:
        return event.time
    if event.sentence.span.start <= token.idx < event.sentence.span.end:
        for upper in token.ancestors:
            if (
                upper.lower_ in scene.words.sets["after"]
                and upper.dep_ in ("prep", "mark", "pcomp")
                and (token.head.i != upper.i)
            ):
                return None
    return event.time


def line_time(scene: Scene, token: Token) -> str | None:
    """Give the date line that the sentence stands under, in a digest of several days."""
    lines = _date_lines(scene)
    above = [time for time in lines if time.span.end <= token.idx]
    return above[-1].time_id if len(lines) > 1 and above else None


def _date_lines(scene: Scene) -> list[TimeExpression]:
    text = scene.parsed.document.text
    found = []
    for time in scene.found.times:
        start = text.rfind("\n", 0, time.span.start) + 1
        end = text.find("\n", time.span.end)
        line = text[start : end if end >= 0 else len(text)]
        is_own = any(span.start <= time.span.start < span.end for span in scene.coded)
        if (
            time.type == "DATE"
            and is_own
            and line.strip(" .:-–—*#") == time.exact
            and len(line.split()) <= MAX_LINE_WORDS
        ):
            found.append(time)
    return found


def told_basis(scene: Scene, anchor: Token) -> DateBasis:
    """Tell whether the stage is told as news: in a main clause, not in one that only recalls it."""
    clause = scene.clause_of(anchor)
    told = clause is not None and clause.mood == "indicative" and clause.relation not in ("relcl", "acl")
    if anchor.dep_ in ("amod", "acl", "relcl"):
        return "unknown"
    return "publication" if told else "unknown"


def place_of(scene: Scene, anchor: Token, event: EventMention | None) -> str | None:
    """Give the place mention: the event's, else one after "in" or "at" below the word."""
    if event is not None and event.place is not None:
        return event.place
    below = {token.idx for token in anchor.subtree if token.head.lower_ in ("in", "at")}
    return next((p.mention_id for p in scene.found.places if any(p.span.start <= i < p.span.end for i in below)), None)


def read_term(scene: Scene, token: Token) -> int | None:
    """Read the term in years: "the 20-year pact", "will be in effect for 20 years"."""
    phrase = token.doc[token.left_edge.i : token.i + 1].text
    verb = governing_clause(token)
    texts = [phrase]
    if verb is not None and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
        words = {t.lemma_.lower() for t in verb.subtree}
        texts += [verb.sent.text] if words & TERM_WORDS else []
    for text in texts:
        for match in YEARS.finditer(text):
            after = text[match.end() : match.end() + 5]
            number = match.group(1).lower()
            years = int(number) if number.isdigit() else scene.words.numbers.get(number)
            if years is not None and 0 < years <= MAX_TERM_YEARS and "old" not in after and "ago" not in after:
                return years
    return None


def read_replaced(scene: Scene, token: Token) -> Evidence | None:
    """Find what the agreement replaces: "The new agreement replaces a 2001 framework"."""
    for clause in sorted(scene.clauses.values(), key=lambda each: each.head):
        verb = scene.parsed.doc[clause.head]
        if verb.lemma_ not in scene.words.sets["replacing"] or verb.sent != token.sent or not clause.undergoers:
            continue
        old = scene.parsed.doc[clause.undergoers[0]]
        is_it = token.i in clause.doers or (verb.dep_ in ("acl", "advcl", "relcl") and token.i < verb.i)
        if is_it and old.i != token.i and not clause.negated:
            start, end = noun_phrase(old)
            if end + 1 < len(old.doc) and old.doc[end].lower_ in ("of", "from") and end + 1 in scene.times:
                end += 2  # "replaces the accord of 1967"
            phrase = old.doc[start:end]
            return scene.parsed.document.evidence(phrase.start_char, phrase.end_char)
    return None
