"""What a session does over time."""

import asyncio
import base64
import time

import jwt
import pytest
from livy_process import MLFLOW_KEY, Livy
from local_backend import LocalBackend


async def test_a_created_session_says_where_it_is(start) -> None:
    livy = await start()
    created = await livy.ask("POST", "/sessions", {"kind": "pyspark", "name": "mine"})
    assert (created.status, created.headers["Location"]) == (201, f"/sessions/{created.body['id']}")
    assert (created.body["state"], created.body["name"]) == ("starting", "mine")


async def test_statements_run_in_turn_and_share_names(start) -> None:
    livy = await start()
    session = await livy.session()
    first = await livy.ask("POST", f"/sessions/{session}/statements", {"code": "import time; time.sleep(0.5); x = 20"})
    second = await livy.ask("POST", f"/sessions/{session}/statements", {"code": "print('x is'); x + 1"})
    assert (await livy.ask("GET", f"/sessions/{session}/state")).body["state"] == "busy"
    output = (await livy.until(f"/sessions/{session}/statements/{second.body['id']}", "available"))["output"]
    assert output == {"status": "ok", "execution_count": 1, "data": {"text/plain": "x is\n21"}}
    assert (await livy.ask("GET", f"/sessions/{session}/statements/{first.body['id']}")).body["state"] == "available"
    await livy.until(f"/sessions/{session}", "idle")


async def test_outputs(start) -> None:
    livy = await start(**{"livy.rsc.sql.num-rows": "3"})
    session = await livy.session()
    table = (await livy.run(session, "SELECT a FROM t;", kind="sql"))["output"]["data"]["application/json"]
    assert table["schema"]["fields"] == [{"name": "a", "type": "long", "nullable": True, "metadata": {}}]
    assert table["data"] == [[0], [1], [2]]
    picture = (await livy.run(session, "%matplot figure"))["output"]["data"]["image/png"]
    assert base64.b64decode(picture) == b"\x89PNG"
    assert (await livy.run(session, "%json {'a': [1]}"))["output"]["data"] == {"application/json": {"a": [1]}}
    mixed = "x = [1]\nprint('before')\n%json x\nx.append(2)"
    assert (await livy.run(session, mixed))["output"]["data"] == {"application/json": [1], "text/plain": "before"}
    assert "line 4" in "".join((await livy.run(session, "a = 1\n\n%json a\na.b"))["output"]["traceback"])
    rows = (await livy.run(session, "%table [{'a': 1, 'b': 'x'}, {'a': 2}]"))["output"]["data"]["application/vnd.livy.table.v1+json"]
    assert rows == {"headers": [{"name": "a", "type": "BIGINT_TYPE"}, {"name": "b", "type": "STRING_TYPE"}], "data": [[1, "x"], [2, None]]}
    wrong = (await livy.run(session, "SELEKT 1", kind="sql"))["output"]
    assert (wrong["status"], wrong["evalue"]) == ("error", "PARSE_SYNTAX_ERROR")


async def test_a_trace_shows_the_code_and_nothing_that_runs_it(start) -> None:
    livy = await start()
    session = await livy.session()
    output = (await livy.run(session, "def f():\n    return {}['key']\nf()"))["output"]
    assert (output["ename"], output["evalue"]) == ("KeyError", "'key'")
    trace = "".join(output["traceback"])
    assert 'File "<stdin>", line 2, in f' in trace and "statements.py" not in trace and "python_interpreter.py" not in trace
    assert (await livy.run(session, "for"))["output"]["ename"] == "SyntaxError"


async def test_an_output_without_end_is_refused(start) -> None:
    livy = await start()
    session = await livy.session()
    assert (await livy.run(session, "'x' * 9_000_000"))["output"]["ename"] == "OutputTooLarge"
    assert (await livy.run(session, "1"))["output"]["data"]["text/plain"] == "1"


@pytest.mark.parametrize("code", ["while True: pass", "import time; time.sleep(60)"])
async def test_a_running_statement_is_cancelled_and_the_session_goes_on(start, code: str) -> None:
    livy = await start()
    session = await livy.session()
    path = f"/sessions/{session}/statements"
    running = (await livy.ask("POST", path, {"code": code})).body["id"]
    waiting = (await livy.ask("POST", path, {"code": "never = 1"})).body["id"]
    await livy.until(f"{path}/{running}", "running")
    for statement in (waiting, running):
        assert (await livy.ask("POST", f"{path}/{statement}/cancel")).body == {"msg": "canceled"}
    for statement in (running, waiting):
        assert (await livy.until(f"{path}/{statement}", "cancelled"))["output"] is None
    assert (await livy.run(session, "'never' in globals()"))["output"]["data"]["text/plain"] == "False"


async def test_a_statement_of_a_session_in_the_queue_is_cancelled_at_once(start) -> None:
    livy = await start()
    session = (await livy.ask("POST", "/sessions", {"kind": "pyspark", "name": "stays in the queue"})).body["id"]
    statement = (await livy.ask("POST", f"/sessions/{session}/statements", {"code": "1"})).body
    await livy.ask("POST", f"/sessions/{session}/statements/{statement['id']}/cancel")
    assert (await livy.ask("GET", f"/sessions/{session}/statements/{statement['id']}")).body["state"] == "cancelled"


async def test_without_a_kind_each_statement_has_to_have_one(start) -> None:
    livy = await start()
    session = (await livy.ask("POST", "/sessions", {})).body["id"]
    assert (await livy.until(f"/sessions/{session}", "idle"))["kind"] == "shared"
    refused = await livy.ask("POST", f"/sessions/{session}/statements", {"code": "1"})
    assert (refused.status, refused.body["msg"]) == (400, "Code type should be specified if session kind is shared")
    assert (await livy.run(session, "1", kind="pyspark"))["output"]["status"] == "ok"


async def test_a_deleted_session_ends_its_driver(start) -> None:
    livy = await start()
    session = await livy.session()
    tag = livy.service.sessions[session].tag
    await livy.ask("POST", f"/sessions/{session}/statements", {"code": "while True: pass"})
    assert (await livy.ask("DELETE", f"/sessions/{session}")).body == {"msg": "deleted"}
    await _until(lambda: not livy.backend.running(tag))
    assert not [key for key in (await livy.service.store.load()) if key.startswith("session-")]


async def test_a_driver_that_dies_ends_its_session(start) -> None:
    livy = await start()
    session = await livy.session()
    await livy.ask("POST", f"/sessions/{session}/statements", {"code": "import os; os._exit(3)"})
    await livy.until(f"/sessions/{session}", "dead")
    assert (await livy.ask("GET", f"/sessions/{session}/statements/0")).body["state"] == "cancelled"


async def test_an_idle_session_ends_and_a_busy_one_does_not(start) -> None:
    livy = await start(**{"livy.server.session.timeout": "1s"})
    idle, busy, patient = await livy.session(), await livy.session(), await livy.session(ttl="1h")
    await livy.ask("POST", f"/sessions/{busy}/statements", {"code": "import time; time.sleep(3)"})
    await _until_gone(livy, idle)
    assert (await livy.ask("GET", f"/sessions/{busy}")).body["state"] == "busy"
    assert (await livy.ask("GET", f"/sessions/{patient}")).body["state"] == "idle"


async def test_a_session_that_nobody_asks_for_ends(start) -> None:
    livy = await start()
    asked, forgotten = await livy.session(heartbeatTimeoutInSecond=1), await livy.session(heartbeatTimeoutInSecond=1)
    end = time.monotonic() + 20
    while forgotten in livy.service.sessions:
        assert time.monotonic() < end
        assert (await livy.ask("GET", f"/sessions/{asked}")).status == 200
        await asyncio.sleep(0.2)


async def test_an_ended_session_is_shown_for_a_while(start) -> None:
    livy = await start(**{"livy.server.session.state-retain.sec": "1s"})
    session = (await livy.ask("POST", "/sessions", {"name": "is refused"})).body["id"]
    await livy.until(f"/sessions/{session}", "dead")
    await _until_gone(livy, session)


async def test_old_statements_are_forgotten(start) -> None:
    livy = await start(**{"livy.rsc.retained-statements": "2"})
    session = await livy.session()
    for code in "1234":
        await livy.run(session, code)
    listed = (await livy.ask("GET", f"/sessions/{session}/statements")).body
    assert [statement["id"] for statement in listed["statements"]] == [2, 3]


async def test_a_header_against_forgery_is_asked_for(start) -> None:
    livy = await start(**{"livy.server.csrf-protection.enabled": "true"})
    without = await livy.ask("POST", "/sessions", {"name": "is refused"})
    assert (without.status, without.body["msg"]) == (400, "Missing Required Header for CSRF protection.")
    assert (await livy.ask("POST", "/sessions", {"name": "is refused"}, headers={"X-Requested-By": "alice"})).status == 201
    assert (await livy.ask("GET", "/sessions")).status == 200


async def test_the_user_runs_what_he_asked_for(start) -> None:
    livy = await start()
    body = {"kind": "pyspark", "queue": "q", "pyFiles": ["/lib/a.py"], "conf": {"spark.executor.cores": 2}, "name": "stays in the queue"}
    session = (await livy.ask("POST", "/sessions", body, user="bob")).body["id"]
    user, creation = await _handed_over(livy.backend, livy.service.sessions[session].tag)
    assert (user, creation.queue, creation.pyFiles, creation.conf) == ("bob", "q", ["hdfs://bdc/lib/a.py"], {"spark.executor.cores": "2"})


async def test_a_batch_is_killed(start) -> None:
    livy = await start()
    batch = (await livy.ask("POST", "/batches", {"file": "/job.py", "args": ["import time; time.sleep(60)"]})).body["id"]
    await livy.until(f"/batches/{batch}", "running")
    tag = livy.service.batches[batch].tag
    assert (await livy.ask("DELETE", f"/batches/{batch}")).body == {"msg": "deleted"}
    await _until(lambda: not livy.backend.running(tag))


async def _handed_over(backend: LocalBackend, tag: str):
    await _until(lambda: tag in backend.handed_over)
    return backend.handed_over[tag]


async def _until(condition) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        await asyncio.sleep(0.05)


async def _until_gone(livy: Livy, session: int) -> None:
    await _until(lambda: session not in livy.service.sessions)
    assert (await livy.ask("GET", f"/sessions/{session}")).status == 404


async def test_a_session_calls_mlflow_as_its_owner_for_as_long_as_it_lives(livy: Livy):
    session = await livy.session()

    async def token() -> str:
        answer = await livy.run(session, "import os; print(os.environ['MLFLOW_TRACKING_TOKEN'])")
        return answer["output"]["data"]["text/plain"]

    first = await token()
    assert jwt.decode(first, MLFLOW_KEY, algorithms=["HS256"], audience="mlflow")["sub"] == "alice"
    await asyncio.sleep(4)
    with pytest.raises(jwt.ExpiredSignatureError):
        jwt.decode(first, MLFLOW_KEY, algorithms=["HS256"], audience="mlflow")
    assert jwt.decode(await token(), MLFLOW_KEY, algorithms=["HS256"], audience="mlflow")["sub"] == "alice"
