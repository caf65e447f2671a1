"""Verbs that take a clause or two objects, and how the parser's reading of them is mended.

In:  tokens of a spaCy `Doc`. Out: whether an infinitive spells out what is asked, and who is to do it.
Left to `grammar`: the clauses themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from spacy.tokens import Token

from dragoman.nlp.nominals import conjuncts, prepositional

# The parser takes the infinitive of these for a purpose: "called on Rome on Friday to withdraw".
TAKES_INFINITIVE = frozenset(
    ("urge", "ask", "call", "appeal", "plead", "exhort", "press", "beg", "implore", "order", "tell", "invite", "force",
     "compel", "warn", "request", "petition", "lobby", "agree", "pledge", "promise", "offer", "vow", "threaten",
     "refuse", "decide", "encourage", "advise", "demand", "authorise", "authorize", "permit", "instruct", "command",
     "persuade", "direct", "allow", "oblige", "enable", "push", "pressure", "caution", "forbid", "entreat", "beseech",
     "summon", "commission", "commit", "undertake", "challenge", "remind", "mandate", "require", "convince")
)  # fmt: skip
# "appealed to donors to give", "pleaded with Rome to wait": the noun after the preposition does what is asked
ASKED_AFTER = {"call": ("on", "upon", "for"), "appeal": ("to",), "plead": ("with",), "push": ("for",), "press": ("on",)}
ASKED_AFTER_ONLY = frozenset(("call", "appeal", "plead"))  # without it: "called on Friday to convey his sympathy"
DOES_TO = frozenset(
    ("threaten", "vow", "agree", "refuse", "pledge", "decide", "plan", "try", "begin", "seek", "fail", "offer",
     "attempt",
     "promise", "decline", "continue", "start", "want", "hope", "intend", "manage", "propose", "volunteer")
)  # fmt: skip
JUDGING = frozenset(
    ("find", "declare", "hold", "deem", "consider", "judge", "pronounce", "set", "leave", "name", "call")
)
# "Drosk was given forty tanks": the subject of such a passive receives what its object names
DITRANSITIVE = frozenset(
    ("give", "send", "grant", "offer", "hand", "lend", "pay", "award", "deny", "promise", "supply", "loan", "allocate",
     "accord", "sell", "deliver", "issue", "provide", "refuse", "show", "teach", "owe", "assure", "deal", "serve")
)  # fmt: skip
# whose preposition after an object tells the charge, and is none of the object's own ("a charge of murder")
CHARGING: Mapping[str, frozenset[str]] = MappingProxyType({"of": frozenset(("accuse", "suspect", "convict", "acquit"))})
# "accused Israel of bombing", "thanked Oman for mediating": the object did what the gerund says.
OBJECT_DOES_GERUND = frozenset(
    ("accuse", "suspect", "blame", "congratulate", "criticise", "criticize", "condemn", "thank", "praise", "convict",
     "fault", "denounce", "charge", "indict", "sue", "fine", "punish", "jail", "rebuke", "hail", "commend", "slam",
     "stop",
     "prevent", "discourage", "dissuade", "warn", "acquit", "sanction", "arrest", "detain", "expel", "sentence")
)  # fmt: skip
HELPING = frozenset(("help", "assist", "let", "make", "have"))  # verbs with an object and a bare infinitive


def is_complement(token: Token, head: Token) -> bool:
    """Tell an infinitive that spells out what is asked, ordered or promised from one that tells a purpose."""
    to = next((child for child in token.children if child.dep_ == "aux" and child.lower_ == "to"), None)
    if to is None or token.i < head.i or head.lemma_ not in TAKES_INFINITIVE:
        return False
    if to.i > 0 and (to.nbor(-1).is_punct or to.nbor(-1).lower_ in ("order", "so", "as")):
        return False
    return head.lemma_ not in ASKED_AFTER_ONLY or bool(asked_after(head))


def asked_after(head: Token) -> tuple[int, ...]:
    """Find whom a verb asks after its preposition: "called on Rome"; a day is nobody ("called on Friday")."""
    wanted = ASKED_AFTER.get(head.lemma_, ())
    return tuple(
        index
        for child in head.children
        if child.dep_ in ("prep", "dative") and child.lower_ in wanted
        for _, index in prepositional(child)
        if head.doc[index].ent_type_ not in ("DATE", "TIME")
    )


def helped(token: Token) -> tuple[int, ...]:
    """Give "help Drosk build a dam", "found him guilty" its object: the parser makes it a clause's subject."""
    for child in token.children:
        if child.dep_ != "ccomp" or any(c.dep_ in ("aux", "auxpass", "mark") for c in child.children):
            continue
        bare = token.lemma_ in HELPING and child.tag_ == "VB"
        if bare or (token.lemma_ in JUDGING and child.pos_ in ("ADJ", "NOUN")):
            return tuple(i for c in child.children if c.dep_ == "nsubj" for i in conjuncts(c))
    return ()
