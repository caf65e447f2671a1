"""Read what somebody's answer, plan or view is said to be: The mayor's answer was that the dam would hold.

In:  a clause whose verb is "be". Out: an `Attribution`, None where the clause tells nothing of the kind.
Left to `sources`: "his claim that ...", where the noun brings the clause itself.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.quotations.attributions import Attribution
from dragoman.extract.quotations.layout import Layout
from dragoman.extract.quotations.speakers import own_subject
from dragoman.lexicons.load.reporting_verbs import load_reporting_verbs

_TABLE = load_reporting_verbs()


def read_answer(layout: Layout, verb: Token) -> Attribution | None:
    """Give the clause after "be" to whom the noun before it belongs."""
    noun = own_subject(verb)
    if noun is None or noun.i > verb.i or noun.lemma_ not in _TABLE.answers:
        return None
    owner = next((child for child in noun.lefts if child.dep_ == "poss" and child.lower_ != "whose"), None)
    clause = next((child for child in verb.rights if child.dep_ == "ccomp" and child.i > verb.i), None)
    if owner is None or clause is None or clause.left_edge.lower_ != "that":
        return None
    owner_end = next((child.i for child in owner.rights if child.dep_ == "case"), owner.i)
    last = min(clause.right_edge.i, layout.sentence(verb.i)[1] - 1)
    return Attribution(
        pieces=(layout.trim(*layout.snap(layout.offsets[clause.left_edge.i], layout.end_of(last))),),
        speaker=(layout.offsets[owner.left_edge.i], layout.end_of(owner_end)),
        head=layout.offsets[owner.i],
        cue=(layout.offsets[noun.i], layout.end_of(verb.i)),
        rule="noun",
        report_class="speech",
    )
