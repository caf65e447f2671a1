"""Who says so: the sources of a report in order of their dates, what is quoted of each, and the footnotes.

In:  a view, and the evidence that the report will show. Out: `References` for each piece of evidence; `Source`s.
Of an article only the sentences that a fact rests on are shown, never its whole text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.records.spans import CharSpan, Evidence
from dragoman.store.base import KeptDocument, View
from dragoman.views.reports.model import Excerpt, Footnote, Quote, Reference, Source
from dragoman.views.wording import bare_words, safe_url, write_interval, write_source

QUOTE_TERMS = "rights with the publisher; quoted here: {count}, {share} of the text"


class Citations:
    """Numbers the sources and the footnotes of one report while it is being made."""

    def __init__(self, view: View, evidence: Iterable[Evidence]) -> None:
        spans: defaultdict[str, set[CharSpan]] = defaultdict(set)
        for each in evidence:
            spans[each.document_id].add(each.span)
        found = [kept for name in sorted(spans) if (kept := view.document(name)) is not None]
        found.sort(key=lambda k: (k.published.interval.earliest or "9999", k.document.document_id))
        self._spans = {name: merge_spans(each) for name, each in spans.items()}
        self._kept: Mapping[str, KeptDocument] = {kept.document.document_id: kept for kept in found}
        self._numbers = {kept.document.document_id: number for number, kept in enumerate(found, 1)}
        self._notes: dict[Evidence, int] = {}

    def refer(self, evidence: Evidence) -> Reference:
        """Say where words are printed."""
        number = self._numbers.get(evidence.document_id)
        if number is None:
            return Reference(source=0, anchor="", label=f"document {evidence.document_id}, which is not in the record")
        starts = [span.start for span in self._spans.get(evidence.document_id, ()) if span.start <= evidence.span.start]
        kept = self._kept[evidence.document_id]
        label = write_source(kept.document, kept.published.interval)
        return Reference(source=number, anchor=f"s{number}-{max(starts)}" if starts else f"s{number}", label=label)

    def quote(self, words: str, printed: Iterable[Evidence]) -> Quote:
        """Quote words, with each article that prints them once."""
        by_article = {evidence.document_id: evidence for evidence in reversed(list(printed))}
        references = sorted((self.refer(each) for each in by_article.values()), key=lambda r: r.source)
        return Quote(words=bare_words(words), printed=tuple(references))

    def note(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """Give the numbers of the footnotes of these words; words that have one keep it."""
        return tuple(self._notes.setdefault(each, len(self._notes) + 1) for each in evidence)

    def footnotes(self) -> tuple[Footnote, ...]:
        """Give the footnotes so far, by number."""
        return tuple(
            Footnote(number=number, words=bare_words(each.exact), reference=self.refer(each))
            for each, number in self._notes.items()
        )

    def sources(self) -> tuple[Source, ...]:
        """Give the sources by number."""
        return tuple(self._source(kept, number) for number, kept in enumerate(self._kept.values(), 1))

    def publishers(self) -> int:
        """Count the publishers that are named."""
        return len({kept.document.publisher for kept in self._kept.values() if kept.document.publisher})

    def _source(self, kept: KeptDocument, number: int) -> Source:
        document = kept.document
        spans = self._spans[document.document_id]
        quoted = sum(span.end - span.start for span in spans)
        share = quoted / max(1, len(document.text))
        count = f"{len(spans)} {'passage' if len(spans) == 1 else 'passages'}"
        byline = ", ".join(part for part in (document.publisher or "publisher not named", document.author) if part)
        basis = f"{kept.published.basis}{f': {kept.published.why}' if kept.published.why else ''}"
        return Source(
            number=number,
            document_id=document.document_id,
            title=document.title or document.source_id or document.document_id,
            byline=f"{byline} · {kept.genre}",
            dated=f"{write_interval(kept.published.interval)} ({basis})",
            url=safe_url(document.url),
            terms=QUOTE_TERMS.format(count=count, share=f"{share:.0%}"),
            excerpts=_excerpts(document.text, spans, number),
            share=round(share, 4),
        )


def _excerpts(text: str, spans: Sequence[CharSpan], number: int) -> tuple[Excerpt, ...]:
    found, at = [], 0
    for span in spans:
        words = " ".join(text[span.start : span.end].split())
        found.append(Excerpt(anchor=f"s{number}-{span.start}", words=words, gap=bool(text[at : span.start].strip())))
        at = span.end
    return tuple(found)


def merge_spans(spans: Iterable[CharSpan]) -> tuple[CharSpan, ...]:
    """Join spans that overlap, in order."""
    merged: list[CharSpan] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = CharSpan(start=merged[-1].start, end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
