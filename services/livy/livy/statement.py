"""A piece of code that a session runs."""

import time
from dataclasses import asdict, dataclass
from typing import Any

FINISHED = frozenset({"available", "error", "cancelled"})


@dataclass
class Statement:
    id: int
    code: str
    kind: str
    state: str = "waiting"
    output: dict[str, Any] | None = None
    progress: float = 0.0
    # Milliseconds since 1970, as Apache Livy has them.
    started: int = 0
    completed: int = 0

    @property
    def finished(self) -> bool:
        return self.state in FINISHED

    def start(self) -> None:
        # One that is being cancelled stays so.
        if self.state == "waiting":
            self.state = "running"
        self.started = _now()

    def finish(self, state: str, output: dict[str, Any] | None) -> None:
        self.state = state
        self.output = output
        self.progress = 1.0
        self.completed = _now()

    def view(self) -> dict[str, Any]:
        view = asdict(self)
        del view["kind"]
        return view

    def record(self, session: int, birth: str) -> dict[str, Any]:
        return {"session": session, "birth": birth, "statement": asdict(self)}


def _now() -> int:
    return int(time.time() * 1000)
