"""An interactive session: a driver that runs one statement after another."""

import asyncio
import contextlib
import time
from typing import Any

from .creation import Refused, SessionCreation, code_kind
from .drivers import Line
from .statement import Statement
from .work import Work

_COMPLETION_TIME = 10.0


class Session(Work):
    type = "session"

    def __init__(self, number: int, owner: str, name: str | None, kind: str, birth: str | None = None):
        super().__init__(number, owner, name, birth)
        self.kind = kind
        self.statements: dict[int, Statement] = {}
        self.next_statement = 0
        self.last_activity = time.time()
        self.last_heartbeat = time.time()
        # Seconds; none where the service's own count, and where nobody has to show that he is there.
        self.idle_timeout: float | None = None
        self.heartbeat_timeout = 0
        self.line: Line | None = None
        # When its driver gets the next token for MLflow.
        self.token_due = 0.0
        self._ready = False
        self._alone = asyncio.Event()
        self._questions: dict[int, asyncio.Future[list[str]]] = {}

    @staticmethod
    def created(number: int, owner: str, creation: SessionCreation, idle_timeout: float | None) -> "Session":
        session = Session(number, owner, creation.name, creation.kind)
        session.heartbeat_timeout = creation.heartbeatTimeoutInSecond
        session.idle_timeout = idle_timeout
        return session

    @staticmethod
    def restored(record: dict[str, Any]) -> "Session":
        session = Session(record["id"], record["owner"], record["name"], record["kind"], record["birth"])
        session.restore(record)
        session.next_statement = record["nextStatement"]
        session.idle_timeout = record["idleTimeout"]
        session.heartbeat_timeout = record["heartbeatTimeout"]
        session._ready = record["ready"]
        return session

    def record(self) -> dict[str, Any]:
        return {
            **super().record(),
            "kind": self.kind,
            "nextStatement": self.next_statement,
            "idleTimeout": self.idle_timeout,
            "heartbeatTimeout": self.heartbeat_timeout,
            "ready": self._ready,
        }

    def view(self, with_log: bool) -> dict[str, Any]:
        return {**super().view(with_log), "kind": self.kind}

    def heartbeat(self) -> None:
        """Somebody still asks for it."""
        self.last_heartbeat = time.time()

    def statement_key(self, statement: Statement) -> str:
        return f"{self.key}-statement-{statement.id}"

    def add(self, code: str, kind: str | None) -> Statement:
        self._require_life()
        statement = Statement(self.next_statement, code, code_kind(self.kind, kind))
        self.next_statement += 1
        self.statements[statement.id] = statement
        self.last_activity = time.time()
        self.settle()
        return statement

    def run(self, statement: Statement) -> None:
        """Gives a statement to the driver; one that has not called yet gets it when it does."""
        if self.line and self._ready:
            self.line.say(run={"id": statement.id, "code": statement.code, "kind": statement.kind})

    def cancel(self, statement: Statement) -> bool:
        """Returns whether that ends it at once."""
        if statement.finished:
            return False
        if not self._ready:
            statement.finish("cancelled", None)
            self.settle()
            return True
        statement.state = "cancelling"
        if self.line:
            self.line.say(cancel=statement.id)
        return False

    async def complete(self, code: str, kind: str | None, cursor: int) -> list[str]:
        """Names that may stand at `cursor`; none while the driver is busy elsewhere."""
        self._require_life()
        kind = code_kind(self.kind, kind)
        self.last_activity = time.time()
        if not (self.line and self._ready):
            return []
        number = max(self._questions, default=0) + 1
        self._questions[number] = answer = asyncio.get_running_loop().create_future()
        try:
            self.line.say(complete={"request": number, "code": code, "kind": kind, "cursor": cursor})
            return await asyncio.wait_for(answer, _COMPLETION_TIME)
        except TimeoutError:
            return []
        finally:
            del self._questions[number]

    def answered(self, number: int, names: list[str]) -> None:
        if (question := self._questions.get(number)) and not question.done():
            question.set_result(names)

    def arrived(self, line: Line, ready: bool) -> None:
        if self.line:
            self.line.hang_up()
        self.line = line
        self.token_due = 0.0
        self._alone.clear()
        if ready:
            self.is_ready()

    def left(self, line: Line) -> None:
        """Its driver hung up, unless it has called again before."""
        if self.line is line:
            self.line = None
            self._alone.set()

    async def hung_up(self, patience: float) -> None:
        """Waits that long for the driver to hang up."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._alone.wait(), patience)

    def is_ready(self) -> None:
        self._ready = True
        self.last_activity = time.time()
        self.settle()

    def settle(self) -> None:
        """Idle or busy, once there is a driver and until there is none."""
        if self._ready and not self.ended and self.state != "shutting_down":
            self.state = "idle" if all(statement.finished for statement in self.statements.values()) else "busy"

    def end(self, state: str) -> None:
        super().end(state)
        for statement in self.statements.values():
            if not statement.finished:
                statement.finish("cancelled", None)

    def expired(self, timeout: float) -> str | None:
        """Why nobody wants it any more."""
        now = time.time()
        if self.heartbeat_timeout and now > self.last_heartbeat + self.heartbeat_timeout:
            return f"nobody has asked for it for {self.heartbeat_timeout} s"
        if self.state == "idle" and now > self.last_activity + (self.idle_timeout or timeout):
            return f"it was idle for {self.idle_timeout or timeout:.0f} s"
        return None

    def forget_statements(self, retained: int) -> list[Statement]:
        """Takes away the oldest that have finished."""
        finished = [statement for statement in self.statements.values() if statement.finished]
        old = finished[: max(0, len(self.statements) - retained)]
        for statement in old:
            del self.statements[statement.id]
        return old

    def _require_life(self) -> None:
        if self.ended or self.state == "shutting_down":
            raise Refused(f"Session is in state {self.state}")
