"""Attribute quotations that no cue opens: what goes on after a stop, signatures, turns, headlines.

In:  the layout and the attributions found so far. Out: these with further pieces, and new ones.
     “We left,” she said. “It was dark.” | “We left.” — Jane Doe | DOE: We left. | Doe: We Left Early
Left to `verbs` and `sources`: everything that a word attributes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extract.quotations.attributions import Attribution, Span
from dragoman.extract.quotations.layout import Layout
from dragoman.extract.quotations.marks import Quoted
from dragoman.extract.quotations.speakers import can_speak, own_subject, speaker_span
from dragoman.extract.quotations.titles import is_title
from dragoman.lexicons.load.reporting_verbs import load_reporting_verbs

_TABLE = load_reporting_verbs()
_SIGNATURE = re.compile(r"[  ]*\n?[  ]*(?:[—–―]|-{1,2})[  ]*(?P<name>[A-ZÀ-Þ][^\n.!?“”\":;]{1,80})\.?[  ]*(?=\n|$)")
_TURN = re.compile(
    r"^[“\"]?(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{1,40}[A-ZÀ-Þ.]|[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3}|Q|A)"
    r"(?:(?: \([^)\n]{1,40}\))?:|(?<=\b[QA])\.)[  ]+(?P<said>\S[^\n]*)$",
    re.MULTILINE,
)
_HEADLINE = re.compile(
    r"\s*(?P<name>[^\s:“\"][^:\n“”\"]{1,60}?)(?P<cue>:)[  ]+(?P<said>\S[^\n]{8,200}?)\.?[  ]*(?:\n|$)"
)
_BRACKETS = ("(", ")", "[", "]")
_SENTENCE_ENDS = ".!?…”\"’'"
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s")
_LONGEST_NAME = 8  # words before the colon of a headline
_TURNS_NEEDED = 2  # "Note: ..." alone is no transcript
_FARTHEST = 5000  # characters between a content and a speaker borrowed from an earlier sentence
_LONGEST_GAP = 240  # characters of narration between two quotations of one speaker in a paragraph


def read_turns(layout: Layout) -> list[Attribution]:
    """Read the turns of a transcript, "DOE: We left.", where there are two or more."""
    turns = [
        match
        for match in _TURN.finditer(layout.text)
        if match["name"].lower() not in _TABLE.labels or match["name"] in ("Q", "A", "QUESTION", "ANSWER")
    ]
    names = [match["name"] for match in turns]
    repeated = len(set(names)) < len({(match["name"], match["said"]) for match in turns})
    if len(turns) < _TURNS_NEEDED or not (repeated or any(name.isupper() for name in names)):
        return []  # "Eastern Giants Unite: ...", "An Unbreakable Alliance: ...": headings, no turns
    found: list[Attribution] = []
    formal = all(name.isupper() for name in names)
    stops = [match.start() for match in _TURN.finditer(layout.text)][1:]
    for match in turns:
        start, end = layout.trim(match.start("said"), match.end("said"))
        end = _with_mark(layout, end, match.end("said"))
        if formal:
            stop = next((at for at in stops if at > match.start()), len(layout.text))
            end = _goes_on(layout.text, end, match.end("said"), stop)
        name = match.span("name")
        found.append(
            Attribution(
                pieces=((start, end),),
                speaker=name,
                head=name[1] - 1,
                cue=(match.end("name"), match.start("said") - 1) if layout.text[match.end("name")] == ":" else None,
                rule="turn",
                report_class="speech",
            )
        )
    return found


def _goes_on(text: str, end: int, line_end: int, stop: int) -> int:
    """End a turn where the next begins: in a transcript a paragraph without a name is still the last one's.

    Not a line in capitals, nor what has no full stop: those are headings. After a line in brackets, a stage direction,
    the speaker goes on.
    """
    for line in re.finditer(r"[^\n]+", text[line_end:stop]):
        told = line[0].strip()
        if not told:
            continue
        if told.strip('“”"')[:1] in _BRACKETS and told.strip('“”"')[-1:] in _BRACKETS:
            continue
        if told[0] in "([*" or told.isupper() or told[-1] not in _SENTENCE_ENDS:
            break
        end = line_end + line.start() + len(line[0].rstrip())
    return end


def _with_mark(layout: Layout, end: int, limit: int) -> int:
    """Keep the full stop of a turn: it is the speaker's."""
    return end + 1 if end < limit and layout.text[end] == "." else end


def read_headline(layout: Layout) -> list[Attribution]:
    """Read "Doe: We Left Early" in the first line; a label ("OPINION:", "Watch:") names no speaker."""
    match = _HEADLINE.match(layout.text)
    if match is None:
        return []
    name = match["name"].strip()
    body = layout.text[match.end() :].replace(match[0].strip(), " ")  # some pages print the headline twice
    if name.lower() in _TABLE.labels or name[-1].isdigit() or not _is_known(name, body):
        return []
    said = layout.trim(*match.span("said"))
    end = match.start("name") + len(name)
    return [
        Attribution(
            pieces=(said,),
            speaker=(match.start("name"), end),
            head=end - 1,
            cue=match.span("cue"),
            rule="headline",
            report_class="speech",
        )
    ]


def _is_known(name: str, body: str) -> bool:
    """Tell "Smith: ..." from "Forging Unity: ...": the article goes on about Smith, in no other spelling.

    A word of the name stands in the body with its capital and never without; or it is a poll, a report.
    """
    words = re.findall(r"[^\W\d_]{3,}", name)
    if len(words) > _LONGEST_NAME or not words:
        return False
    if words[-1].lower() in _TABLE.documents:
        return True
    seen = frozenset(re.findall(r"[^\W\d_]{3,}", body))
    told = [word for word in words if word[0].isupper()]
    return any(word in seen and word.lower() not in seen and not _is_adjective(word) for word in told)


def _is_adjective(word: str) -> bool:
    return word.endswith(("an", "ish", "ese", "ern")) and word[0].isupper() and len(word) > 4


def read_leftovers(layout: Layout, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Give the attributions with the quotations that follow on, and those that only a signature explains."""
    found = list(attributions)
    extents = sorted((_reach(each), index) for index, each in enumerate(found))
    reaches = [reach for reach, _ in extents]
    held = sorted(piece for each in found for piece in each.pieces)
    starts = [start for start, _ in held]
    added: tuple[int, int] | None = None  # the last quotation given here: where it ends, and to which attribution
    for stretch in layout.stretches:
        if _is_held(held, starts, stretch):
            continue
        signed = _signed(layout, stretch)
        if signed is not None:
            found.append(signed)
            continue
        at = bisect_right(reaches, stretch.start) - 1
        if not is_speech(layout, stretch):
            continue
        end, index = extents[at] if at >= 0 else (-1, -1)
        if added is not None and end <= added[0] <= stretch.start:
            end, index = added
        index = _who_said_of(found, index)
        way = _follows(layout, end, stretch) if index >= 0 else None
        if way is None:
            nearest = _by_nearest(layout, stretch)
            if nearest is not None:
                found.append(nearest)
                added = stretch.end, len(found) - 1
            continue
        if way == "speaker":
            before = found[index]
            found.append(replace(before, pieces=(), cue=None, rule="same-speaker"))
            index = len(found) - 1
        if way is not None:
            found[index] = replace(found[index], pieces=(*found[index].pieces, (stretch.start, stretch.end)))
            added = stretch.end, index
    return found


def _who_said_of(found: Sequence[Attribution], index: int) -> int:
    """Give, for what is told within a speaker's wording, what that speaker said.

    “Go,” said Ann Lee, who says that she saw it. “Go now.”
    """
    cue = found[index].cue if index >= 0 else None
    if cue is None:
        return index
    around = (at for at, each in enumerate(found) if each.speaker is not None and _holds(each.speaker, cue))
    return next(around, index)


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer != inner


def read_alone(layout: Layout) -> list[Attribution]:
    """Give a text that is nothing but one quotation to nobody: its words are kept, whoever said them."""
    if len(layout.stretches) != 1:
        return []
    stretch = layout.stretches[0]
    outside = layout.text[: stretch.start] + layout.text[stretch.end :]
    if outside.strip() or not layout.text[stretch.inner_start : stretch.end].strip("”\"'’» "):
        return []
    return [
        Attribution(
            pieces=((stretch.start, stretch.end),),
            speaker=None,
            head=None,
            cue=None,
            rule="nearest",
            report_class="speech",
        )
    ]


def _by_nearest(layout: Layout, stretch: Quoted) -> Attribution | None:
    """Give a whole sentence in quotation marks to the subject of the sentence before it in its paragraph.

    "Smith shook his head. “We will not go.”": weaker than any cue, and told so by its rule.
    """
    inner = layout.text[stretch.inner_start : stretch.end].rstrip("”\"'’»")
    if not inner[:1].isupper() or inner[-1:] not in ".!?…" or inner.count(" ") < 2:
        return None
    index = layout.token_at(stretch.start)
    while index > 0 and (layout.doc[index - 1].is_space or layout.doc[index - 1].text in '“"‘'):
        if "\n" in layout.doc[index - 1].text:
            return None
        index -= 1
    start, _ = layout.sentence(max(0, index - 1))
    if index == 0 or layout.doc[index - 1].text not in (".", "!", "?", ":", ",", ")"):
        return None
    verb = next((token for token in layout.doc[start:index] if token.dep_ == "ROOT"), None)
    speaker = own_subject(verb) if verb is not None else None
    if verb is None or speaker is None or not can_speak(speaker):
        return None
    return Attribution(
        pieces=((stretch.start, stretch.end),),
        speaker=speaker_span(layout, speaker, verb),
        head=layout.offsets[speaker.i],
        cue=None,
        rule="nearest",
        report_class="speech",
    )


def _reach(attribution: Attribution) -> int:
    """Give where the words of an attribution end: its cue, speaker, addressee, pieces."""
    spans = [*attribution.pieces, attribution.cue, attribution.speaker, attribution.addressee]
    first = attribution.pieces[0][0]
    return max(span[1] for span in spans if span is not None and abs(span[0] - first) < _FARTHEST)


def _is_held(held: Sequence[Span], starts: Sequence[int], stretch: Quoted) -> bool:
    """Tell whether a content that was found shares characters with the stretch."""
    at = bisect_right(starts, stretch.start) - 1
    return any(
        min(held[index][1], stretch.end) > max(held[index][0], stretch.start)
        for index in (at, at + 1)
        if 0 <= index < len(held)
    )


def _signed(layout: Layout, stretch: Quoted) -> Attribution | None:
    """Read “We left.” — Jane Doe: a dash and a name to the end of the line."""
    match = _SIGNATURE.match(layout.text, stretch.end)
    if match is None:
        return None
    line = layout.text.rfind("\n", 0, stretch.start) + 1
    if layout.text[line : stretch.start].strip():
        return None
    start, end = layout.trim(*match.span("name"))
    name_end = layout.text.find(",", start, end)
    first, last = layout.token_at(start), layout.token_at(end - 1)
    if any(token.tag_ in ("VBD", "VBZ", "VBP") for token in layout.doc[first : last + 1]):
        return None
    head = (name_end if name_end > 0 else end) - 1
    return Attribution(
        pieces=((stretch.start, stretch.end),),
        speaker=(start, end),
        head=head,
        cue=None,
        rule="signature",
        report_class="speech",
    )


def is_speech(layout: Layout, stretch: Quoted) -> bool:
    """Tell speech from a scare quote or a title: it ends like a sentence or has a verb and several words."""
    inner = layout.text[stretch.inner_start : stretch.end].rstrip("”\"'’»")
    if is_title(layout, stretch):
        return False
    if inner[-1:] in (".", "!", "?", ",", "…"):
        return inner.count(" ") >= 1
    first, last = layout.token_at(stretch.inner_start), layout.token_at(stretch.end - 1)
    finite = any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in layout.doc[first : last + 1])
    return finite and inner.count(" ") >= 4


def _follows(layout: Layout, end: int, stretch: Quoted) -> str | None:
    """Say how a quotation follows the last one: in its utterance, by its speaker, or not at all."""
    if end > stretch.start:
        return None
    between = layout.text[end : stretch.start]
    if "\n" in between:
        # a paragraph of nothing but a quotation, right after one: its speaker goes on
        line_end = layout.text.find("\n", stretch.end)
        rest = layout.text[stretch.end : line_end if line_end >= 0 else len(layout.text)]
        return "speaker" if not between.strip(' \n\t\xa0.”"') and not rest.strip() else None
    if not between.strip(" \xa0,.;:–—-"):
        return "utterance"
    sentences = len(_SENTENCE_END.findall(between))
    if sentences <= 1 and len(between) <= _LONGEST_GAP:
        inner = layout.text[stretch.inner_start : stretch.inner_start + 1]
        return "utterance" if sentences == 1 and inner.isupper() and _SENTENCE_END.search(between[-4:]) else None
    return None


def read_labels(layout: Layout) -> Iterator[Attribution]:
    """Give turns, headline and signatures, which stand before all else."""
    turns = read_turns(layout)
    yield from turns or read_headline(layout)
    for stretch in layout.stretches:
        signed = _signed(layout, stretch)
        if signed is not None:
            yield signed
