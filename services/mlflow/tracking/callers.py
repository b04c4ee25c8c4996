"""Who calls: the gateway in the name of a user, a user by name and password, or a session of Spark by its token."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from logins import Users

from .tokens import user_of

# What the gateway says of a user: the first without a realm, the second in one. It never passes on what a caller wrote there himself.
_NAMES = ("user.name", "doAs")


class Callers:
    """
    @param gateways: hosts whose certificates, signed by the cluster's authority, may speak for users
    @param key: file with the key of the tokens
    """

    def __init__(self, users: Users, key: Path, gateways: frozenset[str]):
        self._users = users
        self._key = key.read_text().strip()
        self._gateways = gateways

    def is_gateway(self, scope: dict[str, Any]) -> bool:
        return bool(scope["state"]["peer"] & self._gateways)

    async def user_of(self, scope: dict[str, Any]) -> str | None:
        """None of nobody."""
        if self.is_gateway(scope):
            names = {value for name, value in _query(scope) if name in _NAMES}
            return names.pop() or None if len(names) == 1 else None
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        authorization = given[0].decode("latin-1") if len(given) == 1 else ""
        scheme, _, credentials = authorization.partition(" ")
        return user_of(credentials.strip(), self._key) if scheme.lower() == "bearer" else await self._users.by_header(authorization)


def without_names(scope: dict[str, Any]) -> bytes:
    """The query as the caller wrote it, before the gateway said who he is."""
    return urlencode([(name, value) for name, value in _query(scope) if name not in _NAMES]).encode()


def _query(scope: dict[str, Any]) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
