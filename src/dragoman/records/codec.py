"""Records to plain JSON values and back, by their own type hints: how the store keeps them.

In:  any record. Out: dicts, lists, strings, numbers; `from_plain` checks the shape while it rebuilds.
A field is left out where it holds its own default and that is None or (): most fields of most records are
so, and they would double what is stored.
This is the inside form; the public contract's JSON is made in `views.objects`.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import sys
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Record = TypeVar("Record")

Decode = Callable[[Any], Any]
_Field = tuple[str, Callable[[Any, Any], None], Decode, Any]

SHORT = 40  # characters of an id, a name, a code, a day: what many records hold alike, each kept once in memory
ATOMS = (str, int, float, bool, type(None))  # the most frequent first: what stands in JSON as it is


def to_plain(value: object) -> Any:
    """Turn a record, however deep, into JSON values; tuples become lists. What is held twice is one dict."""
    return _encode(value, {})


def _encode(value: Any, done: dict[int, dict[str, Any]]) -> Any:
    """Encode a value; `done` holds by identity what is: all claims of a mention hold the one sentence."""
    if type(value) is tuple:
        return [item if type(item) in ATOMS else _encode(item, done) for item in value]
    kind: Any = type(value)
    fields = _fields(kind)
    if fields is None:
        return value
    plain = done.get(id(value))
    if plain is None:
        plain = done[id(value)] = {}
        for name, default in fields:
            held = getattr(value, name)
            # `is`, not `==`: 0 and False are values that were given, None and () are the absence of one
            if held is not default:
                plain[name] = held if type(held) in ATOMS else _encode(held, done)
    return plain


def holds_endless(value: object) -> bool:
    """Tell whether a record, or a plain form, holds infinity or no number, for which JSON has no words."""
    kind: Any = type(value)
    if kind is float:
        return not math.isfinite(typing.cast("float", value))
    if kind is tuple or kind is list:
        return any(map(holds_endless, typing.cast("typing.Iterable[object]", value)))
    if kind is dict:
        return any(map(holds_endless, typing.cast("dict[str, object]", value).values()))
    return any(holds_endless(getattr(value, name)) for name in _fields_of_floats(kind))


@functools.cache
def _fields_of_floats(record_type: Any) -> tuple[str, ...]:
    """Give the fields of a record that hold floats, however deep: an event has some hundred words and five of them."""
    if not dataclasses.is_dataclass(record_type):
        return ()
    hints = typing.get_type_hints(record_type)
    return tuple(each.name for each in dataclasses.fields(record_type) if _may_hold_floats(hints[each.name], ()))


def _may_hold_floats(annotation: Any, within: tuple[Any, ...]) -> bool:
    """Tell whether what is annotated so may hold a float; what holds its own kind is asked once."""
    if annotation is float:
        return True
    if annotation in within or isinstance(annotation, str):  # the words of a Literal
        return False
    parts = typing.get_args(annotation)
    if dataclasses.is_dataclass(annotation):
        hints = typing.get_type_hints(annotation)
        parts = tuple(hints[each.name] for each in dataclasses.fields(annotation))
    return any(_may_hold_floats(part, (*within, annotation)) for part in parts)


def from_plain(record_type: type[Record], value: Mapping[str, Any]) -> Record:
    """Rebuild a record from what `to_plain` gave; TypeError or ValueError where the shape is wrong.

    A field that is not known is passed over: a newer program may have written it.
    """
    annotation: Any = record_type
    rebuilt = _decoder(annotation)(value)
    return typing.cast("Record", rebuilt)


@functools.cache
def _fields(record_type: Any) -> tuple[tuple[str, object], ...] | None:
    """Give each field's name with the default that may be left out (MISSING where none may); None of no record."""
    if not dataclasses.is_dataclass(record_type):
        return None
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
    if annotation is str:
        return _decode_string
    if annotation in ATOMS:
        return _value_decoder(annotation)
    message = f"a record may not hold {annotation}: it has no plain form"
    raise TypeError(message)


def _decode_string(value: Any) -> str:
    if type(value) is not str:
        message = f"expected str, found {value!r:.80}"
        raise TypeError(message)
    return sys.intern(value) if len(value) <= SHORT else value


def _value_decoder(value_type: type) -> Decode:
    def decode(value: Any) -> Any:
        if type(value) is not value_type:
            message = f"expected {value_type.__name__}, found {value!r:.80}"
            raise TypeError(message)
        return value

    return decode


def _literal_decoder(values: tuple[Any, ...]) -> Decode:
    known = {value: value for value in values}

    def decode(value: Any) -> Any:
        if value not in known:
            message = f"expected one of {', '.join(map(str, values))}, found {value!r:.80}"
            raise ValueError(message)
        return known[value]  # not the one that was read, of which there are as many as records

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
    check = getattr(record_type, "__post_init__", None)

    def decode(value: Any) -> Any:
        # what JSON gives is a dict: to ask whether it is some other mapping takes as long as half of a record
        if type(value) is not dict and not isinstance(value, Mapping):
            message = f"expected a {record_type.__name__}, found {value!r:.80}"
            raise TypeError(message)
        # slot by slot: the constructor of a frozen record, called with names, takes twice as long
        record = object.__new__(record_type)
        for name, set_field, decode_field, default in _read_fields(record_type):
            if name in value:
                set_field(record, decode_field(value[name]))
            elif default is not dataclasses.MISSING:
                set_field(record, default)
            else:
                message = f"a {record_type.__name__} needs its {name}"
                raise TypeError(message)
        if check is not None:
            check(record)
        return record

    return decode


@functools.cache
def _read_fields(record_type: Any) -> tuple[_Field, ...]:
    """Give of each field its name, how it is set, its decoder and its default.

    Asked for when a record is read, not when its decoder is made, since a range of times holds two times.
    """
    fields: list[_Field] = []
    hints = typing.get_type_hints(record_type)
    for field in dataclasses.fields(record_type):
        if not field.init or field.default_factory is not dataclasses.MISSING:
            message = f"a record may not make its {field.name} by itself: it has no plain form"
            raise TypeError(message)
        decode_field = _decoder(hints[field.name])
        fields.append((field.name, _setter(record_type, field.name), decode_field, field.default))
    return tuple(fields)


def _setter(record_type: Any, name: str) -> Callable[[Any, Any], None]:
    slot = getattr(record_type, name, None)
    if isinstance(slot, types.MemberDescriptorType):
        return slot.__set__
    return lambda record, value: object.__setattr__(record, name, value)
