"""Where Livy keeps what has to outlive it."""

from typing import Any, Protocol


class Store(Protocol):
    """Records by key, such as `session-3` or `session-3-statement-0`; a record is there whole or not at all."""

    async def open(self) -> None: ...

    async def lead(self, host: str) -> None:
        """Waits until no other Livy serves this store; from then on `host` does."""

    async def leader(self) -> str | None:
        """Host of the Livy that serves it."""

    async def lost(self) -> None:
        """Waits until another one may serve it."""

    async def load(self) -> dict[str, dict[str, Any]]:
        """All records."""

    async def put(self, key: str, record: dict[str, Any]) -> None: ...

    async def remove(self, key: str) -> None:
        """No fault if it is not there."""

    async def close(self) -> None: ...
