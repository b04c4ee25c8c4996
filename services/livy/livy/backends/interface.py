"""What runs drivers: YARN, or Kubernetes itself."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Protocol

from ..creation import BatchCreation, SessionCreation


@dataclass(frozen=True)
class Application:
    """What the backend says of an application."""

    id: str | None = None
    # `waiting`, `running`, `success`, `killed` or `dead`.
    state: str = "waiting"
    diagnostics: str = ""
    info: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class SessionFile:
    """What a driver is told of its session, in a file that nobody else reads."""

    session: int
    secret: str
    addresses: list[str]
    sql_rows: int
    # Seconds without any Livy after which the driver gives up.
    patience: float


class Backend(Protocol):
    """Starts applications under a tag, finds them by it, and ends them."""

    def start_session(self, tag: str, user: str, creation: SessionCreation, file: SessionFile) -> AsyncIterator[str]:
        """Hands a driver over; yields what is said meanwhile, and ends when it is the backend's. Raises `NotStarted`."""

    def start_batch(self, tag: str, user: str, creation: BatchCreation) -> AsyncIterator[str]: ...

    async def applications(self) -> dict[str, Application]:
        """By tag."""

    async def kill(self, application: str) -> None:
        """No fault if it has ended."""


class NotStarted(Exception):
    """The application was not taken; the text says why."""
