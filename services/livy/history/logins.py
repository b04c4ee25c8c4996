"""Users of the cluster, and whether a password is theirs."""

import base64
import binascii
import hashlib
import hmac
import json
from pathlib import Path


class Logins:
    """Those of `users.json`, which changes while this runs; a password that was right is not worked out again until it does."""

    def __init__(self, file: Path):
        self._file = file
        self._content = b""
        self._hashes: dict[str, str] = {}
        self._right: set[bytes] = set()

    def knows(self, authorization: str) -> bool:
        """@param authorization: the header, `Basic …`"""
        scheme, _, encoded = authorization.partition(" ")
        try:
            user, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False
        self._read()
        known = self._hashes.get(user)
        if scheme.lower() != "basic" or known is None:
            return False
        login = hashlib.sha256(authorization.encode()).digest()
        if login not in self._right and _is_of(known, password):
            self._right.add(login)
        return login in self._right

    def _read(self) -> None:
        content = self._file.read_bytes()
        if content != self._content:
            self._hashes = {user["name"]: user["password"] for user in json.loads(content)["users"]}
            self._right.clear()
            self._content = content


def _is_of(known: str, password: str) -> bool:
    """@param known `$shiro1$SHA-256$<rounds>$<salt>$<hash>`"""
    _, form, algorithm, rounds, salt, expected = known.split("$")
    if (form, algorithm) != ("shiro1", "SHA-256"):
        return False
    digest = hashlib.sha256(base64.b64decode(salt) + password.encode()).digest()
    for _ in range(int(rounds) - 1):
        digest = hashlib.sha256(digest).digest()
    return hmac.compare_digest(digest, base64.b64decode(expected))
