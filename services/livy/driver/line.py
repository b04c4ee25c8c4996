"""To Livy: called, called again, and never without an answer lost."""

import hashlib
import hmac
import itertools
import json
import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable

log = logging.getLogger(__name__)

_CALL_TIME = 10.0
_PAUSE = 1.0


class Line:
    """
    Calls one Livy after the other until one takes it, and again when that one is gone.

    Results are said at each call until Livy has written them down. `heard` is called for each message, in the thread of the line.
    """

    def __init__(self, session: int, secret: str, addresses: list[str], tls: ssl.SSLContext | None, patience: float, heard: Callable[[dict], None]):
        self._session = session
        self._secret = secret
        self._addresses = addresses
        self._tls = tls
        self._patience = patience
        self._heard = heard
        self._lock = threading.Lock()
        self._file = None
        self._results: dict[int, dict] = {}
        self._taken: set[int] = set()
        self._application: str | None = None
        self._ready = False
        self._closed = threading.Event()

    def start(self) -> None:
        threading.Thread(target=self._keep_calling, name="line to Livy", daemon=True).start()

    def ready(self, application: str) -> None:
        with self._lock:
            self._application, self._ready = application, True
            self._say({"ready": True, "application": application})

    def running(self, statement: int) -> None:
        with self._lock:
            self._say({"running": statement})

    def progress(self, statement: int, share: float) -> None:
        with self._lock:
            self._say({"progress": [statement, share]})

    def result(self, statement: int, state: str, output: dict | None) -> None:
        with self._lock:
            self._results[statement] = {"id": statement, "state": state, "output": output}
            self._say({"result": self._results[statement]})

    def candidates(self, request: int, names: list[str]) -> None:
        with self._lock:
            self._say({"candidates": {"request": request, "names": names}})

    def close(self, patience: float) -> None:
        """Waits until Livy has the last result."""
        end = time.monotonic() + patience
        while self._results and time.monotonic() < end:
            time.sleep(0.05)
        self._closed.set()

    def _say(self, message: dict) -> None:
        if self._file:
            try:
                self._file.write(json.dumps(message).encode() + b"\n")
                self._file.flush()
            except OSError:
                # The thread that listens notices it too, and calls again.
                self._file = None

    def _keep_calling(self) -> None:
        last = time.monotonic()
        for address in itertools.cycle(self._addresses):
            if self._closed.is_set():
                return
            try:
                if self._call(address):
                    last = time.monotonic()
            except (OSError, ValueError, KeyError) as fault:
                log.info("Livy at %s: %s", address, fault)
            if time.monotonic() > last + self._patience:
                self._heard({"stop": True})
                return
            self._closed.wait(_PAUSE)

    def _call(self, address: str) -> bool:
        """Returns, once the call is over, whether it was one."""
        host, _, port = address.rpartition(":")
        with socket.create_connection((host, int(port)), _CALL_TIME) as plain:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 30)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 10)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 3)
            with self._tls.wrap_socket(plain, server_hostname=host) if self._tls else plain as connection, connection.makefile("rwb") as file:
                asked = json.loads(file.readline())["challenge"]
                connection.settimeout(None)
                proof = hmac.new(self._secret.encode(), asked.encode(), hashlib.sha256).hexdigest()
                with self._lock:
                    self._file = file
                    taken = sorted(self._taken | self._results.keys())
                    self._say({"session": self._session, "proof": proof, "application": self._application, "ready": self._ready, "statements": taken})
                    for result in list(self._results.values()):
                        self._say({"result": result})
                try:
                    return self._listen(file)
                finally:
                    with self._lock:
                        self._file = None

    def _listen(self, file) -> bool:
        heard = False
        while text := file.readline():
            message = json.loads(text)
            heard = True
            if "acknowledge" in message:
                with self._lock:
                    self._results.pop(message["acknowledge"], None)
                    self._taken.discard(message["acknowledge"])
                continue
            if "run" in message:
                with self._lock:
                    number = message["run"]["id"]
                    if number in self._taken or number in self._results:
                        continue
                    self._taken.add(number)
            self._heard(message)
        return heard
