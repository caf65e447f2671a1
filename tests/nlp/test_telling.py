"""How sentences tell a time: as behind, as ahead, or neither."""

import pytest

from dragoman.nlp.parse import Parser
from dragoman.nlp.telling import Tellings
from dragoman.records.documents import Document

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "direction", "direct"),
    [
        pytest.param("The cabinet met on Friday.", "past", True, id="past"),
        pytest.param("The cabinet has met on Friday.", "past", True, id="perfect"),
        pytest.param("The cabinet will meet on Friday.", "future", True, id="will"),
        pytest.param("The cabinet may meet on Friday.", "future", True, id="modal"),
        pytest.param("The cabinet may have met on Friday.", "past", True, id="modal-perfect"),
        pytest.param("She said the cabinet would meet on Friday.", "future", True, id="future-in-past"),
        pytest.param("The trial is set to begin on Friday.", "future", True, id="set-to"),
        pytest.param("The vote is scheduled for Friday.", "future", False, id="scheduled-for"),
        pytest.param("The trial begins on Friday.", "present", True, id="present"),
        pytest.param("She flew there to attend a funeral on Friday.", "past", True, id="purpose"),
        pytest.param("Tension rose ahead of Friday's vote.", "future", False, id="ahead-of"),
        pytest.param("It comes after Friday's attack.", "past", False, id="after"),
        pytest.param("He must leave by Friday.", "future", False, id="by"),
        pytest.param("She praised the upcoming Friday talks.", "future", False, id="upcoming"),
        pytest.param("They adjourned the hearing until Friday.", "future", True, id="adjourned-until"),
        pytest.param("The siege lasted until Friday.", "past", True, id="lasted-until"),
        pytest.param("On Friday he quit.", "past", True, id="unchanging-verb"),
        pytest.param("A quiet Friday.", "none", False, id="no-verb"),
    ],
)
def test_telling_of_friday(parser: Parser, text: str, direction: str, direct: bool) -> None:  # noqa: FBT001
    document = Document(document_id="d", source_id="d", text=text, fingerprint="", language="en", zones=())
    start = text.index("Friday")
    told = Tellings(parser.parse_one(document)).tell(start, start + len("Friday"))
    assert (told.direction, told.direct) == (direction, direct)
