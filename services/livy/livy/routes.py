"""The REST services, path by path as Apache Livy documents them."""

import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

import aiohttp
from aiohttp import web

from .batch import Batch
from .callers import Caller, caller_of
from .creation import BatchCreation, Refused, SessionCreation
from .service import Service
from .session import Session
from .standby import hand_on

# Clients compare it with what they know; it is the version whose services these are.
VERSION = "0.8.0-incubating"
_CALLER = web.RequestKey("caller", Caller)
_LARGEST_BODY = 16 * 1024 * 1024
_USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@-]*")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Created = TypeVar("Created", Session, Batch)


def application(service: Service, default_store: str, host: str, tls: Path) -> web.Application:
    app = web.Application(middlewares=[_faults, _guard(service), hand_on(service, host, tls)], client_max_size=_LARGEST_BODY)
    sessions, batches = _Sessions(service, default_store), _Batches(service, default_store)
    routes = [web.get("/version", _version), *sessions.routes("/sessions"), *sessions.statement_routes("/sessions"), *batches.routes("/batches")]
    # Some clients end every path with a slash.
    app.add_routes([*routes, *(web.RouteDef(each.method, each.path + "/", each.handler, {}) for each in routes)])
    return app


async def _version(_: web.Request) -> web.Response:
    return web.json_response({"version": VERSION, "url": "", "branch": "", "revision": "", "user": "", "date": ""})


def _message(status: int, text: str) -> web.Response:
    return web.json_response({"msg": text}, status=status)


@web.middleware
async def _faults(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except Refused as fault:
        return _message(400, str(fault))
    except web.HTTPException as fault:
        return (
            web.Response(status=fault.status, text=fault.text, content_type="application/json")
            if fault.content_type == "application/json"
            else _message(fault.status, fault.reason)
        )
    except (OSError, ConnectionError, aiohttp.ClientError) as fault:
        # The store, YARN or another Livy; whoever asks again may have more luck.
        return _message(503, str(fault))


def _guard(service: Service) -> Any:
    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path == "/version":
            return await handler(request)
        caller = caller_of(request, service.settings.superusers)
        if not _USER.fullmatch(caller.user):
            raise Refused(f"{caller.user} is no name of a user")
        if service.settings.csrf_protection and request.method not in ("GET", "HEAD", "OPTIONS") and "X-Requested-By" not in request.headers:
            raise Refused("Missing Required Header for CSRF protection.")
        request[_CALLER] = caller
        return await handler(request)

    return guard


async def _body(request: web.Request) -> Any:
    try:
        return await request.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise Refused("The body is no JSON.") from None


def _number(request: web.Request, name: str, default: int) -> int:
    text = request.query.get(name, str(default))
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise Refused(f"{name} is no number")
    return int(text)


def _text(body: Any, name: str, required: bool = True) -> str | None:
    value = body.get(name) if isinstance(body, dict) else None
    if value is None and not required:
        return None
    if not isinstance(value, str):
        raise Refused(f"{name} is missing" if value is None else f"{name}: str expected")
    return value


class _Collection(Generic[Created]):
    """What sessions and batches are asked alike."""

    noun: str

    def __init__(self, service: Service, default_store: str):
        self.service = service
        self.default_store = default_store

    def all(self) -> dict[int, Created]:
        raise NotImplementedError

    async def create(self, caller: Caller, body: Any) -> Created:
        raise NotImplementedError

    def routes(self, root: str) -> list[web.RouteDef]:
        one = root + r"/{id:\d+}"
        return [
            web.get(root, self._list),
            web.post(root, self._create),
            web.get(one, self._show),
            web.get(one + "/state", self._state),
            web.get(one + "/log", self._log),
            web.delete(one, self._delete),
        ]

    def one(self, request: web.Request) -> Created:
        number = int(request.match_info["id"])
        if work := self.all().get(number):
            if isinstance(work, Session):
                work.heartbeat()
            return work
        raise web.HTTPNotFound(text=json.dumps({"msg": f"{self.noun} '{number}' not found."}), content_type="application/json")

    def own(self, request: web.Request) -> Created:
        """One of the caller's: others see that it is there, and nothing of what it does."""
        work = self.one(request)
        if work.owner != request[_CALLER].user:
            raise web.HTTPForbidden
        return work

    def owner(self, caller: Caller, proxy_user: str | None) -> str:
        if proxy_user not in (None, caller.user):
            text = json.dumps({"msg": f"User '{caller.user}' not allowed to impersonate '{proxy_user}'."})
            raise web.HTTPForbidden(text=text, content_type="application/json")
        return caller.user

    async def _list(self, request: web.Request) -> web.Response:
        start, size = max(0, _number(request, "from", 0)), max(0, _number(request, "size", 100))
        works = [work for _, work in sorted(self.all().items())]
        page = [self._view(request, work) for work in works[start : start + size]]
        return web.json_response({"from": start, "total": len(works), "sessions": page})

    async def _create(self, request: web.Request) -> web.Response:
        work = await self.create(request[_CALLER], await _body(request))
        return web.json_response(self._view(request, work), status=201, headers={"Location": f"{request.path}/{work.id}"})

    async def _show(self, request: web.Request) -> web.Response:
        return web.json_response(self._view(request, self.one(request)))

    async def _state(self, request: web.Request) -> web.Response:
        work = self.one(request)
        return web.json_response({"id": work.id, "state": work.state})

    async def _log(self, request: web.Request) -> web.Response:
        work = self.own(request)
        lines = work.log()
        size, start = _number(request, "size", 100), _number(request, "from", -1)
        size = len(lines) if size < 0 else size
        start = max(0, len(lines) - size) if start < 0 else start
        return web.json_response({"id": work.id, "from": start, "size": size, "total": len(lines), "log": lines[start : start + size]})

    async def _delete(self, request: web.Request) -> web.Response:
        await self.service.delete(self.own(request))
        return _message(200, "deleted")

    def _view(self, request: web.Request, work: Created) -> dict[str, Any]:
        return work.view(with_log=work.owner == request[_CALLER].user)


class _Batches(_Collection[Batch]):
    noun = "Session"

    def all(self) -> dict[int, Batch]:
        return self.service.batches

    async def create(self, caller: Caller, body: Any) -> Batch:
        creation = BatchCreation.of(body, self.default_store)
        return await self.service.create_batch(self.owner(caller, creation.proxyUser), creation)


class _Sessions(_Collection[Session]):
    noun = "Session"

    def all(self) -> dict[int, Session]:
        return self.service.sessions

    async def create(self, caller: Caller, body: Any) -> Session:
        creation = SessionCreation.of(body, self.default_store)
        return await self.service.create_session(self.owner(caller, creation.proxyUser), creation)

    def statement_routes(self, root: str) -> list[web.RouteDef]:
        statements = root + r"/{id:\d+}/statements"
        one = statements + r"/{statement:\d+}"
        return [
            web.get(statements, self._statements),
            web.post(statements, self._execute),
            web.get(one, self._statement),
            web.post(one + "/cancel", self._cancel),
            web.post(root + r"/{id:\d+}/completion", self._complete),
        ]

    async def _statements(self, request: web.Request) -> web.Response:
        session = self.own(request)
        statements = list(session.statements.values())
        if request.query.get("order") == "desc":
            statements.reverse()
        start, size = max(0, _number(request, "from", 0)), max(0, _number(request, "size", len(statements)))
        page = [statement.view() for statement in statements[start : start + size]]
        return web.json_response({"total_statements": len(statements), "statements": page})

    async def _execute(self, request: web.Request) -> web.Response:
        session, body = self.own(request), await _body(request)
        statement = await self.service.execute(session, _text(body, "code") or "", _text(body, "kind", required=False))
        return web.json_response(statement.view(), status=201, headers={"Location": f"{request.path}/{statement.id}"})

    def _found(self, request: web.Request) -> tuple[Session, Any]:
        session = self.own(request)
        if statement := session.statements.get(int(request.match_info["statement"])):
            return session, statement
        raise web.HTTPNotFound(text=json.dumps({"msg": "Statement not found"}), content_type="application/json")

    async def _statement(self, request: web.Request) -> web.Response:
        _, statement = self._found(request)
        return web.json_response(statement.view())

    async def _cancel(self, request: web.Request) -> web.Response:
        await self.service.cancel(*self._found(request))
        return _message(200, "canceled")

    async def _complete(self, request: web.Request) -> web.Response:
        session, body = self.own(request), await _body(request)
        code, kind = _text(body, "code") or "", _text(body, "kind", required=False)
        cursor = body.get("cursor", len(code))
        if not re.fullmatch(r"\d{1,9}", str(cursor)):
            raise Refused("cursor is no number")
        return web.json_response({"candidates": await session.complete(code, kind, int(cursor))})
