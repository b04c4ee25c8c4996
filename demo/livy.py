"""A session of Spark by Livy's REST services."""

import sys
from types import TracebackType
from typing import Any

from .gateway import Gateway, Refused
from .waiting import wait_for

_ENDED = ("shutting_down", "error", "dead", "killed", "success")


class Failed(Exception):
    """A session or a statement of it came to a bad end."""


class Session:
    """To be used with `with`, which starts the session and deletes it; what fails meanwhile takes the end of its log along, as a note."""

    def __init__(self, gateway: Gateway, creation: dict[str, Any], start_seconds: float):
        self._gateway = gateway
        self._creation = creation
        self._start_seconds = start_seconds
        self._path = ""
        self.application = ""

    def __enter__(self) -> "Session":
        number = self._gateway.call("POST", self._gateway.url("livy/v1/sessions"), self._creation).json()["id"]
        self._path = f"livy/v1/sessions/{number}"
        try:
            wait_for(f"session {number} to start", self._start_seconds, self._is_idle)
        except BaseException as fault:
            self.__exit__(type(fault), fault, None)
            raise
        return self

    def __exit__(self, _type: type[BaseException] | None, failure: BaseException | None, _trace: TracebackType | None) -> None:
        if failure:
            failure.add_note("\n".join(["the session's log:", *self._log()]))
        try:
            self._gateway.call("DELETE", self._gateway.url(self._path))
        except (ConnectionError, Refused) as fault:
            # It ends by itself when nobody has asked for it for a while.
            print(f"the session was not deleted: {fault}", file=sys.stderr)

    def run(self, code: str, seconds: float) -> dict[str, Any]:
        """What a statement gives, by MIME type."""
        path = f"{self._path}/statements"
        number = self._gateway.call("POST", self._gateway.url(path), {"code": code}).json()["id"]

        def output() -> dict[str, Any] | None:
            statement = self._gateway.get(self._gateway.url(f"{path}/{number}")).json()
            if statement["state"] in ("error", "cancelled"):
                raise Failed(f"statement {number} is {statement['state']}")
            if statement["state"] != "available":
                self._require_life()
                return None
            return statement["output"]

        found = wait_for(f"statement {number}, which begins with {code.strip().splitlines()[0]!r}", seconds, output, pause=0.5)
        if found["status"] != "ok":
            raise Failed(f"{found['ename']}: {found['evalue']}\n{''.join(found.get('traceback', []))}".rstrip())
        return found["data"]

    def _log(self) -> list[str]:
        try:
            return self._gateway.get(self._gateway.url(f"{self._path}/log", size="50")).json()["log"]
        except (ConnectionError, Refused) as fault:
            return [str(fault)]

    def _is_idle(self) -> bool | None:
        state = self._require_life()
        return True if state == "idle" else None

    def _require_life(self) -> str:
        view = self._gateway.get(self._gateway.url(self._path)).json()
        self.application = view.get("appId") or self.application
        if view["state"] in _ENDED:
            raise Failed(f"the session is {view['state']}")
        return view["state"]
