"""
The services, row by row as Apache Livy 0.8 documents them.

A row is a request in a state, the status of the answer, and the fields that the documentation promises.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from livy_process import Livy

SESSION = {
    "id": int,
    "appId": str,
    "owner": "alice",
    "proxyUser": "alice",
    "kind": "pyspark",
    "log": list,
    "state": "idle",
    "appInfo": {"driverLogUrl": "http://node/log", "sparkUiUrl": None},
}
STATEMENT = {"id": int, "code": str, "state": str, "output": dict, "progress": 1.0, "started": int, "completed": int}


@dataclass(frozen=True)
class Row:
    method: str
    path: str
    status: int
    fields: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    user: str | None = "alice"
    host: str | None = "gateway-svc.test"


# {idle}, {queued}, {refused}: sessions of alice; {batch}: one of hers that has ended; {failed}: one that failed; {gone}: a number that nothing has.
ROWS = [
    Row("GET", "/version", 200, {"version": "0.8.0-incubating"}),
    Row("GET", "/version", 200, {"version": str}, user=None, host=None),
    # Who calls.
    Row("GET", "/sessions", 401, host=None),
    Row("GET", "/sessions", 401, host="storage-0-svc.test"),
    Row("GET", "/sessions", 401, user=None),
    Row("GET", "/sessions", 400, user="--proxy-user"),
    Row("GET", "/sessions?doAs=bob", 200, {"total": int}, user=None),
    Row("GET", "/nothing", 404),
    Row("GET", "/nothing", 401, host=None),
    # GET /sessions
    Row("GET", "/sessions", 200, {"from": 0, "total": 3, "sessions": [dict, dict, dict]}),
    Row("GET", "/sessions/", 200, {"from": 0, "total": 3}),
    Row("GET", "/sessions?from=1&size=1", 200, {"from": 1, "total": 3, "sessions": [{"name": "stays in the queue"}]}),
    Row("GET", "/sessions?from=3", 200, {"from": 3, "total": 3, "sessions": []}),
    Row("GET", "/sessions?size=0", 200, {"from": 0, "total": 3, "sessions": []}),
    Row("GET", "/sessions?size=many", 400, {"msg": "size is no number"}),
    # POST /sessions
    Row("POST", "/sessions", 400, {"msg": "The body is no JSON."}, body="{"),
    Row("POST", "/sessions", 400, {"msg": "The body has to be an object."}, body=[]),
    Row("POST", "/sessions", 400, {"msg": "Invalid kind: perl"}, body={"kind": "perl"}),
    Row("POST", "/sessions", 400, {"msg": "Unrecognized field: colour"}, body={"colour": "red"}),
    Row("POST", "/sessions", 400, {"msg": "numExecutors: int expected"}, body={"numExecutors": "2"}),
    Row("POST", "/sessions", 400, {"msg": "jars: list[str] expected"}, body={"jars": "/a.jar"}),
    Row("POST", "/sessions", 400, {"msg": "conf: dict[str, str] expected"}, body={"conf": []}),
    Row("POST", "/sessions", 400, {"msg": "ttl: soon is no duration"}, body={"ttl": "soon"}),
    Row("POST", "/sessions", 403, {"msg": "User 'alice' not allowed to impersonate 'bob'."}, body={"proxyUser": "bob"}),
    # GET /sessions/{sessionId}
    Row("GET", "/sessions/{idle}", 200, SESSION),
    Row("GET", "/sessions/{idle}/", 200, SESSION),
    Row("GET", "/sessions/{queued}", 200, {"state": "starting", "appId": str, "log": ["Submitting", "\nYARN Diagnostics: ", "Queue's AM resource"]}),
    Row("GET", "/sessions/{refused}", 200, {"state": "dead", "appId": None, "log": ["Submitting", "spark-submit ended with 1"]}),
    Row("GET", "/sessions/{idle}", 200, {"owner": "alice", "log": []}, user="bob"),
    Row("GET", "/sessions/{gone}", 404, {"msg": "Session '999' not found."}),
    # GET /sessions/{sessionId}/state
    Row("GET", "/sessions/{idle}/state", 200, {"id": int, "state": "idle"}),
    Row("GET", "/sessions/{queued}/state", 200, {"id": int, "state": "starting"}),
    Row("GET", "/sessions/{refused}/state", 200, {"id": int, "state": "dead"}),
    Row("GET", "/sessions/{gone}/state", 404),
    # GET /sessions/{sessionId}/log
    Row("GET", "/sessions/{idle}/log", 200, {"id": int, "from": 0, "size": 100, "total": 1, "log": ["Submitting"]}),
    Row("GET", "/sessions/{queued}/log?from=1&size=1", 200, {"from": 1, "size": 1, "total": 3, "log": ["\nYARN Diagnostics: "]}),
    Row("GET", "/sessions/{queued}/log?size=-1", 200, {"from": 0, "size": 3, "log": [str, str, str]}),
    Row("GET", "/sessions/{queued}/log?size=1", 200, {"from": 2, "log": ["Queue's AM resource"]}),
    Row("GET", "/sessions/{idle}/log", 403, user="bob"),
    # GET /sessions/{sessionId}/statements
    Row("GET", "/sessions/{idle}/statements", 200, {"total_statements": 3, "statements": [STATEMENT, STATEMENT, STATEMENT]}),
    Row("GET", "/sessions/{idle}/statements?from=1&size=1", 200, {"total_statements": 3, "statements": [{"id": 1}]}),
    Row("GET", "/sessions/{idle}/statements?order=desc&size=1", 200, {"statements": [{"id": 2}]}),
    Row("GET", "/sessions/{idle}/statements", 403, user="bob"),
    Row("GET", "/sessions/{gone}/statements", 404),
    # POST /sessions/{sessionId}/statements
    Row(
        "POST",
        "/sessions/{queued}/statements",
        201,
        {"id": int, "code": "1", "state": "waiting", "output": None, "progress": 0.0},
        body={"code": "1"},
    ),
    Row("POST", "/sessions/{idle}/statements", 400, {"msg": "code is missing"}, body={}),
    Row("POST", "/sessions/{idle}/statements", 400, {"msg": "code: str expected"}, body={"code": 1}),
    Row("POST", "/sessions/{idle}/statements", 400, {"msg": "Invalid kind: perl"}, body={"code": "1", "kind": "perl"}),
    Row("POST", "/sessions/{refused}/statements", 400, {"msg": "Session is in state dead"}, body={"code": "1"}),
    Row("POST", "/sessions/{idle}/statements", 403, body={"code": "1"}, user="bob"),
    Row("POST", "/sessions/{gone}/statements", 404, body={"code": "1"}),
    # GET /sessions/{sessionId}/statements/{statementId}
    Row(
        "GET",
        "/sessions/{idle}/statements/0",
        200,
        {"id": 0, "state": "available", "output": {"status": "ok", "execution_count": 0, "data": {"text/plain": "2"}}},
    ),
    Row(
        "GET",
        "/sessions/{idle}/statements/1",
        200,
        {
            "state": "available",
            "output": {"status": "error", "execution_count": 1, "ename": "ZeroDivisionError", "evalue": "division by zero", "traceback": list},
        },
    ),
    Row("GET", "/sessions/{idle}/statements/2", 200, {"output": {"status": "ok", "data": {"application/json": {"schema": dict, "data": list}}}}),
    Row("GET", "/sessions/{idle}/statements/99", 404, {"msg": "Statement not found"}),
    Row("GET", "/sessions/{idle}/statements/0", 403, user="bob"),
    # POST /sessions/{sessionId}/statements/{statementId}/cancel
    Row("POST", "/sessions/{idle}/statements/0/cancel", 200, {"msg": "canceled"}),
    Row("GET", "/sessions/{idle}/statements/0", 200, {"state": "available"}),
    Row("POST", "/sessions/{idle}/statements/99/cancel", 404),
    Row("POST", "/sessions/{idle}/statements/0/cancel", 403, user="bob"),
    # POST /sessions/{sessionId}/completion
    Row("POST", "/sessions/{idle}/completion", 200, {"candidates": ["number_of_rows"]}, body={"code": "number_of", "cursor": "9"}),
    Row("POST", "/sessions/{idle}/completion", 200, {"candidates": []}, body={"code": "SEL", "kind": "sql", "cursor": 3}),
    Row("POST", "/sessions/{queued}/completion", 200, {"candidates": []}, body={"code": "number_of", "cursor": 9}),
    Row("POST", "/sessions/{idle}/completion", 400, {"msg": "cursor is no number"}, body={"code": "x", "cursor": "end"}),
    Row("POST", "/sessions/{refused}/completion", 400, body={"code": "x"}),
    Row("POST", "/sessions/{idle}/completion", 403, body={"code": "x"}, user="bob"),
    # GET /batches
    Row("GET", "/batches", 200, {"from": 0, "total": 2, "sessions": [dict, dict]}),
    Row("GET", "/batches?from=1", 200, {"from": 1, "total": 2, "sessions": [{"state": "dead"}]}),
    # POST /batches
    Row("POST", "/batches", 400, {"msg": "requirement failed: File is required."}, body={}),
    Row("POST", "/batches", 400, {"msg": "relative.py is no absolute path"}, body={"file": "relative.py"}),
    Row("POST", "/batches", 400, {"msg": "Unrecognized field: kind"}, body={"file": "/a.py", "kind": "pyspark"}),
    Row("POST", "/batches", 403, body={"file": "/a.py", "proxyUser": "bob"}),
    # GET /batches/{batchId}, /state, /log
    Row("GET", "/batches/{batch}", 200, {"id": int, "appId": str, "appInfo": dict, "log": ["Submitting"], "state": "success"}),
    Row("GET", "/batches/{failed}", 200, {"state": "dead"}),
    Row("GET", "/batches/{batch}", 200, {"log": []}, user="bob"),
    Row("GET", "/batches/{batch}/state", 200, {"id": int, "state": "success"}),
    Row("GET", "/batches/{batch}/log", 200, {"id": int, "from": 0, "size": 100, "log": ["Submitting"]}),
    Row("GET", "/batches/{batch}/log", 403, user="bob"),
    Row("GET", "/batches/{gone}", 404),
    # DELETE
    Row("DELETE", "/sessions/{idle}", 403, user="bob"),
    Row("DELETE", "/sessions/{gone}", 404),
    Row("DELETE", "/batches/{batch}", 403, user="bob"),
    Row("DELETE", "/sessions/{queued}", 200, {"msg": "deleted"}),
    Row("GET", "/sessions/{queued}", 404),
    Row("DELETE", "/sessions/{idle}", 200, {"msg": "deleted"}),
    Row("GET", "/sessions/{idle}", 404),
    Row("DELETE", "/sessions/{refused}", 200, {"msg": "deleted"}),
    Row("DELETE", "/batches/{batch}", 200, {"msg": "deleted"}),
    Row("GET", "/batches/{batch}", 404),
]


@pytest_asyncio.fixture(scope="module")
async def numbers(livy: Livy) -> dict[str, int]:
    idle = await livy.session()
    await livy.run(idle, "number_of_rows = 1 + 1\nnumber_of_rows")
    await livy.run(idle, "1/0")
    await livy.run(idle, "SELECT a FROM t", kind="sql")
    queued = (await livy.ask("POST", "/sessions", {"kind": "pyspark", "name": "stays in the queue"})).body["id"]
    refused = (await livy.ask("POST", "/sessions", {"kind": "pyspark", "name": "is refused"})).body["id"]
    await livy.until(f"/sessions/{refused}", "dead")
    batch = (await livy.ask("POST", "/batches", {"file": "/job.py", "args": ["print(1)"]})).body["id"]
    failed = (await livy.ask("POST", "/batches/", {"file": "/job.py", "args": ["raise SystemExit(1)"]})).body["id"]
    await livy.until(f"/batches/{batch}", "success")
    await livy.until(f"/batches/{failed}", "dead")
    while not (await livy.ask("GET", f"/sessions/{queued}")).body["appId"] or not (await livy.ask("GET", f"/sessions/{idle}")).body["appId"]:
        pass
    return {"idle": idle, "queued": queued, "refused": refused, "batch": batch, "failed": failed, "gone": 999}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.path} {row.user} {row.body} {row.status}")
async def test_row(livy: Livy, numbers: dict[str, int], row: Row) -> None:
    path = re.sub(r"\{(\w+)}", lambda match: str(numbers[match[1]]), row.path)
    answer = await livy.ask(row.method, path, row.body, row.user, row.host)
    assert answer.status == row.status, answer.body
    assert "application/json" in answer.headers["Content-Type"]
    assert_fits(answer.body, row.fields)


def assert_fits(value: Any, expected: Any) -> None:
    """A type stands for any value of it, text for what begins with it, and an object may have more fields."""
    if isinstance(expected, type):
        assert type(value) is expected
    elif isinstance(expected, dict):
        for name, each in expected.items():
            assert name in value
            assert_fits(value[name], each)
    elif isinstance(expected, list):
        assert len(value) == len(expected), value
        for one, each in zip(value, expected, strict=True):
            assert_fits(one, each)
    elif isinstance(expected, str):
        assert isinstance(value, str) and value.startswith(expected), value
    else:
        assert value == expected
