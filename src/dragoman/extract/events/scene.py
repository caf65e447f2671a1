"""What the event coder looks at again and again, looked up once: which actor, place, time or figure stands where.

In:  a parse and what other extractors found in it. Out: a `Scene` that answers by token.
Left to the other modules of this folder: what happened.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from spacy.tokens import Doc, Span, Token

from dragoman.lexicons.load.triggers import load_triggers
from dragoman.nlp.grammar import Clause
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.nominals import Nominal, conjuncts, read_nominal
from dragoman.nlp.parse import Parsed
from dragoman.records.documents import Document
from dragoman.records.ids import acting_place_id, thing_id
from dragoman.records.mentions import ActorMention, Annotations, Figure, PlaceMention
from dragoman.records.spans import CharSpan
from dragoman.records.times import TimeExpression

DEFINITE = frozenset(("the", "this", "that", "their", "its"))
NAMES_OF_NOBODY = frozenset(("DATE", "TIME", "EVENT", "LAW", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "WORK_OF_ART"))
DATE_LINE = "date-line"  # the rule by which `extract.times` reads a date alone on a line
Phrase = tuple[tuple[int, str, str], ...]  # of the words of a verb's phrase: place, lemma, lower case
Mention = TypeVar("Mention", PlaceMention, TimeExpression, Figure)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Reads as: the parse with everything found so far, by token.

    `mentions` holds the actors by id, `things` the tokens of what was hit though it is no actor, `phrases` the
    words of verbs' phrases, as they are found.
    `actors`, `places`, `times`, `figures` give for a token the mention it stands in (of nested mentions the innermost;
    several actors where a group expands: "the two leaders"); `runs` gives all actors of a coordination that the parser
    broke; `date_lines` are the dates that stand alone on a line, in order.
    """

    parsed: Parsed
    mentions: dict[str, ActorMention]
    clauses: dict[int, Clause]
    nominals: dict[int, Nominal]
    things: dict[str, int]
    phrases: dict[int, Phrase]
    actors: dict[int, tuple[ActorMention, ...]]
    runs: dict[int, tuple[ActorMention, ...]]
    places: dict[int, PlaceMention]
    times: dict[int, TimeExpression]
    figures: dict[int, Figure]
    date_lines: tuple[TimeExpression, ...]

    @property
    def doc(self) -> Doc:
        """Give the spaCy parse."""
        return self.parsed.doc

    def is_coded(self, token: Token) -> bool:
        """Tell whether the token stands in the article's own voice."""
        return token.i in self.parsed.coded

    def nominal(self, index: int) -> Nominal:
        """Read a noun once."""
        found = self.nominals.get(index)
        if found is None:
            found = self.nominals[index] = read_nominal(self.doc[index])
        return found

    def things_at(self, indexes: Iterable[int]) -> tuple[str, ...]:
        """Give the first noun and those in a list with it: "attacked the airport and a barracks"."""
        found: list[int] = []
        for index in indexes:
            if not found or index in (other.i for other in self.doc[found[0]].conjuncts):
                found.append(index)
        return tuple(thing for index in found for thing in self.thing_at([index]))

    def hung_on(self, index: int) -> tuple[tuple[str, int], ...]:
        """Give the phrases of a noun, and those of a participle that says whence or upon whom it came.

        "restrictions imposed on Drosk", "a resolution drafted by Corvia".
        """
        found = list(self.nominal(index).obliques)
        brought = load_triggers().classes["brought"]
        for child in self.doc[index].rights:
            clause = self.clauses.get(child.i)
            if clause is None or child.dep_ != "acl" or child.tag_ != "VBN" or lemma_of(child) not in brought:
                continue
            found += [*clause.obliques, *(("by", doer) for doer in clause.doers)]
        return tuple(dict.fromkeys(found))

    def inner_nouns(self, index: int) -> tuple[int, ...]:
        """Give the nouns inside a noun phrase: before it, and after "of" and "in" ("parts of Senna")."""
        nominal = self.nominal(index)
        held = tuple(noun for prep, noun in nominal.obliques if prep in ("of", "in"))
        return (*nominal.possessors, *nominal.premodifiers, *held)

    def actors_at(self, index: int) -> tuple[ActorMention, ...]:
        """Give the actors whose mention holds this token, or that an apposition to it names."""
        if index in self.runs:
            return self.runs[index]
        mentions = self.actors.get(index)
        if mentions:
            return mentions
        token = self.doc[index]
        for child in token.children:
            # "the president, Emmanuel Macron": the apposition is the actor
            if child.dep_ == "appos" and child.i in self.actors:
                return self.actors[child.i]
        return ()

    def parties_at(self, indexes: Iterable[int]) -> tuple[str, ...]:
        """Give the ids of the actors at these tokens, in text order, each once."""
        found: list[str] = []
        for index in indexes:
            found.extend(m.mention_id for m in self.actors_at(index) if m.mention_id not in found)
        return tuple(found)

    def holders(self, indexes: Iterable[int]) -> tuple[str, ...]:
        """Give who holds a noun as its object: "issued a statement urging ..." urges through the statement."""
        found: list[str] = []
        for index in indexes:
            nominal = self.nominal(index)
            clause = self.clauses.get(nominal.governor) if nominal.governor is not None else None
            if clause is not None and nominal.relation == "dobj":
                found.extend(m for m in self.parties_at(clause.doers) if m not in found)
        return tuple(found)

    def owners(self, indexes: Iterable[int]) -> tuple[str, ...]:
        """Give whose offer, demand or claim a noun is: "Drosk's offer", "the demand of a clan by its chiefs"."""
        found: list[str] = []
        for index in indexes:
            own = [*self.nominal(index).possessors, *(n for prep, n in self.hung_on(index) if prep in ("by", "from"))]
            named = [m for m in self.parties_at(own) if self.mentions[m].mention_type != "PRO"]
            found.extend(m for m in named if m not in found)
        return tuple(found)

    def agreement_parties(self, index: int) -> tuple[str, ...]:
        """Give the parties of "the deal": those of the last agreement before it that names two of them."""
        if not any(child.lower_ in DEFINITE for child in self.doc[index].lefts):
            return ()
        nouns = load_triggers().classes["agreement"]
        for token in reversed(self.doc[:index]):
            if token.pos_ not in ("NOUN", "PROPN") or lemma_of(token) not in nouns:
                continue
            nominal = self.nominal(token.i)
            inner = [t.i for i in nominal.premodifiers for t in self.doc[i].subtree]
            inner += [noun for prep, noun in nominal.obliques if prep in ("between", "with", "among")]
            found = self.parties_at((*nominal.possessors, *inner))
            if len({self.mentions[m].country for m in found if m in self.mentions}) > 1:
                return found
        return ()

    def places_at(self, indexes: Iterable[int]) -> tuple[str, ...]:
        """Give the places at these tokens as parties: "bombed Senna", "flew to Ashgabat" name no other."""
        found = [
            place_party(self.places[index]) for index in indexes if index in self.places and self.places[index].country
        ]
        return tuple(dict.fromkeys(found))

    def thing_at(self, indexes: Iterable[int]) -> tuple[str, ...]:
        """Give the first noun at these tokens as a party: "six shelters", a hospital, a tanker that was hit."""
        for index in indexes:
            if lemma_of(self.doc[index]) in load_triggers().classes["time"]:
                continue  # "fired a rocket on the same morning"
            if self.doc[index].pos_ in ("NOUN", "PROPN") and index not in self.times and not self._is_number(index):
                thing = thing_party(self.parsed.document, self.doc[index])
                self.things[thing] = index
                return (thing,)
        return ()

    def _is_number(self, index: int) -> bool:
        """Tell a number or a measure from things that are counted: "10 million dollars", not "six shelters".

        "confined eight districts to their homes": how far it reached, and no party.
        """
        figure = self.figures.get(index)
        if figure is None:
            return False
        if lemma_of(self.doc[index]) in load_triggers().classes["territory"]:
            return True
        return figure.figure_class != "count" or self.doc[index].tag_ != "NNS" or not self.doc[index].is_lower

    def is_unknown_name(self, index: int) -> bool:
        """Tell a name that is no known actor, place or time: "Velmer Holdings"."""
        token = self.doc[index]
        known = index in self.places or index in self.times or index in self.figures or self.actors_at(index)
        return token.pos_ == "PROPN" and not known and token.ent_type_ not in NAMES_OF_NOBODY

    def parties_within(self, indexes: Iterable[int], prepositions: tuple[str, ...] = ("of",)) -> tuple[str, ...]:
        """Give the actors inside noun phrases: possessors, nationality adjectives, of-phrases ("Iran's oil")."""
        found: list[str] = []
        for index in indexes:
            nominal = self.nominal(index)
            inner = [*nominal.possessors, *nominal.premodifiers]
            inner += [noun for prep, noun in self.hung_on(index) if prep in prepositions]
            # of "Drosk and league negotiators" the league is inside, and not the negotiators themselves
            whole = {mention.mention_id for mention in self.actors.get(index, ())}
            told = self.parties_at(inner)
            told = tuple(each for each in told if each not in whole) or told
            found += [each for each in told if each not in found]
            if not found:
                # "attempts on the lives of Ardania's envoys": one step further down
                deeper = [noun for prep, noun in nominal.obliques if prep in prepositions]
                for noun in deeper:
                    held = [*self.nominal(noun).possessors, *self.nominal(noun).premodifiers]
                    found.extend(m for m in self.parties_at(held) if m not in found)
        return tuple(found)

    def listed_parties(self, indexes: Iterable[int]) -> tuple[str, ...]:
        """Give the actors at these nouns, and what stands in a list with one though it is no known actor itself.

        "the Drosk bank Sovka and the Institute of Space", "outlawed the congress and the Farmers' Front".
        """
        nouns = tuple(indexes)
        found = list(self.parties_at(nouns))
        for index in nouns if found else ():
            listed = any(self.parties_at([other.i]) for other in self.doc[index].conjuncts)
            if listed and not self.parties_at([index]) and index not in self.places:
                proper = any(token.pos_ == "PROPN" for token in (self.doc[index], *self.doc[index].lefts))
                inner = [m for m in self.parties_within([index]) if self.mentions[m].mention_type != "PRO"]
                # "sanctions on ten officials and forty entities"
                counted = self.doc[index].tag_ == "NNS" and any(t.dep_ == "nummod" for t in self.doc[index].lefts)
                found += self.thing_at([index]) if proper or inner or counted else ()
        return tuple(dict.fromkeys(found))

    def parties_after(self, hung: Iterable[tuple[str, int]], wanted: tuple[str, ...]) -> tuple[str, ...]:
        """Give the actors after one of the prepositions; inside the noun phrase where no noun is an actor."""
        nouns = [noun for prep, noun in hung if prep in wanted]
        # "towards its border with Drosk", "react to raids by Drosk", "gave in to demands from Drosk"
        known = self.known_among(nouns) or self.listed_parties(nouns)
        return known or self.parties_within(nouns, ("of", "with", "by", "from"))

    def known_among(self, indexes: Iterable[int]) -> tuple[str, ...]:
        """Give those of a crowd that are known: "sanctions on forty firms, including Corvian banks"."""
        nouns = list(indexes)
        if any(self.mentions[party].country for party in self.parties_at(nouns)):
            return ()
        named = [noun for index in nouns for prep, noun in self.nominal(index).obliques if prep == "including"]
        return self.parties_at(named) or self.parties_within(named)


def thing_party(document: Document, token: Token) -> str:
    """Give the id under which a thing that is no actor takes part in an event, by its head noun."""
    return thing_id(document.document_id, token.idx)


def place_party(place: PlaceMention) -> str:
    """Give the id under which a place takes part in an event, for the country that it lies in."""
    return acting_place_id(place.mention_id)


def set_scene(parsed: Parsed, found: Annotations) -> Scene:
    """Index a parse and its mentions by token."""
    doc = parsed.doc
    actors = _actors_by_token(doc, found.actors)
    return Scene(
        parsed=parsed,
        mentions={mention.mention_id: mention for mention in found.actors},
        clauses={clause.head: clause for clause in parsed.clauses},
        nominals={},
        things={},
        phrases={},
        actors=actors,
        runs=_broken_runs(doc, found.actors, actors),
        places=_by_token(doc, found.places),
        times=_by_token(doc, found.times),
        figures=_by_token(doc, found.figures),
        date_lines=tuple(sorted((t for t in found.times if t.rule == DATE_LINE), key=lambda t: t.span)),
    )


def _by_token(doc: Doc, mentions: Iterable[Mention]) -> dict[int, Mention]:
    found: dict[int, Mention] = {}
    # Longest first, so that of nested mentions the innermost is what a token answers with.
    for mention in sorted(mentions, key=lambda m: (m.span.start - m.span.end, m.span.start)):
        for token in covered_tokens(doc, mention.span):
            found[token.i] = mention
    return found


def _actors_by_token(doc: Doc, mentions: Iterable[ActorMention]) -> dict[int, tuple[ActorMention, ...]]:
    by_span: dict[CharSpan, list[ActorMention]] = {}
    for mention in mentions:
        by_span.setdefault(mention.span, []).append(mention)
    found: dict[int, tuple[ActorMention, ...]] = {}
    for span in sorted(by_span, key=lambda s: (s.start - s.end, s.start)):
        for token in covered_tokens(doc, span):
            found[token.i] = tuple(by_span[span])
    return found


def _broken_runs(
    doc: Doc, mentions: Iterable[ActorMention], actors: dict[int, tuple[ActorMention, ...]]
) -> dict[int, tuple[ActorMention, ...]]:
    """Mend coordinations of actors by their surface, where the parser took one for a modifier of the other.

    "President Masoud Pezeshkian and Russian President Vladimir Putin have signed": a surname that the parser does
    not know makes the first president part of the second one's title.
    """
    outer: list[CharSpan] = []
    for span in sorted({m.span for m in mentions if m.mention_type != "PRO"}, key=lambda s: (s.start, -s.end)):
        if not outer or span.start >= outer[-1].end:
            outer.append(span)
    runs: dict[int, tuple[ActorMention, ...]] = {}
    text = doc.text  # made anew at each look: once is enough
    for left, right in itertools.pairwise(outer):
        between = text[left.end : right.start].strip()
        if between not in (",", "and", "&", ", and", "as well as"):
            continue
        one, other = covered_tokens(doc, left), covered_tokens(doc, right)
        if not len(one) or not len(other):
            continue
        first, second = one[-1], other[-1]
        if between == "," and not _is_headline_pair(one[0], second):
            continue
        if between == ",":
            runs[second.i] = runs[first.i] = (*actors.get(first.i, ()), *actors.get(second.i, ()))
            continue
        both = (*actors.get(first.i, ()), *actors.get(second.i, ()))
        for index in _mended(first, second, range(one[0].i, other[-1].i + 1)):
            runs[index] = both
        whose = _person_of(first, second, actors)
        if whose is not None:
            runs[whose] = (*actors[whose], *actors[second.i])
    return runs


def _mended(first: Token, second: Token, inside: range) -> tuple[int, ...]:
    """Give at which tokens both stand that the parser did not join."""
    if second.i in _coordinated(first) or first.i in _coordinated(second):
        return ()
    if first.head.i == second.head.i and first.dep_ == second.dep_ == "nsubj":
        return (first.i, second.i)  # two subjects of one verb
    return (second.i,) if first.head.i in inside and second.head.i not in inside else ()


def _person_of(country: Token, second: Token, actors: dict[int, tuple[ActorMention, ...]]) -> int | None:
    """Find the man of "Abiy Ahmed of Ethiopia and Kenya's president", where the parser joins land and president."""
    if country.dep_ != "pobj" or country.head.lower_ != "of":
        return None
    man = country.head.head.i
    if (second.dep_, second.head.i) not in (("conj", country.i), ("appos", man)):
        return None
    both = (actors.get(man, ()), actors.get(second.i, ()))
    return man if all(any(each.kind == "person" for each in found) for found in both) else None


def _is_headline_pair(first: Token, second: Token) -> bool:
    """Tell "Drosk, Corvia agree to talks" from an apposition: it opens a headline and a verb follows at once."""
    if first.i != first.sent.start or second.i + 1 >= len(second.doc):
        return False
    after = second.nbor(1)
    ends = first.sent[-1].text in (".", "!", "?")
    return not ends and after.tag_ in ("VBP", "VB", "VBD", "TO") and after.sent.start == first.sent.start


def _coordinated(token: Token) -> tuple[int, ...]:
    return (token.i, *(each.i for each in token.conjuncts))


def covered_tokens(doc: Doc, span: CharSpan) -> Span | tuple[Token, ...]:
    """Give the tokens that a span of characters covers, those it cuts included."""
    covered = doc.char_span(span.start, span.end, alignment_mode="expand")
    return covered if covered is not None else ()


def all_conjuncts(doc: Doc, indexes: Iterable[int]) -> tuple[int, ...]:
    """Spread tokens over what is coordinated with them, in text order, each once."""
    return tuple(sorted({inner for index in indexes for inner in conjuncts(doc[index])}))
