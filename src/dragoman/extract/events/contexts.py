"""What the sentences of a document are about, and the document as a whole: PLOVER's contexts.

In:  a `Scene`. Out: for each sentence the contexts that its words tell, and the document's dominant one.
The words stand in `lexicons/contexts.toml`.
Left to `modes`: the contexts of an event, which its type, modes and parties tell too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from spacy.tokens import Span, Token

from dragoman.extract.events.scene import Scene
from dragoman.lexicons.load.contexts import NEVER, TELLING, ContextWord, load_contexts
from dragoman.nlp.lemmas import lemma_of

# A document is about what several of its sentences tell, and more of them than tell anything else.
SEVERAL = 3
DOMINANT_SHARE = 0.25  # of the sentences in the article's own voice: a digest of many stories has no topic
MARKS = frozenset(("-", "–", "'", "’", "'s", "’s"))  # "women's rights", "anti-corruption": looked up without them
CACHE = "dragoman.topics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """Reads as: the sentence that starts at this token tells these contexts, by words at those tokens.

    `dominant` is the context of the document as a whole; None where it has none.
    """

    told: Mapping[int, Mapping[str, tuple[int, ...]]]
    dominant: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    word: ContextWord
    tokens: tuple[int, ...]


def read_topics(scene: Scene) -> Topics:
    """Read the contexts of all sentences, once a document: many events ask for them."""
    cache = scene.doc.user_data
    if CACHE not in cache:
        told = {sent.start: read_sentence(sent) for sent in scene.doc.sents}
        coded = [sent.start for sent in scene.doc.sents if _is_own_voice(scene, sent)]
        cache[CACHE] = Topics(told=told, dominant=_choose_dominant([told[start] for start in coded]))
    return cast("Topics", cache[CACHE])


def _is_own_voice(scene: Scene, sent: Span) -> bool:
    first = next((token for token in sent if not token.is_space), None)
    return first is not None and scene.is_coded(first)


def _choose_dominant(sentences: list[Mapping[str, tuple[int, ...]]]) -> str | None:
    contexts = load_contexts().contexts
    counted = Counter(name for told in sentences for name in told)
    most = max(counted.values(), default=0)
    if most < SEVERAL or most < DOMINANT_SHARE * len(sentences):
        return None
    first = [name for name, count in counted.items() if count == most]
    # Two topics of equal weight: empty rather than guessed (codebook, section 1).
    return first[0] if len(first) == 1 and not contexts[first[0]].sentence_only else None


def read_sentence(sent: Span) -> Mapping[str, tuple[int, ...]]:
    """Give the contexts that a sentence's words tell, by name, with the tokens that tell each."""
    by_context: defaultdict[str, list[_Found]] = defaultdict(list)
    tokens = [token for token in sent if not token.is_space and token.text not in MARKS]
    keys = [_forms(token) for token in tokens]
    words = load_contexts().words
    for start, forms in enumerate(keys):
        for form in sorted(forms & words.keys()):
            for word in words[form]:
                if _stands_at(word, tokens, keys, start):
                    covered = tuple(token.i for token in tokens[start : start + len(word.forms)])
                    by_context[word.context].append(_Found(word=word, tokens=covered))
    told = {name: _telling_tokens(name, by_context[name]) for name in sorted(by_context)}
    return {name: found for name, found in told.items() if found}


def _forms(token: Token) -> frozenset[str]:
    lower = token.lower_
    forms = {lower, token.text, lemma_of(token)}
    if token.pos_ == "PROPN" and lower.endswith("s"):
        # "Foreign Ministers of the League": the parser leaves names their plural
        forms.add(lower[:-1])
    return frozenset(forms)


def _stands_at(word: ContextWord, tokens: list[Token], keys: list[frozenset[str]], start: int) -> bool:
    if start + len(word.forms) > len(tokens):
        return False
    return all(
        form in keys[start + step] and (parts is None or tokens[start + step].pos_ in parts)
        for step, (form, parts) in enumerate(word.forms)
    )


def _telling_tokens(name: str, found: list[_Found]) -> tuple[int, ...]:
    """Give the tokens that tell a context; none where its words are too few.

    The longest phrase has its words alone: "political climate" leaves nothing to "climate".
    """
    taken: set[int] = set()
    groups: set[int] = set()
    telling: list[int] = []
    for each in sorted(found, key=lambda f: (-len(f.tokens), f.word.group != NEVER, f.word.group, f.tokens)):
        if taken.intersection(each.tokens):
            continue
        taken.update(each.tokens)
        if each.word.group != NEVER:
            groups.add(each.word.group)
            telling.extend(each.tokens)
    if TELLING in groups or len(groups) >= load_contexts().contexts[name].needs:
        return tuple(sorted(telling))
    return ()
