"""Who asks: a visitor, known by a signed cookie or by a token, or by nothing.

In:  the cookie and the header of a request. Out: a `Visitor`, and the cookie that makes it known again.
The cookie holds a name, a random id and a time, and a signature by the server's secret: nothing is kept here but which
sessions were ended. Whoever is taken out of the settings, or gets another password, is signed out.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dragoman.errors import ConfigError
from dragoman.web.access.secrets_kept import check_password, check_token, hash_password

COOKIE = "dragoman_session"
ID_BYTES = 16
LEAST_SECRET = 32  # characters
MOST_ENDED = 10_000  # ended sessions that are remembered; older ones have run out
HOUR = 3600
LONGEST_COOKIE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Reads as: this is who asks. `name` is empty where nobody signed in; `form_key` stands in every form.

    `by_token`: known by the header of a program, not by a cookie that a browser sends unasked.
    """

    name: str
    session_id: str
    form_key: str
    began: int
    is_new: bool = False
    by_token: bool = False


class Doorkeeper:
    """Knows who may come in, and whom it let in. `names` empty: nobody has to sign in.

    `secret` signs the cookies; None: one that lasts until the server ends. `now` gives seconds since 1970.
    """

    def __init__(
        self,
        *,
        users: Mapping[str, str],
        tokens: Mapping[str, str],
        secret: str | None = None,
        hours: float = 12.0,
        now: Callable[[], float] = time.time,
    ) -> None:
        if secret is not None and len(secret) < LEAST_SECRET:
            message = f"setting 'session_secret' is too short: give at least {LEAST_SECRET} random characters"
            raise ConfigError(message)
        self._users, self._tokens = dict(users), dict(tokens)
        self._secret = (secret or secrets.token_hex(LEAST_SECRET)).encode()
        self._seconds = hours * HOUR
        self._now = now
        self._ended: OrderedDict[str, None] = OrderedDict()
        # whoever guesses names learns nothing from the time that the answer takes
        self._nobody = hash_password(secrets.token_hex(ID_BYTES)) if users else ""

    @property
    def is_needed(self) -> bool:
        """Tell whether visitors have to sign in."""
        return bool(self._users or self._tokens)

    def meet(self, cookie: str | None, authorization: str | None) -> Visitor:
        """Say who asks; who brings nothing, or something wrong, gets a session of its own without a name."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() == "bearer":
            name = self.find_by_token(token.strip())
            return self._begin(name or "", by_token=True)
        return self._read(cookie or "") or self._begin("")

    def admit(self, name: str, password: str) -> Visitor | None:
        """Let somebody in by name and password; None where they do not fit."""
        line = self._users.get(name)
        fits = check_password(password, line or self._nobody) if self._nobody else False
        return self._begin(name) if fits and line is not None else None

    def admit_by_token(self, token: str) -> Visitor | None:
        """Let somebody in by a token alone; None where there is no such token."""
        name = self.find_by_token(token)
        return self._begin(name) if name else None

    def find_by_token(self, token: str) -> str | None:
        """Give whose token it is; None where it is nobody's."""
        fitting = [name for name, line in self._tokens.items() if check_token(token, line)]
        return fitting[0] if fitting else None

    def write(self, visitor: Visitor) -> str:
        """Give the cookie that makes the visitor known again."""
        plain = json.dumps([visitor.name, visitor.session_id, visitor.began], separators=(",", ":")).encode()
        body = base64.urlsafe_b64encode(plain).decode("ascii").rstrip("=")
        return f"{body}.{self._sign('cookie', self._bound_to(visitor.name), body)}"

    def end(self, visitor: Visitor) -> None:
        """Forget a session: its cookie is worth nothing any more, whoever has a copy of it."""
        self._ended[visitor.session_id] = None
        while len(self._ended) > MOST_ENDED:
            self._ended.popitem(last=False)

    def _begin(self, name: str, *, by_token: bool = False) -> Visitor:
        session_id = secrets.token_hex(ID_BYTES)
        return Visitor(
            name=name,
            session_id=session_id,
            form_key=self._sign("form", session_id),
            began=int(self._now()),
            is_new=True,
            by_token=by_token,
        )

    def _read(self, cookie: str) -> Visitor | None:
        body, _, signature = cookie.partition(".")
        if not signature or len(cookie) > LONGEST_COOKIE or not cookie.isascii():
            return None
        try:
            plain = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
            name, session_id, began = json.loads(plain)
        except ValueError:
            return None
        if not (isinstance(name, str) and isinstance(session_id, str) and isinstance(began, int)):
            return None
        if not hmac.compare_digest(signature, self._sign("cookie", self._bound_to(name), body)):
            return None
        is_over = not 0 <= self._now() - began <= self._seconds or session_id in self._ended
        is_gone = bool(name) and name not in self._users and name not in self._tokens
        if is_over or is_gone:
            return None
        return Visitor(name=name, session_id=session_id, form_key=self._sign("form", session_id), began=began)

    def _bound_to(self, name: str) -> str:
        """Give what a session stands and falls with: a new password or token ends the sessions of the old one."""
        return json.dumps([self._users.get(name), self._tokens.get(name)])

    def _sign(self, *parts: str) -> str:
        return hmac.new(self._secret, "\x00".join(parts).encode("utf-8", "replace"), hashlib.sha256).hexdigest()
