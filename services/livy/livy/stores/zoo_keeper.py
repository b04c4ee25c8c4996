"""Records as nodes of ZooKeeper."""

import asyncio
import json
import zlib
from typing import Any

from kazoo.client import KazooClient, KazooState
from kazoo.exceptions import NoNodeError

# ZooKeeper takes a mebibyte at once, the names included.
_PART = 900_000
# Seconds without ZooKeeper after which another Livy takes over.
_SESSION = 20.0


class ZooKeeperStore:
    """A node per record below `root`, compressed; what is too large for one has its parts below it, which are written first."""

    def __init__(self, hosts: str, root: str = "/livy"):
        self._client = KazooClient(hosts=hosts, timeout=_SESSION)
        self._root = root
        self._lock = self._client.Lock(f"{root}-leader")
        self._away = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop

    async def open(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._client.add_listener(self._seen)
        await asyncio.to_thread(self._client.start, 60)
        await asyncio.to_thread(self._client.ensure_path, self._root)

    async def lead(self, host: str) -> None:
        self._lock = self._client.Lock(f"{self._root}-leader", host)
        await asyncio.to_thread(self._lock.acquire)

    async def leader(self) -> str | None:
        contenders = await asyncio.to_thread(self._lock.contenders)
        return contenders[0] if contenders else None

    async def lost(self) -> None:
        await self._away.wait()

    def _seen(self, state: str) -> None:
        """In a thread of the client: it may hear too late that its time is over, so it counts itself."""
        if state == KazooState.LOST:
            self._loop.call_soon_threadsafe(self._away.set)
        elif state == KazooState.SUSPENDED:
            self._loop.call_soon_threadsafe(self._loop.call_later, _SESSION, self._still_away)

    def _still_away(self) -> None:
        if not self._client.connected:
            self._away.set()

    async def load(self) -> dict[str, dict[str, Any]]:
        return await asyncio.to_thread(self._load)

    async def put(self, key: str, record: dict[str, Any]) -> None:
        await asyncio.to_thread(self._put, key, zlib.compress(json.dumps(record).encode()))

    async def remove(self, key: str) -> None:
        await asyncio.to_thread(self._remove, key)

    async def close(self) -> None:
        # Whoever waits for its turn would wait for ever.
        self._lock.cancel()
        await asyncio.to_thread(self._client.stop)
        await asyncio.to_thread(self._client.close)

    def _load(self) -> dict[str, dict[str, Any]]:
        return {
            key: json.loads(zlib.decompress(content))
            for key in self._client.get_children(self._root)
            if (content := self._content(f"{self._root}/{key}"))
        }

    def _content(self, path: str) -> bytes:
        head, _ = self._client.get(path)
        if not head.startswith(b"parts "):
            return head
        return b"".join(self._client.get(f"{path}/{part}")[0] for part in head.decode().split()[1:])

    def _put(self, key: str, content: bytes) -> None:
        path = f"{self._root}/{key}"
        self._client.ensure_path(path)
        old = self._client.get_children(path)
        if len(content) <= _PART:
            self._client.set(path, content)
        else:
            # Under other names than the parts that the node names until then.
            first = max((int(part) for part in old), default=-1) + 1
            parts = [str(first + number) for number in range(-(-len(content) // _PART))]
            for number, part in enumerate(parts):
                self._client.create(f"{path}/{part}", content[number * _PART : (number + 1) * _PART])
            self._client.set(path, b"parts " + " ".join(parts).encode())
        for part in old:
            self._client.delete(f"{path}/{part}")

    def _remove(self, key: str) -> None:
        try:
            self._client.delete(f"{self._root}/{key}", recursive=True)
        except NoNodeError:
            return
