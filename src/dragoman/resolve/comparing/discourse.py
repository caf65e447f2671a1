"""What one article keeps apart by how it tells: two deeds in two nouns, on two days, in two items of a digest.

In:  the `Frame`s of two mentions of one article. Out: yes or no.
Left to `scoring`: what it brings together ("this meeting"). Left to `obstacles`: what no article would tell as one.
"""

from __future__ import annotations

from dragoman.resolve.comparing.frames import Frame

ITEM_CHARACTERS = 400  # between the beginnings of two sentences beyond which they are of two items of a digest


def are_two_in_one_article(left: Frame, right: Frame) -> bool:
    """Tell whether anything in the telling keeps the two apart."""
    return any(are_apart(left, right) for are_apart in (_are_named_apart, _are_dated_apart, _are_two_items))


def _are_named_apart(left: Frame, right: Frame) -> bool:
    """Tell "fired on Lisk after the killing of a bishop": the noun names an act of its own, done to another."""
    if not (left.is_named or right.is_named):
        return False
    if left.sentences.isdisjoint(right.sentences) and left.codes & right.codes:
        return False
    return bool(left.aims and right.aims) and left.aims.isdisjoint(right.aims)


def _are_dated_apart(left: Frame, right: Frame) -> bool:
    """Tell "killed two bandits after five rangers were killed on Monday": two victims, one of them with a day."""
    if (left.stated is None) == (right.stated is None) or left.sentences.isdisjoint(right.sentences):
        return False
    return bool(left.aims and right.aims) and left.aims.isdisjoint(right.aims)


def _are_two_items(left: Frame, right: Frame) -> bool:
    """Tell two items of a digest by how far apart they stand: what one sets apart is not one for other reasons."""
    if not (left.is_item and right.is_item):
        return False
    gaps = [abs(one - other) for one in left.sentences for other in right.sentences]
    return min(gaps, default=0) > ITEM_CHARACTERS
