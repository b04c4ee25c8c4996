"""Records as files of HDFS, by WebHDFS."""

import asyncio
import json
import logging
import time
from typing import Any

import aiohttp

_log = logging.getLogger(__name__)

_NEW = ".new"
_PAUSE = 2.0
_PATIENCE = aiohttp.ClientTimeout(total=30)


class WebHdfsStore:
    """
    A file per record in `folder`.

    A record is written under another name first, and takes its own afterwards: HDFS has no way to replace a file at once, so where only the new
    one is there, it counts.
    """

    def __init__(self, name_nodes: list[str], folder: str, user: str, patience: float = 300.0):
        """@param patience: seconds that it waits for HDFS when it is opened: the platform starts anew what ends, after longer and longer pauses"""
        self._name_nodes = name_nodes
        self._folder = folder
        self._user = user
        self._patience = patience
        self._host: str | None = None
        self._http: aiohttp.ClientSession

    async def open(self) -> None:
        self._http = aiohttp.ClientSession(timeout=_PATIENCE)
        deadline = time.monotonic() + self._patience
        while True:
            try:
                await self._ask("PUT", "", "MKDIRS", permission="700")
                return
            except ConnectionError as fault:
                if time.monotonic() > deadline:
                    raise
                _log.info("HDFS is asked again: %s", fault)
                await asyncio.sleep(_PAUSE)

    async def lead(self, host: str) -> None:
        """Where there is no quorum there is one Livy, and Kubernetes starts no second one before the first is gone."""
        self._host = host

    async def leader(self) -> str | None:
        return self._host

    async def lost(self) -> None:
        await asyncio.Event().wait()

    async def load(self) -> dict[str, dict[str, Any]]:
        listing = json.loads(await self._ask("GET", "", "LISTSTATUS"))
        names = {status["pathSuffix"] for status in listing["FileStatuses"]["FileStatus"]}
        records = {}
        for name in sorted(names):
            key = name.removesuffix(_NEW)
            if name == key or key not in names:
                try:
                    records[key] = json.loads(await self._ask("GET", name, "OPEN"))
                except ValueError:
                    # Livy was killed while it wrote, so nobody was told of it.
                    await self._ask("DELETE", name, "DELETE")
        return records

    async def put(self, key: str, record: dict[str, Any]) -> None:
        await self._ask("PUT", key + _NEW, "CREATE", json.dumps(record).encode(), overwrite="true", permission="600")
        await self._ask("DELETE", key, "DELETE")
        await self._ask("PUT", key + _NEW, "RENAME", destination=f"{self._folder}/{key}")

    async def remove(self, key: str) -> None:
        await self._ask("DELETE", key, "DELETE")

    async def close(self) -> None:
        await self._http.close()

    async def _ask(self, method: str, name: str, operation: str, data: bytes | None = None, **parameters: str) -> bytes:
        path = f"/webhdfs/v1{self._folder}" + (f"/{name}" if name else "")
        query = {"op": operation, "user.name": self._user, **parameters}
        fault: Exception | None = None
        for name_node in self._name_nodes:
            try:
                # The content goes to where the NameNode sends its caller, not to itself.
                async with self._http.request(method, name_node + path, params=query, allow_redirects=data is None) as answer:
                    if answer.status == 307:
                        async with self._http.request(method, answer.headers["Location"], data=data) as stored:
                            return await _content(stored)
                    return await _content(answer)
            except (TimeoutError, aiohttp.ClientError) as failed:
                fault = failed
        raise ConnectionError(f"{operation} of {self._folder}/{name}: {fault}")


async def _content(answer: aiohttp.ClientResponse) -> bytes:
    content = await answer.read()
    if answer.status >= 400:
        raise aiohttp.ClientError(f"{answer.status} {content[:500].decode(errors='replace')}")
    return content
