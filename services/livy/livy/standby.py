"""A Livy whose turn has not come: it hands its callers on to the one that serves."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from .service import Service

_PATIENCE = aiohttp.ClientTimeout(total=60)
_PASSED_ON = ("Content-Type", "X-Requested-By")


def hand_on(service: Service, host: str, tls: Path) -> Any:
    """
    What the gateway has said of the caller goes on with it, and this Livy shows the certificate by which the other one believes it.

    @param host: its own
    @param tls: the folder of that certificate
    """

    @web.middleware
    async def middleware(request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> web.StreamResponse:
        if service.serves or request.path == "/version":
            return await handler(request)
        leader = await service.store.leader()
        # It may have only just got its turn.
        if leader is None or leader == host:
            raise ConnectionError("Livy is starting.")
        context = await asyncio.to_thread(_client_tls, tls)
        headers = {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
        url = f"https://{leader}:{service.settings.port}{request.rel_url}"
        async with (
            aiohttp.ClientSession(timeout=_PATIENCE) as http,
            http.request(request.method, url, data=await request.read(), headers=headers, ssl=context, allow_redirects=False) as answer,
        ):
            passed_back = {name: answer.headers[name] for name in ("Content-Type", "Location") if name in answer.headers}
            return web.Response(status=answer.status, body=await answer.read(), headers=passed_back)

    return middleware


def _client_tls(folder: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=folder / "ca.crt")
    context.load_cert_chain(folder / "tls.crt", folder / "tls.key")
    return context
