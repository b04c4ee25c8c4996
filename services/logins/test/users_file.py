"""`users.json` as the kubelet replaces it."""

import base64
import hashlib
import json
import os
from pathlib import Path


def hashed(password: str, rounds: int = 2) -> str:
    digest = hashlib.sha256(b"salt" + password.encode()).digest()
    for _ in range(rounds - 1):
        digest = hashlib.sha256(digest).digest()
    return f"$shiro1$SHA-256${rounds}${base64.b64encode(b'salt').decode()}${base64.b64encode(digest).decode()}"


class UsersFile:
    def __init__(self, folder: Path):
        self.path = folder / "users.json"

    def write(self, **passwords: str) -> None:
        users = [{"name": name, "groups": ["g"], "roles": ["r"], "password": hashed(password)} for name, password in passwords.items()]
        new = self.path.with_suffix(".new")
        new.write_text(json.dumps({"users": users}))
        os.replace(new, self.path)
