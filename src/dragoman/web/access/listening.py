"""Where a server may listen: on this machine alone, unless visitors have to sign in.

In:  the host, the settings. Out: nothing, or an error that says what to do; the names a local server answers to.
"""

from __future__ import annotations

import ipaddress

from dragoman.errors import UsageError

LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


def is_local(host: str) -> bool:
    """Tell whether only this machine can reach the host.

    >>> is_local("127.0.0.1"), is_local("::1"), is_local("0.0.0.0"), is_local("example.org")
    (True, True, False, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_listening(host: str, *, has_sign_in: bool) -> None:
    """Refuse to show a record to a network without asking who is there."""
    if not is_local(host) and not has_sign_in:
        message = (
            f"'{host}' can be reached from other machines, and nobody has to sign in: make a password with "
            "'dragoman password' and put it under [users] in dragoman.toml, or leave --host out to serve this machine "
            "alone"
        )
        raise UsageError(message)


def known_hosts(host: str, *, has_sign_in: bool) -> tuple[str, ...]:
    """Give the names under which a server without sign-in may be asked for; none: any name will do.

    A page elsewhere can have its own name point at 127.0.0.1 and would then read the record by way of the browser.
    """
    return () if has_sign_in else tuple(dict.fromkeys((*LOCAL_NAMES, host.lower())))
