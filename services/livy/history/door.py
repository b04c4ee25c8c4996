"""Asks who calls, and hands on to the history server, which asks nobody and listens to its own host alone."""

from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from aiohttp import web
from logins import Users
from yarl import URL

from livy.callers import hosts_of

# What belongs to a connection and not to what goes through it.
_OF_CONNECTIONS = frozenset({"connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "content-length", "authorization"})
_WITHOUT_LOGIN = "/api/v1/version"
_PATIENCE = aiohttp.ClientTimeout(total=120)


def application(server: str, superusers: frozenset[str], users: Users) -> web.Application:
    """
    @param server: address of the history server
    @param superusers: hosts whose certificates are enough, since they have asked their callers
    """

    @web.middleware
    async def guard(request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> web.StreamResponse:
        if request.path == _WITHOUT_LOGIN or hosts_of(request) & superusers or await users.by_header(request.headers.get("Authorization", "")):
            return await handler(request)
        raise web.HTTPUnauthorized(headers={"WWW-Authenticate": 'Basic realm="history"'})

    async def hand_on(request: web.Request) -> web.StreamResponse:
        if request.method not in ("GET", "HEAD"):
            raise web.HTTPMethodNotAllowed(request.method, ("GET", "HEAD"))
        headers = [(name, value) for name, value in request.headers.items() if name.lower() not in _OF_CONNECTIONS]
        # As it was sent: a path may have encoded names in it.
        address = URL(server + request.raw_path, encoded=True)
        async with request.app[_CLIENT].request(request.method, address, headers=headers, allow_redirects=False) as answer:
            passed_back = {name: value for name, value in answer.headers.items() if name.lower() not in _OF_CONNECTIONS}
            if "Location" in passed_back:
                passed_back["Location"] = passed_back["Location"].replace(f"http://{request.host}", f"https://{request.host}", 1)
            response = web.StreamResponse(status=answer.status, headers=passed_back)
            await response.prepare(request)
            async for part in answer.content.iter_chunked(65536):
                await response.write(part)
            await response.write_eof()
            return response

    async def client(app: web.Application) -> Any:
        # Answers go back as they are, so that their form is for callers alone to ask for.
        async with aiohttp.ClientSession(timeout=_PATIENCE, auto_decompress=False, skip_auto_headers=["Accept-Encoding"]) as app[_CLIENT]:
            yield

    app = web.Application(middlewares=[_faults, guard])
    app.cleanup_ctx.append(client)
    app.router.add_route("*", "/{path:.*}", hand_on)
    return app


_CLIENT = web.AppKey("client", aiohttp.ClientSession)


@web.middleware
async def _faults(request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> web.StreamResponse:
    try:
        return await handler(request)
    except (TimeoutError, aiohttp.ClientError) as fault:
        raise web.HTTPBadGateway(text=f"The history server does not answer: {fault}") from None
