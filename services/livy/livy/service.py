"""All sessions and batches: made, watched, kept, found again, ended."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from .backends.interface import Backend, SessionFile
from .batch import Batch
from .creation import BatchCreation, Refused, SessionCreation
from .drivers import Line
from .proof import session_secret
from .session import Session
from .settings import Settings, seconds
from .statement import Statement
from .stores.interface import Store
from .tokens import Tokens
from .work import Work

log = logging.getLogger(__name__)

# Time of a driver to end by itself before its application is killed.
_FAREWELL = 10.0
# How long a driver looks for a Livy beyond the time after which an idle session ends.
_PATIENCE = 600.0


class Service:
    def __init__(self, settings: Settings, backend: Backend, store: Store, key: bytes, tokens: Tokens | None = None, poll_interval: float = 5.0):
        self.settings = settings
        self.sessions: dict[int, Session] = {}
        self.batches: dict[int, Batch] = {}
        self._backend = backend
        self.store = store
        self._key = key
        self._tokens = tokens
        self._poll_interval = poll_interval
        self._numbers = {"session": 0, "batch": 0}
        self._followers: dict[str, asyncio.Task[None]] = {}
        self._watch: asyncio.Task[None] | None = None
        self.serves = False

    async def open(self) -> None:
        """Takes over what is in the store, which has to be its own by now."""
        await self._recover(await self.store.load())
        self._watch = asyncio.create_task(self._keep_watching())
        self.serves = True

    async def close(self) -> None:
        """Sessions go on without it: their drivers call the next one."""
        tasks = [*([self._watch] if self._watch else []), *self._followers.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.store.close()

    async def create_session(self, owner: str, creation: SessionCreation) -> Session:
        self._require_room()
        try:
            idle_timeout = seconds(creation.ttl) if creation.ttl else None
        except ValueError as fault:
            raise Refused(f"ttl: {fault}") from None
        session = Session.created(await self._next("session"), owner, creation, idle_timeout)
        self.sessions[session.id] = session
        file = SessionFile(
            session=session.id,
            secret=self._secret(session),
            addresses=[f"{host}:{self.settings.drivers_port}" for host in self.settings.hosts],
            sql_rows=self.settings.sql_rows,
            patience=(idle_timeout or self.settings.session_timeout) + _PATIENCE,
        )
        await self._keep(session)
        self._follow(session, self._backend.start_session(session.tag, owner, creation, file))
        return session

    async def create_batch(self, owner: str, creation: BatchCreation) -> Batch:
        self._require_room()
        batch = Batch(await self._next("batch"), owner, creation.name)
        self.batches[batch.id] = batch
        await self._keep(batch)
        self._follow(batch, self._backend.start_batch(batch.tag, owner, creation))
        return batch

    async def delete(self, work: Work) -> None:
        if not work.ended:
            work.state = "shutting_down"
            await self._keep(work)
        if follower := self._followers.pop(work.key, None):
            follower.cancel()
            await asyncio.gather(follower, return_exceptions=True)
        if isinstance(work, Session) and work.line:
            work.line.say(stop=True)
            await work.hung_up(_FAREWELL)
        if not work.ended:
            try:
                application = (await self._backend.applications()).get(work.tag)
                if application and application.id and application.state in ("waiting", "running"):
                    await self._backend.kill(application.id)
            except ConnectionError as fault:
                # A driver whose session is forgotten ends by itself; of a batch the caller has to know.
                if isinstance(work, Batch):
                    raise
                log.warning("%s was not killed: %s", work.tag, fault)
        await self._forget(work)

    async def execute(self, session: Session, code: str, kind: str | None) -> Statement:
        statement = session.add(code, kind)
        # Kept before it is answered for: a Livy that is killed now still gives it to the driver. The number is never given twice.
        await self.store.put(session.key, session.record())
        await self._keep_statement(session, statement)
        session.run(statement)
        for old in session.forget_statements(self.settings.retained_statements):
            await self.store.remove(session.statement_key(old))
        return statement

    async def cancel(self, session: Session, statement: Statement) -> None:
        session.last_activity = time.time()
        session.cancel(statement)
        await self._keep_statement(session, statement)

    # The door of drivers.

    def secret_of(self, number: int) -> str | None:
        session = self.sessions.get(number)
        return self._secret(session) if session and not session.ended else None

    async def arrived(self, number: int, line: Line, greeting: dict[str, Any]) -> None:
        session = self.sessions[number]
        session.arrived(line, bool(greeting["ready"]))
        self._give_token(session)
        known = set(greeting["statements"])
        for statement in list(session.statements.values()):
            if statement.state == "cancelling" and statement.id in known:
                line.say(cancel=statement.id)
            elif not statement.finished and statement.id not in known:
                session.run(statement)
        await self._keep(session)

    async def said(self, number: int, message: dict[str, Any]) -> None:
        session = self.sessions.get(number)
        if session is None:
            return
        match message:
            case {"ready": True}:
                session.is_ready()
                for statement in list(session.statements.values()):
                    if not statement.finished:
                        session.run(statement)
                await self._keep(session)
            case {"running": identifier} if statement := session.statements.get(identifier):
                statement.start()
            case {"progress": [identifier, progress]} if statement := session.statements.get(identifier):
                statement.progress = min(1.0, max(0.0, float(progress)))
            case {"result": {"id": identifier, "state": state, "output": output}}:
                statement = session.statements.get(identifier)
                if statement and not statement.finished:
                    statement.finish(state, output)
                    session.last_activity = time.time()
                    session.settle()
                    await self._keep_statement(session, statement)
                if session.line:
                    session.line.say(acknowledge=identifier)
            case {"candidates": {"request": request, "names": names}}:
                session.answered(request, names)

    def left(self, number: int, line: Line) -> None:
        if session := self.sessions.get(number):
            session.left(line)

    def _give_token(self, session: Session) -> None:
        """Before its first statement, and again before the one that it has ends."""
        if self._tokens and session.line and time.time() >= session.token_due:
            session.line.say(token=self._tokens.of(session.owner))
            session.token_due = time.time() + self._tokens.renewed_after

    async def _recover(self, records: dict[str, dict[str, Any]]) -> None:
        for key, record in records.items():
            if key.startswith("next-"):
                self._numbers[key.removeprefix("next-")] = record["number"]
            elif "statement" in record:
                continue
            elif key.startswith("session-"):
                self.sessions[record["id"]] = Session.restored(record)
            else:
                self.batches[record["id"]] = Batch.restored(record)
        statements = [(key, record) for key, record in records.items() if "statement" in record]
        for key, record in sorted(statements, key=lambda each: each[1]["statement"]["id"]):
            session = self.sessions.get(record["session"])
            if session and session.birth == record["birth"]:
                statement = Statement(**record["statement"])
                session.statements[statement.id] = statement
            else:
                await self.store.remove(key)
        for session in self.sessions.values():
            session.settle()
        # Whoever was asked to delete them did not come to it.
        for work in [*self.sessions.values(), *self.batches.values()]:
            if work.state == "shutting_down":
                self._followers[work.key] = asyncio.create_task(self._delete_again(work))

    async def _delete_again(self, work: Work) -> None:
        self._followers.pop(work.key, None)
        await self.delete(work)

    async def _next(self, kind: str) -> int:
        number = self._numbers[kind]
        self._numbers[kind] = number + 1
        await self.store.put(f"next-{kind}", {"number": number + 1})
        return number

    def _require_room(self) -> None:
        if len(self._followers) >= self.settings.max_creation:
            raise Refused("Rejected, too many sessions are being created!")

    def _secret(self, session: Session) -> str:
        return session_secret(self._key, session.id, session.birth)

    def _follow(self, work: Work, handing_over: AsyncIterator[str]) -> None:
        async def follow() -> None:
            await work.follow(handing_over)
            self._followers.pop(work.key, None)
            await self._keep(work)

        self._followers[work.key] = asyncio.create_task(follow())

    async def _keep(self, work: Work) -> None:
        if self._knows(work):
            await self.store.put(work.key, work.record())

    async def _keep_statement(self, session: Session, statement: Statement) -> None:
        if self._knows(session):
            await self.store.put(session.statement_key(statement), statement.record(session.id, session.birth))

    def _knows(self, work: Work) -> bool:
        return (self.sessions if isinstance(work, Session) else self.batches).get(work.id) is work

    async def _forget(self, work: Work) -> None:
        (self.sessions if isinstance(work, Session) else self.batches).pop(work.id, None)
        if isinstance(work, Session):
            if work.line:
                work.line.hang_up()
            for statement in work.statements.values():
                await self.store.remove(work.statement_key(statement))
        await self.store.remove(work.key)

    async def _keep_watching(self) -> None:
        while True:
            await self._attempt(self._look)
            await asyncio.sleep(self._poll_interval)

    async def _attempt(self, step: Callable[[], Awaitable[None]]) -> None:
        try:
            await step()
        except (OSError, ConnectionError) as fault:
            log.warning("%s", fault)

    async def _look(self) -> None:
        applications = await self._backend.applications()
        for work in [*self.sessions.values(), *self.batches.values()]:
            if work.state == "shutting_down":
                continue
            if isinstance(work, Session):
                self._give_token(work)
            if not work.ended:
                if work.see(applications.get(work.tag)):
                    await self._keep(work)
                    if work.ended and isinstance(work, Session):
                        for statement in work.statements.values():
                            await self._keep_statement(work, statement)
                elif isinstance(work, Session) and (reason := work.expired(self.settings.session_timeout)):
                    log.info("session %s ends: %s", work.id, reason)
                    await self.delete(work)
            elif work.ended_at is not None and time.time() > work.ended_at + self.settings.state_retain:
                await self._forget(work)
