"""Users of the cluster, by `users.json`, as the gateway knows them by the same Secret."""

import asyncio
import base64
import binascii
import hashlib
import hmac
import json
import os
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

_HASH = re.compile(r"\$shiro1\$SHA-256\$(\d+)\$([A-Za-z0-9+/=]*)\$([A-Za-z0-9+/=]+)")
# How long a password counts that was right, as long as it is still that of the user.
_REMEMBERED = 60.0


def is_password(password: str, stored: str) -> bool:
    """
    Whether `stored`, in the form that Shiro reads, is the hash of `password`. It takes tens of milliseconds, on purpose.

    @raise ValueError if `stored` is no such hash
    """
    match = _HASH.fullmatch(stored)
    if not match:
        raise ValueError("a password in users.json is no hash in Shiro's form")
    digest = hashlib.sha256(base64.b64decode(match[2]) + password.encode()).digest()
    for _ in range(int(match[1]) - 1):
        digest = hashlib.sha256(digest).digest()
    return hmac.compare_digest(digest, base64.b64decode(match[3]))


@dataclass(frozen=True)
class _Verified:
    """A login that was right: of its password there is only what this process can compare."""

    mark: bytes
    stored: str
    until: float


class Users:
    """
    Verifies logins; a change of the file counts from the next one on.

    One password at a time is worked out, so that guesses leave the processor to others, and callers of one login wait for one answer.
    """

    def __init__(self, file: Path):
        self._file = file
        self._seen: tuple[int, int] | None = None
        self._hashes: dict[str, str] = {}
        self._key = secrets.token_bytes(32)
        # A guess at a name takes as long as one at a password.
        self._nobody = f"$shiro1$SHA-256$50000$${base64.b64encode(secrets.token_bytes(32)).decode()}"
        self._verified: dict[str, _Verified] = {}
        self._turn = asyncio.Lock()

    async def verify(self, name: str, password: str) -> bool:
        stored = self._current().get(name)
        mark = hmac.digest(self._key, password.encode(), "sha256")
        if self._remembers(name, stored, mark):
            return True
        async with self._turn:
            if self._remembers(name, stored, mark):
                return True
            right = await asyncio.to_thread(is_password, password, stored or self._nobody)
        if stored is None or not right:
            return False
        self._verified[name] = _Verified(mark, stored, time.monotonic() + _REMEMBERED)
        return True

    async def by_header(self, authorization: str) -> str | None:
        """The user whose login `authorization` is, `Basic …`; none of nobody."""
        scheme, _, credentials = authorization.partition(" ")
        if scheme.lower() != "basic":
            return None
        try:
            name, separator, password = base64.b64decode(credentials.strip(), validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        return name if separator and await self.verify(name, password) else None

    def _remembers(self, name: str, stored: str | None, mark: bytes) -> bool:
        known = self._verified.get(name)
        return known is not None and known.stored == stored and time.monotonic() < known.until and hmac.compare_digest(known.mark, mark)

    def _current(self) -> dict[str, str]:
        status = os.stat(self._file)
        if (seen := (status.st_ino, status.st_mtime_ns)) != self._seen:
            self._hashes = {user["name"]: user["password"] for user in json.loads(self._file.read_text())["users"]}
            self._verified = {name: known for name, known in self._verified.items() if name in self._hashes}
            self._seen = seen
        return self._hashes
