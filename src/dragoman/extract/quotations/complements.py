"""Read what a reporting verb brings after it: a clause, an infinitive, a noun, "X as Y", "of doing".

In:  a `Cue`. Out: a `Content`: its characters, the last word of the cue, the one addressed.
Left to `insertions`: contents that stand before the cue or around it.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.quotations.content_ends import cut_before_asides, end_of_thing, find_end
from dragoman.extract.quotations.cues import Cue, find_told_noun, read_cue
from dragoman.extract.quotations.layout import Layout
from dragoman.extract.quotations.occasions import is_hearing
from dragoman.lexicons.load.reporting_verbs import Frame, ReportClass, load_reporting_verbs

_TABLE = load_reporting_verbs()
# of these the one addressed stands outside the content: "told him to go" (content: to go)
_ADDRESSING = frozenset(
    ("tell", "remind", "warn", "advise", "assure", "inform", "instruct", "notify", "promise", "ask")
)
_BLOWS = frozenset(("attack", "hit", "blast", "pound", "pummel", "slam", "savage", "target"))
_THIN = frozenset(
    ("it", "this", "that", "so", "nothing", "something", "anything", "everything", "one", "much", "more",
     "themselves", "himself", "herself", "itself", "oneself", "myself", "yourself")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """Reads as: the cue brings the tokens from `first` to `last`; `cue_end` is the last word of the cue."""

    first: int
    last: int
    frame: Frame | str
    report_class: ReportClass
    cue_end: Token | None = None
    addressee: Token | None = None


def read_complement(layout: Layout, cue: Cue) -> Content | None:
    """Read the content that the verb governs after it, None where it governs none."""
    readers = (_clause, _someone_of, _as, _infinitive, _gerund, _preposition, _about_noun, _object)
    for read in readers:
        content = read(layout, cue)
        if content is not None:
            return content
    return None


def _clause(layout: Layout, cue: Cue) -> Content | None:
    """Read "said (that) talks would go on", "told reporters that ...", "asked whether ..."."""
    report_class = cue.report.frames.get("clause") or cue.report.frames.get("someone")
    if report_class is None:
        return _told_by_noun(layout, cue)
    for child in cue.verb.rights:
        if child.dep_ == "ccomp" and _is_finite(child):
            if child.left_edge.i <= cue.verb.i:
                if not _is_relative(child):
                    continue
                # "a pact which farmers say could ruin them": what is said stands on both sides of the verb
                last = cut_before_asides(layout, cue.verb.i + 1, find_end(layout, cue.verb, child), noun=False)
                return Content(cue.verb.i + 1, last, "clause", report_class)
            addressee = _addressee(cue.verb, child)
            first = _after_day(layout, cue.verb, child.left_edge.i)
            last = cut_before_asides(layout, first, find_end(layout, cue.verb, child), noun=False)
            return Content(first, last, "clause", report_class, None, addressee)
    clause = _hung_clause(cue.verb)
    if clause is None or (clause.head.dep_ == "dobj" and clause.head.lemma_ in _TABLE.nouns):
        return _told_by_noun(layout, cue)
    last = find_end(layout, cue.verb, clause)
    return Content(clause.left_edge.i, last, "clause", report_class, None, _addressee(cue.verb, clause))


def _told_by_noun(layout: Layout, cue: Cue) -> Content | None:
    """Read "expressed concern that the truce would end": the noun is a part of the cue."""
    clause = _hung_clause(cue.verb) if "noun" in cue.report.frames else None
    if clause is None or clause.head.dep_ != "dobj":
        return None
    if clause.head != cue.particle and clause.head.lemma_ not in _TABLE.nouns:
        return None
    last = find_end(layout, cue.verb, clause)
    return Content(clause.left_edge.i, last, "clause", cue.report.frames["noun"], clause.head)


def _about_noun(layout: Layout, cue: Cue) -> Content | None:
    """Read "raised doubts about the dam", "made a plea for calm": noun and preposition are a part of the cue.

    Only of verbs that say nothing themselves; "voiced deep concern about the dam" tells the concern.
    """
    noun = find_told_noun(cue.verb) if cue.verb.lemma_ in _TABLE.carriers else None
    if noun is None:
        return None
    report = _TABLE.nouns[noun.lemma_]
    for child in (*noun.rights, *cue.verb.rights):
        if child.left_edge.i != noun.i + 1:
            continue
        if child.dep_ in ("prep", "dative") and child.lower_ in report.after and child.right_edge.i > child.i:
            last = max(find_end(layout, cue.verb, noun, is_noun=True), child.right_edge.i)
            last = cut_before_asides(layout, child.i + 1, last, noun=True)
            return Content(child.i + 1, last, "after", report.after[child.lower_], child)
    return None


def _is_relative(clause: Token) -> bool:
    """Tell a clause whose relative pronoun stands before the verb of saying, and nothing else of it."""
    before = [child for child in clause.lefts if child.i < clause.head.i]
    return len(before) == 1 and before[0].tag_ in ("WDT", "WP") and before[0].left_edge.i == before[0].right_edge.i


def _hung_clause(verb: Token) -> Token | None:
    """Find a that-clause that the parse hangs on the occasion: "told the paper in an interview that he had left"."""
    for child in verb.rights:
        if child.dep_ not in ("prep", "dobj", "npadvmod"):
            continue
        for noun in [*child.rights, child] if child.dep_ == "prep" else [child]:
            for clause in noun.rights:
                if clause.dep_ in ("relcl", "acl") and clause.right_edge.i >= _last_word(verb):
                    opens = clause.left_edge.lower_ == "that"
                    if opens and clause.left_edge.head == clause and _is_whole(clause):
                        return clause
    return None


def _last_word(verb: Token) -> int:
    """Give the last word of a verb's clause, a stop or mark after it left out."""
    last = verb.right_edge
    while last.is_punct and last.i > verb.i:
        last = last.nbor(-1)
    return last.i


def _is_whole(clause: Token) -> bool:
    """Tell a clause with a subject beside its "that", which is then no relative pronoun's."""
    return any(each.dep_ in ("nsubj", "nsubjpass", "expl") and each.lower_ != "that" for each in clause.lefts)


def _after_day(layout: Layout, verb: Token, first: int) -> int:
    """Begin a clause after the day on which it was said: "said on Friday it had sunk a ship"."""
    doc = layout.doc
    begins = first == verb.i + 1 or (first == verb.i + 2 and doc[verb.i + 1].lower_ in ("late", "early"))
    if not begins or doc[first].lower_ != "on" or doc[first + 1].ent_type_ != "DATE":
        return first
    at = first + 1
    while at + 1 < len(doc) and doc[at].ent_type_ == "DATE":
        at += 1
    return at if doc[at].text != "," else first


def _is_finite(clause: Token) -> bool:
    """Tell a clause with a subject or a question word from "saw him go"."""
    if any(child.lower_ == "to" and child.dep_ == "aux" for child in clause.lefts):
        return any(child.tag_ in ("WRB", "WP", "WDT") or child.lower_ == "whether" for child in clause.lefts)
    if clause.pos_ not in ("VERB", "AUX"):
        return True
    has_aux = any(child.dep_ in ("aux", "auxpass") for child in clause.children)
    if clause.tag_ in ("VBG", "VB") and not has_aux:
        return any(child.dep_ in ("mark", "advmod") or child.tag_ in ("WRB", "WP") for child in clause.lefts)
    return True


def _addressee(verb: Token, before: Token) -> Token | None:
    for child in verb.rights:
        if child.i >= before.i:
            break
        if child.dep_ in ("dobj", "dative", "iobj") and child.pos_ in ("NOUN", "PROPN", "PRON"):
            return child
    return None


def _someone_of(layout: Layout, cue: Cue) -> Content | None:
    """Read "accused London of lying": whom, and of what."""
    report_class = cue.report.frames.get("someone-of")
    target = next((child for child in cue.verb.rights if child.dep_ == "dobj"), None)
    if report_class is None or target is None:
        return None
    for prep in [*cue.verb.rights, *target.rights]:
        if prep.dep_ == "prep" and prep.lower_ == "of" and prep.i > target.i:
            inner = next((each for each in prep.rights if each.dep_ in ("pobj", "pcomp")), None)
            if inner is not None:
                last = max(find_end(layout, cue.verb, prep), prep.right_edge.i)
                return Content(target.left_edge.i, last, "someone-of", report_class, None, target)
    return None


def _as(layout: Layout, cue: Cue) -> Content | None:
    """Read "hailed the pact as a breakthrough", "called him a liar"."""
    report_class = cue.report.frames.get("as")
    if report_class is None:
        return None
    rights = list(cue.verb.rights)
    target = next((child for child in rights if child.dep_ in ("dobj", "nsubj", "ccomp")), None)
    predicate = next((child for child in rights if _is_predicate(child)), None)
    if predicate is None and target is not None:
        predicate = next((child for child in target.rights if _is_as(child)), None)
    if predicate is None:
        if target is not None and target.dep_ == "ccomp" and target.pos_ != "VERB":
            return Content(target.left_edge.i, end_of_thing(layout, cue.verb, target), "as", report_class)
        return None
    first = min(
        target.left_edge.i if target is not None and target.i > cue.verb.i else predicate.left_edge.i,
        predicate.left_edge.i,
    )
    if first <= cue.verb.i:
        return None
    last = cut_before_asides(layout, first, find_end(layout, cue.verb, predicate), noun=False)
    return Content(first, last, "as", report_class)


def _is_as(child: Token) -> bool:
    return child.dep_ == "prep" and child.lower_ == "as"


def _is_predicate(child: Token) -> bool:
    return _is_as(child) or (child.dep_ == "oprd")


def _infinitive(layout: Layout, cue: Cue) -> Content | None:
    """Read "vowed to respond", "urged Rome to withdraw", "told him to go"."""
    frames = cue.report.frames
    for child in cue.verb.rights:
        if child.dep_ not in ("xcomp", "ccomp") or not any(each.lower_ == "to" for each in child.lefts):
            continue
        subject = next((each for each in child.lefts if each.dep_ == "nsubj"), None)
        target = subject or _addressee(cue.verb, child)
        if target is None:
            report_class = frames.get("to")
            if report_class is None:
                return None
            return Content(child.left_edge.i, end_of_thing(layout, cue.verb, child), "to", report_class)
        report_class = frames.get("someone-to")
        if report_class is None:
            return None
        first = target.left_edge.i
        if cue.verb.lemma_ in _ADDRESSING:
            to = next(each for each in child.lefts if each.lower_ == "to")
            first = to.i
        return Content(first, end_of_thing(layout, cue.verb, child), "someone-to", report_class, None, target)
    return None


def _gerund(layout: Layout, cue: Cue) -> Content | None:
    report_class = cue.report.frames.get("gerund")
    if report_class is None:
        return None
    for child in cue.verb.rights:
        # "denied having sold the tanks": the helper is the -ing form
        perfect = child.tag_ == "VBN" and any(each.lower_ == "having" for each in child.lefts)
        if child.dep_ in ("xcomp", "ccomp") and (child.tag_ == "VBG" or perfect):
            return Content(child.left_edge.i, end_of_thing(layout, cue.verb, child), "gerund", report_class)
    return None


def _object(layout: Layout, cue: Cue) -> Content | None:
    """Read "criticised the arrests (for ...)"; a bare "it" says nothing."""
    report_class = cue.report.frames.get("object")
    if report_class is None:
        return None
    is_finding = report_class == "text"  # "the poll showed the mayor losing ground in the hills"
    for child in cue.verb.rights:
        if child.dep_ != "dobj" and not (child.dep_ == "ccomp" and (is_finding or _is_what(child))):
            continue
        if child.lower_ in _THIN and child.left_edge.i == child.right_edge.i:
            continue
        if cue.verb.lemma_ in _BLOWS and child.ent_type_ in ("GPE", "LOC", "FAC"):
            return None  # "Russia attacked Ukraine": a deed, no opinion
        if any(_is_issued(each, cue.verb) for each in child.rights):
            return None  # "issued a statement saying": told by the second verb
        if is_hearing(cue.verb, child):
            return None  # "addressing a press conference, he said": to whom he spoke
        last = find_end(layout, cue.verb, child, is_noun=not is_finding)
        last = cut_before_asides(layout, child.left_edge.i, last, noun=child.dep_ == "dobj")
        clause_class = cue.report.frames.get("clause")
        if child.left_edge.dep_ == "mark" and clause_class is not None:
            # "denied that it had supplied weapons", parsed as "supplied weapons"
            return Content(child.left_edge.i, last, "clause", clause_class)
        return Content(child.left_edge.i, last, "object", report_class)
    return None


def _is_what(clause: Token) -> bool:
    """Tell a clause that stands for a thing: "condemned what it called a plot"."""
    return clause.left_edge.lower_ == "what"


def _is_issued(participle: Token, verb: Token) -> bool:
    cue = read_cue(participle) if participle.dep_ == "acl" else None
    return cue is not None and cue.top == verb


def _preposition(layout: Layout, cue: Cue) -> Content | None:
    """Read "spoke about the war", "called on Rome to withdraw": the cue runs to the preposition."""
    after = cue.report.after
    if not after:
        return None
    anchor = cue.particle.i if cue.particle is not None else cue.verb.i
    hung = cue.particle.rights if cue.particle is not None else ()  # "cast doubt on the deal"
    for child in (*cue.verb.rights, *hung):
        mark = child.left_edge
        if child.dep_ in ("advcl", "ccomp", "xcomp") and mark.dep_ == "mark" and mark.lower_ == "for":
            if "for" in after and mark.i <= anchor + 2 and any(each.lower_ == "to" for each in child.lefts):
                # "called for the army to leave the town"
                last = end_of_thing(layout, cue.verb, child)
                return Content(mark.i + 1, last, "after", after["for"], mark)
            continue
        if child.dep_ in ("prep", "dative", "prt") and child.lower_ in after and child.i <= anchor + 2:
            inner = next((each for each in child.rights if each.dep_ in ("pobj", "pcomp")), None)
            if inner is None or (child.lower_ == "on" and inner.ent_type_ in ("DATE", "TIME")):
                continue  # "reported on Saturday": when, not what
            last = max(find_end(layout, cue.verb, child), child.right_edge.i)
            last = cut_before_asides(layout, child.i + 1, last, noun=True)
            return Content(child.i + 1, last, "after", after[child.lower_], child)
    return None
