"""Tell when one number looks like another miswritten: a digit lost or doubled, a point lost, fifteen for fifty.

In:  two figures. Out: whether one may be a slip for the other.
"""

from __future__ import annotations

from dragoman.records.mentions import Figure

LEAST_SUM = 100_000  # prices of things are many and alike: 299, 399, 999
LEAST_DIGITS = 2  # "3" and "13" may be any two numbers
TEENS = {"13": "30", "14": "40", "15": "50", "16": "60", "17": "70", "18": "80", "19": "90"}


def looks_miswritten(left: Figure, right: Figure) -> bool:
    """Tell whether the digits of one differ from those of the other by one slip.

    723 and 773 million, 60 and 160, 2.7 and 27 billion, 15 and 50; not 22 and 23, which are two plain numbers.
    """
    if left.low != left.high or right.low != right.high or left.low == right.low or min(left.low, right.low) <= 0:
        return False
    if "money" in (left.figure_class, right.figure_class) and min(left.low, right.low) < LEAST_SUM:
        return False
    one, other = _digits(left.low), _digits(right.low)
    if one.rstrip("0") == other.rstrip("0"):
        # a point or a nought lost: 2.7 and 27
        return len(one.rstrip("0")) >= LEAST_DIGITS
    if _is_teen(one, other) or _is_teen(other, one):
        return True
    if len(one) == len(other):
        differing = sum(a != b for a, b in zip(one, other, strict=True))
        is_swapped = differing == LEAST_DIGITS and sorted(one) == sorted(other)
        # 241 and 247 votes are of two votes; 723 and 773 million are likelier one sum
        is_sum = left.figure_class == "money" or right.figure_class == "money"
        return is_sum and ((differing == 1 and len(one.rstrip("0")) > LEAST_DIGITS) or is_swapped)
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) != 1 or len(shorter) < LEAST_DIGITS:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _is_teen(one: str, other: str) -> bool:
    """Tell 15 from 50, 15 billion from 50 billion."""
    return one[:2] in TEENS and TEENS[one[:2]] == other[:2] and len(one) == len(other) and not one[2:].strip("0")


def _digits(number: float) -> str:
    """Write a number without point and leading noughts: 2.7e9 as 2700000000, 0.31 as 31.

    >>> _digits(0.42), _digits(15e9)
    ('42', '15000000000')
    """
    return f"{number:.4f}".rstrip("0").rstrip(".").replace(".", "").lstrip("0") or "0"
