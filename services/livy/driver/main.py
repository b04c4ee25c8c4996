"""
The driver of a session: an application of Spark that calls Livy and runs what it is given.

It needs nothing but Spark and Python, since the Python of a session may be one that its user has brought along.
"""

import json
import logging
import os
import ssl
import sys
import tempfile
import threading
import time
from pathlib import Path

from line import Line
from python_interpreter import PythonInterpreter
from scala_interpreter import ScalaInterpreter
from sql_interpreter import SqlInterpreter
from statements import Statements

_AUTHORITY = "/var/run/secrets/trust/ca.crt"
_LAST_RESULT = 30.0


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    file = json.loads(Path("livy-session.json").read_text())
    # Results are said before Spark is there, since it may be asked for long before.
    interpreters: dict = {}
    context: dict = {}
    statements = Statements(
        lambda: line,
        interpreters,
        lambda number: context["spark"].setJobGroup(_group(number), f"statement {number}", True),
        lambda number: context["spark"].cancelJobGroup(_group(number)),
    )
    tls = ssl.create_default_context(cafile=os.environ.get("LIVY_AUTHORITY", _AUTHORITY))
    line = Line(file["session"], file["secret"], file["addresses"], tls, file["patience"], statements.heard)
    line.start()

    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

    # Classes that statements in Scala define: executors fetch them from here.
    classes = tempfile.mkdtemp(prefix="classes-")
    conf = SparkConf().set("spark.repl.class.outputDir", classes)
    sc = SparkContext.getOrCreate(conf)
    spark = SparkSession.builder.getOrCreate()
    context["spark"] = sc
    interpreters["pyspark"] = PythonInterpreter({"sc": sc, "spark": spark, "sqlContext": spark})
    interpreters["sql"] = SqlInterpreter(spark, file["sql_rows"])
    interpreters["spark"] = ScalaInterpreter(sc, spark, classes)
    threading.Thread(target=_report, args=(sc, statements, line), name="progress", daemon=True).start()
    line.ready(sc.applicationId)
    try:
        statements.run_all()
    finally:
        line.close(_LAST_RESULT)
        spark.stop()


def _group(number: int) -> str:
    return f"livy-statement-{number}"


def _report(sc, statements: Statements, line: Line) -> None:
    tracker = sc.statusTracker()
    while True:
        time.sleep(1)
        if (number := statements.current) is not None:
            stages = [
                stage
                for job in tracker.getJobIdsForGroup(_group(number))
                if (found := tracker.getJobInfo(job))
                for identifier in found.stageIds
                if (stage := tracker.getStageInfo(identifier))
            ]
            if tasks := sum(stage.numTasks for stage in stages):
                line.progress(number, sum(stage.numCompletedTasks for stage in stages) / tasks)


if __name__ == "__main__":
    sys.exit(main())
