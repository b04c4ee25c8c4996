"""Tells the story of the houses on a cluster that runs.

python3 -m demo --gateway https://HOST:30443 --user NAME --password-file FILE [--ca-file FILE] [--tls-server-name NAME] [--out FOLDER]
"""

import argparse
import base64
import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .gateway import Gateway, Refused
from .hdfs import Hdfs
from .housing import housing_csv
from .livy import Failed, Session
from .report import Link, Timing, report
from .story import SESSION, STEPS, Step, cells
from .waiting import wait_for

# Until there is a driver: YARN may have to wait for memory, and a node for an image.
_START = 300.0
_REACHED = 60.0
# The history server looks for applications that ended every ten seconds, once they have written their last event.
_HISTORY = 120.0


class Demo:
    def __init__(self, gateway: Gateway, out: Path):
        self._gateway = gateway
        self._hdfs = Hdfs(gateway)
        self._home = f"/user/{gateway.user}/housing"
        self._out = out
        self._timings: list[Timing] = []
        self._pictures: list[str] = []
        self.step = ""

    def run(self) -> None:
        """Prints the report, and writes it into the folder for it."""
        with self._timed("upload: 506 houses into HDFS"):
            csv = housing_csv().encode()
            wait_for("the gateway to let us into HDFS", _REACHED, lambda: self._hdfs.make_folder(self._home) or True)
            self._hdfs.write(f"{self._home}/housing.csv", csv)
            if (size := self._hdfs.size(f"{self._home}/housing.csv")) != len(csv):
                raise Refused(f"{size} bytes are in HDFS instead of {len(csv)}")
        summary = self._in_session()
        with self._timed("look: is everything where it was said to be"):
            links = self._links(summary)
        text = report(summary, self._timings, links, self._pictures)
        (self._out / "report.md").write_text(text)
        print(text)
        if faults := [f"{link.name}: {link.fault}" for link in links if link.fault]:
            raise Refused("\n".join(faults))

    def _in_session(self) -> dict[str, Any]:
        """Runs the steps; the last thing that they print is what came out."""
        with contextlib.ExitStack() as stack:
            with self._timed("session: a driver of Spark"):
                session = stack.enter_context(Session(self._gateway, SESSION, _START))
            for step in STEPS:
                with self._timed(step.title):
                    printed = self._run(session, step)
        return json.loads(printed)

    def _run(self, session: Session, step: Step) -> str:
        printed = ""
        for cell in cells(step.file.read_text()):
            if cell.kind != "code":
                continue
            output = session.run(cell.text, step.seconds)
            if printed := output.get("text/plain", ""):
                print(printed)
            if picture := output.get("image/png"):
                name = f"{step.file.stem}-{len(self._pictures) + 1}.png"
                (self._out / name).write_bytes(base64.b64decode(picture))
                self._pictures.append(name)
        return printed

    def _links(self, summary: dict[str, Any]) -> list[Link]:
        url, application = self._gateway.url, summary["application"]
        best, registered = summary["models"][summary["best"]], summary["registered"]
        # What comes after # is the page's own matter: the server is asked besides.
        run = url(f"mlflow/#/experiments/{summary['experiment']}/runs/{best['run']}"), url("mlflow/api/2.0/mlflow/runs/get", run_id=best["run"])
        model = (
            url(f"mlflow/#/models/{registered['name']}/versions/{registered['version']}"),
            url("mlflow/api/2.0/mlflow/model-versions/get", **registered),
        )
        return [
            self._follow("the houses in HDFS", self._hdfs.url(f"{self._home}/housing.csv", "OPEN")),
            self._follow("the model in HDFS", self._hdfs.url(f"{self._home}/model", "LISTSTATUS")),
            self._follow("the run of the best model in MLflow", *run),
            self._follow("the registered model in MLflow", *model),
            self._follow("the application in YARN", url(f"yarn/cluster/app/{application}")),
            self._follow_into_history("the application in the history of Spark", application),
        ]

    def _follow(self, name: str, url: str, *others: str) -> Link:
        try:
            for each in (url, *others):
                self._gateway.get(each)
        except (Refused, ConnectionError) as fault:
            return Link(name, url, str(fault))
        return Link(name, url)

    def _follow_into_history(self, name: str, application: str) -> Link:
        root = f"sparkhistory/history/{application}"
        try:
            attempt = wait_for("the history server to know of the end of the application", _HISTORY, lambda: self._attempt(application))
        except (Refused, TimeoutError) as fault:
            return Link(name, self._gateway.url(f"{root}/jobs/"), str(fault))
        return self._follow(name, self._gateway.url(f"{root}{attempt}/jobs/"))

    def _attempt(self, application: str) -> str | None:
        """The part of an address that names the attempt, which applications have that YARN runs."""
        try:
            found = self._gateway.get(self._gateway.url(f"sparkhistory/api/v1/applications/{application}")).json()
        except Refused as fault:
            if fault.status != 404:
                raise
            return None
        attempt = found["attempts"][0]
        if not attempt["completed"]:
            return None
        return f"/{attempt['attemptId']}" if "attemptId" in attempt else ""

    @contextlib.contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        self.step = step
        print(f"== {step}", file=sys.stderr, flush=True)
        start = time.monotonic()
        yield
        self._timings.append(Timing(step, time.monotonic() - start))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python3 -m demo", description="Prices of houses, from a CSV in HDFS to a model in the registry of MLflow.")
    parser.add_argument("--gateway", required=True, metavar="https://HOST:PORT", help="address of the cluster's gateway")
    parser.add_argument("--user", required=True, help="whose home directory and session it is")
    parser.add_argument("--password-file", type=Path, help="file with the password; otherwise it is in the variable DEMO_PASSWORD")
    parser.add_argument("--ca-file", type=Path, help="certificate that signed the gateway's, if the system does not know it")
    parser.add_argument("--tls-server-name", metavar="NAME", help="name in the gateway's certificate, if its address has another")
    parser.add_argument("--out", type=Path, default=Path("evidence/demo"), help="folder for the report and its pictures (default: %(default)s)")
    given = parser.parse_args(arguments)

    problems = []
    address = urlsplit(given.gateway)
    if address.scheme != "https" or not address.hostname or address.path not in ("", "/"):
        problems.append(f"--gateway: {given.gateway} is not of the form https://HOST:PORT")
    password = os.environ.get("DEMO_PASSWORD", "")
    for option, file in (("--password-file", given.password_file), ("--ca-file", given.ca_file)):
        if file and not file.is_file():
            problems.append(f"{option}: {file} is no file")
        elif file and option == "--password-file":
            password = file.read_text().strip()
    if not password and not given.password_file:
        problems.append("there is no password: --password-file, or the variable DEMO_PASSWORD")
    if problems:
        parser.error("\n".join(problems))

    given.out.mkdir(parents=True, exist_ok=True)
    demo = Demo(Gateway(given.gateway, given.user, password, given.ca_file, given.tls_server_name), given.out)
    try:
        demo.run()
    except (Refused, Failed, ConnectionError, TimeoutError) as fault:
        print(f"failed at step {demo.step!r}: {fault}", *getattr(fault, "__notes__", []), sep="\n", file=sys.stderr)
        return 1
    print(f"the report and its pictures are in {given.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
