"""The contexts are the codebook's, and an entry that is wrong is refused with its name."""

from collections.abc import Mapping
from typing import Any

import pytest

from dragoman.errors import ConfigError
from dragoman.lexicons.load import contexts
from dragoman.lexicons.load.contexts import load_contexts

# PLOVER's own spelling and order (codebook, section 3)
CODEBOOK = (
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy legal "
    "economic natural_resource technology inequality "
    "human_rights rights_freedoms repression reparations gender lgbt religion_ethnicity "
    "human_security health asylum migration disasters environment "
    "diplomatic territory peacekeeping terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking"
)
PLAIN = {"telling": ["court/n"], "eg": "The court ruled."}


def test_all_contexts_of_the_codebook_and_no_other() -> None:
    assert list(load_contexts().contexts) == CODEBOOK.split()


@pytest.mark.parametrize(
    ("legal", "hints", "word"),
    [
        pytest.param({**PLAIN, "tells": ["law"]}, [], "tells", id="unknown-key"),
        pytest.param({"telling": ["law"]}, [], "eg", id="no-example"),
        pytest.param({**PLAIN, "telling": ["law", "law"]}, [], "law", id="told-twice"),
        pytest.param({**PLAIN, "telling": ["law/x"]}, [], "law/x", id="no-such-part-of-speech"),
        pytest.param({**PLAIN, "yields_to": ["weather"]}, [], "weather", id="yields-to-nothing"),
        pytest.param({**PLAIN, "usual": [["law"]]}, [], "groups", id="one-group-only"),
        pytest.param(PLAIN, [{"context": "legal", "types": ["TALK"]}], "TALK", id="no-such-type"),
        pytest.param(PLAIN, [{"context": "legal", "types": ["AID"], "modes": ["phone"]}], "phone", id="no-such-mode"),
        pytest.param(PLAIN, [{"context": "law", "types": ["AID"]}], "law", id="hint-for-no-context"),
    ],
)
def test_a_wrong_entry_is_named(
    monkeypatch: pytest.MonkeyPatch, legal: Mapping[str, Any], hints: list[Mapping[str, Any]], word: str
) -> None:
    monkeypatch.setattr(contexts, "read_toml", lambda _: {"contexts": {"legal": legal}, "hints": hints})
    with pytest.raises(ConfigError, match=word):
        load_contexts.__wrapped__()
