"""The layer in front of MLflow: nobody gets further without a login, and what MLflow is told of the caller is what was proved."""

import json
from typing import Any

from .callers import Callers, without_names

READY = "/health"
_RUN_CREATION = "/mlflow/runs/create"
_FILES = "/mlflow-artifacts/artifacts/"
_USER_TAG = "mlflow.user"


class Login:
    """An application of ASGI around that of MLflow."""

    def __init__(self, app: Any, callers: Callers):
        self._app = app
        self._callers = callers

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan" or (scope["type"] == "http" and scope["path"] == READY):
            await self._app(scope, receive, send)
        elif scope["type"] != "http":
            raise RuntimeError(f"nothing is served by {scope['type']}")
        elif user := await self._callers.user_of(scope):
            await self._serve(user, scope, receive, send)
        else:
            await _answer(send, 401, "MLflow asks for a login.", (b"www-authenticate", b'Basic realm="mlflow", charset="UTF-8"'))

    async def _serve(self, user: str, scope: dict[str, Any], receive: Any, send: Any) -> None:
        by_gateway = self._callers.is_gateway(scope)
        named = dict(scope["headers"])
        dropped = {b"authorization"}
        added = []
        # MLflow knows of no origin but itself, and not by which name it was called.
        if named.get(b"origin") == b"https://" + named.get(b"x-forwarded-host" if by_gateway else b"host", b""):
            dropped.add(b"origin")
        # Without an address nobody is at home: MLflow would do more for callers from its own host.
        scope = {**scope, "client": None}
        if by_gateway:
            scope["query_string"] = without_names(scope)
        makes_run = scope["method"] == "POST" and scope["path"].endswith(_RUN_CREATION)
        # Most of MLflow sees no body of unknown length, and the gateway sends all of them so. Files are its exception, and are never held whole.
        if makes_run or (b"transfer-encoding" in named and _FILES not in scope["path"]):
            body = await _body(receive)
            try:
                body = _run_of(user, body) if makes_run else body
            except ValueError:
                await _answer(send, 400, "The body is no JSON.")
                return
            dropped |= {b"content-length", b"transfer-encoding"}
            added = [(b"content-length", str(len(body)).encode())]
            receive = _once(body)
        scope["headers"] = [header for header in scope["headers"] if header[0] not in dropped] + added
        await self._app(scope, receive, send)


def _run_of(user: str, body: bytes) -> bytes:
    """A new run belongs to who makes it, whatever the client believes: in a session of Spark it asks the operating system."""
    run = json.loads(body)
    if not isinstance(run, dict):
        raise ValueError
    tags = [tag for tag in run.get("tags") or [] if tag.get("key") != _USER_TAG]
    # Both are names of the same field.
    run.pop("userId", None)
    return json.dumps({**run, "user_id": user, "tags": [*tags, {"key": _USER_TAG, "value": user}]}).encode()


async def _body(receive: Any) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _once(body: bytes) -> Any:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _answer(send: Any, status: int, text: str, *headers: tuple[bytes, bytes]) -> None:
    body = json.dumps({"message": text}).encode()
    standard = ((b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": [*standard, *headers]})
    await send({"type": "http.response.body", "body": body})
