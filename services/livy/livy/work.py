"""What sessions and batches have in common: an application of a user, which the backend runs under a tag."""

import secrets
import time
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

from .backends.interface import Application, NotStarted

_LOG_LINES = 1000
# Until the backend names an application that was handed over to it.
_GRACE = 120.0

ENDED = frozenset({"success", "killed", "dead", "error"})


class Work:
    """An application of `owner`, from its creation until it is forgotten."""

    type: str

    def __init__(self, number: int, owner: str, name: str | None, birth: str | None = None):
        self.id = number
        self.owner = owner
        self.name = name
        self.birth = birth or secrets.token_hex(8)
        self.state = "starting"
        self.application = Application()
        self.handed_over_at: float | None = None
        self.ended_at: float | None = None
        self._said: deque[str] = deque(maxlen=_LOG_LINES)

    @property
    def key(self) -> str:
        """Of its record."""
        return f"{self.type}-{self.id}"

    @property
    def tag(self) -> str:
        """Under which the backend has it; numbers are given anew when the store is lost, so that one alone would not do."""
        return f"livy-{self.type}-{self.id}-{self.birth}"

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    def log(self) -> list[str]:
        diagnostics = self.application.diagnostics
        return [*self._said, *(["\nYARN Diagnostics: ", *diagnostics.splitlines()] if diagnostics else [])]

    def say(self, line: str) -> None:
        self._said.append(line)

    async def follow(self, handing_over: AsyncIterator[str]) -> None:
        """Listens until the application is the backend's."""
        try:
            async for line in handing_over:
                self.say(line)
            self.handed_over_at = time.time()
        except (NotStarted, OSError) as fault:
            self.say(str(fault))
            self.end("dead")

    def see(self, application: Application | None) -> bool:
        """Takes in what the backend says; returns whether that was news that has to be kept."""
        before = (self.state, self.application.id)
        if application:
            self.application = application
            if application.state in ENDED:
                self.end(application.state)
            else:
                self.runs(application)
        elif self.handed_over_at is not None and time.time() > self.handed_over_at + _GRACE:
            self.say("The application is unknown to YARN.")
            self.end("dead")
        return before != (self.state, self.application.id)

    def runs(self, application: Application) -> None:
        """It is with the backend, and has not ended."""

    def end(self, state: str) -> None:
        if not self.ended:
            self.state = state
            self.ended_at = time.time()

    def view(self, with_log: bool) -> dict[str, Any]:
        """As callers see it."""
        return {
            "id": self.id,
            "name": self.name,
            "appId": self.application.id,
            "owner": self.owner,
            "proxyUser": self.owner,
            "state": self.state,
            "appInfo": {"driverLogUrl": None, "sparkUiUrl": None, **self.application.info},
            "log": self.log()[-10:] if with_log else [],
        }

    def record(self) -> dict[str, Any]:
        """What another Livy needs to go on with it."""
        return {
            "id": self.id,
            "owner": self.owner,
            "name": self.name,
            "birth": self.birth,
            "state": self.state,
            "application": vars(self.application),
            "handedOverAt": self.handed_over_at,
            "endedAt": self.ended_at,
            "log": list(self._said)[-100:],
        }

    def restore(self, record: dict[str, Any]) -> None:
        self.state = record["state"]
        self.application = Application(**record["application"])
        # What was on its way when Livy ended has arrived, or never will.
        self.handed_over_at = record["handedOverAt"] or time.time()
        self.ended_at = record["endedAt"]
        self._said.extend(record["log"])
