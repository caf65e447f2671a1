"""A record on a PostgreSQL server: for a team, with many readers and many builds at once.

In:  what stands after `postgresql://`. Out: its engine; conditions and inserts in PostgreSQL's words; its errors
explained.
The driver (psycopg) is an extra: SQLAlchemy loads it by its name, and nothing here imports it.
"""

from __future__ import annotations

import contextlib
import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Double,
    Engine,
    Float,
    Integer,
    Select,
    String,
    Table,
    Text,
    and_,
    any_,
    bindparam,
    cast,
    create_engine,
    event,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy import Dialect as Driver
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.types import TypeDecorator, TypeEngine

from dragoman.errors import StoreError
from dragoman.store.engines.stems import stem_texts
from dragoman.store.engines.terms import searched_columns, select_terms

Rows = Sequence[Mapping[str, Any]]

CONNECT_SECONDS = 10
# A connection that is cut is noticed within a minute on either side: a build that lost its server goes on soon, and a
# build whose machine was switched off does not keep the others waiting.
SESSION = MappingProxyType(
    {
        "application_name": "dragoman",
        "connect_timeout": CONNECT_SECONDS,
        "keepalives_idle": 20,
        "keepalives_interval": 10,
        "keepalives_count": 3,
    }
)
STEMMED_AT_A_TIME = 200  # articles: some megabytes
IDLE_SECONDS = 60  # between two statements of a transaction that writes
LOCKS = 0x64726167  # "drag": the locks of ours among those that other programs may take in the same database
TEXT: TypeEngine[Any] = Text()
NOTHING = "\ufffd"  # what readers put for NUL, too

# https://www.postgresql.org/docs/current/errcodes-appendix.html
LOST_STATES = ("08", "57P", "40", "53300", "25P03", "25P04")
POSTGRES_ADVICE = (
    ("28", "the server does not let you in; check user and password (PGPASSWORD, or ~/.pgpass)"),
    ("3D000", "the server has no such database; make it first: createdb --encoding UTF8 NAME"),
    ("3F000", "the database has no such schema; make it first: CREATE SCHEMA NAME"),
    ("42501", "your role may not do this here; have the rights granted that docs/postgres.md lists"),
    ("25006", "the server only reads (a standby?); give the address of the one that writes"),
    ("53100", "the server's disk is full; make room, then run again: what was added whole is kept"),
    ("53", "the server has no more room for this; try again later, or have its limits raised"),
    ("55P03", "another build is writing to this record; wait until it has ended, then run again"),
    ("22021", "a text holds a character (NUL) that no PostgreSQL database can keep"),
)
# where there was no server to give a code
POSTGRES_SIGNS = (
    ("authentication failed", "28"),
    ("no password supplied", "28"),
    ("does not exist", "3D000"),
    ("NUL (0x00)", "22021"),
)


class BytewiseString(TypeDecorator[str]):
    """Words compared byte by byte, as SQLite does, whatever the collation of the team's database.

    A NUL in a question becomes what readers made of it in the texts, since the server would refuse it.
    """

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Driver) -> Any:
        """Give the type with its collation."""
        return dialect.type_descriptor(String(collation="C"))

    def process_bind_param(self, value: str | None, dialect: Driver) -> str | None:  # noqa: ARG002 - the protocol's
        """Give the words without NUL."""
        return value.replace("\x00", NOTHING) if value and "\x00" in value else value


class PostgresDialect:
    """PostgreSQL 13 or later, in a database with the encoding UTF-8, in the schema that is first in the search path."""

    shares_one_connection = False
    text_type = 'VARCHAR COLLATE "C"'
    # A reader sees one state from its first statement to its last; writers come one after another, and each of their
    # statements sees what was written last.
    reading_options: Mapping[str, Any] = MappingProxyType({"postgresql_readonly": True})
    writing_options: Mapping[str, Any] = MappingProxyType(
        {"writes": True, "isolation_level": "READ COMMITTED", "postgresql_readonly": False}
    )

    def __init__(self, rest: str) -> None:
        self._url = _read_url(rest)
        host = self._url.host or self._url.query.get("host") or "localhost"
        self.place = f"{host if isinstance(host, str) else host[0]}/{self._url.database or self._url.username or ''}"
        self._lost: tuple[type[BaseException], ...] = ()

    def check(self, *, create: bool) -> None:  # noqa: ARG002 - the server alone knows what is there
        """Raise StoreError where there is no driver."""
        if importlib.util.find_spec("psycopg") is None:
            message = "a record on a PostgreSQL server needs its driver: pip install dragoman[postgres]"
            raise StoreError(message)

    def make_engine(self, *, busy_seconds: float) -> Engine:
        """Make the engine; a transaction with the option `writes` first waits for the record's lock.

        Readers are never kept waiting, and keep nobody: each sees the record as it was when it began. No statement is
        kept prepared: their plans would not know how many ids are asked for, and a pool between us and the server
        (PgBouncer) would mix them up.
        """
        given = {name: value for name, value in SESSION.items() if name not in self._url.query}
        engine = create_engine(
            self._url,
            connect_args={**given, "prepare_threshold": None},
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,  # after the server was restarted, no page fails
            max_overflow=-1,
            use_native_hstore=False,
        )
        self._lost = (engine.dialect.loaded_dbapi.OperationalError,)
        event.listen(engine, "begin", _make_lock(busy_seconds))
        return engine

    def prepare_new(self, engine: Engine) -> None:
        """Check that the database can hold any text, and that there is a schema to make tables in."""
        with engine.connect() as connection:
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
            schema = connection.exec_driver_sql("SELECT current_schema()").scalar()
        if encoding != "UTF8":
            message = f"'{self.place}' has the encoding {encoding}: make a database with --encoding UTF8 for the record"
            raise StoreError(message)
        if schema is None:
            message = f"'{self.place}': no schema of the search path is there; make it first: CREATE SCHEMA NAME"
            raise StoreError(message)

    def create_text_index(self, connection: Connection, indexed: Table, column: str) -> None:
        """Make a column for the stems of the words, filled by `insert_rows`, and an index of which rows have which."""
        stems = _stems_of(column)
        connection.exec_driver_sql(f"ALTER TABLE {indexed.name} ADD {stems} TEXT COLLATE \"C\" NOT NULL DEFAULT ''")
        connection.exec_driver_sql(
            f"CREATE INDEX {indexed.name}_{column}_index ON {indexed.name} USING gin (string_to_array({stems}, ' '))"
        )

    def has_words(self, indexed: Table, column: str, text: str) -> ColumnElement[bool] | None:
        """Ask for rows with all the stems; of a phrase, with its stems in a row."""
        terms = select_terms(text)
        if not terms:
            return None
        # a term without a letter or digit asks for nothing, but nothing has no word at all
        phrases = [stems for stems in stem_texts(terms) if stems]
        if not phrases:
            return literal_column("FALSE", Boolean)
        stems = f"{indexed.name}.{_stems_of(column)}"
        words = sorted({word for phrase in phrases for word in phrase.split()})
        # as the index has it, letter by letter: no blank as a parameter
        kept: ColumnElement[Any] = literal_column(f"string_to_array({stems}, ' ')")
        in_a_row: ColumnElement[str] = literal_column(f"(' ' || {stems} || ' ')")
        return and_(
            kept.op("@>", is_comparison=True)(_list(words)),
            *(func.strpos(in_a_row, f" {phrase} ") > 0 for phrase in phrases if " " in phrase),
        )

    def is_any(self, column: ColumnElement[Any], values: Sequence[str]) -> ColumnElement[bool]:
        """Hand the values over as one array."""
        return column == any_(_list(values))

    def is_among(
        self,
        column: ColumnElement[Any],
        rows: Select[Any],
        ways: Sequence[ColumnElement[bool]],
        *,
        is_walked: bool,  # noqa: ARG002 - the protocol's
    ) -> ColumnElement[bool]:
        """Leave it to the planner, which knows how many rows there are of each value: it walks, or looks them up."""
        return column.in_(rows.where(or_(*ways)))

    def gather(self, column: ColumnElement[Any]) -> ColumnElement[str]:
        """Gather by `json_agg`, as text: the driver would read it by itself."""
        return cast(func.json_agg(column), Text)

    def insert_rows(self, connection: Connection, target: Table, rows: Rows) -> None:
        """Send the rows by COPY, with the stems of the words that are searched."""
        if not rows:
            return
        quote = connection.dialect.identifier_preparer.quote
        keys = list(rows[0])
        searched = searched_columns(target)
        names = [*(target.c[key].name for key in keys), *(_stems_of(column.name) for column in searched)]
        stems = [stem_texts([row[column.key] for row in rows]) for column in searched]
        statement = f"COPY {quote(target.name)} ({', '.join(map(quote, names))}) FROM STDIN"
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row, *found in zip(rows, *stems, strict=True):
                copy.write_row([*(row[key] for key in keys), *found])

    def indexing_later(self, connection: Connection, target: Table) -> AbstractContextManager[None]:
        """Nothing: to drop an index would keep all readers waiting."""
        del connection, target
        return contextlib.nullcontext()

    def insert_new(self, connection: Connection, target: Table, rows: Rows) -> None:
        """Insert by `ON CONFLICT DO NOTHING`."""
        if rows:
            connection.execute(_insert_from_arrays(target, rows).on_conflict_do_nothing())

    def insert_listed(
        self,
        connection: Connection,
        target: Table,
        name: str,
        values: Sequence[str],
        *,
        same: Mapping[str, Any],
        changed: Sequence[str],
    ) -> None:
        """Hand over arrays, as for any rows."""
        rows = [{name: value, **same} for value in values]
        if changed:
            self.insert_or_update(connection, target, rows, changed=changed)
        else:
            self.insert_new(connection, target, rows)

    def insert_or_update(self, connection: Connection, target: Table, rows: Rows, *, changed: Sequence[str]) -> None:
        """Insert by `ON CONFLICT DO UPDATE`."""
        if rows:
            statement = _insert_from_arrays(target, rows)
            update = {name: statement.excluded[name] for name in changed}
            connection.execute(statement.on_conflict_do_update(index_elements=target.primary_key, set_=update))

    def insert_or_add(self, connection: Connection, target: Table, rows: Rows, *, added: Sequence[str]) -> None:
        """Insert by `ON CONFLICT DO UPDATE SET number = number + ...`."""
        if rows:
            statement = _insert_from_arrays(target, rows)
            update = {name: target.c[name] + statement.excluded[name] for name in added}
            connection.execute(statement.on_conflict_do_update(index_elements=target.primary_key, set_=update))

    def is_passing(self, error: BaseException | None) -> bool:
        """Tell whether the connection was lost or could not be had, or the server gave way to another transaction."""
        cause = _cause_of(error)
        if not isinstance(cause, self._lost):
            return False
        state = getattr(cause, "sqlstate", None)
        return state is None or state.startswith(LOST_STATES)

    def copy_to(self, engine: Engine, target: Path) -> None:  # noqa: ARG002 - the protocol's
        """Refuse: the server's own tool copies a record while others write, and its users and rights with it."""
        message = (
            f"'{self.place}' is on a server: pg_dump --format=custom {self._url.database or 'DATABASE'} > record.dump "
            "copies it, as of one moment, while builds go on (docs/postgres.md)"
        )
        raise StoreError(message)

    def hold_moment(self, connection: Connection) -> None:
        """Ask something: the moment that REPEATABLE READ holds is that of the first question."""
        connection.exec_driver_sql("SELECT 1")

    def find_damage(self, connection: Connection) -> Iterator[str]:  # noqa: ARG002 - the protocol's
        """Give nothing: foreign keys are enforced, nobody can switch that off unseen, and pages are the server's.

        Its owner has them checked with pg_checksums and pg_amcheck, which need more than our rights.
        """
        yield from ()

    def is_index_in_step(self, connection: Connection, indexed: Table, column: str) -> bool:
        """Make the stems of every row anew and compare; the index over them is the server's own, and in step."""
        return not any(True for _ in _find_stale(connection, indexed, column))

    def rebuild_index(self, connection: Connection, indexed: Table, column: str) -> None:
        """Write the stems of the rows that have others."""
        stems = _stems_of(column)
        statement = text(f"UPDATE {indexed.name} SET {stems} = :stems WHERE row_no = :row_no")  # noqa: S608 - our names
        for stale in _find_stale(connection, indexed, column):
            connection.execute(statement, stale)

    def explain(self, error: Exception) -> StoreError:
        """Go by the server's code; the driver's own words where there was no server to give one."""
        cause = _cause_of(error)
        said = str(cause).strip().partition("\n")[0]
        for secret in (self._url.password, self._url.query.get("password")):
            said = said.replace(str(secret), "***") if secret else said
        state = getattr(cause, "sqlstate", None) or next((code for sign, code in POSTGRES_SIGNS if sign in said), "")
        for code, advice in POSTGRES_ADVICE:
            if state.startswith(code):
                return StoreError(f"'{self.place}': {advice} ({said})")
        if self.is_passing(error):
            advice = "the connection to the server was lost, or none could be had; check that it runs, then run again"
            return StoreError(f"'{self.place}': {advice}: what was added whole is kept ({said})")
        return StoreError(f"'{self.place}' could not be read or written: {said}")


def _read_url(rest: str) -> URL:
    with contextlib.suppress(ArgumentError, ValueError):
        url = make_url(f"postgresql+psycopg://{rest}")
        if "@" not in (url.host or ""):  # else: the end of a password that holds one
            return url
    # The address is not repeated, nor what the library says of it: either may hold a password.
    message = (
        "this is no address of a PostgreSQL database: write postgresql://user@host:port/database, and the password "
        "into PGPASSWORD or ~/.pgpass (in an address, %40 stands for @, %3A for : and %2F for /)"
    )
    raise StoreError(message)


def _make_lock(busy_seconds: float) -> Any:
    """Make what begins each transaction: one that writes waits until no other one writes to the record's schema."""
    statement = (
        f"SET LOCAL lock_timeout = {max(1, round(busy_seconds * 1000))}; "
        f"SET LOCAL idle_in_transaction_session_timeout = {IDLE_SECONDS * 1000}; "
        f"SELECT pg_advisory_xact_lock({LOCKS}, quote_ident(current_schema())::regnamespace::oid::int)"
    )

    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql(statement)

    return begin


def _cause_of(error: BaseException | None) -> BaseException | None:
    return getattr(error, "orig", None) or error if isinstance(error, SQLAlchemyError) else error


def _insert_from_arrays(target: Table, rows: Rows) -> postgresql.Insert:
    """Give an insert of all the rows in one statement, a list a column: one row a statement takes ten times as long."""
    names = list(rows[0])
    lists = [_list([row[name] for row in rows], _type_of(target.c[name])) for name in names]
    source = func.unnest(*lists).table_valued(*names).render_derived()
    return postgresql.insert(target).from_select(names, select(*source.columns))


def _type_of(column: Column[Any]) -> TypeEngine[Any]:
    kinds: tuple[tuple[type[TypeEngine[Any]], TypeEngine[Any]], ...] = (
        (Boolean, Boolean()),
        (Integer, BigInteger()),
        (Float, Double()),
    )
    return next((chosen for kind, chosen in kinds if isinstance(column.type, kind)), TEXT)


def _find_stale(connection: Connection, indexed: Table, column: str) -> Iterator[list[dict[str, Any]]]:
    """Give the rows whose stems are not those of their words, each with the stems that it should have, in batches."""
    kept: ColumnElement[str] = literal_column(_stems_of(column))
    rows = select(indexed.c.row_no, indexed.c[column].label("words"), kept.label("stems"))
    rows = rows.order_by(indexed.c.row_no).limit(STEMMED_AT_A_TIME)
    last = -1
    while some := connection.execute(rows.where(indexed.c.row_no > last)).all():
        made = stem_texts([row.words for row in some])
        stale = [{"row_no": row.row_no, "stems": due} for row, due in zip(some, made, strict=True) if row.stems != due]
        if stale:
            yield stale
        last = some[-1].row_no


def _stems_of(column: str) -> str:
    return f"{column}_stems"


def _list(values: Sequence[Any], item_type: TypeEngine[Any] = TEXT) -> Any:
    kept = [value.replace("\x00", NOTHING) if isinstance(value, str) else value for value in values]
    return bindparam(None, kept, type_=postgresql.ARRAY(item_type), unique=True)
