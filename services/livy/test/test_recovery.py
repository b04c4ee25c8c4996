"""A Livy that is gone, and the next one."""

import asyncio
import json
import ssl
import time

import pytest


async def test_a_statement_that_runs_meanwhile_keeps_its_result(start) -> None:
    first = await start()
    session = await first.session()
    path = f"/sessions/{session}/statements"
    ended = await first.run(session, "1 + 1")
    running = (await first.ask("POST", path, {"code": "import time; time.sleep(1.5); 'ran once'"})).body["id"]
    waiting = (await first.ask("POST", path, {"code": "'ran after it'"})).body["id"]
    await first.until(f"{path}/{running}", "running")
    await first.stop()
    # Its result comes when there is nobody to take it.
    await asyncio.sleep(2)
    second = await start()
    assert (await second.ask("GET", f"{path}/{ended['id']}")).body == ended
    assert (await second.until(f"{path}/{running}", "available"))["output"]["data"]["text/plain"] == "'ran once'"
    assert (await second.until(f"{path}/{waiting}", "available"))["output"]["data"]["text/plain"] == "'ran after it'"
    assert (await second.run(session, "2 + 2"))["id"] == waiting + 1


async def test_a_statement_that_the_driver_never_got_runs_once(start) -> None:
    first = await start()
    session = await first.session()
    await first.run(session, "count = 0")
    # Kept, and not given to the driver any more.
    line, first.service.sessions[session].line = first.service.sessions[session].line, None
    statement = (await first.ask("POST", f"/sessions/{session}/statements", {"code": "count += 1; count"})).body["id"]
    line.hang_up()
    await first.stop()
    second = await start()
    assert (await second.until(f"/sessions/{session}/statements/{statement}", "available"))["output"]["data"]["text/plain"] == "1"


async def test_numbers_are_not_given_twice(start) -> None:
    first = await start()
    session = await first.session()
    await first.ask("DELETE", f"/sessions/{session}")
    await first.stop()
    assert await (await start()).session() == session + 1


async def test_ended_work_is_still_shown(start) -> None:
    first = await start()
    batch = (await first.ask("POST", "/batches", {"file": "/job.py", "args": ["raise SystemExit(2)"]})).body["id"]
    await first.until(f"/batches/{batch}", "dead")
    await first.stop()
    assert (await (await start()).ask("GET", f"/batches/{batch}")).body["state"] == "dead"


async def test_a_deletion_that_was_under_way_is_finished(start) -> None:
    first = await start()
    session = await first.session()
    first.service.sessions[session].state = "shutting_down"
    await first.service._keep(first.service.sessions[session])
    await first.stop()
    second = await start()
    end = time.monotonic() + 20
    while (await second.ask("GET", f"/sessions/{session}")).status != 404:
        assert time.monotonic() < end
        await asyncio.sleep(0.1)


@pytest.mark.parametrize("greeting", [{"proof": "0" * 64}, {"proof": None}, {"session": 999}, {"session": "0"}, {"session": True}, {}])
async def test_whoever_has_no_proof_is_no_driver(start, greeting) -> None:
    livy = await start()
    session = await livy.session()
    reader, writer = await asyncio.open_connection("localhost", livy.settings.drivers_port, ssl=_tls(livy))
    json.loads(await reader.readline())
    writer.write(json.dumps({"session": session, "proof": "0" * 64, "ready": True, "statements": [], **greeting}).encode() + b"\n")
    assert await asyncio.wait_for(reader.read(), 10) == b""
    writer.close()
    assert (await livy.run(session, "1"))["output"]["data"]["text/plain"] == "1"


async def test_noise_on_the_line_ends_it_alone(start) -> None:
    livy = await start()
    session = await livy.session()
    reader, writer = await asyncio.open_connection("localhost", livy.settings.drivers_port, ssl=_tls(livy))
    writer.write(b"GET / HTTP/1.1\r\n\r\n")
    await reader.readline()
    assert await asyncio.wait_for(reader.read(), 10) == b""
    writer.close()
    assert (await livy.run(session, "1"))["output"]["status"] == "ok"


def _tls(livy):
    return ssl.create_default_context(cafile=livy.authority.folder / "ca.crt")
