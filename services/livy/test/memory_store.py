"""A store that outlives a service within a test."""

import asyncio
import json
from typing import Any


class MemoryStore:
    def __init__(self) -> None:
        self.records: dict[str, str] = {}
        self._host: str | None = None

    async def open(self) -> None:
        return None

    async def lead(self, host: str) -> None:
        self._host = host

    async def leader(self) -> str | None:
        return self._host

    async def lost(self) -> None:
        await asyncio.Event().wait()

    async def load(self) -> dict[str, dict[str, Any]]:
        return {key: json.loads(record) for key, record in self.records.items()}

    async def put(self, key: str, record: dict[str, Any]) -> None:
        self.records[key] = json.dumps(record)

    async def remove(self, key: str) -> None:
        self.records.pop(key, None)

    async def close(self) -> None:
        return None
