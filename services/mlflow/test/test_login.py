"""The layer in front of MLflow, around an application that tells what it was given."""

import base64
import json
import time
from pathlib import Path
from typing import Any

import jwt
import pytest
from logins import Users
from users_file import UsersFile

from tracking.callers import Callers
from tracking.login import Login

KEY = "0123456789abcdef" * 4
GATEWAY = "gateway-svc.test"


class Mlflow:
    """What reached MLflow."""

    def __init__(self):
        self.scope: dict[str, Any] | None = None
        self.body = b""

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        self.scope = scope
        message = await receive()
        self.body = message["body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"served"})

    def header(self, name: str) -> str | None:
        return {key.decode(): value.decode() for key, value in self.scope["headers"]}.get(name)


class Server:
    def __init__(self, folder: Path):
        file = UsersFile(folder)
        file.write(alice="a: b", bob="two")
        (folder / "key").write_text(KEY)
        self.mlflow = Mlflow()
        self._login = Login(self.mlflow, Callers(Users(file.path), folder / "key", frozenset({GATEWAY})))

    async def ask(
        self, path: str = "/", method: str = "GET", peer: str | None = None, query: str = "", body: bytes = b"", **headers: str
    ) -> tuple[int, dict[str, str]]:
        parts = [body[:3], body[3:]]
        answers = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

        async def send(message: dict[str, Any]) -> None:
            answers.append(message)

        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "client": ("127.0.0.1", 1),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
            "state": {"peer": frozenset([peer] if peer else [])},
        }
        await self._login(scope, receive, send)
        return answers[0]["status"], {name.decode(): value.decode() for name, value in answers[0]["headers"]}


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(tmp_path)


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def bearer(user: str, **more: Any) -> str:
    return "Bearer " + jwt.encode({"sub": user, "aud": "mlflow", "exp": time.time() + 60, **more}, KEY, algorithm="HS256")


async def test_the_ready_path_alone_needs_no_login(server: Server):
    assert (await server.ask("/health"))[0] == 200
    for path in ("/", "/health/", "/healthy", "/api/2.0/mlflow/runs/search", "//health"):
        server.mlflow.scope = None
        status, headers = await server.ask(path)
        assert status == 401, path
        assert headers["www-authenticate"].startswith("Basic ")
        assert server.mlflow.scope is None


@pytest.mark.parametrize(
    "authorization",
    [
        basic("alice", "wrong"),
        basic("mallory", "a: b"),
        "Basic ",
        "Basic !!",
        "Basic " + base64.b64encode(b"alice").decode(),
        "Basic " + base64.b64encode(b"\xff:x").decode(),
        bearer("alice", exp=time.time() - 1),
        bearer("alice", aud="controller"),
        "Bearer",
        "Negotiate abc",
        "",
    ],
)
async def test_nobody_comes_in_by(server: Server, authorization: str):
    assert (await server.ask(authorization=authorization))[0] == 401
    assert server.mlflow.scope is None


@pytest.mark.parametrize("authorization", [basic("alice", "a: b"), basic("alice", "a: b").replace("Basic", "basic"), bearer("alice")])
async def test_a_user_comes_in_by(server: Server, authorization: str):
    assert (await server.ask(authorization=authorization))[0] == 200
    assert server.mlflow.header("authorization") is None


async def test_the_gateway_speaks_for_users(server: Server):
    for query in ("user.name=alice", "doAs=alice", "x=1&user.name=alice&y=a%26b&z="):
        assert (await server.ask(peer=GATEWAY, query=query))[0] == 200
    assert server.mlflow.scope["query_string"] == b"x=1&y=a%26b&z="


@pytest.mark.parametrize("query", ["", "user.name=", "user.name=alice&doAs=bob", "doas=alice"])
async def test_the_gateway_has_to_name_one_user(server: Server, query: str):
    assert (await server.ask(peer=GATEWAY, query=query, authorization=basic("alice", "a: b")))[0] == 401


async def test_nobody_else_speaks_for_users(server: Server):
    for peer in (None, "livy-svc.test", "gateway-svc.test.evil"):
        assert (await server.ask(peer=peer, query="user.name=alice"))[0] == 401
    # Of others it is a part of the query like any other.
    assert (await server.ask(query="user.name=bob", authorization=bearer("alice")))[0] == 200
    assert server.mlflow.scope["query_string"] == b"user.name=bob"


async def test_mlflow_hears_of_no_caller_on_its_own_host(server: Server):
    await server.ask(authorization=bearer("alice"))
    assert server.mlflow.scope["client"] is None


@pytest.mark.parametrize(
    ("peer", "headers", "kept"),
    [
        (GATEWAY, {"x_forwarded_host": "gw:30443", "origin": "https://gw:30443"}, False),
        (GATEWAY, {"x_forwarded_host": "gw:30443", "origin": "https://elsewhere"}, True),
        (GATEWAY, {"host": "mlflow", "x_forwarded_host": "gw", "origin": "https://mlflow"}, True),
        (None, {"host": "mlflow:5000", "origin": "https://mlflow:5000"}, False),
        (None, {"host": "mlflow:5000", "x_forwarded_host": "elsewhere", "origin": "https://elsewhere"}, True),
        (None, {"host": "mlflow:5000", "origin": "http://mlflow:5000"}, True),
    ],
)
async def test_a_page_of_its_own_is_of_no_other_origin(server: Server, peer: str | None, headers: dict[str, str], kept: bool):
    proof = {"query": "user.name=alice"} if peer else {"authorization": bearer("alice")}
    assert (await server.ask(peer=peer, **proof, **headers))[0] == 200
    assert (server.mlflow.header("origin") is not None) is kept


@pytest.mark.parametrize("path", ["/api/2.0/mlflow/runs/create", "/ajax-api/2.0/mlflow/runs/create"])
async def test_a_run_belongs_to_who_makes_it(server: Server, path: str):
    given = {"experiment_id": "0", "user_id": "bob", "userId": "bob", "tags": [{"key": "mlflow.user", "value": "bob"}, {"key": "a", "value": "b"}]}
    body = json.dumps(given).encode()
    assert (await server.ask(path, "POST", body=body, authorization=bearer("alice"), content_length=str(len(body))))[0] == 200
    assert json.loads(server.mlflow.body) == {
        "experiment_id": "0",
        "user_id": "alice",
        "tags": [{"key": "a", "value": "b"}, {"key": "mlflow.user", "value": "alice"}],
    }
    assert server.mlflow.header("content-length") == str(len(server.mlflow.body))


async def test_a_body_of_unknown_length_gets_one_unless_it_is_a_file(server: Server):
    asked = {"method": "POST", "body": b"a body", "authorization": bearer("alice"), "transfer_encoding": "chunked"}
    await server.ask("/api/2.0/mlflow/experiments/create", **asked)
    assert (server.mlflow.body, server.mlflow.header("content-length"), server.mlflow.header("transfer-encoding")) == (b"a body", "6", None)
    await server.ask("/api/2.0/mlflow-artifacts/artifacts/1/a", **asked)
    assert (server.mlflow.body, server.mlflow.header("content-length"), server.mlflow.header("transfer-encoding")) == (b"a b", None, "chunked")


@pytest.mark.parametrize("body", [b"no json", b"[]", b"\xff\xfe"])
async def test_a_run_that_cannot_be_read_is_not_made(server: Server, body: bytes):
    assert (await server.ask("/api/2.0/mlflow/runs/create", "POST", body=body, authorization=bearer("alice")))[0] == 400
    assert server.mlflow.scope is None
