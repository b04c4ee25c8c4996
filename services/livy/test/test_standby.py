"""Two Livys with one store."""

import json
import ssl

import aiohttp
from aiohttp import web
from livy_process import GATEWAY, Livy, settings_of

from livy.routes import application
from livy.service import Service
from livy.tls import server_tls


async def test_callers_of_the_one_that_waits_are_answered_by_the_one_that_serves(start, authority) -> None:
    # Both are this host, so that they differ in the name by which they call themselves, and in their ports.
    leader = await start(**{"livy.superusers": f"{GATEWAY},localhost"})
    await leader.service.store.lead("localhost")
    session = await leader.session()
    waiting, port = await _waiting(leader)
    async with _caller(authority) as http:
        address = f"https://localhost:{port}"
        async with http.get(f"{address}/version") as answer:
            assert answer.status == 200
        async with http.get(f"{address}/sessions/{session}?user.name=alice") as answer:
            assert (await answer.json())["state"] == "idle"
        async with http.post(f"{address}/sessions/{session}/statements?user.name=alice", data=json.dumps({"code": "6 * 7"})) as answer:
            assert (answer.status, answer.headers["Location"]) == (201, f"/sessions/{session}/statements/0")
        async with http.post(f"{address}/sessions/{session}/statements?user.name=bob", data=json.dumps({"code": "6 * 7"})) as answer:
            assert answer.status == 403
    plain = ssl.create_default_context(cafile=authority.folder / "ca.crt")
    async with aiohttp.ClientSession() as http, http.get(f"{address}/sessions?user.name=alice", ssl=plain) as answer:
        assert answer.status == 401
    assert (await leader.until(f"/sessions/{session}/statements/0", "available"))["output"]["data"]["text/plain"] == "42"
    await waiting.cleanup()


async def test_without_one_that_serves_callers_are_told_to_come_again(start, authority) -> None:
    waiting, port = await _waiting(await start())
    async with _caller(authority) as http, http.get(f"https://localhost:{port}/sessions?user.name=alice") as answer:
        assert (answer.status, await answer.json()) == (503, {"msg": "Livy is starting."})
    await waiting.cleanup()


async def _waiting(leader: Livy) -> tuple[web.AppRunner, int]:
    own = leader.authority.certificate("localhost")
    service = Service(leader.settings, leader.backend, leader.service.store, b"")
    runner = web.AppRunner(application(service, "hdfs://bdc", "another", own), shutdown_timeout=1)
    await runner.setup()
    port = settings_of().port
    await web.TCPSite(runner, "localhost", port, ssl_context=server_tls(own, callers=True)).start()
    return runner, port


def _caller(authority) -> aiohttp.ClientSession:
    folder = authority.certificate(GATEWAY)
    context = ssl.create_default_context(cafile=authority.folder / "ca.crt")
    context.load_cert_chain(folder / "tls.crt", folder / "tls.key")
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context))
