"""Find who speaks at a verb, and how the text names them, with titles, appositions and affiliations.

In:  a verb and its layout. Out: the head token of the speaker, and the characters of its whole wording.
Left to `extract`: which actor that is.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.quotations.layout import Layout
from dragoman.extract.quotations.titles import is_title
from dragoman.lexicons.load.reporting_verbs import load_reporting_verbs
from dragoman.lexicons.load.saying_occasions import load_saying_occasions

_TABLE = load_reporting_verbs()

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"))
_SHARED = frozenset(("conj", "xcomp", "advcl", "dep", "pcomp"))
_EMPTY = frozenset(("it", "there", "that", "this", "what", "these", "those"))
_FINITE = frozenset(("VBD", "VBZ"))
_BEFORE_NOUN = frozenset(("det", "compound", "amod", "nmod", "poss", "nummod", "predet", "case", "quantmod"))
_SPEAKING = load_saying_occasions().speaking
_OF_A_BODY = frozenset(("of", "from", "for", "at", "with", "including"))  # "Lee, of the harbour board, said"
_CLIMB = 4  # governors that a participle or infinitive may climb to its subject


def find_speaker(verb: Token) -> Token | None:
    """Find the subject of a verb: its own, or that of the verb it depends on; None where nobody is told."""
    token = goes_on_from(verb) or verb
    for _ in range(_CLIMB):
        own = own_subject(token)
        if own is not None:
            return own
        head = token.head
        if head == token:
            return None
        if token.dep_ == "acl" and head.pos_ in _NOMINAL:
            # "a letter saying", "his wish to speak"; not "efforts to counter", "a plan announced"
            return head if token.tag_ == "VBG" else _possessor(head)
        if token.dep_ == "pcomp":
            head = _over_adverbs(head.head)  # "stopped short of calling it a coup"
        elif token.dep_ == "xcomp" and head.pos_ == "ADJ" and head.dep_ == "acomp":
            head = head.head  # "is likely to stress that ..."
        elif _is_outer(token):
            head = head.head  # "Tass said the envoy had gone, citing officials": Tass cites
        elif token.dep_ not in _SHARED:
            return None
        if head.pos_ not in ("VERB", "AUX"):
            return _possessor(head) if token.dep_ in ("pcomp", "conj") else None
        token = head
    return None


def goes_on_from(verb: Token) -> Token | None:
    """Give the verb whose subject does what a second verb says, where the parse joined that to words between."""
    if verb.dep_ != "conj" or verb.tag_ not in _FINITE or own_subject(verb) is not None:
        return None
    return _outer_saying(verb) or _finite_before(verb)


def _over_adverbs(word: Token) -> Token:
    """Climb from an adverb, or a preposition after one, to the verb: "aside from saying", "short of calling"."""
    while word.dep_ in ("advmod", "prep") and word.pos_ in ("ADV", "ADP", "SCONJ", "ADJ") and word.head != word:
        word = word.head
    return word


def _finite_before(verb: Token) -> Token | None:
    """Give the finite verb that a second one goes on from where the parse joined it to an infinitive or participle.

    "He withdrew his word that the king would stay, and blamed the drought": he blamed.
    """
    if _has_auxiliary(verb):
        return None
    if verb.head.tag_ in _FINITE or verb.head.pos_ not in ("VERB", "AUX"):
        return None
    before = verb.head
    if before.tag_ == "VBN" and _has_auxiliary(before):
        return None  # "has left the town and said": one time, two verbs
    while before.head != before:
        before = before.head
        if before.tag_ == verb.tag_ and not _has_auxiliary(before) and own_subject(before) is not None:
            return before
    return None


def _has_auxiliary(verb: Token) -> bool:
    return any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def _outer_saying(verb: Token) -> Token | None:
    """Give the verb of saying that a second one goes on from, which the parse joined to what was said.

    "The ministry said the raid had failed and added that it would go on": the ministry added.
    """
    said = verb.head
    while said.dep_ == "conj" and own_subject(said) is None:
        said = said.head
    outer = said.head
    if said.dep_ != "ccomp" or outer.tag_ != verb.tag_ or not (_says(verb) and _says(outer)):
        return None
    return (
        outer if not _has_auxiliary(verb) and (_has_auxiliary(said) or verb.lemma_ in ("add", outer.lemma_)) else None
    )


def _says(verb: Token) -> bool:
    report = _TABLE.verbs.get(verb.lemma_)
    return report is not None and (report.frames.get("clause") == "speech" or "someone" in report.frames)


def _is_outer(participle: Token) -> bool:
    if participle.dep_ != "advcl" or participle.tag_ != "VBG" or participle.head.dep_ != "ccomp":
        return False
    return participle.i > participle.head.i and participle.i > 0 and participle.nbor(-1).text == ","


def own_subject(verb: Token) -> Token | None:
    """Give the subject that stands at the verb itself; after it where a comma stands before: "..., says UN envoy"."""
    is_after = verb.tag_ in ("VBZ", "VBD") and verb.i > 0 and verb.nbor(-1).text == ","
    for child in verb.rights if is_after else ():
        if child.dep_ == "nsubj" and child.pos_ in _NOMINAL:
            return child
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and child.pos_ in _NOMINAL:
            return child
    return None


def inverted_subject(layout: Layout, verb: Token) -> Token | None:
    """Give the speaker after a verb that follows a quotation: “No!” shouted the crowd (parsed as its object)."""
    end = _end_before(layout, verb)
    if end == 0 or layout.stretch_at(end - 1) is None:
        return None
    for child in verb.rights:
        if child.dep_ in ("dobj", "nsubj", "attr", "oprd") and child.pos_ in _NOMINAL:
            return child
    return _noun_after(verb)


def _noun_after(verb: Token) -> Token | None:
    """Give the noun of the words that begin right after a verb: the parse may hang it on what is quoted next.

    “The risk,” said Erik Lund, “is that we lose.”: parsed as the subject of "is".
    """
    noun = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    while noun.dep_ in _BEFORE_NOUN and noun.head.i > noun.i:
        noun = noun.head
    opens = noun.left_edge.i == verb.i + 1 and noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "npadvmod")
    return noun if opens and noun.pos_ in ("NOUN", "PROPN", "PRON") else None


def _end_before(layout: Layout, verb: Token) -> int:
    """Give where the last word or mark before the verb ends."""
    end = layout.offsets[verb.i]
    while end > 0 and layout.text[end - 1] in " ,\xa0":
        end -= 1
    return end


def find_agent(verb: Token) -> Token | None:
    """Give the doer of a passive: "was endorsed by the paper"."""
    for child in verb.rights:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def _possessor(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss" and child.lower_ != "whose":
            return child
    return None


def is_empty(speaker: Token) -> bool:
    """Tell a subject that names nobody: "it is said", "there is"."""
    return speaker.lower_ in _EMPTY and speaker.dep_ != "pobj"


def can_speak(speaker: Token) -> bool:
    """Tell a person, a body, a document or a pronoun for one from "their insistence", "this move"."""
    if speaker.pos_ in ("PRON", "DET"):
        return speaker.lower_ not in ("it", "this", "that", "these", "those", "which", "what", "itself")
    if speaker.pos_ != "NOUN" or speaker.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    lemma = speaker.lemma_.lower()
    if lemma in _TABLE.documents or lemma in _TABLE.bodies:
        return True
    return lemma not in _TABLE.speechless and not lemma.endswith(_TABLE.abstract_endings)


def is_written(noun: Token) -> bool:
    """Tell what is written or measured: a report, a poll."""
    return noun.lemma_.lower() in _TABLE.documents or noun.lower_ in _TABLE.documents


def antecedent(speaker: Token) -> Token:
    """Give the noun that a relative pronoun stands for: "the envoy, who said"; any other word itself."""
    if speaker.lower_ not in ("who", "which", "that", "whom"):
        return speaker
    verb = speaker.head
    for _ in range(_CLIMB):
        if verb.dep_ == "relcl":
            return verb.head
        if verb.head == verb:
            break
        verb = verb.head
    return speaker


def speaker_span(layout: Layout, speaker: Token, verb: Token) -> tuple[int, int]:
    """Give the characters of the speaker's wording: title, name, apposition, relative clause.

    A closing comma counts where an apposition opens with one: "Jane Doe, the envoy,".
    """
    if speaker.lower_ in ("who", "which", "that"):
        return layout.offsets[speaker.i], layout.end_of(speaker.i)
    first, last = speaker.left_edge.i, speaker.right_edge.i
    if speaker.i < verb.i:
        last = min([last, verb.i - 1, *_mistaken(speaker), *_told_of_saying(speaker)])
        last = _before_cue(verb, speaker, last)
    else:
        first = max(first, verb.i + 1)
        last = _at_stop(layout, speaker, last)
    start, end = layout.offsets[first], layout.end_of(last)
    start, end = _outside_quotes(layout, start, end, layout.offsets[speaker.i])
    start, end = layout.trim(start, end)
    has_comma = "," in layout.text[start:end] and layout.text[end : end + 1] == ","
    return start, end + 1 if has_comma else end


def _mistaken(speaker: Token) -> list[int]:
    """Give where a speaker ends whose own verb was parsed as its modifier: "The envoy left early, saying"."""
    return [child.left_edge.i - 1 for child in speaker.rights if child.tag_ == "VBD" and child.dep_ == "acl"]


def _told_of_saying(speaker: Token) -> list[int]:
    """Give where a speaker ends before what tells how he spoke, and when: "Lee, speaking in Oslo, said"."""
    return [child.left_edge.i - 1 for child in speaker.rights if _is_of_saying(child)]


def _is_of_saying(child: Token) -> bool:
    before = child.doc[child.left_edge.i - 1]
    if before.text == ",":
        is_speaking = child.tag_ == "VBG" and child.dep_ == "acl" and child.lemma_.lower() in _SPEAKING
        return is_speaking or (child.dep_ == "prep" and child.lower_ not in _OF_A_BODY)
    inner = next((each for each in child.rights if each.dep_ == "pobj"), None)
    return child.dep_ == "prep" and child.lower_ in ("on", "in") and inner is not None and inner.ent_type_ == "DATE"


def _before_cue(verb: Token, speaker: Token, last: int) -> int:
    """End the speaker before the auxiliaries and adverbs of the verb."""
    for child in verb.lefts:
        if child.i > speaker.i and child.dep_ in ("aux", "auxpass", "neg", "advmod") and child.left_edge.i <= last:
            last = child.left_edge.i - 1
    return max(last, speaker.i)


def _at_stop(layout: Layout, speaker: Token, last: int) -> int:
    """End a speaker who stands after the verb at a full stop, a quotation mark or the sentence's end."""
    end = min(last, layout.sentence(speaker.i)[1] - 1)
    for index in range(speaker.i + 1, end + 1):
        token = layout.doc[index]
        held = layout.stretch_at(layout.offsets[index])
        if held is not None and held.start > layout.offsets[speaker.i] and is_title(layout, held):
            continue
        if token.text in ("“", "”", '"', ";", ":", "–", "—", "--") or token.text.startswith("\n"):
            return index - 1
    return end


def _outside_quotes(layout: Layout, start: int, end: int, head: int) -> tuple[int, int]:
    """Keep a speaker's wording out of the quotation beside it, where the parse joined them."""
    if layout.stretch_at(head) is not None:
        return start, end
    for stretch in layout.stretches_between(start, end):
        if is_title(layout, stretch):
            continue  # "the man known as “Falcon,” said"
        if stretch.end <= head and layout.text[stretch.end - 2] in ",.!?":
            start = max(start, stretch.end)
        elif stretch.start > head and layout.text[stretch.end - 2] in ",.!?":
            end = min(end, stretch.start)
    held = layout.stretch_at(end - 1)
    if held is not None and is_title(layout, held):
        end = held.end
    first = layout.stretch_at(start)
    return (max(start, first.end), end) if first is not None and first.end <= head else (start, end)
