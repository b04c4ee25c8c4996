"""The program itself: it takes its turn, serves, and ends when it is told to or when another one may have its turn."""

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest
from livy_process import Livy, settings_of
from local_backend import LocalBackend
from memory_store import MemoryStore

from livy.__main__ import serve


class LostStore(MemoryStore):
    def __init__(self) -> None:
        super().__init__()
        self.away = asyncio.Event()

    async def lost(self) -> None:
        await self.away.wait()


@pytest.mark.parametrize("end", ["told", "lost"])
async def test_serves_until_its_end(authority, end: str) -> None:
    store = LostStore()
    livy = Livy(authority, LocalBackend(Path("none")), store, settings_of())
    serving = asyncio.create_task(serve(livy.service, "hdfs://bdc", "localhost", authority.certificate("localhost")))
    deadline = time.monotonic() + 20
    while not livy.service.serves:
        assert time.monotonic() < deadline and not serving.done()
        await asyncio.sleep(0.05)
    assert (await livy.ask("GET", "/sessions")).body == {"from": 0, "total": 0, "sessions": []}
    if end == "told":
        os.kill(os.getpid(), signal.SIGTERM)
    else:
        store.away.set()
    await asyncio.wait_for(serving, 20)
    with pytest.raises(OSError):
        await asyncio.open_connection("localhost", livy.settings.port)
