"""Records to plain JSON values and back, by their own type hints: how the store keeps them.

In:  any record. Out: dicts, lists, strings, numbers; `from_plain` checks the shape while it rebuilds.
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


def to_plain(value: object) -> Any:
    """Turn a record, however deep, into JSON values; tuples become lists."""
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name in _field_names(type(value))}
    return value


def from_plain(record_type: type[Record], value: Mapping[str, Any]) -> Record:
    """Rebuild a record from what `to_plain` gave; TypeError or KeyError where the shape is wrong."""
    rebuilt = _decoder(record_type)(value)
    return typing.cast("Record", rebuilt)


@functools.cache
def _field_names(record_type: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(record_type))


@functools.cache
def _decoder(annotation: Any) -> Callable[[Any], Any]:
    origin = typing.get_origin(annotation)
    if origin in (types.UnionType, typing.Union):
        return _optional_decoder(annotation)
    if origin is tuple:
        return _tuple_decoder(typing.get_args(annotation))
    if dataclasses.is_dataclass(annotation):
        return _record_decoder(typing.cast("type", annotation))
    if annotation is float:
        return float
    return _same


def _same(value: Any) -> Any:
    return value


def _optional_decoder(annotation: Any) -> Callable[[Any], Any]:
    inner = next(part for part in typing.get_args(annotation) if part is not type(None))

    def decode(value: Any) -> Any:
        return None if value is None else _decoder(inner)(value)

    return decode


def _tuple_decoder(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(parts) == 2 and parts[1] is Ellipsis:

        def decode_all(value: Any) -> Any:
            item = _decoder(parts[0])
            return tuple(item(each) for each in value)

        return decode_all

    def decode_each(value: Any) -> Any:
        return tuple(_decoder(part)(each) for part, each in zip(parts, value, strict=True))

    return decode_each


def _record_decoder(record_type: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(record_type)

    def decode(value: Any) -> Any:
        given = {name: _decoder(hints[name])(value[name]) for name in hints if name in value}
        return record_type(**given)

    return decode
