"""How a driver proves which session it is of."""

import hashlib
import hmac
import secrets


def session_secret(key: bytes, session: int, birth: str) -> str:
    """Secret of a session: known to its driver, and worked out anew by whichever Livy it calls. `birth` tells sessions of one number apart."""
    return hmac.new(key, f"session {session} {birth}".encode(), hashlib.sha256).hexdigest()


def challenge() -> str:
    return secrets.token_hex(16)


def is_proof(secret: str, asked: str, answer: object) -> bool:
    """Whether `answer` is what only the holder of `secret` could say to `asked`."""
    expected = hmac.new(secret.encode(), asked.encode(), hashlib.sha256).hexdigest()
    return isinstance(answer, str) and hmac.compare_digest(expected, answer)
