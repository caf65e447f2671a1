"""What docs/postgres.md tells to do is enough: who builds builds, who reads reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.factories import keep
from tests.postgres_server import Server

from dragoman.errors import StoreError
from dragoman.store.sql import open_store

PAGE = (Path(__file__).parents[2] / "docs" / "postgres.md").read_text(encoding="utf-8")
BEFORE, WITHIN = re.findall(r"```sql\n(.*?)```", PAGE, flags=re.DOTALL)


def test_the_rights_that_are_told_are_enough(postgres: Server) -> None:
    # the test's own server lets every role in without a password
    if postgres.own is None:
        pytest.skip("roles of the server of DATABASE_URL are not ours to make")
    statements = [each for each in BEFORE.split(";") if each.strip()]
    try:
        for statement in statements:
            postgres.execute(statement)
        postgres.execute(WITHIN, postgres.address("news"))
        for_builder, for_reader = (
            postgres.address("news").replace("//postgres:@", f"//{role}@") for role in ("builder", "reader")
        )
        with open_store(for_builder, create=True) as store:
            store.writer().add([keep("d1")])
        with open_store(for_reader, create=False) as store:
            assert store.view().counts().documents == 1
            with pytest.raises(StoreError, match="rights"):
                store.writer().add([keep("d2")])
        with open_store(f"{for_builder}&options=-crole%3Dbuilder", create=True) as store:
            store.writer().add([keep("d2")])
        postgres.execute("CREATE SCHEMA other AUTHORIZATION builder", postgres.address("news"))
        with open_store(f"{for_builder}&options=-csearch_path%3Dother", create=True) as store:
            assert store.view().counts().documents == 0
    finally:
        for statement in ("DROP DATABASE IF EXISTS news WITH (FORCE)", "DROP ROLE builder", "DROP ROLE reader"):
            postgres.execute(statement)
