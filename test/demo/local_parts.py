"""What is behind the gateway, as parts of this machine: Livy with Spark in local mode, MLflow, the history server, a folder in the place of HDFS."""

import asyncio
import base64
import os
import signal
import subprocess
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp
from aiohttp import web
from authority import Authority
from livy_process import Livy, free_port, server_tls, settings_of
from local_backend import LocalBackend
from memory_store import MemoryStore

LIVY_DRIVER = Path(__file__).parents[2] / "services/livy/driver/main.py"
USER = "alice"
PASSWORD = "correct horse"
PREFIX = "/gateway/default"


class Process:
    """A server of this machine, that ends with the test."""

    def __init__(self, command: list[str], log: Path, environment: dict[str, str]):
        self._log = log
        with open(log, "wb") as output:
            self._process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=output, stderr=output, start_new_session=True)

    async def answers(self, url: str, seconds: float) -> None:
        end = time.monotonic() + seconds
        async with aiohttp.ClientSession() as http:
            while True:
                try:
                    async with http.get(url) as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientError:
                    pass
                if self._process.poll() is not None or time.monotonic() > end:
                    raise TimeoutError(f"{url} does not answer:\n{self._log.read_text()[-3000:]}")
                await asyncio.sleep(0.5)

    def stop(self) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(30)


class LocalParts:
    """@param python: that of drivers
    @param mlflow: another one, that of MLflow's server
    """

    def __init__(self, folder: Path, python: str, mlflow: str):
        self.hdfs = folder / "hdfs"
        self._folder = folder
        self._python = python
        self._mlflow = mlflow
        self._mlflow_url, self._history_url = f"http://127.0.0.1:{free_port()}", f"http://127.0.0.1:{free_port()}"
        self._port = free_port()
        self.authority = Authority(folder)
        self._processes: list[Process] = []

    @property
    def ca_file(self) -> Path:
        return self.authority.folder / "ca.crt"

    @property
    def address(self) -> str:
        # The certificate is for another name, as it is behind the port of a node.
        return f"https://127.0.0.1:{self._port}"

    server_name = "gateway-svc.test"

    async def start(self) -> None:
        home, events = self.hdfs / "user" / USER, self._folder / "spark-events"
        home.mkdir(parents=True)
        events.mkdir()
        mlflow = [self._mlflow, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", self._mlflow_url.rpartition(":")[2]]
        stores = ["--backend-store-uri", f"sqlite:///{self._folder}/mlflow.db", "--artifacts-destination", str(self._folder / "artifacts")]
        # Otherwise it starts a dozen processes for jobs that nobody gives it.
        lean = {"MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false", "MLFLOW_DISABLE_TELEMETRY": "true"}
        self._processes.append(Process([*mlflow, *stores], self._folder / "mlflow.log", lean))
        spark = next((Path(self._python).parents[1] / "lib").glob("python*/site-packages/pyspark"))
        port = self._history_url.rpartition(":")[2]
        options = f"-Dspark.history.fs.logDirectory=file:{events} -Dspark.history.ui.port={port} -Dspark.history.fs.update.interval=2s"
        history = [str(spark / "bin/spark-class"), "org.apache.spark.deploy.history.HistoryServer"]
        environment = {"SPARK_HISTORY_OPTS": options, "SPARK_HOME": str(spark), "SPARK_LOCAL_IP": "127.0.0.1"}
        self._processes.append(Process(history, self._folder / "history.log", environment))

        arguments = {
            "spark.ui.enabled": "false",
            "spark.eventLog.enabled": "true",
            "spark.eventLog.dir": f"file:{events}",
            # Where paths of a local file system begin that are not absolute, as those of HDFS begin in a home directory.
            "spark.driver.extraJavaOptions": f"-Duser.dir={home}",
        }
        conf = " ".join(f"--conf {name}={value}" for name, value in arguments.items())
        environment = {
            "LIVY_AUTHORITY": str(self.ca_file),
            "MLFLOW_TRACKING_URI": self._mlflow_url,
            "MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD": "false",
            "PYSPARK_PYTHON": self._python,
            "PYSPARK_SUBMIT_ARGS": f"--master local[2] --driver-memory 1g {conf} pyspark-shell",
            "SPARK_LOCAL_IP": "127.0.0.1",
        }
        self._backend = LocalBackend(LIVY_DRIVER, self._python, environment)
        self._livy = await Livy(self.authority, self._backend, MemoryStore(), settings_of()).start()
        await self._processes[0].answers(f"{self._mlflow_url}/health", 180)
        await self._processes[1].answers(f"{self._history_url}/api/v1/version", 180)

        app = web.Application(middlewares=[self._login])
        app.router.add_route("*", PREFIX + "/webhdfs/v1{path:/.*}", self._webhdfs)
        app.router.add_route("*", PREFIX + "/livy/v1{path:/.*}", self._to_livy)
        app.router.add_route("*", PREFIX + "/mlflow{path:/.*}", self._to(self._mlflow_url))
        app.router.add_route("*", PREFIX + "/sparkhistory{path:/.*}", self._to(self._history_url))
        app.router.add_get(PREFIX + "/yarn/cluster/app/{application}", self._no_yarn)
        self._runner = web.AppRunner(app, shutdown_timeout=1)
        await self._runner.setup()
        tls = server_tls(self.authority.certificate(self.server_name), callers=False)
        await web.TCPSite(self._runner, "127.0.0.1", self._port, ssl_context=tls).start()

    async def stop(self) -> None:
        await self._runner.cleanup()
        await self._livy.stop()
        await self._backend.clean()
        for process in self._processes:
            process.stop()

    @web.middleware
    async def _login(self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> web.StreamResponse:
        expected = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if request.headers.get("Authorization") != expected:
            return web.Response(status=401)
        return await handler(request)

    async def _webhdfs(self, request: web.Request) -> web.StreamResponse:
        file = self.hdfs / request.match_info["path"].lstrip("/")
        match request.method, request.query["op"]:
            case "PUT", "MKDIRS":
                file.mkdir(parents=True, exist_ok=True)
                return web.json_response({"boolean": True})
            case "PUT", "CREATE":
                if "elsewhere" not in request.query:
                    # As a NameNode sends callers to a DataNode.
                    raise web.HTTPTemporaryRedirect(str(request.url.update_query(elsewhere="true")))
                file.write_bytes(await request.read())
                return web.Response(status=201)
            case "GET", "OPEN" if file.is_file():
                return web.Response(body=file.read_bytes())
            case "GET", "GETFILESTATUS" if file.exists():
                return web.json_response({"FileStatus": {"length": file.stat().st_size}})
            case "GET", "LISTSTATUS" if file.is_dir():
                return web.json_response({"FileStatuses": {"FileStatus": [{"pathSuffix": each.name} for each in file.iterdir()]}})
        return web.Response(status=404)

    async def _to_livy(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"] + (f"?{request.query_string}" if request.query_string else "")
        answer = await self._livy.ask(request.method, path, await request.text() or None, user=USER)
        return web.json_response(answer.body, status=answer.status)

    def _to(self, server: str) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def forward(request: web.Request) -> web.StreamResponse:
            url = server + request.match_info["path"] + (f"?{request.query_string}" if request.query_string else "")
            headers = {"Content-Type": request.content_type}
            async with aiohttp.ClientSession() as http, http.request(request.method, url, data=await request.read(), headers=headers) as answer:
                return web.Response(status=answer.status, body=await answer.read())

        return forward

    async def _no_yarn(self, request: web.Request) -> web.StreamResponse:
        return web.Response(text=f"{request.match_info['application']} runs on this machine, which has no YARN")
