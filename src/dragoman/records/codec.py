"""Records to plain JSON values and back, by their own type hints: how the store keeps them.

In:  any record. Out: dicts, lists, strings, numbers; `from_plain` checks the shape while it rebuilds.
A field is left out where it holds its own default and that is None or (): most fields of most records are
so, and they would double what is stored.
This is the inside form; the public contract's JSON is made in `views.objects`.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Record = TypeVar("Record")

Decode = Callable[[Any], Any]

ATOMS = (str, int, float, bool, type(None))  # the most frequent first: what stands in JSON as it is


def to_plain(value: object) -> Any:
    """Turn a record, however deep, into JSON values; tuples become lists."""
    if type(value) is tuple:
        return [to_plain(item) for item in value]
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    plain = {}
    for name, default in _fields(type(value)):
        held = getattr(value, name)
        # `is`, not `==`: 0 and False are values that were given, None and () are the absence of one
        if held is default:
            continue
        plain[name] = held if type(held) in ATOMS else to_plain(held)
    return plain


def from_plain(record_type: type[Record], value: Mapping[str, Any]) -> Record:
    """Rebuild a record from what `to_plain` gave; TypeError or ValueError where the shape is wrong.

    A field that is not known is passed over: a newer program may have written it.
    """
    annotation: Any = record_type
    rebuilt = _decoder(annotation)(value)
    return typing.cast("Record", rebuilt)


@functools.cache
def _fields(record_type: Any) -> tuple[tuple[str, object], ...]:
    """Give each field's name with the default that may be left out (MISSING where none may)."""
    absences = (None, ())
    return tuple(
        (field.name, field.default if field.default in absences else dataclasses.MISSING)
        for field in dataclasses.fields(record_type)
    )


@functools.cache
def _decoder(annotation: Any) -> Decode:
    origin = typing.get_origin(annotation)
    if origin in (types.UnionType, typing.Union):
        return _optional_decoder(annotation)
    if origin is tuple:
        return _tuple_decoder(typing.get_args(annotation))
    if origin is typing.Literal:
        return _literal_decoder(typing.get_args(annotation))
    if dataclasses.is_dataclass(annotation):
        return _record_decoder(annotation)
    if annotation is float:
        return float
    if annotation in ATOMS:
        return _value_decoder(annotation)
    message = f"a record may not hold {annotation}: it has no plain form"
    raise TypeError(message)


def _value_decoder(value_type: type) -> Decode:
    def decode(value: Any) -> Any:
        if type(value) is not value_type:
            message = f"expected {value_type.__name__}, found {value!r:.80}"
            raise TypeError(message)
        return value

    return decode


def _literal_decoder(values: tuple[Any, ...]) -> Decode:
    known = frozenset(values)

    def decode(value: Any) -> Any:
        if value not in known:
            message = f"expected one of {', '.join(map(str, values))}, found {value!r:.80}"
            raise ValueError(message)
        return value

    return decode


def _optional_decoder(annotation: Any) -> Decode:
    parts = [part for part in typing.get_args(annotation) if part is not type(None)]
    if len(parts) != 1:
        message = f"a record may not hold {annotation}: which of them is meant is lost in the plain form"
        raise TypeError(message)
    inner = _decoder(parts[0])

    def decode(value: Any) -> Any:
        return None if value is None else inner(value)

    return decode


def _tuple_decoder(parts: tuple[Any, ...]) -> Decode:
    if len(parts) == 2 and parts[1] is Ellipsis:
        item = _decoder(parts[0])

        def decode_all(value: Any) -> Any:
            return tuple([item(each) for each in value])

        return decode_all
    items = tuple(_decoder(part) for part in parts)

    def decode_each(value: Any) -> Any:
        return tuple(item(each) for item, each in zip(items, value, strict=True))

    return decode_each


def _record_decoder(record_type: Any) -> Decode:
    def decode(value: Any) -> Any:
        if not isinstance(value, Mapping):
            message = f"expected a {record_type.__name__}, found {value!r:.80}"
            raise TypeError(message)
        decoders = _field_decoders(record_type)
        return record_type(**{name: decoders[name](held) for name, held in value.items() if name in decoders})

    return decode


@functools.cache
def _field_decoders(record_type: Any) -> dict[str, Decode]:
    """Give each field's decoder; asked for when one is used, since a range of times holds two times."""
    hints = typing.get_type_hints(record_type)
    return {field.name: _decoder(hints[field.name]) for field in dataclasses.fields(record_type)}
