"""Read headlines again whose verb the parser took for a noun: "Ardania halts exports", "Drosk, Belmark sign truce".

In:  a parsed `Doc` and the pipeline that parsed it. Out: the same text with the headlines' grammar mended.
Left to `nlp.grammar`: what the clauses are.

A present form of the press is often a plural noun as well ("halts", "snubs", "trade", "battles"), its past form never:
the headline is parsed once more with the past form in its place, and that grammar is kept where it has the word as
verb with a subject. A text without such headlines costs nothing more.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Span, Token

from dragoman.lexicons.load.ambiguous_names import load_word_surnames
from dragoman.lexicons.load.past_forms import load_past_forms

MAX_TOKENS = 20  # headlines are short; a longer line without a full stop is a list or a caption
MIN_TOKENS = 3
SMALL_WORD = 3  # letters of the words that a line of capitals may write small: "Killed in Ferry Blast"
MIN_TITLED, TITLED_SHARE = 4, 0.9  # longer words of a line, and share of them with a capital, by which all have one
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
STARTS_CLAUSE = frozenset(("as", "while", "after", ",", ";", "and", "but"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
NO_OBJECT = frozenset(("of", ",", ".", "'s", "’s", "-", ":"))

Reparse = Callable[[Doc], Doc]


def mend_headlines(doc: Doc, reparse: Reparse) -> Doc:
    """Give the text with every mended headline; the very same `doc` where there is none."""
    mended: dict[int, tuple[Doc, dict[int, str]]] = {}
    for sent in doc.sents:
        if not _is_headline(sent):
            continue
        small = _in_small_letters(sent)
        if small is not None:
            mended[sent.start] = (reparse(Doc(sent.doc.vocab, words=small, spaces=_spaces(sent))), {})
            continue
        read = _read_again(sent, reparse)
        if read is not None:
            mended[sent.start] = read
    return _joined(doc, mended) if mended else doc


def _is_headline(sent: Span) -> bool:
    words = [token for token in sent if not token.is_space]
    if not MIN_TOKENS <= len(words) <= MAX_TOKENS:
        return False
    # "Drosk rejects rumours that ...": a sentence that the parser leaves without a verb is read like a headline
    return words[-1].text not in ".!?…”\"'’)" or sent.root.pos_ in ("NOUN", "PROPN")


def _read_again(sent: Span, reparse: Reparse) -> tuple[Doc, dict[int, str]] | None:
    """Give the headline's new grammar and the lemmas of its verbs by place in it; None where the first one stands."""
    best: Doc | None = None
    words = [token.text for token in sent]
    verbs: dict[int, str] = {}
    for place, lemma in _noun_like_verbs(sent):
        if best is not None and best[place].pos_ == "VERB":
            continue
        past = load_past_forms()[lemma]
        tried = [past if index == place else word for index, word in enumerate(words)]
        pairs = _comma_of_a_pair(sent, place)
        if pairs is not None:
            tried[pairs] = "and"
        read = reparse(Doc(sent.doc.vocab, words=tried, spaces=_spaces(sent)))
        if _is_better(read, place, best if best is not None else sent):
            best, words = read, tried
            verbs[place] = lemma
    return (best, verbs) if best is not None else None


def _spaces(sent: Span) -> list[bool]:
    return [bool(token.whitespace_) for token in sent]


def _in_small_letters(sent: Span) -> list[str] | None:
    """Give the words with verbs and small words in small letters, None where a capital says something or no verb is.

    "Porter Killed In Ferry Blast": to the parser a name.
    """
    long = [token.text for token in sent if token.text.isalpha() and len(token) > SMALL_WORD]
    titled = sum(word[0].isupper() for word in long)
    if len(long) < MIN_TITLED or titled < TITLED_SHARE * len(long) or all(word.isupper() for word in long):
        return None
    verbs = {token.i for token in sent if token.lower_ in _verb_forms() and token.text.istitle()}
    if not verbs:
        return None
    return [token.lower_ if token.i in verbs or token.is_stop else token.text for token in sent]


@functools.cache
def _verb_forms() -> frozenset[str]:
    """Give the forms in which a headline tells what happened, but for those that are names as well."""
    forms = {form for lemma, past in load_past_forms().items() for form in (past, *_presents(lemma)) if form != lemma}
    return frozenset(forms) - load_word_surnames()


def _presents(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return (f"{lemma[:-1]}ies",)
    return (f"{lemma}es",) if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else (f"{lemma}s",)


def _noun_like_verbs(sent: Span) -> Iterator[tuple[int, str]]:
    """Give the words that may be a headline's verb: a noun by its tag, a verb we know by its form."""
    known = load_past_forms()
    for token in sent[1:-1]:
        if token.tag_ not in NOUNS or token.nbor(1).lower_ in NO_OBJECT or token.ent_type_ == "PERSON":
            continue
        place = token.i - sent.start
        finite = any(before.tag_ in FINITE and before.dep_ == "ROOT" for before in sent[:place])
        if finite and not _opens_clause(sent, place):
            continue
        lemma = _verb_of(token, sent[place - 1])
        if lemma is not None and lemma in known and (token.nbor(-1).tag_ in (*NOUNS, ",") or finite):
            yield place, lemma


def _opens_clause(sent: Span, place: int) -> bool:
    """Tell whether a joining word stands shortly before it: "rocks capital as army battles rebels"."""
    return any(token.lower_ in STARTS_CLAUSE for token in sent[max(0, place - 3) : place])


def _verb_of(token: Token, before: Token) -> str | None:
    """Give the lemma that it would have as a verb: "halts" after any noun, "trade" after several."""
    form = token.lower_
    if token.tag_ in ("NNS", "NNPS") and form.endswith("s"):
        known = load_past_forms()
        stems = (form[:-1], form[:-2] if form.endswith("es") else "", form[:-3] + "y" if form.endswith("ies") else "")
        return next((stem for stem in stems if stem in known), None)
    several = before.tag_ in ("NNS", "NNPS") or any(
        c.text in (",", "and") for c in token.sent[: before.i - token.sent.start]
    )
    return form if several and token.text.islower() else None


def _comma_of_a_pair(sent: Span, place: int) -> int | None:
    """Give the comma that joins two subjects: "Drosk, Belmark sign truce"."""
    commas = [index for index in range(place) if sent[index].text == ","]
    if len(commas) != 1 or any(sent[index].lower_ == "and" for index in range(place)) or commas[0] == place - 1:
        return None
    return commas[0]


def _is_better(read: Doc, place: int, before: Doc | Span) -> bool:
    """Tell whether the word is a verb with a subject now, and no verb was lost for it."""
    verb = read[place]
    if verb.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBN"):
        return False
    known = load_past_forms()
    told = [
        i for i, token in enumerate(before) if token.tag_ in FINITE and (token.pos_ == "AUX" or token.lemma_ in known)
    ]
    lost = [index for index in told if read[index].pos_ not in ("VERB", "AUX")]
    # "Drosk halts drills": a plural that was the verb of "halts" was none
    if any(index < place or not before[index].text.endswith("s") for index in lost):
        return False
    subject = any(child.dep_ in SUBJECTS and child.i < place for child in verb.children)
    if verb.dep_ == "ROOT":
        return subject and not any(before[index].dep_ == "ROOT" and index < place for index in told)
    return verb.dep_ in ("advcl", "conj", "ccomp") and (subject or verb.dep_ == "conj")


def _joined(doc: Doc, mended: dict[int, tuple[Doc, dict[int, str]]]) -> Doc:
    """Put the new grammar of some sentences beside the old one of the others."""
    columns: dict[str, list[str]] = {name: [] for name in ("tags", "pos", "morphs", "lemmas", "deps", "ents")}
    heads: list[int] = []
    for sent in doc.sents:
        read, verbs = mended.get(sent.start, (None, {}))
        is_respelt = read is not None and not verbs
        for place, old in enumerate(sent):
            token = read[place] if read is not None else old
            present = verbs.get(place)
            joined = read is not None and token.text != old.text and present is None and not is_respelt
            columns["tags"].append(_present_tag(old) if present else token.tag_)
            columns["pos"].append(token.pos_)
            columns["morphs"].append("Tense=Pres|VerbForm=Fin" if present else str(token.morph))
            columns["lemmas"].append(present or (old.lemma_ if joined else token.lemma_))
            columns["deps"].append(token.dep_)
            columns["ents"].append(f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O")
            base = 0 if read is None else sent.start
            heads.append(token.head.i + base)
    words = [token.text for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    return Doc(doc.vocab, words=words, spaces=spaces, heads=heads, **columns)  # type: ignore[arg-type]


def _present_tag(token: Token) -> str:
    return "VBZ" if token.lower_.endswith("s") else "VBP"
