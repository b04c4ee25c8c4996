"""Tokens by which sessions call MLflow in the name of whom they belong to."""

import time

import jwt

# Seconds; half of it passes before a session is given the next one.
LIFETIME = 3600.0


class Tokens:
    """@param key: the one that MLflow knows them by"""

    def __init__(self, key: bytes, lifetime: float = LIFETIME):
        self._key = key
        self._lifetime = lifetime
        self.renewed_after = lifetime / 2

    def of(self, user: str) -> str:
        return jwt.encode({"sub": user, "aud": "mlflow", "exp": int(time.time() + self._lifetime)}, self._key, algorithm="HS256")
