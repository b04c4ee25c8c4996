"""
The door of drivers: they run in YARN and call Livy, never the other way round.

Messages are lines of JSON over TLS. Livy asks for a proof that the driver is of its session, then each side says what it has to:

    Livy:    {"challenge"}                      driver: {"session", "proof", "application", "ready", "statements"}
    Livy:    {"run": {"id", "code", "kind"}}    driver: {"running": id}, {"progress": [id, number]}, {"result": {"id", "state", "output"}}
    Livy:    {"acknowledge": id}                (the driver may forget the result)
    Livy:    {"cancel": id}, {"stop": true}
    Livy:    {"token"}                          (by which it calls MLflow from now on)
    Livy:    {"complete": {"request", "code", "kind", "cursor"}}    driver: {"candidates": {"request", "names"}}

A driver repeats a result at each call until it is acknowledged, and Livy repeats a statement that the driver does not name: neither loses what
the other has not got.
"""

import asyncio
import json
import logging
import ssl
from typing import Any, Protocol

from .proof import challenge, is_proof

log = logging.getLogger(__name__)

# Longest line: results are cut to less by the drivers.
LINE = 32 * 1024 * 1024
_GREETING = 10.0


class Door(Protocol):
    """What drivers meet: the sessions."""

    def secret_of(self, session: int) -> str | None:
        """Secret of a session that waits for its driver."""

    async def arrived(self, session: int, line: "Line", greeting: dict[str, Any]) -> None:
        """A driver has proved to be of `session`."""

    async def said(self, session: int, message: dict[str, Any]) -> None:
        """A driver says something."""

    def left(self, session: int, line: "Line") -> None:
        """A driver hung up; it will call again, if it lives."""


class Line:
    """To a driver that has called."""

    def __init__(self, writer: asyncio.StreamWriter):
        self._writer = writer

    def say(self, **message: Any) -> None:
        self._writer.write(json.dumps(message).encode() + b"\n")

    def hang_up(self) -> None:
        self._writer.close()


async def open_door(door: Door, port: int, tls: ssl.SSLContext | None) -> asyncio.Server:
    async def called(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = Line(writer)
        session = None
        try:
            session = await asyncio.wait_for(_greeted(door, reader, line), _GREETING)
            while text := await reader.readline():
                await door.said(session, json.loads(text))
        except (OSError, ValueError, TypeError, KeyError, TimeoutError, _Stranger) as fault:
            log.warning("a driver of session %s was cut off: %s", session, fault or type(fault).__name__)
        finally:
            if session is not None:
                door.left(session, line)
            line.hang_up()

    return await asyncio.start_server(called, port=port, ssl=tls, limit=LINE)


class _Stranger(Exception):
    """Whoever calls is no driver of a session."""


async def _greeted(door: Door, reader: asyncio.StreamReader, line: Line) -> int:
    asked = challenge()
    line.say(challenge=asked)
    greeting = json.loads(await reader.readline())
    session = greeting["session"]
    secret = door.secret_of(session) if isinstance(session, int) else None
    if secret is None or not is_proof(secret, asked, greeting["proof"]):
        raise _Stranger(f"no proof of session {session}")
    await door.arrived(session, line, greeting)
    return session
