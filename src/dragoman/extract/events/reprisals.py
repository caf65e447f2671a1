"""Read what is said to come as the threat that saying it is: "said it would retaliate", "will pay a heavy price".

In:  a trigger of what lies ahead (`ahead` in `lexicons/triggers`), its parties, status and chain.
Out: whose threat it is, and its status. Left to `composition`: the acts above it.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.events.act_parties import act_doers, are_one_side
from dragoman.extract.events.chains import Chain
from dragoman.extract.events.factuality import Assertion
from dragoman.extract.events.party_lists import Parties
from dragoman.extract.events.scene import Scene

SPEAKING = frozenset(("report", "announce", "warn", "vow", "promise", "threaten"))


def read_ahead(scene: Scene, parties: Parties, status: Assertion, chain: Chain) -> tuple[Parties, Assertion]:
    """Give the parties of a threat that tells what will come, and `occurred`; None where it is no threat.

    Who speaks is its source where the words name none ("Drosk would face consequences, Belmark said"). What was
    done, and what others say somebody might do, threatens nobody.
    """
    link = next((each for each in chain.links if each.act.name in SPEAKING), None)
    speakers = act_doers(scene, link) if link is not None else ()
    if not parties.sources:
        parties = replace(parties, sources=tuple(each for each in speakers if each not in parties.targets))
    own = bool(speakers) and are_one_side(scene, speakers, parties.sources)
    if status == "planned" or (status == "possible" and own):
        return parties, "occurred"
    return parties, None
