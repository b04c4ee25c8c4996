"""The door of the history server, with a server behind it that tells what it was asked."""

import base64
import ssl

import aiohttp
import pytest_asyncio
from aiohttp import web
from livy_process import GATEWAY, free_port
from logins import Users
from users_file import UsersFile
from yarl import URL

from history.door import application
from livy.tls import server_tls


async def _answer(request: web.Request) -> web.Response:
    if request.path == "/moved":
        return web.Response(status=302, headers={"Location": f"http://{request.host}/history/"})
    return web.json_response({"path": request.raw_path, **{name: request.headers.get(name) for name in ("Authorization", "Accept-Encoding")}})


async def _serve(app: web.Application, port: int, tls: ssl.SSLContext | None) -> web.AppRunner:
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "localhost", port, ssl_context=tls).start()
    return runner


@pytest_asyncio.fixture
async def door(authority, tmp_path):
    users = UsersFile(tmp_path)
    users.write(alice="right: one")
    behind, front = free_port(), free_port()
    server = web.Application()
    server.router.add_route("*", "/{path:.*}", _answer)
    app = application(f"http://localhost:{behind}", frozenset({GATEWAY}), Users(users.path))
    tls = server_tls(authority.certificate("localhost"), callers=True)
    runners = [await _serve(server, behind, None), await _serve(app, front, tls)]

    async def ask(path: str, method: str = "GET", certificate: str | None = None, login: str | None = None) -> aiohttp.ClientResponse:
        tls = ssl.create_default_context(cafile=authority.folder / "ca.crt")
        if certificate:
            folder = authority.certificate(certificate)
            tls.load_cert_chain(folder / "tls.crt", folder / "tls.key")
        headers = {"Authorization": "Basic " + base64.b64encode(login.encode()).decode()} if login else {}
        url = URL(f"https://localhost:{front}{path}", encoded=True)
        plain = aiohttp.ClientSession(skip_auto_headers=["Accept-Encoding"])
        async with plain as http, http.request(method, url, ssl=tls, headers=headers, allow_redirects=False) as answer:
            await answer.read()
            return answer

    yield ask, users, front
    for runner in runners:
        await runner.cleanup()


async def test_who_comes_in(door) -> None:
    ask, users, _ = door
    answers = [await ask("/"), await ask("/", certificate="storage-0"), await ask("/", login="alice:wrong"), await ask("/", login="bob:right: one")]
    assert [answer.status for answer in answers] == [401, 401, 401, 401]
    assert answers[0].headers["WWW-Authenticate"].startswith("Basic ")
    assert (await ask("/api/v1/version")).status == 200
    assert (await ask("/", certificate=GATEWAY)).status == 200
    assert (await ask("/", login="alice:right: one")).status == 200
    users.write(alice="another")
    assert (await ask("/", login="alice:right: one")).status == 401


async def test_what_goes_through(door) -> None:
    ask, _, front = door
    path = "/api/v1/applications?status=completed&a=%2F"
    assert await (await ask(path, login="alice:right: one")).json() == {"path": path, "Authorization": None, "Accept-Encoding": None}
    assert (await ask("/moved", certificate=GATEWAY)).headers["Location"] == f"https://localhost:{front}/history/"
    assert (await ask("/", method="POST", certificate=GATEWAY)).status == 405
