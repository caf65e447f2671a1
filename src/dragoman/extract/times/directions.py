"""Settle how the governing verb tells a time: the direction of "on Friday", "overnight", "in three weeks".

In:  readings, the parse. Out: the same readings with their direction, open side, and what they mean ahead.
Left to `nlp.telling`: the tense of clauses. Left to `anchors`: what a time counts from.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from dragoman.extract.times.readings import Reading
from dragoman.extract.times.tokens import Lexed
from dragoman.extract.times.wording import token_at
from dragoman.lexicons.load.time_words import load_time_words
from dragoman.nlp.telling import Telling, Tellings
from dragoman.records.symbols import Bound, Direction, TimeSymbol

HEADLINE_LENGTH = 160  # characters; a longer line is no headline
FULL_STOPS = (".", "!", "?", ":", ";", ",", "”", '"')
FIRST_REACH = 8  # words back to "the first visit", "the worst flood", which make "in ten years" a length


def settle_direction(doc: Doc, lexed: Lexed, reading: Reading, tellings: Tellings) -> Reading | None:
    """Settle in which direction a time lies and which side is open; None where the telling makes it none."""
    symbol = reading.symbol
    if symbol is None:
        return reading
    told = tellings.tell(lexed.starts[reading.start], lexed.ends[reading.end - 1])
    if reading.ahead is not None:
        return _ahead_or_length(doc, lexed, reading, told)
    if reading.rule == "soon":
        return reading if told.direction in ("future", "present") or _is_promised(doc, told) else None
    direct = False
    if reading.type in ("DATE", "TIME") and symbol.kind not in ("vague", "set"):
        direct = told.direct
        if reading.tensed:
            symbol = _nearest_weekday(lexed, reading, told) or _point(symbol, _corrected(doc, lexed, reading, told))
    return replace(reading, symbol=replace(symbol, bound=_bound_before(lexed, reading.start)), direct=direct)


def _ahead_or_length(doc: Doc, lexed: Lexed, reading: Reading, told: Telling) -> Reading:
    """Tell "will vote in three weeks", a date, from "was built in three weeks", a length."""
    token = token_at(doc, lexed.starts[reading.start - 1])
    if token is None or token.tag_ == "RP":
        return reading  # "is phased in over ten years"
    ahead = told.direct and told.direction in ("future", "present")
    if not (ahead or _is_promised(doc, told)) or _is_ranked(lexed, reading):
        return reading
    return replace(reading, symbol=reading.ahead, type="DATE", counts_from="publication", rule="in-length")


def _is_ranked(lexed: Lexed, reading: Reading) -> bool:
    """Tell "the first visit in ten years" and "the worst flood in a decade"."""
    first = max(0, reading.start - FIRST_REACH)
    near = lexed.letters[first : reading.start]
    first += near.rfind(".") + 1
    return any(
        lexed.letters[index] == "o" or lexed.lowers[index].endswith("est") or lexed.lowers[index] in ("most", "only")
        for index in range(first, reading.start)
    )


def _is_promised(doc: Doc, told: Telling) -> bool:
    """Tell "promised a premier in two weeks", "hoped for money soon": verbs whose objects lie ahead."""
    if told.direction not in ("past", "present") or told.verb is None:
        return False
    verbs = load_time_words().telling.promising_verbs
    # the form too: the lemma of "hoped" comes out as "hop"
    return doc[told.verb].lemma_.lower() in verbs or doc[told.verb].lower_ in verbs


def _corrected(doc: Doc, lexed: Lexed, reading: Reading, told: Telling) -> Telling:
    """Mend the telling by the words right before the time, where they say more than the parse."""
    before = lexed.lowers[reading.start - 1] if reading.start else ""
    if before == "by" and _is_promised(doc, told):
        return replace(told, direction="future")
    if before == "effective" or (before == "from" and reading.start > 1 and lexed.lowers[reading.start - 2] == "as"):
        return replace(told, direction="future")  # "valid as from Tuesday"
    if before == "on" and reading.start > 1:
        # "said on Monday they would sign": the parser may hang the day on the later verb
        verb = token_at(doc, lexed.starts[reading.start - 2])
        if verb is not None and verb.tag_ == "VBD" and verb.pos_ == "VERB":
            return replace(told, direction="past", verb=verb.i)
    if told.direction == "future" and told.verb is None and _had_done(doc, lexed, reading):
        return replace(told, direction="past")
    return replace(told, direction="future") if told.direction == "past" and _is_to_do(doc, told) else told


def _is_to_do(doc: Doc, told: Telling) -> bool:
    """Tell the second infinitive of "agreed on a swap and to talk again in April", which lies ahead."""
    verb = doc[told.verb] if told.verb is not None else None
    if verb is None or verb.dep_ != "conj" or not any(child.tag_ == "TO" for child in verb.children):
        return False
    while verb.dep_ in ("conj", "pcomp", "prep", "xcomp") and verb.head.i != verb.i:
        verb = verb.head
    return verb.lemma_.lower() in load_time_words().telling.future_governors


def _nearest_weekday(lexed: Lexed, reading: Reading, told: Telling) -> TimeSymbol | None:
    """Read a weekday as the nearest where no tense tells: "Rivals sign pact Thursday", "to keep Monday's truce"."""
    symbol = reading.symbol
    if symbol is None or symbol.kind != "weekday":
        return None
    owning = lexed.letters[reading.end : reading.end + 1] == "'"
    loose = owning and not told.direct and told.verb is not None and told.direction in ("present", "future")
    untold = told.direction in ("present", "none") and _in_headline(lexed, reading)
    return replace(symbol, direction="nearest") if loose or untold else None


def _in_headline(lexed: Lexed, reading: Reading) -> bool:
    """Tell a line that ends without a full stop."""
    start, end = lexed.starts[reading.start], lexed.ends[reading.end - 1]
    before = lexed.text[max(0, start - HEADLINE_LENGTH) : start].rpartition("\n")[2]
    after = lexed.text[end : end + HEADLINE_LENGTH].partition("\n")[0]
    line = (before + after).strip()
    return len(line) < HEADLINE_LENGTH and line[-1:] not in FULL_STOPS and ". " not in line


def _had_done(doc: Doc, lexed: Lexed, reading: Reading) -> bool:
    """Tell "had set fire to it on Thursday" from "set for Thursday": the parse takes both for a plan."""
    token: Token | None = token_at(doc, lexed.starts[reading.start])
    while token is not None and token.head.i != token.i:
        token = token.head
        if token.tag_.startswith("VB"):
            return (
                token.tag_ == "VBN"
                and any(child.lower_ in ("had", "have", "has") for child in token.children)
                and not any(child.lower_ == "been" for child in token.children)
            )
    return False


def _bound_before(lexed: Lexed, start: int) -> Bound:
    bounds = load_time_words().bounds
    for words in (2, 1):
        side = bounds.get(" ".join(lexed.lowers[max(0, start - words) : start]))
        if side is not None:
            return "after" if side == "after" else "before"
    return "none"


def _point(symbol: TimeSymbol, told: Telling) -> TimeSymbol:
    """Point a symbol into the direction that a clause tells."""
    if symbol.kind == "relative":
        # "struck overnight" is the night before the day of the story, "will sail overnight" the one after it
        return replace(symbol, offset=0 if told.direction == "future" else -1)
    direction = _direction(symbol, told)
    if symbol.kind == "range" and symbol.first is not None and symbol.last is not None:
        return replace(
            symbol,
            first=replace(symbol.first, direction=direction),
            last=replace(symbol.last, direction=direction),
        )
    return replace(symbol, direction=direction)


def _direction(symbol: TimeSymbol, told: Telling) -> Direction:
    if told.direction in ("past", "future"):
        ahead = told.direction == "future"
        if not told.direct and (symbol.day is not None or symbol.kind == "feast"):
            # "postponed the October 22 summit": the verb does not tell the noun's time
            return "likely-future" if ahead else "likely-past"
        return "future" if ahead else "past"
    ahead = told.direction == "present"
    if symbol.kind == "weekday":
        # "The trial begins Monday" tells what comes; words without a verb tell what was
        return "future" if ahead else "past"
    return "likely-future" if ahead and told.direct else "likely-past"
