"""One figure for each number of one thing, however many articles give it.

In:  the figures of articles. Out: `FigureClaim`s with all their printings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.lexicons.load.person_names import fold_name
from dragoman.records.entities import FigureClaim
from dragoman.records.ids import figure_claim_id
from dragoman.records.mentions import Figure
from dragoman.records.spans import Evidence
from dragoman.resolve.articles import Article
from dragoman.resolve.comparing.rarity import rare_words

Told = tuple[Article, Figure]


def fuse_figures(articles: Sequence[Article]) -> tuple[FigureClaim, ...]:
    """Give the figures, sorted by id; equal value, unit and thing counted are one."""
    groups: defaultdict[tuple[object, ...], list[Told]] = defaultdict(list)
    for article in articles:
        for figure in article.annotations.figures:
            groups[figure_key(article, figure)].append((article, figure))
    return tuple(sorted((_fuse(group) for group in groups.values()), key=lambda figure: figure.figure_id))


def figure_key(article: Article, figure: Figure) -> tuple[object, ...]:
    """Say what makes two figures one: value, bound, unit, direction, and the telling words of what is counted.

    Where nothing says what is counted, only the printings within one article are one.
    """
    words = tuple(sorted(rare_words(figure.counted or ""))) or tuple(fold_name(figure.counted or "").split())
    counted = words or (article.document_id,)
    return figure.low, figure.high, figure.bound, figure.figure_class, figure.unit or "", figure.change, counted


def _fuse(group: Sequence[Told]) -> FigureClaim:
    told = sorted(group, key=lambda each: (each[0].order[0], each[1].figure_id))
    first = told[0][1]
    return FigureClaim(
        figure_id=figure_claim_id(first.figure_id),
        low=first.low,
        high=first.high,
        bound=first.bound,
        figure_class=first.figure_class,
        unit=first.unit,
        counted=next((figure.counted for _, figure in told if figure.counted), None),
        of=next((figure.of for _, figure in told if figure.of), None),
        change=first.change,
        as_of=next((figure.as_of for _, figure in told if figure.as_of), None),
        printed=tuple(
            sorted(
                Evidence(document_id=article.document_id, span=figure.span, exact=figure.exact)
                for article, figure in told
            )
        ),
    )


def figure_ids(articles: Sequence[Article], fused: Sequence[FigureClaim]) -> dict[str, str]:
    """Give for each figure of a document the id of the figure of the record that it is a printing of."""
    by_words = {(words.document_id, words.span): figure.figure_id for figure in fused for words in figure.printed}
    return {
        figure.figure_id: by_words[article.document_id, figure.span]
        for article in articles
        for figure in article.annotations.figures
        if (article.document_id, figure.span) in by_words
    }
