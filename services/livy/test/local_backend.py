"""Drivers as processes of this machine; they go on without the service, as they do in YARN."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from dataclasses import asdict, replace
from pathlib import Path

from livy.backends.interface import Application, NotStarted, SessionFile
from livy.creation import BatchCreation, SessionCreation


class LocalBackend:
    """A session named `stays in the queue` is never started, and one named `is refused` is not taken."""

    def __init__(self, driver: Path, python: str = sys.executable, environment: dict[str, str] | None = None):
        self._command = [python, str(driver)]
        self._environment = {**os.environ, **(environment or {})}
        self._processes: dict[str, subprocess.Popen] = {}
        self._killed: set[str] = set()
        self._waiting: dict[str, Application] = {}
        self.handed_over: dict[str, tuple[str, SessionCreation | BatchCreation]] = {}

    async def start_session(self, tag: str, user: str, creation: SessionCreation, file: SessionFile) -> AsyncIterator[str]:
        self.handed_over[tag] = (user, creation)
        yield f"Submitting {tag}"
        if creation.name == "is refused":
            raise NotStarted("spark-submit ended with 1")
        if creation.name == "stays in the queue":
            self._waiting[tag] = Application(f"application_1_{len(self._waiting)}", "waiting", "Queue's AM resource limit exceeded.")
            return
        folder = Path(tempfile.mkdtemp(prefix="livy-session-"))
        (folder / "livy-session.json").write_text(json.dumps(asdict(file)))
        self._start(tag, self._command, folder)

    async def start_batch(self, tag: str, user: str, creation: BatchCreation) -> AsyncIterator[str]:
        self.handed_over[tag] = (user, creation)
        yield f"Submitting {tag}"
        self._start(tag, [sys.executable, "-c", creation.args[0]], Path(tempfile.mkdtemp(prefix="livy-batch-")))

    async def applications(self) -> dict[str, Application]:
        return {**self._waiting, **{tag: self._application(tag, process) for tag, process in self._processes.items()}}

    async def kill(self, application: str) -> None:
        for tag, waiting in self._waiting.items():
            if waiting.id == application:
                self._waiting[tag] = replace(waiting, state="killed")
        for tag, process in self._processes.items():
            if str(process.pid) == application.removeprefix("application_") and process.poll() is None:
                self._killed.add(tag)
                os.killpg(process.pid, signal.SIGKILL)

    async def clean(self) -> None:
        for process in self._processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            await asyncio.to_thread(process.wait, 10)

    def running(self, tag: str) -> bool:
        return self._processes[tag].poll() is None

    def _start(self, tag: str, command: list[str], folder: Path) -> None:
        with open(folder / "output.txt", "wb") as output:
            self._processes[tag] = subprocess.Popen(command, cwd=folder, env=self._environment, stdout=output, stderr=output, start_new_session=True)

    def _application(self, tag: str, process: subprocess.Popen) -> Application:
        code = process.poll()
        state = "running" if code is None else "killed" if tag in self._killed else "success" if code == 0 else "dead"
        return Application(f"application_{process.pid}", state, "", {"driverLogUrl": "http://node/log", "sparkUiUrl": None})
