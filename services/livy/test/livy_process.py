"""A Livy of this process, with its doors, as the gateway sees it."""

import asyncio
import json
import socket
import ssl
import time
from typing import Any

import aiohttp
from aiohttp import web
from authority import Authority
from local_backend import LocalBackend

from livy.drivers import open_door
from livy.routes import application
from livy.service import Service
from livy.settings import Settings
from livy.stores.interface import Store
from livy.tls import server_tls
from livy.tokens import Tokens

GATEWAY = "gateway-svc.test"
MLFLOW_KEY = b"a key of MLflow that is long enough"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def settings_of(**properties: str) -> Settings:
    return Settings.of(
        {
            "livy.server.port": str(free_port()),
            "livy.rsc.launcher.port.range": "{0}~{0}".format(free_port()),
            "livy.rsc.rpc.server.address": "localhost",
            "livy.superusers": GATEWAY,
            "livy.server.recovery.state-store": "filesystem",
            "livy.server.recovery.state-store.url": "hdfs://bdc/livy",
            **properties,
        }
    )


class Livy:
    def __init__(self, authority: Authority, backend: LocalBackend, store: Store, settings: Settings, patience: float = 30.0):
        self._patience = patience
        self.authority = authority
        self.backend = backend
        self.settings = settings
        self.service = Service(settings, backend, store, b"a key of the test", Tokens(MLFLOW_KEY, lifetime=4.0), poll_interval=0.1)

    async def start(self) -> "Livy":
        own = self.authority.certificate("localhost")
        await self.service.store.open()
        await self.service.open()
        self._door = await open_door(self.service, self.settings.drivers_port, server_tls(own, callers=False))
        self._runner = web.AppRunner(application(self.service, "hdfs://bdc", "localhost", own), shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "localhost", self.settings.port, ssl_context=server_tls(own, callers=True)).start()
        return self

    async def stop(self) -> None:
        self._door.close()
        for session in self.service.sessions.values():
            if session.line:
                session.line.hang_up()
        await self._runner.cleanup()
        await self.service.close()

    async def ask(self, method: str, path: str, body: Any = None, user: str | None = "alice", host: str | None = GATEWAY, **more: Any) -> "Answer":
        context = ssl.create_default_context(cafile=self.authority.folder / "ca.crt")
        if host:
            folder = self.authority.certificate(host)
            context.load_cert_chain(folder / "tls.crt", folder / "tls.key")
        separator = "&" if "?" in path else "?"
        url = f"https://localhost:{self.settings.port}{path}" + (f"{separator}user.name={user}" if user else "")
        data = body if isinstance(body, (str, type(None))) else json.dumps(body)
        async with aiohttp.ClientSession() as http, http.request(method, url, data=data, ssl=context, allow_redirects=False, **more) as answer:
            return Answer(answer.status, json.loads(await answer.text()), answer.headers)

    async def until(self, path: str, state: str, **more: Any) -> dict[str, Any]:
        end = time.monotonic() + self._patience
        while (answer := await self.ask("GET", path, **more)).body.get("state") != state:
            if time.monotonic() > end:
                raise TimeoutError(f"{path} is {answer.body} and not {state} after {self._patience} s")
            await asyncio.sleep(0.05)
        return answer.body

    async def session(self, **body: Any) -> int:
        """One that is idle."""
        created = await self.ask("POST", "/sessions", {"kind": "pyspark", **body})
        assert created.status == 201, created.body
        await self.until(f"/sessions/{created.body['id']}", "idle")
        return created.body["id"]

    async def run(self, session: int, code: str, kind: str | None = None, state: str = "available") -> dict[str, Any]:
        path = f"/sessions/{session}/statements"
        created = await self.ask("POST", path, {"code": code, **({"kind": kind} if kind else {})})
        assert created.status == 201, created.body
        return await self.until(f"{path}/{created.body['id']}", state)


class Answer:
    def __init__(self, status: int, body: Any, headers: Any):
        self.status, self.body, self.headers = status, body, headers
