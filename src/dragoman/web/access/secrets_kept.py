"""Passwords and tokens: only what they are checked by is ever kept, never they themselves.

In:  a password or a token as given. Out: the line for the settings, or whether it is the right one.
Passwords are hashed by scrypt, which is slow on purpose; tokens are long random numbers, for which one fast hash is
enough.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from dragoman.errors import ConfigError

# 2**15 blocks of 1 kB, three times over: a tenth of a second and 32 MB for each guess
COST, BLOCK, TURNS = 15, 8, 3
MOST_COST, MOST_TURNS = 20, 16  # a line in the settings that asks for more is a slip
MEMORY = 64 * 1024 * 1024
SALT_BYTES, HASH_BYTES, TOKEN_BYTES = 16, 32, 32
LEAST_PASSWORD = 10  # characters
MARK = "dragoman_"  # so that a token that went astray is recognised


def hash_password(password: str, *, salt: bytes | None = None) -> str:
    """Give the line for the settings: `scrypt:cost:block:turns:salt:hash`."""
    salt = secrets.token_bytes(SALT_BYTES) if salt is None else salt
    made = _scrypt(password, salt, (COST, BLOCK, TURNS), HASH_BYTES)
    return ":".join(("scrypt", str(COST), str(BLOCK), str(TURNS), _encode(salt), _encode(made)))


def check_password(password: str, line: str) -> bool:
    """Tell whether it is the password; as slow for a wrong one as for the right one."""
    numbers, salt, kept = _read_line(line)
    return hmac.compare_digest(_scrypt(password, salt, numbers, len(kept)), kept)


def make_token() -> tuple[str, str]:
    """Give a new token, to be told to one person once, and the line for the settings."""
    token = MARK + secrets.token_urlsafe(TOKEN_BYTES)
    return token, hash_token(token)


def hash_token(token: str) -> str:
    """Give the line for the settings.

    >>> hash_token("dragoman_x")[:15]
    'sha256:399f02d0'
    """
    return "sha256:" + hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def check_token(token: str, line: str) -> bool:
    """Tell whether it is the token."""
    return hmac.compare_digest(hash_token(token), line)


def check_lines(users: dict[str, str], tokens: dict[str, str]) -> None:
    """Raise ConfigError where a line in the settings cannot be one; it is not repeated, it may be a password."""
    for name, line in users.items():
        try:
            _read_line(line)
        except ValueError as error:
            message = f"setting 'users': what is given for {name!r} is no hash: make one with 'dragoman password'"
            raise ConfigError(message) from error
    for name, line in tokens.items():
        if not line.startswith("sha256:") or len(line) != len(hash_token("")):
            message = (
                f"setting 'tokens': what is given for {name!r} is no hash: make one with 'dragoman password --token'"
            )
            raise ConfigError(message)
    for name in (*users, *tokens):
        if not name.strip() or not name.isprintable() or name != name.strip():
            message = f"settings 'users' and 'tokens': {name!r} is no name; decisions are signed with it"
            raise ConfigError(message)


def _read_line(line: str) -> tuple[tuple[int, int, int], bytes, bytes]:
    kind, cost, block, turns, salt, kept = line.split(":")
    numbers = (int(cost), int(block), int(turns))
    if kind != "scrypt" or not (0 < numbers[0] <= MOST_COST and numbers[1] == BLOCK and 0 < numbers[2] <= MOST_TURNS):
        message = "not a line of ours"
        raise ValueError(message)
    made = base64.urlsafe_b64decode(kept)
    if len(made) < HASH_BYTES:
        message = "a hash that is cut off lets too much in"
        raise ValueError(message)
    return numbers, base64.urlsafe_b64decode(salt), made


def _scrypt(password: str, salt: bytes, numbers: tuple[int, int, int], length: int) -> bytes:
    cost, block, turns = numbers
    memory = max(MEMORY, 2 * 128 * block * (2**cost + turns))
    words = password.encode("utf-8", "replace")
    return hashlib.scrypt(words, salt=salt, n=2**cost, r=block, p=turns, maxmem=memory, dklen=length)


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii")
