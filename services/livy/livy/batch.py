"""An application of the caller's own, which runs to its end."""

from typing import Any

from .backends.interface import Application
from .work import Work


class Batch(Work):
    type = "batch"

    def runs(self, application: Application) -> None:
        if application.state == "running":
            self.state = "running"

    @staticmethod
    def restored(record: dict[str, Any]) -> "Batch":
        batch = Batch(record["id"], record["owner"], record["name"], record["birth"])
        batch.restore(record)
        return batch
