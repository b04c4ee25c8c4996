"""YARN, whose ResourceManagers are played here, and whose submission is a script that writes down what it got."""

import json
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from livy_process import free_port

from livy.backends.interface import NotStarted, SessionFile
from livy.backends.yarn import YarnBackend
from livy.creation import BatchCreation, SessionCreation

FILE = SessionFile(3, "a secret", ["localhost:1"], 1000, 60.0)
APPLICATIONS = [
    {"id": "application_1_1", "state": "ACCEPTED", "finalStatus": "UNDEFINED", "diagnostics": " Queue is full. ", "applicationTags": "livy,one"},
    {"id": "application_1_2", "state": "RUNNING", "finalStatus": "UNDEFINED", "applicationTags": "livy,two", "amContainerLogs": "http://node/log"},
    {"id": "application_1_3", "state": "FINISHED", "finalStatus": "SUCCEEDED", "applicationTags": "three,livy"},
    {"id": "application_1_4", "state": "FINISHED", "finalStatus": "FAILED", "applicationTags": "livy,four"},
    {"id": "application_1_5", "state": "KILLED", "finalStatus": "KILLED", "applicationTags": "livy,five"},
]


class ResourceManager:
    def __init__(self) -> None:
        self.address = f"http://localhost:{free_port()}"
        self.applications: list[dict] | None = APPLICATIONS
        self.killed: list[tuple[str, dict]] = []
        self.active: str | None = None

    async def start(self) -> web.AppRunner:
        app = web.Application()
        app.add_routes([web.get("/ws/v1/cluster/apps", self._list), web.put("/ws/v1/cluster/apps/{id}/state", self._kill)])
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "localhost", int(self.address.rpartition(":")[2])).start()
        return runner

    async def _list(self, request: web.Request) -> web.Response:
        if self.active:
            raise web.HTTPTemporaryRedirect(self.active + str(request.rel_url))
        assert request.query["applicationTags"] == "livy" and request.query["user.name"] == "livy"
        return web.json_response({"apps": self.applications and {"app": self.applications}})

    async def _kill(self, request: web.Request) -> web.Response:
        self.killed.append((request.match_info["id"], await request.json()))
        return web.json_response({"state": "RUNNING"}, status=202)


@pytest_asyncio.fixture
async def manager():
    played = ResourceManager()
    runner = await played.start()
    yield played
    await runner.cleanup()


def backend(tmp_path: Path, addresses: list[str], script: str = "") -> YarnBackend:
    submit = tmp_path / "spark-submit"
    submit.write_text(f'#!/bin/bash\nprintf "%s\\n" "$@" >{tmp_path}/arguments\n{script}')
    submit.chmod(0o755)
    return YarnBackend(str(submit), "/opt/livy/driver", addresses, "livy", impersonates=True)


async def test_states(manager: ResourceManager, tmp_path: Path) -> None:
    found = await backend(tmp_path, [manager.address]).applications()
    states = {tag: application.state for tag, application in found.items()}
    assert states == {"one": "waiting", "two": "running", "three": "success", "four": "dead", "five": "killed"}
    assert found["one"].diagnostics == "Queue is full."
    assert found["two"].info == {"driverLogUrl": "http://node/log", "sparkUiUrl": None}


async def test_none(manager: ResourceManager, tmp_path: Path) -> None:
    manager.applications = None
    assert await backend(tmp_path, [manager.address]).applications() == {}


async def test_the_active_manager_is_found(manager: ResourceManager, tmp_path: Path) -> None:
    standby = ResourceManager()
    standby.active = manager.address
    runner = await standby.start()
    gone = f"http://localhost:{free_port()}"
    assert len(await backend(tmp_path, [gone, standby.address]).applications()) == len(APPLICATIONS)
    await runner.cleanup()
    with pytest.raises(ConnectionError):
        await backend(tmp_path, [gone]).applications()


async def test_kill(manager: ResourceManager, tmp_path: Path) -> None:
    await backend(tmp_path, [manager.address]).kill("application_1_2")
    assert manager.killed == [("application_1_2", {"state": "KILLED"})]


async def test_a_session_is_submitted_with_its_secret_in_a_file_of_its_own(tmp_path: Path) -> None:
    script = f'while [[ $1 != --files ]]; do shift; done; f=${{2%%,*}}; cat "${{f#file:}}" >{tmp_path}/session; stat -c %a "${{f#file:}}"'
    creation = SessionCreation(
        queue="q", driverMemory="1g", numExecutors=2, files=["hdfs://bdc/f"], conf={"spark.x": "y", "spark.files": "hdfs://bdc/g"}
    )
    said = [line async for line in backend(tmp_path, [], script).start_session("tag", "alice", creation, FILE)]
    arguments = (tmp_path / "arguments").read_text().splitlines()
    assert said == ["600"]
    assert json.loads((tmp_path / "session").read_text())["secret"] == "a secret"
    assert "a secret" not in arguments
    assert arguments[-1] == "file:/opt/livy/driver/main.py"
    assert "spark.yarn.appMasterEnv.PYTHONPATH=/opt/livy/driver" in arguments
    pairs = list(zip(arguments, arguments[1:], strict=False))
    for option in ["--proxy-user alice", "--deploy-mode cluster", "--queue q", "--driver-memory 1g", "--num-executors 2", "--name tag"]:
        assert tuple(option.split()) in pairs
    for property in ["spark.x=y", "spark.yarn.tags=livy,tag", "spark.yarn.submit.waitAppCompletion=false", "spark.yarn.maxAppAttempts=1"]:
        assert ("--conf", property) in pairs
    assert arguments[arguments.index("--files") + 1].endswith(",hdfs://bdc/f,hdfs://bdc/g")
    assert not any(argument.startswith("spark.files=") for argument in arguments)


async def test_a_batch_is_submitted(tmp_path: Path) -> None:
    creation = BatchCreation(file="hdfs://bdc/job.jar", className="Main", args=["--master", "local"], name="job")
    assert [line async for line in backend(tmp_path, []).start_batch("tag", "bob", creation)] == []
    arguments = (tmp_path / "arguments").read_text().splitlines()
    assert arguments[-7:] == ["--name", "job", "--class", "Main", "hdfs://bdc/job.jar", "--master", "local"]


async def test_a_submission_that_fails_says_so(tmp_path: Path) -> None:
    said = []
    with pytest.raises(NotStarted, match="ended with 4"):
        async for line in backend(tmp_path, [], "echo no such queue >&2; exit 4").start_batch("tag", "bob", BatchCreation(file="/x")):
            said.append(line)
    assert said == ["no such queue"]
