"""Read contents that stand before a cue, around it, or after it in quotation marks.

In:  a `Cue` outside quotation marks, with its speaker. Out: the pieces of its content, in order.
     “We left,” she said. | The dam, he said, had failed. | He said: “We left.”
Left to `complements`: contents that the verb governs. Left to `leftovers`: what follows after a full stop.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.extract.quotations.attributions import Span
from dragoman.extract.quotations.cues import Cue
from dragoman.extract.quotations.layout import Layout
from dragoman.extract.quotations.marks import Quoted
from dragoman.extract.quotations.speakers import own_subject
from dragoman.extract.quotations.titles import is_title

_GAP_BEFORE = re.compile(r"[\s,–—-]*$")
_STOPS = frozenset((".", "!", "?", ";", ":", "–", "—", "--", "…", "―"))
_CLOSING = frozenset((",", "?", "!", "…", "-", "–", "—"))
_SHORTEST = 4  # characters; less is no clause
_LONGEST_LEAD = (
    18  # tokens between a cue and the quotation it opens: "told reporters on the plane to Oslo on Friday, “"
)
_COLON_BREAK = re.compile(r"\s*:?\s*\n+\s*$|\s*:\s*$")
_VERBAL = frozenset(("VERB", "AUX"))
_PARTICIPLES = frozenset(("VBG", "VBN"))
# "They are glad, he said, because the war is over": of two clauses told by one, not of the telling
_GOING_ON = frozenset(("because", "until", "unless", "although", "though", "rather", "than", "that", "whether", "if"))
NOT_GOING_ON = frozenset(("as", "while", "when", "after", "before", "according", "which", "who"))


def read_pieces(layout: Layout, cue: Cue, speaker: Token | None, *, governs: bool) -> tuple[Span, ...]:
    """Give the pieces that the cue is set into or that it opens; empty where there are none.

    `governs` says that the verb has a content of its own after it ("asked the court to free “all of them”"):
    then only a quotation right at the attribution counts.
    """
    first, last = clause_bounds(layout, cue, speaker)
    if not governs and first > 0 and _is_as_clause(layout.doc[first - 1], cue):
        return _around_as(layout, cue, first - 1, last)
    left = _left_piece(layout, cue, speaker, first)
    if governs and left is not None and layout.stretch_at(left[1] - 1) is None:
        left = None  # "After the deal, they demanded more": what stands before is no content
    right = _right_pieces(layout, cue, last, left, governs=governs)
    if left is not None and right and (_is_aside(layout, cue, left, right[0]) or _is_of_another(layout, left, last)):
        return right
    return (left, *right) if left is not None else right


def quote_before(layout: Layout, cue: Cue, speaker: Token, *, goes_on: bool) -> Span | None:
    """Give the quotation that ends right before the attribution: the first of “By winning,” she said, “we made it.”.

    `goes_on` says that what the verb governs may go on with it; else it must begin its sentence, unlike a name that
    ends a circumstance: on “News at Ten,” she said the war was over.
    """
    if "quote" not in cue.report.frames or cue.verb.tag_ == "VBG" or not layout.follows_quote(cue.verb):
        return None
    end = layout.offsets[clause_bounds(layout, cue, speaker)[0]]
    while end > 0 and layout.text[end - 1] == " ":
        end -= 1
    stretch = layout.stretch_at(end - 1) if end > 0 else None
    if stretch is None or stretch.end != end or not ends_open(layout, stretch):
        return None
    start = _sentence_before(layout, cue, stretch)
    return (start, stretch.end) if goes_on or begins_sentence(layout, stretch) else None


def ends_open(layout: Layout, stretch: Quoted) -> bool:
    """Tell a quotation that its sentence goes on from, as “We left,” or “Why?”, from a whole one, as “We left.”."""
    return layout.text[stretch.start : stretch.end].rstrip("”\"'’»")[-1:] in _CLOSING


def begins_sentence(layout: Layout, stretch: Quoted) -> bool:
    """Tell a quotation that opens its sentence or its line."""
    before = layout.text[max(0, stretch.start - 4) : stretch.start].rstrip(" ")[-1:]
    return before in ("", "\n", ".", "!", "?", "”", '"', ":", "’", "'")


def _is_as_clause(mark: Token, cue: Cue) -> bool:
    return mark.lower_ == "as" and mark.head == cue.top and mark.dep_ in ("mark", "advmod")


def _around_as(layout: Layout, cue: Cue, mark: int, last: int) -> tuple[Span, ...]:
    """Read "The dam had failed, as the ministry said": the sentence without the as-clause."""
    if cue.verb.lemma_ in ("expect", "see", "know") or "clause" not in cue.report.frames:
        return ()
    own_words = ("xcomp", "ccomp") if "someone" in cue.report.frames else ("dobj", "xcomp", "ccomp")
    if any(child.dep_ in own_words and child != cue.particle for child in cue.verb.rights):
        return ()  # "as they noted the rise": the verb has its own content; not "as they told the paper"
    return around(layout, mark, last)


def around(layout: Layout, mark: int, last: int) -> tuple[Span, ...]:
    """Give the sentence without its tokens from `mark` to `last`, an as-clause."""
    start, stop = layout.sentence(mark)
    before = (layout.offsets[start], layout.offsets[mark])
    after = (layout.end_of(last), layout.end_of(stop - 1))
    told = []
    for span in (before, after):
        trimmed = layout.trim(*span)
        if trimmed[1] - trimmed[0] > _SHORTEST:
            told.append(layout.trim(*layout.snap(*trimmed)))
    if not told or (len(told) == 2 and not layout.text.startswith(",", layout.end_of(last))):
        return tuple(told[:1]) if told and before[1] - before[0] > _SHORTEST else ()
    return tuple(told)


def _is_aside(layout: Layout, cue: Cue, left: Span, right: Span) -> bool:
    """Tell "Asked about the war, she said, “No”": what stands before is no content where a quotation follows.

    It is one where the quotation goes on with it: "In the villages, she said, “nobody knows.”"
    """
    following = layout.stretch_at(right[0])
    if following is None:
        return False
    opening = layout.stretch_at(left[0])
    if opening is not None and opening.start == left[0]:
        return False
    lead = layout.doc[layout.token_at(left[0])]
    goes_on = layout.text[following.inner_start : following.inner_start + 1].islower()
    return not (goes_on and is_set_in(cue)) or lead.tag_ in _PARTICIPLES or lead.lower_ == "when"


def is_set_in(cue: Cue) -> bool:
    """Tell a verb of saying that the parse sets into the sentence that it attributes: "Now, she said, it is over"."""
    return cue.top.dep_ == "parataxis"


def _is_of_another(layout: Layout, left: Span, last: int) -> bool:
    """Tell I told him: “Leave.” He said: “Never.” — the first is opened by a cue, so it is not the second's."""
    opened = layout.text[: left[0]].rstrip(" ")[-1:] in (":", ",")
    ended = layout.text[left[0] : left[1]].rstrip("”\"'’»")[-1:] in (".", "!", "?")
    return opened and ended and layout.text[layout.end_of(last) :].lstrip().startswith(":")


def clause_bounds(layout: Layout, cue: Cue, speaker: Token | None) -> tuple[int, int]:
    """Give the first and last token of the bare attribution: "Smith told reporters on Friday"."""
    start, end = layout.sentence(cue.verb.i)
    first = cue.top.i
    inverted = speaker is not None and speaker.i > cue.verb.i
    for child in cue.top.lefts:
        if inverted and child.dep_ in ("nsubj", "nsubjpass"):
            continue  # "Talks near an end, says UN envoy": both parsed as subjects
        if child.dep_ in ("aux", "auxpass", "neg", "advmod", "nsubj", "nsubjpass") and child.i >= start:
            first = min(first, max(child.left_edge.i, start))
    if speaker is not None and start <= speaker.i < cue.verb.i and own(speaker, cue):
        first = min(first, max(start, speaker.left_edge.i))
    first = _after_quote(layout, first, cue.verb.i)
    reach = speaker.right_edge.i if inverted and speaker is not None else cue.verb.i
    last = cue.verb.i
    for index in range(cue.verb.i + 1, end):
        token = layout.doc[index]
        opened = layout.stretch_at(layout.offsets[index])
        opens = opened is not None and opened.start >= layout.offsets[index]
        # said “no” to any talks: right after the verb even a word is what was said
        if opens and opened is not None and (index == cue.verb.i + 1 or _is_speech(layout, opened)):
            break
        if token.text in _STOPS or token.is_space or (token.text == "," and index >= reach):
            break
        last = index
    return first, last


def own(speaker: Token, cue: Cue) -> bool:
    """Tell whether the speaker is the subject of this very clause, not one that it borrows."""
    return speaker.head in (cue.top, cue.verb)


def _after_quote(layout: Layout, first: int, verb: int) -> int:
    """Begin an attribution after the quotation that the parse took for a part of it."""
    for index in range(verb, first, -1):
        if layout.stretch_at(layout.offsets[index - 1]) is not None:
            return index
    return first


def _is_speech(layout: Layout, stretch: Quoted) -> bool:
    """Tell a quotation from a word in quotation marks within the speaker's own title."""
    inner = layout.text[stretch.inner_start : stretch.end].rstrip("”\"'’»")
    return not is_title(layout, stretch) and (inner.count(" ") >= 2 or inner[-1:] in ",.!?")


def _left_piece(layout: Layout, cue: Cue, speaker: Token | None, first: int) -> Span | None:
    """Read what stands before the attribution, set off from it by a comma or a closing quotation mark."""
    begin = layout.offsets[first]
    gap = _GAP_BEFORE.search(layout.text, max(0, begin - 6), begin)
    at = gap.start() if gap is not None else begin
    if at <= 0 or "\n" in layout.text[at:begin]:
        return None
    stretch = layout.stretch_at(at - 1)
    if stretch is not None and is_title(layout, stretch):
        return None
    if stretch is not None and stretch.end == at and "quote" in cue.report.frames:
        start = _sentence_before(layout, cue, stretch)
        return layout.trim(start, stretch.end) if start < stretch.start else (stretch.start, stretch.end)
    if "," not in layout.text[at:begin] or speaker is None or not own(speaker, cue):
        return None
    if any(child.dep_ == "xcomp" for child in cue.verb.rights):
        return None  # "The toll hurts many, so the guild continues to fight it"
    if "clause" not in cue.report.frames:
        return None  # "The north voted no, the south went for it": such a verb opens nothing but quotations
    return _clause_before(layout, cue, first, at)


def _sentence_before(layout: Layout, cue: Cue, stretch: Quoted) -> int:
    """Begin with the sentence of which the quotation is the end: "Prices will “rise again,” she said"."""
    index = layout.token_at(stretch.start)
    start = layout.sentence(index)[0]
    lead = layout.doc[start:index]
    told = [token for token in lead if not token.is_space and not token.is_punct]
    if not told or any(token.text in (".", "!", "?", ":", "\n", "\n\n") for token in lead[:-1]):
        return stretch.start
    if layout.text[stretch.end - 2] in ".!?" or cue.verb.i < index:
        return stretch.start
    inner = layout.text[stretch.inner_start : stretch.inner_start + 1]
    return stretch.start if inner.isupper() else layout.offsets[told[0].i]


def _clause_before(layout: Layout, cue: Cue, first: int, at: int) -> Span | None:
    """Read "The dam had failed" of "The dam had failed, the ministry said"."""
    start = layout.sentence(cue.verb.i)[0]
    lead = [token for token in layout.doc[start:first] if not token.is_space and not token.is_punct]
    root = cue.top
    if not lead:
        return None
    if is_set_in(cue) and _goes_on(layout, cue):
        # "Over the years, she said, radio had helped her": what the parse hangs on the clause that goes on
        return layout.trim(*layout.snap(layout.offsets[lead[0].i], at)) if lead[-1].dep_ != "cc" else None
    if not any(token.pos_ in _VERBAL for token in lead):
        # "The dam, Seoul said, had burst": a subject alone, when its verb follows
        if speaker_ends_line(layout, cue) and len(lead) > 1:
            return layout.trim(*layout.snap(layout.offsets[lead[0].i], at))  # "Talks near an end, says UN envoy"
        return _subject_before(layout, cue, lead, at)
    tied = [token for token in lead if token.head == root or (root.head == token)]
    speaker = own_speaker(cue)
    if speaker is not None and speaker.i > cue.verb.i:
        tied = []  # "Send a fleet and the islands fall, said the envoy": whatever the parse hangs on "said"
    if tied and all(
        token.dep_ in ("advcl", "prep", "advmod", "npadvmod", "cc", "mark", "nsubj", "aux") and token.head == root
        for token in tied
    ):
        return None
    if root.dep_ in ("relcl", "acl", "advcl") or (root.dep_ == "conj" and lead[-1].dep_ == "cc"):
        return None
    begin, end = layout.snap(layout.offsets[lead[0].i], at)
    return layout.trim(begin, end)


def speaker_ends_line(layout: Layout, cue: Cue) -> bool:
    """Tell a headline's last words: ", says UN envoy", with no full stop."""
    speaker, stop = own_speaker(cue), layout.sentence(cue.verb.i)[1]
    words = [token for token in layout.doc[cue.verb.i + 1 : stop] if not token.is_space]
    return speaker is not None and speaker.i > cue.verb.i and words[-1] == speaker.right_edge and not words[-1].is_punct


def _goes_on(layout: Layout, cue: Cue) -> bool:
    """Tell whether a comma and more words of the sentence follow the attribution."""
    last = clause_bounds(layout, cue, own_speaker(cue))[1]
    return last + 2 < layout.sentence(cue.verb.i)[1] and layout.doc[last + 1].text == ","


def _subject_before(layout: Layout, cue: Cue, lead: list[Token], at: int) -> Span | None:
    if not lead or not any(token.pos_ in ("NOUN", "PROPN", "PRON") for token in lead):
        return None
    last = clause_bounds(layout, cue, own_speaker(cue))[1]
    stop = layout.sentence(cue.verb.i)[1]
    if last + 2 >= stop or layout.doc[last + 1].text != ",":
        return None
    following = layout.doc[last + 2]
    if following.pos_ not in _VERBAL or following.tag_ in ("VBG", "VB"):
        return None
    return layout.trim(layout.offsets[lead[0].i], at)


def own_speaker(cue: Cue) -> Token | None:
    """Give the subject at the cue itself."""
    return own_subject(cue.top) or own_subject(cue.verb)


def _right_pieces(layout: Layout, cue: Cue, last: int, left: Span | None, *, governs: bool) -> tuple[Span, ...]:
    """Read what follows the attribution: a quotation it opens, or the rest of the sentence it is set into."""
    end = layout.end_of(last)
    stretch = _next_stretch(layout, end, governs=governs)
    if stretch is not None and "quote" in cue.report.frames:
        return (_with_rest(layout, cue, stretch),)
    if left is None or not layout.text.startswith(",", end):
        return ()
    stop = layout.sentence(cue.verb.i)[1]
    following = next((token for token in layout.doc[last + 2 : stop] if not token.is_space), None)
    if following is None or _is_circumstance(layout, cue, left, following):
        return ()
    rest = layout.trim(*layout.snap(end + 1, layout.end_of(stop - 1)))
    return (rest,) if rest[1] - rest[0] > 3 else ()


def _is_circumstance(layout: Layout, cue: Cue, left: Span, following: Token) -> bool:
    """Tell ", smiling", ", adding that ...", ", as he left" from the rest of what was said.

    After a quotation only another quotation goes on with it: "“No,” he said, and left". Of an attribution that is
    set in, what hangs on the other clause: "The state would be weak, he noted, until the king came back".
    """
    if layout.stretch_at(left[1] - 1) is not None:
        return layout.stretch_at(following.idx) is None and following.lower_ not in ("that", "because")
    if is_set_in(cue) and following.lower_ not in NOT_GOING_ON and following.tag_ not in _PARTICIPLES:
        return cue.top in following.ancestors
    if following.lower_ in _GOING_ON:
        return False
    return following.tag_ in ("VBG", "VBN", "IN", "RB", "WDT", "WP", "WRB", "TO")


def _next_stretch(layout: Layout, end: int, *, governs: bool) -> Quoted | None:
    """Give the quotation that begins right after the attribution: by a comma, a colon, a new paragraph."""
    following = layout.stretches_between(end, end + 160)
    for stretch in following:
        between = layout.text[end : stretch.start]
        lead = between.strip(" ,–—-")
        if between[:1] == "," and lead and not governs and between.rstrip()[-1:] not in (",", ":"):
            return None  # "Perhaps, he said, this “small town” knows": the sentence goes on, none is opened
        if _COLON_BREAK.fullmatch(between) or (lead == "" and not (governs and between.strip() == "")):
            return stretch
        if governs:
            return None
        if "\n" in between or any(mark in between for mark in ".!?;”") or len(lead.split()) > _LONGEST_LEAD:
            return None
        if lead.endswith(":") or (not _has_verb(layout, end, stretch.start) and _is_speech(layout, stretch)):
            return stretch
        return None
    return None


def _has_verb(layout: Layout, start: int, end: int) -> bool:
    first, last = layout.token_at(start), layout.token_at(end)
    return any(token.pos_ in _VERBAL and token.dep_ != "amod" for token in layout.doc[first + 1 : last])


def _with_rest(layout: Layout, cue: Cue, stretch: Quoted) -> Span:
    """End a quotation with the sentence that goes on after it: "said “no” to any talks"."""
    inner = layout.text[stretch.end - 2 : stretch.end - 1]
    if inner in ".!?," or not stretch.closed:
        return stretch.start, stretch.end
    tail = layout.text[stretch.end : stretch.end + 1]
    if tail in ".!?;:\n" or not tail:
        return stretch.start, stretch.end
    index = layout.token_at(stretch.end - 1)
    stop = layout.sentence(index)[1]
    limit = stop - 1
    for token in layout.doc[index + 1 : stop]:
        if token.dep_ in ("conj", "parataxis", "advcl") and token.head in (cue.verb, cue.top):
            # "said “never” and meant it": the second verb with its "and" is told beside it
            limit = token.left_edge.i - 1
            while limit > index and layout.doc[limit].dep_ == "cc":
                limit -= 1
            break
        if token.text in (";", "”"):
            limit = token.i - 1
            break
    return layout.trim(*layout.snap(stretch.start, layout.end_of(max(limit, index))))
