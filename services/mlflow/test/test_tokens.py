import time

import jwt
import pytest

from tracking.tokens import user_of

KEY = "0123456789abcdef" * 4
OTHER = "fedcba9876543210" * 4


def claims(**changed: object) -> dict[str, object]:
    whole = {"sub": "alice", "aud": "mlflow", "exp": int(time.time()) + 60, **changed}
    return {name: value for name, value in whole.items() if value is not None}


def test_a_token_names_its_user():
    assert user_of(jwt.encode(claims(), KEY, algorithm="HS256"), KEY) == "alice"


@pytest.mark.parametrize("changed", [{"exp": int(time.time()) - 1}, {"exp": None}, {"aud": "controller"}, {"aud": None}, {"sub": None}, {"sub": ""}])
def test_claims_have_to_be_these(changed: dict[str, object]):
    assert user_of(jwt.encode(claims(**changed), KEY, algorithm="HS256"), KEY) is None


def test_it_has_to_be_signed_with_the_key_and_the_algorithm():
    assert user_of(jwt.encode(claims(), OTHER, algorithm="HS256"), KEY) is None
    assert user_of(jwt.encode(claims(), KEY, algorithm="HS512"), KEY) is None
    assert user_of(jwt.encode(claims(), None, algorithm="none"), KEY) is None
    assert user_of("a.b.c", KEY) is None
    assert user_of("", KEY) is None
