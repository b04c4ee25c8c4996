"""Tokens by which sessions of Spark call, in the name of whom they belong to. Livy makes them."""

import jwt

AUDIENCE = "mlflow"
_ALGORITHM = "HS256"


def user_of(token: str, key: str) -> str | None:
    """Whom a token names: `sub`; it is for MLflow (`aud`) and has not ended (`exp`). None of any other token."""
    try:
        return jwt.decode(token, key, algorithms=[_ALGORITHM], audience=AUDIENCE, options={"require": ["sub", "aud", "exp"]})["sub"] or None
    except jwt.InvalidTokenError:
        return None
