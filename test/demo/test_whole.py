"""The demo as a whole, against parts of this machine: `make demo-spark-test` installs what it needs."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from local_parts import PASSWORD, USER, LocalParts

from demo.gateway import Gateway

PYTHON = os.environ.get("DEMO_SPARK_PYTHON")
MLFLOW_PYTHON = os.environ.get("DEMO_MLFLOW_PYTHON", "")
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(PYTHON is None, reason="DEMO_SPARK_PYTHON names no Python with what a session needs")


@pytest_asyncio.fixture(scope="module")
async def parts(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[LocalParts]:
    running = LocalParts(tmp_path_factory.mktemp("parts"), PYTHON or "", MLFLOW_PYTHON)
    try:
        await running.start()
        yield running
    finally:
        await running.stop()


async def run_demo(parts: LocalParts, out: Path, password: str = PASSWORD) -> tuple[int | None, str]:
    """The exit code, and what it said of its steps and failures."""
    options = {"gateway": parts.address, "user": USER, "ca-file": parts.ca_file, "tls-server-name": parts.server_name, "out": out}
    command = [sys.executable, "-m", "demo", *(f"--{name}={value}" for name, value in options.items())]
    environment = {**os.environ, "DEMO_PASSWORD": password}
    # What it prints is shown as it comes, if pytest is asked not to capture it.
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stderr=asyncio.subprocess.PIPE)
    _, said = await process.communicate()
    return process.returncode, said.decode()


async def test_a_wrong_password_fails_the_first_step(parts: LocalParts, tmp_path: Path) -> None:
    code, said = await run_demo(parts, tmp_path, password="wrong")
    assert code == 1
    assert re.search(r"failed at step 'upload: .*': PUT .*: 401", said), said


async def test_the_story_is_told(parts: LocalParts, tmp_path: Path) -> None:
    code, said = await run_demo(parts, tmp_path)
    assert code == 0, said
    text = (tmp_path / "report.md").read_text()

    assert "**gradient-boosted trees**, registered as version 1 of `housing`" in text
    scores = {name: float(test) for name, test in re.findall(r"^\| ([a-z -]+) \| 0\.\d{4} \| (0\.\d{4}) \|", text, re.MULTILINE)}
    assert max(scores, key=lambda name: scores[name]) == "gradient-boosted trees"
    assert len(scores) == 3 and min(scores.values()) > 0.5, scores
    [difference] = re.findall(r"predicts what Spark predicts, to (.*)\.$", text, re.MULTILINE)
    assert float(difference) <= 1e-4
    assert "The gate refused gradient-boosted trees as onnxmltools converts them: predictions differ from Spark's by up to" in text
    pictures = re.findall(r"^!\[.*\]\((.*)\)$", text, re.MULTILINE)
    assert len(pictures) == 2
    assert {(tmp_path / picture).read_bytes()[:8] for picture in pictures} == {b"\x89PNG\r\n\x1a\n"}

    home = parts.hdfs / "user" / USER / "housing"
    assert {each.name for each in home.iterdir() if not each.name.startswith(".")} == {"housing.csv", "model"}
    assert {each.name for each in (home / "model").iterdir() if each.is_dir()} == {"metadata", "stages"}

    await asyncio.to_thread(require_runs, Gateway(parts.address, USER, PASSWORD, parts.ca_file, parts.server_name))


def require_runs(gateway: Gateway) -> None:
    """MLflow has of each model what belongs to it, and of the best one the pictures and what was registered."""

    def mlflow(method: str, path: str, body: Any = None, /, **query: str) -> Any:
        return gateway.call(method, gateway.url(f"mlflow/api/2.0/mlflow/{path}", **query), body).json()

    [version] = mlflow("GET", "model-versions/search")["model_versions"]
    experiment = mlflow("GET", "experiments/get-by-name", experiment_name="housing")["experiment"]["experiment_id"]
    runs = mlflow("POST", "runs/search", {"experiment_ids": [experiment]})["runs"]
    assert {run["info"]["run_name"] for run in runs} == {"linear regression", "decision tree", "gradient-boosted trees"}
    for run in runs:
        best = run["info"]["run_name"] == "gradient-boosted trees"
        assert run["info"]["status"] == "FINISHED"
        assert {each["key"] for each in run["data"]["metrics"]} >= {"train_r2", "test_r2", "train_rmse", "test_rmse"}
        assert {each["key"] for each in run["data"]["params"]} >= {"labelCol", "split", "split_seed"}
        assert {each["key"] for each in run["data"]["tags"]} >= {"data", "pyspark", "spark.application"}
        files = {each["path"] for each in mlflow("GET", "artifacts/list", run_id=run["info"]["run_id"])["files"]}
        assert files >= {"importances.json", *(["residuals.png", "comparison.png"] if best else [])}
        spark = {each["path"] for each in mlflow("GET", "artifacts/list", run_id=run["info"]["run_id"], path="spark")["files"]}
        assert spark >= {"spark/MLmodel", "spark/requirements.txt", "spark/sparkml"}
        if best:
            assert version["run_id"] == run["info"]["run_id"]
