"""The full noun phrase of a party: what stands before its noun and after it belongs to its name.

In:  the head of a party in the parse. Out: its first and last token.
Left to `parties`: which mention it is of.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dragoman.lexicons.load.composition import load_composition
from dragoman.lexicons.load.triggers import load_triggers
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.mending import named_beside

BEFORE = frozenset(("det", "predet", "amod", "compound", "nmod", "nummod", "quantmod", "poss", "advmod"))
AFTER = frozenset(("of", "in", "from", "at", "for", "near", "across", "along", "inside", "outside"))
OBJECTS = frozenset(("dobj", "nsubjpass", "pobj"))
PLACE_KINDS = frozenset(("GPE", "LOC", "FAC"))
MAX_ACRONYM = 4  # tokens: "(PML-Q)"
# nouns that count a party or name a part of it: "dozens of Drosk peacekeepers", "the northern branch of the Front"
COUNTERS = frozenset(
    ("dozen", "score", "hundred", "thousand", "number", "handful", "group", "pair", "majority", "some", "branch",
     "wing", "arm", "faction", "member", "remnant", "side", "family", "relative", "widow", "victim")
)  # fmt: skip
# who are known by nothing but what is said of them
NAMELESS = frozenset(("people", "those", "persons", "individuals", "residents", "families", "anyone"))
NOT_OF_A_NAME = ("occasion", "meeting")
MAX_TAIL = 14  # tokens after the head: "a court in Istanbul", not half the sentence


def phrase(doc: Doc, head: Token, told: frozenset[int], *, nominal: bool) -> tuple[int, int]:
    """Give the first and last token of a party's noun phrase, without coordinated nouns.

    `told` are the tokens at which events are told.
    """
    start = head.i
    before = BEFORE - {"det"} if head.dep_ == "poss" else BEFORE  # "the Drosk premier's offer": the offer's article
    for child in head.lefts:
        if child.lower_ == "both" and any(each.dep_ == "conj" for each in head.rights):
            continue  # "both Drosk and Corvia"
        if child.dep_ in before and not any(t.pos_ == "VERB" and t.dep_ == "relcl" for t in child.subtree):
            start = min(start, child.left_edge.i)
    if head.dep_ == "nsubj" and start > 0 and named_beside(doc[start - 1]) == head:
        start = doc[start - 1].left_edge.i  # "The rebel Red Front", parsed as two subjects
    counter = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else None
    if counter is not None and lemma_of(counter) in COUNTERS:
        start = min(start, counter.left_edge.i)  # "dozens of Drosk peacekeepers"
    outer = head.head
    if head.dep_ == "appos" and outer.pos_ in ("NOUN", "PROPN") and not any(_breaks(t) for t in doc[outer.i : start]):
        start = phrase(doc, outer, told, nominal=False)[0]  # "its poor neighbour Drosk"
    end = _tail_end(doc, head, told) if nominal else _apposed_end(doc, head, head.i)
    beside = bare_beside(head) if nominal else None
    if beside is not None and beside.i > end:
        end = _tail_end(doc, beside, told)  # "forty clerks and drivers of the ministry"
    return start, _acronym_end(doc, end)


def bare_beside(head: Token) -> Token | None:
    """Give the plural noun that shares with this one what stands before it: "another forty clerks and drivers"."""
    if (
        head.tag_ != "NNS"
        or not head.lower_.endswith("s")
        or not any(child.dep_ in ("det", "nummod", "amod", "poss") for child in head.lefts)
    ):
        return None
    joined = [child for child in head.rights if child.dep_ == "conj"]
    bare = len(joined) == 1 and joined[0].tag_ == "NNS" and not list(joined[0].lefts)
    close = bare and not any(child.dep_ == "conj" for child in joined[0].rights)
    return joined[0] if close else None


def _apposed_end(doc: Doc, head: Token, end: int) -> int:
    """Take in what a name is said to be: "Ivo Tarn, a spokesman for the ministry"."""
    if head.ent_type_ in PLACE_KINDS:
        return end
    if head.ent_type_ == "PERSON":
        end = _hailing_end(head)
    for child in head.rights:
        told = any(t.pos_ in ("VERB", "AUX") for t in child.subtree) or any(c.dep_ == "conj" for c in child.children)
        role = child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN") and not told
        near = doc[end + 1 : child.left_edge.i].text.strip() == ","
        if role and near and child.right_edge.i - head.i <= MAX_TAIL:
            return child.right_edge.i
    return end


def _hailing_end(head: Token) -> int:
    """Take in whence a person is: "Premier Ivo Tarn of Drosk"."""
    after = next((child for child in head.rights if child.i == head.i + 1 and child.lower_ == "of"), None)
    if after is None or not any(child.ent_type_ in ("GPE", "ORG", "NORP") for child in after.children):
        return head.i
    return max(head.i, clean_end(after))


def _tail_end(doc: Doc, head: Token, told: frozenset[int]) -> int:
    """Give the last token of what follows a party's noun and belongs to it."""
    end = head.i
    for child in head.rights:
        if doc[end + 1 : child.left_edge.i].text.strip() not in ("", ","):
            break
        if child.dep_ == "prep" and (child.lower_ in AFTER or _is_posted(child)):
            if any(
                lemma_of(inner) in load_triggers().classes[name] for inner in child.rights for name in NOT_OF_A_NAME
            ):
                return end  # "the gunmen in reaction killed", "a pact with the rebels at talks in Senna"
            if child.lower_ == "for" and lemma_of(head) in load_composition().claims:
                return end  # "rejected Drosk's calls for a truce": what it calls for is no part of the call
            if child.lower_ == "of" and _is_blamed(head):
                return end  # "accused the army of mass slaughter"
            end = max(end, clean_end(child))
        elif child.dep_ == "appos" and child.pos_ == "PROPN" and not any(_breaks(t) for t in child.subtree):
            end = child.i
        elif child.dep_ in ("relcl", "acl") and head.lower_ in NAMELESS and child.right_edge.i - head.i <= MAX_TAIL:
            # "people who fled the fighting", "those living in the camps" are nobody without it
            return max(end, clean_end(child)) if told.isdisjoint(t.i for t in child.subtree) else end
        elif _is_told_apart(child) and child.right_edge.i - head.i <= MAX_TAIL:
            # "protesters angered by the arrests": what is an event of its own is no part of the name
            return max(end, clean_end(child)) if told.isdisjoint(t.i for t in child.subtree) else end
    return max(end, _placed_end(doc, head, end))


def _is_posted(preposition: Token) -> bool:
    """Tell where an envoy is sent, which belongs to his title: "Drosk's ambassador to Corvia"."""
    return preposition.lower_ == "to" and lemma_of(preposition.head) in load_triggers().classes["envoy"]


def clean_end(tail: Token) -> int:
    """Give the end of a phrase, before the first clause or coordination inside it; before the phrase if none is left.

    "relatives of six farmers who were killed", "families of the pilots and the crew".
    """
    inner = [t for t in tail.subtree if t.i != tail.i and not _says_who(t, tail)]
    stops = [t.left_edge.i if t.dep_ != "cc" else t.i for t in inner if _breaks(t)]
    # "a camp in Senna, the third raid this month"
    stops += [t.left_edge.i for t in inner if t.dep_ == "appos" and tail.doc[t.left_edge.i - 1].text == ","]
    stops += [t.i for t in inner if t.dep_ == "prep" and any(c.ent_type_ in ("DATE", "TIME") for c in t.children)]
    stop = min(stops, default=tail.right_edge.i + 1)
    while stop > tail.i and tail.doc[stop - 1].is_punct and stop <= tail.right_edge.i:
        stop -= 1
    # "Rebels in Senna's hills": where the parse is broken, half a name is no end
    whole = stop > tail.i + 1 and stop - tail.i <= MAX_TAIL and tail.doc[stop - 1].tag_ != "POS"
    return stop - 1 if whole else tail.i - 1


def _says_who(token: Token, tail: Token) -> bool:
    """Tell whether a word stands in the clause without which "those" are nobody: "relatives of those who fled"."""
    above = (token, *(each for each in token.ancestors if each.i > tail.i))
    return any(each.dep_ in ("relcl", "acl") and each.head.lower_ == "those" for each in above)


def _is_blamed(head: Token) -> bool:
    wordings = load_composition().verbs.get(lemma_of(head.head), ()) if head.dep_ in OBJECTS else ()
    return any(wording.act.name == "accuse" for wording in wordings)


def _breaks(token: Token) -> bool:
    # "the Drosk-occupied valley" holds a participle, and no clause
    is_verb = token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound")
    return is_verb or token.dep_ in ("cc", "conj")


def _is_told_apart(child: Token) -> bool:
    """Tell what says which of them it is: "troops based in Senna", "rebels loyal to the general"."""
    if child.dep_ == "acl" and child.tag_ == "VBN":
        return any(c.dep_ in ("prep", "agent") for c in child.children)
    return child.dep_ == "amod" and any(c.dep_ == "prep" for c in child.children)


def _placed_end(doc: Doc, head: Token, end: int) -> int:
    """Take in a place that follows at once, which the parser may hang on the verb: "stormed a base in Senna"."""
    after = doc[end + 1] if end + 1 < len(doc) else None
    if after is None or after.dep_ != "prep" or after.lower_ not in ("in", "at", "near") or head.dep_ not in OBJECTS:
        return end
    if lemma_of(head) in load_triggers().classes["dignitary"] and head.tag_ != "NNS":
        return end  # "met Drosk's president in Senna": there they met
    placed = any(child.dep_ == "pobj" and _is_place_name(child) for child in after.children)
    above = head.head.head if head.dep_ == "pobj" else head.head  # "surrendered to the police in Senna"
    return max(end, clean_end(after)) if placed and after.head in (above, head.head) else end


def _is_place_name(noun: Token) -> bool:
    return noun.ent_type_ in PLACE_KINDS or (noun.pos_ == "PROPN" and noun.ent_type_ in ("", "ORG", "PERSON"))


def _acronym_end(doc: Doc, end: int) -> int:
    """Take in the short name in brackets that follows a name: "the Northern Farmers' Union (NFU)"."""
    if end + 1 >= len(doc) or doc[end + 1].text not in ("(", ")"):
        return end
    if doc[end + 1].text == ")":
        return end + 1 if doc[end - 1].text == "(" else end
    for close in range(end + 3, min(end + 3 + MAX_ACRONYM, len(doc))):
        if doc[close].text == ")":
            inner = doc[end + 2 : close].text
            return close if inner[:1].isupper() and sum(c.isupper() for c in inner) > 1 else end
    return end
