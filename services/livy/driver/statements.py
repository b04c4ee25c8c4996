"""Runs statements one after the other in the main thread, which alone can be interrupted."""

import logging
import os
import queue
import signal
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from typing import Protocol

log = logging.getLogger(__name__)

# What waits for Spark ends with its jobs; whatever else the code does is interrupted then.
_GRACE = 2.0

# Of an output; a result larger than this helps nobody, and has to be kept by Livy.
LARGEST_OUTPUT = 8 * 1024 * 1024


class Interpreter(Protocol):
    def run(self, code: str) -> dict[str, object]:
        """What came out, by MIME type. Raises what the code raises."""

    def complete(self, code: str, cursor: int) -> list[str]: ...


class Failed(Exception):
    """The code failed in another language; carries what to say of it."""

    def __init__(self, name: str, value: str, trace: list[str]):
        super().__init__(value)
        self.name, self.value, self.trace = name, value, trace


class Answers(Protocol):
    """Where results go: the line to Livy."""

    def running(self, statement: int) -> None: ...

    def result(self, statement: int, state: str, output: dict | None) -> None: ...

    def candidates(self, request: int, names: list[str]) -> None: ...


class Statements:
    def __init__(
        self, answers: Callable[[], Answers], interpreters: Mapping[str, Interpreter], group: Callable[[int], None], end_group: Callable[[int], None]
    ):
        """
        @param group tells Spark that the jobs which follow are of this statement
        @param end_group ends these jobs
        """
        self._answers = answers
        self._interpreters = interpreters
        self._group = group
        self._end_group = end_group
        self._waiting: queue.Queue[dict | None] = queue.Queue()
        self._lock = threading.Lock()
        self._cancelled: set[int] = set()
        self._interruptible = False
        self._current: int | None = None
        self._count = 0

    @property
    def current(self) -> int | None:
        return self._current

    def heard(self, message: dict) -> None:
        """Takes a message of Livy, in the thread of the line."""
        if "run" in message:
            self._waiting.put(message["run"])
        elif "cancel" in message:
            self._cancel(message["cancel"])
        elif "complete" in message:
            asked = message["complete"]
            interpreter = self._interpreters.get(asked["kind"])
            names = interpreter.complete(asked["code"], asked["cursor"]) if interpreter else []
            self._answers().candidates(asked["request"], names)
        elif "token" in message:
            # Where MLflow's client looks at each of its calls.
            os.environ["MLFLOW_TRACKING_TOKEN"] = message["token"]
        elif "stop" in message:
            self._waiting.put(None)
            if (current := self._current) is not None:
                self._cancel(current)

    def run_all(self) -> None:
        """Until Livy says to stop."""
        signal.signal(signal.SIGINT, signal.default_int_handler)
        while (statement := self._waiting.get()) is not None:
            self._run(statement)

    def _cancel(self, number: int) -> None:
        with self._lock:
            self._cancelled.add(number)
            if self._current != number:
                return
        threading.Thread(target=self._interrupt, args=(number,), name=f"cancels {number}", daemon=True).start()

    def _interrupt(self, number: int) -> None:
        self._end_group(number)
        end = time.monotonic() + _GRACE
        while self._current == number and time.monotonic() < end:
            time.sleep(0.05)
        with self._lock:
            if self._current == number and self._interruptible:
                # Wakes up a call that waits, which an exception alone would not.
                signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)

    def _run(self, statement: dict) -> None:
        number = statement["id"]
        with self._lock:
            self._current = number
            self._interruptible = False
            cancelled = number in self._cancelled
        if cancelled:
            self._answers().result(number, "cancelled", None)
        else:
            self._answers().running(number)
            state, output = self._output(number, statement)
            self._answers().result(number, state, output)
        with self._lock:
            self._current = None
            self._cancelled.discard(number)

    def _output(self, number: int, statement: dict) -> tuple[str, dict | None]:
        count, self._count = self._count, self._count + 1
        try:
            try:
                self._group(number)
                with self._lock:
                    self._interruptible = True
                data = self._interpreters[statement["kind"]].run(statement["code"])
            finally:
                with self._lock:
                    self._interruptible = False
        except KeyboardInterrupt:
            return "cancelled", None
        except BaseException as fault:
            if number in self._cancelled:
                return "cancelled", None
            return "available", {"status": "error", "execution_count": count, **_fault(fault)}
        if (size := sum(len(str(content)) for content in data.values())) > LARGEST_OUTPUT:
            text = f"The output has {size} characters; {LARGEST_OUTPUT} is the most that is kept. Write it to a file."
            return "available", {"status": "error", "execution_count": count, "ename": "OutputTooLarge", "evalue": text, "traceback": []}
        return "available", {"status": "ok", "execution_count": count, "data": data}


def _fault(fault: BaseException) -> dict:
    if isinstance(fault, Failed):
        return {"ename": fault.name, "evalue": fault.value, "traceback": fault.trace}
    lines = traceback.format_exception(type(fault), fault, _of_the_code(fault.__traceback__))
    return {"ename": type(fault).__name__, "evalue": str(fault), "traceback": lines}


def _of_the_code(trace):
    """The part of a trace that is the caller's own code, without what runs it."""
    own = trace
    while own is not None and own.tb_frame.f_code.co_filename != "<stdin>":
        own = own.tb_next
    return own
