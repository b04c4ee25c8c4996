"""A session of Spark itself on this machine, if there is one: `make livy-spark-test` installs it."""

import os
from pathlib import Path

import pytest
import pytest_asyncio
from livy_process import Livy, settings_of
from local_backend import LocalBackend
from memory_store import MemoryStore

PYTHON = os.environ.get("LIVY_SPARK_PYTHON")
DRIVER = Path(__file__).parent.parent / "driver" / "main.py"

pytestmark = pytest.mark.skipif(PYTHON is None, reason="LIVY_SPARK_PYTHON names no Python that has pyspark")


@pytest_asyncio.fixture(scope="module")
async def spark(authority):
    environment = {
        "LIVY_AUTHORITY": str(authority.folder / "ca.crt"),
        "PYSPARK_PYTHON": PYTHON or "",
        "PYSPARK_SUBMIT_ARGS": "--master local[2] --driver-memory 1g --conf spark.ui.enabled=false pyspark-shell",
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    backend = LocalBackend(DRIVER, PYTHON or "", environment)
    livy = await Livy(authority, backend, MemoryStore(), settings_of(), patience=240.0).start()
    yield livy, await livy.session()
    await livy.stop()
    await backend.clean()


async def test_python(spark) -> None:
    livy, session = spark
    output = (await livy.run(session, "rows = spark.range(100)\nrows.count()"))["output"]
    assert output["data"] == {"text/plain": "100"}
    output = (await livy.run(session, "class A:\n    n = 2\nsc.parallelize([1, 2]).map(lambda x: x * A.n).sum()"))["output"]
    assert output.get("data") == {"text/plain": "6"}, output
    output = (await livy.run(session, "spark.sql('SELECT * FROM nowhere')"))["output"]
    assert (output["status"], output["ename"]) == ("error", "AnalysisException")


async def test_sql_sees_the_tables_of_python(spark) -> None:
    livy, session = spark
    await livy.run(session, "spark.range(3).createOrReplaceTempView('numbers')")
    table = (await livy.run(session, "SELECT id, id / 2.0 AS half FROM numbers ORDER BY id", kind="sql"))["output"]["data"]["application/json"]
    assert [field["name"] for field in table["schema"]["fields"]] == ["id", "half"]
    assert table["data"] == [[0, 0.0], [1, 0.5], [2, 1.0]]


async def test_scala(spark) -> None:
    livy, session = spark
    assert (await livy.run(session, "val x = 2\nprintln(x)", kind="spark"))["output"]["data"] == {"text/plain": "val x: Int = 2\n2"}
    code = "case class P(a: Int)\nSeq(P(1), P(2)).toDS().map(p => p.a * x).collect().sum"
    assert (await livy.run(session, code, kind="spark"))["output"]["data"]["text/plain"].endswith("Int = 6")
    output = (await livy.run(session, "1 / 0", kind="spark"))["output"]
    assert (output["status"], output["evalue"]) == ("error", "java.lang.ArithmeticException: / by zero")
    assert (await livy.run(session, 'val y: Int = "s"', kind="spark"))["output"]["status"] == "error"


async def test_a_job_is_cancelled(spark) -> None:
    livy, session = spark
    path = f"/sessions/{session}/statements"
    code = "import time\nsc.parallelize(range(2), 2).map(lambda x: time.sleep(120)).count()"
    statement = (await livy.ask("POST", path, {"code": code})).body["id"]
    await livy.until(f"{path}/{statement}", "running")
    await livy.ask("POST", f"{path}/{statement}/cancel")
    await livy.until(f"{path}/{statement}", "cancelled")
    # The next answer is that of the next question.
    assert (await livy.run(session, "spark.range(7).count()"))["output"]["data"] == {"text/plain": "7"}
