"""Drivers in containers of YARN, in cluster mode."""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path

import aiohttp

from ..creation import BatchCreation, SessionCreation
from .interface import Application, NotStarted, SessionFile
from .spark_submit import batch_arguments, session_arguments

# Each of them is a Java process for some seconds; more at a time only take longer.
_SUBMISSIONS = 2
_SUBMISSION_TIME = 300.0
_PATIENCE = aiohttp.ClientTimeout(total=20)
_ENDS = {"SUCCEEDED": "success", "KILLED": "killed", "FAILED": "dead"}


class YarnBackend:
    """
    Submits with `spark-submit` and watches by the REST services of the ResourceManagers.

    @param driver: folder of the driver's program, here and where containers run
    """

    def __init__(self, submit: str, driver: str, resource_managers: list[str], user: str, impersonates: bool):
        self._submit = submit
        self._driver = driver
        self._resource_managers = resource_managers
        self._user = user
        self._impersonates = impersonates
        self._turn = asyncio.Semaphore(_SUBMISSIONS)

    async def start_session(self, tag: str, user: str, creation: SessionCreation, file: SessionFile) -> AsyncIterator[str]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "livy-session.json"
            path.touch(0o600)
            path.write_text(json.dumps(asdict(file)))
            arguments = session_arguments(tag, self._proxy(user), creation, self._driver, f"file:{path}")
            async for line in self._run(arguments):
                yield line

    async def start_batch(self, tag: str, user: str, creation: BatchCreation) -> AsyncIterator[str]:
        async for line in self._run(batch_arguments(tag, self._proxy(user), creation)):
            yield line

    async def applications(self) -> dict[str, Application]:
        answer = await self._ask("GET", "/ws/v1/cluster/apps?applicationTags=livy")
        listed = (answer.get("apps") or {}).get("app") or []
        return {tag: _application(each) for each in listed for tag in each.get("applicationTags", "").split(",") if tag != "livy"}

    async def kill(self, application: str) -> None:
        await self._ask("PUT", f"/ws/v1/cluster/apps/{application}/state", {"state": "KILLED"})

    def _proxy(self, user: str) -> str | None:
        return user if self._impersonates else None

    async def _run(self, arguments: list[str]) -> AsyncIterator[str]:
        async with self._turn:
            process = await asyncio.create_subprocess_exec(
                self._submit, *arguments, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
            )
            assert process.stdout
            try:
                async with asyncio.timeout(_SUBMISSION_TIME):
                    while line := await process.stdout.readline():
                        yield line.decode(errors="replace").rstrip()
                    code = await process.wait()
            except TimeoutError:
                raise NotStarted(f"spark-submit did not end within {_SUBMISSION_TIME:.0f} s") from None
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
        if code != 0:
            raise NotStarted(f"spark-submit ended with {code}")

    async def _ask(self, method: str, path: str, body: dict[str, str] | None = None) -> dict:
        fault: Exception | None = None
        # One that is not active sends its callers to the one that is.
        for address in self._resource_managers:
            separator = "&" if "?" in path else "?"
            try:
                async with (
                    aiohttp.ClientSession(timeout=_PATIENCE) as http,
                    http.request(
                        method, f"{address}{path}{separator}user.name={self._user}", json=body, headers={"Accept": "application/json"}
                    ) as answer,
                ):
                    if answer.status < 400:
                        return await answer.json(content_type=None) or {}
                    fault = aiohttp.ClientError(f"{answer.status} {(await answer.text())[:500]}")
            except (TimeoutError, aiohttp.ClientError, ValueError) as failed:
                fault = failed
        raise ConnectionError(f"{method} {path}: {fault}")


def _application(listed: dict) -> Application:
    state = listed["state"]
    ended = state in ("FINISHED", "FAILED", "KILLED")
    return Application(
        id=listed["id"],
        state=_ENDS.get(listed.get("finalStatus", ""), "dead") if ended else "running" if state == "RUNNING" else "waiting",
        diagnostics=listed.get("diagnostics", "").strip(),
        info={"driverLogUrl": listed.get("amContainerLogs"), "sparkUiUrl": listed.get("trackingUrl")},
    )
